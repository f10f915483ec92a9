"""Hypothesis strategies for partybuild values (needs ``partybuild[testing]``).

The rules and votes they make are small but mean: weights of zero, options worth
less than nothing, blanks and spoilt marks, voter groups without a ballot.
"""

from partybuild.testing._algebra import algebraic_rules
from partybuild.testing._algebra_decisions import deciding_reviews
from partybuild.testing._algebra_reviews import algebraic_reviews
from partybuild.testing._ballots import (
    boxes,
    forms,
    reviews,
    roll_calls,
    tallies,
    votes,
)
from partybuild.testing._schemes import gradings, quotas, rules, scales
from partybuild.testing._values import (
    bases,
    exact_numbers,
    labels,
    periods,
    roundings,
    texts,
    weights,
)
from partybuild.testing._vote import Vote

__all__ = [
    "Vote",
    "algebraic_reviews",
    "algebraic_rules",
    "bases",
    "boxes",
    "deciding_reviews",
    "exact_numbers",
    "forms",
    "gradings",
    "labels",
    "periods",
    "quotas",
    "reviews",
    "roll_calls",
    "roundings",
    "rules",
    "scales",
    "tallies",
    "texts",
    "votes",
    "weights",
]

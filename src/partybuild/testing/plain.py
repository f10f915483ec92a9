"""Small schemes, ballots and reviews in one line each, for worked tables.

Items are called i0, i1..., voter groups and subjects as the caller says.
"""

from partybuild.testing._plain_reviews import (
    BODY,
    DAY,
    box_of_counts,
    counted_review,
    plain_decision,
    plain_fact,
    plain_review,
    plain_rulebook,
    plain_tree,
)
from partybuild.testing._plain_rules import (
    FOUR_OPTIONS,
    OWN,
    plain_grading,
    plain_rules,
)

__all__ = [
    "BODY",
    "DAY",
    "FOUR_OPTIONS",
    "OWN",
    "box_of_counts",
    "counted_review",
    "plain_decision",
    "plain_fact",
    "plain_grading",
    "plain_review",
    "plain_rulebook",
    "plain_rules",
    "plain_tree",
]

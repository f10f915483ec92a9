"""What Hypothesis loads at its own start: types it can then make by itself.

Hypothesis imports this module while it is being imported, so nothing here may
import it before `register` runs, nor any strategy before one is asked for.
"""

from functools import partial
from typing import TYPE_CHECKING

from partybuild.conference import BallotForm, Review, Tally
from partybuild.kernel import Label, Period, Rounding
from partybuild.rules import Grading, ReviewRules, Scale

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_NAMES: dict[type, str] = {
    BallotForm: "forms",
    Grading: "gradings",
    Label: "labels",
    Period: "periods",
    Review: "reviews",
    ReviewRules: "rules",
    Rounding: "roundings",
    Scale: "scales",
    Tally: "tallies",
}


def register() -> None:
    """Teach ``st.from_type`` the values whose parts must fit together."""
    from hypothesis.strategies import register_type_strategy

    for kind, name in _NAMES.items():
        register_type_strategy(kind, partial(_made_by, name))


def _made_by(name: str, _: type) -> "SearchStrategy[object]":
    from partybuild.testing import strategies

    strategy: SearchStrategy[object] = getattr(strategies, name)()
    return strategy

"""What follows from a grade or from a condition."""

from collections.abc import Iterable
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record
from partybuild.rules._condition import Condition


class Action(Enum):
    """Kinds of consequences."""

    PRAISE = "praise"
    """表彰."""
    TALK = "talk"
    """约谈."""
    RECTIFY = "rectify"
    """限期整改."""
    ADJUST = "adjust"
    """组织调整."""
    BAR = "bar"
    """不得评为优秀: barred from the top annual grade."""
    OTHER = "other"


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


def _months(_: object, __: object, value: int | None) -> None:
    if value is not None and (type(value) is not int or value < 1):
        raise ValueRangeError("within_months", repr(value), "at least 1")


@attrs.frozen(kw_only=True)
class Consequence(Record):
    """What follows for subjects whom all of some conditions concern.

    Attributes:
        consequence_id: Stable code.
        label: What follows.
        action: Its kind.
        when: Conditions, all of which must hold; they may ask for the grade.
        within_months: Time limit, in months from the review; None: none stated.
        basis: Article or decision it rests on.
    """

    consequence_id: str
    label: Label
    action: Action = attrs.field(converter=Action)
    when: tuple[Condition, ...] = attrs.field(converter=_conditions)
    within_months: int | None = attrs.field(default=None, validator=_months)
    basis: Basis

"""What makes a ballot invalid, beside marks that cannot be read."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from typing import ClassVar, TypeAlias

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import optional_exact


class CheckEffect(Enum):
    """What happens to a ballot that fails a check."""

    VOID_MARKS = "void_marks"
    """The marks concerned count as spoilt."""
    VOID_BALLOT = "void_ballot"
    VOID_VOTE = "void_vote"
    """One failing ballot voids the whole vote."""
    FLAG = "flag"
    """It is reported and counts."""


@attrs.frozen(kw_only=True)
class AllEqual(Record):
    """Every mark of the ballot is the same option.

    Attributes:
        kind: Word for this kind in documents.
        check_id: Stable code.
        label: Name of the check.
        effect: What happens to such a ballot.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "all_equal"
    check_id: str
    label: Label
    effect: CheckEffect = attrs.field(converter=CheckEffect)
    basis: Basis


def _at_least_0(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a count of at least 0")


def _limit(_: object, field: "attrs.Attribute[int | None]", value: int | None) -> None:
    if value is not None and (type(value) is not int or value < 0):
        raise ValueRangeError(field.name, repr(value), "a count of at least 0")


@attrs.frozen(kw_only=True)
class Distribution(Record):
    """The number of subjects a ballot puts within a range lies between limits.

    What is compared is the sum of a ballot's marks for a subject, each times the
    weight of its item as stated; with *item_id*, the value of that mark alone.
    Subjects whom the ballot leaves unmarked are within no range.

    Attributes:
        kind: Word for this kind in documents.
        check_id: Stable code.
        label: Name of the check.
        item_id: Item whose mark is looked at; empty: the sum over all items.
        lower: Least value within the range; None: no lower end.
        upper: First value above the range; None: no upper end.
        least: Fewest subjects within it.
        most: Most subjects within it; None: no limit.
        effect: What happens to a ballot outside the limits.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "distribution"
    check_id: str
    label: Label
    item_id: str = ""
    lower: Fraction | None = attrs.field(default=None, converter=optional_exact)
    upper: Fraction | None = attrs.field(default=None, converter=optional_exact)
    least: int = attrs.field(default=0, validator=_at_least_0)
    most: int | None = attrs.field(default=None, validator=_limit)
    effect: CheckEffect = attrs.field(converter=CheckEffect)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse limits and ranges that nothing fits."""
        if self.most is not None and self.most < self.least:
            raise ValueRangeError(
                f"most of check {self.check_id!r}", self.most, f"at least {self.least}"
            )
        low, high = self.lower, self.upper
        if low is not None and high is not None and high <= low:
            raise ValueRangeError(
                f"upper of check {self.check_id!r}", high, f"above {low}"
            )

    def holds(self, value: Fraction) -> bool:
        """Return whether a value is within the range."""
        return (self.lower is None or self.lower <= value) and (
            self.upper is None or value < self.upper
        )


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)


@attrs.frozen(kw_only=True)
class OverallAgrees(Record):
    """The overall mark of a subject lies near the mean of the item marks.

    Attributes:
        kind: Word for this kind in documents.
        check_id: Stable code.
        label: Name of the check.
        overall: Item that asks for the overall mark.
        items: Items it is held against.
        most_apart: Largest distance that is allowed, in points.
        effect: What happens otherwise; voiding marks voids the subject's line.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "overall_agrees"
    check_id: str
    label: Label
    overall: str
    items: tuple[str, ...] = attrs.field(converter=_ids)
    most_apart: Fraction = attrs.field(converter=exact)
    effect: CheckEffect = attrs.field(converter=CheckEffect)
    basis: Basis


BallotCheck: TypeAlias = AllEqual | Distribution | OverallAgrees
"""Everything that ballots can be held against."""

"""Measures: named values of each subject, taken from ballots or handed in."""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._average import Average, PlainMean
from partybuild.rules._ballot_policy import Base
from partybuild.rules._checks import optional_exact
from partybuild.rules._event_line import EventLine, Taken, event_lines


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)


@attrs.frozen(kw_only=True)
class BallotMeasure(Record):
    """The ballots' score: marks over a base, then items, then groups by weight.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the measure.
        items: Items it is made of, their weights scaled to sum to 1; empty: all.
        groups: Voter groups it is made of, their weights scaled likewise; empty:
            all.
        average: How the marks of one group for one item become one number.
        base: What the sum of the marks is divided by. Anything but the valid marks
            makes a missing mark worth nothing, so the rule has to say it.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "ballots"
    measure_id: str
    label: Label
    items: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    groups: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    average: Average = attrs.field(factory=PlainMean)
    base: Base = attrs.field(default=Base.VALID_MARKS, converter=Base)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a trimmed mean over marks that do not exist."""
        if self.base is not Base.VALID_MARKS and not isinstance(
            self.average, PlainMean
        ):
            raise ValueRangeError(
                f"base of measure {self.measure_id!r}",
                self.base.value,
                "valid_marks: only a plain mean can have another base",
            )


def _some(_: object, field: "attrs.Attribute[tuple[str, ...]]", value: object) -> None:
    if value == ():
        raise ValueRangeError(field.name, "an empty list", "at least one option")


@attrs.frozen(kw_only=True)
class RateMeasure(Record):
    """The share of some options in the marks of one item, over the groups by weight.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the rate.
        item_id: Item.
        options: Options that count.
        less: Options whose share is taken off, for a net rate.
        base: What it is a share of; there is no default.
        pooled: Whether all voters are one group, whatever the groups' weights.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "rate"
    measure_id: str
    label: Label
    item_id: str
    options: tuple[str, ...] = attrs.field(converter=_ids, validator=_some)
    less: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    base: Base = attrs.field(converter=Base)
    pooled: bool = False
    basis: Basis


@attrs.frozen(kw_only=True)
class EnteredMeasure(Record):
    """A value that a body hands in for every subject, with its source.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code, under which the value is entered.
        label: Name of the value.
        least: Least value; None: no limit is stated.
        most: Greatest value; None: no limit is stated.
        required: Whether every subject needs one; otherwise a missing one is 0.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "entered"
    measure_id: str
    label: Label
    least: Fraction | None = attrs.field(default=None, converter=optional_exact)
    most: Fraction | None = attrs.field(default=None, converter=optional_exact)
    required: bool = True
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a range that no value fits."""
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueRangeError(
                f"most of {self.measure_id!r}", self.most, f"at least {self.least}"
            )


@attrs.frozen(kw_only=True)
class EventMeasure(Record):
    """Full points less what the events of a table take off, never below a floor.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the measure.
        full: Points without any event.
        floor: Fewest points that are left.
        lines: Events; one that is not entered did not happen.
        taken: Which of them count.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "events"
    measure_id: str
    label: Label
    full: Fraction = attrs.field(converter=exact)
    floor: Fraction = attrs.field(default=Fraction(0), converter=exact)
    lines: tuple[EventLine, ...] = attrs.field(converter=event_lines)
    taken: Taken = attrs.field(default=Taken.ALL, converter=Taken)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a floor above the full points."""
        if self.floor > self.full:
            raise ValueRangeError(
                f"floor of {self.measure_id!r}", self.floor, f"at most {self.full}"
            )

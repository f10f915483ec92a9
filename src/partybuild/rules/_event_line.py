"""Points per event: awards, deductions, breaches."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record
from partybuild.rules._checks import optional_exact


def _not_negative(
    line: "EventLine",
    field: "attrs.Attribute[Fraction | None]",
    value: Fraction | None,
) -> None:
    if value is not None and value < 0:
        raise ValueRangeError(f"{field.name} of {line.line_id!r}", value, "at least 0")


@attrs.frozen(kw_only=True)
class EventLine(Record):
    """One line of a table of events, such as "each missing meeting: 5 points".

    Either every event is worth the same, and the *number of events* is entered; or
    the body gives points within a range, and the *points* are entered.

    Attributes:
        line_id: Stable code, under which the number or the points are entered.
        label: The event.
        each: Points of every event; None where the body gives them.
        least: Fewest points that the body may give.
        most: Most points that the line may come to; None: no limit.
        basis: Article or decision it rests on.
    """

    line_id: str
    label: Label
    each: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_not_negative
    )
    least: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_not_negative
    )
    most: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_not_negative
    )
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a line that does not say what an event is worth."""
        if (self.each is None) == (self.least is None):
            raise ValueRangeError(
                f"line {self.line_id!r}",
                f"each={self.each}, least={self.least}",
                "either the points of each event, or the least points of a range",
            )
        if self.least is not None and self.most is not None and self.most < self.least:
            raise ValueRangeError(
                f"most of {self.line_id!r}", self.most, f"at least {self.least}"
            )

    def points(self, entered: Fraction) -> Fraction:
        """Return the points of what was entered.

        Args:
            entered: Number of events, or points given within the range.

        Returns:
            Points, at least 0.

        Raises:
            ValueRangeError: If a number of events is not whole, or points given
                lie outside the range.
        """
        if self.each is None:
            low = Fraction() if self.least is None else self.least
            if entered and not (
                low <= entered and (self.most is None or entered <= self.most)
            ):
                upper = " or more" if self.most is None else f" to {self.most}"
                raise ValueRangeError(
                    f"points of {self.line_id!r}", entered, f"{low}{upper}, or 0"
                )
            return entered
        if entered < 0 or entered.denominator != 1:
            raise ValueRangeError(
                f"number of events of {self.line_id!r}", entered, "a whole number"
            )
        earned = self.each * entered
        return earned if self.most is None else min(earned, self.most)


class Taken(Enum):
    """Which lines of a table count."""

    ALL = "all"
    HIGHEST = "highest"
    """就高不就低，不重复计分: only the line with the most points."""


def event_lines(lines: Iterable[EventLine]) -> tuple[EventLine, ...]:
    """Return lines as a tuple."""
    return tuple(lines)

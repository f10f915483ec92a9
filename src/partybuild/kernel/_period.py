"""Periods of whole days."""

from datetime import date, datetime

import attrs

from partybuild.errors import PeriodOrderError, ValueRangeError


def _refuse_other(what: str, value: object) -> None:
    # A datetime is a date to isinstance, but compares badly with one.
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueRangeError(what, repr(value), "a datetime.date")


def _plain_day(_: "Period", field: "attrs.Attribute[date]", value: date) -> None:
    _refuse_other(f"{field.name} day", value)


def _in_order(
    period: "Period", field: "attrs.Attribute[date | None]", value: date | None
) -> None:
    if value is not None:
        _refuse_other(f"{field.name} day", value)
        if value < period.first:
            raise PeriodOrderError(period.first, value)


@attrs.frozen(order=False)
class Period:
    """Days from the first to the last, both included.

    Attributes:
        first: First day.
        last: Last day; None while no end is fixed.

    Examples:
        >>> date(2021, 12, 31) in Period(date(2021, 1, 1), date(2021, 12, 31))
        True
    """

    first: date = attrs.field(validator=_plain_day)
    last: date | None = attrs.field(default=None, validator=_in_order)

    def __contains__(self, day: date) -> bool:
        """Whether *day* lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """Write both days, the last one open where it is."""
        return f"{self.first}..{self.last or ''}"

    def overlaps(self, other: "Period") -> bool:
        """Return whether the two periods share a day."""
        return self.first <= (other.last or date.max) and other.first <= (
            self.last or date.max
        )

    def meets(self, later: "Period") -> bool:
        """Return whether *later* begins on the day after this period ends."""
        # Ordinals, because the day after the last day of the calendar is none.
        return (
            self.last is not None
            and self.last.toordinal() + 1 == later.first.toordinal()
        )

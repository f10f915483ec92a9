"""Dates of which only the year, or the year and the month, is known."""

import re
from calendar import monthrange
from datetime import date
from typing import Self

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Period, Record

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)
_EXPECTED = 'a date, or text such as "2009", "2009-05", "2009-05-31" or "unknown"'
_UNKNOWN = "unknown"


@attrs.frozen
class PartialDate(Record):
    """A date as far as it is known.

    Attributes:
        year: Year; None where nothing is known.
        month: Month, 1 to 12; None where not known.
        day: Day of the month; None where not known.

    Examples:
        >>> str(PartialDate(2009, 5).latest), str(PartialDate())
        ('2009-05-31', 'unknown')
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a month without a year, a day without a month, and 31 April."""
        parts = (self.year, self.month, self.day)
        known = [part for part in parts if part is not None]
        if any(type(part) is not int for part in known) or parts != (
            *known,
            *[None] * (3 - len(known)),
        ):
            raise ValueRangeError("a partial date", parts, _EXPECTED)
        try:
            date(*(known + [1] * (3 - len(known))) if known else (1, 1, 1))
        except ValueError:
            raise ValueRangeError("a partial date", parts, _EXPECTED) from None

    @classmethod
    def of(cls, value: "PartialDate | date | str") -> "PartialDate":
        """Return a date, or a text, as a partial date.

        Args:
            value: A date, or text such as "2009", "2009-05" or "unknown".

        Returns:
            The partial date.

        Raises:
            ValueRangeError: If it is neither.
        """
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return cls(value.year, value.month, value.day)
        if value == _UNKNOWN:
            return cls()
        if match := _FORM.fullmatch(value):
            return cls(*[int(part) if part else None for part in match.groups()])
        raise ValueRangeError("a partial date", repr(value), _EXPECTED)

    def __str__(self) -> str:
        """Write what is known: "2009", "2009-05", "2009-05-31" or "unknown"."""
        if self.year is None:
            return _UNKNOWN
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date:
        """First day that it may be."""
        if self.year is None:
            return date.min
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """Last day that it may be."""
        if self.year is None:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def span(self) -> Period:
        """All days that it may be."""
        return Period(self.earliest, self.latest)

    def sharper(self, other: Self) -> bool:
        """Return whether this one names fewer days, all of them in *other*."""
        return (
            self != other
            and other.earliest <= self.earliest
            and self.latest <= other.latest
        )


def partial_date(value: PartialDate | date | str) -> PartialDate:
    """Return a date, or a text, as a partial date; see `PartialDate.of`."""
    return PartialDate.of(value)

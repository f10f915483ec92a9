"""Deadlines in working days, with a calendar that somebody else knows."""

from datetime import date, timedelta
from typing import Protocol

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Record

_SATURDAY = 5
# Ten years; a calendar on which nobody ever works is a mistake.
_LONGEST = 3653


class WorkingCalendar(Protocol):
    """What knows working days, adjusted ones included."""

    def is_working(self, day: date) -> bool | None:
        """Return whether one works on a day; None where it is not announced yet."""
        ...


@attrs.frozen(order=True)
class WorkingDeadline(Record):
    """A deadline counted in working days.

    Attributes:
        day: Last day.
        provisional: Whether it rests on days that are not announced yet, for which
            Monday to Friday were taken as working days.
    """

    day: date
    provisional: bool


def working_deadline(
    start: date, working_days: int, calendar: WorkingCalendar
) -> WorkingDeadline:
    """Return the deadline so many working days after a day.

    Args:
        start: Day from which is counted; it does not count itself.
        working_days: How many, 1 or more.
        calendar: What knows the working days; the extra ``calendar`` has one.

    Returns:
        The deadline, and whether it is provisional.

    Raises:
        ValueRangeError: If the number is not 1 or more, or the calendar has no such
            day within ten years.
    """
    if type(working_days) is not int or working_days < 1:
        raise ValueRangeError("working days", repr(working_days), "1 or more")
    left, provisional = working_days, False
    for step in range(1, _LONGEST):
        day = start + timedelta(days=step)
        known = calendar.is_working(day)
        provisional = provisional or known is None
        left -= day.weekday() < _SATURDAY if known is None else known
        if not left:
            return WorkingDeadline(day, provisional)
    raise ValueRangeError("calendar", "without working days", "some in ten years")

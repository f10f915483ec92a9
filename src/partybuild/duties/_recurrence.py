"""How often a duty is due, and on which days."""

from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise

import attrs
from dateutil.rrule import MONTHLY, rrule

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Period, Record


class Frequency(Enum):
    """Length of the windows in which a duty recurs; all begin with the calendar."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """Months of one window."""
        return _MONTHS[self]

    @property
    def label(self) -> Label:
        """Name of the frequency."""
        return _LABELS[self]


_MONTHS = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}
_LABELS = {
    Frequency.MONTHLY: Label(zh="每月", en="each month"),
    Frequency.QUARTERLY: Label(zh="每季度", en="each quarter"),
    Frequency.HALF_YEARLY: Label(zh="每半年", en="each half-year"),
    Frequency.YEARLY: Label(zh="每年", en="each year"),
}


class PartWindow(Enum):
    """What becomes of a window of which the duty covers only a part."""

    WAIVED = "waived"
    """Nothing is expected in it."""
    EXPECTED = "expected"
    """The same is expected in the days that are left."""


def _positive(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 1:
        raise ValueRangeError(f"recurrence {field.name}", repr(value), "1 or more")


@attrs.frozen(kw_only=True)
class Recurrence(Record):
    """How often: "each quarter", "at least twice a year", "once in two years".

    Attributes:
        frequency: Length of a window.
        times: How often in each window, at least.
        every: Number of windows that make one: 2 with YEARLY is once in two years.
        part: What becomes of a window that is not covered whole.

    Examples:
        >>> Recurrence(frequency="yearly", times=2).label.zh
        '每年至少2次'
    """

    frequency: Frequency = attrs.field(converter=Frequency)
    times: int = attrs.field(default=1, validator=_positive)
    every: int = attrs.field(default=1, validator=_positive)
    part: PartWindow = attrs.field(default=PartWindow.WAIVED, converter=PartWindow)

    @property
    def label(self) -> Label:
        """The recurrence in words."""
        each = self.frequency.label
        if self.every > 1:
            months = self.frequency.months * self.every
            years, rest = divmod(months, 12)
            each = (
                Label(zh=f"每{months}个月", en=f"in {months} months")
                if rest
                else Label(zh=f"每{years}年", en=f"in {years} years")
            )
        return Label(
            zh=f"{each.zh}至少{self.times}次",
            en=f"at least {self.times} time{'s' * (self.times > 1)} {each.en}",
        )


@attrs.frozen(order=True)
class Expectation(Record):
    """One thing expected: the n-th in a window, by the window's last day.

    Attributes:
        due_on: Last day on which it is on time.
        number: 1 for the first in the window.
        window: Days in which it is expected; None where it is expected once, and
            whatever was done was done for it.
    """

    due_on: date
    number: int = 1
    window: Period | None = attrs.field(default=None, order=False)


def windows(recurrence: Recurrence, period: Period, on: date) -> tuple[Period, ...]:
    """Return the windows of a recurrence that have begun by a day.

    Args:
        recurrence: How often.
        period: Days on which the duty is owed.
        on: The day; windows that begin after it are not made.

    Returns:
        Windows in order; the first and the last cut to the period where the
        recurrence expects something in them.
    """
    months = recurrence.frequency.months * recurrence.every
    last = period.last or date.max
    until = min(on, last)
    if until < period.first:
        return ()
    # One window more than is asked for, to know where the last one ends.
    start = datetime(period.first.year, 1, 1)  # noqa: DTZ001 - days, no clock
    count = ((until.year - period.first.year) * 12 + until.month) // months + 2
    starts = [
        moment.date()
        for moment in rrule(MONTHLY, dtstart=start, interval=months, count=count)
    ]
    found: list[Period] = []
    for first, following in pairwise(starts):
        ends = following - timedelta(days=1)
        if first > until or ends < period.first:
            continue
        whole = first >= period.first and ends <= last
        if whole:
            found.append(Period(first, ends))
        elif recurrence.part is PartWindow.EXPECTED:
            found.append(Period(max(first, period.first), min(ends, last)))
    return tuple(found)


def expectations(
    recurrence: Recurrence, period: Period, on: date
) -> tuple[Expectation, ...]:
    """Return all that is expected in the windows that have begun by a day.

    Args:
        recurrence: How often.
        period: Days on which the duty is owed.
        on: The day.

    Returns:
        Expectations, by the day they are due.

    Examples:
        >>> quarterly = Recurrence(frequency="quarterly")
        >>> year = Period(date(2021, 1, 1), date(2021, 12, 31))
        >>> [str(e.due_on) for e in expectations(quarterly, year, date(2021, 8, 1))]
        ['2021-03-31', '2021-06-30', '2021-09-30']
    """
    return tuple(
        Expectation(window.last or date.max, number, window)
        for window in windows(recurrence, period, on)
        for number in range(1, recurrence.times + 1)
    )

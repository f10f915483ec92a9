"""Deadlines that a rule counts from a day: months, days or working days."""

from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta

from partybuild.duties import WorkingCalendar, WorkingDeadline, working_deadline
from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Citation, CitationStatus, Label


@attrs.frozen(kw_only=True)
class DeadlineRule:
    """So many months, days or working days after an event.

    Attributes:
        months: Calendar months; one month after 31 January is the last of February.
        days: Days.
        working_days: Working days, which a calendar must know.
        basis: Article or decision.

    Examples:
        >>> FILED_WITHIN_ONE_MONTH.after(date(2022, 1, 25)).day
        datetime.date(2022, 2, 25)
    """

    months: int = 0
    days: int = 0
    working_days: int = 0
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that counts nothing, or in two ways."""
        counts = (self.months, self.days, self.working_days)
        if any(type(count) is not int or count < 0 for count in counts):
            raise ValueRangeError("deadline", repr(counts), "numbers from 0")
        if sum(count > 0 for count in counts) != 1:
            raise ValueRangeError(
                "deadline", repr(counts), "one of months, days and working days"
            )

    def after(
        self, start: date, calendar: WorkingCalendar | None = None
    ) -> WorkingDeadline:
        """Return the last day.

        Args:
            start: Day of the event; it does not count itself.
            calendar: What knows working days, where they are counted; the extra
                ``calendar`` has one.

        Returns:
            The deadline, and whether it is provisional, because a working day is
            not announced yet.

        Raises:
            ValueRangeError: If working days are counted and no calendar is given.
        """
        if self.working_days:
            if calendar is None:
                raise ValueRangeError("calendar", "none", "one that knows working days")
            return working_deadline(start, self.working_days, calendar)
        day = start + relativedelta(months=self.months) + timedelta(days=self.days)
        return WorkingDeadline(day, provisional=False)


FILED_WITHIN_ONE_MONTH = DeadlineRule(
    months=1,
    basis=Citation(
        title=Label(
            zh="某学院2022年述职评议考核通知",
            en="notice of a college on its review of 2022",
        ),
        status=CitationStatus.PRACTICE,
    ),
)
"""The rectification list is filed within one month: practice of one scheme."""

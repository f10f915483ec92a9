"""Working days by the yearly notices of the State Council's general office."""

from datetime import date
from typing import Protocol, cast

import attrs

from partybuild.adapters._optional import optional


class _Package(Protocol):
    def is_workday(self, date: date) -> bool: ...


def _package() -> _Package:
    package = optional("counting working days", "calendar", "chinese_calendar")
    return cast("_Package", package)


@attrs.frozen
class ChineseCalendar:
    """Working days in China, with the weekends worked in exchange for holidays.

    It knows the years that the installed package ``chinesecalendar`` knows, from
    2004 on; a notice comes out in November for the year after it. What local
    authorities add is not in it.

    Raises:
        MissingExtraError: If the extra ``calendar`` is not installed.

    Examples:
        >>> from partybuild.duties import working_deadline
        >>> # Wednesday after the National Day holiday; Saturday 11 October is worked.
        >>> working_deadline(date(2025, 9, 30), 3, ChineseCalendar()).day.isoformat()
        '2025-10-11'
    """

    def __attrs_post_init__(self) -> None:
        """Fail at once where the package is not installed."""
        _package()

    def is_working(self, day: date) -> bool | None:
        """Return whether one works on a day.

        Args:
            day: The day.

        Returns:
            None where the calendar of its year is not out, or not in the package.
        """
        try:
            return _package().is_workday(day)
        except NotImplementedError:
            return None

"""Working days: by the notices themselves, and none where no notice is out."""

import sys
from datetime import date, timedelta

import pytest

from partybuild.adapters.calendar import ChineseCalendar
from partybuild.duties import working_deadline
from partybuild.errors import MissingExtraError

# State Council general office, 国办发明电 no. 12 of 2024 (12 November), for 2025.
WORKED = {(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)}
OFF = [
    ((1, 1), (1, 1)),
    ((1, 28), (2, 4)),
    ((4, 4), (4, 6)),
    ((5, 1), (5, 5)),
    ((5, 31), (6, 2)),
    ((10, 1), (10, 8)),
]
NEVER_OUT = date(2999, 1, 4)


def _by_the_notice(day):
    place = (day.month, day.day)
    if place in WORKED:
        return True
    return day.weekday() < 5 and not any(a <= place <= b for a, b in OFF)


def test_every_day_of_2025_is_as_the_notice_says():
    """365 days, weekends worked in exchange and holidays among them."""
    calendar = ChineseCalendar()
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(365)]

    assert [calendar.is_working(day) for day in days] == list(map(_by_the_notice, days))


def test_a_year_without_a_notice_is_not_known():
    """Neither before the package begins nor before a notice is out."""
    assert ChineseCalendar().is_working(NEVER_OUT) is None
    assert ChineseCalendar().is_working(date(2003, 12, 31)) is None


@pytest.mark.parametrize(
    ("start", "number", "day"),
    [
        (date(2025, 9, 26), 1, date(2025, 9, 28)),  # a Sunday that is worked
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 1, 24), 3, date(2025, 2, 5)),
        (date(2025, 4, 25), 4, date(2025, 4, 30)),
    ],
)
def test_deadlines_go_round_holidays(start, number, day):
    """Counted by hand in the notice."""
    deadline = working_deadline(start, number, ChineseCalendar())

    assert (deadline.day, deadline.provisional) == (day, False)


def test_a_deadline_in_a_year_that_is_not_out_is_provisional():
    """Monday to Friday are taken for it."""
    deadline = working_deadline(NEVER_OUT, 1, ChineseCalendar())

    assert deadline.day == date(2999, 1, 7)
    assert deadline.provisional


def test_a_missing_package_names_its_extra(monkeypatch):
    """What to install stands in the error."""
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)

    with pytest.raises(MissingExtraError, match=r"partybuild\[calendar\]"):
        ChineseCalendar()

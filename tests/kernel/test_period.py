"""Periods of whole days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import PeriodOrderError, ValueRangeError
from partybuild.kernel import Period
from partybuild.testing.strategies import periods

DAYS = st.dates()


@given(periods(), DAYS)
def test_both_ends_belong_to_the_period(period, day):
    """The first and the last day are inside, the days around them are not."""
    end = period.last or date.max

    assert period.first in period
    assert end in period
    assert (day in period) == (period.first <= day <= end)


@given(periods(), periods())
def test_overlap_is_a_day_in_common(one, other):
    """Two periods overlap when the later first day lies in both."""
    later = max(one.first, other.first)

    assert one.overlaps(other) == (later in one and later in other)
    assert one.overlaps(other) == other.overlaps(one)


@given(DAYS, st.integers(0, 1000), st.integers(-3, 3))
def test_meeting_periods_leave_no_day_between(first, length, shift):
    """A period meets one that begins on the very next day, and no other."""
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal() - 5))
    period = Period(min(first, last), last)
    later = Period(last + timedelta(days=max(2 + shift, 0)))

    assert period.meets(later) == (shift == -1)
    assert not Period(first).meets(later)


def test_last_day_of_the_calendar_meets_nothing():
    """After 9999-12-31 comes no day, and no overflow either."""
    assert not Period(date(2020, 1, 1), date.max).meets(Period(date.min))


@given(DAYS, DAYS)
def test_period_that_ends_before_it_begins_is_refused(one, other):
    """The error names both days."""
    first, last = max(one, other), min(one, other)
    if first == last:
        assert Period(first, last).first == Period(first, last).last
        return
    with pytest.raises(PeriodOrderError) as caught:
        Period(first, last)

    assert str(caught.value) == (
        f"the period begins on {first} and ends on {last}; "
        "the last day is inclusive and may not lie before the first"
    )


@pytest.mark.parametrize("day", [None, "2022-01-25", datetime(2022, 1, 25, tzinfo=UTC)])
def test_first_day_must_be_a_plain_date(day):
    """Text, nothing and a datetime are no day."""
    with pytest.raises(ValueRangeError, match=r"first day is .*a datetime\.date"):
        Period(day)


def test_last_day_must_be_a_plain_date():
    """A datetime hides a time of day."""
    with pytest.raises(ValueRangeError, match=r"last day is .*a datetime\.date"):
        Period(date(2022, 1, 1), datetime(2022, 1, 25, tzinfo=UTC))


def test_period_is_written_with_both_days():
    """An open end stays open."""
    assert str(Period(date(2022, 1, 1))) == "2022-01-01.."
    assert str(Period(date(2022, 1, 1), date(2022, 1, 2))) == "2022-01-01..2022-01-02"

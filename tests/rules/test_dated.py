"""Exactly one version of a rule is in force on each day."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import (
    DuplicateIdError,
    RuleNotInForceError,
    RuleVersionError,
)
from partybuild.kernel import Label, Period
from partybuild.rules import (
    DatedRule,
    Rulebook,
    RulebookVersion,
    RuleVersion,
)
from partybuild.testing.plain import OWN, plain_rules

X = Label.same("x")
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
RULES = plain_rules(["50%", "50%"])


@st.composite
def _versions(draw):
    """Draw the first days of versions that follow one another without a gap."""
    starts = sorted(draw(st.sets(DAYS, min_size=1, max_size=5)))
    last = draw(st.none() | st.integers(0, 500))
    ends = [day - timedelta(days=1) for day in starts[1:]]
    ends.append(None if last is None else starts[-1] + timedelta(days=last))
    return [Period(*days) for days in zip(starts, ends, strict=True)]


def _rule(periods):
    return DatedRule(
        code="PB-X-01",
        title=X,
        unit=X,
        versions=[
            RuleVersion(period=period, value=at, basis=OWN)
            for at, period in enumerate(periods)
        ],
    )


def _book(periods):
    return Rulebook(
        rulebook_id="PB-X-01",
        title=X,
        versions=[
            RulebookVersion(version=str(at), period=period, rules=RULES, basis=OWN)
            for at, period in enumerate(periods)
        ],
    )


@given(_versions(), DAYS, st.randoms(use_true_random=False))
def test_exactly_one_version_is_in_force_on_each_day(periods, day, random):
    """The day chooses the version, in whatever order the versions were written."""
    shuffled = random.sample(periods, len(periods))
    hits = [period for period in periods if day in period]
    for made in (_rule(shuffled), _book(shuffled)):
        if hits:
            assert [made.at(day).period] == hits
        else:
            with pytest.raises(RuleNotInForceError) as caught:
                made.at(day)
            covered = Period(periods[0].first, periods[-1].last)
            assert str(caught.value) == (
                f"PB-X-01 has no version in force on {day}; it covers {covered}; "
                "ask for a date it covers or add the version"
            )


@given(_versions().filter(lambda periods: len(periods) > 1), st.data())
def test_gaps_and_overlaps_between_versions_are_refused(periods, data):
    """A day without a version, or with two, is found when the rule is made."""
    at = data.draw(st.integers(0, len(periods) - 2))
    one, other = periods[at], periods[at + 1]
    overlapping = Period(one.first, other.first)
    short = one.last - timedelta(days=1)
    for make in (_rule, _book):
        with pytest.raises(RuleVersionError) as caught:
            make([*periods[:at], overlapping, *periods[at + 1 :]])
        assert caught.value.problem == f"{overlapping} and {other} overlap"
        if short >= one.first:
            gap = Period(one.first, short)
            with pytest.raises(RuleVersionError) as caught:
                make([*periods[:at], gap, *periods[at + 1 :]])
            assert caught.value.problem == f"a gap lies between {gap} and {other}"


def test_the_day_after_the_last_is_the_first_of_the_next():
    """One day too many is an overlap, one too few a gap; a name is used once."""
    first, next_one = date(2020, 1, 1), date(2021, 1, 1)
    for last, problem in (
        (date(2020, 12, 31), None),
        (date(2020, 12, 30), "a gap lies between"),
        (date(2021, 1, 1), "overlap"),
    ):
        for make in (_rule, _book):
            periods = [Period(first, last), Period(next_one)]
            if problem is None:
                assert make(periods).at(last).period == periods[0]
                assert make(periods[::-1]).at(last).period == periods[0]
                assert make(periods).at(next_one).period == periods[1]
            else:
                with pytest.raises(RuleVersionError, match=problem):
                    make(periods)
    book = _book([Period(first, date(2020, 12, 31)), Period(next_one)])
    named = [attrs.evolve(version, version="2020") for version in book.versions]
    with pytest.raises(DuplicateIdError, match="version id '2020' occurs twice"):
        attrs.evolve(book, versions=named)
    table = book.summary()
    assert table.shown == len(table.columns)
    assert [row[:3] for row in table.rows] == [
        ("0", "2020-01-01", "2020-12-31"),
        ("1", "2021-01-01", None),
    ]
    with pytest.raises(RuleNotInForceError, match="2019-12-31"):
        book.at(date(2019, 12, 31))


def test_rule_without_a_version_is_refused():
    """A rule that was never in force is no rule."""
    for make in (_rule, _book):
        with pytest.raises(RuleVersionError) as caught:
            make([])
        assert str(caught.value) == (
            "the versions of PB-X-01 do not follow one another: there is no version "
            "at all"
        )

"""Duties, recurrence, records and how a duty stands on a day."""

from datetime import date, timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.duties import (
    DUTY_CATALOG,
    WORK_AREAS,
    Duty,
    DutyBook,
    DutyRecord,
    DutyState,
    Frequency,
    PartWindow,
    RecordKind,
    Recurrence,
    ResponsibilityLevel,
    check_duties,
    duty_list,
    duty_lists,
    duty_status,
    expectations,
    working_deadline,
)
from partybuild.errors import (
    DuplicateIdError,
    DutyChainError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import CitationStatus, Label, OwnDecision, Period
from partybuild.organization import (
    Organization,
    OrganizationKind,
    OrganizationTree,
    Post,
    PostRole,
    TreeNode,
)
from partybuild.rules import MEETINGS

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
END = date(2021, 12, 31)
AFTER = date(2022, 1, 1)
SECRETARY = Post(post_id="a-s", organization_id="a", title=Label.same("secretary"))


def duty(duty_id="d", **fields):
    """Return a duty of organization a."""
    fields = {"organization_id": "a", "post_id": "a-s", "period": YEAR} | fields
    return Duty(
        duty_id=duty_id,
        title=Label.same("work"),
        level="first",
        areas=["role"],
        basis=OWN,
        **fields,
    )


def done(*days, kind="done", duty_id="d", **fields):
    """Return records, one a day."""
    return [
        DutyRecord(
            record_id=f"{duty_id}{at}", duty_id=duty_id, kind=kind, on=day, **fields
        )
        for at, day in enumerate(days)
    ]


def tree(**kinds):
    """Return organizations a under root, of a kind."""
    return OrganizationTree(
        [
            TreeNode(
                organization=Organization(
                    organization_id=one,
                    name=Label.same(one),
                    kind=kind,
                    sector="community",
                ),
                parent_id=None if one == "root" else "root",
            )
            for one, kind in {"root": "committee", "a": "branch", **kinds}.items()
        ]
    )


def due_days(recurrence, period=YEAR, on=END):
    """Return month and day of what is expected."""
    return [f"{e.due_on:%m-%d}" for e in expectations(recurrence, period, on)]


def test_each_quarter_a_general_meeting():
    """Four, each by the end of its quarter; in August three have begun."""
    quarterly = Recurrence(frequency="quarterly")

    assert due_days(quarterly) == ["03-31", "06-30", "09-30", "12-31"]
    assert due_days(quarterly, on=date(2021, 8, 1)) == ["03-31", "06-30", "09-30"]
    assert due_days(quarterly, on=date(2020, 12, 31)) == []


def test_at_least_twice_a_year_and_once_in_two_years():
    """Two by the end of each year; one in each pair of years."""
    twice = Recurrence(frequency="yearly", times=2)
    rare = Recurrence(frequency="yearly", every=2)
    long = Period(date(2020, 1, 1), date(2023, 12, 31))

    assert due_days(twice) == ["12-31", "12-31"]
    assert [e.number for e in expectations(twice, YEAR, END)] == [1, 2]
    assert [e.due_on.year for e in expectations(rare, long, date(2023, 12, 31))] == [
        2021,
        2023,
    ]
    assert twice.label == Label(zh="每年至少2次", en="at least 2 times each year")
    assert rare.label.en == "at least 1 time in 2 years"
    odd = Recurrence(frequency="quarterly", every=3)
    assert odd.label == Label(zh="每9个月至少1次", en="at least 1 time in 9 months")


def test_a_window_that_is_not_covered_whole_is_waived_or_expected():
    """From 15 February on: the first quarter is a part of one."""
    period = Period(date(2021, 2, 15), date(2021, 11, 30))
    waived = Recurrence(frequency="quarterly")
    expected = attrs.evolve(waived, part=PartWindow.EXPECTED)

    assert due_days(waived, period) == ["06-30", "09-30"]
    assert due_days(expected, period) == ["03-31", "06-30", "09-30", "11-30"]
    first = expectations(expected, period, END)[0]
    assert first.window == Period(date(2021, 2, 15), date(2021, 3, 31))


@pytest.mark.parametrize("frequency", Frequency)
def test_windows_share_out_the_days_without_gap(frequency):
    """Every day of the years lies in exactly one window."""
    period = Period(date(2019, 1, 1), date(2021, 12, 31))
    found = expectations(Recurrence(frequency=frequency), period, END)

    assert found[0].window.first == period.first
    assert found[-1].window.last == period.last
    assert all(a.window.meets(b.window) for a, b in pairwise(found))
    assert len(found) == 36 // frequency.months
    assert frequency.label.zh.startswith("每")


@pytest.mark.parametrize("wrong", [0, -1, True, "2"])
def test_a_recurrence_counts_from_one(wrong):
    """Neither none nor half a time."""
    with pytest.raises(ValueRangeError, match="times"):
        Recurrence(frequency="yearly", times=wrong)
    with pytest.raises(ValueRangeError, match="every"):
        Recurrence(frequency="yearly", every=wrong)


def states(given_duty, records, on=END):
    """Return the states of all that was expected."""
    found = duty_status(given_duty, records, on)
    return [occurrence.state.value for occurrence in found.occurrences]


def test_done_on_time_late_missing_and_not_yet_due():
    """All five, for one duty after the other."""
    quarterly = duty(recurrence=Recurrence(frequency="quarterly"))
    late = DutyRecord(
        record_id="late",
        duty_id="d",
        kind="done",
        on=date(2021, 7, 5),
        answers=date(2021, 6, 30),
    )
    records = [*done(date(2021, 2, 1)), late]

    assert states(quarterly, records, date(2021, 11, 1)) == [
        "on_time",
        "late",
        "missing",
        "not_yet_due",
    ]
    found = duty_status(quarterly, records, date(2021, 11, 1))
    assert found.state is DutyState.MISSING
    assert found.due == 3
    assert states(duty(), []) == ["not_yet_due"]
    assert states(duty(), done(date(2021, 5, 1))) == ["done"]
    assert duty_status(duty(), done(date(2021, 5, 1)), END).due == 1


def test_what_is_due_today_is_not_missing_before_the_day_is_over():
    """On 31 December not yet, on 1 January it is."""
    yearly = duty(recurrence=Recurrence(frequency="yearly"))

    assert states(yearly, [], END) == ["not_yet_due"]
    assert states(yearly, [], AFTER) == ["missing"]


def test_a_deadline_is_met_late_or_missed():
    """Done once, before or after its last day."""
    once = duty(deadline=date(2021, 3, 31))

    assert states(once, done(date(2021, 3, 31))) == ["on_time"]
    assert states(once, done(date(2021, 4, 1))) == ["late"]
    assert states(once, []) == ["missing"]
    assert states(once, [], date(2021, 3, 31)) == ["not_yet_due"]


def test_a_record_counts_once_and_the_rest_is_surplus():
    """Three meetings in one quarter do not stand for three quarters."""
    quarterly = duty(recurrence=Recurrence(frequency="quarterly"))
    records = done(date(2021, 1, 5), date(2021, 2, 5), date(2021, 3, 5))
    found = duty_status(quarterly, records, date(2021, 9, 30))

    assert [o.state.value for o in found.occurrences] == [
        "on_time",
        "missing",
        "not_yet_due",
    ]
    assert found.occurrences[0].record.record_id == "d0"
    assert found.surplus == ("d1", "d2")


def test_what_happened_later_or_elsewhere_is_not_looked_at():
    """Records after the day, of other duties, and of other kinds."""
    once = duty(deadline=date(2021, 3, 31))
    day = date(2021, 3, 1)

    assert states(once, done(date(2021, 3, 2)), day) == ["not_yet_due"]
    assert states(once, done(day, duty_id="other"), AFTER) == ["missing"]
    assert states(once, done(day, kind="acknowledged"), AFTER) == ["missing"]


@given(
    st.sampled_from(Frequency),
    st.integers(1, 3),
    st.lists(st.dates(date(2020, 12, 1), date(2022, 2, 1)), max_size=12, unique=True),
    st.dates(date(2020, 12, 1), date(2022, 2, 1)),
)
def test_every_record_counts_at_most_once_and_nothing_is_done_by_itself(
    frequency, times, days, on
):
    """Done and surplus records are those of the past, each in one place."""
    recurring = duty(recurrence=Recurrence(frequency=frequency, times=times))
    found = duty_status(recurring, done(*days), on)
    used = [o.record.record_id for o in found.occurrences if o.record is not None]
    past = {f"d{at}" for at, day in enumerate(days) if day <= on}

    assert sorted([*used, *found.surplus]) == sorted(past)
    for occurrence in found.occurrences:
        by = occurrence.expectation.due_on
        assert (occurrence.state is DutyState.MISSING) == (
            occurrence.record is None and by < on
        )
        in_window = [d for d in days if d <= on and d in occurrence.expectation.window]
        assert (occurrence.record is not None) == (
            len(in_window) >= occurrence.expectation.number
        )


def test_parts_of_a_duty_that_contradict_one_another_are_refused():
    """Each with the id of the duty."""
    recurrence = Recurrence(frequency="yearly")

    with pytest.raises(ValueRangeError, match="duty 'd' is recurring, with a dead"):
        duty(recurrence=recurrence, deadline=END)
    with pytest.raises(ValueRangeError, match="a period"):
        duty(recurrence=recurrence, period=None)
    with pytest.raises(ValueRangeError, match="a role"):
        duty(organization_id=None, post_id=None)
    with pytest.raises(ValueRangeError, match="another duty"):
        duty(derived_from="d")


def test_a_book_refuses_ids_twice_ids_of_nothing_and_circles():
    """Each mistake with the ids."""
    with pytest.raises(DuplicateIdError, match="duty id 'd'"):
        DutyBook([duty(), duty()])
    with pytest.raises(UnknownIdError, match="'x'"):
        DutyBook([duty(derived_from="x")])
    with pytest.raises(DuplicateIdError, match="record id 'd0'"):
        DutyBook([duty()], done(END) * 2)
    with pytest.raises(UnknownIdError, match="'other'"):
        DutyBook([duty()], done(END, duty_id="other"))
    ring = [duty("d", derived_from="e"), duty("e", derived_from="d")]
    with pytest.raises(DutyChainError, match="'d' derived from 'e' derived from 'd'"):
        DutyBook(ring)


def test_a_book_is_ordered_whatever_the_input():
    """Duties by id, records by day."""
    records = done(END, YEAR.first)
    book = DutyBook([duty("e"), duty()], records)

    assert [one.duty_id for one in book.duties] == ["d", "e"]
    assert [one.on for one in book.records_of["d"]] == [YEAR.first, END]
    assert book == DutyBook([duty(), duty("e")], reversed(records))


def test_the_catalog_makes_the_duty_list_of_a_post():
    """The secretary of a branch owes its meetings, that of a committee the lecture."""
    member = attrs.evolve(SECRETARY, post_id="a-m", role=PostRole.COMMITTEE_MEMBER)
    above = attrs.evolve(SECRETARY, post_id="r-s", organization_id="root")
    branch, member_of, committee = (
        duty_lists([above, member, SECRETARY], DUTY_CATALOG, tree(), END)[1],
        duty_list(member, DUTY_CATALOG, tree(), END),
        duty_list(above, DUTY_CATALOG, tree(), END),
    )

    assert branch.post_id == "a-s"
    ids = {one.duty_id for one in branch.duties}
    assert {"secretary-study", "branch-general-meeting"} <= ids
    assert "secretary-lecture" not in ids
    assert {one.duty_id for one in committee.duties} >= {"secretary-lecture"}
    assert all(one.duty_id.startswith("member") for one in member_of.duties)
    assert {one.duty_id for one in branch.in_area("fusion")} == {"secretary-study"}


def test_a_duty_of_a_role_becomes_that_of_a_post():
    """With ids of its own, owed in the period, and by that post alone."""
    study = next(one for one in DUTY_CATALOG if one.duty_id == "secretary-study")
    own = study.for_post(SECRETARY, YEAR)
    other = attrs.evolve(SECRETARY, post_id="a-x")

    assert (own.duty_id, own.organization_id) == ("secretary-study@a-s", "a")
    assert own.owed_by(SECRETARY, OrganizationKind.BRANCH)
    assert not own.owed_by(other, OrganizationKind.BRANCH)
    assert len(duty_status(own, [], END).occurrences) == 2
    assert duty_list(SECRETARY, [own], tree(), AFTER).duties == ()
    with pytest.raises(ValueRangeError, match="already"):
        own.for_post(SECRETARY, YEAR)


def test_the_catalog_says_of_itself_that_it_is_practice():
    """No line claims an article that nobody confirmed; each role has some."""
    ids = [one.duty_id for one in DUTY_CATALOG]
    areas = {area.area_id for area in WORK_AREAS}

    assert len(set(ids)) == len(ids)
    assert {one.role for one in DUTY_CATALOG} == set(PostRole)
    assert {one.level for one in DUTY_CATALOG} == set(ResponsibilityLevel)
    assert {one.basis.status for one in DUTY_CATALOG} == {CitationStatus.PRACTICE}
    assert all(set(one.areas) <= areas for one in DUTY_CATALOG)


def test_meetings_are_dated_rules_of_the_same_numbers():
    """A quarter for the general meeting, a month for the committee."""
    by_title = {rule.title.en: rule.at(END).value for rule in MEETINGS}

    assert by_title["general meeting, once a quarter"].frequency is Frequency.QUARTERLY
    assert by_title["branch committee meeting, once a month"].times == 1
    assert [rule.code for rule in MEETINGS] == [f"PB-MEET-0{n}" for n in range(1, 8)]


def test_check_finds_what_does_not_fit():
    """Evidence, days, posts and places in the tree."""
    posts = [SECRETARY, Post(post_id="b-s", organization_id="b", title=Label.same("b"))]
    book = DutyBook(
        [
            duty(),
            duty("foreign", post_id="b-s"),
            duty("b", organization_id="b", post_id="b-s", derived_from="d"),
        ],
        [
            *done(date(2021, 3, 1), date(2020, 12, 31)),
            *done(AFTER, duty_id="b", evidence=["minutes"]),
            *done(END, duty_id="foreign", kind="assigned"),
        ],
    )
    found = [
        (finding.code, finding.subject)
        for finding in check_duties(book, tree(b="branch"), posts, END)
    ]

    assert found == [
        ("PB-DUTY-01", "d0"),
        ("PB-DUTY-01", "d1"),
        ("PB-DUTY-02", "d1"),
        ("PB-DUTY-03", "foreign"),
        ("PB-DUTY-04", "b"),
        ("PB-DUTY-05", "b0"),
    ]
    with pytest.raises(UnknownIdError, match=r"post with id .b-s"):
        check_duties(book, tree(), [], END)


class _Weekdays:
    """Monday to Friday, New Year's Day off, and 2023 not announced."""

    def is_working(self, day):
        """Return whether one works."""
        if day.year >= 2023:
            return None
        return day.weekday() < 5 and (day.month, day.day) != (1, 1)


class _Never:
    """A calendar on which nobody works."""

    def is_working(self, day):
        """Return that nobody does."""
        return False


def test_working_days_are_counted_by_a_calendar_and_may_be_provisional():
    """From a Friday; over a holiday; into a year that is not announced."""
    friday = date(2021, 12, 31)

    assert working_deadline(friday, 1, _Weekdays()).day == date(2022, 1, 3)
    assert not working_deadline(friday, 10, _Weekdays()).provisional
    late = working_deadline(date(2022, 12, 30), 5, _Weekdays())
    assert (late.day, late.provisional) == (date(2023, 1, 6), True)
    with pytest.raises(ValueRangeError, match="working days"):
        working_deadline(friday, 0, _Weekdays())
    with pytest.raises(ValueRangeError, match="ten years"):
        working_deadline(friday, 1, _Never())


@given(st.dates(date(2020, 1, 1), date(2022, 1, 1)), st.integers(1, 60))
def test_a_deadline_has_so_many_working_days_before_it(start, number):
    """Counted one by one, and the deadline is one of them."""
    found = working_deadline(start, number, _Weekdays())
    span = (found.day - start).days
    days = [start + timedelta(days=step + 1) for step in range(span)]

    assert sum(map(_Weekdays().is_working, days)) == number
    assert _Weekdays().is_working(found.day)


def test_levels_states_and_kinds_have_names():
    """Both languages, each name once."""
    for kinds in (ResponsibilityLevel, DutyState, RecordKind):
        assert len({kind.label.zh for kind in kinds}) == len(kinds)
        assert len({kind.label.en for kind in kinds}) == len(kinds)

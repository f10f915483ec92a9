"""Terms of office and due elections, beside a naive calendar."""

from calendar import isleap
from datetime import date, timedelta

import attrs
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import (
    AmbiguousRuleError,
    RuleNotInForceError,
    ValueRangeError,
)
from partybuild.kernel import Label, OwnDecision
from partybuild.organization import (
    Approval,
    ElectionState,
    LeapDay,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    TermRule,
    TreeNode,
    elections_due,
)
from partybuild.rules import ELECTION_NOTICE_MONTHS, TERMS, term_rules

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
HALF_YEAR = relativedelta(months=ELECTION_NOTICE_MONTHS)


def tree(**fields):
    """Return a tree of one branch in a community."""
    fields = {"kind": "branch", "sector": "community"} | fields
    one = Organization(organization_id="a", name=Label.same("a"), **fields)
    return OrganizationTree([TreeNode(organization=one)])


def rule(years=3, **fields):
    """Return a rule for branches."""
    kinds = (OrganizationKind.BRANCH,)
    return TermRule(code="T", kinds=kinds, term_years=years, basis=OWN, **fields)


def _anniversary(elected, years, leap_day):
    """The day a term is over, from a paper calendar."""
    year = elected.year + years
    if (elected.month, elected.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28) if leap_day is LeapDay.CLIP else date(year, 3, 1)
    return date(year, elected.month, elected.day)


def _naive(elected, years, leap_day, notice_days, on):
    """Walk day by day from the election to the day asked for."""
    over = _anniversary(elected, years, leap_day)
    state, day = None, elected
    while day <= on:
        if day == over:
            return ElectionState.OVERDUE
        if (over - day).days <= notice_days:
            state = ElectionState.NOTICE
        day += timedelta(days=1)
    return state


@given(
    st.dates(date(2015, 1, 1), date(2021, 1, 1)) | st.just(date(2016, 2, 29)),
    st.integers(1, 5),
    st.sampled_from(LeapDay),
    st.integers(0, 400),
    st.integers(0, 2500),
)
def test_due_elections_agree_with_a_walk_day_by_day(
    elected, years, leap_day, notice_days, later
):
    """No day is told otherwise than by somebody who crosses off a calendar."""
    on = elected + timedelta(days=later)
    due = elections_due(
        tree(elected_on=elected),
        on,
        relativedelta(days=notice_days),
        (rule(years, leap_day=leap_day),),
    )

    expected = _naive(elected, years, leap_day, notice_days, on)
    assert [one.state for one in due] == ([] if expected is None else [expected])


def test_a_branch_in_a_community_holds_office_for_5_years_elsewhere_for_3():
    """The regulations on branches, chapter 6."""
    elected = {"elected_on": date(2016, 7, 1)}
    on, terms = date(2021, 6, 30), term_rules(date(2021, 6, 30))
    (five,) = elections_due(tree(**elected), on, HALF_YEAR, terms)
    (three,) = elections_due(tree(sector="office", **elected), on, HALF_YEAR, terms)

    assert (five.state, five.due_on) == (ElectionState.NOTICE, date(2021, 7, 1))
    assert (five.rule.code, five.rule.basis.locator) == ("PB-TERM-01", "第六章")
    assert (three.state, three.due_on) == (ElectionState.OVERDUE, date(2019, 7, 1))
    assert three.rule.code == "PB-TERM-13"


def test_notice_begins_on_the_same_day_months_before():
    """Half a year before 1 July is 1 January."""
    elected = tree(elected_on=date(2018, 7, 1))
    at = [
        len(elections_due(elected, on, HALF_YEAR, (rule(),)))
        for on in (date(2020, 12, 31), date(2021, 1, 1))
    ]

    assert at == [0, 1]


def test_an_election_event_begins_a_new_term():
    """What was overdue is not, from the day of the election on."""
    elected = OrganizationTree(
        tree(elected_on=date(2015, 1, 1)).nodes,
        [
            OrganizationEvent(
                kind="elected",
                on="2018-03-01",
                organization_ids=["a"],
                committee_members=5,
            )
        ],
    )
    before, after = (
        elections_due(elected, on, HALF_YEAR, (rule(),))
        for on in (date(2018, 2, 28), date(2018, 3, 1))
    )

    assert [one.state for one in before] == [ElectionState.OVERDUE]
    assert after == ()
    assert elected.at(date(2018, 3, 1)).get("a").committee_members == 5


def test_an_approved_shift_moves_the_day_and_too_long_a_one_is_said():
    """Art. 3: normally by not more than a year."""

    def shifted(until):
        approval = Approval(
            kind="election_shift",
            granted_on=date(2021, 5, 1),
            granted_by=Label(zh="街道党工委", en="street"),
            until=until,
        )
        one = tree(elected_on=date(2018, 7, 1), approvals=[approval], sector="social")
        on = date(2023, 1, 1)
        return elections_due(one, on, HALF_YEAR, term_rules(on))[0]

    assert shifted(date(2022, 7, 1)).due_on == date(2022, 7, 1)
    assert shifted(date(2022, 7, 1)).term_over_on == date(2021, 7, 1)
    assert not shifted(date(2022, 7, 1)).shift_too_long
    assert shifted(date(2022, 7, 2)).shift_too_long
    assert shifted(date(2020, 6, 30)).shift_too_long
    assert shifted(date(2022, 7, 2)).shifted


def test_an_approval_of_an_earlier_term_shifts_nothing():
    """It was for the election before."""
    approval = Approval(
        kind="election_shift",
        granted_on=date(2015, 1, 1),
        granted_by=Label(zh="街道党工委", en="street"),
        until=date(2030, 1, 1),
    )
    one = tree(elected_on=date(2018, 7, 1), approvals=[approval])
    (due,) = elections_due(one, date(2023, 1, 1), HALF_YEAR, (rule(),))

    assert not due.shifted


def test_what_is_not_recorded_is_said_and_founding_counts_where_it_is_known():
    """A body that has not elected yet counts from its founding."""
    on = date(2021, 1, 1)
    (unknown,) = elections_due(tree(), on, HALF_YEAR, (rule(),))
    (new,) = elections_due(tree(founded_on=date(2017, 5, 1)), on, HALF_YEAR, (rule(),))

    assert (unknown.state, unknown.due_on) == (ElectionState.UNRECORDED, None)
    assert (new.elected_on, new.due_on) == (None, date(2020, 5, 1))


def test_a_working_committee_is_not_elected():
    """It is dispatched by a committee."""
    one = tree(kind="working_committee", sector="subdistrict")

    assert (
        elections_due(one, date(2021, 1, 1), HALF_YEAR, term_rules(date(2021, 1, 1)))
        == ()
    )


def test_29_february_is_clipped_or_not_as_the_rule_says():
    """Three years after 29 February 2020."""
    elected = date(2020, 2, 29)

    assert rule().due_on(elected) == date(2023, 2, 28)
    assert rule(leap_day=LeapDay.NEXT_DAY).due_on(elected) == date(2023, 3, 1)
    assert rule(4, leap_day=LeapDay.NEXT_DAY).due_on(elected) == date(2024, 2, 29)


def test_two_terms_for_one_body_are_refused():
    """Which of them counts is for the office to say."""
    two = (rule(), attrs.evolve(rule(5), code="S"))

    with pytest.raises(AmbiguousRuleError, match="S, T"):
        elections_due(tree(), date(2021, 1, 1), HALF_YEAR, two)


@pytest.mark.parametrize("wrong", [0, -3, True, "3"])
def test_a_term_is_a_number_of_years(wrong):
    """Not a text, and not nothing."""
    with pytest.raises(ValueRangeError, match="term_years"):
        rule(wrong)


def test_terms_in_force():
    """Each from its document's day; practice only when asked for."""
    with pytest.raises(RuleNotInForceError, match="PB-TERM"):
        term_rules(date(2018, 10, 27))
    early = term_rules(date(2018, 10, 28))
    practice = term_rules(date(2021, 1, 1), include_practice=True)

    assert {one.code for one in early} == {"PB-TERM-01", "PB-TERM-02"}
    assert {one.most_shift_months for one in early} == {None}
    assert {one.most_shift_months for one in practice} == {12}
    assert len(practice) == len(TERMS) + 3
    on = date(2021, 1, 1)
    committee = tree(kind="committee", elected_on=date(2015, 1, 1))
    assert elections_due(committee, on, HALF_YEAR, practice)[0].due_on == date(
        2020, 1, 1
    )

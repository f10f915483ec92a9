"""Appointments, part-years, recusal and reporting lines."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import (
    AmbiguousRuleError,
    DuplicateIdError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label, OwnDecision, Period
from partybuild.organization import (
    Appointment,
    Organization,
    OrganizationKind,
    OrganizationTree,
    PartYearMode,
    PartYearRule,
    Post,
    PostRole,
    PostStatus,
    Recusal,
    RecusalList,
    RecusalReason,
    ReportingLine,
    TermRule,
    TreeNode,
    check_appointments,
    part_year,
    post_state,
    reporting_posts,
    reports_to,
)

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
END = date(2021, 12, 31)


def node(organization_id, parent_id=None, **fields):
    """Return a community branch with its parent."""
    fields = {"kind": "branch", "sector": "community"} | fields
    one = Organization(
        organization_id=organization_id, name=Label.same(organization_id), **fields
    )
    return TreeNode(organization=one, parent_id=parent_id)


TREE = OrganizationTree(
    [
        node("street", kind="working_committee", sector="subdistrict"),
        node(
            "a", "street", founded_on=date(2019, 6, 1), dissolved_on=date(2025, 6, 30)
        ),
        node("b", "street"),
        node("offices", kind="working_committee", sector="office"),
    ]
)
SECRETARY = Post(post_id="a-s", organization_id="a", title=Label.same("secretary"))
DEPUTY = Post(
    post_id="a-d",
    organization_id="a",
    title=Label.same("deputy"),
    role=PostRole.DEPUTY_SECRETARY,
)
OTHER = Post(post_id="b-s", organization_id="b", title=Label.same("secretary"))
POSTS = (SECRETARY, DEPUTY, OTHER)


def held(post_id, person_id, first, last=None, **fields):
    """Return an appointment."""
    period = Period(first, last)
    return Appointment(post_id=post_id, person_id=person_id, period=period, **fields)


def state(*appointments, on=END, post=SECRETARY):
    """Return status and person on a day."""
    found = post_state(post, POSTS, appointments, on)
    return found.status, found.person_id


def test_a_post_exists_without_a_holder():
    """Vacant before, between and after."""
    one = held("a-s", "p1", date(2020, 1, 1), date(2020, 12, 31))

    assert state() == (PostStatus.VACANT, None)
    assert state(one) == (PostStatus.VACANT, None)
    assert state(one, on=date(2020, 12, 31)) == (PostStatus.HELD, "p1")


def test_who_acts_stands_in_for_a_suspended_holder():
    """Suspended: nobody; with somebody acting: that one; afterwards the holder."""
    suspension = Period(date(2021, 12, 1), date(2022, 1, 31))
    one = held("a-s", "p1", date(2020, 1, 1), suspended=[suspension])
    acting = held("a-s", "p2", date(2021, 12, 1), date(2022, 1, 31), acting=True)

    assert state(one) == (PostStatus.SUSPENDED, None)
    assert state(one, acting) == (PostStatus.ACTING, "p2")
    assert state(one, acting, on=date(2022, 2, 1)) == (PostStatus.HELD, "p1")


def test_a_deputy_in_charge_counts_while_there_is_no_secretary():
    """主持工作的副书记 reports for the post of secretary, and only for that."""
    deputy = held("a-d", "p3", date(2020, 1, 1), in_charge=True)
    secretary = held("a-s", "p1", date(2021, 12, 31))

    assert state(deputy) == (PostStatus.IN_CHARGE, "p3")
    assert state(deputy, secretary) == (PostStatus.HELD, "p1")
    assert state(deputy, post=OTHER) == (PostStatus.VACANT, None)
    assert state(deputy, post=DEPUTY) == (PostStatus.HELD, "p3")


def test_a_suspension_lies_within_its_appointment():
    """Nobody is suspended before being appointed."""
    with pytest.raises(ValueRangeError, match="suspension of 'p1'"):
        held(
            *("a-s", "p1", date(2021, 1, 1), date(2021, 6, 30)),
            suspended=[Period(date(2021, 6, 1), date(2021, 7, 1))],
        )
    open_end = Period(date(2021, 6, 1))
    assert held("a-s", "p1", date(2021, 1, 1), suspended=[open_end]).suspended_on(END)


def codes(*appointments, terms=()):
    """Return codes and subjects."""
    found = check_appointments(TREE, POSTS, appointments, terms)
    return [(finding.code, finding.subject) for finding in found]


def test_overlapping_appointments_are_found_with_both_persons():
    """Two at once; somebody acting beside the holder is no overlap."""
    one = held("a-s", "p1", date(2020, 1, 1), date(2020, 12, 31))
    next_day = held("a-s", "p2", date(2021, 1, 1))
    same_day = held("a-s", "p2", date(2020, 12, 31))
    acting = held("a-s", "p3", date(2020, 6, 1), date(2020, 7, 1), acting=True)

    ended = ("PB-ORG-22", "a-s")
    assert codes(one, acting) == []
    assert codes(one, next_day) == [ended]
    assert codes(one, same_day) == [("PB-ORG-20", "a-s"), ended]
    (overlap, _) = check_appointments(TREE, POSTS, [one, same_day])
    assert dict(overlap.evidence)["persons"] == "p1, p2"


def test_a_post_in_a_body_that_does_not_exist_yet():
    """Appointed the day before the founding, or beyond the end."""
    assert codes(held("a-s", "p1", date(2019, 5, 31), date(2020, 1, 1))) == [
        ("PB-ORG-21", "a-s")
    ]
    assert codes(held("a-s", "p1", date(2019, 6, 1), date(2025, 6, 30))) == []
    assert codes(held("a-s", "p1", date(2019, 6, 1), date(2025, 7, 1))) == [
        ("PB-ORG-22", "a-s")
    ]


def test_one_person_with_two_posts_is_told_not_refused():
    """It happens; results then outnumber persons."""
    both = [held("a-d", "p1", date(2020, 1, 1), date(2021, 1, 1))]
    both.append(held("b-s", "p1", date(2021, 1, 1)))

    assert codes(*both) == [("PB-ORG-23", "p1")]


def test_days_outside_a_term_are_found():
    """Elected on 1 June 2019 for three years, and still there."""
    term = TermRule(code="T", kinds=(OrganizationKind.BRANCH,), term_years=3, basis=OWN)
    tree = OrganizationTree([node("b", elected_on=date(2019, 6, 1))])

    def found(last):
        appointment = held("b-s", "p1", date(2019, 6, 1), last)
        return [
            finding.code
            for finding in check_appointments(tree, [OTHER], [appointment], (term,))
        ]

    assert found(date(2022, 5, 31)) == []
    assert found(date(2022, 6, 1)) == found(None) == ["PB-ORG-24"]
    acting = held("b-s", "p1", date(2019, 6, 1), acting=True)
    assert check_appointments(tree, [OTHER], [acting], (term,)) == ()


def test_in_charge_beside_a_secretary_is_found():
    """Either there is a secretary, or a deputy is in charge."""
    deputy = held("a-d", "p3", date(2020, 1, 1), date(2020, 6, 30), in_charge=True)
    secretary = held("a-s", "p1", date(2020, 6, 30), date(2021, 1, 1))

    assert codes(deputy, secretary) == [("PB-ORG-25", "a-d")]
    alone = held("b-s", "p4", date(2020, 1, 1), in_charge=True)
    assert codes(deputy) == codes(alone)[:0] == []


def test_unknown_and_double_ids_are_refused():
    """An appointment to no post, a post in no organization, a post twice."""
    with pytest.raises(UnknownIdError, match="'x'"):
        check_appointments(TREE, POSTS, [held("x", "p1", END)])
    nowhere = Post(post_id="x", organization_id="nowhere", title=Label.same("x"))
    with pytest.raises(UnknownIdError, match="nowhere"):
        check_appointments(TREE, [nowhere], [])
    with pytest.raises(DuplicateIdError, match="b-s"):
        check_appointments(TREE, [OTHER, OTHER], [])


def lines(rule, *appointments, **fields):
    """Return person, days, share and whether assessed."""
    return [
        (line.person_id, line.days, line.share, line.assessed)
        for line in part_year(rule, appointments, YEAR, END, **fields)
    ]


def rule(mode, **fields):
    """Return a rule of the office's own."""
    return PartYearRule(mode=mode, basis=OWN, **fields)


FIRST = held("a-s", "p1", date(2019, 1, 1), date(2021, 3, 14))
SECOND = held("a-s", "p2", date(2021, 3, 15))


def test_a_change_in_mid_year_by_days_or_by_the_cut_off_day():
    """73 and 292 days; or the holder on 31 December alone."""
    assert lines(rule("weighted_by_days"), FIRST, SECOND) == [
        ("p1", 73, Fraction(1, 5), True),
        ("p2", 292, Fraction(4, 5), True),
    ]
    assert lines(rule("holder_on_cut_off"), FIRST, SECOND) == [
        ("p1", 73, 0, False),
        ("p2", 292, 1, True),
    ]


def test_too_short_in_post_is_not_assessed_and_leaves_the_share_to_others():
    """Six months by the calendar, counted to the cut-off day."""
    six = rule("weighted_by_days", least_months_in_post=6)
    just = held("a-s", "p2", date(2021, 7, 1))
    short = held("a-s", "p2", date(2021, 7, 2))

    assert lines(six, just) == [("p2", 184, 1, True)]
    assert lines(six, short) == [("p2", 183, 0, False)]
    assert lines(six, FIRST, short)[0] == ("p1", 73, 1, True)


def test_a_renewal_on_the_next_day_does_not_begin_anew():
    """Two appointments without a gap are one stretch of time."""
    six = rule("weighted_by_days", least_months_in_post=6)
    first = held("a-s", "p1", date(2021, 1, 1), date(2021, 3, 31))
    again = held("a-s", "p1", date(2021, 4, 1), date(2021, 6, 30))
    gap = held("a-s", "p1", date(2021, 4, 2), date(2021, 6, 30))

    assert lines(six, first, again) == [("p1", 181, 1, True)]
    assert lines(six, first, gap) == [("p1", 180, 0, False)]


def test_an_organization_too_new_is_not_assessed():
    """Founded on 2 October: not three months before the year's end."""
    three = rule("holder_on_cut_off", least_months_in_existence=3)

    assert lines(three, SECOND, founded_on=date(2021, 10, 1))[0][3] is True
    (line,) = part_year(three, [SECOND], YEAR, END, date(2021, 10, 2))
    assert (line.assessed, line.reason.zh) == (False, "党组织成立时间不足，不参评")


def test_nothing_after_the_cut_off_day_counts():
    """Who comes on 1 December is no holder of a year cut off in November."""
    cut_off = date(2021, 11, 30)
    late = held("a-s", "p2", date(2021, 12, 1))

    assert part_year(rule("weighted_by_days"), [late], YEAR, cut_off) == ()
    with pytest.raises(ValueRangeError, match="cut-off"):
        part_year(rule("weighted_by_days"), [late], YEAR, date(2020, 12, 31))
    with pytest.raises(ValueRangeError, match="months"):
        rule("weighted_by_days", least_months_in_post=-1)


@given(
    st.lists(st.dates(date(2020, 6, 1), END), min_size=1, max_size=4, unique=True),
    st.sampled_from(PartYearMode),
    st.integers(0, 8),
)
def test_shares_sum_to_one_and_days_to_the_days_held(starts, mode, months):
    """However often the post changes hands, and whatever the rule chooses."""
    starts.sort()
    ends = [day - timedelta(days=1) for day in starts[1:]] + [None]
    appointments = [
        held("a-s", f"p{at}", first, last)
        for at, (first, last) in enumerate(zip(starts, ends, strict=True))
    ]
    found = part_year(rule(mode, least_months_in_post=months), appointments, YEAR, END)
    days = (END - max(starts[0], YEAR.first)).days + 1

    assert sum(line.days for line in found) == days
    assert sum(line.share for line in found) == any(line.assessed for line in found)
    assert all((line.share > 0) is line.assessed for line in found)


def test_nobody_marks_himself_nor_whom_he_is_recused_from():
    """The list of a day: holders of posts, and what was stated."""
    kin = Recusal(person_id="p9", post_id="b-s", reason=RecusalReason.RELATIVE)
    both = [held("a-s", "p1", date(2020, 1, 1)), held("b-s", "p1", date(2021, 1, 1))]
    found = RecusalList.of(both, END, [kin, kin])

    assert found.bars("p1", "a-s")
    assert not found.bars("p2", "a-s")
    assert found.barred("p1", ["b-s", "c-s", "a-s"]) == ("b-s", "a-s")
    assert found.barred("p9", ["a-s", "b-s"]) == ("b-s",)
    assert len(found.recusals) == 3
    assert not RecusalList.of(both, date(2019, 1, 1)).recusals
    assert {reason.label.zh for reason in RecusalReason} >= {"本人", "亲属"}


def test_reports_follow_the_tree_unless_a_line_says_otherwise():
    """A branch under the street may report to the offices' working committee."""
    line = ReportingLine(post_id="b-s", to_organization_id="offices", period=YEAR)
    nowhere = ReportingLine(post_id="a-s", to_organization_id=None, period=YEAR)

    def to(organization_id, *lines, on=END):
        found = reporting_posts(organization_id, TREE, POSTS, lines, on)
        return [post.post_id for post in found]

    assert reports_to(OTHER, TREE, [], END) == "street"
    assert reports_to(OTHER, TREE, [line], END) == "offices"
    assert reports_to(OTHER, TREE, [line], date(2022, 1, 1)) == "street"
    assert reports_to(SECRETARY, TREE, [nowhere], END) is None
    assert to("street") == ["a-s", "b-s"]
    assert to("street", line) == ["a-s"]
    assert to("offices", line) == ["b-s"]
    assert to("street", line, nowhere) == []
    assert to("street", on=date(2019, 5, 31)) == ["b-s"]
    root = Post(post_id="r", organization_id="street", title=Label.same("r"))
    assert reports_to(root, TREE, [], END) is None
    with pytest.raises(AmbiguousRuleError, match="offices, offices"):
        reports_to(OTHER, TREE, [line, line], END)


def test_roles_and_statuses_have_names():
    """Both languages, each name once."""
    for kinds in (PostRole, PostStatus):
        assert len({kind.label.zh for kind in kinds}) == len(kinds)
        assert len({kind.label.en for kind in kinds}) == len(kinds)

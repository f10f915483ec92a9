"""What is proposed after a conference: every source, and nothing joined by itself."""

from datetime import date
from itertools import chain

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partybuild as pb
from partybuild.adapters.calendar import ChineseCalendar
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.kernel import Label
from partybuild.ledgers import (
    FILED_WITHIN_ONE_MONTH,
    DeadlineRule,
    ProblemLinks,
    ProblemScope,
    ProblemSeverity,
    SourceKind,
    open_problems,
)
from partybuild.testing._ledgers import BASIS, COMMENT, ledger, problem

REVIEW = pb.load_example("long-march-street-2021")
ON = REVIEW.conference.held_on
ASSESSMENT = pb.assess(REVIEW)
WEAK = pb.find_weak_areas(ASSESSMENT, on=ON)
BOOK = load_example_duties("long-march-street-2021")
TRACE = trace_transmission(BOOK.duties, BOOK.records, REVIEW.tree, date(2021, 12, 31))


def proposed(**fields):
    """Return what is proposed from all sources of the example."""
    return open_problems(ASSESSMENT, WEAK, on=ON, trace=TRACE, **fields)


def sources(problems):
    """Return all sources, sorted."""
    return sorted(chain.from_iterable(one.sources for one in problems))


ALL = proposed()
IDS = [one.problem_id for one in ALL]


def test_every_source_is_proposed():
    """Each problem of a comment, each weak area, each first break, once."""
    conference = REVIEW.conference
    said = sum(len(comment.problems) for comment in conference.comments)
    kinds = [source.kind for source in sources(ALL)]

    assert kinds.count(SourceKind.COMMENT) == said + len(conference.problems)
    assert kinds.count(SourceKind.BALLOT) == len(WEAK)
    assert kinds.count(SourceKind.DUTY_CHAIN) == 2
    assert [i for i in IDS if "chain" in i] == [
        "2021-b5-chain-list",
        "2021-g2-chain-study",
    ]


def test_common_and_individual_problems_know_whose_they_are():
    """A common problem belongs to the street, an individual one to a secretary."""
    by_id = {one.problem_id: one for one in ALL}

    assert by_id["2021-all-1"].scope is ProblemScope.COMMON
    assert by_id["2021-all-1"].organization_id == "street"
    assert by_id["2021-g2-1"].post_id == "g2-secretary"
    assert by_id["2021-g2-1"].area == "FUSE-1"


@given(st.permutations(WEAK.areas), st.permutations(TRACE.transmissions))
def test_the_order_of_the_sources_does_not_show(areas, transmissions):
    """The same problems and findings."""
    trace = attrs.evolve(TRACE, transmissions=tuple(transmissions))

    assert open_problems(ASSESSMENT, areas, on=ON, trace=trace) == ALL


@given(st.lists(st.lists(st.sampled_from(IDS), min_size=2, max_size=3), max_size=4))
def test_joining_loses_no_source(groups):
    """However problems are joined, all sources are still there, each once."""
    # With a common problem in each group any organizations may be joined.
    groups = [[*group, "2021-all-1"] for group in groups]
    found = proposed(links=ProblemLinks(same=groups))

    assert sources(found) == sources(ALL)
    assert {one.problem_id for one in found} <= set(IDS)
    again = [reversed(group) for group in reversed(groups)]
    assert proposed(links=ProblemLinks(same=again)) == found


def test_what_looks_alike_is_named_and_not_joined():
    """Until a person says that it is one; then the finding is gone."""
    alike = {f.subject for f in ALL.findings if f.code == "PB-LEDGER-01"}
    assert "2021-g2-1" in alike
    assert {"2021-g2-1", "2021-g2-weak-fusion"} <= set(IDS)

    found = proposed(links=ProblemLinks(same=[["2021-g2-weak-fusion", "2021-g2-1"]]))
    (one,) = [p for p in found if p.problem_id == "2021-g2-1"]
    assert [s.kind for s in one.sources] == [SourceKind.COMMENT, SourceKind.BALLOT]
    assert one.text.zh.startswith("党建活动和社区治理各干各的")
    assert "2021-g2-1" not in {
        f.subject for f in found.findings if f.code == "PB-LEDGER-01"
    }


def test_the_gravest_of_joined_problems_counts():
    """What an inspection called serious stays serious."""
    found_again = attrs.evolve(
        problem("check-7"),
        severity="serious",
        recurs=["2020-g2-1"],
        sources=[attrs.evolve(COMMENT, kind="inspection")],
    )
    links = ProblemLinks(same=[["2021-g2-1", "check-7"]])
    found = proposed(further=[found_again], links=links)
    (one,) = [p for p in found if p.problem_id == "2021-g2-1"]

    assert one.severity is ProblemSeverity.SERIOUS
    assert one.recurs == ("2020-g2-1",)


def test_problems_of_two_organizations_are_not_one():
    """Unless a common problem takes them in."""
    with pytest.raises(ValueRangeError, match="of one organization"):
        proposed(links=ProblemLinks(same=[["2021-g2-1", "2021-b3-1"]]))


@pytest.mark.parametrize(
    "links",
    [
        {"same": [["2021-g2-1", "nothing"]]},
        {"recurs": {"nothing": ["p1"]}},
        {"recurs": {"2021-g2-1": ["nothing"]}},
    ],
)
def test_links_to_unknown_problems_are_refused(links):
    """A slip in an id would lose a link."""
    earlier = ledger(*_opened("2020-g2-1"))
    with pytest.raises(UnknownIdError, match="nothing"):
        proposed(links=ProblemLinks(**links), last_year=earlier)


def test_a_doubled_id_is_refused():
    """Of two problems with one id one would be lost."""
    with pytest.raises(DuplicateIdError):
        proposed(further=[problem("2021-g2-1")])


def _opened(problem_id, **fields):
    one = attrs.evolve(problem(problem_id), **fields)
    found = open_problems(ASSESSMENT, on=ON, further=[one])
    return [s for s in found.steps(by="office", basis=BASIS) if s.problem == one]


def test_what_looks_like_last_year_is_named_until_it_is_linked():
    """The office decides whether a problem is back."""
    earlier = ledger(*_opened("2020-g2-1"))
    found = proposed(last_year=earlier)
    named = {f.subject: f for f in found.findings if f.code == "PB-LEDGER-02"}
    assert set(named) == {"2021-g2-1", "2021-g2-weak-fusion"}
    assert named["2021-g2-1"].evidence == (("problems", "2020-g2-1"),)

    links = ProblemLinks(
        same=[["2021-g2-1", "2021-g2-weak-fusion"]],
        recurs={"2021-g2-1": ["2020-g2-1"]},
    )
    linked = proposed(last_year=earlier, links=links)
    (one,) = [p for p in linked if p.problem_id == "2021-g2-1"]
    assert one.recurs == ("2020-g2-1",)
    assert "PB-LEDGER-02" not in {f.code for f in linked.findings}


def test_the_problems_of_merged_branches_are_those_of_the_new_one():
    """g5 came from b2 and b5; what they had counts as seen before."""
    second = pb.assess(pb.load_example("long-march-street-2022"))
    earlier = ledger(
        *_opened("2021-b5-9", area="RESP-1", organization_id="b5", post_id="")
    )
    found = open_problems(second, on=date(2023, 1, 17), last_year=earlier)
    named = {f.subject: f.evidence for f in found.findings if f.code == "PB-LEDGER-02"}

    assert named == {"2022-g5-1": (("problems", "2021-b5-9"),)}


def test_a_problem_without_area_is_named():
    """The fire of September fits no wording of the taxonomy."""
    lacking = [f.subject for f in ALL.findings if f.code == "PB-LEDGER-03"]
    assert lacking == ["2021-g1-1"]


def test_opening_gives_one_step_a_problem_with_the_day_to_plan_it():
    """Who, when, on what basis, and until when a plan is due."""
    plan_by = FILED_WITHIN_ONE_MONTH.after(ON).day
    opened = ledger(*ALL.steps(by="office", basis=BASIS, plan_by=plan_by))

    assert len(opened) == len(ALL)
    assert opened.overdue(date(2022, 2, 25)) == ()
    assert len(opened.overdue(date(2022, 2, 26))) == len(ALL)


@pytest.mark.parametrize(
    ("rule", "start", "last"),
    [
        ({"months": 1}, date(2022, 1, 31), date(2022, 2, 28)),
        ({"months": 1}, date(2024, 1, 31), date(2024, 2, 29)),
        ({"days": 30}, date(2022, 1, 31), date(2022, 3, 2)),
        # The spring festival of 2022 lay between; 29 and 30 January were worked.
        ({"working_days": 10}, date(2022, 1, 25), date(2022, 2, 11)),
    ],
)
def test_deadlines_are_counted_as_the_rule_says(rule, start, last):
    """Months by the calendar, working days by the published one."""
    found = DeadlineRule(**rule, basis=BASIS).after(start, ChineseCalendar())
    assert (found.day, found.provisional) == (last, False)


@pytest.mark.parametrize(
    "wrong", [{}, {"months": 1, "days": 1}, {"days": -1}, {"months": True}]
)
def test_a_rule_counts_in_one_way(wrong):
    """Two counts would leave open which comes first."""
    with pytest.raises(ValueRangeError):
        DeadlineRule(**wrong, basis=BASIS)


def test_working_days_need_a_calendar():
    """Nobody guesses holidays."""
    with pytest.raises(ValueRangeError, match="knows working days"):
        DeadlineRule(working_days=5, basis=BASIS).after(ON)


def test_proposals_show_themselves_as_a_table():
    """With where each was named."""
    lines = repr(ALL).splitlines()
    assert lines[0] == "<ProposedProblems 建议立项的问题: 26>"
    assert lines[1] == "2021-all-1  责任传导不够有力  点评"
    unnamed = open_problems(
        ASSESSMENT, on=ON, further=[attrs.evolve(problem("x"), sources=[])]
    )
    assert Label(zh="未注明", en="not stated") in unnamed.summary().rows[-1]

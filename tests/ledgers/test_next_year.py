"""From one year to the next: what goes on, what is back, how rectification went."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partybuild as pb
from partybuild.analysis import EvidenceSource
from partybuild.errors import DuplicateIdError, LedgerStepError, ValueRangeError
from partybuild.kernel import Label
from partybuild.ledgers import (
    ProblemScope,
    RectificationLedger,
    StepKind,
    carry_over,
    hand_over,
    ledger_evidence,
    ledger_rates,
    overdue_problems,
    recurrences,
)
from partybuild.testing._ledgers import (
    BASIS,
    TITLE,
    day,
    ledger,
    life,
    plan,
    problem,
    step,
)

NEXT = RectificationLedger(ledger_id="next", title=TITLE)
REVIEW = pb.load_example("long-march-street-2022")
POSTS = {post.organization_id: post.post_id for post in REVIEW.posts}


def opened(problem_id, on=400, **fields):
    """Return the step that opens a problem."""
    one = step(StepKind.OPEN, on, problem_id=problem_id)
    return attrs.evolve(one, problem=attrs.evolve(problem(problem_id), **fields))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_what_is_open_goes_on_with_all_its_steps(lengths):
    """Nothing that is due disappears, and nothing closed comes along."""
    last = ledger(
        *(s for at, n in enumerate(lengths) for s in life(f"p{at}", due=150)[:n])
    )
    into = carry_over(last, attrs.evolve(NEXT, entries=ledger(opened("new")).entries))

    assert set(into) == {*last.open_entries(), into.entry("new")}
    late = {e.problem_id: e.overdue_by(day(500)) for e in last.overdue(day(500))}
    assert {e.problem_id: e.overdue_by(day(500)) for e in into.overdue(day(500))} == (
        late
    )
    assert carry_over(last, into) == into


def test_what_went_on_may_be_carried_over_again():
    """Steps in the next ledger are kept; another problem of that id is refused."""
    last = ledger(*life()[:3])
    on = carry_over(last, NEXT).record(step(StepKind.FINISH, 420, "g2-secretary"))

    assert carry_over(last, on) == on
    with pytest.raises(DuplicateIdError, match="p1"):
        carry_over(last, attrs.evolve(NEXT, entries=ledger(opened("p1")).entries))


def of(organization_id, *steps):
    """Return steps, the problem and the plan those of another organization."""
    for one in steps:
        post = f"{organization_id}-secretary"
        fields = {"organization_id": organization_id, "post_id": post}
        yield attrs.evolve(
            one,
            problem=one.problem and attrs.evolve(one.problem, **fields),
            rectification=one.rectification
            and attrs.evolve(one.rectification, **fields),
        )


def test_merged_branches_hand_their_problems_over():
    """The new branch answers for them; deadlines, missed ones too, stay."""
    last = ledger(
        *of("b5", *life("open", due=150)[:3]),
        *of("b2", *life("unplanned")[:1]),
        *of("b2", *life("done", closed=140)[:4]),
        *life("elsewhere")[:3],
    )
    found = hand_over(
        last, REVIEW.tree, POSTS, on=date(2023, 1, 17), by="office", basis=BASIS
    )
    after = last.record(*found.steps)

    assert found.findings == ()
    assert {e.problem_id: e.problem.post_id for e in after} == {
        "done": "g5-secretary",
        "elsewhere": "g2-secretary",
        "open": "g5-secretary",
        "unplanned": "g5-secretary",
    }
    assert after.entry("open").rectification.owners == ("g5-secretary",)
    # Who did it stays named, so that nobody closes his own work.
    assert after.entry("done").rectification.owners == ("b2-secretary",)
    assert [(e.problem_id, e.deadline, e.missed) for e in after if e.missed] == [
        ("done", day(180), day(180)),
        ("open", day(150), day(150)),
    ]
    assert recurrences(after, [last]).links == ()


def test_nobody_is_guessed_to_go_on():
    """No organization after it, or no post known: a person decides."""
    last = ledger(*of("b5", *life("p1")[:1]), *of("nowhere", *life("p2")[:1]))
    found = hand_over(
        last, REVIEW.tree, {}, on=date(2023, 1, 17), by="office", basis=BASIS
    )

    assert found.steps == ()
    assert [(f.code, f.subject, f.evidence) for f in found.findings] == [
        ("PB-LEDGER-04", "p1", (("organizations", "g5"),)),
        ("PB-LEDGER-04", "p2", ()),
    ]


def test_a_new_plan_cannot_move_a_missed_deadline():
    """Another owner takes it over with its day, not with another."""
    last = ledger(*life("p1", due=150)[:3])
    late = step(StepKind.PLAN, 200)
    with pytest.raises(LedgerStepError, match="stays; revise"):
        last.record(late)
    assert last.record(attrs.evolve(late, rectification=plan(150))).entry("p1").missed


def test_recurrences_are_followed_through_the_years():
    """Three years on: the second time that it is back."""
    first = ledger(*life("2020-1"))
    second = ledger(opened("2021-1", 400, recurs=["2020-1"]))
    third = ledger(
        opened("2022-1", 800, recurs=["2021-1"]), opened("2022-2", 800, recurs=())
    )
    (found,) = recurrences(third, [first, second])

    assert (found.problem_id, found.earlier_id, found.times) == (
        "2022-1",
        "2021-1",
        2,
    )
    (before,) = recurrences(second, [first])
    assert (before.times, before.closed_on) == (1, day(100))
    assert "已销号" in repr(recurrences(second, [first]))


def test_a_problem_in_several_ledgers_counts_as_it_stands_last():
    """It was carried over and closed later; the order of the ledgers is nothing."""
    open_then, closed = ledger(*life("old")[:3]), ledger(*life("old"))
    now = ledger(opened("new", recurs=["old"]))
    for earlier in ([open_then, closed], [closed, open_then]):
        assert [one.closed_on for one in recurrences(now, earlier)] == [day(100)]


def test_links_that_lead_nowhere_are_findings():
    """Unknown ids and reversed days are named, and nothing loops."""
    last = ledger(opened("a", 300, recurs=["b"]), opened("b", 300, recurs=["a"]))
    now = ledger(opened("c", 300, recurs=["a"]), opened("d", 301, recurs=["a", "x"]))
    found = recurrences(now, [last])

    assert [(one.problem_id, one.times) for one in found] == [("d", 1)]
    assert [(f.code, f.subject) for f in found.findings] == [
        ("PB-LEDGER-06", "c"),
        ("PB-LEDGER-05", "d"),
    ]
    with pytest.raises(ValueRangeError, match="earlier problems"):
        attrs.evolve(problem("a"), recurs=["a"])


AGAIN = [*life("back"), step(StepKind.REOPEN, 120, problem_id="back")]
MIXED = ledger(
    *life("in-time"),
    *life("late", closed=200, due=150),
    *life("open", due=150)[:3],
    *life("waits")[:1],
    *AGAIN,
    opened("new", 210, area="RESP-1", organization_id="g1", recurs=["old"]),
    opened("none", 210, area="", organization_id="g1"),
    *life("wrong")[:1],
    step(StepKind.CANCEL, 220, problem_id="wrong"),
)


def test_rates_are_counts_of_counts():
    """What is canceled counts nowhere; what is not due yet is neither late nor not."""
    total = ledger_rates(MIXED, on=day(230)).total

    assert str(total.closed) == "2/7"
    # in-time; late, open and the reopened one missed theirs.
    assert str(total.on_time) == "1/4"
    assert total.on_time.share == Fraction(1, 4)
    assert str(total.overdue) == "2/5"
    assert str(total.reopened) == "1/3"
    assert str(total.recurring) == "1/7"
    assert not total.is_clean


def test_rates_are_those_of_the_day():
    """Later steps are not looked at, and areas and organizations are apart."""
    then = ledger_rates(MIXED, on=day(110))
    assert str(then.total.closed) == "2/6"
    assert then.total.is_clean
    now = ledger_rates(MIXED, on=day(230))

    assert [(r.code, str(r.closed)) for r in now.by_area] == [
        ("FUSE-1", "2/5"),
        ("RESP-1", "0/1"),
    ]
    assert [(r.code, r.closed.of) for r in now.by_organization] == [
        ("g1", 2),
        ("g2", 5),
    ]
    assert len(now.summary().rows) == 5
    assert repr(now).splitlines()[1] == "全部  2/7  1/4  2/5  1/3  1/7"


@given(st.permutations(MIXED.entries), st.integers(1, 300))
def test_rates_of_parts_add_up(entries, number):
    """Each line counts in one organization; the order of the lines is nothing."""
    mixed = attrs.evolve(MIXED, entries=entries)
    found = ledger_rates(mixed, on=day(number))

    assert found == ledger_rates(MIXED, on=day(number))
    for name in ("closed", "on_time", "overdue", "reopened", "recurring"):
        parts = [getattr(r, name) for r in found.by_organization]
        whole = getattr(found.total, name)
        assert (sum(p.count for p in parts), sum(p.of for p in parts)) == (
            whole.count,
            whole.of,
        )


def test_the_ledger_is_evidence_beside_weak_areas():
    """Rates, what was reopened, what is back and what is overdue; no size changes."""
    assessment, on = pb.assess(REVIEW), REVIEW.conference.held_on
    last = ledger(
        *AGAIN,
        *of("b9", *life("moved", due=150)[:3]),
        opened("shared", 200, scope=ProblemScope.COMMON, post_id=""),
    )
    now = [attrs.evolve(problem("2022-g2-1"), recurs=["back", "older"])]
    weak = pb.find_weak_areas(assessment, on=on)
    found = pb.find_weak_areas(
        assessment,
        on=on,
        overdue=overdue_problems(last, on=on, posts={"b9-secretary": "g2-secretary"}),
        ledger=ledger_evidence(last, on=on, this_year=now),
    )
    (area,) = found.of("g2-secretary")
    said = [e for e in area.evidence if e.source is not EvidenceSource.COMMENT]

    assert [(e.source.value, e.reference) for e in said] == [
        ("rectification", "FUSE-1"),
        ("rectification", "back"),
        ("rectification", "back"),
        ("rectification", "moved"),
        ("last_year", "back"),
    ]
    assert said[0].text.en == (
        "by 2023-01-17, 0 of 1 such problems are closed, 0/1 on time, 1 overdue, "
        "1 reopened, 0 recurring"
    )
    assert {e.text.en for e in said[1:3]} == {
        "'merging not deep' was reopened on 2022-04-30: why",
        (
            "'merging not deep' was to be rectified by 2022-06-29; on 2023-01-17 it "
            "was 202 days overdue"
        ),
    }
    assert "again" in said[-1].text.en
    bare = [attrs.evolve(one, evidence=()) for one in found]
    assert bare == [attrs.evolve(one, evidence=()) for one in weak]


def test_what_was_rectified_well_speaks_against_a_weak_area():
    """All closed on time and nothing back: the ledger is at odds with the ballots."""
    (every, of_post) = ledger_evidence(ledger(*life()), on=day(300))

    assert (every.subject_id, of_post.subject_id) == ("", "g2-secretary")
    assert not of_post.evidence.supports
    assert "at odds" in of_post.evidence.sentence("en")
    assert "按期销号 1/1" in of_post.evidence.sentence("zh")


def test_what_was_closed_in_time_and_is_back_speaks_for_it():
    """Closed on paper only."""
    now = [attrs.evolve(problem("2022-g2-1"), recurs=["p1"])]
    found = ledger_evidence(ledger(*life()), on=day(300), this_year=now)
    assert len(found) == 3
    assert all(one.evidence.supports for one in found)


def test_what_names_no_area_is_no_evidence():
    """And canceled problems alone say nothing."""
    bare = ledger(
        opened("a", area=""),
        *life("w")[:1],
        step(StepKind.CANCEL, 220, problem_id="w"),
    )
    assert ledger_evidence(bare, on=day(500)) == ()
    assert (
        Label(zh="重新立项", en="reopened")
        in ledger_rates(bare, on=day(500)).summary().columns
    )

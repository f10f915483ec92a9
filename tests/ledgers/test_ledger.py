"""Problems from their opening to their closing: what is allowed, and what is not."""

import pickle
from datetime import date, datetime, timedelta

import attrs
import pytest

from partybuild.errors import (
    DuplicateIdError,
    LedgerStepError,
    PeriodOrderError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.ledgers import (
    LedgerEntry,
    LedgerState,
    ProblemSource,
    RectificationLedger,
    Stage,
    StepKind,
)
from partybuild.testing import _ledgers
from partybuild.testing._ledgers import (
    MINUTES,
    TITLE,
    day,
    ledger,
    life,
    plan,
    problem,
)


def step(kind, on, by="office", problem_id="p1", **fields):
    """Return a step; fields beyond what its kind must say are given."""
    usual = _ledgers.step(StepKind(kind), on, "office", problem_id)
    return attrs.evolve(usual, by=by, **fields)


def refused(steps):
    """Return why the last of some steps is refused; the others are taken."""
    entry = LedgerEntry(steps[:-1])
    with pytest.raises(LedgerStepError) as caught:
        entry.record(steps[-1])
    return caught.value.reason


def test_a_problem_goes_from_its_opening_to_its_closing():
    """Every step is kept, and the dates are where they belong."""
    entry = LedgerEntry(life())

    assert entry.state is LedgerState.CLOSED
    assert (entry.opened_on, entry.deadline) == (day(25), day(180))
    assert (entry.done_on, entry.closed_on) == (day(90), day(100))
    assert entry.evidence == (MINUTES,)
    assert [r.reviewed_by for r in entry.reviews] == ["office"]
    assert entry.missed is None
    assert not entry.is_open


@pytest.mark.parametrize("count", range(1, 5))
def test_every_state_before_the_closing_is_open_and_becomes_overdue(count):
    """Done is not closed: what nobody accepted is overdue after the deadline."""
    entry = LedgerEntry(life()[:count])
    late = day(181)

    assert entry.is_open
    assert entry.is_overdue(late) == (count > 1)
    assert not entry.is_overdue(day(180))
    if count > 1:
        assert entry.overdue_by(late) == timedelta(days=1)


def test_a_problem_without_a_plan_is_overdue_after_the_day_to_plan_it():
    """Nothing disappears because nobody ever wrote a plan."""
    entry = LedgerEntry([step("open", 25, due_on=day(56))])

    assert entry.next_due == entry.plan_by == day(56)
    assert (entry.is_overdue(day(56)), entry.is_overdue(day(57))) == (False, True)


def test_the_steps_of_the_rules_are_the_only_ones():
    """Each state with each step: what is allowed stands here, as the issue says."""
    steps = life()
    ways = {
        "opened": steps[:2],
        "in_progress": steps[:3],
        "done": steps[:4],
        "closed": steps,
        "canceled": [steps[0], step("cancel", 30)],
    }
    allowed = {
        "opened": {"amend", "plan", "revise", "start", "cancel"},
        "in_progress": {"amend", "plan", "revise", "progress", "finish", "cancel"},
        "done": {"amend", "return", "close", "cancel"},
        "closed": {"reopen"},
        "canceled": {"reopen"},
    }
    kinds = ["open", *set().union(*allowed.values())]
    for state, way in ways.items():
        entry = LedgerEntry(way)
        assert entry.state.value == state
        taken = set()
        for kind in kinds:
            try:
                entry.record(step(kind, 170))
            except LedgerStepError:
                continue
            taken.add(kind)
        assert taken == allowed[state], state


@pytest.mark.parametrize(
    "by", ["g2-secretary", "G2-Secretary ", "\uff47\uff12-secretary"]
)
@pytest.mark.parametrize("kind", ["close", "return", "cancel"])
def test_nobody_closes_what_he_is_responsible_for(kind, by):
    """No spelling makes one person a second one."""
    assert "a second person" in refused([*life()[:4], step(kind, 95, by)])


def test_who_finished_it_or_handed_in_evidence_does_not_close_it():
    """Whoever took part is no second person."""
    begun = life()[:3]
    shown = step("progress", 50, "helper", evidence=[MINUTES])

    said = [*begun, shown, step("finish", 60, "deputy")]
    assert "a second person" in refused([*said, step("close", 70, "helper")])
    assert "a second person" in refused([*said, step("close", 70, "deputy")])
    assert LedgerEntry([*said, step("close", 70, "other")]).closed_on == day(70)


def test_nothing_is_done_without_evidence():
    """And evidence of before a reopening counts for nothing after it."""
    assert "evidence" in refused([*life()[:3], step("finish", 50, evidence=[])])
    again = [*life(), step("reopen", 120)]
    assert "evidence" in refused([*again, step("finish", 130, evidence=[])])
    assert LedgerEntry([*again, step("finish", 130)]).state is LedgerState.DONE


def test_a_reopened_problem_keeps_its_history():
    """All steps of before are there, and the count of reopenings."""
    first = life()
    entry = LedgerEntry([*first, step("reopen", 120, due_on=day(200))])

    assert entry.steps[: len(first)] == tuple(first)
    assert (entry.reopened, entry.was_closed) == (1, True)
    assert (entry.state, entry.closed_on) == (LedgerState.IN_PROGRESS, None)
    assert [d.due_on for d in entry.deadlines] == [day(180), day(200)]
    assert entry.is_overdue(day(201))
    renewed = entry.record(step("plan", 121, rectification=plan(220)))
    assert renewed.deadline == day(220)


def test_a_canceled_problem_says_why_and_may_come_back():
    """Without a plan it waits for one again."""
    opened = step("open", 25)
    with pytest.raises(LedgerStepError, match="a reason"):
        step("cancel", 30, note=None)
    entry = LedgerEntry([opened, step("cancel", 30)])
    assert not entry.is_overdue(day(300))
    assert entry.record(step("reopen", 40)).state is LedgerState.OPENED


def test_a_deadline_that_was_missed_stays_missed():
    """Revising it afterwards changes the deadline, not the past."""
    early = LedgerEntry([*life()[:3], step("revise", 100), *life(closed=290)[3:]])
    late = LedgerEntry([*life()[:3], step("revise", 181), *life(closed=290)[3:]])

    assert early.deadline == late.deadline == day(300)
    assert (early.missed, late.missed) == (None, day(180))
    assert [d.due_on for d in late.deadlines] == [day(180), day(300)]
    assert late.deadlines[1].reason == Label(zh="原因", en="why")


def test_the_planned_day_is_never_written_over():
    """A plan may change its measure; another day is a revision."""
    again = step("plan", 50, rectification=plan(200))
    assert "revise the deadline" in refused([*life()[:3], again])
    other = attrs.evolve(plan(), measure=Label.same("another measure"))
    entry = LedgerEntry([*life()[:3], step("plan", 50, rectification=other)])
    assert entry.rectification == other


def test_long_term_needs_stage_goals_and_reaches_them_one_by_one():
    """The next goal counts as its deadline, and none may be left."""
    with pytest.raises(ValueRangeError, match="at least one"):
        attrs.evolve(plan(), stage="long_term")
    with pytest.raises(ValueRangeError, match="unless the stage"):
        attrs.evolve(plan(180, 100), stage="within_limit")
    far = plan(300, 100, 200)
    begun = [step("open", 25), step("plan", 40, rectification=far), step("start", 45)]
    entry = LedgerEntry(begun)

    assert far.stage is Stage.LONG_TERM
    assert entry.is_overdue(day(101))
    reached = entry.record(step("progress", 90, goal=1))
    assert (reached.next_due, reached.is_overdue(day(101))) == (day(200), False)
    assert "1 stage goals are not" in refused([*reached.steps, step("finish", 95)])
    assert "already" in refused([*reached.steps, step("progress", 95, goal=1)])
    assert "no 3" in refused([*reached.steps, step("progress", 95, goal=3)])
    changed = plan(300, 200)
    lost = step("plan", 96, rectification=changed)
    assert "keep it" in refused([*reached.steps, lost])


def test_dates_reversed_are_refused():
    """Steps, deadlines and goals each have an order of days."""
    assert "in the order of their days" in refused([*life()[:2], step("start", 39)])
    assert "lies before" in refused(
        [step("open", 25), step("plan", 30, rectification=plan(29))]
    )
    with pytest.raises(LedgerStepError, match="lies before"):
        step("revise", 50, due_on=day(49))
    with pytest.raises(PeriodOrderError):
        plan(300, 200, 100)
    with pytest.raises(PeriodOrderError):
        plan(150, 100, 200)


@pytest.mark.parametrize("wrong", [datetime(2022, 1, 1), "2022-01-01", None])  # noqa: DTZ001
def test_a_day_is_a_day(wrong):
    """A datetime or a text compares badly with a day."""
    with pytest.raises(ValueRangeError, match=r"datetime\.date"):
        attrs.evolve(plan(), due_on=wrong)


@pytest.mark.parametrize("by", ["", "  ", None])
def test_every_step_says_who(by):
    """Nobody is not somebody."""
    with pytest.raises(ValueRangeError, match="an id or a name"):
        step("start", 30, by)


def test_a_step_takes_nothing_that_its_kind_does_not():
    """What would be read by nobody is not written."""
    with pytest.raises(LedgerStepError, match="takes no evidence"):
        step("close", 30, evidence=[MINUTES])
    with pytest.raises(LedgerStepError, match="must give problem"):
        step("open", 30, problem=None)
    with pytest.raises(LedgerStepError, match="has the id 'other'"):
        step("open", 30, problem=problem("other"))
    with pytest.raises(LedgerStepError, match="note, evidence or a stage goal"):
        step("progress", 30, note=None)


def test_no_source_is_ever_lost():
    """An amendment may add a source, never take one away."""
    found = ProblemSource(
        kind="inspection", reference="check-7", text=Label.same("found again")
    )
    opened = step("open", 25)
    more = attrs.evolve(problem(), sources=[*opened.problem.sources, found])
    entry = LedgerEntry([opened, step("amend", 30, problem=more)])

    assert entry.problem.sources == more.sources
    assert "sources would be lost" in refused(
        [
            *entry.steps,
            step("amend", 31, problem=attrs.evolve(problem(), sources=[found])),
        ]
    )


def test_a_plan_has_an_owner():
    """A measure that nobody is responsible for is none."""
    with pytest.raises(ValueRangeError, match="a person or a post"):
        attrs.evolve(plan(), post_id=" ")


def test_a_ledger_records_and_the_one_before_stays():
    """Recording gives another ledger; the first is as it was."""
    before = ledger(*life("p1")[:3], *life("p2"))
    after = before.record(*life("p1")[3:], step("open", 200, problem_id="p3"))

    assert [e.state.value for e in before] == ["in_progress", "closed"]
    assert [e.state.value for e in after] == ["closed", "closed", "opened"]
    assert after == ledger(*after.steps)
    assert after.entry("p2").steps is before.entry("p2").steps
    assert len(after) == 3
    assert "p3" in after
    assert "p3" not in before


def test_unknown_and_doubled_problems_are_refused():
    """A step about nothing is a mistake, and so are two lines about one problem."""
    one = ledger(*life())
    with pytest.raises(UnknownIdError, match="known: p1"):
        one.record(step("start", 200, problem_id="p9"))
    with pytest.raises(UnknownIdError):
        one.entry("p9")
    with pytest.raises(LedgerStepError, match="already"):
        one.record(step("open", 200))
    with pytest.raises(DuplicateIdError):
        RectificationLedger(
            ledger_id="l", title=TITLE, entries=[LedgerEntry(life())] * 2
        )
    with pytest.raises(LedgerStepError, match="open it first"):
        ledger(step("start", 25))
    with pytest.raises(LedgerStepError, match="this is the history of 'p1'"):
        LedgerEntry([step("open", 25), step("start", 30, problem_id="p2")])
    with pytest.raises(LedgerStepError, match="nothing opened it"):
        LedgerEntry([])


def test_a_refused_step_takes_the_others_with_it():
    """All or nothing."""
    before = ledger(*life()[:3])
    with pytest.raises(LedgerStepError):
        before.record(step("finish", 50), step("finish", 51))
    assert before == ledger(*life()[:3])


def test_a_ledger_of_an_earlier_day_knows_nothing_of_what_came_later():
    """Overdue lines are those of the day asked for, the longest overdue first."""
    whole = ledger(*life("p1", closed=170, due=150), *life("p2", due=120, closed=180))

    assert [e.problem_id for e in whole.overdue(day(155))] == ["p2", "p1"]
    assert whole.overdue(day(180)) == ()
    assert whole.at(day(160)).entry("p1").state is LedgerState.DONE
    assert whole.at(day(50)).entry("p1").state is LedgerState.IN_PROGRESS
    assert len(whole.at(day(24))) == 0
    assert [e.problem_id for e in whole.at(day(155)).open_entries()] == ["p1", "p2"]


def test_the_input_order_of_problems_does_not_show():
    """Lines stand by their ids."""
    steps = [*life("p2"), *life("p1")]
    mixed = [s for pair in zip(life("p1"), life("p2"), strict=True) for s in pair]

    assert ledger(*steps) == ledger(*mixed)
    assert repr(ledger(*steps)) == repr(ledger(*mixed))


def test_a_ledger_shows_itself_and_survives_pickling():
    """A table in a notebook, and a copy in another process."""
    one = ledger(*life())
    again = pickle.loads(pickle.dumps(one))

    assert again == one
    assert again.entry("p1").closed_on == day(100)
    assert repr(one.entry("p1")) == "<LedgerEntry p1: closed, 5 steps>"
    assert "融合不够深入" in one._repr_html_()
    assert repr(one).splitlines()[1] == "p1  融合不够深入  g2  2022-06-29  已销号"


def test_days_are_days_of_the_test_year():
    """The numbers of the other tests mean what they seem to."""
    assert (day(1), day(180)) == (date(2022, 1, 1), date(2022, 6, 29))

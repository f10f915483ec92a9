"""Two copies written in at once: together again, or reported; never lost."""

from collections import Counter

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from partybuild.errors import LedgerConflictError, LedgerStepError, ValueRangeError
from partybuild.kernel import Label
from partybuild.ledgers import StepKind, merge_ledgers
from partybuild.testing._ledgers import (
    MINUTES,
    day,
    ledger,
    life,
    plan,
    problem,
    step,
)

BEGUN = life()[:3]


def said(on, by="helper", text="said"):
    """Return a step that reports progress."""
    return attrs.evolve(step(StepKind.PROGRESS, on, by), note=Label.same(text))


def conflicts(merged):
    """Return problem and English reason of each conflict."""
    return [(one.problem_id, one.reason.en) for one in merged.conflicts]


def test_steps_about_different_problems_go_together():
    """Each copy went on with its own problem."""
    base = ledger(*BEGUN, *life("p2")[:3])
    mine = base.record(*life()[3:])
    theirs = base.record(*life("p2")[3:], step(StepKind.OPEN, 90, problem_id="p3"))
    merged = merge_ledgers(base, mine, theirs)

    assert merged.conflicts == ()
    assert [e.state.value for e in merged.agreed()] == ["closed", "closed", "opened"]


def test_steps_about_different_things_of_one_problem_go_together():
    """Notes, a revised deadline and a correction disturb nobody."""
    base = ledger(*BEGUN)
    other = attrs.evolve(problem(), area="FUSE-2")
    amended = attrs.evolve(step(StepKind.AMEND, 70), problem=other)
    mine = base.record(said(60, text="mine"), step(StepKind.REVISE, 80))
    theirs = base.record(said(60, text="theirs"), amended)
    entry = merge_ledgers(base, mine, theirs).agreed().entry("p1")

    assert entry.deadline == day(300)
    assert entry.problem.area == "FUSE-2"
    assert [s.note.en for s in entry.progress] == ["mine", "theirs"]
    assert [s.on for s in entry.steps] == sorted(s.on for s in entry.steps)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ([step(StepKind.REVISE, 80)], [step(StepKind.REVISE, 81)]),
        ([step(StepKind.FINISH, 80)], [step(StepKind.CANCEL, 80)]),
        ([step(StepKind.FINISH, 80, "deputy")], [step(StepKind.FINISH, 80, "other")]),
        ([step(StepKind.PLAN, 80)], [step(StepKind.REVISE, 80)]),
    ],
)
def test_both_changed_the_same_thing(mine, theirs):
    """Then a person decides; the ledger stays as it was, and all steps are shown."""
    base = ledger(*BEGUN)
    merged = merge_ledgers(base, base.record(*mine), base.record(*theirs))

    assert conflicts(merged) == [("p1", "both changed the same thing")]
    assert merged.ledger == base
    assert merged.conflicts[0].mine == tuple(mine)
    assert merged.conflicts[0].theirs == tuple(theirs)
    with pytest.raises(LedgerConflictError, match="p1"):
        merged.agreed()
    assert "both changed" not in repr(merged)
    assert "双方改动了同一事项" in repr(merged)


def test_what_breaks_a_rule_together_is_reported():
    """Progress after the day on which the other copy finished."""
    base = ledger(*BEGUN)
    merged = merge_ledgers(
        base, base.record(step(StepKind.FINISH, 80)), base.record(said(85))
    )
    ((problem_id, reason),) = conflicts(merged)

    assert problem_id == "p1"
    assert reason.startswith("together they break a rule: it is done")


def test_a_new_problem_under_one_id_in_both_is_a_conflict():
    """Neither is taken, both are shown."""
    mine = ledger(step(StepKind.OPEN, 30))
    theirs = ledger(step(StepKind.OPEN, 31))
    merged = merge_ledgers(ledger(), mine, theirs)

    assert len(merged.ledger) == 0
    assert merged.conflicts[0].mine == mine.steps
    assert merged.conflicts[0].theirs == theirs.steps


def test_a_copy_that_lost_a_line_or_a_step_is_reported():
    """The common line stays, and what the other copy added is shown."""
    base = ledger(*BEGUN)
    theirs = base.record(said(60))
    for lost in (ledger(), ledger(*BEGUN[:2]), ledger(*BEGUN[:2], said2())):
        merged = merge_ledgers(base, lost, theirs)
        assert conflicts(merged) == [("p1", "one copy lacks steps that both had")]
        assert merged.ledger == base
        assert merged.conflicts[0].theirs == (said(60),)


def said2():
    """Return another start than the common one."""
    return step(StepKind.START, 46, "deputy")


def test_a_step_that_both_have_counts_once():
    """Although another stands before it in one copy."""
    base = ledger(*BEGUN)
    shared = said(70, text="shared")
    merged = merge_ledgers(
        base, base.record(said(60), shared), base.record(shared, said(75))
    )

    entry = merged.agreed().entry("p1")
    assert entry.steps == (*BEGUN, said(60), shared, said(75))


def test_the_same_steps_in_another_order_are_a_conflict():
    """Nobody knows which order is right."""
    base, one, other = ledger(*BEGUN), said(70, text="one"), said(70, text="other")
    merged = merge_ledgers(base, base.record(one, other), base.record(other, one))

    assert conflicts(merged) == [("p1", "both have the same steps in different orders")]


def test_only_copies_of_one_ledger_are_merged():
    """Another ledger is another ledger."""
    base = ledger(*BEGUN)
    with pytest.raises(ValueRangeError, match="a copy of 'l'"):
        merge_ledgers(base, base, attrs.evolve(base, ledger_id="other"))


def steps_of(*ledgers):
    """Return how often each step occurs, at most, in one of the ledgers."""
    found = Counter()
    for one in ledgers:
        found |= Counter(one.steps)
    return found


class CopiesMachine(RuleBasedStateMachine):
    """A ledger and two copies that go their own ways."""

    @initialize(closed=st.booleans(), goals=st.booleans())
    def begin(self, closed, goals):
        """Begin with a common ledger."""
        begun = list(BEGUN)
        if goals:
            begun[1] = attrs.evolve(begun[1], rectification=plan(180, 90, 120))
        self.base = ledger(*begun, *(life("p2") if closed else []))
        self.copies_now = {"mine": self.base, "theirs": self.base}

    @rule(
        copy=st.sampled_from(["mine", "theirs", "both"]),
        problem_id=st.sampled_from(["p1", "p2", "p3"]),
        kind=st.sampled_from([*StepKind, *[StepKind.PROGRESS, StepKind.REVISE] * 3]),
        on=st.integers(100, 110),
        by=st.sampled_from(["office", "g2-secretary", "helper"]),
        goal=st.sampled_from([None, None, 1, 2]),
    )
    def write(self, copy, problem_id, kind, on, by, goal):
        """Write a step into one copy, or the same into both; many are refused."""
        one = step(kind, on, by, problem_id)
        if kind is StepKind.PROGRESS:
            one = attrs.evolve(one, goal=goal, evidence=[MINUTES])
        for name in ("mine", "theirs") if copy == "both" else (copy,):
            try:
                self.copies_now[name] = self.copies_now[name].record(one)
            except (LedgerStepError, LookupError):
                continue

    @invariant()
    def nothing_is_lost(self):
        """Every step of each copy is in the merged ledger or in a conflict."""
        base, mine, theirs = self._three()
        if base is None:
            return
        merged = merge_ledgers(base, mine, theirs)
        kept = Counter(merged.ledger.steps)
        for one in merged.conflicts:
            kept |= Counter(one.mine) | Counter(one.theirs)
        assert steps_of(mine, theirs) <= kept
        assert Counter(merged.ledger.steps) <= Counter(mine.steps) + Counter(
            theirs.steps
        )

    @invariant()
    def each_copy_keeps_its_order(self):
        """What was merged has the steps of both sides in their own order."""
        base, mine, theirs = self._three()
        if base is None:
            return
        merged = merge_ledgers(base, mine, theirs)
        for entry in merged.ledger:
            assert ledger(*entry.steps).entry(entry.problem_id) == entry
            if entry.problem_id not in {c.problem_id for c in merged.conflicts}:
                for own in (mine, theirs):
                    left = iter(entry.steps)
                    if entry.problem_id in own:
                        assert all(s in left for s in own.entry(entry.problem_id).steps)

    @invariant()
    def sides_do_not_matter(self):
        """Mine and theirs may be exchanged; one side alone is that side."""
        base, mine, theirs = self._three()
        if base is None:
            return
        one, other = (
            merge_ledgers(base, mine, theirs),
            merge_ledgers(base, theirs, mine),
        )
        assert one.ledger == other.ledger
        assert [c.problem_id for c in one.conflicts] == [
            c.problem_id for c in other.conflicts
        ]
        for copy in (mine, theirs):
            assert merge_ledgers(base, copy, base).agreed() == copy
            assert merge_ledgers(base, base, copy).agreed() == copy
            assert merge_ledgers(base, copy, copy).agreed() == copy

    def _three(self):
        base = getattr(self, "base", None)
        copies = getattr(self, "copies_now", {"mine": None, "theirs": None})
        return base, copies["mine"], copies["theirs"]


TestCopies = CopiesMachine.TestCase
TestCopies.settings = settings(stateful_step_count=15, deadline=None)

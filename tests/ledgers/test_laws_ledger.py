"""Laws that no sequence of calls breaks."""

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from partybuild.errors import LedgerStepError
from partybuild.kernel import Label
from partybuild.ledgers import LedgerEntry, StepKind
from partybuild.testing._ledgers import MINUTES, day, ledger, life, plan, step

PEOPLE = st.sampled_from(["office", "g2-secretary", "helper"])
PROBLEMS = st.sampled_from(["p1", "p2"])
DAYS = st.integers(1, 400)


class LedgerMachine(RuleBasedStateMachine):
    """Any steps, by anybody, on any day, in any order."""

    def __init__(self):
        """Begin with an empty ledger."""
        super().__init__()
        self.ledger = ledger()
        self.written = []
        self.today = 1

    def _try(self, one):
        before = self.ledger
        try:
            self.ledger = before.record(one)
        except (LedgerStepError, LookupError):
            assert self.ledger is before
        else:
            self.written.append(one)
            self.today = max(self.today, (one.on - day(1)).days + 1)

    @rule(
        problem_id=PROBLEMS,
        kind=st.sampled_from(StepKind),
        by=PEOPLE,
        on=DAYS,
        shown=st.booleans(),
    )
    def anything(self, problem_id, kind, by, on, shown):
        """Try a step that may well be forbidden."""
        one = step(kind, on, by, problem_id)
        if kind is StepKind.FINISH and not shown:
            one = attrs.evolve(one, evidence=())
        self._try(one)

    @rule(
        problem_id=PROBLEMS,
        kind=st.sampled_from([*StepKind, *[StepKind.START, StepKind.CLOSE] * 4]),
        by=PEOPLE,
        later=st.integers(0, 40),
    )
    def in_order(self, problem_id, kind, by, later):
        """Try a step on the last day or later, so that long lives come about."""
        self._try(step(kind, self.today + later, by, problem_id))

    @rule(problem_id=PROBLEMS, goals=st.lists(DAYS, max_size=2).map(sorted))
    def plan_long_term(self, problem_id, goals):
        """Plan with stage goals."""
        due = max([180, self.today, *goals])
        one = step(StepKind.PLAN, self.today, "office", problem_id)
        self._try(attrs.evolve(one, rectification=plan(due, *goals)))

    @rule(problem_id=PROBLEMS, goal=st.integers(0, 3))
    def reach_a_goal(self, problem_id, goal):
        """Report a stage goal, with evidence."""
        one = step(StepKind.PROGRESS, self.today, "helper", problem_id)
        self._try(attrs.evolve(one, goal=goal, evidence=[MINUTES]))

    @precondition(lambda self: "p3" not in self.ledger)
    @rule()
    def a_whole_life(self):
        """Open, plan, start, finish and close a third problem."""
        for one in life("p3"):
            self._try(one)

    @invariant()
    def nothing_is_lost(self):
        """What was taken is in the log, in its order, and nothing else."""
        for entry in self.ledger:
            mine = [s for s in self.written if s.problem_id == entry.problem_id]
            assert list(entry.steps) == mine
        assert len(self.ledger.steps) == len(self.written)

    @invariant()
    def replay_gives_the_same(self):
        """The log alone is the ledger, however the problems are mixed in it."""
        assert ledger(*self.written) == self.ledger
        assert ledger(*self.ledger.steps) == self.ledger

    @invariant()
    def nothing_forbidden_is_reached(self):
        """Whoever reads the log alone finds every rule kept."""
        for entry in self.ledger:
            _keeps_the_rules(entry)

    @invariant()
    def overdue_is_open(self):
        """What is overdue is open, has a day behind it, and stays until it ends."""
        for entry in self.ledger.overdue(day(800)):
            assert entry.is_open
            assert entry.next_due < day(800)
        late = {entry.problem_id for entry in self.ledger.overdue(day(800))}
        for entry in self.ledger:
            if entry.is_open and entry.deadline is not None:
                assert entry.problem_id in late

    @invariant()
    def every_day_has_its_ledger(self):
        """The ledger of a day is that of the steps up to it."""
        middle = day(self.today // 2)
        known = [s for s in self.written if s.on <= middle]
        assert self.ledger.at(middle) == ledger(*known)


def _keeps_the_rules(entry):
    """Check one life by its words alone, round by round."""
    days = [one.on for one in entry.steps]
    assert days == sorted(days)
    assert entry.steps[0].kind is StepKind.OPEN
    shown, planned, owners, goals, finished = [], False, set(), set(), None
    for one in entry.steps:
        if one.rectification is not None:
            planned = True
            owners |= set(one.rectification.owners)
            goals = set(one.rectification.goals)
        if one.kind in {StepKind.START, StepKind.FINISH}:
            assert planned
        shown += [one.by] * len(one.evidence)
        if one.kind is StepKind.FINISH:
            assert shown
            assert len(goals) <= sum(s.goal is not None for s in entry.steps)
            finished = one.by
        if one.kind is StepKind.CLOSE:
            assert finished is not None
            assert one.by not in {*shown, *owners, finished}
        if one.kind in {StepKind.REVISE, StepKind.REOPEN, StepKind.CANCEL}:
            assert isinstance(one.note, Label)
        if one.kind is StepKind.REOPEN:
            shown, finished = [], None
    assert entry.reopened == sum(s.kind is StepKind.REOPEN for s in entry.steps)
    assert LedgerEntry(entry.steps) == entry


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(stateful_step_count=30, deadline=None)

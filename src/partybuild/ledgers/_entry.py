"""One line of a ledger: a problem with all that became of it."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs

from partybuild.errors import LedgerStepError
from partybuild.kernel import Label, Record
from partybuild.ledgers._account import Account, LedgerState
from partybuild.ledgers._problem import Problem
from partybuild.ledgers._rectification import Evidence, Rectification
from partybuild.ledgers._step import LedgerStep, StepKind


@attrs.frozen
class Deadline(Record):
    """A deadline as it was set: first planned, then revised.

    Attributes:
        set_on: Day on which it was set.
        due_on: Last day.
        reason: Why it is another than before; None for the plan.
    """

    set_on: date
    due_on: date
    reason: Label | None = None


@attrs.frozen
class ClosingReview(Record):
    """What a second person found who looked at a rectification (审核).

    Attributes:
        on: Day.
        reviewed_by: Who.
        accepted: Whether the problem was closed; otherwise it was returned.
        note: What was found.
    """

    on: date
    reviewed_by: str
    accepted: bool
    note: Label | None = None


def _steps(steps: Iterable[LedgerStep]) -> tuple[LedgerStep, ...]:
    return tuple(steps)


@attrs.frozen(repr=False)
class LedgerEntry(Record):
    """One line of a ledger (台账条目): the steps, and what follows from them.

    Everything but the steps is computed from them, so no entry can stand
    otherwise than its history says.

    Attributes:
        steps: What happened, in order; the first opens the problem.
    """

    steps: tuple[LedgerStep, ...] = attrs.field(converter=_steps)
    _account: Account = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Follow the steps, and refuse what the rules forbid."""
        if not self.steps:
            raise LedgerStepError("", "keep a line without steps", "nothing opened it")
        account = Account.opened(self.steps[0])
        for step in self.steps[1:]:
            if step.problem_id != account.problem.problem_id:
                raise step.refused(
                    f"this is the history of {account.problem.problem_id!r}"
                )
            account.take(step)
        # attrs' own way to fill a field of a frozen value.
        object.__setattr__(self, "_account", account)

    def __repr__(self) -> str:
        """Name the problem and its state."""
        return (
            f"<LedgerEntry {self.problem_id}: {self.state.value}, "
            f"{len(self.steps)} steps>"
        )

    @property
    def problem_id(self) -> str:
        """Id of the problem."""
        return self._account.problem.problem_id

    @property
    def problem(self) -> Problem:
        """The problem, as last amended."""
        return self._account.problem

    @property
    def rectification(self) -> Rectification | None:
        """The plan, as last stated; None where there is none yet."""
        return self._account.rectification

    @property
    def state(self) -> LedgerState:
        """How it stands."""
        return self._account.state

    @property
    def is_open(self) -> bool:
        """Whether something is still due; what is done but not closed is open."""
        return self._account.state.is_open

    @property
    def opened_on(self) -> date:
        """Day on which it was opened."""
        return self.steps[0].on

    @property
    def last_on(self) -> date:
        """Day of the last step."""
        return self._account.last_on

    @property
    def deadline(self) -> date | None:
        """Deadline in force: the planned one, or as last revised."""
        return self._account.deadline

    @property
    def plan_by(self) -> date | None:
        """Day by which it has to be planned; None where none was set."""
        return self._account.plan_by

    @property
    def next_due(self) -> date | None:
        """The day that counts next: for a plan, a stage goal, or the whole."""
        account = self._account
        plan = account.rectification
        if plan is None or account.deadline is None:
            return account.plan_by
        goals = [g.due_on for g in plan.goals if g not in account.reached]
        return min([*goals, account.deadline])

    def is_overdue(self, on: date) -> bool:
        """Return whether it is open after the day that counted.

        Args:
            on: The day; nothing that happened after it is known, so ask an entry
                as of that day.

        Returns:
            Whether it is overdue.
        """
        if not self._account.state.is_open:
            return False
        due = self.next_due
        return due is not None and due < on

    def overdue_by(self, on: date) -> timedelta | None:
        """Return for how long it has been overdue; None where it is not."""
        due = self.next_due
        return on - due if due is not None and self.is_overdue(on) else None

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Every deadline that was ever set, in order."""
        found: list[Deadline] = []
        for step in self.steps:
            plan = step.rectification
            if plan is not None and (not found or found[-1].due_on != plan.due_on):
                found.append(Deadline(step.on, plan.due_on))
            elif step.due_on is not None and step.kind is not StepKind.OPEN:
                found.append(Deadline(step.on, step.due_on, step.note))
        return tuple(found)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence, in the order in which it was handed in."""
        return tuple(one for step in self.steps for one in step.evidence)

    @property
    def reviews(self) -> tuple[ClosingReview, ...]:
        """What second persons found, in order."""
        kinds = {StepKind.CLOSE: True, StepKind.RETURN: False}
        return tuple(
            ClosingReview(step.on, step.by, kinds[step.kind], step.note)
            for step in self.steps
            if step.kind in kinds
        )

    @property
    def progress(self) -> tuple[LedgerStep, ...]:
        """Steps that say in words what was done, in order."""
        return tuple(s for s in self.steps if s.note and s.kind in _TELLING)

    @property
    def done_on(self) -> date | None:
        """Day on which it was done, as last stated."""
        return self._account.done_on

    @property
    def closed_on(self) -> date | None:
        """Day on which it was closed; None where it is not."""
        closed = self._account.state is LedgerState.CLOSED
        return self._account.last_on if closed else None

    @property
    def reopened(self) -> int:
        """How often it was reopened."""
        return self._account.reopened

    @property
    def was_closed(self) -> bool:
        """Whether it was ever closed."""
        return any(step.kind is StepKind.CLOSE for step in self.steps)

    @property
    def missed(self) -> date | None:
        """The first deadline that passed while it was open, as its steps tell.

        A deadline that was revised after it had passed was missed all the same.
        """
        return self._account.missed

    def at(self, on: date) -> "LedgerEntry | None":
        """Return the entry as it stood on a day; None if it was not there yet."""
        if self._account.last_on <= on:
            return self
        steps = tuple(step for step in self.steps if step.on <= on)
        return LedgerEntry(steps) if steps else None

    def record(self, *steps: LedgerStep) -> "LedgerEntry":
        """Return the entry with more steps; this one stays as it is."""
        return LedgerEntry((*self.steps, *steps))


_TELLING = {StepKind.START, StepKind.PROGRESS, StepKind.FINISH}

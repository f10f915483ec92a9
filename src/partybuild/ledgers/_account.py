"""How a problem stands, followed step by step; every rule of the ledger is here."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from typing import TypeAlias, cast

import attrs

from partybuild.kernel import Label, Record
from partybuild.ledgers._checks import same_person
from partybuild.ledgers._problem import Problem
from partybuild.ledgers._rectification import Rectification, StageGoal
from partybuild.ledgers._step import LedgerStep, StepKind


class LedgerState(Enum):
    """How a problem stands; overdue is no state, it follows from the day."""

    OPENED = "opened"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    CANCELED = "canceled"

    @property
    def label(self) -> Label:
        """Name of the state."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is still due; done is not closed."""
        return self in _OPEN


_LABELS = {
    LedgerState.OPENED: Label(zh="未启动", en="not started"),
    LedgerState.IN_PROGRESS: Label(zh="整改中", en="in progress"),
    LedgerState.DONE: Label(zh="已完成", en="done"),
    LedgerState.CLOSED: Label(zh="已销号", en="closed"),
    LedgerState.CANCELED: Label(zh="已撤销", en="canceled"),
}
_OPEN = frozenset({LedgerState.OPENED, LedgerState.IN_PROGRESS, LedgerState.DONE})
_WORKING = frozenset({LedgerState.OPENED, LedgerState.IN_PROGRESS})
_ENDED = frozenset({LedgerState.CLOSED, LedgerState.CANCELED})
# States in which a step may be taken.
_FROM: Mapping[StepKind, frozenset[LedgerState]] = {
    StepKind.OPEN: frozenset(),
    StepKind.AMEND: _OPEN,
    StepKind.PLAN: _WORKING,
    StepKind.REVISE: _WORKING,
    StepKind.START: frozenset({LedgerState.OPENED}),
    StepKind.PROGRESS: frozenset({LedgerState.IN_PROGRESS}),
    StepKind.FINISH: frozenset({LedgerState.IN_PROGRESS}),
    StepKind.RETURN: frozenset({LedgerState.DONE}),
    StepKind.CLOSE: frozenset({LedgerState.DONE}),
    StepKind.REOPEN: _ENDED,
    StepKind.CANCEL: _OPEN,
}


@attrs.define
class Account(Record):
    """How a problem stands after some steps; it changes while steps are added.

    Attributes:
        problem: The problem, as last amended.
        state: How it stands.
        last_on: Day of the last step.
        plan_by: Day by which it has to be planned.
        rectification: The plan, as last stated; its day is the planned one.
        deadline: Deadline in force; None before there is a plan.
        reached: Stage goals reached.
        handed_in_by: Who handed in evidence since it was opened or reopened last.
        finished_by: Who said that it is done; None unless it is.
        done_on: Day on which it was done, as last stated.
        missed: The first deadline that passed while it was open.
        reopened: How often it was reopened.
        renewed: Whether the plan was made before it was reopened.
    """

    problem: Problem
    state: LedgerState
    last_on: date
    plan_by: date | None
    rectification: Rectification | None = None
    deadline: date | None = None
    reached: tuple[StageGoal, ...] = ()
    handed_in_by: tuple[str, ...] = ()
    finished_by: str | None = None
    done_on: date | None = None
    missed: date | None = None
    reopened: int = 0
    renewed: bool = False

    @classmethod
    def opened(cls, step: LedgerStep) -> "Account":
        """Return the account that a first step opens.

        Args:
            step: The first step.

        Returns:
            The account.

        Raises:
            LedgerStepError: If the first step opens nothing.
        """
        if step.problem is None or step.kind is not StepKind.OPEN:
            raise step.refused("the problem is not in the ledger; open it first")
        return cls(step.problem, LedgerState.OPENED, step.on, step.due_on)

    def take(self, step: LedgerStep) -> None:
        """Add one step.

        Args:
            step: The step.

        Raises:
            LedgerStepError: If the rules forbid it.
        """
        if step.on < self.last_on:
            raise step.refused(
                f"the last step was on {self.last_on}; steps are written in the "
                "order of their days"
            )
        if self.state not in _FROM[step.kind]:
            raise step.refused(_why_not(step, self.state))
        if (
            self.missed is None
            and self.deadline is not None
            and self.deadline < step.on
            and self.state in _OPEN
        ):
            self.missed = self.deadline
        _TAKING[step.kind](self, step)
        if step.evidence:
            self.handed_in_by += (step.by,)
        self.last_on = step.on


_Taking: TypeAlias = Callable[[Account, LedgerStep], None]


def _why_not(step: LedgerStep, state: LedgerState) -> str:
    if step.kind is StepKind.OPEN:
        return "it is in the ledger already; amend it, or open it under another id"
    if state in _ENDED:
        return f"it is {state.label.en}; reopen it with a reason first"
    if state is LedgerState.DONE:
        return "it is done and waits to be closed or returned"
    if step.kind is StepKind.REOPEN:
        return f"it is {state.label.en}, and only what is closed can be reopened"
    if state is LedgerState.OPENED:
        return "it is not started; plan and start it first"
    return f"it is {state.label.en}"


def _amend(account: Account, step: LedgerStep) -> None:
    problem = step.problem or account.problem
    for name, words in (("sources", "sources"), ("recurs", "links to earlier years")):
        lost = set(getattr(account.problem, name)) - set(getattr(problem, name))
        if lost:
            raise step.refused(f"{len(lost)} of its {words} would be lost; keep them")
    account.problem = problem


def _plan(account: Account, step: LedgerStep) -> None:
    # A step of this kind cannot be made without a plan.
    plan, before = cast("Rectification", step.rectification), account.rectification
    stays = before is not None and not account.renewed
    # Another owner of what is overdue takes it over with its deadline.
    if plan.due_on < step.on and not stays:
        raise step.refused(f"the deadline {plan.due_on} lies before that day")
    if before is not None and stays:
        if plan.due_on != before.due_on:
            raise step.refused(
                f"the planned day is {before.due_on} and stays; revise the deadline"
            )
    else:
        account.deadline = plan.due_on
    if set(account.reached) - set(plan.goals):
        raise step.refused("a stage goal that is reached would be lost; keep it")
    account.rectification, account.renewed = plan, False


def _revise(account: Account, step: LedgerStep) -> None:
    if account.rectification is None:
        raise step.refused("it has no plan yet; plan it with its deadline")
    account.deadline = step.due_on


def _start(account: Account, step: LedgerStep) -> None:
    if account.rectification is None:
        raise step.refused("it has no owner, measure and deadline yet; plan it first")
    account.state = LedgerState.IN_PROGRESS


def _progress(account: Account, step: LedgerStep) -> None:
    if step.goal is None:
        return
    plan = account.rectification
    goals = () if plan is None else plan.goals
    if type(step.goal) is not int or not 1 <= step.goal <= len(goals):
        raise step.refused(f"there are {len(goals)} stage goals, no {step.goal!r}")
    goal = goals[step.goal - 1]
    if goal in account.reached:
        raise step.refused(f"stage goal {step.goal} is reached already")
    account.reached += (goal,)


def _finish(account: Account, step: LedgerStep) -> None:
    if not (account.handed_in_by or step.evidence):
        raise step.refused("there is no evidence; hand it in with this step or before")
    plan = account.rectification
    if plan is not None and (left := set(plan.goals) - set(account.reached)):
        raise step.refused(f"{len(left)} stage goals are not reached")
    account.state = LedgerState.DONE
    account.done_on, account.finished_by = step.on, step.by


def _second_person(account: Account, step: LedgerStep) -> None:
    plan = account.rectification
    involved = [*account.handed_in_by, *(() if plan is None else plan.owners)]
    if account.finished_by is not None:
        involved.append(account.finished_by)
    if any(same_person(step.by, one) for one in involved):
        raise step.refused(
            f"{step.by!r} is responsible for it, finished it or handed in its "
            "evidence; a second person has to"
        )


def _return(account: Account, step: LedgerStep) -> None:
    _second_person(account, step)
    account.state, account.finished_by = LedgerState.IN_PROGRESS, None


def _close(account: Account, step: LedgerStep) -> None:
    _second_person(account, step)
    account.state = LedgerState.CLOSED


def _reopen(account: Account, step: LedgerStep) -> None:
    started = account.rectification is not None
    account.state = LedgerState.IN_PROGRESS if started else LedgerState.OPENED
    account.finished_by, account.handed_in_by = None, ()
    account.reopened += 1
    if step.due_on is not None:
        if account.rectification is None:
            account.plan_by = step.due_on
        else:
            account.deadline = step.due_on
    account.renewed = started


def _cancel(account: Account, step: LedgerStep) -> None:
    _second_person(account, step)
    account.state, account.finished_by = LedgerState.CANCELED, None


_TAKING: Mapping[StepKind, _Taking] = {
    StepKind.AMEND: _amend,
    StepKind.PLAN: _plan,
    StepKind.REVISE: _revise,
    StepKind.START: _start,
    StepKind.PROGRESS: _progress,
    StepKind.FINISH: _finish,
    StepKind.RETURN: _return,
    StepKind.CLOSE: _close,
    StepKind.REOPEN: _reopen,
    StepKind.CANCEL: _cancel,
}

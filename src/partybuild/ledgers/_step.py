"""One step in the life of a problem: who did what, when, on what basis."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum

import attrs

from partybuild.errors import LedgerStepError
from partybuild.kernel import Basis, Label, Record
from partybuild.ledgers._checks import named, optional_day, plain_day
from partybuild.ledgers._problem import Problem
from partybuild.ledgers._rectification import Evidence, Rectification


class StepKind(Enum):
    """What a step does."""

    OPEN = "open"
    """立项: the problem enters the ledger."""
    AMEND = "amend"
    """更正: its words, area or sources are corrected or added to."""
    PLAN = "plan"
    """制定措施: measure, owner and deadline."""
    REVISE = "revise"
    """调整时限: another deadline, with a reason."""
    START = "start"
    """启动整改."""
    PROGRESS = "progress"
    """进展: what was done, a stage goal reached, evidence handed in."""
    FINISH = "finish"
    """整改完成: the one responsible says it is done."""
    RETURN = "return"
    """退回: a second person does not accept it."""
    CLOSE = "close"
    """销号: a second person accepts it."""
    REOPEN = "reopen"
    """重新立项: it was not put right after all."""
    CANCEL = "cancel"
    """撤销: it should not have been opened, with a reason."""

    @property
    def label(self) -> Label:
        """Name of the step."""
        return _LABELS[self]


_LABELS = {
    StepKind.OPEN: Label(zh="立项", en="open"),
    StepKind.AMEND: Label(zh="更正", en="amend"),
    StepKind.PLAN: Label(zh="制定措施", en="plan"),
    StepKind.REVISE: Label(zh="调整时限", en="revise the deadline"),
    StepKind.START: Label(zh="启动整改", en="start"),
    StepKind.PROGRESS: Label(zh="填报进展", en="report progress"),
    StepKind.FINISH: Label(zh="整改完成", en="finish"),
    StepKind.RETURN: Label(zh="退回", en="return"),
    StepKind.CLOSE: Label(zh="销号", en="close"),
    StepKind.REOPEN: Label(zh="重新立项", en="reopen"),
    StepKind.CANCEL: Label(zh="撤销", en="cancel"),
}

# What each kind of step must say, and what it may say besides a note.
_MUST: Mapping[StepKind, tuple[str, ...]] = {
    StepKind.OPEN: ("problem",),
    StepKind.AMEND: ("problem",),
    StepKind.PLAN: ("rectification",),
    StepKind.REVISE: ("due_on", "note"),
    StepKind.RETURN: ("note",),
    StepKind.REOPEN: ("note",),
    StepKind.CANCEL: ("note",),
}
_MAY: Mapping[StepKind, tuple[str, ...]] = {
    StepKind.OPEN: ("due_on",),
    StepKind.START: ("evidence",),
    StepKind.PROGRESS: ("evidence", "goal"),
    StepKind.FINISH: ("evidence",),
    StepKind.REOPEN: ("due_on",),
}
_WORDS = {
    "note": "a reason",
    "problem": "problem",
    "rectification": "measure, owner and deadline",
    "due_on": "deadline",
    "evidence": "evidence",
    "goal": "stage goal",
}
_NOTHING = (None, ())


def _fields(kind: StepKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    must = _MUST.get(kind, ())
    said = {"note", *must, *_MAY.get(kind, ())}
    return must, tuple(name for name in _WORDS if name not in said)


_FIELDS = {kind: _fields(kind) for kind in StepKind}


def _evidence(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(evidence)


@attrs.frozen(kw_only=True)
class LedgerStep(Record):
    """One step written into a ledger; steps are added and never changed.

    Attributes:
        problem_id: Problem that it is about.
        kind: What it does.
        on: Day.
        by: Who: a person or a post. One of the two in the whole ledger: only then
            can it be seen that a second person closes.
        basis: On what basis: an article, or a decision of one's own.
        note: In words what was done or why; a reason is due for another deadline,
            for returning, reopening and canceling.
        problem: The problem as opened or amended.
        rectification: The plan.
        due_on: Another deadline; of an opening the day by which it must be planned.
        evidence: What shows it.
        goal: Number of the stage goal that is reached, from 1.
    """

    problem_id: str = attrs.field(validator=named)
    kind: StepKind = attrs.field(converter=StepKind)
    on: date = attrs.field(validator=plain_day)
    by: str = attrs.field(validator=named)
    basis: Basis
    note: Label | None = None
    problem: Problem | None = None
    rectification: Rectification | None = None
    due_on: date | None = attrs.field(default=None, validator=optional_day)
    evidence: tuple[Evidence, ...] = attrs.field(default=(), converter=_evidence)
    goal: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a step that says too little or what its kind does not take."""
        musts, nots = _FIELDS[self.kind]
        for name in musts:
            if getattr(self, name) is None:
                raise self.refused(f"it must give {_WORDS[name]}")
        for name in nots:
            if getattr(self, name) not in _NOTHING:
                raise self.refused(f"such a step takes no {_WORDS[name]}")
        if self.problem is not None and self.problem.problem_id != self.problem_id:
            raise self.refused(f"the problem has the id {self.problem.problem_id!r}")
        if self.kind is StepKind.PROGRESS and not (
            self.note or self.evidence or self.goal
        ):
            raise self.refused("it must give a note, evidence or a stage goal")
        if self.due_on is not None and self.due_on < self.on:
            raise self.refused(f"the deadline {self.due_on} lies before that day")

    def refused(self, reason: str) -> LedgerStepError:
        """Return the error that this step is forbidden.

        Args:
            reason: Why, and what to do.

        Returns:
            The error, to be raised.
        """
        return LedgerStepError(
            self.problem_id, f"{self.kind.label.en} on {self.on} by {self.by!r}", reason
        )

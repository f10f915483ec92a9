"""One invented problem and its steps, in which a test changes what it is about."""

from datetime import date, timedelta

import attrs

from partybuild.kernel import Label, OwnDecision
from partybuild.ledgers import (
    Evidence,
    LedgerStep,
    Problem,
    ProblemSource,
    Rectification,
    RectificationLedger,
    SourceKind,
    Stage,
    StageGoal,
    StepKind,
)

BASIS = OwnDecision(decision=Label(zh="测试用", en="for tests"))
TITLE = Label(zh="整改台账（虚构）", en="ledger (invented)")
MINUTES = Evidence(text=Label(zh="会议记录", en="minutes"), reference="2022-7")
COMMENT = ProblemSource(
    kind=SourceKind.COMMENT,
    reference="comment-g2-1",
    text=Label(zh="融合不够", en="not deep"),
)
_WHY = Label(zh="原因", en="why")
_FIRST = date(2022, 1, 1)


def day(number: int) -> date:
    """Return a day of 2022 by its number, 1 for the first."""
    return _FIRST + timedelta(days=number - 1)


def problem(problem_id: str = "p1") -> Problem:
    """Return a problem of g2, named in a comment."""
    return Problem(
        problem_id=problem_id,
        text=Label(zh="融合不够深入", en="merging not deep"),
        area="FUSE-1",
        organization_id="g2",
        post_id="g2-secretary",
        sources=[COMMENT],
    )


def plan(due: int = 180, *goals: int) -> Rectification:
    """Return a plan of the secretary of g2; with stage goals it is long-term.

    Args:
        due: Number of the planned day.
        goals: Numbers of the days of stage goals.

    Returns:
        The plan.
    """
    return Rectification(
        measure=Label(zh="合并召开", en="hold them together"),
        post_id="g2-secretary",
        organization_id="g2",
        due_on=day(due),
        stage=Stage.LONG_TERM if goals else Stage.WITHIN_LIMIT,
        goals=[StageGoal(due_on=day(one), text=Label.same(str(one))) for one in goals],
    )


def step(
    kind: StepKind, on: int, by: str = "office", problem_id: str = "p1"
) -> LedgerStep:
    """Return a step that says what its kind must say, and no more.

    Args:
        kind: What it does.
        on: Number of the day.
        by: Who.
        problem_id: Problem.

    Returns:
        The step.
    """
    due_on = day(max(300, on)) if kind is StepKind.REVISE else None
    return LedgerStep(
        problem_id=problem_id,
        kind=kind,
        on=day(on),
        by=by,
        basis=BASIS,
        problem=problem(problem_id) if kind in _PROBLEM else None,
        rectification=plan(max(180, on)) if kind is StepKind.PLAN else None,
        due_on=due_on,
        note=_WHY if kind in _REASON else None,
        evidence=[MINUTES] if kind is StepKind.FINISH else (),
    )


_PROBLEM = {StepKind.OPEN, StepKind.AMEND}
_REASON = {
    StepKind.REVISE,
    StepKind.PROGRESS,
    StepKind.RETURN,
    StepKind.REOPEN,
    StepKind.CANCEL,
}


def life(
    problem_id: str = "p1", *, closed: int = 100, due: int = 180
) -> list[LedgerStep]:
    """Return the steps of a problem from its opening to its closing.

    Args:
        problem_id: Problem.
        closed: Number of the day on which it is closed.
        due: Number of the planned day.

    Returns:
        Five steps.
    """
    planned = step(StepKind.PLAN, 40, problem_id=problem_id)
    return [
        step(StepKind.OPEN, 25, problem_id=problem_id),
        attrs.evolve(planned, rectification=plan(due)),
        step(StepKind.START, 45, "g2-secretary", problem_id),
        step(StepKind.FINISH, closed - 10, "g2-secretary", problem_id),
        step(StepKind.CLOSE, closed, "office", problem_id),
    ]


def ledger(*steps: LedgerStep) -> RectificationLedger:
    """Return the ledger of some steps."""
    return RectificationLedger.replay(steps, ledger_id="l", title=TITLE)

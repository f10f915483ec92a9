"""The plan that the cells of one row state."""

import re
from collections.abc import Iterator
from datetime import date

from partybuild.adapters.excel._ledger_columns import At, Cells, goal_texts, printed
from partybuild.adapters.excel._ledger_meaning import (
    Refused,
    Said,
    attempt,
    choice,
    day_in,
)
from partybuild.kernel import Label
from partybuild.ledgers import (
    LedgerEntry,
    Rectification,
    Stage,
    StageGoal,
    StepKind,
)

_GOAL = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\s+(.*)", re.DOTALL)


def rectification_in(cells: Cells, entry: LedgerEntry, said: Said) -> Rectification:
    """Return the plan that a row states.

    Args:
        cells: Cells of the row.
        entry: Its line; the planned day of a plan stays, and words that did not
            change stay in both languages.
        said: Who is meant by its words.

    Returns:
        The plan.

    Raises:
        Refused: If something is missing or wrong.
    """
    before = entry.rectification
    due = day_in(cells[At.DUE])
    if before is not None and not _renewed(entry):
        due = before.due_on
    for at, found in ((At.MEASURE, cells[At.MEASURE]), (At.DUE, due)):
        if not found:
            raise Refused(at, f"{at.label.zh} is empty; a plan needs it")
    measure = Label.same(cells[At.MEASURE])
    if before is not None and cells[At.MEASURE] in _words(before.measure):
        measure = before.measure
    stage = Stage.WITHIN_LIMIT
    if cells[At.STAGE]:
        stage = attempt(At.STAGE, lambda: choice(Stage, cells[At.STAGE]))
    goals = tuple(_goals(cells[At.GOALS], before))
    post = attempt(At.POST, lambda: said.post(cells[At.POST]))
    place = attempt(At.BODY, lambda: said.organization(cells[At.BODY]))
    at = At.GOALS if stage is Stage.LONG_TERM or goals else At.PERSON
    return attempt(
        at,
        lambda: Rectification(
            measure=measure,
            responsible=cells[At.PERSON],
            post_id=post,
            organization_id=place,
            due_on=due or date.min,
            stage=stage,
            goals=goals,
        ),
    )


def _goals(cell: str, before: Rectification | None) -> Iterator[StageGoal]:
    old = () if before is None else before.goals
    known = {(g.due_on, x): g for g in old for x in _words(g.text)}
    for text in goal_texts(cell):
        match = _GOAL.fullmatch(text)
        day = None if match is None else day_in(match[1])
        if match is None or day is None:
            raise Refused(
                At.GOALS,
                f"{text!r} is no stage goal; write 2022-06-30 and its text",
            )
        words = match[2].strip()
        yield known.get((day, words)) or StageGoal(due_on=day, text=Label.same(words))


def _words(label: Label) -> set[str]:
    return {printed(label.zh, "zh"), printed(label.en, "en")}


def _renewed(entry: LedgerEntry) -> bool:
    """Whether it was reopened after it was planned, so that a new day may be set."""
    kinds = [s.kind for s in entry.steps if s.kind in {StepKind.PLAN, StepKind.REOPEN}]
    return kinds[-1:] == [StepKind.REOPEN]

"""Cells changed by hand, turned into the steps of a ledger."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from partybuild.adapters.excel._ledger_columns import (
    PLANNED,
    At,
    Cells,
)
from partybuild.adapters.excel._ledger_meaning import (
    Refused,
    Said,
    attempt,
    bare_state,
    choice,
    day_in,
    evidence_in,
)
from partybuild.adapters.excel._ledger_plan import rectification_in
from partybuild.adapters.excel._text import match_key
from partybuild.kernel import Label
from partybuild.ledgers import (
    Evidence,
    LedgerEntry,
    LedgerState,
    LedgerStep,
    Problem,
    ProblemSource,
    SourceKind,
    StepKind,
)

_SEPARATOR = re.compile(r"[;；]")
_WAYS = {
    (LedgerState.OPENED, LedgerState.IN_PROGRESS): (StepKind.START,),
    (LedgerState.OPENED, LedgerState.DONE): (StepKind.START, StepKind.FINISH),
    (LedgerState.OPENED, LedgerState.CLOSED): (
        *(StepKind.START, StepKind.FINISH),
        StepKind.CLOSE,
    ),
    (LedgerState.IN_PROGRESS, LedgerState.DONE): (StepKind.FINISH,),
    (LedgerState.IN_PROGRESS, LedgerState.CLOSED): (StepKind.FINISH, StepKind.CLOSE),
    (LedgerState.DONE, LedgerState.CLOSED): (StepKind.CLOSE,),
    (LedgerState.DONE, LedgerState.IN_PROGRESS): (StepKind.RETURN,),
}
_ENDED = (LedgerState.CLOSED, LedgerState.CANCELED)
_STARTED = (LedgerState.OPENED, LedgerState.IN_PROGRESS)
_SECOND = (StepKind.CLOSE, StepKind.RETURN, StepKind.CANCEL)
_MEANS_NOTHING: Mapping[At, str] = {
    At.REVIEWER: "a reviewer is named where something is closed, returned or canceled",
    At.CLOSED: "a day of closing is given where the state becomes closed",
}


class RowSteps:
    """Steps of one row, each tried as soon as it is made."""

    def __init__(
        self, before: Cells, cells: Cells, edited: frozenset[At], said: Said
    ) -> None:
        self._before = before
        self._cells = cells
        self._left = set(edited)
        self._said = said
        self._note = Label.same(cells[At.REASON]) if cells[At.REASON] else None
        self.steps: list[LedgerStep] = []

    def of_new(self, problem_id: str, where: str) -> LedgerEntry:
        """Return the line of a problem that stands in the table for the first time.

        Args:
            problem_id: Its id.
            where: Where it stands, to be its source.

        Returns:
            The line.

        Raises:
            Refused: If something is missing or wrong.
        """
        cells = self._cells
        if not cells[At.PROBLEM]:
            raise Refused(At.PROBLEM, "the problem is empty; say what is wrong")
        kind = SourceKind.OTHER
        if cells[At.SOURCE]:
            kind = attempt(At.SOURCE, lambda: choice(SourceKind, cells[At.SOURCE]))
        text = Label.same(cells[At.PROBLEM])
        problem = Problem(
            problem_id=problem_id,
            text=text,
            area=cells[At.AREA],
            organization_id=attempt(
                At.BODY, lambda: self._said.organization(cells[At.BODY])
            ),
            post_id=attempt(At.POST, lambda: self._said.post(cells[At.POST])),
            sources=[ProblemSource(kind=kind, reference=where, text=text)],
        )
        opened = LedgerStep(
            problem_id=problem_id,
            kind=StepKind.OPEN,
            on=self._said.on,
            by=self._said.by,
            basis=self._said.basis,
            problem=problem,
        )
        self._left -= {At.PROBLEM, At.AREA, At.SOURCE}
        self.steps.append(opened)
        if not (cells[At.MEASURE] or cells[At.DUE]):
            self._left -= {At.POST, At.BODY}
        return self.of_old(LedgerEntry([opened]))

    def of_old(self, entry: LedgerEntry) -> LedgerEntry:
        """Return a line with the changes of its row.

        Args:
            entry: The line as it was when the workbook was written.

        Returns:
            The line, with more steps.

        Raises:
            Refused: If the rules of the ledger forbid a change, or it means nothing.
        """
        before, after = self._states(entry)
        back = before in _ENDED and after in _STARTED
        if back:
            entry = self._take(entry, At.STATE, StepKind.REOPEN, note=self._note)
            before = entry.state
            self._left -= {At.REVIEWER, At.CLOSED}
        kinds = self._way(before, after, back=back)
        if StepKind.RETURN in kinds:
            entry = self._take(entry, At.STATE, StepKind.RETURN, note=self._note)
        entry = self._problem(entry)
        entry = self._plan(entry)
        if StepKind.START in kinds:
            entry = self._take(entry, At.STATE, StepKind.START)
        entry = self._progress(entry, finish=StepKind.FINISH in kinds)
        if StepKind.CLOSE in kinds:
            entry = self._close(entry)
        if after is LedgerState.CANCELED and before is not after:
            entry = self._take(entry, At.STATE, StepKind.CANCEL, note=self._note)
        for at in sorted(self._left - {At.REASON, At.ROW_BY}):
            raise Refused(at, _MEANS_NOTHING.get(at, "this change means nothing here"))
        for at in (At.REASON, At.ROW_BY):
            if at in self._left and not self.steps:
                raise Refused(at, "nothing else was changed in this row")
        return entry

    def _states(self, entry: LedgerEntry) -> tuple[LedgerState, LedgerState]:
        if At.STATE not in self._left:
            return entry.state, entry.state
        self._left.discard(At.STATE)
        word = bare_state(self._cells[At.STATE])
        if match_key(word) in {"逾期", "overdue"}:
            reason = "overdue follows from the deadline; choose how it stands"
            raise Refused(At.STATE, reason)
        return entry.state, attempt(At.STATE, lambda: choice(LedgerState, word))

    def _way(
        self, before: LedgerState, after: LedgerState, *, back: bool
    ) -> tuple[StepKind, ...]:
        if before is after or after is LedgerState.CANCELED:
            return ()
        if back and after is LedgerState.OPENED:
            return ()  # what was planned goes on where it was
        found = _WAYS.get((before, after))
        if found is None:
            reason = (
                f"{before.label.zh} ({before.label.en}) does not become "
                f"{after.label.zh} ({after.label.en})"
            )
            if before in _ENDED:
                reason += "; reopen it with a reason first"
            raise Refused(At.STATE, reason)
        return found

    def _problem(self, entry: LedgerEntry) -> LedgerEntry:
        changed = self._left & {At.PROBLEM, At.AREA}
        if not changed:
            return entry
        self._left -= changed
        at, cells = min(changed), self._cells
        if not cells[At.PROBLEM]:
            raise Refused(At.PROBLEM, "the problem is empty; cancel it instead")
        problem = attrs.evolve(entry.problem, area=cells[At.AREA])
        if At.PROBLEM in changed:
            problem = attrs.evolve(problem, text=Label.same(cells[At.PROBLEM]))
        return self._take(entry, at, StepKind.AMEND, problem=problem, note=self._note)

    def _plan(self, entry: LedgerEntry) -> LedgerEntry:
        plan = entry.rectification
        changed = self._left & {*PLANNED, *([At.DUE] if plan is None else [])}
        if changed:
            self._left -= changed
            at = min(changed)
            made = rectification_in(self._cells, entry, self._said)
            entry = self._take(
                entry, at, StepKind.PLAN, rectification=made, note=self._note
            )
            if entry.deadline == day_in(self._cells[At.DUE]):
                self._left.discard(At.DUE)
        if At.DUE in self._left:
            self._left.discard(At.DUE)
            due = day_in(self._cells[At.DUE])
            if due is None:
                raise Refused(At.DUE, "the deadline is empty; a deadline stays")
            entry = self._take(
                entry, At.DUE, StepKind.REVISE, due_on=due, note=self._note
            )
        return entry

    def _progress(self, entry: LedgerEntry, *, finish: bool) -> LedgerEntry:
        changed = self._left & {At.PROGRESS, At.EVIDENCE}
        if not (changed or finish):
            return entry
        self._left -= changed
        note = None
        if At.PROGRESS in changed:
            if not self._cells[At.PROGRESS]:
                raise Refused(At.PROGRESS, "what was reported is never deleted")
            note = Label.same(self._cells[At.PROGRESS])
        evidence = self._evidence() if At.EVIDENCE in changed else ()
        kind = StepKind.FINISH if finish else StepKind.PROGRESS
        at = At.STATE if finish else min(changed)
        return self._take(entry, at, kind, note=note, evidence=evidence)

    def _evidence(self) -> tuple[Evidence, ...]:
        before, text = self._before[At.EVIDENCE], self._cells[At.EVIDENCE]
        if not text.startswith(before):
            raise Refused(
                At.EVIDENCE, f"evidence handed in before stays; begin with {before!r}"
            )
        added = text[len(before) :]
        if before and not _SEPARATOR.match(added):
            raise Refused(At.EVIDENCE, "separate further evidence by “；”")
        parts = [part.strip() for part in _SEPARATOR.split(added)]
        return tuple(evidence_in(part) for part in parts if part)

    def _close(self, entry: LedgerEntry) -> LedgerEntry:
        for at in (At.REVIEWER, At.CLOSED):
            if not self._cells[at]:
                raise Refused(at, f"{at.label.zh} is empty; closing needs it")
        self._left -= {At.REVIEWER, At.CLOSED}
        day = day_in(self._cells[At.CLOSED])
        late = At.CLOSED if day is None or day < entry.last_on else At.REVIEWER
        return self._take(entry, late, StepKind.CLOSE, on=day, note=self._note)

    def _take(
        self,
        entry: LedgerEntry,
        at: At,
        kind: StepKind,
        **fields: Any,  # noqa: ANN401 - fields of a step
    ) -> LedgerEntry:
        by, on = self._said.by, fields.pop("on", None) or self._said.on
        if kind in _SECOND and self._cells[At.REVIEWER]:
            by = self._cells[At.REVIEWER]
            self._left.discard(At.REVIEWER)

        def _recorded() -> tuple[LedgerStep, LedgerEntry]:
            step = LedgerStep(
                problem_id=entry.problem_id,
                kind=kind,
                on=on,
                by=by,
                basis=self._said.basis,
                **fields,
            )
            return step, entry.record(step)

        step, after = attempt(at, _recorded)
        self.steps.append(step)
        return after

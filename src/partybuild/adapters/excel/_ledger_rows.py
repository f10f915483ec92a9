"""The rows of a ledger's table: what was typed, and the steps that it comes to."""

from collections.abc import Mapping

import attrs

from partybuild.adapters.excel._grid import Grid
from partybuild.adapters.excel._ledger_carried import CarriedLedger
from partybuild.adapters.excel._ledger_columns import (
    DAYS,
    FIXED,
    At,
    Cells,
    Printer,
)
from partybuild.adapters.excel._ledger_filled import FilledIn
from partybuild.adapters.excel._ledger_meaning import (
    Refused,
    bare_state,
    choice,
    day_in,
)
from partybuild.adapters.excel._ledger_steps import RowSteps
from partybuild.adapters.excel._lookup import cell_word, described, is_empty
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._workbook import Cell
from partybuild.errors import ValueRangeError
from partybuild.kernel import digest
from partybuild.ledgers import (
    LedgerEntry,
    LedgerState,
    LedgerStep,
    RectificationLedger,
    SourceKind,
    Stage,
)

_ASIDE = frozenset({At.ROW_BY, At.REASON})
_NOTHING: Mapping[At, str] = {at: "" for at in At if at is not At.NUMBER}


@attrs.frozen(kw_only=True)
class Row:
    """One row that was changed, or that belongs to a problem.

    Attributes:
        problem_id: Its problem.
        row: Where it stands, counted from 0.
        before: Cells when the workbook was written.
        typed: Cells as they are.
        edited: Columns changed by hand, and not in the same way in the ledger.
        steps: Steps that the changes come to.
        entry: The line that the steps are added to; None where the row opens it, or
            where nothing was changed.
    """

    problem_id: str
    row: int
    before: Cells
    typed: Cells
    edited: frozenset[At] = frozenset()
    steps: tuple[LedgerStep, ...] = ()
    entry: LedgerEntry | None = None


class TableReader:
    """Reads the rows of a table against the ledger that it was written from."""

    def __init__(
        self,
        grid: Grid,
        carried: CarriedLedger,
        now: RectificationLedger,
        filled: FilledIn,
        mistakes: Mistakes,
    ) -> None:
        self._grid = grid
        self._carried = carried
        self._now = now
        self._filled = filled
        self._mistakes = mistakes
        names = carried.printer.names.known(now)
        self._printer: Printer = attrs.evolve(carried.printer, names=names)
        self._seen: dict[str, int] = {}

    def rows(self) -> list[Row]:
        """Return every row of a problem; whatever is wrong is noted."""
        found: list[Row] = []
        for row, cells in self._grid.rows():
            if self._is_unused(cells):
                continue
            known = self._mistakes.count
            typed = self._typed(row, cells)
            if self._mistakes.count > known:
                self._seen.setdefault(typed[At.PROBLEM_ID], row)
                continue
            one = self._row(row, typed)
            if one is not None:
                found.append(one)
        for problem_id in self._carried.written:
            if problem_id not in self._seen:
                self._mistakes.add(
                    self._grid.sheet.name,
                    f"there is no row for problem {problem_id!r}; rows are never "
                    "deleted: put it back, and cancel it with a reason if need be",
                )
        return found

    def _is_unused(self, cells: list[Cell]) -> bool:
        number = self._grid.columns.get(At.NUMBER)
        return all(is_empty(c) for at, c in enumerate(cells) if at != number)

    def _at(self, row: int, at: At, message: str) -> None:
        column = self._grid.columns[at]
        self._mistakes.at(self._grid.sheet.name, row, column, message)

    def _typed(self, row: int, cells: list[Cell]) -> dict[At, str]:
        typed = dict(_NOTHING)
        for at in typed:
            column = self._grid.columns[at]
            value = cells[column] if column < len(cells) else ""
            if self._grid.sheet.is_formula(row, column):
                self._at(row, at, "a formula stands here; write the value")
            elif at in DAYS and not is_empty(value):
                day = day_in(value)
                if day is None:
                    message = f"{described(value)} is no day; expected 2022-06-30"
                    self._at(row, at, message)
                else:
                    typed[at] = day.isoformat()
            elif (word := cell_word(value)) is None:
                self._at(row, at, f"{described(value)} stands where text is due")
            else:
                typed[at] = word
        return typed

    def _row(self, row: int, typed: Cells) -> Row | None:
        problem_id = typed[At.PROBLEM_ID]
        if not problem_id:
            return self._new(row, typed)
        ledger = self._carried.ledger
        if problem_id not in self._carried.written:
            message = f"{problem_id!r} is no problem of this workbook; "
            message += "give the row its own id back, or none where it is new"
            self._at(row, At.PROBLEM_ID, message)
            return None
        if problem_id in self._seen:
            other = self._seen[problem_id] + 1
            message = f"{problem_id!r} has a row already, row {other}; delete one"
            self._at(row, At.PROBLEM_ID, message)
            return None
        self._seen[problem_id] = row
        entry = ledger.entry(problem_id)
        latest = self._now.entry(problem_id) if problem_id in self._now else entry
        before, now = self._carried.printer.cells(entry), self._printer.cells(latest)
        touched = {at for at in before if not self._same(at, before[at], typed[at])}
        edited = {at for at in touched if not self._same(at, now[at], typed[at])}
        for at in edited & {*FIXED}:
            self._at(row, at, f"{at.label.zh} is not changed by hand")
            edited.discard(at)
        found = Row(problem_id=problem_id, row=row, before=before, typed=typed)
        if touched - edited:
            if edited <= _ASIDE:
                return found  # all of it is in the ledger already
            stale = any(
                before[at] != now[at] and not _continues(at, now[at], typed[at])
                for at in edited
            )
            if not stale and latest.steps[: len(entry.steps)] == entry.steps:
                # Part of it was read before, and the row was changed further.
                entry, before = latest, now
        said = self._filled.said(typed[At.ROW_BY]) if edited else None
        if said is None:
            return found
        steps = RowSteps(before, typed, frozenset(edited), said)
        try:
            steps.of_old(entry)
        except Refused as wrong:
            self._at(row, wrong.at, wrong.reason)
            return None
        return attrs.evolve(
            found, edited=frozenset(edited), steps=tuple(steps.steps), entry=entry
        )

    def _new(self, row: int, typed: Cells) -> Row | None:
        key = digest([typed[At.PROBLEM], typed[At.BODY]])[:8]
        problem_id = f"{self._carried.ledger.ledger_id}-{key}"
        if problem_id in self._seen:
            other = self._seen[problem_id] + 1
            self._at(row, At.PROBLEM, f"row {other} says the same; delete one")
            return None
        self._seen[problem_id] = row
        found = Row(problem_id=problem_id, row=row, before=_NOTHING, typed=typed)
        edited = frozenset(at for at in typed if typed[at])
        if problem_id in self._now:
            now = self._printer.cells(self._now.entry(problem_id))
            for at in sorted(edited - _ASIDE):
                body = at in {At.BODY, At.POST} and not now[at]
                if not body and not self._same(at, now[at], typed[at]):
                    message = f"the row is in the ledger already as {problem_id!r}; "
                    message += "write the workbook anew and change it there"
                    self._at(row, at, message)
            return found
        said = self._filled.said(typed[At.ROW_BY])
        if said is None:
            return None
        steps = RowSteps(_NOTHING, typed, edited, said)
        place = f"{self._mistakes.source}, {self._grid.sheet.name}, {said.on}"
        try:
            steps.of_new(problem_id, place)
        except Refused as wrong:
            self._at(row, wrong.at, wrong.reason)
            return None
        return attrs.evolve(found, edited=edited, steps=tuple(steps.steps))

    def _same(self, at: At, one: str, other: str) -> bool:
        return one == other or self._meaning(at, one) == self._meaning(at, other)

    def _meaning(self, at: At, text: str) -> object:
        """Return what two words for one thing have in common, in either language."""
        if at is At.POST:
            found = self._filled.post(text)
            return text if found is None else found
        if at is At.BODY:
            found = self._filled.organization(text)
            return text if found is None else found
        try:
            if at is At.STATE:
                return choice(LedgerState, bare_state(text))
            if at is At.SOURCE:
                return choice(SourceKind, text)
            if at is At.STAGE:
                return choice(Stage, text)
        except ValueRangeError:
            return text
        return text


def _continues(at: At, now: str, typed: str) -> bool:
    """Whether what was typed comes after what the ledger says, and undoes nothing."""
    return at is At.PROGRESS or (at is At.EVIDENCE and typed.startswith(now))

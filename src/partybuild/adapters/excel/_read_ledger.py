"""A ledger's workbook read back: every edit a step, every conflict a cell."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import attrs

from partybuild.adapters.excel import _ledger_words as words
from partybuild.adapters.excel._grid import Grid
from partybuild.adapters.excel._ledger_carried import CarriedLedger
from partybuild.adapters.excel._ledger_columns import At, Cells, Printer
from partybuild.adapters.excel._ledger_edits import CellConflict, LedgerEdits
from partybuild.adapters.excel._ledger_filled import FilledIn
from partybuild.adapters.excel._ledger_rows import Row, TableReader
from partybuild.adapters.excel._lookup import Lookup
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._text import address
from partybuild.adapters.excel._workbook import Workbook
from partybuild.errors import InputError, Mistake, ValueRangeError
from partybuild.kernel import Basis
from partybuild.ledgers import (
    LedgerStep,
    MergeConflict,
    MergedLedger,
    RectificationLedger,
    merge_ledgers,
)


def read_ledger_workbook(
    path: str | Path,
    ledger: RectificationLedger | None = None,
    *,
    by: str | None = None,
    on: date | None = None,
    basis: Basis | None = None,
) -> LedgerEdits:
    """Read what was changed by hand in the workbook of a ledger.

    Rows may be sorted and columns moved. Every changed cell becomes a step of the
    log, and every step must keep the rules of the ledger. Where the ledger went on
    since the workbook was written, both are merged; rows that do not go together
    are conflicts, cell by cell. Reading a workbook again changes nothing more.

    Args:
        path: Workbook as `write_ledger_workbook` writes it, filled in.
        ledger: The ledger as it is now; None takes the one that the workbook
            carries.
        by: Who filled it in; None takes what the workbook says.
        on: Day of filling in; None takes what the workbook says.
        basis: On what basis; None takes what the workbook says.

    Returns:
        The ledger with the edits, the steps they come to, and the conflicts.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its cell, and
            nothing is taken.
        MissingExtraError: If the reading library is not installed.
    """
    book = open_workbook(path)
    carried = CarriedLedger.of(book)
    now = carried.ledger if ledger is None else ledger
    mistakes = Mistakes(book.source)
    names = carried.printer.names.known(now)
    filled = FilledIn(book, names, (by, on, basis), mistakes)
    grid = _grid(book, mistakes)
    rows: list[Row] = []
    if grid is not None:
        rows = TableReader(grid, carried, now, filled, mistakes).rows()
    mistakes.refuse()
    steps = [step for row in rows for step in row.steps]
    merged = _merged(book, _base(carried.ledger, rows), steps, now)
    table = _Table(rows, attrs.evolve(carried.printer, names=names), now, grid)
    return LedgerEdits(
        ledger=merged.ledger,
        steps=tuple(steps),
        conflicts=tuple(table.conflicts(merged.conflicts)),
    )


def _grid(book: Workbook, mistakes: Mistakes) -> Grid | None:
    sheet = book.sheet(words.LEDGER)
    if sheet is None:
        mistakes.add(words.LEDGER.zh, "the sheet of the ledger is missing")
        return None
    headings = Lookup.of((text, at) for at in At for text in (at.label.zh, at.label.en))
    required: dict[int, str] = {at: at.label.zh for at in At if at is not At.NUMBER}
    return Grid.find(sheet, words.PROBLEM_ID, headings, required, mistakes)


def _base(ledger: RectificationLedger, rows: list[Row]) -> RectificationLedger:
    """Return the ledger that the steps of the rows are added to."""
    lines = {entry.problem_id: entry for entry in ledger}
    lines |= {row.problem_id: row.entry for row in rows if row.entry is not None}
    return attrs.evolve(ledger, entries=lines.values())


def _merged(
    book: Workbook,
    base: RectificationLedger,
    steps: list[LedgerStep],
    now: RectificationLedger,
) -> MergedLedger:
    try:
        return merge_ledgers(base, base.record(*steps), now)
    except ValueRangeError as error:
        message = f"the workbook is not of this ledger: {error}"
        raise InputError(book.source, (Mistake("file", message),)) from error


class _Table:
    """Tells of each conflict which cells it is about."""

    def __init__(
        self,
        rows: list[Row],
        printer: Printer,
        now: RectificationLedger,
        grid: Grid | None,
    ) -> None:
        self._rows = {row.problem_id: row for row in rows}
        self._printer = printer
        self._now = now
        self._grid = grid

    def conflicts(self, merged: Iterable[MergeConflict]) -> Iterator[CellConflict]:
        for conflict in sorted(merged, key=self._line):
            yield from self._cells(conflict)

    def _line(self, conflict: MergeConflict) -> tuple[int, str]:
        row = self._rows.get(conflict.problem_id)
        return -1 if row is None else row.row, conflict.problem_id

    def _cells(self, conflict: MergeConflict) -> Iterator[CellConflict]:
        problem_id = conflict.problem_id
        row, grid = self._rows.get(problem_id), self._grid
        now: Cells = {}
        if problem_id in self._now:
            now = self._printer.cells(self._now.entry(problem_id))
        # Where no cell was changed, the histories themselves do not agree.
        edited = [At.PROBLEM_ID] if row is None else sorted(row.edited)
        for at in edited or [At.PROBLEM_ID]:
            place = words.LEDGER.zh
            if row is not None and grid is not None:
                cell = address(row.row, grid.columns[at])
                place = f"{grid.sheet.name}!{cell}"
            yield CellConflict(
                problem_id=problem_id,
                place=place,
                column=at.label,
                before="" if row is None else row.before[at],
                typed="" if row is None else row.typed[at],
                now=now.get(at, ""),
                reason=conflict.reason,
            )

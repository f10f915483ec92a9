"""What stands above the libraries that open workbooks: cells, and text with commas."""

from typing import Any

import attrs
from _choices import CELLS, POOL, Choices, Target, refusing, spliced
from _folder import FOLDER
from _opened import opening
from _small import REVIEW

from partybuild.adapters import excel
from partybuild.adapters.excel import _compare, _csv, _read, _read_ledger
from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._workbook import Sheet, Workbook
from partybuild.testing._ledgers import day, ledger, life


def _opened(name: str, content: bytes) -> Workbook:
    path = FOLDER / name
    path.write_bytes(content)
    return open_workbook(path)


def _sheet(sheet: Sheet, choices: Choices) -> Sheet:
    """Return a sheet with one change that a person or a program might make."""
    rows = [list(row) for row in sheet.rows]
    width = len(rows[0]) if rows else 0
    if not width:
        return sheet
    row, column = choices.below(len(rows)), choices.below(width)
    action = choices.below(9)
    if action == 0:
        del rows[row]
    elif action == 1:
        rows.insert(row, list(choices.one(rows)))
    elif action == 2:
        rows = [[*cells[:column], *cells[column + 1 :]] for cells in rows]
    elif action == 3:
        rows = [[*cells[:column], cells[column], *cells[column:]] for cells in rows]
    elif action == 4:
        return attrs.evolve(sheet, merged=((row, column, row + 1, column + 1),))
    elif action == 5:
        return attrs.evolve(sheet, formulas=frozenset({"B4", "C5", "D3", "A1"}))
    elif action == 6 and isinstance(rows[row][column], str):
        rows[row][column] = (
            f"{rows[row][column]}{choices.some(6).decode('utf-8', 'replace')}"
        )
    else:
        rows[row][column] = choices.one(CELLS)
    return attrs.evolve(sheet, rows=rows)


def _changed(book: Workbook, choices: Choices) -> Workbook:
    sheets = dict(book.sheets)
    for _ in range(1 + choices.below(4)):
        if not choices.more or not sheets:
            break
        name = choices.one(list(sheets))
        action = choices.below(12)
        if action == 0:
            del sheets[name]
        elif action == 1:
            new = str(choices.one(POOL))[:31]
            sheets[new] = attrs.evolve(sheets.pop(name), name=new)
        else:
            sheets[name] = _sheet(sheets[name], choices)
    return attrs.evolve(book, sheets=sheets)


def _cells() -> Target:
    """Return a target that changes the cells of ballots and of count sheets."""
    books = [
        _opened("ballots.xlsx", excel.ballot_workbook(REVIEW)),
        _opened("counts.xlsx", excel.count_sheet_workbook(REVIEW)),
    ]

    def _read_cells(choices: Choices) -> object:
        book = _changed(choices.one(books), choices)
        review = choices.one((REVIEW, REVIEW, None))
        with opening(_read, book):
            found: Any = excel.read_review("a.xlsx", review)
        return found

    return refusing(_read_cells)


def _pairs() -> Target:
    """Return a target that compares the count sheets of two tellers."""
    book = _opened("counts.xlsx", excel.count_sheet_workbook(REVIEW))

    def _compared(choices: Choices) -> object:
        with opening(_compare, _changed(book, choices), book):
            return excel.compare_counts("a.xlsx", "b.xlsx", REVIEW.form).summary()

    return refusing(_compared)


def _ledger_cells() -> Target:
    """Return a target that changes the cells of a ledger's workbook."""
    now = ledger(*life(), *life("p2")[:3])
    book = _opened("ledger.xlsx", excel.ledger_workbook(now, on=day(90)))

    def _read_cells(choices: Choices) -> object:
        changed = _changed(book, choices)
        with opening(_read_ledger, changed):
            return excel.read_ledger_workbook("a.xlsx", choices.one((now, None)))

    return refusing(_read_cells)


def _text_of(sheet: Sheet) -> str:
    return "".join(
        ",".join("" if cell is None else str(cell) for cell in row) + "\r\n"
        for row in sheet.rows
    )


def _comma_separated() -> Target:
    """Return a target that changes the bytes of .csv files, in two encodings."""
    known: list[tuple[Workbook, dict[str, list[bytes]]]] = []
    for content in (excel.ballot_workbook(REVIEW), excel.count_sheet_workbook(REVIEW)):
        book = _opened("book.xlsx", content)
        texts = {name: _text_of(sheet) for name, sheet in book.sheets.items()}
        kinds = ("utf-8", "gb18030", "utf-8-sig", "utf-16")
        known.append(
            (book, {name: [t.encode(k) for k in kinds] for name, t in texts.items()})
        )

    def _read_text(choices: Choices) -> object:
        book, texts = choices.one(known)
        sheets = dict(book.sheets)
        for _ in range(1 + choices.below(2)):
            name = choices.one(list(sheets))
            content = spliced(choices.one(texts[name]), choices)
            rows = _csv._rows("a.csv", content)  # noqa: SLF001 - without a file
            sheets[name] = Sheet(name, rows, frozenset(), ())
        read = Workbook("csv", sheets)
        with opening(_read, read):
            return excel.read_review("csv", REVIEW)

    return refusing(_read_text)


MAKERS = {
    "cells": _cells,
    "csv": _comma_separated,
    "ledger-cells": _ledger_cells,
    "two-sheets": _pairs,
}

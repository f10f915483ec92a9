"""A copy of a workbook with a comment at every faulty cell."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel._book import Book, Page
from partybuild.adapters.excel._comments import commented
from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._package import file_bytes
from partybuild.adapters.excel._text import allowed_sheet_names, cell_text
from partybuild.adapters.excel._workbook import Cell, Workbook
from partybuild.errors import Mistake

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::[A-Z]{1,3}[0-9]{1,7})?")
_LONGEST = 2_000
# Beyond it a workbook holds no number; what is none (NaN) is not below it either.
_NO_NUMBER = 10**308

Notes = Mapping[str, Mapping[tuple[int, int], str]]


def marked_copy(path: str | Path, mistakes: Iterable[Mistake]) -> bytes:
    """Return a copy of a workbook with a comment at every faulty cell.

    A copy of an .xlsx file keeps every cell, format and list as it is; only
    comments are added. Of other files the values are copied into a new
    workbook, in sheets whose names it can hold. What concerns a whole sheet
    stands at its first cell, what concerns the whole file at the first cell of
    the first sheet.

    Args:
        path: The workbook, or the folder of .csv files, that was refused.
        mistakes: What the error lists.

    Returns:
        The bytes of an .xlsx file.

    Raises:
        InputError: If the file is no workbook that can be read safely.
        MissingExtraError: If a library is not installed.
    """
    book = open_workbook(path)
    notes = _notes(book, mistakes)
    if Path(path).is_file():
        data = file_bytes(path)
        changed = commented(data, notes)
        if changed is not None:
            return changed
    return _copied(book, notes)


def write_marked_copy(
    path: str | Path,
    mistakes: Iterable[Mistake],
    target: str | Path,
    *,
    force: bool = False,
) -> Path:
    """Write a marked-up copy of a workbook to a file; see `marked_copy`.

    Args:
        path: The workbook that was refused.
        mistakes: What the error lists.
        target: File to write; never the workbook itself.
        force: Whether a file of that name may be replaced.

    Returns:
        The path of the copy.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        InputError: If the file is no workbook that can be read safely.
        MissingExtraError: If a library is not installed.
    """
    return write_bytes(target, marked_copy(path, mistakes), force=force)


def _notes(book: Workbook, mistakes: Iterable[Mistake]) -> Notes:
    found: dict[str, dict[tuple[int, int], list[str]]] = {}
    first = next(iter(book.sheets), "")
    for mistake in mistakes:
        sheet, _, cell = mistake.place.rpartition("!")
        match = _CELL.fullmatch(cell)
        text = mistake.message
        if sheet in book.sheets and match:
            at = _place(match[1], match[2])
        elif mistake.place in book.sheets:
            sheet, at = mistake.place, (0, 0)
        else:
            sheet, at, text = first, (0, 0), str(mistake)
        found.setdefault(sheet, {}).setdefault(at, []).append(text)
    return {
        sheet: {
            at: cell_text("; ".join(dict.fromkeys(texts)))[:_LONGEST]
            for at, texts in sorted(cells.items())
        }
        for sheet, cells in found.items()
    }


def _place(letters: str, digits: str) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return max(int(digits), 1) - 1, column - 1


def _copied(book: Workbook, notes: Notes) -> bytes:
    made = Book(book.source, "zh")
    # Other programs, and files of text, name sheets as no workbook can.
    names = allowed_sheet_names(sheet.name for sheet in book.sheets.values())
    for sheet, name in zip(book.sheets.values(), names, strict=True):
        page = made.page(name)
        for row, cells in enumerate(sheet.rows):
            for column, value in enumerate(cells):
                _copy_cell(page, row, column, value)
        for (row, column), text in notes.get(sheet.name, {}).items():
            page.comment(row, column, text)
    return made.content()


def _copy_cell(page: Page, row: int, column: int, value: Cell) -> None:
    if isinstance(value, bool) or value is None:
        page.text(row, column, "" if value is None else str(value).upper())
    elif isinstance(value, (int, float)) and abs(value) < _NO_NUMBER:
        page.number(row, column, value, "plain")
    else:
        page.text(row, column, str(value))

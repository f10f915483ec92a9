"""The workbook of a rectification ledger: to read, to print, and to fill in."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel import _ledger_words as words
from partybuild.adapters.excel._book import Book, Page
from partybuild.adapters.excel._ledger_carried import CarriedLedger
from partybuild.adapters.excel._ledger_columns import (
    DAYS,
    FIXED,
    At,
    LedgerNames,
    Printer,
)
from partybuild.adapters.excel._text import address, cell_text
from partybuild.adapters.excel._words import CARRIED, FILL_IN, NOTE
from partybuild.duties import WEAKNESSES
from partybuild.kernel import Lang
from partybuild.ledgers import (
    LedgerState,
    RectificationLedger,
    SourceKind,
    Stage,
)

# In the order of the columns, in characters.
_WIDTHS = (6, 12, 26, 10, 10, 10, 16, 16, 26, 12, 9, 20, 26, 20, 12, 12, 13, 8, 12, 20)
_EMPTY_ROWS = 20
_FIRST_DAY = date(1949, 10, 1)
FILLED_ROWS = {"by": 1, "on": 2, "basis": 3}
"""Rows of the first sheet that say who filled the workbook in, when, on what basis."""
_CHOICES = (At.AREA, At.SOURCE, At.POST, At.BODY, At.STAGE, At.STATE)


def ledger_workbook(
    ledger: RectificationLedger,
    *,
    on: date,
    lang: Lang = "zh",
    names: LedgerNames | None = None,
    only: Iterable[str] | None = None,
) -> bytes:
    """Return the workbook of a ledger, with room for new problems.

    It carries the whole ledger in a hidden sheet, so that `read_ledger_workbook`
    can tell what was changed by hand, and whether others changed it meanwhile.

    Args:
        ledger: The ledger.
        on: Day as of which overdue is computed.
        lang: Language of the workbook; it is read in either.
        names: Names of posts and organizations; None prints their ids.
        only: Ids of the problems that get a row, such as those of one organization;
            None writes all.

    Returns:
        The bytes of an .xlsx file, the same for the same input.

    Raises:
        MissingExtraError: If the writing library is not installed.
        UnknownIdError: If *only* names a problem that is not in the ledger.
    """
    names = (LedgerNames() if names is None else names).known(ledger)
    ids = [e.problem_id for e in ledger] if only is None else sorted(set(only))
    carried = CarriedLedger(
        ledger=ledger,
        printer=Printer(on, lang, names),
        written=tuple(ledger.entry(one).problem_id for one in ids),
    )
    book = Book(ledger.title.text(lang), lang)
    _write_filled(book, carried)
    page = book.page(words.LEDGER.text(lang))
    _write_table(page, carried)
    _write_choices(book, page, carried)
    hidden = book.page(CARRIED.text(lang), hidden=True)
    for row, parts in enumerate(carried.lines()):
        for column, text in enumerate(parts):
            hidden.text(row, column, cell_text(text))
    hidden.protect()
    return book.content()


def write_ledger_workbook(
    ledger: RectificationLedger,
    path: str | Path,
    *,
    on: date,
    lang: Lang = "zh",
    names: LedgerNames | None = None,
    force: bool = False,
) -> Path:
    """Write the workbook of a ledger to a file; see `ledger_workbook`.

    Args:
        ledger: The ledger.
        path: File to write.
        on: Day as of which overdue is computed.
        lang: Language of the workbook.
        names: Names of posts and organizations.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the writing library is not installed.
    """
    content = ledger_workbook(ledger, on=on, lang=lang, names=names)
    return write_bytes(path, content, force=force)


def _write_filled(book: Book, carried: CarriedLedger) -> None:
    lang, ledger = book.lang, carried.ledger
    page = book.page(words.FILLED.text(lang))
    page.widths(16, 90)
    page.text(0, 0, ledger.title.text(lang), "title")
    page.sheet.set_row(0, 30)
    for row, label in (
        (FILLED_ROWS["by"], words.FILLED_BY),
        (FILLED_ROWS["on"], words.FILLED_ON),
        (FILLED_ROWS["basis"], words.FILLED_BASIS),
    ):
        page.label(row, 0, label, "head")
        page.blank(row, 1, "entry_day" if label is words.FILLED_ON else "entry_text")
    _only_days(page, FILLED_ROWS["on"], 1, FILLED_ROWS["on"])
    row = len(FILLED_ROWS) + 1
    page.label(row, 0, words.AS_OF)
    page.text(row, 1, carried.printer.on.isoformat())
    row += 1
    if ledger.note is not None:
        page.label(row, 0, NOTE)
        page.label(row, 1, ledger.note, "note")
        page.height(row, ledger.note.text(lang), 90)
        row += 1
    page.label(row, 0, FILL_IN, "wrap")
    for number, step in enumerate(words.STEPS, start=1):
        text = f"{number}. {step.text(lang)}"
        page.text(row, 1, text, "wrap")
        page.height(row, text, 90)
        row += 1
    page.protect()
    page.print_on(ledger.title.text(lang))


def _write_table(page: Page, carried: CarriedLedger) -> None:
    lang = carried.printer.lang
    page.heads(0, [at.label.text(lang) for at in At], _WIDTHS)
    row = 0
    for row, problem_id in enumerate(carried.written, start=1):
        cells = carried.printer.cells(carried.ledger.entry(problem_id))
        page.number(row, At.NUMBER, row, "number_top")
        lines = 1
        for at, text in cells.items():
            _write_cell(page, row, at, text)
            lines = max(lines, 1 + _room(text) // _WIDTHS[at])
        page.height(row, " " * lines, 1)
    last = row + _EMPTY_ROWS
    for empty in range(row + 1, last + 1):
        page.number(empty, At.NUMBER, empty, "number_top")
        for at in At:
            if at is At.LATE or at is At.PROBLEM_ID:
                page.blank(empty, at, "locked_text")
            elif at is not At.NUMBER:
                page.blank(empty, at, "entry_day" if at in DAYS else "entry_text")
    for at in DAYS:
        _only_days(page, 1, at, last)
    page.sheet.autofilter(0, 0, last, len(At) - 1)
    allowed = ("format_columns", "format_rows", "sort", "autofilter")
    page.sheet.protect("", dict.fromkeys(allowed, True))
    page.print_on(carried.ledger.title.text(lang))
    # What is only for entry is not printed.
    page.sheet.print_area(0, 0, max(row, 1), At.LATE)


def _room(text: str) -> int:
    return sum(1 + (character > "\u2e7f") for character in text)


def _write_cell(page: Page, row: int, at: At, text: str) -> None:
    if at in FIXED:
        page.text(row, at, text, "locked_text")
    elif at in DAYS and text:
        page.day(row, at, date.fromisoformat(text), "entry_day")
    else:
        page.text(row, at, text, "entry_day" if at in DAYS else "entry_text")


def _only_days(page: Page, top: int, column: int, bottom: int) -> None:
    validation: dict[str, Any] = {
        "validate": "date",
        "criteria": ">=",
        "value": _FIRST_DAY,
        "error_title": "partybuild",
        "error_message": f"{words.A_DAY.zh}\n{words.A_DAY.en}",
    }
    page.sheet.data_validation(top, column, bottom, column, validation)


def _write_choices(book: Book, page: Page, carried: CarriedLedger) -> None:
    lang = book.lang
    sheet_name = words.CHOICES.text(lang)
    sheet = book.page(sheet_name, hidden=True)
    posts, places = carried.printer.names.words(lang)
    choices: dict[At, Iterable[str]] = {
        At.AREA: [one.code for one in WEAKNESSES],
        At.SOURCE: [kind.label.text(lang) for kind in SourceKind],
        At.POST: posts.values(),
        At.BODY: places.values(),
        At.STAGE: [stage.label.text(lang) for stage in Stage],
        At.STATE: [state.label.text(lang) for state in LedgerState],
    }
    last = len(carried.written) + _EMPTY_ROWS
    for column, at in enumerate(_CHOICES):
        sheet.label(0, column, at.label)
        row = 0
        for row, text in enumerate(choices[at], start=1):
            sheet.text(row, column, text)
        letters = address(0, column).rstrip("1")
        validation = {
            "validate": "list",
            "source": f"='{sheet_name}'!${letters}$2:${letters}${row + 1}",
            "error_title": "partybuild",
            "error_message": words.CHOOSE.text(lang),
            # Areas of an office's own, and posts that are new, may be typed.
            "error_type": "stop" if at in {At.STAGE, At.STATE} else "warning",
        }
        page.sheet.data_validation(1, at, last, at, validation)
    sheet.protect()

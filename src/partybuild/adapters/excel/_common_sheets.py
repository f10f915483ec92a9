"""Sheets that both kinds of workbook have: notes, record, and the hidden ones."""

from collections.abc import Mapping

from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._carried import carried_lines
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read_roll import REGISTER_COLUMNS
from partybuild.adapters.excel._record_sheet import write_record
from partybuild.adapters.excel._text import cell_text
from partybuild.adapters.excel._words import (
    CARRIED,
    CHECK_CODE,
    FILL_IN,
    FORM_CODE,
    NOTE,
    NOTES,
    REGISTER,
    RULES,
    WHOLE,
)
from partybuild.conference import GroupRoll, Review
from partybuild.kernel import Label


def write_front(
    book: Book,
    printed: PrintedForm,
    title: Label,
    steps: tuple[Label, ...],
    filled: Review | None,
) -> None:
    """Write the sheets before those of the votes: notes, register and record.

    Args:
        book: The workbook.
        printed: The form.
        title: Name of this kind of workbook.
        steps: What to do.
        filled: The review whose roll call is known already.
    """
    rolls = {} if filled is None else {r.group_id: r for r in filled.roll_call.groups}
    _write_notes(book, printed, title, steps)
    _write_register(book, printed, rolls)
    write_record(book, printed, rolls)


def _write_notes(
    book: Book, printed: PrintedForm, title: Label, steps: tuple[Label, ...]
) -> None:
    """Write the first sheet: what this is, and how to fill it in."""
    page = book.page(NOTES.text(book.lang))
    page.widths(14, 90)
    page.text(0, 0, printed.title.text(book.lang), "title")
    page.sheet.set_row(0, 30)
    page.label(1, 0, title, "plain")
    page.label(3, 0, FORM_CODE)
    page.text(3, 1, printed.form_id)
    page.label(4, 0, CHECK_CODE)
    page.text(4, 1, printed.check_code)
    row = 5
    if printed.rules is not None:
        page.label(row, 0, RULES)
        page.text(row, 1, f"{printed.rules.text(book.lang)}  {printed.rules_code}")
        row += 1
    if printed.note is not None:
        page.label(row, 0, NOTE)
        page.label(row, 1, printed.note, "note")
        page.height(row, printed.note.text(book.lang), 90)
        row += 1
    page.label(row, 0, FILL_IN, "wrap")
    for number, step in enumerate(steps, start=1):
        text = f"{number}. {step.text(book.lang)}"
        page.text(row, 1, text, "wrap")
        page.height(row, text, 90)
        row += 1
    page.protect()
    page.print_on(printed.title.text(book.lang))


def _write_register(
    book: Book, printed: PrintedForm, rolls: Mapping[str, GroupRoll]
) -> None:
    """Write the scrutineers' record: one row per voter group."""
    page = book.page(REGISTER.text(book.lang))
    words = printed.group_words(book.lang)
    heads = [label.text(book.lang) for label in REGISTER_COLUMNS]
    page.heads(0, heads, [name_width(words), *[11] * 6])
    for row, (group_id, word) in enumerate(
        zip(printed.form.group_ids, words, strict=True), start=1
    ):
        page.text(row, 0, word, "locked")
        roll = rolls.get(group_id)
        counts = (
            (None, None, None, None, 0)
            if roll is None
            else (roll.entitled, roll.present, roll.issued, roll.returned, roll.void)
        )
        for column, count in enumerate(counts, start=1):
            if count is None:
                page.blank(row, column, "entry")
            else:
                page.number(row, column, count, "entry")
        valid = 0 if roll is None else roll.valid
        page.formula(row, 6, f"=E{row + 1}-F{row + 1}", valid, "computed")
    allow_whole(page, 1, 1, len(words), 5)
    page.protect()
    page.print_on(printed.title.text(book.lang))


def allow_whole(page: Page, top: int, left: int, bottom: int, right: int) -> None:
    """Let cells take whole numbers only."""
    page.sheet.data_validation(
        top,
        left,
        bottom,
        right,
        {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": "partybuild",
            "error_message": f"{WHOLE.zh}\n{WHOLE.en}",
        },
    )


def write_carried(book: Book, printed: PrintedForm, review: Review | None) -> None:
    """Write the hidden sheet that makes the workbook whole."""
    page = book.page(CARRIED.text(book.lang), hidden=True)
    for row, parts in enumerate(carried_lines(printed, review)):
        for column, text in enumerate(parts):
            page.text(row, column, cell_text(text))
    page.protect()

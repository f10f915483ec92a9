"""The scrutineers' record to print and sign (监票计票记录)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._words import (
    ENTITLED,
    FORM_CODE,
    GROUP,
    ISSUED,
    PRESENT,
    RECORD,
    RECORD_STEPS,
    REGISTER,
    RETURN_RATE,
    RETURNED,
    SIGNATURES,
    TOTAL,
    VALID,
    VOID,
)
from partybuild.conference import GroupRoll
from partybuild.kernel import Label, Rounding, exact_text

_COUNTS = (ENTITLED, PRESENT, ISSUED, RETURNED, VOID, VALID)
_LETTERS = "BCDEFG"
_RATE = len(_COUNTS) + 1
_STEP_HEIGHT, _SIGN_HEIGHT = 44, 34


def write_record(
    book: Book,
    printed: PrintedForm,
    rolls: Mapping[str, GroupRoll],
    *,
    linked: bool = True,
) -> None:
    """Write the record that scrutineers and tellers sign.

    Args:
        book: The workbook.
        printed: The form.
        rolls: What is known already, by voter group.
        linked: Whether the numbers come from the register of the same workbook;
            otherwise they are written by hand.
    """
    lang = book.lang
    page = book.page(RECORD.text(lang))
    words = printed.group_words(lang)
    title = f"{printed.title.text(lang)}  {RECORD.text(lang)}"
    page.across(0, _RATE, title, "paper_title", height=44)
    code = f"{FORM_CODE.text(lang)} {printed.form_id}  {printed.check_code}"
    page.across(1, _RATE, code, "paper_code", height=20)
    row = 2
    if printed.note is not None:
        page.across(row, _RATE, printed.note.text(lang), "note", height=36)
        row += 1
    heads: tuple[Label, ...] = (GROUP, *_COUNTS, RETURN_RATE)
    page.widths(min(name_width(words), 40), *[10] * len(_COUNTS), 11)
    page.sheet.set_row(row, 28)
    for column, label in enumerate(heads):
        page.label(row, column, label, "head")
    first = row + 1
    for at, (group_id, word) in enumerate(
        zip(printed.form.group_ids, words, strict=True)
    ):
        row += 1
        page.sheet.set_row(row, 28)
        page.text(row, 0, word, "cell_wrap")
        counts = _counts(rolls.get(group_id))
        for column, (letter, count) in enumerate(
            zip(_LETTERS, counts, strict=True), start=1
        ):
            if linked:
                cell = f"'{REGISTER.text(lang)}'!${letter}${at + 2}"
                formula = f'=IF({cell}="","",{cell})'
                page.formula(row, column, formula, _or_empty(count), "cell_center")
            else:
                page.blank(row, column, "cell_center")
        _write_rate(page, row, counts, linked=linked)
    row += 1
    page.sheet.set_row(row, 28)
    page.label(row, 0, TOTAL, "head")
    columns = zip(*map(_counts, map(rolls.get, printed.form.group_ids)), strict=True)
    sums = [sum(filter(None, column)) for column in columns]
    for column, count in enumerate(sums, start=1):
        letter = _LETTERS[column - 1]
        if linked:
            formula = f"=SUM({letter}{first + 1}:{letter}{row})"
            page.formula(row, column, formula, count, "cell_center")
        else:
            page.blank(row, column, "cell_center")
    _write_rate(page, row, sums, linked=linked)
    for step in RECORD_STEPS:
        row += 1
        page.across(row, _RATE, step.text(lang), "paper_step", height=_STEP_HEIGHT)
    for label in SIGNATURES:
        row += 1
        page.across(row, _RATE, label.text(lang), "paper_step", height=_SIGN_HEIGHT)
    page.protect()
    page.print_alone(one_page=True, wide=False)


def _counts(roll: GroupRoll | None) -> tuple[int | None, ...]:
    if roll is None:
        return (None,) * len(_COUNTS)
    return (
        *(roll.entitled, roll.present, roll.issued, roll.returned),
        *(roll.void, roll.valid),
    )


def _write_rate(
    page: Page, row: int, counts: Sequence[int | None], *, linked: bool
) -> None:
    if not linked:
        page.blank(row, _RATE, "cell_center")
        return
    issued, returned = counts[2], counts[3]
    # A percentage in words: what a cell shows must not depend on its format.
    formula = f'=IF(N(D{row + 1})=0,"",ROUND(100*E{row + 1}/D{row + 1},2)&"%")'
    rate = "" if not issued else f"{_percent(Fraction(100 * (returned or 0), issued))}%"
    page.formula(row, _RATE, formula, rate, "cell_center")


def _percent(share: Fraction) -> str:
    return exact_text(Rounding(places=2).apply(share))


def _or_empty(count: int | None) -> int | str:
    return "" if count is None else count

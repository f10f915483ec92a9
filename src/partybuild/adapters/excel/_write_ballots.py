"""The workbook of ballots: a template, or filled from a ballot box."""

import re
from collections.abc import Mapping
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._common_sheets import (
    write_carried,
    write_front,
)
from partybuild.adapters.excel._mark_words import mark_words
from partybuild.adapters.excel._printed_form import PrintedForm, printed_form
from partybuild.adapters.excel._text import address
from partybuild.adapters.excel._words import (
    BALLOT_STEPS,
    BALLOT_TITLE,
    BALLOTS,
    CHOOSE,
    OPTIONS,
    SUBJECT,
    TICKET,
)
from partybuild.conference import BallotForm, FormItem, NoChoice, Review
from partybuild.kernel import Lang

# Only short decimals: what a cell gives back must be the same word.
_NUMBER = re.compile(
    r"0|-?[1-9][0-9]{0,8}|-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,3}[1-9]", re.ASCII
)


def ballot_workbook(
    source: Review | PrintedForm | BallotForm,
    *,
    papers: Mapping[str, int] | None = None,
    lang: Lang = "zh",
) -> bytes:
    """Return a workbook of ballots: filled from a review's box, or to fill in.

    Args:
        source: A review, whose ballots and roll call are written and which the
            workbook carries whole; or a form alone.
        papers: Voter group to the number of ballots there is room for; without
            it, as many as the review has ballots, or 1 where it has none.
        lang: Language of the workbook; `read_review` reads either.

    Returns:
        The bytes of an .xlsx file, the same for the same input.

    Raises:
        MissingExtraError: If the writing library is not installed.
    """
    review = source if isinstance(source, Review) else None
    printed = printed_form(source)
    room = dict(papers or {})
    book = Book(printed.title.text(lang), lang)
    box = None if review is None else review.box
    filled = review is not None and box is not None and any(box.sizes)
    write_front(book, printed, BALLOT_TITLE, BALLOT_STEPS, review if filled else None)
    for group_id, name in zip(
        printed.form.group_ids, printed.sheet_names(BALLOTS, lang), strict=True
    ):
        ballots = () if box is None else box.ballots(group_id)
        page = book.page(name)
        rows = max(len(ballots), room.get(group_id, 0), 0 if filled else 1)
        _write_sheet(page, printed, ballots, rows, lang)
        page.print_on(f"{printed.title.text(lang)}  {name}")
    _write_options(book, printed.form, lang)
    write_carried(book, printed, review)
    return book.content()


def write_ballots(
    source: Review | PrintedForm | BallotForm,
    path: str | Path,
    *,
    papers: Mapping[str, int] | None = None,
    lang: Lang = "zh",
    force: bool = False,
) -> Path:
    """Write a workbook of ballots to a file; see `ballot_workbook`.

    Args:
        source: A review, or a form alone.
        path: File to write.
        papers: Voter group to the number of ballots there is room for.
        lang: Language of the workbook.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the writing library is not installed.
    """
    content = ballot_workbook(source, papers=papers, lang=lang)
    return write_bytes(path, content, force=force)


def _write_sheet(
    page: Page,
    printed: PrintedForm,
    ballots: tuple[bytes, ...],
    rows: int,
    lang: Lang,
) -> None:
    form = printed.form
    heads = (TICKET.text(lang), SUBJECT.text(lang), *printed.item_words(lang))
    words = [mark_words(item, lang) for item in form.items]
    places = {subject: at for at, subject in enumerate(form.subject_ids)}
    order = [places[subject] for subject, _ in printed.subjects]
    names = printed.subject_words(lang)
    page.heads(0, heads, [8, name_width(names), *[13] * len(form.items)])
    blank = bytes([NoChoice.BLANK]) * form.width
    row = 1
    for number in range(rows):
        marks = ballots[number] if number < len(ballots) else blank
        for line, (place, name) in enumerate(zip(order, names, strict=True)):
            first = "" if line else "_first"
            page.number(row, 0, number + 1, f"number{first}")
            page.text(row, 1, name, f"locked{first}")
            start = place * len(form.items)
            for at in range(len(form.items)):
                word = words[at][marks[start + at]]
                _write_word(page, row, at + 2, word, f"entry{first}")
            row += 1
    for column, at in enumerate(range(len(form.items)), start=2):
        page.sheet.data_validation(
            1, column, max(row - 1, 1), column, _choice(form, at, lang)
        )
    page.protect()


def _write_word(page: Page, row: int, column: int, word: str, style: str) -> None:
    if not word:
        page.blank(row, column, style)
    elif _NUMBER.fullmatch(word):
        page.number(row, column, float(word), style)
    else:
        page.text(row, column, word, style)


def _choice(form: BallotForm, at: int, lang: Lang) -> dict[str, object]:
    last = len(_choices(form.items[at], lang))
    top, bottom = address(1, at), address(last, at)
    # Dollar signs keep the list in its place for every row.
    fixed = ":".join(
        f"${cell.rstrip('0123456789')}${cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"
        for cell in (top, bottom)
    )
    return {
        "validate": "list",
        "source": f"='{OPTIONS.text(lang)}'!{fixed}",
        "error_title": "partybuild",
        "error_message": CHOOSE.text(lang),
    }


def _write_options(book: Book, form: BallotForm, lang: Lang) -> None:
    page = book.page(OPTIONS.text(lang), hidden=True)
    for column, item in enumerate(form.items):
        page.text(0, column, item.item_id)
        for row, word in enumerate(_choices(item, lang), start=1):
            _write_word(page, row, column, word, "plain")
    page.protect()


def _choices(item: FormItem, lang: Lang) -> list[str]:
    return [word for word in mark_words(item, lang).values() if word]

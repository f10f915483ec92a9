"""The count sheet: a template, or filled from a tally."""

from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._common_sheets import (
    allow_whole,
    write_carried,
    write_front,
)
from partybuild.adapters.excel._count_columns import count_words
from partybuild.adapters.excel._printed_form import PrintedForm, printed_form
from partybuild.adapters.excel._text import address
from partybuild.adapters.excel._words import (
    CHECK,
    CLOSES,
    COUNT_STEPS,
    COUNT_TITLE,
    COUNTS,
    DIFFERS,
    ITEM,
    REGISTER,
    SUBJECT,
    TOTAL,
)
from partybuild.conference import BallotForm, Review, Tally
from partybuild.kernel import Lang


def count_sheet_workbook(
    source: Review | PrintedForm | BallotForm, *, lang: Lang = "zh"
) -> bytes:
    """Return a count sheet: filled from a review's counts, or to fill in.

    Args:
        source: A review, whose counts and roll call are written and which the
            workbook carries whole; or a form alone.
        lang: Language of the workbook; `read_review` reads either.

    Returns:
        The bytes of an .xlsx file, the same for the same input.

    Raises:
        MissingExtraError: If the writing library is not installed.
    """
    review = source if isinstance(source, Review) else None
    printed = printed_form(source)
    tally = None if review is None else review.tally()
    if tally is not None and not any(tally.ballots):
        tally = None
    book = Book(printed.title.text(lang), lang)
    filled = None if tally is None else review
    write_front(book, printed, COUNT_TITLE, COUNT_STEPS, filled)
    for place, name in enumerate(printed.sheet_names(COUNTS, lang)):
        page = book.page(name)
        _write_sheet(page, printed, tally, place, lang)
        page.print_on(f"{printed.title.text(lang)}  {name}")
    write_carried(book, printed, review)
    return book.content()


def write_count_sheet(
    source: Review | PrintedForm | BallotForm,
    path: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
) -> Path:
    """Write a count sheet to a file; see `count_sheet_workbook`.

    Args:
        source: A review, or a form alone.
        path: File to write.
        lang: Language of the workbook.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the writing library is not installed.
    """
    return write_bytes(path, count_sheet_workbook(source, lang=lang), force=force)


def _write_sheet(
    page: Page, printed: PrintedForm, tally: Tally | None, place: int, lang: Lang
) -> None:
    form = printed.form
    words = count_words(form, lang)
    labels = [label.text(lang) for label in (SUBJECT, ITEM, TOTAL, CHECK)]
    subjects, items = printed.subject_words(lang), printed.item_words(lang)
    page.heads(
        0,
        (*labels[:2], *words, *labels[2:]),
        [name_width(subjects), name_width(items), *[9] * (len(words) + 2)],
    )
    places = {subject: at for at, subject in enumerate(form.subject_ids)}
    row = 1
    for (subject, _), name in zip(printed.subjects, subjects, strict=True):
        for item, word in enumerate(items):
            first = "" if item else "_first"
            page.text(row, 0, name, f"locked{first}")
            page.text(row, 1, word, f"locked{first}")
            counts = None if tally is None else tally.cell(place, places[subject], item)
            _write_line(page, row, form, item, counts)
            valid = f"'{REGISTER.text(lang)}'!$G${place + 2}"
            _write_check(page, row, len(words), valid, counts, lang)
            row += 1
    allow_whole(page, 1, 2, row - 1, len(words) + 1)
    page.protect()


def _write_line(
    page: Page,
    row: int,
    form: BallotForm,
    item: int,
    counts: tuple[int, ...] | None,
) -> None:
    first = "" if item else "_first"
    options = len(form.items[item].options)
    for at in range(len(count_words(form, "zh"))):
        column = at + 2
        if options <= at < form.most_options:
            page.blank(row, column, f"locked{first}")
        elif counts is None:
            page.blank(row, column, f"entry{first}")
        else:
            page.number(row, column, counts[at], f"entry{first}")


def _write_check(
    page: Page,
    row: int,
    width: int,
    valid: str,
    counts: tuple[int, ...] | None,
    lang: Lang,
) -> None:
    left, right = address(row, 2), address(row, width + 1)
    total = address(row, width + 2)
    closes, differs = CLOSES.text(lang), DIFFERS.text(lang)
    page.formula(row, width + 2, f"=SUM({left}:{right})", sum(counts or ()), "computed")
    # Before anything is counted, a line neither closes nor differs.
    page.formula(
        row,
        width + 3,
        f'=IF(COUNT({left}:{right})=0,"",IF({total}={valid},"{closes}","{differs}"))',
        "" if counts is None else closes,
        "computed",
    )

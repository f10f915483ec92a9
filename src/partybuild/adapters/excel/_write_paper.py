"""Ballots to print: one page per voter group, with boxes to tick by hand."""

from pathlib import Path

import attrs

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._printed_form import PrintedForm, printed_form
from partybuild.adapters.excel._record_sheet import write_record
from partybuild.adapters.excel._text import sheet_names
from partybuild.adapters.excel._words import (
    BOX,
    CHECK_CODE,
    FORM_CODE,
    GROUP,
    NUMBER,
    PAPER,
    PAPER_BLANK,
    PAPER_FOOT,
    PAPER_FORBIDDEN,
    PAPER_LIMIT,
    PAPER_ONE,
    PAPER_SECRET,
    PAPER_WRITE,
    REMARKS,
    RULES,
    SUBJECT,
)
from partybuild.conference import BallotForm, FormItem, Review
from partybuild.kernel import Label, Lang
from partybuild.rules import BlankPolicy

# Paper of its own color for each voter group, or this one on white.
_COLORS = ("#D9E2EC", "#FCE4D6", "#E2EFDA", "#FFF2CC", "#E4DFEC", "#DDEBF7")
_MOST_BOXES = 6
_ROW = 42
_MOST_ON_A_PAGE = 40
_BOX_WIDTH, _MARK_WIDTH, _REMARK_WIDTH, _NAME_WIDTH = 4, 12, 16, 24


@attrs.frozen
class _Layout:
    """Columns of a page: number, name, the boxes of every item, remarks."""

    printed: PrintedForm
    lang: Lang

    def boxes(self, item: FormItem) -> int:
        """Return the columns of an item; more options than that are written in."""
        options = len(item.options)
        return options if options <= _MOST_BOXES else 1

    @property
    def width(self) -> int:
        """Columns of the page."""
        return 3 + sum(map(self.boxes, self.printed.form.items))


def paper_workbook(
    source: Review | PrintedForm | BallotForm, *, lang: Lang = "zh"
) -> bytes:
    """Return the ballots to print, one page per voter group, and the record.

    Nothing on a ballot tells its voter: it bears the voter group, the code of the
    form and no number. Print as many copies as there are voters.

    Args:
        source: A review, or a form alone; `PrintedForm.ordered` changes the order
            of the subjects from that of reporting to that of strokes, or any other.
        lang: Language of the ballots.

    Returns:
        The bytes of an .xlsx file, the same for the same input.

    Raises:
        MissingExtraError: If the writing library is not installed.
    """
    printed = printed_form(source)
    book = Book(printed.title.text(lang), lang)
    words = printed.group_words(lang)
    for place, (name, word) in enumerate(
        zip(sheet_names(PAPER, words, lang), words, strict=True)
    ):
        page = book.page(name)
        page.sheet.set_tab_color(_COLORS[place % len(_COLORS)])
        _write_page(page, _Layout(printed, lang), chr(ord("A") + place % 26), word)
    write_record(book, printed, {}, linked=False)
    return book.content()


def write_paper(
    source: Review | PrintedForm | BallotForm,
    path: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
) -> Path:
    """Write the ballots to print to a file; see `paper_workbook`.

    Args:
        source: A review, or a form alone.
        path: File to write.
        lang: Language of the ballots.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the writing library is not installed.
    """
    return write_bytes(path, paper_workbook(source, lang=lang), force=force)


def _write_page(page: Page, layout: _Layout, letter: str, group: str) -> None:
    printed, lang, last = layout.printed, layout.lang, layout.width - 1
    title = f"{printed.title.text(lang)}  {PAPER.text(lang)}"
    page.across(0, last, title, "paper_title", height=40)
    about = [f"{GROUP.text(lang)}  {letter}  {group}"]
    if printed.rules is not None:
        about.append(f"{RULES.text(lang)}  {printed.rules.text(lang)}")
    page.across(1, last, "    ".join(about), "paper_group", height=26)
    row = 2
    if printed.note is not None:
        page.across(row, last, printed.note.text(lang), "note", height=24)
        row += 1
    for number, step in enumerate(_steps(printed), start=1):
        page.across(row, last, f"{number}. {step.text(lang)}", "paper_step", height=20)
        row += 1
    _write_heads(page, layout, row)
    page.sheet.repeat_rows(row, row + 1)
    row += 2
    items = printed.form.items
    for number, name in enumerate(printed.subject_words(lang), start=1):
        page.sheet.set_row(row, _ROW)
        page.number(row, 0, number, "cell_center")
        page.text(row, 1, name, "cell_wrap")
        column = 2
        for item in items:
            boxes = layout.boxes(item)
            for _ in range(boxes):
                text = BOX if len(item.options) <= _MOST_BOXES else ""
                page.text(row, column, text, "box")
                column += 1
        page.blank(row, column, "cell_wrap")
        row += 1
    page.across(row, last, PAPER_FOOT.text(lang), "paper_step", height=24)
    codes = f"{FORM_CODE.text(lang)} {printed.form_id}    "
    codes += f"{CHECK_CODE.text(lang)} {printed.check_code}"
    if printed.rules_code:
        codes += f" / {printed.rules_code}"
    page.across(row + 1, last, codes, "paper_code", height=18)
    page.protect()
    page.sheet.print_area(0, 0, row + 1, last)
    page.print_alone(one_page=len(printed.subjects) <= _MOST_ON_A_PAGE)


def _write_heads(page: Page, layout: _Layout, row: int) -> None:
    lang, form = layout.lang, layout.printed.form
    names = layout.printed.subject_words(lang)
    widths: list[float] = [5, min(name_width(names), _NAME_WIDTH)]
    page.sheet.set_row(row, 44)
    page.sheet.set_row(row + 1, 30)
    page.down(row, 0, NUMBER.text(lang))
    page.down(row, 1, SUBJECT.text(lang))
    column = 2
    for item, word in zip(form.items, layout.printed.item_words(lang), strict=True):
        boxes = layout.boxes(item)
        if boxes > 1:
            page.sheet.merge_range(row, column, row, column + boxes - 1, "")
        page.text(row, column, word, "head")
        if len(item.options) <= _MOST_BOXES:
            for at, option in enumerate(item.options):
                page.text(row + 1, column + at, option.label.text(lang), "head")
        else:
            ends = item.options[-1], item.options[0]
            text = " – ".join(option.label.text(lang) for option in ends)
            page.text(row + 1, column, text, "head")
        width = max(_BOX_WIDTH, _MARK_WIDTH / boxes)
        widths += [width] * boxes
        column += boxes
    page.down(row, column, REMARKS.text(lang))
    page.widths(*widths, _REMARK_WIDTH)


def _steps(printed: PrintedForm) -> list[Label]:
    items = printed.form.items
    steps: list[Label] = []
    if any(len(item.options) <= _MOST_BOXES for item in items):
        steps.append(PAPER_ONE)
    if any(len(item.options) > _MOST_BOXES for item in items):
        steps.append(PAPER_WRITE)
    blank = printed.form.blank is BlankPolicy.FORBIDDEN
    steps.append(PAPER_FORBIDDEN if blank else PAPER_BLANK)
    steps += [
        Label(zh=PAPER_LIMIT.zh.format(check.zh), en=PAPER_LIMIT.en.format(check.en))
        for check in printed.checks
    ]
    steps.append(PAPER_SECRET)
    return steps

"""A workbook being written: the same input gives the same bytes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from partybuild.adapters._optional import optional
from partybuild.adapters.excel._text import address, cell_text
from partybuild.kernel import Label, Lang

FONT = "宋体"
_LINE = 18
_AUTHOR = "partybuild"
# A row of a workbook is at most 409 points high.
_MOST_LINES = 22
# The file says when it was made; a fixed day keeps the bytes the same.
_MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
_BASE = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_BOX = {**_BASE, "border": 1, "border_color": "#808080"}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "plain": {**_BASE},
    "wrap": {**_BASE, "text_wrap": True, "valign": "top"},
    "title": {**_BASE, "font_size": 16, "bold": True},
    "note": {**_BASE, "text_wrap": True, "font_color": "#9C0006", "bold": True},
    "head": {
        **_BOX,
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "bg_color": "#D9E2EC",
    },
    "locked": {**_BOX, "bg_color": "#F2F2F2", "shrink": True},
    "locked_first": {**_BOX, "bg_color": "#F2F2F2", "shrink": True, "top": 2},
    "number": {**_BOX, "bg_color": "#F2F2F2", "align": "center"},
    "number_top": {**_BOX, "bg_color": "#F2F2F2", "align": "center", "valign": "top"},
    "number_first": {**_BOX, "bg_color": "#F2F2F2", "align": "center", "top": 2},
    "entry": {**_BOX, "align": "center", "locked": False},
    "entry_first": {**_BOX, "align": "center", "locked": False, "top": 2},
    "entry_text": {
        **_BOX,
        "text_wrap": True,
        "valign": "top",
        "locked": False,
        "num_format": "@",
    },
    "entry_day": {
        **_BOX,
        "align": "center",
        "valign": "top",
        "locked": False,
        "num_format": "yyyy-mm-dd",
    },
    "locked_text": {
        **_BOX,
        "text_wrap": True,
        "valign": "top",
        "bg_color": "#F2F2F2",
        "num_format": "@",
    },
    "computed": {**_BOX, "align": "center", "bg_color": "#F2F2F2"},
    "remark": {**_BASE, "font_color": "#9C0006", "bold": True},
    "paper_title": {**_BASE, "font_size": 20, "bold": True, "align": "center"},
    "paper_group": {**_BASE, "font_size": 13, "bold": True, "align": "center"},
    "paper_step": {**_BASE, "text_wrap": True},
    "paper_code": {**_BASE, "font_size": 9, "align": "right"},
    "box": {**_BOX, "font_size": 16, "align": "center"},
    "cell_right": {**_BOX, "align": "right"},
    "cell_center": {**_BOX, "align": "center"},
    "cell_wrap": {**_BOX, "text_wrap": True, "indent": 1},
}


def name_width(names: Iterable[str]) -> int:
    """Return the width of a column of names: all of a name, within reason."""
    return max(20, min(60, 3 + max(map(_room, names), default=0)))


def _room(text: str) -> int:
    # A Chinese character takes the room of two digits.
    return sum(1 + (character > "\u2e7f") for character in text)


class Page:
    """One sheet being written; every text goes in as text, never as a formula."""

    def __init__(self, sheet: Any, styles: Mapping[str, Any], lang: Lang) -> None:  # noqa: ANN401 - the writing library has no types
        self.sheet = sheet
        self.sheet.set_default_row(_LINE)
        self._styles = styles
        self._lang: Lang = lang

    def text(self, row: int, column: int, text: str, style: str = "plain") -> None:
        """Write a text."""
        clean = cell_text(text, self._lang)
        if clean:
            self.sheet.write_string(row, column, clean, self._styles[style])
        else:
            self.blank(row, column, style)

    def label(self, row: int, column: int, label: Label, style: str = "plain") -> None:
        """Write a text of the library in the language of the workbook."""
        self.text(row, column, label.text(self._lang), style)

    def number(self, row: int, column: int, number: float, style: str) -> None:
        """Write a number."""
        self.sheet.write_number(row, column, number, self._styles[style])

    def day(self, row: int, column: int, day: date, style: str) -> None:
        """Write a day."""
        at = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - cells know no zone
        self.sheet.write_datetime(row, column, at, self._styles[style])

    def blank(self, row: int, column: int, style: str) -> None:
        """Write an empty cell."""
        self.sheet.write_blank(row, column, None, self._styles[style])

    def comment(self, row: int, column: int, text: str) -> None:
        """Write a comment at a cell."""
        options = {"author": _AUTHOR, "x_scale": 2, "y_scale": 1.5}
        self.sheet.write_comment(row, column, cell_text(text, self._lang), options)

    def formula(
        self, row: int, column: int, formula: str, value: int | str, style: str
    ) -> None:
        """Write one of the library's own formulas, with its value as of now."""
        self.sheet.write_formula(row, column, formula, self._styles[style], value)

    def heads(self, row: int, labels: Sequence[str], widths: Sequence[float]) -> None:
        """Write a row of headings and keep it in sight and on every page.

        Args:
            row: Row of the headings.
            labels: Headings, one for each column.
            widths: Widths of the columns, in characters.
        """
        self.widths(*widths)
        for column, text in enumerate(labels):
            self.text(row, column, text, "head")
        # Half a line more than the text needs: bold letters are wider.
        lines = max(
            _room(text) * 1.2 // width + 1.5
            for text, width in zip(labels, widths, strict=True)
        )
        self.sheet.set_row(row, min(lines, _MOST_LINES) * _LINE)
        self.sheet.freeze_panes(row + 1, 2)
        self.sheet.repeat_rows(row)

    def across(
        self, row: int, last: int, text: str, style: str, *, height: float
    ) -> None:
        """Write a text over all columns of a row."""
        clean = cell_text(text, self._lang)
        self.sheet.merge_range(row, 0, row, last, "", self._styles[style])
        self.text(row, 0, clean, style)
        self.sheet.set_row(row, height)

    def down(self, row: int, column: int, text: str) -> None:
        """Write a heading over two rows."""
        self.sheet.merge_range(row, column, row + 1, column, "", self._styles["head"])
        self.text(row, column, text, "head")

    def print_alone(self, *, one_page: bool, wide: bool = True) -> None:
        """Lay the sheet out to be printed without heads and page numbers."""
        if wide:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.4)
        self.sheet.center_horizontally()
        self.sheet.fit_to_pages(1, 1 if one_page else 0)

    def height(self, row: int, text: str, width: int) -> None:
        """Make a row high enough for a text that is wrapped at a width."""
        lines = min(1 + _room(text) // width, _MOST_LINES)
        self.sheet.set_row(row, lines * _LINE)

    def widths(self, *widths: float) -> None:
        """Set the widths of the columns, in characters."""
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)

    def texts_are_meant(self, top: int, left: int, bottom: int, right: int) -> None:
        """Say that numbers stand as text on purpose: they are printed already."""
        area = f"{address(top, left)}:{address(bottom, right)}"
        self.sheet.ignore_errors({"number_stored_as_text": area})

    def protect(self) -> None:
        """Lock what is not for entry; without a password, for it is no secret."""
        self.sheet.protect("", {"format_columns": True, "format_rows": True})

    def print_on(self, title: str, *, wide: bool = True) -> None:
        """Lay the sheet out on A4 paper."""
        if wide:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        # An ampersand starts a code in a page header; two are one.
        head = cell_text(title, self._lang)[:100].replace("&", "&&")
        self.sheet.set_header(f"&C{head}")
        self.sheet.set_footer("&C&P / &N")


class Book:
    """A workbook being written."""

    def __init__(self, title: str, lang: Lang) -> None:
        library = optional("writing a workbook", "excel", "xlsxwriter")
        self.lang: Lang = lang
        self._buffer = BytesIO()
        self._book: Any = library.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties(
            {"title": cell_text(title)[:250], "created": _MADE_ON}
        )
        self._styles = {
            name: self._book.add_format(dict(style)) for name, style in _STYLES.items()
        }

    def page(self, name: str, *, hidden: bool = False) -> Page:
        """Add a sheet."""
        sheet: Any = self._book.add_worksheet(name)
        if hidden:
            sheet.hide()
        return Page(sheet, self._styles, self.lang)

    def content(self) -> bytes:
        """Close the workbook and return the bytes of its file."""
        self._book.close()
        return self._buffer.getvalue()

"""Results as small tables: for the console, for notebooks and for data frames."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from fractions import Fraction
from html import escape

import attrs

from partybuild.kernel._label import Label, Lang

Plain = str | int | Fraction | Label | None
"""What stands in a cell: text, a count, an exact number, or nothing."""

# Terminals obey control characters; a name must not.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST = 1_000
_MOST_LINES = 20
_MOST_ROWS = 200
_MORE = Label(zh="另有{}行", en="{} more")


def _columns(columns: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(columns)


def _rows(rows: Iterable[Iterable[Plain]]) -> tuple[tuple[Plain, ...], ...]:
    return tuple(tuple(row) for row in rows)


@attrs.frozen(kw_only=True)
class Summary:
    """A result as a table.

    Attributes:
        caption: What the table shows.
        columns: Names of the columns.
        rows: Cells, one row per line.
        shown: So many columns, from the left, are shown; the others, such as ids
            and exact numbers, are for data frames only.
    """

    caption: Label
    columns: tuple[Label, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[Plain, ...], ...] = attrs.field(converter=_rows)
    shown: int

    def lines(self, lang: Lang = "zh") -> list[str]:
        """Return one line per row, two spaces between the cells; long ones are cut.

        Args:
            lang: "zh" or "en".

        Returns:
            The lines, without caption and headings.
        """
        found = [
            "  ".join(filter(None, (shown_text(cell_text(cell, lang)) for cell in row)))
            for row in self._shown(_MOST_LINES)
        ]
        return [*found, *self._left_out(_MOST_LINES, lang)]

    def html(self, lang: Lang = "zh") -> str:
        """Return a table for a notebook, every text escaped; a long one is cut.

        Args:
            lang: "zh" or "en".

        Returns:
            One HTML element.
        """
        head = "".join(
            f"<th>{escape(shown_text(column.text(lang)))}</th>"
            for column in self.columns[: self.shown]
        )
        body = "".join(
            "<tr>"
            + "".join(
                f"<td>{escape(shown_text(cell_text(cell, lang)))}</td>" for cell in row
            )
            + "</tr>"
            for row in self._shown(_MOST_ROWS)
        )
        body += "".join(
            f'<tr><td colspan="{self.shown}">{escape(text)}</td></tr>'
            for text in self._left_out(_MOST_ROWS, lang)
        )
        return (
            f"<table><caption>{escape(shown_text(self.caption.text(lang)))}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )

    def _shown(self, most: int) -> list[tuple[Plain, ...]]:
        return [row[: self.shown] for row in self.rows[:most]]

    def _left_out(self, most: int, lang: Lang) -> list[str]:
        left = len(self.rows) - most
        return [f"… {_MORE.text(lang).format(left)}"] if left > 0 else []


def shown_text(text: str) -> str:
    """Return a text as consoles and notebooks may show it.

    Args:
        text: Any text.

    Returns:
        The text, control characters shown as U+FFFD, cut at a great length.
    """
    clean = _CONTROL.sub("\ufffd", text[: _LONGEST + 1])
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"


def cell_text(cell: Plain, lang: Lang) -> str:
    """Return a cell as text; nothing is the empty text."""
    if isinstance(cell, Label):
        return cell.text(lang)
    return "" if cell is None else str(cell)


class Tabular(ABC):
    """A result that shows itself as a table, in a console and in a notebook."""

    __slots__ = ()

    @abstractmethod
    def summary(self) -> Summary:
        """Return the result as a table."""

    def published(self) -> Summary:
        """Return the table as it may be published: by itself, the whole of it."""
        return self.summary()

    def __repr__(self) -> str:
        """Tell the kind of result and its rows, one a line."""
        table = self.summary()
        caption = shown_text(table.caption.zh)
        head = f"<{type(self).__name__} {caption}: {len(table.rows)}>"
        return "\n".join([head, *table.lines()])

    def _repr_html_(self) -> str:
        return self.summary().html()

"""What a report says, without saying how it looks."""

from collections.abc import Iterable

import attrs

from partybuild.kernel import Label, Lang, Summary, Tabular

MOST_SHADE = 4
"""Deepest shade of a cell; 0 is the lightest."""


@attrs.frozen
class Cell:
    """One cell of a table.

    Attributes:
        text: What it says.
        shade: How weak the value is, 0 to 4; None where that says nothing.
    """

    text: str
    shade: int | None = None


def _cells(rows: Iterable[Iterable[Cell | str]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in row)
        for row in rows
    )


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(texts)


@attrs.frozen(kw_only=True)
class Table:
    """A table with a caption.

    Attributes:
        caption: What the table shows.
        columns: Headings of the columns.
        rows: Cells; plain text is taken as well.
        note: Sentence below the table; empty where there is none.
        row_headed: Whether the first cell of each row heads the row.
    """

    caption: str
    columns: tuple[str, ...] = attrs.field(converter=_texts)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_cells)
    note: str = ""
    row_headed: bool = True


@attrs.frozen
class Paragraph:
    """One paragraph.

    Attributes:
        text: What it says.
    """

    text: str


@attrs.frozen
class Reason:
    """A statement with the steps behind it, which a screen may fold.

    Attributes:
        statement: What is so.
        steps: Why, one step a line.
    """

    statement: str
    steps: tuple[str, ...] = attrs.field(converter=_texts)


def _blocks(blocks: "Iterable[Block]") -> "tuple[Block, ...]":
    return tuple(blocks)


@attrs.frozen(kw_only=True)
class Section:
    """A headed part of a report; a section inside another is one level lower.

    Attributes:
        title: Heading, without its number.
        blocks: Contents, in order.
    """

    title: str
    blocks: "tuple[Block, ...]" = attrs.field(converter=_blocks)


Block = Paragraph | Table | Reason | Section
"""What a section of a report is made of."""


def _sections(sections: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(sections)


@attrs.frozen(kw_only=True, repr=False)
class Report(Tabular):
    """A report in one language, ready to be drawn in any format.

    Attributes:
        lang: Language.
        title: Title.
        notice: What a reader must know first; empty where there is nothing.
        host: Who signs.
        dated: Day, as it is written in the language.
        sections: Parts, in order.
        annex: Parts after the signature.
        addressee: To whom it is written; empty where to nobody in particular.
        opening: First paragraph, before the numbered parts; empty for none.
    """

    lang: Lang
    title: str
    notice: str
    host: str
    dated: str
    sections: tuple[Section, ...] = attrs.field(converter=_sections)
    annex: tuple[Section, ...] = attrs.field(default=(), converter=_sections)
    addressee: str = ""
    opening: str = ""

    def summary(self) -> Summary:
        """Return the headings."""
        parts = (*self.sections, *self.annex)
        return Summary(
            caption=Label.same(self.title),
            columns=(Label(zh="部分", en="part"), Label(zh="段落和表格", en="blocks")),
            rows=[(part.title, len(part.blocks)) for part in parts],
            shown=2,
        )

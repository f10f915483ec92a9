"""Runs, tables and page numbers, with East Asian fonts set for good."""

# python-docx types neither its XML elements nor what it calls private.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

import re
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from partybuild.adapters._safe_text import safe_text
from partybuild.adapters.word._style import WordStyle
from partybuild.reporting import Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_SHADES = ("FFFFFF", "E3EDF7", "C0D8EC", "8DBBDD", "2B6CA3")
_WHITE = RGBColor(0xFF, 0xFF, 0xFF)
# What a line is not broken within: no Chinese, no space, no hyphen.
_WORD = re.compile(r"[^\s\u2e80-\uffef-]+")
_LETTER = 0.68 * 25.4 / 72
"""Millimeters of a wide Latin letter, per point of its size."""
_CELL_MARGINS = 4


def add_run(
    paragraph: "Paragraph", text: str, font: str, size: float, latin: str
) -> "Run":
    """Add text in a font that holds for Chinese characters too.

    Args:
        paragraph: Where to add it.
        text: Any text.
        font: Font of Chinese characters.
        size: Size in points.
        latin: Font of Latin letters and digits.

    Returns:
        The run.
    """
    run = paragraph.add_run(safe_text(text))
    run.font.name = latin
    run.font.size = Pt(size)
    # `font.name` leaves Chinese characters as they were.
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001
    fonts.set(qn("w:eastAsia"), font)
    return run


def add_text(paragraph: "Paragraph", text: str, font: str, style: WordStyle) -> "Run":
    """Add text of the body, its characters as close as a line of 28 needs."""
    run = add_run(paragraph, text, font, style.body_size, style.latin_font)
    if style.spacing:
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), str(round(style.spacing * 20)))
        # The order of the properties of a run is fixed: spacing follows color.
        size = run._element.get_or_add_rPr().find(qn("w:sz"))  # noqa: SLF001
        size.addprevious(spacing)
    return run


def set_lines(paragraph: "Paragraph", style: WordStyle, *, indent: bool) -> None:
    """Give a paragraph the fixed pitch, and the indent of two characters."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(float(style.line_pitch))
    layout.space_before = layout.space_after = Pt(0)
    if indent:
        layout.first_line_indent = Pt(2 * style.body_size)


def add_table(document: "Document", table: Table, style: WordStyle) -> None:
    """Add a table with its caption and note.

    Args:
        document: Where to add it.
        table: What it shows.
        style: Fonts and sizes.
    """
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.space_before = Pt(6)
    caption.paragraph_format.keep_with_next = True
    add_run(
        caption,
        table.caption,
        style.heading_font,
        style.table_size + 2,
        style.latin_font,
    )
    grid = document.add_table(rows=1, cols=len(table.columns))
    _frame(grid)
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    size = style.table_size if len(table.columns) < 8 else style.table_size - 2
    for place, text in enumerate(table.columns):
        _fill(grid.rows[0].cells[place], text, style.heading_font, size, style)
    _repeat_heading(grid.rows[0])
    for row in table.rows:
        line = grid.add_row()
        _keep_whole(line)
        cells = line.cells
        for place, cell in enumerate(row):
            dark = cell.shade == len(_SHADES) - 1
            _fill(cells[place], cell.text, style.body_font, size, style, white=dark)
            if cell.shade:
                _shade(cells[place], _SHADES[cell.shade])
    for place, width in enumerate(_widths(table, style, size)):
        grid.columns[place].width = Mm(width)
        for cell in grid.columns[place].cells:
            cell.width = Mm(width)
    # A heading row alone at the foot of a page says nothing.
    for row in grid.rows[:2]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    note = document.add_paragraph()
    note.paragraph_format.space_before = Pt(4)
    note.paragraph_format.space_after = Pt(6)
    if table.note:
        add_run(note, table.note, style.body_font, style.table_size, style.latin_font)


def _frame(grid: "DocxTable") -> None:
    # A template of the user's own may have no style of that name.
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = grid._tbl.tblPr  # noqa: SLF001
    layout = properties.find(qn("w:tblLook"))
    if layout is None:
        properties.append(borders)
    else:
        layout.addprevious(borders)


def add_heading(document: "Document", level: int) -> "Paragraph":
    """Add a heading; without such a style, a paragraph of that outline level."""
    name = f"Heading {level}"
    if name in document.styles:
        heading: Paragraph = document.add_heading(level=level)
        return heading
    paragraph: Paragraph = document.add_paragraph()
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(level - 1))
    paragraph._element.get_or_add_pPr().append(outline)  # noqa: SLF001
    return paragraph


def _fill(
    cell: "_Cell",
    text: str,
    font: str,
    size: float,
    style: WordStyle,
    *,
    white: bool = False,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = (
        Pt(2)
    )
    run = add_run(paragraph, text, font, size, style.latin_font)
    if white:
        run.font.color.rgb = _WHITE


def _shade(cell: "_Cell", color: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), color)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001


def _widths(table: Table, style: WordStyle, size: float) -> list[float]:
    # Wide columns get more room, but a long sentence does not starve the others, and
    # no column is too narrow for its longest word as long as there is room for all.
    lines = [[cell.text for cell in row] for row in table.rows]
    columns = list(zip(table.columns, *lines, strict=True))
    many = len(table.columns) >= 8
    widest = [24 if many else 40, *[14 if many else 40] * (len(table.columns) - 1)]
    longest = [
        max(8, *(min(len(t.encode("gb18030", "replace")), most) for t in column)) + 2
        for most, column in zip(widest, columns, strict=True)
    ]
    words = [
        max(len(word) for text in column for word in _WORD.findall(text) or [""])
        for column in columns
    ]
    least = [_CELL_MARGINS + word * size * _LETTER for word in words]
    room = 210 - float(style.left) - float(style.right)
    wanted = [room * part / sum(longest) for part in longest]
    if sum(least) > room:
        return wanted
    missing = sum(max(need - part, 0) for need, part in zip(least, wanted, strict=True))
    spare = [max(part - need, 0) for need, part in zip(least, wanted, strict=True)]
    return [
        max(need, part) - missing * (over / (sum(spare) or 1))
        for need, part, over in zip(least, wanted, spare, strict=True)
    ]


def _keep_whole(row: "_Row") -> None:
    mark = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001


def _repeat_heading(row: "_Row") -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001


def add_page_number(paragraph: "Paragraph", style: WordStyle) -> None:
    """Add "— 1 —" that Word counts on, to the foot of a page."""
    run = add_run(paragraph, "— ", style.page_font, style.page_size, style.page_font)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._element.append(mark)  # noqa: SLF001
    add_run(paragraph, " —", style.page_font, style.page_size, style.page_font)

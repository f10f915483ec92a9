"""The parts of a report, drawn into a Word document."""

# python-docx types neither its XML elements nor what it calls private.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import attrs
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

from partybuild.adapters.word._parts import (
    add_heading,
    add_run,
    add_table,
    add_text,
    set_lines,
)
from partybuild.adapters.word._picture import Picture
from partybuild.adapters.word._style import WordStyle
from partybuild.kernel import Lang, labeled
from partybuild.reporting import Block, Paragraph, Reason, Report, Section, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

_DIGITS = "〇一二三四五六七八九"
_ANNEX: dict[Lang, str] = {"zh": "附件", "en": "Annex"}
_DEEPEST = 4


@attrs.frozen
class Drawing:
    """A document being drawn.

    Attributes:
        document: The document.
        lang: Language of the report.
        style: Fonts and sizes.
    """

    document: "Document"
    lang: Lang
    style: WordStyle

    def sections(
        self, sections: Iterable[Section], pictures: Sequence[Picture] = ()
    ) -> None:
        """Draw the numbered parts, each with its pictures at its end."""
        for number, section in enumerate(sections):
            heading = numbered(self.lang, 1, number) + section.title
            self._heading(heading, 1)
            self._blocks(section.blocks, 2)
            for picture in pictures:
                if picture.section == number:
                    self._picture(picture)

    def annexes(self, annex: Sequence[Section]) -> None:
        """Draw the annexes: each on a page of its own, "附件" above its title."""
        for number, section in enumerate(annex, start=1):
            mark = self.document.add_paragraph()
            set_lines(mark, self.style, indent=False)
            mark.paragraph_format.page_break_before = True
            font = self.style.heading_font
            add_text(mark, annex_mark(self.lang, number, len(annex)), font, self.style)
            title = add_heading(self.document, 1)
            title.alignment = WD_ALIGN_PARAGRAPH.CENTER
            title.paragraph_format.space_before = Pt(float(self.style.line_pitch))
            title.paragraph_format.space_after = Pt(float(self.style.line_pitch))
            run = add_run(
                title,
                section.title,
                self.style.title_font,
                self.style.title_size,
                self.style.latin_font,
            )
            _plain(run)
            self._blocks(section.blocks, 2)

    def annex_list(self, annex: Sequence[Section]) -> None:
        """Draw the line below the text that names the annexes."""
        if annex:
            self.paragraph("", indent=False)
        for number, section in enumerate(annex, start=1):
            line = self.document.add_paragraph()
            set_lines(line, self.style, indent=True)
            text = f"{number}.{section.title}" if len(annex) > 1 else section.title
            if number == 1:
                text = labeled(self.lang, _ANNEX[self.lang], text)
            add_text(line, text, self.style.body_font, self.style)

    def paragraph(self, text: str, *, indent: bool = True, font: str = "") -> None:
        """Draw one paragraph of text."""
        line = self.document.add_paragraph()
        set_lines(line, self.style, indent=indent)
        add_text(line, text, font or self.style.body_font, self.style)

    def signature(self, report: Report) -> None:
        """Draw who signs, and the date four characters from the right edge."""
        for text in ("", report.host, report.dated):
            line = self.document.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            set_lines(line, self.style, indent=False)
            line.paragraph_format.right_indent = Pt(4 * self.style.body_size)
            line.paragraph_format.keep_with_next = text != report.dated
            add_text(line, text, self.style.body_font, self.style)

    def _heading(self, text: str, level: int) -> "WordParagraph":
        style = self.style
        fonts = {1: style.heading_font, 2: style.subheading_font}
        heading = add_heading(self.document, level)
        set_lines(heading, style, indent=self.lang == "zh")
        heading.paragraph_format.keep_with_next = True
        _plain(add_text(heading, text, fonts.get(level, style.body_font), style))
        return heading

    def _blocks(self, blocks: Iterable[Block], level: int) -> None:
        number = 0
        for block in blocks:
            if isinstance(block, Section):
                deep = min(level, _DEEPEST)
                self._heading(numbered(self.lang, deep, number) + block.title, deep)
                self._blocks(block.blocks, level + 1)
                number += 1
            else:
                self._block(block)

    def _block(self, block: Paragraph | Reason | Table) -> None:
        style = self.style
        if isinstance(block, Table):
            add_table(self.document, block, style)
            return
        line = self.document.add_paragraph()
        set_lines(line, style, indent=True)
        if isinstance(block, Paragraph):
            add_text(line, block.text, style.body_font, style)
            return
        add_text(line, block.statement, style.subheading_font, style)
        gap = "" if self.lang == "zh" else " "
        steps = "".join(gap + step for step in block.steps)
        add_text(line, steps, style.body_font, style)

    def _picture(self, picture: Picture) -> None:
        style = self.style
        room = 210 - float(style.left) - float(style.right)
        line = self.document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        shape = line.add_run().add_picture(BytesIO(picture.png), width=Mm(room))
        tallest = Mm((297 - float(style.top) - float(style.bottom)) * 0.42)
        if shape.height > tallest:
            shape.width = round(shape.width * tallest / shape.height)
            shape.height = tallest
        caption = self.document.add_paragraph()
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        size = style.table_size + 2
        add_run(caption, picture.caption, style.heading_font, size, style.latin_font)
        # Screen readers read this.
        shape._inline.docPr.set("descr", picture.caption)  # noqa: SLF001


def _plain(run: "Run") -> None:
    # The heading styles of Word are blue and bold.
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = False


def numbered(lang: Lang, level: int, number: int) -> str:
    """Return the number of a heading: 一、（一）1.（1） in Chinese.

    Args:
        lang: "zh" or "en".
        level: Level from 1 on.
        number: Place among its like, from 0 on.

    Returns:
        The number, with what stands between it and the title.
    """
    digit = number + 1
    if lang == "en":
        return (f"{digit}. ", f"({digit}) ", f"{digit}) ", f"({digit}) ")[level - 1]
    numeral = chinese_numeral(digit)
    return (f"{numeral}、", f"（{numeral}）", f"{digit}.", f"（{digit}）")[level - 1]


def chinese_numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    lead = "" if tens < 2 else _DIGITS[tens]
    return lead + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def annex_mark(lang: Lang, number: int, of: int) -> str:
    """Return what stands above an annex."""
    gap = "" if lang == "zh" else " "
    return _ANNEX[lang] + (f"{gap}{number}" if of > 1 else "")

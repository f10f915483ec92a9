"""Drawing a report as a Word document."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from partybuild.adapters._files import write_bytes
from partybuild.adapters.word._style import WordStyle
from partybuild.errors import MissingExtraError
from partybuild.kernel import Lang
from partybuild.reporting import Block, Paragraph, Reason, Report, Section, Table

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

# Word wants days; these do not tell when or where a file was made.
_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_NUMERALS = "一二三四五六七八九十"
_ANNEX: dict[Lang, str] = {"zh": "附件", "en": "Annex"}


def write_word(
    report: Report,
    path: str | Path,
    *,
    style: WordStyle | None = None,
    force: bool = False,
) -> Path:
    """Write a report as a Word document.

    Args:
        report: The report.
        path: File to write.
        style: Page, fonts and sizes; None takes those of GB/T 9704.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If python-docx is not installed.
    """
    return write_bytes(path, word_bytes(report, style), force=force)


def word_bytes(report: Report, style: WordStyle | None = None) -> bytes:
    """Return a report as the bytes of a Word document, the same every time.

    Args:
        report: The report.
        style: Page, fonts and sizes; None takes those of GB/T 9704.

    Returns:
        The document.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        raise MissingExtraError("a Word report", "word") from None
    look = WordStyle() if style is None else style
    document = docx.Document()
    _set_up(document, report, look)
    _add_title(document, report, look)
    for number, section in enumerate(report.sections):
        _add_section(
            document, report.lang, section, _numbered(report.lang, number), look
        )
    _add_signature(document, report, look)
    for number, section in enumerate(report.annex, start=1):
        prefix = f"{_ANNEX[report.lang]}{number if len(report.annex) > 1 else ''}  "
        heading = _add_section(document, report.lang, section, prefix, look)
        heading.paragraph_format.page_break_before = True
    raw = BytesIO()
    document.save(raw)
    return _without_times(raw.getvalue())


def _numbered(lang: Lang, number: int) -> str:
    return f"{_NUMERALS[number]}、" if lang == "zh" else f"{number + 1}. "


def _set_up(document: "Document", report: Report, style: WordStyle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    from partybuild.adapters.word._parts import add_page_number

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(float(style.top)), Mm(float(style.bottom))
    page.left_margin, page.right_margin = Mm(float(style.left)), Mm(float(style.right))
    page.footer_distance = Mm(float(style.bottom) - 10)
    # Odd pages are numbered at the right, even ones at the left.
    document.settings.odd_and_even_pages_header_footer = True
    odd, even = page.footer.paragraphs[0], page.even_page_footer.paragraphs[0]
    odd.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    even.alignment = WD_ALIGN_PARAGRAPH.LEFT
    add_page_number(odd, style)
    add_page_number(even, style)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "partybuild"
    properties.comments = ""
    properties.title = report.title[:250]
    properties.created = properties.modified = _DAY


def _add_title(document: "Document", report: Report, style: WordStyle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    from partybuild.adapters.word._parts import add_run, set_lines

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(title, report.title, style.title_font, style.title_size, style.latin_font)
    if report.notice:
        notice = document.add_paragraph()
        set_lines(notice, style, indent=True)
        add_run(
            notice,
            report.notice,
            style.subheading_font,
            style.body_size,
            style.latin_font,
        )
    for text, indent in ((report.addressee, False), (report.opening, True)):
        if text:
            line = document.add_paragraph()
            set_lines(line, style, indent=indent)
            add_run(line, text, style.body_font, style.body_size, style.latin_font)


def _add_section(
    document: "Document", lang: Lang, section: Section, prefix: str, style: WordStyle
) -> "WordParagraph":
    from docx.shared import RGBColor

    from partybuild.adapters.word._parts import add_run, set_lines

    heading: WordParagraph = document.add_heading(level=1)
    set_lines(heading, style, indent=lang == "zh")
    heading.paragraph_format.keep_with_next = True
    run = add_run(
        heading,
        prefix + section.title,
        style.heading_font,
        style.body_size,
        style.latin_font,
    )
    # The heading style of the template is blue and bold.
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = False
    number = 0
    for block in section.blocks:
        if isinstance(block, Section):
            _add_subheading(document, _lower(lang, number) + block.title, lang, style)
            number += 1
            inner = block.blocks
        else:
            inner = (block,)
        for part in inner:
            _add_block(document, part, style, gap="" if lang == "zh" else " ")
    return heading


def _lower(lang: Lang, number: int) -> str:
    return f"（{_NUMERALS[number]}）" if lang == "zh" else f"({number + 1}) "


def _add_subheading(
    document: "Document", text: str, lang: Lang, style: WordStyle
) -> None:
    from docx.shared import RGBColor

    from partybuild.adapters.word._parts import add_run, set_lines

    heading: WordParagraph = document.add_heading(level=2)
    set_lines(heading, style, indent=lang == "zh")
    heading.paragraph_format.keep_with_next = True
    run = add_run(
        heading, text, style.subheading_font, style.body_size, style.latin_font
    )
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = False


def _add_block(
    document: "Document", block: Block, style: WordStyle, *, gap: str
) -> None:
    from partybuild.adapters.word._parts import add_run, add_table, set_lines

    match block:
        case Paragraph(text):
            paragraph = document.add_paragraph()
            set_lines(paragraph, style, indent=True)
            add_run(paragraph, text, style.body_font, style.body_size, style.latin_font)
        case Reason(statement, steps):
            paragraph = document.add_paragraph()
            set_lines(paragraph, style, indent=True)
            add_run(
                paragraph,
                statement,
                style.subheading_font,
                style.body_size,
                style.latin_font,
            )
            add_run(
                paragraph,
                "".join(gap + step for step in steps),
                style.body_font,
                style.body_size,
                style.latin_font,
            )
        case Table():
            add_table(document, block, style)
        case Section():
            for part in block.blocks:
                _add_block(document, part, style, gap=gap)


def _add_signature(document: "Document", report: Report, style: WordStyle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    from partybuild.adapters.word._parts import add_run, set_lines

    for text in ("", report.host, report.dated):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_lines(line, style, indent=False)
        # The date stands four characters from the right edge.
        line.paragraph_format.right_indent = Pt(4 * style.body_size)
        add_run(line, text, style.body_font, style.body_size, style.latin_font)


def _without_times(raw: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(packed, "w") as new:
        for name in sorted(
            old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)
        ):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()

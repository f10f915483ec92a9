"""Drawing a report as a Word document."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from partybuild.adapters._files import write_bytes
from partybuild.adapters._optional import optional
from partybuild.adapters._safe_text import safe_text
from partybuild.adapters.word._picture import Picture
from partybuild.adapters.word._style import WordStyle
from partybuild.reporting import Report

if TYPE_CHECKING:
    from docx.document import Document

# Word wants days; these do not tell when or where a file was made.
_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def write_word(
    report: Report,
    path: str | Path,
    *,
    style: WordStyle | None = None,
    pictures: Sequence[Picture] = (),
    force: bool = False,
) -> Path:
    """Write a report as a Word document.

    Args:
        report: The report.
        path: File to write.
        style: Page, fonts and sizes; None takes those of GB/T 9704.
        pictures: Pictures at the ends of parts; they must have passed the gate.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If python-docx is not installed.
    """
    return write_bytes(path, word_bytes(report, style, pictures), force=force)


def word_bytes(
    report: Report,
    style: WordStyle | None = None,
    pictures: Sequence[Picture] = (),
) -> bytes:
    """Return a report as the bytes of a Word document, the same every time.

    Args:
        report: The report.
        style: Page, fonts and sizes; None takes those of GB/T 9704.
        pictures: Pictures at the ends of parts; they must have passed the gate.

    Returns:
        The document.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    docx = optional("a Word report", "word", "docx")
    from partybuild.adapters.word._drawing import Drawing

    look = WordStyle() if style is None else style
    document = docx.Document()
    _set_up(document, report, look)
    _add_title(document, report, look)
    drawing = Drawing(document, report.lang, look)
    for text, indent in ((report.addressee, False), (report.opening, True)):
        if text:
            drawing.paragraph(text, indent=indent)
    drawing.sections(report.sections, pictures)
    drawing.annex_list(report.annex)
    drawing.signature(report)
    drawing.annexes(report.annex)
    raw = BytesIO()
    document.save(raw)
    return without_times(raw.getvalue())


def _set_up(document: "Document", report: Report, style: WordStyle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

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
    # One character from the edge of the type area.
    odd.paragraph_format.right_indent = Pt(style.page_size)
    even.paragraph_format.left_indent = Pt(style.page_size)
    add_page_number(odd, style)
    add_page_number(even, style)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "partybuild"
    properties.comments = ""
    properties.title = safe_text(report.title)[:250]
    properties.created = properties.modified = _DAY


def _add_title(document: "Document", report: Report, style: WordStyle) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    from partybuild.adapters.word._parts import add_run, add_text, set_lines

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(float(style.line_pitch))
    add_run(title, report.title, style.title_font, style.title_size, style.latin_font)
    if report.notice:
        notice = document.add_paragraph()
        set_lines(notice, style, indent=True)
        add_text(notice, report.notice, style.subheading_font, style)


def without_times(raw: bytes) -> bytes:
    """Return a document packed anew, so that no time of making is in it."""
    packed = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(packed, "w") as new:
        for name in sorted(
            old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)
        ):
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return packed.getvalue()

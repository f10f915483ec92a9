"""Drawing a report as a page."""

from collections.abc import Iterator
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.html._blocks import block_lines, text_of
from partybuild.adapters.html._head import CONTENTS, head_lines
from partybuild.kernel import Lang, labeled
from partybuild.reporting import Report, Section

_ANNEX: dict[Lang, str] = {"zh": "附件", "en": "Annex"}


def html_text(report: Report) -> str:
    """Return a report as the text of one page.

    Args:
        report: The report.

    Returns:
        A complete HTML document that loads nothing from elsewhere.
    """
    return "\n".join(_page(report)) + "\n"


def write_html(report: Report, path: str | Path, *, force: bool = False) -> Path:
    """Write a report as one page.

    Args:
        report: The report.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    return write_bytes(path, html_text(report).encode(), force=force)


def _page(report: Report) -> Iterator[str]:
    lang = report.lang
    yield from head_lines(lang, report.title)
    yield f"<header><h1>{text_of(report.title)}</h1>"
    if report.notice:
        yield f'<p class="notice">{text_of(report.notice)}</p>'
    yield "</header>"
    parts = [(f"s{n}", part.title, part) for n, part in enumerate(report.sections)]
    annex = [
        (f"a{n}", labeled(lang, _ANNEX[lang], part.title), part)
        for n, part in enumerate(report.annex)
    ]
    yield f'<nav aria-label="{CONTENTS[lang]}"><ul>'
    for anchor, title, _ in (*parts, *annex):
        yield f'<li><a href="#{anchor}">{text_of(title)}</a></li>'
    yield "</ul></nav><main>"
    for text in filter(None, (report.addressee, report.opening)):
        yield f"<p>{text_of(text)}</p>"
    for part in parts:
        yield from _section(*part)
    yield f'<p class="signed">{text_of(report.host)}<br>{text_of(report.dated)}</p>'
    for part in annex:
        yield from _section(*part)
    yield "</main></body></html>"


def _section(anchor: str, title: str, section: Section) -> Iterator[str]:
    yield f'<section aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">{text_of(title)}</h2>'
    for block in section.blocks:
        yield from block_lines(block)
    yield "</section>"

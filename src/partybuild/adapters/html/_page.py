"""Drawing a report as a page."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters._safe_text import safe_text
from partybuild.adapters.html._style import STYLE
from partybuild.kernel import Lang
from partybuild.reporting import Block, Paragraph, Reason, Report, Section, Table

_LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
_ANNEX: dict[Lang, str] = {"zh": "附件：", "en": "Annex: "}
_CONTENTS: dict[Lang, str] = {"zh": "目录", "en": "Contents"}


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


def _text(text: str) -> str:
    return escape(safe_text(text))


def _page(report: Report) -> Iterator[str]:
    title = _text(report.title)
    lang = report.lang
    yield "<!DOCTYPE html>"
    yield f'<html lang="{_LANGUAGES[lang]}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # A page without scripts says so, in case a text ever slipped through.
    yield '<meta http-equiv="Content-Security-Policy" '
    yield "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title><style>{STYLE}</style></head><body>"
    yield f"<header><h1>{title}</h1>"
    if report.notice:
        yield f'<p class="notice">{_text(report.notice)}</p>'
    yield "</header>"
    parts = [(f"s{n}", section, "") for n, section in enumerate(report.sections)]
    annex = [(f"a{n}", section, _ANNEX[lang]) for n, section in enumerate(report.annex)]
    yield f'<nav aria-label="{_CONTENTS[lang]}"><ul>'
    for anchor, section, prefix in (*parts, *annex):
        yield f'<li><a href="#{anchor}">{prefix}{_text(section.title)}</a></li>'
    yield "</ul></nav><main>"
    for text in filter(None, (report.addressee, report.opening)):
        yield f"<p>{_text(text)}</p>"
    for anchor, section, prefix in parts:
        yield from _section(anchor, section, prefix)
    yield f'<p class="signed">{_text(report.host)}<br>{_text(report.dated)}</p>'
    for anchor, section, prefix in annex:
        yield from _section(anchor, section, prefix)
    yield "</main></body></html>"


def _section(anchor: str, section: Section, prefix: str) -> Iterator[str]:
    yield f'<section aria-labelledby="{anchor}">'
    yield f'<h2 id="{anchor}">{prefix}{_text(section.title)}</h2>'
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield f"<p>{_text(text)}</p>"
        case Reason(statement, steps):
            inner = "".join(f"<li>{_text(step)}</li>" for step in steps)
            summary = f"<summary>{_text(statement)}</summary>"
            yield f"<details>{summary}<ol>{inner}</ol></details>"
        case Section():
            yield f"<section><h3>{_text(block.title)}</h3>"
            for inner_block in block.blocks:
                yield from _block(inner_block)
            yield "</section>"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    # Wide tables scroll inside their own box, also by keyboard.
    caption = _text(table.caption)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
    yield f"<table><caption>{caption}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{_text(column)}</th>' for column in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        cells: list[str] = []
        for place, cell in enumerate(row):
            shade = "" if cell.shade is None else f' class="s{cell.shade}"'
            if place == 0 and table.row_headed:
                cells.append(f'<th scope="row">{_text(cell.text)}</th>')
            else:
                cells.append(f"<td{shade}>{_text(cell.text)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{_text(table.note)}</p>'

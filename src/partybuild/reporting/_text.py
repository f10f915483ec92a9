"""A report as plain text."""

from collections.abc import Iterator

from partybuild.reporting._model import Block, Paragraph, Reason, Report, Section
from partybuild.reporting._words import say

_NUMERALS = "〇一二三四五六七八九十"


def report_text(report: Report) -> str:
    """Return a report as plain text, one sentence or row of a table a line.

    Args:
        report: The report.

    Returns:
        The lines; cells of a table are parted by a bar. There are at most ten
        numbered parts.
    """
    return "\n".join(report_lines(report))


def report_lines(report: Report) -> list[str]:
    """Return the lines of a report's text; a foreign name may break one."""
    lines = [report.title]
    lines += [part for part in (report.notice, report.opening) if part]
    for number, section in enumerate(report.sections, 1):
        zh = f"{_NUMERALS[number]}、{section.title}"
        lines += ["", say(report.lang, zh, f"{number}. {section.title}")]
        for block in section.blocks:
            lines += _lines(block)
    return lines


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield text
        case Reason(statement=statement, steps=steps):
            yield statement
            yield from steps
        case Section(title=title, blocks=blocks):
            yield title
            for inner in blocks:
                yield from _lines(inner)
        case _:
            yield block.caption
            yield " | ".join(block.columns)
            for row in block.rows:
                yield " | ".join(cell.text for cell in row)
            if block.note:
                yield block.note

"""Paragraphs, reasons, sections and tables as HTML."""

from collections.abc import Iterator
from html import escape

from partybuild.adapters._safe_text import safe_text
from partybuild.reporting import Block, Paragraph, Reason, Section, Table


def text_of(text: str) -> str:
    """Return a text that is harmless inside an element and inside an attribute."""
    return escape(safe_text(text))


def block_lines(block: Block, *, unfolded: bool = False) -> Iterator[str]:
    """Yield one block of a report.

    Args:
        block: The block.
        unfolded: Whether reasons are open from the start.

    Yields:
        Lines of HTML.
    """
    match block:
        case Paragraph(text):
            yield f"<p>{text_of(text)}</p>"
        case Reason(statement, steps):
            inner = "".join(f"<li>{text_of(step)}</li>" for step in steps)
            # What is folded stands below; its heading takes no full stop.
            heading = statement.removesuffix("。").removesuffix(".")
            summary = f"<summary>{text_of(heading)}</summary>"
            opened = " open" if unfolded else ""
            yield f"<details{opened}>{summary}<ol>{inner}</ol></details>"
        case Section():
            yield f"<section><h3>{text_of(block.title)}</h3>"
            for inner_block in block.blocks:
                yield from block_lines(inner_block, unfolded=unfolded)
            yield "</section>"
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    # Wide tables scroll inside their own box, also by keyboard.
    caption = text_of(table.caption)
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}">'
    yield f"<table><caption>{caption}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{text_of(column)}</th>' for column in table.columns)
    yield "</tr></thead><tbody>"
    for row in table.rows:
        cells: list[str] = []
        for place, cell in enumerate(row):
            shade = "" if cell.shade is None else f' class="s{cell.shade}"'
            if place == 0 and table.row_headed:
                cells.append(f'<th scope="row">{text_of(cell.text)}</th>')
            else:
                cells.append(f"<td{shade}>{text_of(cell.text)}</td>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table></div>"
    if table.note:
        yield f'<p class="note">{text_of(table.note)}</p>'

"""The last touch on every text of a report."""

import re
from collections.abc import Callable

import attrs

from partybuild.kernel import Lang
from partybuild.reporting._model import (
    Block,
    Cell,
    Paragraph,
    Reason,
    Report,
    Section,
)

Change = Callable[[str], str]

_HAN = "\u3400-\u9fff"
_BESIDE_HAN = re.compile(
    f"(?<=[{_HAN}，。；：、（）“”《》]) (?=[0-9≤≥+-])|(?<=[0-9%]) (?=[{_HAN}])"
)


def tidied(report: Report) -> Report:
    """Return a report whose Chinese texts have no space beside a numeral.

    Official documents set numerals and characters close (GB/T 15835); on a
    screen a space is easier to read, so the other layers write one.
    """

    def change(text: str) -> str:
        return tidy(report.lang, text)

    return attrs.evolve(
        report,
        title=change(report.title),
        notice=change(report.notice),
        host=change(report.host),
        dated=change(report.dated),
        addressee=change(report.addressee),
        opening=change(report.opening),
        sections=[_section(section, change) for section in report.sections],
        annex=[_section(section, change) for section in report.annex],
    )


def tidied_section(section: Section, lang: Lang) -> Section:
    """Return one part of a report, set in the same way."""
    return _section(section, lambda text: tidy(lang, text))


def tidy(lang: Lang, text: str) -> str:
    """Return one text as an official document would set it."""
    return _BESIDE_HAN.sub("", text) if lang == "zh" else text


def _section(section: Section, change: Change) -> Section:
    blocks = [_block(block, change) for block in section.blocks]
    return Section(title=change(section.title), blocks=blocks)


def _block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph(text):
            return Paragraph(change(text))
        case Reason(statement, steps):
            return Reason(change(statement), map(change, steps))
        case Section():
            return _section(block, change)
        case _:
            return attrs.evolve(
                block,
                caption=change(block.caption),
                columns=map(change, block.columns),
                rows=[
                    [Cell(change(cell.text), cell.shade) for cell in row]
                    for row in block.rows
                ],
                note=change(block.note),
            )

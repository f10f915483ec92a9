"""What a report says, in Chinese and in English, whatever it is drawn with."""

from partybuild.reporting._build import build_report
from partybuild.reporting._letter import build_letter
from partybuild.reporting._model import (
    MOST_SHADE,
    Block,
    Cell,
    Paragraph,
    Reason,
    Report,
    Section,
    Table,
)
from partybuild.reporting._page import build_page
from partybuild.reporting._page_model import (
    DutyNode,
    DutyTree,
    NodeState,
    Page,
    PageBlock,
    PagePart,
    PageSheet,
    ScoreBoard,
    ScoreCell,
    SpanBand,
    SpanChart,
    SpanLine,
)

__all__ = [
    "MOST_SHADE",
    "Block",
    "Cell",
    "DutyNode",
    "DutyTree",
    "NodeState",
    "Page",
    "PageBlock",
    "PagePart",
    "PageSheet",
    "Paragraph",
    "Reason",
    "Report",
    "ScoreBoard",
    "ScoreCell",
    "Section",
    "SpanBand",
    "SpanChart",
    "SpanLine",
    "Table",
    "build_letter",
    "build_page",
    "build_report",
]

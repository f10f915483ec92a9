"""What a report says, in Chinese and in English, whatever it is drawn with."""

from partybuild.reporting._account import Account, explain_result
from partybuild.reporting._account_order import Lead, lead
from partybuild.reporting._account_score import account_steps
from partybuild.reporting._build import build_report
from partybuild.reporting._individual import build_individual_report
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
from partybuild.reporting._text import report_text

__all__ = [
    "MOST_SHADE",
    "Account",
    "Block",
    "Cell",
    "DutyNode",
    "DutyTree",
    "Lead",
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
    "account_steps",
    "build_individual_report",
    "build_letter",
    "build_page",
    "build_report",
    "explain_result",
    "lead",
    "report_text",
]

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

__all__ = [
    "MOST_SHADE",
    "Block",
    "Cell",
    "Paragraph",
    "Reason",
    "Report",
    "Section",
    "Table",
    "build_letter",
    "build_report",
]

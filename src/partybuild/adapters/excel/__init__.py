"""Workbooks: ballots and count sheets out and in, and the score summary table."""

from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read import read_ballots, read_counts, read_review
from partybuild.adapters.excel._write_ballots import ballot_workbook, write_ballots
from partybuild.adapters.excel._write_counts import (
    count_sheet_workbook,
    write_count_sheet,
)
from partybuild.adapters.excel._write_summary import summary_workbook, write_summary

__all__ = [
    "PrintedForm",
    "ballot_workbook",
    "count_sheet_workbook",
    "read_ballots",
    "read_counts",
    "read_review",
    "summary_workbook",
    "write_ballots",
    "write_count_sheet",
    "write_summary",
]

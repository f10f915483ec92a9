"""Workbooks: ballots and count sheets out and in, and the score summary table."""

from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read import read_ballots, read_counts, read_review
from partybuild.adapters.excel._write_ballots import ballot_workbook, write_ballots

__all__ = [
    "PrintedForm",
    "ballot_workbook",
    "read_ballots",
    "read_counts",
    "read_review",
    "write_ballots",
]

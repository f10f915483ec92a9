"""Workbooks: ballots, count sheets and ledgers out and in, and the summary table."""

from partybuild.adapters.excel._compare import (
    CountComparison,
    CountDifference,
    compare_counts,
)
from partybuild.adapters.excel._ledger_columns import LedgerNames
from partybuild.adapters.excel._ledger_edits import CellConflict, LedgerEdits
from partybuild.adapters.excel._marked import marked_copy, write_marked_copy
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read import read_ballots, read_counts, read_review
from partybuild.adapters.excel._read_ledger import read_ledger_workbook
from partybuild.adapters.excel._write_ballots import ballot_workbook, write_ballots
from partybuild.adapters.excel._write_counts import (
    count_sheet_workbook,
    write_count_sheet,
)
from partybuild.adapters.excel._write_ledger import (
    ledger_workbook,
    write_ledger_workbook,
)
from partybuild.adapters.excel._write_paper import paper_workbook, write_paper
from partybuild.adapters.excel._write_summary import summary_workbook, write_summary

__all__ = [
    "CellConflict",
    "CountComparison",
    "CountDifference",
    "LedgerEdits",
    "LedgerNames",
    "PrintedForm",
    "ballot_workbook",
    "compare_counts",
    "count_sheet_workbook",
    "ledger_workbook",
    "marked_copy",
    "paper_workbook",
    "read_ballots",
    "read_counts",
    "read_ledger_workbook",
    "read_review",
    "summary_workbook",
    "write_ballots",
    "write_count_sheet",
    "write_ledger_workbook",
    "write_marked_copy",
    "write_paper",
    "write_summary",
]

"""Reviews and ledgers as JSON: versioned, exact, every mistake with its path."""

from partybuild.adapters.records._assessment import (
    ASSESSMENT_FORMAT,
    ASSESSMENT_VERSION,
    assessment_document,
    write_assessment,
)
from partybuild.adapters.records._converter import did_you_mean
from partybuild.adapters.records._document import (
    REVIEW_FORMAT,
    REVIEW_VERSION,
    review_document,
    review_from_document,
    review_from_json,
    review_json,
)
from partybuild.adapters.records._feedback import (
    FEEDBACK_FORMAT,
    FEEDBACK_VERSION,
    feedback_document,
    read_feedback,
    write_feedback,
)
from partybuild.adapters.records._file import read_review, write_review
from partybuild.adapters.records._json import InexactText
from partybuild.adapters.records._ledger import (
    ledger_document,
    ledger_from_document,
    read_ledger,
    write_ledger,
)
from partybuild.adapters.records._ledger_file import (
    record_in_ledger,
    save_ledger,
    update_ledger,
)
from partybuild.adapters.records._ledger_lines import LEDGER_FORMAT, LEDGER_VERSION
from partybuild.adapters.records._ledger_scan import (
    LedgerScan,
    OverdueLine,
    scan_ledger,
)
from partybuild.adapters.records._schema import review_schema

__all__ = [
    "ASSESSMENT_FORMAT",
    "ASSESSMENT_VERSION",
    "FEEDBACK_FORMAT",
    "FEEDBACK_VERSION",
    "LEDGER_FORMAT",
    "LEDGER_VERSION",
    "REVIEW_FORMAT",
    "REVIEW_VERSION",
    "InexactText",
    "LedgerScan",
    "OverdueLine",
    "assessment_document",
    "did_you_mean",
    "feedback_document",
    "ledger_document",
    "ledger_from_document",
    "read_feedback",
    "read_ledger",
    "read_review",
    "record_in_ledger",
    "review_document",
    "review_from_document",
    "review_from_json",
    "review_json",
    "review_schema",
    "save_ledger",
    "scan_ledger",
    "update_ledger",
    "write_assessment",
    "write_feedback",
    "write_ledger",
    "write_review",
]

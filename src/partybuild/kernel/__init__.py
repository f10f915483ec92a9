"""Value types that know no organization: exact numbers, texts, periods, reasons."""

from partybuild.kernel._apportion import hamilton, percentages, webster
from partybuild.kernel._blackboard import explain, explain_html, number_text
from partybuild.kernel._chinese_number import chinese_number
from partybuild.kernel._citation import (
    Basis,
    Citation,
    CitationStatus,
    JointBasis,
    OwnDecision,
    joined,
)
from partybuild.kernel._day import day_text
from partybuild.kernel._derivation import Derivation, Term
from partybuild.kernel._document import (
    OMITTED,
    Document,
    canonical_json,
    digest,
    to_document,
)
from partybuild.kernel._exact import exact, exact_text
from partybuild.kernel._finding import Finding, Severity, sorted_findings
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._operation import Operation
from partybuild.kernel._period import Period
from partybuild.kernel._published import SUPPRESSED, ForReviewBody, withheld
from partybuild.kernel._punctuation import (
    bracketed,
    clauses,
    headed,
    labeled,
    listed,
)
from partybuild.kernel._record import Record
from partybuild.kernel._rounding import (
    Rounding,
    RoundingMode,
    ThresholdValue,
    TrailingZeros,
)
from partybuild.kernel._summary import Plain, Summary, Tabular, cell_text, shown_text
from partybuild.kernel._text import document_id, unfit_id, unwritable
from partybuild.kernel._version import VERSION

__all__ = [
    "OMITTED",
    "SUPPRESSED",
    "VERSION",
    "Basis",
    "Citation",
    "CitationStatus",
    "Derivation",
    "Document",
    "Finding",
    "ForReviewBody",
    "JointBasis",
    "Label",
    "Lang",
    "Operation",
    "OwnDecision",
    "Period",
    "Plain",
    "Record",
    "Rounding",
    "RoundingMode",
    "Severity",
    "Summary",
    "Tabular",
    "Term",
    "ThresholdValue",
    "TrailingZeros",
    "bracketed",
    "canonical_json",
    "cell_text",
    "chinese_number",
    "clauses",
    "day_text",
    "digest",
    "document_id",
    "exact",
    "exact_text",
    "explain",
    "explain_html",
    "hamilton",
    "headed",
    "joined",
    "labeled",
    "listed",
    "number_text",
    "percentages",
    "shown_text",
    "sorted_findings",
    "to_document",
    "unfit_id",
    "unwritable",
    "webster",
    "withheld",
]

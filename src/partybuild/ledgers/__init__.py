"""Problems, what is done about them, how they are closed, and what comes back."""

from partybuild.ledgers._account import LedgerState
from partybuild.ledgers._entry import ClosingReview, Deadline, LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._problem import (
    Problem,
    ProblemScope,
    ProblemSeverity,
    ProblemSource,
    SourceKind,
)
from partybuild.ledgers._rectification import (
    Evidence,
    Rectification,
    Stage,
    StageGoal,
)
from partybuild.ledgers._step import LedgerStep, StepKind

__all__ = [
    "ClosingReview",
    "Deadline",
    "Evidence",
    "LedgerEntry",
    "LedgerState",
    "LedgerStep",
    "Problem",
    "ProblemScope",
    "ProblemSeverity",
    "ProblemSource",
    "Rectification",
    "RectificationLedger",
    "SourceKind",
    "Stage",
    "StageGoal",
    "StepKind",
]

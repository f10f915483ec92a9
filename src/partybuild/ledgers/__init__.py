"""Problems, what is done about them, how they are closed, and what comes back."""

from partybuild.ledgers._account import LedgerState
from partybuild.ledgers._carry_over import HandOver, carry_over, hand_over
from partybuild.ledgers._deadline_rule import FILED_WITHIN_ONE_MONTH, DeadlineRule
from partybuild.ledgers._entry import ClosingReview, Deadline, LedgerEntry
from partybuild.ledgers._evidence import ledger_evidence, overdue_problems
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._merge import MergeConflict, MergedLedger, merge_ledgers
from partybuild.ledgers._open_problems import ProposedProblems, open_problems
from partybuild.ledgers._problem import (
    Problem,
    ProblemScope,
    ProblemSeverity,
    ProblemSource,
    SourceKind,
)
from partybuild.ledgers._rates import LedgerRate, LedgerRates, ledger_rates
from partybuild.ledgers._rectification import (
    Evidence,
    Rectification,
    Stage,
    StageGoal,
)
from partybuild.ledgers._recurrences import Recurrence, Recurrences, recurrences
from partybuild.ledgers._same import ProblemLinks
from partybuild.ledgers._step import LedgerStep, StepKind

__all__ = [
    "FILED_WITHIN_ONE_MONTH",
    "ClosingReview",
    "Deadline",
    "DeadlineRule",
    "Evidence",
    "HandOver",
    "LedgerEntry",
    "LedgerRate",
    "LedgerRates",
    "LedgerState",
    "LedgerStep",
    "MergeConflict",
    "MergedLedger",
    "Problem",
    "ProblemLinks",
    "ProblemScope",
    "ProblemSeverity",
    "ProblemSource",
    "ProposedProblems",
    "Rectification",
    "RectificationLedger",
    "Recurrence",
    "Recurrences",
    "SourceKind",
    "Stage",
    "StageGoal",
    "StepKind",
    "carry_over",
    "hand_over",
    "ledger_evidence",
    "ledger_rates",
    "merge_ledgers",
    "open_problems",
    "overdue_problems",
    "recurrences",
]

"""Scores, grades and standings of one conference, with receipt and verifier."""

from partybuild.assessment._assess import assess
from partybuild.assessment._assessment import COLUMNS, Assessment
from partybuild.assessment._derive import (
    BallotScore,
    derive_ballot_score,
    derive_total,
)
from partybuild.assessment._feedback_check import check_feedback
from partybuild.assessment._grade import (
    GradeResult,
    QuotaResult,
    competition_ranks,
    grade,
)
from partybuild.assessment._rates import option_rates
from partybuild.assessment._receipt import receipt, receipt_json
from partybuild.assessment._score import ScoreTable
from partybuild.assessment._standing import GroupScore, ItemScore, Standing
from partybuild.assessment._trimmed import median, trimmed_mean
from partybuild.assessment._verifier import verify_receipt

__all__ = [
    "COLUMNS",
    "Assessment",
    "BallotScore",
    "GradeResult",
    "GroupScore",
    "ItemScore",
    "QuotaResult",
    "ScoreTable",
    "Standing",
    "assess",
    "check_feedback",
    "competition_ranks",
    "derive_ballot_score",
    "derive_total",
    "grade",
    "median",
    "option_rates",
    "receipt",
    "receipt_json",
    "trimmed_mean",
    "verify_receipt",
]

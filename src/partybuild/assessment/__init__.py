"""Scores, grades and standings of one conference, with receipt and verifier."""

from partybuild.assessment._assess import assess
from partybuild.assessment._assessment import COLUMNS, Assessment, NotAssessed
from partybuild.assessment._changes import (
    Change,
    LiftedCap,
    MoreVotes,
    NewDecision,
    NewEntry,
    NewFact,
    OtherCeiling,
    OtherEdge,
    OtherGroupWeight,
    OtherItemWeight,
)
from partybuild.assessment._conditions import holds, unmet
from partybuild.assessment._derive import BallotScore, derive_ballot_score
from partybuild.assessment._feedback_check import check_feedback
from partybuild.assessment._first_grade import FirstGrade
from partybuild.assessment._grade import GradeResult, grade
from partybuild.assessment._known import Known
from partybuild.assessment._known_of import known_of
from partybuild.assessment._missing import MissingDecision
from partybuild.assessment._quota_result import QuotaResult
from partybuild.assessment._quota_scope import Units
from partybuild.assessment._ranks import competition_ranks
from partybuild.assessment._rates import option_rates
from partybuild.assessment._receipt import receipt, receipt_json
from partybuild.assessment._score import ScoreTable
from partybuild.assessment._standing import (
    Following,
    GroupScore,
    ItemScore,
    MeasureScore,
    Standing,
)
from partybuild.assessment._total import derive_total
from partybuild.assessment._trimmed import median, trimmed_mean
from partybuild.assessment._verifier import verify_receipt
from partybuild.assessment._what_if import Difference, WhatIf, what_if

__all__ = [
    "COLUMNS",
    "Assessment",
    "BallotScore",
    "Change",
    "Difference",
    "FirstGrade",
    "Following",
    "GradeResult",
    "GroupScore",
    "ItemScore",
    "Known",
    "LiftedCap",
    "MeasureScore",
    "MissingDecision",
    "MoreVotes",
    "NewDecision",
    "NewEntry",
    "NewFact",
    "NotAssessed",
    "OtherCeiling",
    "OtherEdge",
    "OtherGroupWeight",
    "OtherItemWeight",
    "QuotaResult",
    "ScoreTable",
    "Standing",
    "Units",
    "WhatIf",
    "assess",
    "check_feedback",
    "competition_ranks",
    "derive_ballot_score",
    "derive_total",
    "grade",
    "holds",
    "known_of",
    "median",
    "option_rates",
    "receipt",
    "receipt_json",
    "trimmed_mean",
    "unmet",
    "verify_receipt",
    "what_if",
]

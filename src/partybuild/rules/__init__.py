"""Dated rules with citations, and the review-rule algebra."""

from partybuild.rules._ballot_policy import Base, BlankPolicy, EmptyGroupPolicy
from partybuild.rules._composition import (
    Adjustment,
    AdjustmentKind,
    Component,
    ComponentKind,
)
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._formation import FORMATION, PracticeVariant, formation_rules
from partybuild.rules._grading import Cap, GradeBand, Grading, Quota, QuotaRounding
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._meetings import MEETINGS
from partybuild.rules._report_rule import ReportPart, ReportRule
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rulebook import Rulebook, RulebookVersion
from partybuild.rules._scale import MOST_OPTIONS, Option, Scale
from partybuild.rules._terms import (
    ELECTION_NOTICE_MONTHS,
    ELECTION_SHIFT,
    TERMS,
    term_rules,
)

__all__ = [
    "ELECTION_NOTICE_MONTHS",
    "ELECTION_SHIFT",
    "FORMATION",
    "MEETINGS",
    "MOST_OPTIONS",
    "TERMS",
    "Adjustment",
    "AdjustmentKind",
    "Base",
    "BlankPolicy",
    "Cap",
    "Component",
    "ComponentKind",
    "DatedRule",
    "EmptyGroupPolicy",
    "GradeBand",
    "Grading",
    "Item",
    "Option",
    "PracticeVariant",
    "Quota",
    "QuotaRounding",
    "ReportPart",
    "ReportRule",
    "ReviewRules",
    "RuleVersion",
    "Rulebook",
    "RulebookVersion",
    "Scale",
    "VoterGroup",
    "formation_rules",
    "term_rules",
]

"""Dated rules with citations, and the review-rule algebra."""

from partybuild.rules._ballot_policy import Base, BlankPolicy, EmptyGroupPolicy
from partybuild.rules._composition import (
    Adjustment,
    AdjustmentKind,
    Component,
    ComponentKind,
)
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._grading import Cap, GradeBand, Grading, Quota, QuotaRounding
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rulebook import Rulebook, RulebookVersion
from partybuild.rules._scale import MOST_OPTIONS, Option, Scale

__all__ = [
    "MOST_OPTIONS",
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
    "Quota",
    "QuotaRounding",
    "ReviewRules",
    "RuleVersion",
    "Rulebook",
    "RulebookVersion",
    "Scale",
    "VoterGroup",
]

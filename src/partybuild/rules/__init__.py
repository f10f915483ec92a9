"""Dated rules with citations, and the review-rule algebra."""

from partybuild.rules._average import (
    Average,
    MedianMark,
    PlainMean,
    TooFew,
    TrimmedMean,
)
from partybuild.rules._ballot_check import (
    AllEqual,
    BallotCheck,
    CheckEffect,
    Distribution,
    OverallAgrees,
)
from partybuild.rules._ballot_policy import Base, BlankPolicy, EmptyGroupPolicy
from partybuild.rules._cap import Cap, Eligibility
from partybuild.rules._committees import (
    COMMITTEE_SIZES,
    JOINT_BRANCHES,
    PROJECT_BRANCHES,
)
from partybuild.rules._comparison import Comparison
from partybuild.rules._composition import (
    Adjustment,
    AdjustmentKind,
    Component,
    ComponentKind,
    Composition,
)
from partybuild.rules._condition import (
    AnyOf,
    Compared,
    Condition,
    End,
    Graded,
    InClass,
    Placed,
    Recorded,
    UnitGraded,
    plain_conditions,
)
from partybuild.rules._consequence import Action, Consequence
from partybuild.rules._constitution import LEAST_FULL_MEMBERS, TERM_YEARS
from partybuild.rules._conversion import (
    Part,
    RankMeasure,
    RelativeMeasure,
    Step,
    StepMeasure,
    SumMeasure,
)
from partybuild.rules._dated import DatedRule, RuleVersion, refuse_unmatched
from partybuild.rules._diff import RuleChange, RuleChanges, diff_rules
from partybuild.rules._event_line import EventLine, Taken
from partybuild.rules._fault import Fault
from partybuild.rules._formation import (
    FORMATION,
    UNIVERSITY_FORMATION_ANHUI,
    PracticeVariant,
    formation_rules,
)
from partybuild.rules._grade_band import GradeBand
from partybuild.rules._grade_order import UNDECIDED, GradeOrder
from partybuild.rules._grading import Grading
from partybuild.rules._group_set import GroupSet
from partybuild.rules._item import Item, VoterGroup
from partybuild.rules._judgment import Judgment
from partybuild.rules._lint import (
    LINT_CODES,
    LintCode,
    Monotone,
    MonotoneProof,
    WorseForBetter,
    lint,
    prove_monotone,
)
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)
from partybuild.rules._measures import (
    TOTAL,
    Measure,
    measure_faults,
    measure_operands,
)
from partybuild.rules._meetings import MEETINGS
from partybuild.rules._member_appraisal import (
    MEMBER_PARTICIPATION,
    MEMBER_TOP_SHARE,
    MEMBER_TOP_SHARE_HOSPITAL,
)
from partybuild.rules._open_rule import OpenRule
from partybuild.rules._open_rules import OPEN_RULES
from partybuild.rules._other_grading import (
    ConditionGrading,
    Grade,
    GradeCase,
    GradeShare,
    RankGrading,
    Ungraded,
)
from partybuild.rules._parameter import (
    Delegation,
    DelegationFault,
    Fill,
    Parameter,
    Settlement,
    settle,
)
from partybuild.rules._point_scale import PointScale
from partybuild.rules._quota import Quota, QuotaBase, QuotaScope, TiePolicy, UnitCeiling
from partybuild.rules._quota_rounding import QuotaRounding
from partybuild.rules._regulations import (
    REGULATIONS,
    UNDATED_PRACTICE,
    Regulation,
    Regulations,
)
from partybuild.rules._report_rule import ReportPart, ReportRule
from partybuild.rules._review_rules import ReviewRules
from partybuild.rules._rulebook import Rulebook, RulebookVersion
from partybuild.rules._scale import MOST_OPTIONS, Option, Scale
from partybuild.rules._scheme_check import scheme_faults
from partybuild.rules._scheme_parts import GradingRule, SchemeParts
from partybuild.rules._state_rules import rule_statements
from partybuild.rules._statements import RuleStatement, RuleStatements
from partybuild.rules._subject_class import ClassWeight, SubjectClass
from partybuild.rules._terms import (
    ELECTION_NOTICE_MONTHS,
    ELECTION_SHIFT,
    TERMS,
    term_rules,
)

__all__ = [
    "COMMITTEE_SIZES",
    "ELECTION_NOTICE_MONTHS",
    "ELECTION_SHIFT",
    "FORMATION",
    "JOINT_BRANCHES",
    "LEAST_FULL_MEMBERS",
    "LINT_CODES",
    "MEETINGS",
    "MEMBER_PARTICIPATION",
    "MEMBER_TOP_SHARE",
    "MEMBER_TOP_SHARE_HOSPITAL",
    "MOST_OPTIONS",
    "OPEN_RULES",
    "PROJECT_BRANCHES",
    "REGULATIONS",
    "TERMS",
    "TERM_YEARS",
    "TOTAL",
    "UNDATED_PRACTICE",
    "UNDECIDED",
    "UNIVERSITY_FORMATION_ANHUI",
    "Action",
    "Adjustment",
    "AdjustmentKind",
    "AllEqual",
    "AnyOf",
    "Average",
    "BallotCheck",
    "BallotMeasure",
    "Base",
    "BlankPolicy",
    "Cap",
    "CheckEffect",
    "ClassWeight",
    "Compared",
    "Comparison",
    "Component",
    "ComponentKind",
    "Composition",
    "Condition",
    "ConditionGrading",
    "Consequence",
    "DatedRule",
    "Delegation",
    "DelegationFault",
    "Distribution",
    "Eligibility",
    "EmptyGroupPolicy",
    "End",
    "EnteredMeasure",
    "EventLine",
    "EventMeasure",
    "Fault",
    "Fill",
    "Grade",
    "GradeBand",
    "GradeCase",
    "GradeOrder",
    "GradeShare",
    "Graded",
    "Grading",
    "GradingRule",
    "GroupSet",
    "InClass",
    "Item",
    "Judgment",
    "LintCode",
    "Measure",
    "MedianMark",
    "Monotone",
    "MonotoneProof",
    "OpenRule",
    "Option",
    "OverallAgrees",
    "Parameter",
    "Part",
    "Placed",
    "PlainMean",
    "PointScale",
    "PracticeVariant",
    "Quota",
    "QuotaBase",
    "QuotaRounding",
    "QuotaScope",
    "RankGrading",
    "RankMeasure",
    "RateMeasure",
    "Recorded",
    "Regulation",
    "Regulations",
    "RelativeMeasure",
    "ReportPart",
    "ReportRule",
    "ReviewRules",
    "RuleChange",
    "RuleChanges",
    "RuleStatement",
    "RuleStatements",
    "RuleVersion",
    "Rulebook",
    "RulebookVersion",
    "Scale",
    "SchemeParts",
    "Settlement",
    "Step",
    "StepMeasure",
    "SubjectClass",
    "SumMeasure",
    "Taken",
    "TiePolicy",
    "TooFew",
    "TrimmedMean",
    "Ungraded",
    "UnitCeiling",
    "UnitGraded",
    "VoterGroup",
    "WorseForBetter",
    "diff_rules",
    "formation_rules",
    "lint",
    "measure_faults",
    "measure_operands",
    "plain_conditions",
    "prove_monotone",
    "refuse_unmatched",
    "rule_statements",
    "scheme_faults",
    "settle",
    "term_rules",
]

"""Weak areas, uncertainty and disclosure control; nothing here changes a score."""

from partybuild.analysis._ballot_gains import BallotGains
from partybuild.analysis._ballot_margins import BallotMargins, ballot_margins
from partybuild.analysis._beta import beta_cdf, beta_quantile
from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._contrast_evidence import (
    Evidence,
    Part,
    Stratum,
    lower_p,
    stratified_evidence,
)
from partybuild.analysis._criteria import Criteria, CriterionKind, criteria_refusal
from partybuild.analysis._distribution import (
    chi_square_upper_tail,
    f_quantile,
    f_upper_tail,
    normal_lower_tail,
    student_lower_tail,
    student_quantile,
)
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.analysis._half_phantom import (
    GroupSums,
    Span,
    half_phantom_limit,
    interval_moments,
)
from partybuild.analysis._hidden_groups import (
    DISTRIBUTIONS_FROM,
    MEANS_FROM,
    hidden_groups,
    mean_text,
)
from partybuild.analysis._item_table import ItemTable
from partybuild.analysis._margin import Margin, MarginWay
from partybuild.analysis._mark_margins import MarkMargins, mark_margins
from partybuild.analysis._remarking import Remarking
from partybuild.analysis._removal import Heap, fewest_removed
from partybuild.analysis._removal_margins import RemovalMargins, removal_margins
from partybuild.analysis._transfer import Transfer, least_transfer
from partybuild.analysis._weak_area import WeakArea, WeakAreaKind
from partybuild.analysis._weak_areas import WeakAreaRule, WeakAreas, find_weak_areas
from partybuild.analysis._weight_lines import WeightInterval, WeightLines

__all__ = [
    "DISTRIBUTIONS_FROM",
    "MEANS_FROM",
    "BallotGains",
    "BallotMargins",
    "CellEvidence",
    "Criteria",
    "CriterionKind",
    "Evidence",
    "GradeLadder",
    "GroupSums",
    "Heap",
    "ItemTable",
    "Margin",
    "MarginWay",
    "MarkMargins",
    "Part",
    "Remarking",
    "RemovalMargins",
    "Span",
    "Stratum",
    "Transfer",
    "WeakArea",
    "WeakAreaKind",
    "WeakAreaRule",
    "WeakAreas",
    "WeightInterval",
    "WeightLines",
    "ballot_margins",
    "beta_cdf",
    "beta_quantile",
    "chi_square_upper_tail",
    "criteria_refusal",
    "f_quantile",
    "f_upper_tail",
    "fewest_removed",
    "find_weak_areas",
    "half_phantom_limit",
    "hidden_groups",
    "interval_moments",
    "least_graded",
    "least_transfer",
    "lower_p",
    "mark_margins",
    "mean_text",
    "normal_lower_tail",
    "removal_margins",
    "stratified_evidence",
    "student_lower_tail",
    "student_quantile",
]

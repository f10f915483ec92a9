"""Weak areas, uncertainty and disclosure control; nothing here changes a score."""

from partybuild.analysis._additive_fit import AdditiveFit
from partybuild.analysis._adjust import benjamini_hochberg, holm
from partybuild.analysis._agreement import (
    AlphaLevel,
    krippendorff_alpha,
    percent_agreement,
    rwg,
    rwg_j,
)
from partybuild.analysis._ballot_gains import BallotGains
from partybuild.analysis._ballot_margins import BallotMargins, ballot_margins
from partybuild.analysis._beta import beta_cdf, beta_quantile
from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._comonotone import comonotone_moments, comonotone_sums
from partybuild.analysis._comparison import Comparison
from partybuild.analysis._composites import (
    LEAST_BALLOTS,
    composite_refusal,
    composite_span,
    composite_sums,
)
from partybuild.analysis._concordance import Concordance, kendall_w
from partybuild.analysis._contrast_evidence import (
    Evidence,
    Part,
    Stratum,
    lower_p,
    stratified_evidence,
)
from partybuild.analysis._criteria import Criteria, CriterionKind, criteria_refusal
from partybuild.analysis._electorate import AbsenteeBounds, absentee_bounds, electorate
from partybuild.analysis._fair_means import FairMean, FairMeans, fair_means
from partybuild.analysis._fall import Fall
from partybuild.analysis._falling import LastYear
from partybuild.analysis._firmness import Firmness, FirmnessLevel, grade_firmness
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.analysis._half_phantom import (
    GroupSums,
    Span,
    half_phantom_limit,
    interval_moments,
)
from partybuild.analysis._item_table import ItemTable
from partybuild.analysis._left_out import LeftOut, Shift
from partybuild.analysis._margin import Margin, MarginWay
from partybuild.analysis._mark_margins import MarkMargins, mark_margins
from partybuild.analysis._mean_squares import MeanSquares
from partybuild.analysis._median_polish import MedianPolish
from partybuild.analysis._other_evidence import (
    AreaEvidence,
    EvidenceSource,
    OtherEvidence,
    OverdueProblem,
)
from partybuild.analysis._patterns import PatternRule, Patterns, find_patterns
from partybuild.analysis._proof import COMPLETE_BALLOTS, Proof
from partybuild.analysis._rank_interval import (
    RankInterval,
    compared_ranks,
    comparisons,
    rank_intervals,
    rank_refusal,
)
from partybuild.analysis._rate_interval import clopper_pearson
from partybuild.analysis._reliability import (
    GroupReliability,
    Reliability,
    ReliabilityBand,
    reliability,
)
from partybuild.analysis._remarking import Remarking
from partybuild.analysis._removal import Heap, fewest_removed
from partybuild.analysis._removal_margins import RemovalMargins, removal_margins
from partybuild.analysis._score_interval import (
    ScoreInterval,
    interval_refusal,
    score_interval,
)
from partybuild.analysis._stability import Stability, stability
from partybuild.analysis._stability_parts import (
    CriterionStability,
    GradeStability,
    GradeTransfer,
    Margins,
    OrderStability,
)
from partybuild.analysis._straight import StraightLines, StraightShift, straight_lines
from partybuild.analysis._tag import Degree, Polarity, Scope, Tag, Tagging
from partybuild.analysis._tag_comments import (
    RemarkKind,
    TaggedComments,
    TaggedRemark,
    tag_comments,
)
from partybuild.analysis._tagging import tag
from partybuild.analysis._transfer import Transfer, least_transfer
from partybuild.analysis._trend import ItemChange, SubjectTrend, Trend, find_trend
from partybuild.analysis._trend_link import Crosswalk, TrendLink
from partybuild.analysis._trend_parts import ChangeParts, Rescored
from partybuild.analysis._uncertainty import Uncertainty, uncertainty
from partybuild.analysis._wald import StratifiedMean
from partybuild.analysis._weak_area import WeakArea
from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_area_rule import WeakAreaRule
from partybuild.analysis._weak_areas import (
    WeakAreas,
    find_weak_areas,
    weak_areas_of_tally,
)
from partybuild.analysis._weight_lines import WeightInterval, WeightLines
from partybuild.analysis.disclosure import (
    DEFAULT_DISCLOSURE,
    DISTRIBUTIONS_FROM,
    ITEM_ROUNDINGS,
    MEANS_FROM,
    Cell,
    Change,
    ClearedItem,
    ClearedScores,
    Disclosure,
    Figure,
    Interval,
    Leak,
    PrintedMean,
    Release,
    ScoreFigures,
    Share,
    find_leaks,
    find_release_leaks,
    hidden_groups,
    item_shares,
    print_mean,
    readable_groups,
    score_figures,
    suppressed_groups,
)
from partybuild.analysis.published import ClearedInterval, clear_intervals
from partybuild.analysis.published._cleared_trend import trend_leaks_nothing

__all__ = [
    "COMPLETE_BALLOTS",
    "DEFAULT_DISCLOSURE",
    "DISTRIBUTIONS_FROM",
    "ITEM_ROUNDINGS",
    "LEAST_BALLOTS",
    "MEANS_FROM",
    "AbsenteeBounds",
    "AdditiveFit",
    "AlphaLevel",
    "AreaEvidence",
    "BallotGains",
    "BallotMargins",
    "Cell",
    "CellEvidence",
    "Change",
    "ChangeParts",
    "ClearedInterval",
    "ClearedItem",
    "ClearedScores",
    "Comparison",
    "Concordance",
    "Criteria",
    "CriterionKind",
    "CriterionStability",
    "Crosswalk",
    "Degree",
    "Disclosure",
    "Evidence",
    "EvidenceSource",
    "FairMean",
    "FairMeans",
    "Fall",
    "Figure",
    "Firmness",
    "FirmnessLevel",
    "GradeLadder",
    "GradeStability",
    "GradeTransfer",
    "GroupReliability",
    "GroupSums",
    "Heap",
    "Interval",
    "ItemChange",
    "ItemTable",
    "LastYear",
    "Leak",
    "LeftOut",
    "Margin",
    "MarginWay",
    "Margins",
    "MarkMargins",
    "MeanSquares",
    "MedianPolish",
    "OrderStability",
    "OtherEvidence",
    "OverdueProblem",
    "Part",
    "PatternRule",
    "Patterns",
    "Polarity",
    "PrintedMean",
    "Proof",
    "RankInterval",
    "Release",
    "Reliability",
    "ReliabilityBand",
    "RemarkKind",
    "Remarking",
    "RemovalMargins",
    "Rescored",
    "Scope",
    "ScoreFigures",
    "ScoreInterval",
    "Share",
    "Shift",
    "Span",
    "Stability",
    "StraightLines",
    "StraightShift",
    "StratifiedMean",
    "Stratum",
    "SubjectTrend",
    "Tag",
    "TaggedComments",
    "TaggedRemark",
    "Tagging",
    "Transfer",
    "Trend",
    "TrendLink",
    "Uncertainty",
    "WeakArea",
    "WeakAreaKind",
    "WeakAreaRule",
    "WeakAreas",
    "WeightInterval",
    "WeightLines",
    "absentee_bounds",
    "ballot_margins",
    "benjamini_hochberg",
    "beta_cdf",
    "beta_quantile",
    "clear_intervals",
    "clopper_pearson",
    "comonotone_moments",
    "comonotone_sums",
    "compared_ranks",
    "comparisons",
    "composite_refusal",
    "composite_span",
    "composite_sums",
    "criteria_refusal",
    "electorate",
    "fair_means",
    "fewest_removed",
    "find_leaks",
    "find_patterns",
    "find_release_leaks",
    "find_trend",
    "find_weak_areas",
    "grade_firmness",
    "half_phantom_limit",
    "hidden_groups",
    "holm",
    "interval_moments",
    "interval_refusal",
    "item_shares",
    "kendall_w",
    "krippendorff_alpha",
    "least_graded",
    "least_transfer",
    "lower_p",
    "mark_margins",
    "percent_agreement",
    "print_mean",
    "rank_intervals",
    "rank_refusal",
    "readable_groups",
    "reliability",
    "removal_margins",
    "rwg",
    "rwg_j",
    "score_figures",
    "score_interval",
    "stability",
    "straight_lines",
    "stratified_evidence",
    "suppressed_groups",
    "tag",
    "tag_comments",
    "trend_leaks_nothing",
    "uncertainty",
    "weak_areas_of_tally",
]


def __dir__() -> list[str]:
    return __all__

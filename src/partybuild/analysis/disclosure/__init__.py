"""The gate before any output: what may be printed without giving a voter away."""

from partybuild.analysis.disclosure._cleared_item import ClearedItem
from partybuild.analysis.disclosure._cleared_scores import ClearedScores
from partybuild.analysis.disclosure._disclosure import (
    DEFAULT_DISCLOSURE,
    ITEM_ROUNDINGS,
    Disclosure,
    summary_roundings,
)
from partybuild.analysis.disclosure._figure import Cell, Figure
from partybuild.analysis.disclosure._hidden_groups import (
    DISTRIBUTIONS_FROM,
    MEANS_FROM,
    hidden_groups,
)
from partybuild.analysis.disclosure._leak import Leak, find_leaks
from partybuild.analysis.disclosure._possible import Interval, Share, readable_groups
from partybuild.analysis.disclosure._printed_mean import PrintedMean, print_mean
from partybuild.analysis.disclosure._release import (
    Change,
    Release,
    find_release_leaks,
)
from partybuild.analysis.disclosure._scores import (
    ScoreFigures,
    item_shares,
    score_figures,
)
from partybuild.analysis.disclosure._suppression import suppressed_groups
from partybuild.analysis.disclosure._told import Told, meaning
from partybuild.analysis.disclosure._told_scores import printed_group

__all__ = [
    "DEFAULT_DISCLOSURE",
    "DISTRIBUTIONS_FROM",
    "ITEM_ROUNDINGS",
    "MEANS_FROM",
    "Cell",
    "Change",
    "ClearedItem",
    "ClearedScores",
    "Disclosure",
    "Figure",
    "Interval",
    "Leak",
    "PrintedMean",
    "Release",
    "ScoreFigures",
    "Share",
    "Told",
    "find_leaks",
    "find_release_leaks",
    "hidden_groups",
    "item_shares",
    "meaning",
    "print_mean",
    "printed_group",
    "readable_groups",
    "score_figures",
    "summary_roundings",
    "suppressed_groups",
]

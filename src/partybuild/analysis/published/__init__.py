"""Results as they may be published: what the disclosure gate lets pass of each."""

from partybuild.analysis.published._cleared_intervals import (
    ClearedInterval,
    clear_intervals,
)
from partybuild.analysis.published._cleared_trend import (
    TREND_ROUNDING,
    trend_leaks_nothing,
)
from partybuild.analysis.published._cleared_weak_areas import (
    ClearedWeakArea,
    ClearedWeakAreas,
    clear_weak_areas,
)

__all__ = [
    "TREND_ROUNDING",
    "ClearedInterval",
    "ClearedWeakArea",
    "ClearedWeakAreas",
    "clear_intervals",
    "clear_weak_areas",
    "trend_leaks_nothing",
]


def __dir__() -> list[str]:
    return __all__

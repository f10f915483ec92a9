"""Results as they may be published: what the disclosure gate lets pass of each."""

from partybuild.analysis._cleared_trend import trend_leaks_nothing
from partybuild.analysis.published._cleared_intervals import (
    ClearedInterval,
    clear_intervals,
)
from partybuild.analysis.published._cleared_weak_areas import (
    ClearedWeakArea,
    ClearedWeakAreas,
    clear_weak_areas,
)

__all__ = [
    "ClearedInterval",
    "ClearedWeakArea",
    "ClearedWeakAreas",
    "clear_intervals",
    "clear_weak_areas",
    "trend_leaks_nothing",
]


def __dir__() -> list[str]:
    return __all__

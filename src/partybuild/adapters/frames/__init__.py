"""Data frames of any engine: marks in, counts and exact results out."""

from importlib import import_module

from partybuild.errors import MissingExtraError

try:
    import_module("narwhals")
    import_module("numpy")
except ImportError as error:
    raise MissingExtraError("working with data frames", "frames") from error

from partybuild.adapters.frames._assess import assess_frame
from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._entries import read_entries
from partybuild.adapters.frames._facts import FrameFacts
from partybuild.adapters.frames._levels import (
    PublishedLevel,
    level_summaries,
    publish_levels,
    roll_up,
)
from partybuild.adapters.frames._marks import mark_columns
from partybuild.adapters.frames._rollup import LevelSummary
from partybuild.adapters.frames._stream import (
    FolderOptions,
    FolderRun,
    Progress,
    assess_folder,
)
from partybuild.adapters.frames._synthetic import SyntheticNation, write_synthetic
from partybuild.adapters.frames._tally import read_tallies, tally_frame
from partybuild.adapters.frames._to_frame import to_frame
from partybuild.adapters.frames._weak_areas import weak_areas_frame

__all__ = [
    "FolderOptions",
    "FolderRun",
    "FrameColumns",
    "FrameFacts",
    "LevelSummary",
    "MarkLayout",
    "Progress",
    "PublishedLevel",
    "SyntheticNation",
    "assess_folder",
    "assess_frame",
    "level_summaries",
    "mark_columns",
    "publish_levels",
    "read_entries",
    "read_tallies",
    "roll_up",
    "tally_frame",
    "to_frame",
    "weak_areas_frame",
    "write_synthetic",
]


def __dir__() -> list[str]:
    return __all__

"""Pictures: matplotlib axes in, axes out; only what passed the disclosure gate."""

from importlib import import_module

from partybuild.errors import MissingExtraError

try:
    import_module("matplotlib")
except ImportError as error:
    raise MissingExtraError("drawing pictures", "plot") from error

from partybuild.adapters.plot._fonts import CJK_FONTS, MissingFontWarning
from partybuild.adapters.plot._heat_map import heat_map
from partybuild.adapters.plot._margins import margins
from partybuild.adapters.plot._save import picture_bytes, write_picture
from partybuild.adapters.plot._standings import standings
from partybuild.adapters.plot._transmission import transmission
from partybuild.adapters.plot._trend import trend
from partybuild.adapters.plot._weak_areas import weak_areas

__all__ = [
    "CJK_FONTS",
    "MissingFontWarning",
    "heat_map",
    "margins",
    "picture_bytes",
    "standings",
    "transmission",
    "trend",
    "weak_areas",
    "write_picture",
]


def __dir__() -> list[str]:
    return __all__

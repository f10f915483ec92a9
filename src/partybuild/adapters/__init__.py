"""The only places that read and write: documents, workbooks, reports, commands.

Each adapter is loaded when it is first used; one whose optional package is
missing says which extra to install.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partybuild.adapters import calendar as calendar
    from partybuild.adapters import excel as excel
    from partybuild.adapters import frames as frames
    from partybuild.adapters import html as html
    from partybuild.adapters import interchange as interchange
    from partybuild.adapters import plot as plot
    from partybuild.adapters import popolo as popolo
    from partybuild.adapters import records as records
    from partybuild.adapters import rulebooks as rulebooks
    from partybuild.adapters import w3c_org as w3c_org
    from partybuild.adapters import word as word

__all__ = [
    "calendar",
    "excel",
    "frames",
    "html",
    "interchange",
    "plot",
    "popolo",
    "records",
    "rulebooks",
    "w3c_org",
    "word",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return import_module(f"partybuild.adapters.{name}")
    message = f"module 'partybuild.adapters' has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__

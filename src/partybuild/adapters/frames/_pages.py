"""Whether the pages of Parquet files can be read, before an engine relies on it."""

from collections import deque
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from partybuild.adapters.frames._heads import said_by
from partybuild.errors import InputError, Mistake

_ROWS = 65_536


def refuse_damaged_pages(source: str, files: Iterable[Path]) -> None:
    """Refuse files with pages that cannot be read.

    Over some damage Polars asks for more memory than there is, and the process
    ends. PyArrow refuses it in words, and reads a file in a small part of the
    time that its assessment takes; where it is not installed nothing is checked.

    Args:
        source: Name of the folder, for errors.
        files: Parquet files.

    Raises:
        InputError: If pages are damaged; all such files are listed.
    """
    if find_spec("pyarrow") is None:
        return
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    mistakes: list[Mistake] = []
    for path in files:
        try:
            with parquet.ParquetFile(path) as file:
                deque(file.iter_batches(_ROWS, use_threads=False), maxlen=0)
        except arrow.ArrowNotImplementedError:
            continue  # a kind of column that is not known there is no damage
        except (OSError, arrow.ArrowException) as error:
            message = f"it is damaged: {said_by(error)}; have it written again"
            mistakes.append(Mistake(path.name, message))
    if mistakes:
        raise InputError(source, tuple(mistakes))

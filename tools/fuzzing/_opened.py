"""Workbooks handed to the readers that stand above the opening of a file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from _seen import Seen

from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._workbook import Workbook


@contextmanager
def opening(module: Any, *books: Workbook) -> Iterator[None]:  # noqa: ANN401 - a module
    """Let a module find these workbooks in whatever file it opens.

    Args:
        module: The module that opens.
        books: What it finds, one after the other.

    Yields:
        Nothing.
    """
    following, known = iter(books), module.open_workbook
    module.open_workbook = lambda _: next(following)
    try:
        yield
    finally:
        module.open_workbook = known


def new_sheets(
    module: Any,  # noqa: ANN401 - a module
    read: Callable[[Path], object],
) -> Callable[[Path], object]:
    """Return a reader that opens every file, but reads the same sheets once only.

    Args:
        module: The module of the reader, which opens workbooks.
        read: The reader.

    Returns:
        The reader; of sheets that were read before it tells only that they opened.
    """
    seen = Seen("sheets")

    def _read(path: Path) -> object:
        book = open_workbook(path)
        if not seen.new(repr(book)):
            return book
        with opening(module, book):
            return read(path)

    return _read

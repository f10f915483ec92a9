"""The list in which one reading collects every mistake before it refuses."""

from partybuild.adapters.excel._text import address
from partybuild.errors import InputError, Mistake

MOST_LISTED = 1_000
"""Nobody mends more from one list; the rest are counted."""


class Mistakes:
    """Mistakes of one workbook, in the order in which they were found."""

    __slots__ = ("_found", "_more", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._found: list[Mistake] = []
        self._more = 0

    @property
    def count(self) -> int:
        """Mistakes found so far."""
        return len(self._found) + self._more

    def add(self, place: str, message: str) -> None:
        """Add a mistake at a place."""
        if len(self._found) < MOST_LISTED:
            self._found.append(Mistake(place, message))
        else:
            self._more += 1

    def at(self, sheet: str, row: int, column: int, message: str) -> None:
        """Add a mistake at a cell, given by its places counted from 0."""
        self.add(f"{sheet}!{address(row, column)}", message)

    def refuse(self) -> None:
        """Raise one error with all mistakes, if there are any.

        Raises:
            InputError: With every mistake found.
        """
        if self._more:
            self._found.append(
                Mistake("...", f"{self._more} more mistakes; mend these first")
            )
        if self._found:
            raise InputError(self.source, tuple(self._found))

"""Choices read from the bytes of a fuzzer, and what they do to bytes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from partybuild.errors import PartyBuildError
from partybuild.testing.awkward import (
    AWKWARD_TEXTS,
    NUMBER_TEXTS,
    REFUSED_NUMBER_TEXTS,
)

Target = Callable[[bytes], object]
"""Takes the bytes of a fuzzer; whatever it raises is a fault of a reader."""

POOL: tuple[Any, ...] = (
    *AWKWARD_TEXTS,
    *REFUSED_NUMBER_TEXTS,
    *(text for text, _ in NUMBER_TEXTS),
    *("2022-02-30", "2022-01-25", "9999-12-31", "0001-01-01", "", "spoilt", "good"),
    *("1e999999999", "1.5", "10000-01-01", "2022-W01-1", "\ufeff", "\u2028"),
    *(None, True, False, 0, 1, -1, 2**31, 10**400, [], {}, {"kind": "mean"}),
)
CELLS: tuple[Any, ...] = (
    *(one for one in POOL if isinstance(one, str | int | None)),
    *(1.0, -0.0, 1.5, float("nan"), float("inf"), 1e300, 44586.0),
    dt.date(2022, 1, 25),
    dt.datetime(2022, 1, 25, 23, 59),  # noqa: DTZ001 - cells know no zone
    dt.time(12, 30),
    dt.timedelta(days=44586),
)
"""What a library that reads workbooks may hand over for a cell."""


class Choices:
    """Answers taken from bytes one after the other; zero when they are used up."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self.data = data
        self.at = 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to one below the limit."""
        size = 1 if limit <= 256 else 2
        taken = self.data[self.at : self.at + size]
        self.at += size
        return int.from_bytes(taken, "big") % limit

    def one(self, among: Any) -> Any:  # noqa: ANN401 - whatever is chosen from
        """Return one of several."""
        return among[self.below(len(among))]

    def some(self, most: int) -> bytes:
        """Return the next bytes as they are."""
        taken = self.data[self.at : self.at + most]
        self.at += most
        return taken

    @property
    def more(self) -> bool:
        """Whether bytes are left."""
        return self.at < len(self.data)


def spliced(content: bytes, choices: Choices) -> bytes:
    """Return bytes with up to four pieces cut out, doubled or put in.

    Args:
        content: The bytes.
        choices: Where the changes come from.

    Returns:
        The changed bytes.
    """
    for _ in range(1 + choices.below(4)):
        at = choices.below(min(len(content), 65_535) or 1)
        action, length = choices.below(4), choices.below(24)
        piece = b""
        if action == 0:
            piece = choices.some(8)
        elif action == 1:
            piece = content[at : at + length] * 2
        elif action == 2:
            piece = str(choices.one(POOL)).encode("utf-8", "replace")
        content = content[:at] + piece + content[at + length :]
    return content


def refusing(read: Callable[[Choices], object]) -> Target:
    """Return a target; what it may raise is an error of the library.

    Args:
        read: Reads what it makes of the choices.

    Returns:
        The target.
    """

    def _target(data: bytes) -> object:
        try:
            return read(Choices(data))
        except PartyBuildError as refused:
            return str(refused)

    return _target

"""Mistakes in data that somebody handed in."""

import attrs

from partybuild.errors._base import PartyBuildError


def _printable(text: str) -> str:
    """Return a text that can be written: half characters are shown by their codes."""
    return text.encode("utf-8", "backslashreplace").decode()


@attrs.frozen
class Mistake:
    """One mistake in data that somebody handed in.

    Attributes:
        place: Where it stands: sheet and cell, or JSON path.
        message: What was found and what was expected.
    """

    place: str = attrs.field(converter=_printable)
    message: str = attrs.field(converter=_printable)

    def __str__(self) -> str:
        """Put the place before the message."""
        return f"{self.place}: {self.message}"


@attrs.define
class InputError(PartyBuildError, ValueError):
    """Data handed in with one or more mistakes, all of them listed.

    Attributes:
        source: What was read: a file name, or the call's own word for it.
        mistakes: Every mistake found, in the order of the source.
    """

    source: str
    mistakes: tuple[Mistake, ...]

    def __str__(self) -> str:
        """List every mistake, one a line."""
        noun = "mistake" if len(self.mistakes) == 1 else "mistakes"
        lines = [f"{self.source}: {len(self.mistakes)} {noun}, nothing was taken"]
        return "\n  ".join([*lines, *map(str, self.mistakes)])

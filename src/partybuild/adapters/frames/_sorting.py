"""What of counted marks can be placed, what cannot, and the roll call of both."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.adapters.frames._block import Block
from partybuild.adapters.frames._check import CountRow, row_problems
from partybuild.adapters.frames._rejects import told
from partybuild.adapters.frames._words import SchemeWords

ROLL: Mapping[str, type] = {
    **dict.fromkeys(("conference", "group"), str),
    **dict.fromkeys(("ballots", "marks", "unreadable", "rejected", "blanks"), int),
}
"""Columns of the roll call."""


def sorted_out(block: Block) -> tuple[Block, list[tuple[str | int, ...]]]:
    """Divide counts into those that can be placed and those that cannot be read.

    Args:
        block: Counts.

    Returns:
        Counts to go on with, unreadable options among them as spoilt; and the
        rest, with what is wrong, sorted.
    """
    spoilt: list[CountRow] = []
    rejects: list[tuple[str | int, ...]] = []
    for row in block.odd:
        problems = row_problems(row, block.words)
        if len(problems) == 1 and problems[0][0].startswith("option"):
            spoilt.append((*row[:4], "spoilt", *row[5:]))
        reason = told(row, block.words)
        rejects.append((*(word or "" for word in row[:5]), max(row[5], 0), reason))
    good = attrs.evolve(block, odd=())
    if spoilt:
        good = Block.merged([good, Block.of_rows(block.words, spoilt)])
    return good, sorted(rejects)


class RollCalls:
    """Marks of each conference and group, until they close."""

    def __init__(self, words: SchemeWords) -> None:
        self._groups = words.form.group_ids
        self._lines: dict[tuple[str, str], dict[str, int]] = {}

    def _line(self, conference: str, group: str) -> dict[str, int]:
        names = ("ballots", "marks", "unreadable", "rejected", "blanks")
        return self._lines.setdefault((conference, group), dict.fromkeys(names, 0))

    def read(self, good: Block, rejects: Iterable[tuple[str | int, ...]]) -> None:
        """Add the marks of a chunk."""
        for key, marks in good.group_sums().items():
            self._line(*key)["marks"] = marks
        for reject in rejects:
            line = self._line(str(reject[0]), str(reject[2]))
            spoilt = str(reject[-1]).startswith("option")
            line["unreadable" if spoilt else "rejected"] += int(reject[-2])

    def ballots(self, conference: str, ballots: Iterable[int], width: int) -> None:
        """Close the lines of a conference; marks that no row holds are blanks."""
        for group, number in zip(self._groups, ballots, strict=True):
            line = self._line(conference, group)
            line["ballots"] = number
            line["blanks"] = number * width - line["marks"]

    def rows(self) -> list[tuple[str | int, ...]]:
        """Return the lines, sorted."""
        return [(*key, *line.values()) for key, line in sorted(self._lines.items())]

    def totals(self) -> dict[str, int]:
        """Return the sums over all lines."""
        lines = self._lines.values()
        unreadable = sum(line["unreadable"] for line in lines)
        rejected = sum(line["rejected"] for line in lines)
        marks = sum(line["marks"] for line in lines) + rejected
        return {"marks": marks, "unreadable": unreadable, "rejected": rejected}

"""Counting where rows of one subject and group lie together."""

from collections.abc import Iterator

import attrs
import numpy as np
import numpy.typing as npt

from partybuild.adapters.frames._block import Whole
from partybuild.adapters.frames._codes import PIECE, Coded, Places

_BITS = 64
_FEWEST_BITS = 4
_ROWS_OF_A_RUN = 4


@attrs.frozen(eq=False, repr=False)
class Runs:
    """Rows that follow each other and have one number in common.

    Attributes:
        starts: First row of every run.
        numbers: The number of every run.
        rows: Number of rows.
        size: How many numbers there may be.
        once: Whether no number has two runs.
    """

    starts: Places
    numbers: Places
    rows: int
    size: int
    once: bool

    @classmethod
    def of(cls, column: Coded) -> "Runs | None":
        """Find the runs of a column.

        Args:
            column: Numbers of all rows.

        Returns:
            The runs; None where they are too short to be of use.
        """
        codes = column.part(slice(0, column.rows))
        steps = np.flatnonzero(np.not_equal(codes[1:], codes[:-1])) + 1
        if not column.rows or len(steps) * _ROWS_OF_A_RUN > column.rows:
            return None
        starts = np.append(np.zeros(1, np.int64), steps)
        numbers = codes[starts].astype(np.int64)
        there = np.zeros(column.size, np.bool_)
        there[numbers] = True
        once = int(there.sum()) == len(numbers)
        return cls(starts, numbers, column.rows, column.size, once)

    def counts(self, option: Coded) -> Whole | None:
        """Count how often each number goes with each option.

        Every row becomes a whole number with a 1 in the lane of bits of its
        option, and the rows of a run are added; runs are cut so short that no
        lane runs over.

        Args:
            option: Column of options.

        Returns:
            Counts of all combinations; None where there are too many options.
        """
        width = _BITS // max(option.size, 1)
        if width < _FEWEST_BITS:
            return None
        runs = self._cut((1 << width) - 1)
        shifts = np.arange(option.size, dtype=np.uint64) * np.uint64(width)
        ones = np.left_shift(np.uint64(1), shifts)
        sums = np.empty(len(runs.starts), np.uint64)
        for first, last, rows in runs.pieces():
            starts = runs.starts[first:last] - runs.starts[first]
            sums[first:last] = np.add.reduceat(ones.take(option.part(rows)), starts)
        lanes = (sums[:, None] >> shifts) & np.uint64((1 << width) - 1)
        table = np.zeros((self.size, option.size), np.int64)
        if runs.once:
            table[runs.numbers] = lanes
        else:
            np.add.at(table, runs.numbers, lanes.astype(np.int64))
        return table.reshape(-1)

    def _cut(self, most: int) -> "Runs":
        lengths = np.diff(np.append(self.starts, self.rows))
        if int(lengths.max()) <= most:
            return self
        parts: npt.NDArray[np.int64] = -(-lengths // most)
        firsts: Places = np.repeat(np.cumsum(parts) - parts, parts)
        within = np.arange(len(firsts)) - firsts
        return attrs.evolve(
            self,
            starts=np.repeat(self.starts, parts) + within * most,
            numbers=np.repeat(self.numbers, parts),
            once=False,
        )

    def pieces(self) -> Iterator[tuple[int, int, slice]]:
        """Yield the runs piece by piece: first, the one after the last, rows."""
        borders = np.arange(0, self.rows, PIECE)
        firsts: list[int] = np.unique(np.searchsorted(self.starts, borders)).tolist()
        firsts = [at for at in firsts if at < len(self.starts)]
        starts: list[int] = self.starts[firsts].tolist()
        yield from (
            (first, last, slice(start, stop))
            for first, last, start, stop in zip(
                firsts,
                [*firsts[1:], len(self.starts)],
                starts,
                [*starts[1:], self.rows],
                strict=True,
            )
        )

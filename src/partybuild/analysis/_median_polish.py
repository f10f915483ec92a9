"""Median polish: a picture of what is common, a row's own and a cell's own."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record

_MOST_ROUNDS = 10
_LITTLE = Fraction(1, 100)


@attrs.frozen(kw_only=True)
class MedianPolish(ForReviewBody, Record):
    """A table taken apart by medians; no test and no weak area rests on it.

    ``overall + rows[s] + columns[i] + residuals[s][i]`` is the cell, exactly.

    Attributes:
        overall: What all cells have in common.
        rows: What is a row's own (a subject).
        columns: What is a column's own (an item, for the whole street).
        residuals: What is left of each cell.
    """

    overall: Fraction
    rows: tuple[Fraction, ...]
    columns: tuple[Fraction, ...]
    residuals: tuple[tuple[Fraction, ...], ...]

    @classmethod
    def of(cls, table: Sequence[Sequence[Fraction | int]]) -> "MedianPolish":
        """Return the parts of a table.

        Args:
            table: Rows of equal length, such as item scores by subject.

        Returns:
            The parts; rows are swept first, until the sum of absolute residuals
            moves by less than a hundredth, ten times at most.

        Raises:
            ValueRangeError: If there is no cell, or rows differ in length.

        Source:
            Tukey (1977), Exploratory Data Analysis; the stopping rule is R's.
        """
        lengths = {len(row) for row in table}
        if len(lengths) != 1 or 0 in lengths:
            raise ValueRangeError("the rows of a table", sorted(lengths), "one length")
        cells = [[Fraction(value) for value in row] for row in table]
        overall, before = Fraction(), Fraction()
        rows = [Fraction()] * len(cells)
        columns = [Fraction()] * len(cells[0])
        rounds, settled = 0, False
        while rounds < _MOST_ROUNDS and not settled:
            overall += _swept(cells, rows, columns)
            turned = [list(column) for column in zip(*cells, strict=True)]
            overall += _swept(turned, columns, rows)
            cells = [list(row) for row in zip(*turned, strict=True)]
            now = sum((abs(x) for row in cells for x in row), Fraction())
            settled = not now or abs(now - before) < _LITTLE * now
            rounds, before = rounds + 1, now
        return cls(
            overall=overall,
            rows=tuple(rows),
            columns=tuple(columns),
            residuals=tuple(map(tuple, cells)),
        )


def _swept(
    cells: list[list[Fraction]], own: list[Fraction], across: list[Fraction]
) -> Fraction:
    """Move the median of each line to its own part, that of the others out."""
    for at, line in enumerate(cells):
        middle = _median(line)
        cells[at] = [x - middle for x in line]
        own[at] += middle
    common = _median(across)
    across[:] = [x - common for x in across]
    return common


def _median(values: Sequence[Fraction]) -> Fraction:
    ordered, half = sorted(values), len(values) // 2
    return (ordered[half] + ordered[-half - 1]) / 2

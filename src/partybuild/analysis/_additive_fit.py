"""Least squares of a table with gaps: subject effects beside ballot effects."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Self

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record

Cell = Fraction | int | None


@attrs.frozen(kw_only=True)
class AdditiveFit(ForReviewBody, Record):
    """Fair means: what each subject would have had from all ballots.

    Attributes:
        grand: Mean of the table after the fit.
        subjects: Effect of each subject; they sum to 0.
        ballots: Effect of each ballot, its mildness; they sum to 0.
        fair: Fair mean of each subject.
        raw: Plain mean of each subject.

    Source:
        Additive two-way least squares, solved in exact fractions.
    """

    grand: Fraction
    subjects: tuple[Fraction, ...]
    ballots: tuple[Fraction, ...]
    fair: tuple[Fraction, ...]
    raw: tuple[Fraction, ...]

    @classmethod
    def of(cls, rows: Sequence[Sequence[Cell]]) -> Self:
        """Fit ballots that may leave subjects out.

        Args:
            rows: One row per ballot, one number per subject; None is a gap.
                Rows without any number are left aside and have effect 0.

        Returns:
            The fit.

        Raises:
            ValueRangeError: If ballots do not connect all subjects: without a
                ballot that rated both sides, no two parts can be compared.
        """
        if not connected(rows):
            raise ValueRangeError(
                "the graph of ballots and subjects",
                "in separate parts",
                "ballots that connect all subjects; ballots that rated subjects of "
                "both parts are needed",
            )
        effects = _solved(*_normal_equations(rows))
        known = [
            (at, [(s, x) for s, x in enumerate(row) if x is not None])
            for at, row in enumerate(rows)
        ]
        left = {
            at: sum((x - effects[s] for s, x in cells), Fraction()) / len(cells)
            for at, cells in known
            if cells
        }
        grand = sum(left.values(), Fraction()) / len(left)
        raw: list[Fraction] = []
        for column in zip(*rows, strict=True):
            marks = [x for x in column if x is not None]
            raw.append(Fraction(sum(marks)) / len(marks))
        return cls(
            grand=grand,
            subjects=tuple(effects),
            ballots=tuple(left.get(at, grand) - grand for at in range(len(rows))),
            fair=tuple(grand + effect for effect in effects),
            raw=tuple(raw),
        )


def connected(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether ballots connect all subjects with one another."""
    parent = list(range(len(rows[0]) if rows else 0))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    rated: set[int] = set()
    for row in rows:
        cells = [at for at, x in enumerate(row) if x is not None]
        rated.update(cells)
        for at in cells[1:]:
            parent[root(at)] = root(cells[0])
    whole = len(parent)
    return bool(whole) and len(rated) == whole and len({*map(root, parent)}) == 1


def _normal_equations(
    rows: Sequence[Sequence[Cell]],
) -> tuple[list[list[int]], list[Fraction]]:
    # Ballot effects are eliminated; ballots with the same gaps share a block. All
    # is multiplied by a number that every count of cells divides.
    blocks: dict[tuple[int, ...], list[Sequence[Cell]]] = defaultdict(list)
    for row in rows:
        blocks[tuple(at for at, x in enumerate(row) if x is not None)].append(row)
    width, unit = len(rows[0]), lcm(*map(len, filter(None, blocks)))
    matrix = [[1] * width for _ in range(width)]  # so that effects sum to 0
    right = [Fraction()] * width
    for cells, heap in sorted(blocks.items()):
        if not cells:
            continue
        sums = {s: sum((row[s] or 0) for row in heap) for s in cells}
        part = unit // len(cells)
        total = part * sum(sums.values())
        for s in cells:
            right[s] += unit * sums[s] - total
            matrix[s][s] += unit * len(heap)
            for t in cells:
                matrix[s][t] -= part * len(heap)
    return matrix, right


def _solved(matrix: list[list[int]], right: list[Fraction]) -> list[Fraction]:
    # Elimination without fractions (Bareiss): every division leaves no rest.
    unit = lcm(*(value.denominator for value in right))
    lines = [
        [*(unit * x for x in line), int(unit * value)]
        for line, value in zip(matrix, right, strict=True)
    ]
    size, last = len(lines), 1
    for at in range(size):
        pivot = next(i for i in range(at, size) if lines[i][at])
        lines[at], lines[pivot] = lines[pivot], lines[at]
        head = lines[at]
        for other in range(at + 1, size):
            line = lines[other]
            lines[other] = [
                (head[at] * x - line[at] * y) // last
                for x, y in zip(line, head, strict=True)
            ]
        last = head[at]
    found = [Fraction()] * size
    for at in reversed(range(size)):
        line = lines[at]
        rest = sum((line[i] * found[i] for i in range(at + 1, size)), Fraction())
        found[at] = (line[-1] - rest) / line[at]
    return found

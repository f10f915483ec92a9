"""Ballots of one group of which some miss a mark."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import accumulate, combinations, repeat
from math import lcm
from operator import add, mul
from typing import Self

import attrs

from partybuild.analysis._removal import FIXED_POINT
from partybuild.kernel import ForReviewBody, Record

MOST_INCOMPLETE = 6
"""Incomplete ballots of a group up to which all sets of them are tried."""

_Gaps = frozenset[int]


@attrs.frozen(repr=False)
class UnevenHeap(ForReviewBody, Record):
    """What the removal of ballots does where lines have different bases.

    The group contributes the sum of all values; a line whose base falls from n
    to n - r counts n / (n - r) times what is left of it. For a given number of
    removals and a given set of incomplete ballots among them these factors are
    fixed, every complete ballot has one value, and the highest go first. All
    sets of incomplete ballots are tried, which is why there may be only a few.

    Attributes:
        ballots: Number of ballots.
        gaps: For each bundle of lines, the ballots that leave them out; lines
            with the same gaps are one bundle.
        values: For each bundle, what every ballot gives in it; 0 at its gaps.
    """

    ballots: int
    gaps: tuple[_Gaps, ...]
    values: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, lines: Sequence[Sequence[int | None]]) -> Self:
        """Return the heap of ballots.

        Args:
            lines: Per line, what each ballot gives; None for a missing mark.

        Returns:
            The heap.
        """
        ballots = len(lines[0])
        bundles: dict[_Gaps, list[tuple[int, ...]]] = {}
        for line in lines:
            gaps = frozenset(at for at, value in enumerate(line) if value is None)
            # A cell without any mark has no base that a removal could move.
            if len(gaps) < ballots:
                bundles.setdefault(gaps, []).append(tuple(v or 0 for v in line))
        return cls._bundled(ballots, bundles)

    @classmethod
    def _bundled(
        cls, ballots: int, bundles: dict[_Gaps, list[tuple[int, ...]]]
    ) -> Self:
        order = sorted(bundles, key=sorted)
        sums = (tuple(map(sum, zip(*bundles[gaps], strict=True))) for gaps in order)
        return cls(ballots, tuple(order), tuple(sums))

    def negative(self) -> "UnevenHeap":
        """Return the heap whose fall is the rise of this one."""
        values = tuple(tuple(-value for value in line) for line in self.values)
        return attrs.evolve(self, values=values)

    def less(self, other: "UnevenHeap") -> "UnevenHeap":
        """Return the heap of what this one gives more than another one."""
        bundles: dict[_Gaps, list[tuple[int, ...]]] = {}
        for heap in (self, other.negative()):
            for gaps, line in zip(heap.gaps, heap.values, strict=True):
                bundles.setdefault(gaps, []).append(line)
        return self._bundled(self.ballots, bundles)

    @property
    def incomplete(self) -> _Gaps:
        """Ballots that miss a mark."""
        return _Gaps().union(*self.gaps)

    @property
    def most(self) -> int:
        """The most ballots that can be removed: one stays."""
        return self.ballots - 1

    def bounds(self, length: int) -> list[int | None]:
        """Return what the falls would be if every bundle had its own removals.

        Args:
            length: Most removals asked for.

        Returns:
            The bounds in fixed point, never rounded down; None where so many
            ballots cannot be removed.
        """
        total: list[int | None] = [0] * (min(length, self.most) + 1)
        for gaps, line in zip(self.gaps, self.values, strict=True):
            marked = [value for at, value in enumerate(line) if at not in gaps]
            falls = _bundle_falls(sorted(marked, reverse=True), length)
            for k, bound in enumerate(total):
                own = falls[max(0, k - len(gaps)) : k + 1]
                total[k] = bound + max(own) if own and bound is not None else None
        return total

    def fall(self, removals: int) -> Fraction | None:
        """Return the largest fall that so many removals bring about.

        One valid mark stays in every cell, because the mean of an empty one is
        a matter of the rules.

        Args:
            removals: Ballots to remove.

        Returns:
            The fall; None where so many ballots cannot be removed.
        """
        gaps = self.incomplete
        incomplete = sorted(gaps)
        complete = [at for at in range(self.ballots) if at not in gaps]
        # Columns of the complete ballots: vectors are weighed in the C of `map`.
        columns = [[line[at] for at in complete] for line in self.values]
        best: Fraction | None = None
        for size in range(
            max(0, removals - len(complete)), min(len(incomplete), removals) + 1
        ):
            for gone in combinations(incomplete, size):
                fall = self._fall(removals, gone, columns, len(complete))
                if fall is not None and (best is None or fall > best):
                    best = fall
        return best

    def _fall(
        self,
        removals: int,
        gone: Sequence[int],
        columns: Sequence[Sequence[int]],
        complete: int,
    ) -> Fraction | None:
        bases = [self.ballots - len(gaps) for gaps in self.gaps]
        lefts = [
            base - removals + len(gaps.intersection(gone))
            for base, gaps in zip(bases, self.gaps, strict=True)
        ]
        if min(lefts, default=1) <= 0:
            return None
        unit = lcm(*lefts)
        factors = [b * (unit // left) for b, left in zip(bases, lefts, strict=True)]
        worth: Iterable[int] = repeat(0, complete)
        for factor, line in zip(factors, columns, strict=True):
            worth = map(add, worth, map(mul, repeat(factor), line))
        taken = sum(sorted(worth, reverse=True)[: removals - len(gone)])
        total = 0
        for factor, line in zip(factors, self.values, strict=True):
            total += (unit - factor) * sum(line)
            taken += factor * sum(line[at] for at in gone)
        return Fraction(total + taken, unit)


def _bundle_falls(values: Sequence[int], length: int) -> list[int]:
    """Return the falls of one bundle alone, in fixed point, rounded up."""
    base, whole = len(values), sum(values)
    return [
        -((base * (whole - gone) - whole * (base - r)) * FIXED_POINT // (base - r))
        for r, gone in enumerate(accumulate(values[:length], initial=0))
        if r < base
    ]

"""What the best changes gain together, from counts of equal ones."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Self

import attrs

from partybuild.kernel import ForReviewBody, Record


@attrs.frozen
class GainCurve(ForReviewBody, Record):
    """The most that 0, 1, 2... changes gain together; a billion take no more room.

    Attributes:
        runs: Gains, the largest first, each with the number of changes that
            gain so much.
    """

    runs: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, runs: Iterable[tuple[int, int]]) -> Self:
        """Return the curve of gains in any order.

        Args:
            runs: Gains above 0, with the number of changes that gain so much.

        Returns:
            The curve.
        """
        found = Counter[int]()
        for gain, changes in runs:
            found[gain] += changes
        return cls(tuple(sorted(found.items(), reverse=True)))

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        return tuple(accumulate((n for _, n in self.runs), initial=0))

    @cached_property
    def _sums(self) -> tuple[int, ...]:
        return tuple(accumulate((gain * n for gain, n in self.runs), initial=0))

    @property
    def changes(self) -> int:
        """How many changes there are."""
        return self._ends[-1]

    @property
    def total(self) -> int:
        """What all of them gain."""
        return self._sums[-1]

    def gained(self, changes: int) -> int:
        """Return what so many changes gain at most; no more than there are."""
        at = bisect_left(self._ends, changes)
        if not at:
            return 0
        return self._sums[at] - self.runs[at - 1][0] * (self._ends[at] - changes)

    def next_gain(self, changes: int) -> int:
        """Return what one more change gains; 0 where there is none."""
        at = bisect_right(self._ends, changes) - 1
        return self.runs[at][0] if at < len(self.runs) else 0

    def fewest(self, need: int) -> int | None:
        """Return the fewest changes that gain enough; None where all do not.

        Taking the largest gains first is exact, because what one change gains
        does not depend on the others.
        """
        if need <= 0:
            return 0
        at = bisect_left(self._sums, need)
        if at == len(self._sums):
            return None
        return self._ends[at] - (self._sums[at] - need) // self.runs[at - 1][0]

    def cost(self, need: int) -> tuple[Fraction, Fraction]:
        """Return how many changes gain enough if they could be divided.

        Args:
            need: What has to be gained.

        Returns:
            The number, never above `fewest`, and by how much it grows with the
            need. As a function of the need it is convex; beyond what all
            changes gain it goes on as it was.
        """
        if need <= 0 or not self.runs:
            return Fraction(), Fraction()
        at = min(bisect_left(self._sums, need), len(self.runs))
        gain = self.runs[at - 1][0]
        return self._ends[at] - Fraction(self._sums[at] - need, gain), Fraction(1, gain)

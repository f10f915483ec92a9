"""The fewest marks of one subject and of some others that settle a quota."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from heapq import heappop, heappush, nsmallest
from math import ceil

import attrs

from partybuild.analysis._gain_curve import GainCurve
from partybuild.analysis._margin import Margin, MarginWay, never

# Each halves an interval: so many marks at least are looked at one by one, and where
# it takes more the margin is told between two bounds.
_MOST_TRIES = 1_000


@attrs.frozen
class Other:
    """Another subject, whose marks have to make up for what the own ones do not.

    Attributes:
        gains: What its marks gain.
        need: What they have to gain as long as no own mark is changed.
        least: What they have to gain however many own marks are changed.
    """

    gains: GainCurve
    need: int
    least: int

    def left(self, moved: int) -> int:
        """Return what its marks have to gain beside that much of the own ones."""
        return max(self.need - moved, self.least)


@attrs.frozen
class _Quota:
    own: GainCurve
    others: Sequence[Other]
    number: int

    def beside(self, own: int) -> int | None:
        """Return the fewest marks of others; None where all are not enough."""
        moved = self.own.gained(own)
        costs = [other.gains.fewest(other.left(moved)) for other in self.others]
        return _cheapest((c for c in costs if c is not None), self.number)

    def least(self, start: int, end: int) -> int | None:
        """Return what no number of own marks between two is below, in all.

        What each of the others costs is convex in the own marks, so that it is
        nowhere below its tangents, and the cheapest of straight lines are
        cheapest at an end.
        """
        beside = self.beside(end)
        if beside is None:
            return None
        bounds = [start + 1 + beside]
        for at, slope in (
            (start, self.own.next_gain(start)),
            (end, self.own.next_gain(end - 1)),
        ):
            lines = list(self._tangents(at, slope))
            bounds.append(
                min(
                    ceil(
                        to
                        + sum(
                            nsmallest(
                                self.number, (v + d * (to - at) for v, d in lines)
                            )
                        )
                    )
                    for to in (start, end)
                )
            )
        return max(bounds)

    def _tangents(self, own: int, slope: int) -> Iterable[tuple[Fraction, Fraction]]:
        moved = self.own.gained(own)
        for other in self.others:
            value, growth = other.gains.cost(other.left(moved))
            falls = other.need - moved > other.least
            yield value, -growth * slope * falls


def _cheapest(costs: Iterable[int], number: int) -> int | None:
    found = nsmallest(number, costs)
    return sum(found) if len(found) == number else None


def settle(
    own: GainCurve, others: Sequence[Other], number: int, first: int = 0
) -> Margin:
    """Return the fewest marks, own ones and of others, that settle a quota.

    Args:
        own: What the own marks gain.
        others: The others.
        number: So many of the others have to gain what they need.
        first: Own marks that have to be changed in any case.

    Returns:
        The margin, exact where the search came to its end.
    """
    quota = _Quota(own, others, max(number, 0))
    last = own.changes
    rest = quota.beside(last)
    if rest is None:
        return never(MarginWay.OUT_OF_REACH)
    best = last + rest
    start = quota.beside(first)
    if start is not None:
        best = min(best, first + start)
    left: list[tuple[int, int, int]] = []

    def look(low: int, high: int) -> None:
        if high - low > 1:
            least = quota.least(low, high)
            if least is not None:
                heappush(left, (least, low, high))

    look(first, last)
    for _ in range(_MOST_TRIES):
        if not left or left[0][0] >= best:
            return Margin(changes=best, least=best, way=MarginWay.QUOTA)
        _, low, high = heappop(left)
        middle = (low + high) // 2
        beside = quota.beside(middle)
        if beside is not None:
            best = min(best, middle + beside)
        look(low, middle)
        look(middle, high)
    least = min(best, left[0][0]) if left else best
    return Margin(changes=best, least=least, way=MarginWay.QUOTA)

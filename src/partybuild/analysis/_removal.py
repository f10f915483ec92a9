"""The fewest ballots whose removal moves a weighted mean far enough."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Protocol

import attrs

from partybuild.errors import ValueRangeError

_FIRST_LENGTH = 8
FIXED_POINT = 1 << 20
"""Parts of a unit in which bounds are counted, never rounded down."""

Bounds = Sequence[int | None]
"""For 0, 1, 2... removals, what the fall never passes; None: not possible."""


class Removable(Protocol):
    """Ballots of one group, as far as their removal matters for one score."""

    @property
    def most(self) -> int:
        """The most ballots that can be removed."""
        ...

    def fall(self, removals: int) -> Fraction | None:
        """Return the largest fall that so many removals bring about, if any."""
        ...

    def bounds(self, length: int) -> Bounds:
        """Return bounds for up to so many removals, found with less work."""
        ...


def _some(_: object, __: object, values: tuple[Fraction | int, ...]) -> None:
    if not values:
        raise ValueRangeError("number of ballots of a group", 0, "at least 1")


@attrs.frozen
class Heap:
    """The ballots of one voter group, as far as they matter for one score.

    Attributes:
        weight: Weight of the group's mean in the score.
        values: What each ballot gives, in points; the score is the weighted sum
            of the means.
    """

    weight: Fraction
    values: tuple[Fraction | int, ...] = attrs.field(validator=_some)

    @property
    def most(self) -> int:
        """The most ballots that can be removed: one stays."""
        return len(self.values) - 1 if self.weight else 0

    def fall(self, removals: int) -> Fraction:
        """Return the largest fall that so many removals bring about."""
        values = sorted(map(Fraction, self.values), reverse=True)
        size, total = len(values), sum(values, Fraction())
        rest = (total - sum(values[:removals])) / (size - removals)
        return self.weight * (total / size - rest)

    def bounds(self, length: int) -> list[int]:
        """Return the falls themselves, in fixed point."""
        return [
            ceil(self.fall(removals) * FIXED_POINT)
            for removals in range(min(length, self.most) + 1)
        ]


def fewest_removed(
    heaps: Sequence[Heap], need: Fraction, *, strict: bool = False
) -> int | None:
    """Return the fewest ballots whose removal lowers a score far enough.

    Within a group the highest ballots go first. Across groups the largest
    effects first are *not* exact: every removal leaves a smaller base, so that
    the third ballot of a group may do more than the first two together. The
    effects of removing k ballots of each group are therefore combined by
    dynamic programming. One ballot stays in every group, because the mean of an
    empty group is a matter of the rules.

    Args:
        heaps: Voter groups, none of them empty.
        need: Points that the score has to fall.
        strict: Whether it has to fall by more than that.

    Returns:
        The number of ballots; None if no removal is enough.

    Source:
        Min-plus combination, O(G K^2); compared with brute force.

    Examples:
        >>> one, other = (60, 40, 80), (100, 100, 40, 80)
        >>> half = Fraction(1, 2)
        >>> fewest_removed([Heap(half, one), Heap(half, other)], Fraction("17.2"))
        3
    """
    return fewest_combined(heaps, need, strict=strict)


def fewest_combined(
    groups: Sequence[Removable], need: Fraction, *, strict: bool
) -> int | None:
    """Return the fewest removals over all groups that make a score fall enough.

    Dynamic programming over the bounds of the groups says where a search may
    begin and which splits of the removals are worth their exact falls.

    Args:
        groups: Voter groups.
        need: Points that the score has to fall.
        strict: Whether it has to fall by more than that.

    Returns:
        The number of removals; None if none is enough.
    """
    if need < 0 or (need == 0 and not strict):
        return 0
    most, length = sum(group.most for group in groups), _FIRST_LENGTH
    falls: list[dict[int, Fraction | None]] = [{} for _ in groups]
    tried = 0
    while True:
        bounds = [group.bounds(length) for group in groups]
        best = _best_of_rest(bounds, length)
        search = _Search(groups, bounds, best, falls, need, strict, set())
        for removals in range(tried, min(length, most) + 1):
            if search.enough(0, removals, Fraction(0)):
                return removals
        if length >= most:
            return None
        tried, length = length + 1, length * 2


def _best_of_rest(bounds: Sequence[Bounds], length: int) -> list[list[int | None]]:
    """Return, from each group on, the best bound for every number of removals."""
    best: list[list[int | None]] = [[0]]
    for line in reversed(bounds):
        rest = best[-1]
        longest = min(len(rest) + len(line) - 1, length + 1)
        best.append([_best_split(rest, line, total) for total in range(longest)])
    return best[::-1]


def _best_split(rest: Bounds, line: Bounds, total: int) -> int | None:
    first, last = max(0, total - len(line) + 1), min(total, len(rest) - 1)
    sums = [
        one + other
        for at in range(first, last + 1)
        if (one := rest[at]) is not None and (other := line[total - at]) is not None
    ]
    return max(sums, default=None)


@attrs.frozen
class _Search:
    """Whether some split of the removals over the groups is enough."""

    groups: Sequence[Removable]
    bounds: Sequence[Bounds]
    best: Sequence[Bounds]
    falls: Sequence[dict[int, Fraction | None]]
    need: Fraction
    strict: bool
    failed: set[tuple[int, int, Fraction]]

    def enough(self, at: int, removals: int, so_far: Fraction) -> bool:
        """Return whether the groups from *at* on can make up what is missing."""
        if at == len(self.groups):
            return so_far > self.need or (so_far == self.need and not self.strict)
        if (at, removals, so_far) in self.failed:
            return False
        missing = (self.need - so_far) * FIXED_POINT
        least = floor(missing) + 1 if self.strict else ceil(missing)
        line, rest = self.bounds[at], self.best[at + 1]
        first = max(0, removals - len(rest) + 1)
        for k in range(first, min(removals, len(line) - 1) + 1):
            one, others = line[k], rest[removals - k]
            if one is None or others is None or one + others < least:
                continue
            fall = self._fall(at, k)
            if (
                fall is not None
                and ceil(fall * FIXED_POINT) + others >= least
                and self.enough(at + 1, removals - k, so_far + fall)
            ):
                return True
        # Groups that are alike lead to the same place in many ways.
        self.failed.add((at, removals, so_far))
        return False

    def _fall(self, at: int, removals: int) -> Fraction | None:
        known = self.falls[at]
        if removals not in known:
            known[removals] = self.groups[at].fall(removals)
        return known[removals]

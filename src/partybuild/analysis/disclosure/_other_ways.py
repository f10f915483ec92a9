"""Other ways to vote, searched from the true marks outward."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from math import lcm

import attrs

_MOST_MARKS = 60
_MOVES = 3
# A search longer than this is given up: what it did not find counts as impossible,
# so that giving up can only keep a figure back.
_MOST_STEPS = 1_000
_MOST_ALIKE = 6
"""Ways yielded with one contribution of the voter group that must differ."""


@attrs.frozen
class Heap:
    """The marks of one voter group for one subject and item.

    Attributes:
        group_id: Voter group.
        weight: Factor of its mean in the item score; not 0.
        marks: Valid marks, at least one.
        true: Its contribution to the item score, in units of the row.
        ways: Contributions that its marks can make, in order, the true one
            among them.
    """

    group_id: str
    weight: Fraction
    marks: int
    true: int
    ways: Sequence[int]

    @property
    def at_an_end(self) -> bool:
        """Whether all marks are the best option, or all the worst."""
        return self.true in {self.ways[0], self.ways[-1]}


@attrs.frozen
class HeapRow:
    """The marks of all voter groups with a part in one item score.

    Attributes:
        unit: So many units make a point.
        heaps: One per voter group.
    """

    unit: int
    heaps: tuple[Heap, ...]

    @classmethod
    def of(
        cls, parts: Sequence[tuple[str, Fraction, Sequence[Fraction], Sequence[int]]]
    ) -> "HeapRow":
        """Return the row of groups with their weights, options and counts."""
        unit = 1
        for _, weight, values, counts in parts:
            common = lcm(*(value.denominator for value in values))
            unit = lcm(unit, weight.denominator * sum(counts) * common)
        heaps: list[Heap] = []
        for group_id, weight, values, counts in parts:
            common = lcm(*(value.denominator for value in values))
            marks = sum(counts)
            by = int(weight * unit / (marks * common))
            worth = tuple(int(value * common) for value in values)
            true = sum(w * n for w, n in zip(worth, counts, strict=True))
            ways = _sums(marks, worth, tuple(counts))
            scaled = (
                range(ways.start * by, ways.stop * by, ways.step * by)
                if isinstance(ways, range)
                else [way * by for way in ways]
            )
            heaps.append(Heap(group_id, weight, marks, true * by, scaled))
        return cls(unit, tuple(heaps))

    @cached_property
    def true(self) -> int:
        """The item score, in units of the row."""
        return sum(heap.true for heap in self.heaps)


def _sums(marks: int, worth: tuple[int, ...], counts: tuple[int, ...]) -> Sequence[int]:
    kinds = sorted(set(worth))
    steps = {b - a for a, b in pairwise(kinds)}
    if len(steps) == 1:
        (step,) = steps
        return range(marks * kinds[0], marks * kinds[-1] + 1, step)
    if marks <= _MOST_MARKS:
        return _all_sums(marks, worth)
    # Enough for a search: what a few changed marks can make of the true sum.
    total = sum(w * n for w, n in zip(worth, counts, strict=True))
    given = [w for w, n in zip(worth, counts, strict=True) if n >= _MOVES]
    found = {total}
    for _ in range(_MOVES):
        found |= {way + new - old for way in found for old in given for new in kinds}
    return sorted(found | {marks * kinds[0], marks * kinds[-1]})


@lru_cache(maxsize=256)
def _all_sums(marks: int, worth: tuple[int, ...]) -> tuple[int, ...]:
    sums = {0}
    for _ in range(marks):
        sums = {total + value for total in sums for value in worth}
    return tuple(sorted(sums))


def other_ways(
    row: HeapRow,
    ways: Sequence[Sequence[int]],
    low: int,
    high: int,
    other: int | None = None,
) -> Iterator[tuple[int, ...]]:
    """Yield contributions that add up into [low, high), near the true ones first.

    Args:
        row: The true marks.
        ways: For each heap, the contributions that are allowed.
        low: Least sum, in units of the row.
        high: First sum that is too much.
        other: Heap whose contribution must not be the true one; None: any.

    Yields:
        One contribution per heap; those that differ least are tried first, and
        of the last heap only the nearest that fits.
    """
    places = sorted(range(len(ways)), key=lambda at: (at != other, len(ways[at]), at))
    if not all(ways):
        return
    # What the heaps from a place on can add at least and at most.
    least, most = [0], [0]
    for at in reversed(places):
        least.append(least[-1] + ways[at][0])
        most.append(most[-1] + ways[at][-1])
    least.reverse()
    most.reverse()
    taken: dict[int, int] = {}
    steps = _MOST_STEPS

    def search(depth: int, low: int, high: int) -> Iterator[tuple[int, ...]]:
        nonlocal steps
        if depth == len(places):
            if low <= 0 < high:
                yield tuple(taken[at] for at in range(len(places)))
            return
        at = places[depth]
        true = row.heaps[at].true
        last = depth == len(places) - 1
        bounds = low - most[depth + 1], high - least[depth + 1]
        for way in nearest(ways[at], true, *bounds):
            steps -= 1
            if steps < 0:
                return
            if at == other and way == true:
                continue
            taken[at] = way
            found = search(depth + 1, low - way, high - way)
            yield from found if depth or other is None else islice(found, _MOST_ALIKE)
            if last and at != other:
                return

    yield from search(0, low, high)


def nearest(values: Sequence[int], to: int, low: int, high: int) -> Iterator[int]:
    """Yield the values in [low, high), those nearest to a number first."""
    start, end = bisect_left(values, low), bisect_left(values, high)
    right = min(max(bisect_left(values, to), start), end)
    left = right - 1
    while left >= start or right < end:
        if left < start or (right < end and values[right] - to <= to - values[left]):
            yield values[right]
            right += 1
        else:
            yield values[left]
            left -= 1


def within(values: Sequence[int], low: int, high: int) -> Sequence[int]:
    """Return the values in [low, high)."""
    return values[bisect_left(values, low) : bisect_left(values, high)]

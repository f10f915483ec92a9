"""The fewest ballots whose removal moves a weighted mean far enough."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm

import attrs

from partybuild.errors import ValueRangeError

_FIRST_LENGTH = 8


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
    if need < 0 or (need == 0 and not strict):
        return 0
    weighted = [heap for heap in heaps if heap.weight]
    most = sum(len(heap.values) - 1 for heap in weighted)
    length = _FIRST_LENGTH
    while True:
        # Margins are small as a rule; the longer table is made only for the rest.
        for changes, fall in enumerate(_falls(weighted, min(length, most))):
            if fall > need or (fall == need and not strict):
                return changes
        if length >= most:
            return None
        length *= 4


def _falls(heaps: Sequence[Heap], length: int) -> Iterator[Fraction]:
    """Yield the largest fall that 0, 1, 2... removals bring about."""
    effects = [_effects(heap, length) for heap in heaps]
    unit = lcm(*(fall.denominator for line in effects for fall in line))
    best = [0]
    for line in effects:
        falls = [int(fall * unit) for fall in line]
        longest = min(len(best) + len(falls) - 1, length + 1)
        best = [_best_split(best, falls, total) for total in range(longest)]
    for fall in best:
        yield Fraction(fall, unit)


def _best_split(best: Sequence[int], falls: Sequence[int], total: int) -> int:
    first = max(0, total - len(falls) + 1)
    last = min(total, len(best) - 1)
    # Removals in the groups so far, and what is left of the total in this one.
    return max(best[at] + falls[total - at] for at in range(first, last + 1))


def _effects(heap: Heap, length: int) -> list[Fraction]:
    values = sorted(map(Fraction, heap.values), reverse=True)
    size, total = len(values), sum(values, Fraction())
    removed = accumulate(values[: min(length, size - 1)], initial=Fraction())
    return [
        heap.weight * (total / size - (total - gone) / (size - k))
        for k, gone in enumerate(removed)
    ]

"""What a printed mean leaves open, when a reader tries every way to vote."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain, islice
from math import lcm

import attrs

from partybuild.analysis.disclosure._hidden_groups import MEANS_FROM
from partybuild.errors import ValueRangeError
from partybuild.kernel import Record

# A search longer than this is given up; what it did not find counts as impossible,
# so that giving up can only keep a figure back.
_MOST_STEPS = 20_000


@attrs.frozen(kw_only=True)
class Interval(Record):
    """The values that a printed text may stand for; the upper end is not one.

    Attributes:
        low: Least value.
        high: First value that is no longer meant.
    """

    low: Fraction
    high: Fraction


def _marked(_: "Share", field: "attrs.Attribute[int]", marks: int) -> None:
    if marks < 1:
        raise ValueRangeError(
            f"the {field.name} of a voter group", marks, "at least 1; leave it out"
        )


@attrs.frozen(kw_only=True)
class Share(Record):
    """What one voter group adds to a weighted mean.

    Attributes:
        group_id: Voter group.
        weight: Factor of its mean.
        marks: Its valid marks, at least one.
        values: Values of the options.
    """

    group_id: str
    weight: Fraction
    marks: int = attrs.field(validator=_marked)
    values: tuple[Fraction, ...]


def readable_groups(
    shares: Iterable[Share], printed: Interval, least: int = MEANS_FROM
) -> tuple[str, ...]:
    """Return the voter groups whose marks a printed weighted mean gives away.

    A group of few voters is given away when only one of its means fits, or
    none was found to; a group of any size, when all its marks must be the best
    option, or all the worst: then every ballot is known.

    Args:
        shares: Every voter group with a part in the mean.
        printed: What the printed text stands for.
        least: Marks from which the mean of a group may be known.

    Returns:
        Ids of the groups, in order; none where the mean may be printed.

    Source:
        Own rule: rounding protects only as far as it leaves several ways to
        vote. Each mean is looked at alone.
    """
    parts = sorted(shares, key=lambda share: share.group_id)
    # A whole number of these is each contribution and each end of the interval.
    scale = lcm(*(p.weight.denominator * p.marks for p in parts)) * lcm(
        *(value.denominator for part in parts for value in part.values),
        printed.low.denominator,
        printed.high.denominator,
    )
    sums = [_contributions(part, scale) for part in parts]
    low, high = int(printed.low * scale), int(printed.high * scale)
    return tuple(
        part.group_id
        for at, part in enumerate(parts)
        if _given_away(sums[at], sums[:at] + sums[at + 1 :], low, high, part, least)
    )


def _contributions(share: Share, scale: int) -> list[int]:
    """Return every contribution that the marks of a group can make, in order."""
    common = lcm(*(value.denominator for value in share.values))
    worth = tuple(int(value * common) for value in share.values)
    factor = int(share.weight * scale / (share.marks * common))
    return sorted({factor * total for total in _sums(share.marks, worth)})


@lru_cache(maxsize=256)
def _sums(marks: int, worth: tuple[int, ...]) -> frozenset[int]:
    sums = {0}
    for _ in range(marks):
        sums = {total + value for total in sums for value in worth}
    return frozenset(sums)


def _given_away(
    own: Sequence[int],
    others: Sequence[Sequence[int]],
    low: int,
    high: int,
    share: Share,
    least: int,
) -> bool:
    if len(own) == 1:
        # A weight of zero, or a scale of one option: nothing to be known.
        return False
    coarse_first = sorted(others, key=lambda values: (len(values), values[0]))
    least_of_others = sum(values[0] for values in coarse_first)
    most_of_others = sum(values[-1] for values in coarse_first)
    found: list[int] = []
    # What is looked for is a second possibility, so the likely ones come first.
    for value in _middle_first(own, low - most_of_others, high - least_of_others):
        if _reaches(coarse_first, low - value, high - value):
            found.append(value)
        if len(found) > 1:
            return False
    unanimous = not found or found[0] in {own[0], own[-1]}
    return share.marks < least or unanimous


def _middle_first(values: Sequence[int], low: int, high: int) -> Iterator[int]:
    """Yield the values in [low, high), from the middle up, then from the start."""
    start, end = bisect_left(values, low), bisect_left(values, high)
    middle = (start + end) // 2
    return chain(islice(values, middle, end), islice(values, start, middle))


def _reaches(sets: Sequence[Sequence[int]], low: int, high: int) -> bool:
    """Whether one number of each set, the longest last, adds up into [low, high)."""
    steps = _MOST_STEPS

    def search(at: int, low: int, high: int, least: int, most: int) -> bool:
        nonlocal steps
        steps -= 1
        if steps < 0 or least >= high or most < low:
            return False
        if at == len(sets):
            return low <= 0 < high
        values = sets[at]
        if at == len(sets) - 1:
            return values[bisect_left(values, low)] < high
        least, most = least - values[0], most - values[-1]
        return any(
            search(at + 1, low - value, high - value, least, most)
            for value in _middle_first(values, low - most, high - least)
        )

    return search(0, low, high, sum(v[0] for v in sets), sum(v[-1] for v in sets))

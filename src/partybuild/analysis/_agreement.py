"""Agreement from counts of marks: percent, Krippendorff's alpha, rwg."""

from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction
from itertools import combinations

from partybuild.errors import ValueRangeError

Unit = Sequence[int]
"""Marks of one unit: how many chose each option, in the order of the scale."""


class AlphaLevel(Enum):
    """How far apart two options are taken to be."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def _check_counts(units: Sequence[Unit]) -> None:
    if any(number < 0 for unit in units for number in unit):
        raise ValueRangeError(
            "the counts of the units", units, "one number from 0 on per option"
        )


def percent_agreement(units: Sequence[Unit]) -> Fraction | None:
    """Return the share of pairs of marks on one unit that chose the same option.

    Args:
        units: Counts per unit; units of fewer than two marks are ignored, and
            each other one weighs as many marks as it holds.

    Returns:
        The share; None where no unit has two marks.
    """
    _check_counts(units)
    agreed, marks = Fraction(), 0
    for unit in units:
        size = sum(unit)
        if size > 1:
            agreed += Fraction(sum(n * (n - 1) for n in unit), size - 1)
            marks += size
    return agreed / marks if marks else None


def krippendorff_alpha(
    units: Sequence[Unit],
    level: AlphaLevel = AlphaLevel.ORDINAL,
    values: Sequence[Fraction | int] | None = None,
) -> Fraction | None:
    """Return Krippendorff's alpha, exactly; who rated is not needed.

    Args:
        units: Counts per unit; units of fewer than two marks are ignored.
        level: How far apart options are taken to be.
        values: Worth of each option, for intervals and ratios.

    Returns:
        Alpha; None, not 1, where all marks are equal.

    Raises:
        ValueRangeError: If an interval or ratio is asked for without values, or
            the units have different options.

    Source:
        Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
    """
    _check_counts(units)
    lengths = sorted({len(unit) for unit in units})
    if len(lengths) > 1:
        raise ValueRangeError(
            "the numbers of options of the units",
            lengths,
            "one number: the same options in every unit",
        )
    pairable = [unit for unit in units if sum(unit) > 1]
    totals: list[int] = [sum(column) for column in zip(*pairable, strict=True)]
    if values is None and level in {AlphaLevel.INTERVAL, AlphaLevel.RATIO}:
        raise ValueRangeError("values of the options", None, "one number per option")
    apart = _distance(level, totals, values or range(len(totals)))
    pairs = [
        (c, k, apart(c, k))
        for c, k in combinations(range(len(totals)), 2)
        if totals[c] and totals[k]
    ]
    expected = sum((totals[c] * totals[k] * d for c, k, d in pairs), Fraction())
    if not expected:
        return None
    observed = Fraction()
    for unit in pairable:
        differing = sum((unit[c] * unit[k] * d for c, k, d in pairs), Fraction())
        observed += differing / (sum(unit) - 1)
    return 1 - (sum(totals) - 1) * observed / expected


def _distance(
    level: AlphaLevel, totals: Sequence[int], values: Sequence[Fraction | int]
) -> Callable[[int, int], Fraction]:
    def between(c: int, k: int) -> Fraction:
        if level is AlphaLevel.NOMINAL:
            return Fraction(1)
        if level is AlphaLevel.ORDINAL:
            ends = Fraction(totals[c] + totals[k], 2)
            return (sum(totals[c : k + 1]) - ends) ** 2
        gap = Fraction(values[c] - values[k])
        if level is AlphaLevel.INTERVAL:
            return gap**2
        return (gap / (values[c] + values[k])) ** 2

    return between


def rwg(unit: Unit, values: Sequence[Fraction | int]) -> Fraction | None:
    """Return how far marks on one item agree, against marks at random.

    Args:
        unit: Counts of the options.
        values: Worth of each option.

    Returns:
        1 less the ratio of the variance to that of evenly spread marks; 0 where
        that is negative; None with fewer than two marks, or where all options
        are worth the same.

    Source:
        James, Demaree and Wolf (1984). That marks at random spread evenly is an
        assumption, and an arbitrary one.
    """
    share = _random_share(unit, values)
    return None if share is None else max(1 - share, Fraction(0))


def rwg_j(
    units: Sequence[Unit], values: Sequence[Sequence[Fraction | int]]
) -> Fraction | None:
    """Return how far marks on several items of one subject agree.

    Args:
        units: Counts of the options, per item.
        values: Worth of each option, per item.

    Returns:
        rwg(j), 0 where it is negative; None where an item has fewer than two
        marks, or there is no item.

    Raises:
        ValueRangeError: If there are counts without values, or values without
            counts.

    Source:
        James, Demaree and Wolf (1984).
    """
    if len(units) != len(values):
        raise ValueRangeError(
            "the number of items with values", len(values), f"{len(units)}, as counted"
        )
    shares = [_random_share(u, v) for u, v in zip(units, values, strict=True)]
    known = [share for share in shares if share is not None]
    if not known or len(known) < len(shares):
        return None
    items = len(known)
    share = sum(known, Fraction()) / items
    if share >= 1:
        return Fraction(0)
    return items * (1 - share) / (items * (1 - share) + share)


def _random_share(unit: Unit, values: Sequence[Fraction | int]) -> Fraction | None:
    _check_counts([unit])
    if len(unit) != len(values):
        raise ValueRangeError(
            "the number of values of the options",
            len(values),
            f"{len(unit)}, as counted",
        )
    marks = sum(unit)
    if marks < 2:
        return None
    pairs = list(zip(unit, values, strict=True))
    total = sum(n * v for n, v in pairs if n)
    squares = sum(n * v * v for n, v in pairs if n)
    # Both variances times what they are divided by, so as to divide once.
    variance = marks * squares - total * total
    options, every = len(values), sum(values)
    even = options * sum(v * v for v in values) - every * every
    if not even:
        return None
    return Fraction(variance * options**2) / (even * marks * (marks - 1))

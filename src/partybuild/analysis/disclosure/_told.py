"""A printed number as a statement on the item scores of a conference."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._possible import Interval
from partybuild.analysis.disclosure._printed_mean import (
    NEXT_TO_NOTHING,
    meant_by,
    rounded_from,
)
from partybuild.kernel import Rounding, ThresholdValue

_MOST_PLACES = 12

Place = tuple[int, int]
"""A subject and an item, by their places on the form."""


@attrs.frozen(kw_only=True)
class Told:
    """What readers know by one printed number.

    Attributes:
        terms: Item scores in it and their factors.
        value: The exact number.
        meant: The values that print like it.
        group_id: Voter group whose own scores are meant; empty for those over
            all groups.
    """

    terms: Mapping[Place, Fraction] = attrs.field(hash=False)
    value: Fraction
    meant: Interval
    group_id: str = ""


def meaning(
    value: Fraction, rounding: Rounding, edges: Iterable[Fraction] = ()
) -> Interval:
    """Return the values that print like this one beside thresholds.

    Args:
        value: Exact value.
        rounding: How it is printed.
        edges: Thresholds that the text stays on the right side of; readers know
            that, too.

    Returns:
        The values; the value alone where it is printed as a fraction.
    """
    if rounding.thresholds is ThresholdValue.ROUNDED:
        return meant_by(value, rounding)
    limits = tuple(edges)
    left = _between(value, limits)
    for places in range(rounding.places, _MOST_PLACES + 1):
        finer = attrs.evolve(rounding, places=places)
        shown = finer.apply(value)
        if all((shown >= edge) == (value >= edge) for edge in limits):
            return both(left, meant_by(value, finer))
        # Had fewer places told the right side, no more would have been printed.
        across = [rounded_from(edge, finer) for edge in limits]
        wrong = [
            Interval(low=min(one, edge), high=max(one, edge))
            for one, edge in zip(across, limits, strict=True)
        ]
        left = both(left, next(w for w in wrong if w.low <= value < w.high))
    return exactly(value)


def _between(value: Fraction, edges: Iterable[Fraction]) -> Interval:
    """Return the values on the same side of all edges, as far as two points away."""
    low, high = value - 2, value + 2
    for edge in edges:
        if edge <= value:
            low = max(low, edge)
        else:
            high = min(high, edge)
    return Interval(low=low, high=high)


def exactly(value: Fraction) -> Interval:
    """Return the interval that holds one value."""
    return Interval(low=value, high=value + NEXT_TO_NOTHING)


def both(one: Interval, other: Interval) -> Interval:
    """Return the values that two printed texts leave."""
    return Interval(low=max(one.low, other.low), high=min(one.high, other.high))

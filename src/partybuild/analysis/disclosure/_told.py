"""A printed number as a statement on the item scores of a conference."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._possible import Interval
from partybuild.analysis.disclosure._printed_mean import NEXT_TO_NOTHING, meant_by
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
    for places in range(rounding.places, _MOST_PLACES + 1):
        finer = attrs.evolve(rounding, places=places)
        shown = finer.apply(value)
        if all((shown >= edge) == (value >= edge) for edge in limits):
            meant = meant_by(value, finer)
            low = [edge for edge in limits if edge <= value]
            high = [edge for edge in limits if edge > value]
            return Interval(low=max([meant.low, *low]), high=min([meant.high, *high]))
    return exactly(value)


def exactly(value: Fraction) -> Interval:
    """Return the interval that holds one value."""
    return Interval(low=value, high=value + NEXT_TO_NOTHING)


def both(one: Interval, other: Interval) -> Interval:
    """Return the values that two printed texts leave."""
    return Interval(low=max(one.low, other.low), high=min(one.high, other.high))

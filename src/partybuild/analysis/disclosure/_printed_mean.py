"""How a mean is printed so that the ends of the scale say nothing of anybody."""

from fractions import Fraction
from math import floor

import attrs

from partybuild.analysis._grade_ladder import least_graded
from partybuild.analysis.disclosure._possible import Interval
from partybuild.kernel import (
    Record,
    Rounding,
    ThresholdValue,
    TrailingZeros,
    exact_text,
)

_QUARTER = Fraction(1, 4)
NEXT_TO_NOTHING = Fraction(1, 10**40)
"""Narrower than any distance of two scores; it leaves an end out of an interval."""


@attrs.frozen(kw_only=True)
class PrintedMean(Record):
    """A mean as it is printed, and what a reader knows by it.

    Attributes:
        text: Such as "78.3", "≤45" or "≥95".
        interval: The means that print like this.
    """

    text: str
    interval: Interval


def print_mean(
    mean: Fraction,
    *,
    worst: Fraction,
    best: Fraction,
    step: Fraction,
    rounding: Rounding,
    reach: Fraction = _QUARTER,
) -> PrintedMean:
    """Return a mean as it may be printed.

    At the very ends a mean states every vote. Near them only a bound is
    printed, for all means so near: the bound is so far from the end that any
    one voter may have chosen the next option.

    Args:
        mean: Exact mean.
        worst: Least value that a mean can have.
        best: Greatest value that a mean can have.
        step: Largest distance of neighboring options.
        rounding: How means are printed.
        reach: Part of a step by which one voter moves the mean: one by the
            number of ballots, times the weight of the group.

    Returns:
        The text and what it stands for.

    Source:
        Bounds "≤45" and "≥95" for steps of 20, as practiced in surveys; that
        all means beyond a bound print as the bound is our own rule, because a
        bound kept for the end alone would say the same as the end.
    """
    unit = Fraction(1, 10**rounding.places)
    low = worst + step * max(_QUARTER, reach)
    high = Fraction(floor((best - step * reach) / unit)) * unit
    if high <= low:
        text = f"{exact_text(worst)}~{exact_text(best)}"
        return PrintedMean(text=text, interval=Interval(low=worst, high=best + step))
    if mean <= low:
        interval = Interval(low=worst, high=low + NEXT_TO_NOTHING)
        return PrintedMean(text=f"≤{exact_text(low)}", interval=interval)
    if mean >= high:
        interval = Interval(low=high, high=best + NEXT_TO_NOTHING)
        return PrintedMean(text=f"≥{exact_text(high)}", interval=interval)
    meant = meant_by(mean, rounding)
    # What lies beyond a bound is not printed like this, however it is rounded.
    interval = Interval(
        low=max(meant.low, low + NEXT_TO_NOTHING), high=min(meant.high, high)
    )
    return PrintedMean(text=rounding.text(mean), interval=interval)


def meant_by(mean: Fraction, rounding: Rounding) -> Interval:
    """Return the values that are printed like this mean."""
    unit, shown = Fraction(1, 10**rounding.places), rounding.apply(mean)
    low, high = rounded_from(shown, rounding), rounded_from(shown + unit, rounding)
    if rounding.zeros is TrailingZeros.DROP_WHEN_EXACT and _ends_in_zero(shown, unit):
        # "80" is 80, and "80.00" is not.
        if mean >= shown:
            low = shown + NEXT_TO_NOTHING * (mean > shown)
        if mean <= shown:
            high = shown + NEXT_TO_NOTHING * (mean == shown)
    return Interval(low=low, high=high)


def _ends_in_zero(shown: Fraction, unit: Fraction) -> bool:
    return unit < 1 and not shown / unit % 10


def rounded_from(edge: Fraction, rounding: Rounding) -> Fraction:
    """Return where the values begin whose rounded number reaches an edge."""
    graded = attrs.evolve(rounding, thresholds=ThresholdValue.ROUNDED)
    bound, reached = least_graded(graded, edge)
    return bound if reached else bound + NEXT_TO_NOTHING

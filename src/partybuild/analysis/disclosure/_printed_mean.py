"""How a mean is printed so that the ends of the scale say nothing of anybody."""

from fractions import Fraction
from math import floor

import attrs

from partybuild.analysis.disclosure._possible import Interval
from partybuild.kernel import Record, Rounding, RoundingMode, exact_text

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
    return PrintedMean(text=rounding.text(mean), interval=meant_by(mean, rounding))


def meant_by(mean: Fraction, rounding: Rounding) -> Interval:
    """Return the values that are printed like this mean."""
    unit, shown = Fraction(1, 10**rounding.places), rounding.apply(mean)
    if rounding.mode is RoundingMode.DOWN:
        return Interval(low=shown, high=shown + unit)
    low = shown - unit / 2
    if rounding.mode is RoundingMode.HALF_EVEN:
        low += NEXT_TO_NOTHING
    return Interval(low=low, high=shown + unit / 2)

"""The half-phantom interval of a score."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.analysis._beta import beta_quantile


@attrs.frozen
class GroupSums:
    """What one voter group contributes to a score.

    Attributes:
        weight: Share of the group in the score.
        ballots: Valid marks or composites.
        total: Their sum.
        squares: Sum of their squares.
    """

    weight: Fraction
    ballots: int
    total: Fraction
    squares: Fraction


@attrs.frozen
class Span:
    """Ends of a scale and the distance of neighboring options.

    Attributes:
        bottom: Worst value.
        top: Best value.
        step: Distance of neighboring options.
    """

    bottom: Fraction
    top: Fraction
    step: Fraction


def interval_moments(
    groups: Iterable[GroupSums], span: Span, *, upper: bool
) -> tuple[Fraction, Fraction]:
    """Return exact mean and variance behind one limit of the interval.

    Each group is given half a phantom ballot, one option below its mean for
    the lower limit and one above for the upper one.

    Args:
        groups: Voter groups.
        span: Scale.
        upper: Which limit.

    Returns:
        Mean and variance.

    Source:
        The rule is the library's own, justified by simulation and not by a
        theorem.
    """
    mean, variance = Fraction(), Fraction()
    for group in groups:
        own = group.total / group.ballots
        phantom = (
            min(own + span.step, span.top)
            if upper
            else max(own - span.step, span.bottom)
        )
        size = group.ballots + Fraction(1, 2)
        mu = (group.total + phantom / 2) / size
        spread = (group.squares + phantom * phantom / 2) / size - mu * mu
        mean += group.weight * mu
        variance += group.weight**2 * spread / (size + 1)
    return mean, variance


def half_phantom_limit(
    groups: Iterable[GroupSums], span: Span, *, upper: bool, level: float = 0.95
) -> float:
    """Return one limit of the half-phantom interval of a score.

    Args:
        groups: Voter groups, each with a ballot; weights sum to 1.
        span: Scale.
        upper: Which limit.
        level: Coverage aimed at.

    Returns:
        The limit, in points.
    """
    mean, variance = interval_moments(groups, span, upper=upper)
    width = span.top - span.bottom
    share, spread = (mean - span.bottom) / width, variance / width**2
    if not spread:
        return float(mean)
    size = share * (1 - share) / spread - 1
    tail = (1 + level) / 2 if upper else (1 - level) / 2
    quantile = beta_quantile(tail, float(share * size), float((1 - share) * size))
    return float(span.bottom) + float(width) * quantile

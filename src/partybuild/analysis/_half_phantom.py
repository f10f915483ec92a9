"""The half-phantom interval of a score."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.analysis._beta import beta_quantile
from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record

# Where a mean is moved to the very end of the scale its spread may not fit there.
_LEAST_SIZE = Fraction(1, 1000)


def _not_fewer(
    group: "GroupSums", _: "attrs.Attribute[int | None]", entitled: int | None
) -> None:
    if entitled is not None and entitled < group.ballots:
        raise ValueRangeError(
            "the electorate of a voter group",
            entitled,
            f"at least its {group.ballots} ballots",
        )


@attrs.frozen
class GroupSums(ForReviewBody, Record):
    """What one voter group contributes to a score.

    Attributes:
        weight: Share of the group in the score.
        ballots: Valid marks or composites.
        total: Their sum.
        squares: Sum of their squares.
        entitled: Electorate of the group, where only absentees are unknown;
            None where the ballots stand for all voters like these.
    """

    weight: Fraction
    ballots: int
    total: Fraction
    squares: Fraction
    entitled: int | None = attrs.field(default=None, validator=_not_fewer)

    def __attrs_post_init__(self) -> None:
        """Refuse sums that no ballots have: their variance would be negative."""
        if self.ballots * self.squares < self.total**2:
            raise ValueRangeError(
                "the sum of squares of a voter group",
                self.squares,
                f"at least the square of the sum by the ballots, {self.total}² / "
                f"{self.ballots}; count the ballots again",
            )


@attrs.frozen
class Span(ForReviewBody, Record):
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
    the lower limit and one above for the upper one. With an electorate, what
    the absentees would add is drawn from that distribution.

    Args:
        groups: Voter groups.
        span: Scale.
        upper: Which limit.

    Returns:
        Mean and variance.

    Raises:
        ValueRangeError: If there is no voter group, or one without a ballot.

    Source:
        The rule is the library's own, justified by simulation and not by a
        theorem. For an electorate, the moments of the Polya urn: Ghosh and
        Meeden (1997).
    """
    mean, variance = Fraction(), Fraction()
    voted = tuple(groups)
    fewest = min((group.ballots for group in voted), default=0)
    if fewest < 1:
        raise ValueRangeError(
            "the least number of ballots of the voter groups of an interval",
            fewest,
            "at least 1, and at least one group; leave out groups that did not vote",
        )
    for group in voted:
        own = group.total / group.ballots
        phantom = (
            min(own + span.step, span.top)
            if upper
            else max(own - span.step, span.bottom)
        )
        size = group.ballots + Fraction(1, 2)
        mu = (group.total + phantom / 2) / size
        spread = (group.squares + phantom * phantom / 2) / size - mu * mu
        if group.entitled is not None:
            absent = group.entitled - group.ballots
            mu = (group.total + absent * mu) / group.entitled
            spread *= Fraction(absent, group.entitled**2) * (size + absent)
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
    return moment_limit(mean, variance, span, upper=upper, level=level)


def moment_limit(
    mean: Fraction, variance: Fraction, span: Span, *, upper: bool, level: float
) -> float:
    """Return the limit that a mean and a variance leave on a scale.

    Args:
        mean: Exact mean; taken as the end of the scale where it lies beyond.
        variance: Exact variance.
        span: Scale.
        upper: Which limit.
        level: Coverage aimed at, above 0 and below 1.

    Returns:
        A quantile of the beta distribution with these moments, in points.

    Raises:
        ValueRangeError: If *level* is out of its range.
    """
    if not 0 < level < 1:
        raise ValueRangeError("a level", level, "a number between 0 and 1")
    if not variance:
        return float(mean)
    width = span.top - span.bottom
    share = min(max((mean - span.bottom) / width, Fraction(0)), Fraction(1))
    size = max(share * (1 - share) * width**2 / variance - 1, _LEAST_SIZE)
    tail = (1 + level) / 2 if upper else (1 - level) / 2
    quantile = beta_quantile(tail, float(share * size), float((1 - share) * size))
    return float(span.bottom) + float(width) * quantile

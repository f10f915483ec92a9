"""Evidence that a mean contrast lies below zero, each ballot counted once."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import sqrt

import attrs

from partybuild.analysis._distribution import student_lower_tail
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen
class Stratum:
    """Sums of a per-ballot contrast in one voter group.

    Attributes:
        ballots: Ballots.
        total: Sum of the contrast.
        squares: Sum of its squares.
    """

    ballots: int
    total: Fraction
    squares: Fraction

    def __add__(self, other: "Stratum") -> "Stratum":
        """Return both strata as one."""
        return Stratum(
            self.ballots + other.ballots,
            self.total + other.total,
            self.squares + other.squares,
        )


@attrs.frozen
class Part:
    """One independent part of an estimate's variance.

    Attributes:
        variance: Exact share of the variance.
        df: Degrees of freedom behind it.
    """

    variance: Fraction
    df: int


@attrs.frozen
class Evidence(ForReviewBody, Record):
    """Estimate of a contrast and how surely it lies below zero.

    Attributes:
        ballots: Ballots it rests on.
        estimate: Mean contrast, each ballot counted once.
        p: One-sided probability of such an estimate if the contrast were zero.
        conservative: Whether marks on one ballot had to be taken as independent.
    """

    ballots: int
    estimate: Fraction
    p: float
    conservative: bool = False


def stratified_evidence(
    strata: Iterable[Stratum], expected: Fraction = Fraction(0)
) -> Evidence | None:
    """Return the evidence of ballots in voter groups.

    Args:
        strata: One per voter group; groups of fewer than two ballots have no
            variance of their own and are pooled with the smallest other group.
        expected: Value of the contrast that is no news.

    Returns:
        The evidence; None where fewer than two ballots are at hand.

    Source:
        Stratified mean with proportional weights; Welch-Satterthwaite degrees
        of freedom; one-sided Student test.
    """
    pooled = _pooled(strata)
    ballots = sum(stratum.ballots for stratum in pooled)
    if ballots < 2:
        return None
    estimate = sum((s.total for s in pooled), Fraction()) / ballots
    parts: list[Part] = []
    for s in pooled:
        spread = (s.squares - s.total * s.total / s.ballots) / (s.ballots - 1)
        share = Fraction(s.ballots, ballots)
        parts.append(Part(share * share * spread / s.ballots, s.ballots - 1))
    return Evidence(ballots, estimate, lower_p(estimate - expected, parts))


def _pooled(strata: Iterable[Stratum]) -> list[Stratum]:
    kept = sorted((s for s in strata if s.ballots), key=lambda s: s.ballots)
    while len(kept) > 1 and kept[0].ballots < 2:
        kept = sorted([kept[0] + kept[1], *kept[2:]], key=lambda s: s.ballots)
    return kept


def lower_p(difference: Fraction, parts: Sequence[Part]) -> float:
    """Return the one-sided p-value of a difference below zero.

    Args:
        difference: Estimate less what is expected.
        parts: Independent parts of its variance.

    Returns:
        The probability; without any variance, 0 below zero and 1 elsewhere.
    """
    variance = sum((part.variance for part in parts), Fraction())
    squares = sum((p.variance**2 / p.df for p in parts if p.df), Fraction())
    return evidence_below(difference, variance, squares)


def evidence_below(
    difference: Fraction, variance: Fraction, squares: Fraction
) -> float:
    """Return the one-sided p-value of a difference whose variance is added up.

    Args:
        difference: Estimate less what is expected.
        variance: Sum of the parts of its variance.
        squares: Sum of the squared parts, each over its degrees of freedom.

    Returns:
        The probability; without any variance, 0 below zero and 1 elsewhere.
    """
    if not variance:
        return 0.0 if difference < 0 else 1.0
    df = float(variance**2 / squares)
    return student_lower_tail(float(difference) / sqrt(variance), df)

"""The textbook interval of a stratified mean, for large groups in mid-scale."""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

import attrs

from partybuild.analysis._contrast_evidence import Part
from partybuild.analysis._distribution import student_quantile
from partybuild.analysis._half_phantom import GroupSums
from partybuild.errors import ValueRangeError


@attrs.frozen
class StratifiedMean:
    """Mean of weighted groups with its sampling variance.

    Attributes:
        mean: Exact mean.
        variance: Exact variance of the mean.
        df: Degrees of freedom of Satterthwaite; None without any variance.
    """

    mean: Fraction
    variance: Fraction
    df: Fraction | None

    @classmethod
    def of(cls, groups: Sequence[GroupSums]) -> "StratifiedMean":
        """Return the mean of groups, with a finite electorate where one is given.

        Args:
            groups: Groups of at least two ballots each; weights sum to 1.

        Returns:
            The mean and its variance.

        Raises:
            ValueRangeError: If a group has fewer than two ballots.

        Source:
            Cochran (1977), chapter 5.
        """
        mean, parts = Fraction(), list[Part]()
        for group in groups:
            n = group.ballots
            if n < 2:
                raise ValueRangeError("ballots of a voter group", n, "at least 2")
            mean += group.weight * group.total / n
            spread = (group.squares - group.total**2 / n) / (n - 1)
            if group.entitled is not None:
                spread *= 1 - Fraction(n, group.entitled)
            parts.append(Part(group.weight**2 * spread / n, n - 1))
        variance = sum((part.variance for part in parts), Fraction())
        return cls(mean, variance, satterthwaite(parts))

    def limits(self, *, level: float = 0.95) -> tuple[float, float]:
        """Return both limits of the interval of Student's t.

        Its coverage falls to three quarters near the ends of the scale, and it
        has no width where every group is unanimous: `half_phantom_limit` is the
        default for good reason.
        """
        if self.df is None:
            return float(self.mean), float(self.mean)
        factor = student_quantile((1 + level) / 2, float(self.df))
        width = factor * sqrt(self.variance)
        return float(self.mean) - width, float(self.mean) + width


def satterthwaite(parts: Sequence[Part]) -> Fraction | None:
    """Return the degrees of freedom of a sum of variances; None if all are 0."""
    squares = sum((part.variance**2 / part.df for part in parts), Fraction())
    if not squares:
        return None
    return sum((part.variance for part in parts), Fraction()) ** 2 / squares

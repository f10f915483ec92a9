"""Two subjects compared on the same ballots."""

from fractions import Fraction
from math import sqrt
from typing import Self

import attrs

from partybuild.analysis._contrast_evidence import Part, Stratum
from partybuild.analysis._distribution import student_lower_tail
from partybuild.analysis._half_phantom import Span
from partybuild.analysis._wald import satterthwaite
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(kw_only=True)
class Comparison(ForReviewBody, Record):
    """Two subjects compared on the same ballots.

    Attributes:
        one: Subject.
        other: Subject.
        difference: Exact total of *one* less that of *other*.
        variance: Exact sampling variance of the difference.
        df: Degrees of freedom behind it; None without any variance.
    """

    one: str
    other: str
    difference: Fraction
    variance: Fraction
    df: Fraction | None

    @property
    def p_less(self) -> float:
        """One-sided probability of such a difference if *one* were no worse."""
        return self._tail(self.difference)

    @property
    def p_greater(self) -> float:
        """One-sided probability of such a difference if *one* were no better."""
        return self._tail(-self.difference)

    def _tail(self, difference: Fraction) -> float:
        if self.df is None:
            return 0.5 if not difference else float(difference > 0)
        t = float(difference) / sqrt(self.variance)
        return student_lower_tail(t, float(self.df))

    @classmethod
    def of(
        cls,
        one: str,
        other: str,
        difference: Fraction,
        strata: list[tuple[Fraction, Stratum]],
        span: Span,
    ) -> Self:
        """Return the comparison that ballots of several groups make.

        Args:
            one: Subject.
            other: Subject.
            difference: Exact total of *one* less that of *other*.
            strata: For each voter group, its share of the total and the sums of
                the differences on its ballots.
            span: Scale; a single ballot is given the largest spread on it.

        Returns:
            The comparison.

        Source:
            Stratified paired difference with degrees of freedom of
            Satterthwaite.
        """
        parts: list[Part] = []
        for weight, s in strata:
            if s.ballots > 1:
                spread = (s.squares - s.total**2 / s.ballots) / (s.ballots - 1)
            else:
                spread = (span.top - span.bottom) ** 2
            parts.append(Part(weight**2 * spread / s.ballots, max(s.ballots - 1, 1)))
        variance = sum((part.variance for part in parts), Fraction())
        return cls(
            one=one,
            other=other,
            difference=difference,
            variance=variance,
            df=satterthwaite(parts),
        )

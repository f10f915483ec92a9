"""Mean squares of a complete table of subjects by raters, and the ICCs."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

import attrs

from partybuild.analysis._distribution import f_quantile
from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record

Exact = Fraction | int


@attrs.frozen(kw_only=True)
class MeanSquares(ForReviewBody, Record):
    """Two-way analysis of variance without replication, in exact fractions.

    Attributes:
        subjects: Number of subjects, at least 2.
        raters: Number of raters (ballots), at least 2.
        between: Mean square between subjects (BMS).
        severity: Mean square between raters (JMS).
        residual: Mean square of what is left (EMS).
        within: Mean square within subjects (WMS).
    """

    subjects: int
    raters: int
    between: Fraction
    severity: Fraction
    residual: Fraction
    within: Fraction

    @classmethod
    def of_rows(cls, rows: Sequence[Sequence[Exact]]) -> Self:
        """Return the mean squares of ballots that all mark every subject.

        Args:
            rows: One row per ballot, one number per subject.

        Returns:
            The mean squares.

        Raises:
            ValueRangeError: If there are fewer than two ballots or subjects, or
                rows of different lengths.
        """
        width = len(rows[0]) if rows else 0
        if any(len(row) != width for row in rows):
            raise ValueRangeError("a row of the table", "of another length", str(width))
        squares = sum(x * x for row in rows for x in row)
        return cls.of_sums(
            len(rows),
            [sum(column) for column in zip(*rows, strict=True)],
            squares,
            sum(sum(row) ** 2 for row in rows),
        )

    @classmethod
    def of_sums(
        cls, raters: int, totals: Sequence[Exact], squares: Exact, row_squares: Exact
    ) -> Self:
        """Return the mean squares that sums over ballots determine.

        Args:
            raters: Number of ballots.
            totals: For each subject, the sum over the ballots.
            squares: Sum of the squares of all numbers.
            row_squares: Sum of the squares of the ballots' own sums.

        Returns:
            The mean squares.

        Raises:
            ValueRangeError: If there are fewer than two ballots or subjects, or
                no ballots can have these sums.
        """
        subjects = len(totals)
        if raters < 2 or subjects < 2:
            raise ValueRangeError(
                "a table of subjects by ballots",
                f"{subjects} by {raters}",
                "at least 2 of each",
            )
        center = Fraction(sum(totals) ** 2) / (subjects * raters)
        between = Fraction(sum(t * t for t in totals)) / raters - center
        severity = Fraction(row_squares) / subjects - center
        within = squares - center - between
        residual = within - severity
        if min(between, severity, residual) < 0:
            raise ValueRangeError(
                "a variance",
                "negative",
                "sums that were all taken from the same ballots",
            )
        df = subjects - 1
        return cls(
            subjects=subjects,
            raters=raters,
            between=between / df,
            severity=severity / (raters - 1),
            residual=residual / (df * (raters - 1)),
            within=within / (subjects * (raters - 1)),
        )

    @property
    def icc_1(self) -> Fraction | None:
        """One ballot, strictness counted as error: ICC(1,1); None if undefined."""
        b, w = self.between, self.within
        return _ratio(b - w, b + (self.raters - 1) * w)

    @property
    def icc_a(self) -> Fraction | None:
        """Agreement of one ballot: ICC(A,1), also ICC(2,1); None if undefined."""
        b, j, e, k = self.between, self.severity, self.residual, self.raters
        return _ratio(b - e, b + (k - 1) * e + Fraction(k, self.subjects) * (j - e))

    @property
    def icc_c(self) -> Fraction | None:
        """Consistency of one ballot: ICC(C,1), also ICC(3,1); None if undefined."""
        b, e = self.between, self.residual
        return _ratio(b - e, b + (self.raters - 1) * e)

    @property
    def icc_1k(self) -> Fraction | None:
        """The mean of all ballots: ICC(1,k); None if undefined."""
        return _ratio(self.between - self.within, self.between)

    @property
    def icc_ak(self) -> Fraction | None:
        """Agreement of the mean: ICC(A,k); None if undefined."""
        b, j, e = self.between, self.severity, self.residual
        return _ratio(b - e, b + (j - e) / self.subjects)

    @property
    def icc_ck(self) -> Fraction | None:
        """Consistency of the mean: ICC(C,k), which is Cronbach's alpha over raters.

        How much of the difference between subjects another electorate of the
        same size would reproduce. None if all subjects are level.
        """
        return _ratio(self.between - self.residual, self.between)

    def icc_ck_limits(self, *, level: float = 0.95) -> tuple[float, float] | None:
        """Return the limits of ICC(C,k); None where it or the residual is 0.

        Args:
            level: Coverage aimed at, above 0 and below 1.

        Returns:
            Both limits.

        Source:
            Shrout and Fleiss (1979).
        """
        if not self.between or not self.residual:
            return None
        ratio = float(self.between / self.residual)
        df1 = self.subjects - 1
        df2, upper = df1 * (self.raters - 1), (1 + level) / 2
        low = 1 - f_quantile(upper, df1, df2) / ratio
        return low, 1 - 1 / (ratio * f_quantile(upper, df2, df1))


def _ratio(above: Fraction, below: Fraction) -> Fraction | None:
    return above / below if below > 0 else None

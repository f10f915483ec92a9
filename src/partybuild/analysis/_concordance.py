"""Kendall's W: whether ballots put the subjects in the same order."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.analysis._distribution import chi_square_upper_tail
from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(kw_only=True)
class Concordance(ForReviewBody, Record):
    """Agreement of ballots on an order.

    Attributes:
        w: Kendall's W with ties, from 0 to 1.
        chi_square: Friedman's statistic.
        df: Its degrees of freedom.
        p: Probability of such agreement among ballots at random.
    """

    w: Fraction
    chi_square: Fraction
    df: int
    p: float


def kendall_w(rows: Sequence[Sequence[Fraction | int]]) -> Concordance | None:
    """Return Kendall's W, with mean ranks for ties.

    Args:
        rows: One row per ballot, one number per subject.

    Returns:
        The agreement; None with fewer than two ballots or subjects, or where
        every ballot puts all subjects level.

    Raises:
        ValueRangeError: If a ballot ranks more subjects than another.

    Source:
        Kendall and Gibbons; ties as in Friedman's test (Hollander and Wolfe).
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueRangeError(
            "the lengths of the rows",
            sorted({len(row) for row in rows}),
            "one length: every ballot ranks every subject",
        )
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    ballots, subjects = len(rows), len(rows[0])
    sums, ties = [0] * subjects, 0
    for row in rows:
        below, twice = 0, dict[Fraction | int, int]()
        for value, equal in sorted(Counter(row).items()):
            # Twice the mean rank of all that share it, to stay whole.
            twice[value] = 2 * below + equal + 1
            below += equal
            ties += equal**3 - equal
        for at, value in enumerate(row):
            sums[at] += twice[value]
    spread = Fraction(sum((s - ballots * (subjects + 1)) ** 2 for s in sums), 4)
    most = Fraction(ballots**2 * (subjects**3 - subjects) - ballots * ties, 12)
    if not most:
        return None
    w, df = spread / most, subjects - 1
    statistic = ballots * df * w
    return Concordance(
        w=w, chi_square=statistic, df=df, p=chi_square_upper_tail(float(statistic), df)
    )

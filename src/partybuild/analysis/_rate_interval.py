"""The Clopper-Pearson interval of a rate."""

from partybuild.analysis._beta import beta_quantile
from partybuild.errors import ValueRangeError


def clopper_pearson(
    hits: int, ballots: int, *, level: float = 0.95
) -> tuple[float, float]:
    """Return the interval of a rate such as 好率, for voters like these.

    Args:
        hits: Ballots that chose the option.
        ballots: Valid ballots; at least 1.
        level: Least coverage.

    Returns:
        Both limits, as shares of 1.

    Raises:
        ValueRangeError: If a number is out of its range.

    Source:
        Clopper and Pearson (1934), by quantiles of the beta distribution.
    """
    if ballots < 1:
        raise ValueRangeError("the number of ballots of a rate", ballots, "at least 1")
    if not 0 <= hits <= ballots:
        raise ValueRangeError("the hits of a rate", hits, f"from 0 to {ballots}")
    if not 0 < level < 1:
        raise ValueRangeError("a level", level, "a number between 0 and 1")
    tail, misses = (1 - level) / 2, ballots - hits
    low = beta_quantile(tail, hits, misses + 1) if hits else 0.0
    high = 1 - beta_quantile(tail, misses, hits + 1) if misses else 1.0
    return low, high

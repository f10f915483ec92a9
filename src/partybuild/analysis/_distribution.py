"""Normal, Student, F and chi-square: with beta, the only floats a result rests on."""

from math import erfc, exp, expm1, inf, isnan, log, log1p, pi, sqrt
from statistics import NormalDist

from partybuild.analysis._beta import beta_logit, beta_tails
from partybuild.errors import ValueRangeError

_NORMAL = NormalDist()
# From here on the normalizing transformation is exact to all digits, and the
# continued fraction of the beta tails slow.
_MANY_DF = 1e6


def normal_lower_tail(z: float) -> float:
    """Return the probability that a standard normal variable is at most *z*.

    Small ones keep their relative precision.
    """
    return erfc(-z / sqrt(2)) / 2


def student_lower_tail(t: float, df: float) -> float:
    """Return the probability that a Student variable is at most *t*.

    Args:
        t: Value.
        df: Degrees of freedom, above 0; need not be whole, may be infinite.

    Returns:
        The probability; small ones keep their relative precision.

    Raises:
        ValueRangeError: If *df* is not above 0, or *t* is not a number.

    Source:
        Incomplete beta function; for many degrees of freedom the normalizing
        transformation of Hill (1970), Algorithm 395.
    """
    if isnan(t):
        raise ValueRangeError("a value of Student's t", t, "a number")
    _check_df(df)
    if df > _MANY_DF:
        return normal_lower_tail(_normalized(t, df))
    ratio = t / sqrt(df)
    if abs(ratio) > 1e8:
        # Then 1 / (1 + ratio^2) is 1 / ratio^2 to all digits.
        x, y = (1 / ratio) ** 2, 1.0
    else:
        x, y = 1 / (1 + ratio * ratio), ratio * ratio / (1 + ratio * ratio)
    half = beta_tails(x, y, df / 2, 0.5)[0] / 2
    return half if t <= 0 else 1.0 - half


def _check_df(df: float) -> None:
    if not df > 0:
        raise ValueRangeError("the degrees of freedom", df, "a number above 0")


def _normalized(t: float, df: float) -> float:
    if df == inf:
        return t
    a = df - 0.5
    w = sqrt(a * log1p(t / df * t))
    z = w + (w**3 + 3 * w) / (48 * a * a)
    return z if t >= 0 else -z


def student_quantile(p: float, df: float) -> float:
    """Return the value that a Student variable stays below with probability *p*.

    Args:
        p: Probability, strictly between 0 and 1.
        df: Degrees of freedom, above 0; need not be whole, may be infinite.

    Returns:
        The quantile.

    Raises:
        ValueRangeError: If *p* or *df* is out of its range.
    """
    if not 0 < p < 1:
        raise ValueRangeError("a probability", p, "a number between 0 and 1")
    _check_df(df)
    if p > 0.5:
        return -student_quantile(1 - p, df)
    if p == 0.5:
        return 0.0
    if df > _MANY_DF:
        z = -_NORMAL.inv_cdf(p)
        if df == inf:
            return -z
        a, w = df - 0.5, z
        for _ in range(3):
            w = z - (w**3 + 3 * w) / (48 * a * a)
        return -sqrt(df * expm1(w * w / a))
    return -sqrt(df) * exp(-beta_logit(2 * p, df / 2, 0.5) / 2)


def f_upper_tail(ratio: float, df1: float, df2: float) -> float:
    """Return the probability that a variable of Snedecor's F is above *ratio*.

    Args:
        ratio: Value, at least 0.
        df1: Degrees of freedom of the numerator, above 0.
        df2: Degrees of freedom of the denominator, above 0.

    Returns:
        The probability; small ones keep their relative precision.

    Raises:
        ValueRangeError: If a number of degrees of freedom is not above 0.
    """
    _check_df(df1)
    _check_df(df2)
    whole = df2 + df1 * ratio
    return beta_tails(df2 / whole, df1 * ratio / whole, df2 / 2, df1 / 2)[0]


def f_quantile(p: float, df1: float, df2: float) -> float:
    """Return the value that a variable of Snedecor's F stays below.

    Args:
        p: Probability, strictly between 0 and 1.
        df1: Degrees of freedom of the numerator, above 0.
        df2: Degrees of freedom of the denominator, above 0.

    Returns:
        The quantile.

    Raises:
        ValueRangeError: If an argument is out of its range.
    """
    if not 0 < p < 1:
        raise ValueRangeError("a probability", p, "a number between 0 and 1")
    _check_df(df1)
    _check_df(df2)
    return exp(beta_logit(p, df1 / 2, df2 / 2) + log(df2 / df1))


def chi_square_upper_tail(value: float, df: int) -> float:
    """Return the probability that a chi-square variable is above *value*.

    Args:
        value: Value, at least 0.
        df: Whole degrees of freedom, at least 1.

    Returns:
        The probability, by the finite sum that whole degrees of freedom allow.

    Raises:
        ValueRangeError: If *df* is not above 0.
    """
    _check_df(df)
    half = value / 2
    if df % 2:
        total, term, start = erfc(sqrt(half)), 2 * sqrt(half / pi) * exp(-half), 3
    else:
        total, term, start = exp(-half), half * exp(-half), 4
    for used in range(start, df + 1, 2):
        total += term
        term *= value / used
    return total

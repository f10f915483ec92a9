"""Beta and Student distributions: the only floats that a result rests on."""

from math import exp, lgamma, log, log1p

_TINY = 1e-300
_STEPS = 10_000


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function.

    Args:
        x: Value from 0 to 1.
        a: First shape, above 0.
        b: Second shape, above 0.

    Returns:
        The probability that a Beta(a, b) variable is at most *x*.

    Source:
        Continued fraction of Lentz, as in Numerical Recipes, section 6.4.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1.0 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    result = d
    for m in range(1, _STEPS):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + numerator / c
            c = c if abs(c) > _TINY else _TINY
            result *= d * c
        if abs(d * c - 1.0) < 1e-16:
            break
    return result


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the value that a Beta(a, b) variable stays below with probability *p*.

    Args:
        p: Probability from 0 to 1.
        a: First shape, above 0.
        b: Second shape, above 0.

    Returns:
        The quantile, found by bisection.
    """
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if beta_cdf(middle, a, b) < p:
            low = middle
        else:
            high = middle


def student_lower_tail(t: float, df: float) -> float:
    """Return the probability that a Student variable is at most *t*.

    Args:
        t: Value.
        df: Degrees of freedom, above 0; need not be whole.

    Returns:
        The probability; small ones keep their relative precision.
    """
    square = t * t
    if square < 1:
        # Near the center df / (df + t^2) has lost the digits of t.
        tail = (1.0 - beta_cdf(square / (df + square), 0.5, df / 2)) / 2
    else:
        tail = beta_cdf(df / (df + square), df / 2, 0.5) / 2
    return tail if t <= 0 else 1.0 - tail

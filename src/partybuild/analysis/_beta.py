"""The beta distribution: both tails to full relative accuracy, and its quantile."""

from math import exp, inf, isnan, lgamma, log, pi, sqrt

from partybuild.errors import ValueRangeError

_TINY = 1e-300
_STEPS = 20_000
_NEWTON = 200
# Beyond this logit a value is taken as 0 or 1: e^-690 is 1e-300.
_FARTHEST = 690.0


def beta_tails(x: float, y: float, a: float, b: float) -> tuple[float, float]:
    """Return both tails of a beta distribution, neither taken from one.

    Args:
        x: Value from 0 to 1.
        y: One less *x*, which the caller often knows more exactly.
        a: First shape, above 0 and finite.
        b: Second shape, above 0 and finite.

    Returns:
        The probabilities of a value at most *x*, and of one above it.

    Source:
        Continued fraction of Lentz, as in Numerical Recipes, section 6.4; its
        front factor by the saddle-point form of Loader (2000).
    """
    if x <= 0:
        return 0.0, 1.0
    if y <= 0:
        return 1.0, 0.0
    front = _front(x, y, a, b)
    if x * (a + b + 2) < a + 1:
        lower = min(front * _fraction(x, a, b) / a, 1.0)
        return lower, 1.0 - lower
    upper = min(front * _fraction(y, b, a) / b, 1.0)
    return 1.0 - upper, upper


def _front(x: float, y: float, a: float, b: float) -> float:
    # x^a y^b / B(a, b). Differences of large log-gammas would lose digits.
    n = a + b
    exponent = (
        _stirling(n)
        - _stirling(a)
        - _stirling(b)
        - _deviance(a, n, x)
        - _deviance(b, n, y)
    )
    return exp(exponent) * sqrt(a / n * b / (2 * pi))


def _stirling(n: float) -> float:
    # What Stirling's formula leaves of log n!
    if n < 16:
        return lgamma(n + 1) - (n + 0.5) * log(n) + n - log(2 * pi) / 2
    square = n * n
    series = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / square) / square) / (
        square
    )
    return (1 / 12 - (1 / 360 - series / square) / square) / n


def _deviance(at: float, n: float, share: float) -> float:
    # at log(at / mean) + mean - at, by a series where the terms would cancel.
    mean = n * share
    v = (at - mean) / (at + mean)
    if share < _TINY:  # the product would lose its digits, or be 0
        return at * (log(at / n) - log(share)) - at
    if abs(v) > 0.1:
        return at * log(at / mean) + mean - at
    total, term = (at - mean) * v, 2 * at * v
    power, last = 3, total + 1
    while total != last and power < 99:
        term *= v * v
        last, total = total, total + term / power
        power += 2
    return total


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1.0 - (a + b) * x / (a + 1)
    d = 1.0 / (d if abs(d) > _TINY else _TINY)
    result = d
    m, change = 1, 1.0
    while change >= 1e-16 and m < _STEPS:
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 + numerator * d
            d = 1.0 / (d if abs(d) > _TINY else _TINY)
            c = 1.0 + numerator / c
            c = c if abs(c) > _TINY else _TINY
            result *= d * c
        m, change = m + 1, abs(d * c - 1.0)
    return result


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularized incomplete beta function.

    Args:
        x: Value from 0 to 1.
        a: First shape, at least 0; at 0 all mass lies at 0, at infinity at 1.
        b: Second shape, at least 0; at 0 all mass lies at 1, at infinity at 0.

    Returns:
        The probability that a Beta(a, b) variable is at most *x*.

    Raises:
        ValueRangeError: If *x* is no number, a shape is negative, or the two
            leave the place of the mass open.
    """
    if isnan(x):
        raise ValueRangeError("a value of a beta distribution", x, "a number")
    point = _point_mass(a, b)
    if point is not None:
        return 1.0 if x >= point else 0.0
    return beta_tails(x, 1 - x, a, b)[0]


def _point_mass(a: float, b: float) -> float | None:
    left = b == inf or a == 0
    right = a == inf or b == 0
    if isnan(a) or isnan(b) or a < 0 or b < 0 or (left and right):
        raise ValueRangeError(
            "the pair of shapes of a beta distribution",
            (a, b),
            "two numbers from 0, not both 0 and not both infinite",
        )
    if left or right:
        return 1.0 if right else 0.0
    return None


def beta_quantile(p: float, a: float, b: float) -> float:
    """Return the value that a Beta(a, b) variable stays below with probability *p*.

    Args:
        p: Probability from 0 to 1.
        a: First shape, at least 0; at 0 all mass lies at 0, at infinity at 1.
        b: Second shape, at least 0; at 0 all mass lies at 1, at infinity at 0.

    Returns:
        The quantile.

    Raises:
        ValueRangeError: If *p* is no probability, a shape is negative, or the
            two shapes leave the place of the mass open.
    """
    if not 0 <= p <= 1:
        raise ValueRangeError("a probability", p, "a number from 0 to 1")
    point = _point_mass(a, b)
    if point is not None:
        return point
    if p in (0, 1):
        return float(p)
    return _expit(beta_logit(p, a, b))[0]


def beta_logit(p: float, a: float, b: float) -> float:
    """Return log(x / (1 - x)) of the quantile *x*, exact near both ends.

    Args:
        p: Probability, strictly between 0 and 1.
        a: First shape, above 0 and finite.
        b: Second shape, above 0 and finite.

    Returns:
        The logit of the quantile, by Newton's method on the logarithm of the
        nearer tail. Its tails are log-concave on this scale, so that after one
        step every further one closes in from the same side.
    """
    if p > 0.5:
        return -beta_logit(1 - p, b, a)
    u = max(-_FARTHEST, min(log(a / b), _FARTHEST))
    for _ in range(_NEWTON):
        x, y = _expit(u)
        tail = beta_tails(x, y, a, b)[0]
        if tail == 0:
            u += 1.0
            continue
        step = log(tail / p) * tail / _front(x, y, a, b)
        u -= step
        if abs(step) <= 1e-15 * max(1.0, abs(u)) or abs(u) > _FARTHEST:
            break
    return u


def _expit(u: float) -> tuple[float, float]:
    if u < -_FARTHEST:
        return 0.0, 1.0
    if u > _FARTHEST:
        return 1.0, 0.0
    small = exp(-abs(u))
    pair = small / (1 + small), 1 / (1 + small)
    return pair if u < 0 else (pair[1], pair[0])

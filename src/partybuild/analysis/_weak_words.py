"""Numbers as the reasons of weak areas print them: none contradicts its threshold."""

from collections.abc import Iterable
from fractions import Fraction

from partybuild.kernel import Rounding, TrailingZeros

ONE_PLACE = Rounding(places=1)
"""How points are printed in reasons."""
_AS_WRITTEN = Rounding(places=12, zeros=TrailingZeros.DROP)
_MOST_DIGITS = 30
_LEAST_CHANCE = 1e-6


def points(value: Fraction, thresholds: Iterable[Fraction] = ()) -> str:
    """Return points to one place, or to as many as a threshold needs.

    Args:
        value: Points.
        thresholds: Values that the text must stay on the right side of.

    Returns:
        The text.
    """
    return ONE_PLACE.text_beside(value, thresholds)


def as_written(value: Fraction) -> str:
    """Return a parameter with all its digits, and no trailing zeros."""
    return _AS_WRITTEN.text(value)


def apart(
    value: Fraction, words: tuple[str, str], thresholds: Iterable[Fraction] = ()
) -> str:
    """Return a difference with the word for above or below, in Chinese.

    Args:
        value: Difference in points.
        words: Words for above and for below.
        thresholds: Sizes that the printed size must stay on the right side of.

    Returns:
        Such as "低 7.1 分".
    """
    return f"{words[value < 0]} {points(abs(value), thresholds)} 分"


def apart_en(
    value: Fraction, words: tuple[str, str], thresholds: Iterable[Fraction] = ()
) -> str:
    """Return a difference with the word for above or below, in English."""
    return f"{points(abs(value), thresholds)} {words[value < 0]}"


def chance(p: float, limit: Fraction) -> tuple[bool, str]:
    """Return a p-value to two digits, or to as many as its limit needs.

    Args:
        p: The p-value.
        limit: Limit that the printed number must stay on the right side of.

    Returns:
        Whether the p-value is below the printed number, which is then the least
        one printed, and the number; never with an exponent.
    """
    if p < _LEAST_CHANCE <= limit:
        return True, _decimals(_LEAST_CHANCE, 6)
    # Two digits that count: as many places as zeros lead, and two more.
    first = next((at for at in range(_MOST_DIGITS) if p >= 10**-at), _MOST_DIGITS)
    for places in range(first + 1, _MOST_DIGITS):
        text = _decimals(p, places)
        if (Fraction(text) <= limit) == (p <= limit):
            return False, text
    return False, _decimals(p, _MOST_DIGITS)


def _decimals(value: float, places: int) -> str:
    return f"{value:.{places}f}"

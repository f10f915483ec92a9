"""Exact numbers: the one door through which a number enters."""

import re
from decimal import Decimal
from fractions import Fraction

from partybuild.errors import InexactNumberError, NumberSyntaxError
from partybuild.kernel._chinese_number import chinese_number

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?", re.ASCII)
_SCALES = {"%": 100, "‰": 1000}
_SHARES = {"百分之": 100, "千分之": 1000, "万分之": 10_000}
# A longer text is no mark and no weight; refusing it keeps parsing bounded.
_LONGEST = 200
# Only forms that a Chinese keyboard types for ASCII. NFKC would do more than is
# wanted: it reads 3½ as 31/2 and 8² as 82.
_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)} | {
    ord("\N{MINUS SIGN}"): "-",
    ord("\N{FRACTION SLASH}"): "/",
    ord("﹪"): "%",
}


def exact(value: Fraction | int | str | Decimal) -> Fraction:
    """Return *value* as a fraction, without ever passing through a float.

    Text may be written "87.5", "1/3", "30%", "5‰", "百分之三十" or "三分之二",
    with full-width digits and signs, and with spaces around it.

    Args:
        value: A fraction, an int, a finite decimal, or text.

    Returns:
        The same number, exactly.

    Raises:
        InexactNumberError: If *value* is a float, a bool, NaN or no number.
        NumberSyntaxError: If a text is not a number in one of the forms above.

    Examples:
        >>> exact("87.5"), exact("30％"), exact("百分之三十")
        (Fraction(175, 2), Fraction(3, 10), Fraction(3, 10))
        >>> exact(0.1)
        Traceback (most recent call last):
            ...
        partybuild.errors...InexactNumberError: 0.1 (float) is not an exact number...
    """
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        return _parse(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise InexactNumberError(value)


def exact_text(value: Fraction) -> str:
    """Return the one canonical text of an exact number.

    A number with a finite decimal form is written in decimals, any other one
    as a fraction in lowest terms; `exact` reads both back.

    Args:
        value: Any exact number.

    Returns:
        The text, in ASCII.

    Examples:
        >>> exact_text(Fraction(175, 2)), exact_text(Fraction(1, 3))
        ('87.5', '1/3')
    """
    numerator, denominator = value.as_integer_ratio()
    if denominator == 1:
        return str(numerator)
    twos, rest = _take_out(denominator, 2)
    fives, rest = _take_out(rest, 5)
    if rest != 1:
        return f"{numerator}/{denominator}"
    places = max(twos, fives)
    digits = abs(numerator) * 10**places // denominator
    whole, part = divmod(digits, 10**places)
    return f"{'-' if numerator < 0 else ''}{whole}.{part:0{places}d}"


def _take_out(number: int, factor: int) -> tuple[int, int]:
    times = 0
    while number % factor == 0:
        number //= factor
        times += 1
    return times, number


def _parse(text: str) -> Fraction:
    if len(text) > _LONGEST:
        raise NumberSyntaxError(f"{text[:40]}...")
    clean = text.translate(_HALF_WIDTH).strip()
    try:
        return _ratio(clean)
    except (ValueError, ZeroDivisionError):
        raise NumberSyntaxError(text) from None


def _ratio(clean: str) -> Fraction:
    for prefix, scale in _SHARES.items():
        if clean.startswith(prefix):
            return _number(clean.removeprefix(prefix)) / scale
    if "分之" in clean:
        below, above = clean.split("分之", 1)
        return _number(above) / _number(below)
    if scale := _SCALES.get(clean[-1:], 0):
        return _number(clean[:-1].rstrip()) / scale
    if "/" in clean:
        above, below = clean.split("/", 1)
        return _number(above.strip()) / _number(below.strip())
    return _number(clean)


def _number(clean: str) -> Fraction:
    if _PLAIN.fullmatch(clean):
        return Fraction(clean)
    return chinese_number(clean)

"""Chinese numerals as officials write them: 三十, 二百零五, 九十五点五."""

from fractions import Fraction

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG_UNITS = {"亿": 100_000_000, "万": 10_000}


def chinese_number(text: str) -> Fraction:
    """Return the number that *text* writes in Chinese numerals.

    Args:
        text: For example "三十", "十五", "二百零五", "一万二千", "九十五点五".

    Returns:
        The number, exactly.

    Raises:
        ValueError: If *text* is not such a numeral.
    """
    whole, point, decimals = text.partition("点")
    value = Fraction(_whole(whole))
    if not point:
        return value
    if not decimals:
        raise ValueError(text)
    for place, char in enumerate(decimals, start=1):
        value += Fraction(_digit(char), 10**place)
    return value


def _digit(char: str) -> int:
    if char not in _DIGITS:
        raise ValueError(char)
    return _DIGITS[char]


def _whole(text: str) -> int:
    for char, size in _BIG_UNITS.items():
        if char in text:
            high, low = text.split(char, 1)
            rest = _whole(low.removeprefix("零")) if low else 0
            # 一万五 is fifteen thousand to some and 10005 to others.
            ambiguous = low and rest < size // 10 and not low.startswith("零")
            if rest >= size or ambiguous:
                raise ValueError(text)
            return _below_ten_thousand(high) * size + rest
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    if text in _DIGITS:
        return _DIGITS[text]
    if text == "百":
        # As in 百分之百.
        return 100
    # 十五 says one ten without the digit.
    left = f"一{text}" if text.startswith("十") else text
    total, lowest = 0, 10_000
    while left:
        zero = left[0] in "零〇"
        left = left[1:] if zero else left
        digit, unit = _digit(left[:1]), _UNITS.get(left[1:2], 1)
        left = left[2:]
        # A zero stands exactly where a unit is left out: 二百五 alone would be
        # 250 to some and 205 to others.
        skips = bool(total) and unit * 10 < lowest
        if digit == 0 or unit >= lowest or zero != skips or (unit == 1 and not total):
            raise ValueError(text)
        total, lowest = total + digit * unit, unit
    if not total:
        raise ValueError(text)
    return total

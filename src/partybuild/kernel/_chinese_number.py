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
            rest = _whole(low.removeprefix("零")) if low.removeprefix("零") else 0
            if rest >= size:
                raise ValueError(text)
            return _below_ten_thousand(high) * size + rest
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> int:
    if not text:
        raise ValueError(text)
    total, digit, lowest, zero = 0, None, 10_000, False
    for index, char in enumerate(text):
        if char in _UNITS:
            unit = _UNITS[char]
            # 十五 says one ten without the digit, as does 百 in 百分之百.
            bare = text == "百" or (index == 0 and char == "十")
            if digit is None and not bare:
                raise ValueError(text)
            if unit >= lowest or digit == 0:
                raise ValueError(text)
            total += (1 if digit is None else digit) * unit
            digit, lowest, zero = None, unit, False
        elif digit is None:
            digit = _digit(char)
            if digit == 0 and len(text) > 1:
                if zero or index == 0 or index == len(text) - 1:
                    raise ValueError(text)
                digit, zero = None, True
        else:
            raise ValueError(text)
    # 二百零五: the zero stands for the missing tens, so five is ones either way.
    return total + (digit or 0)

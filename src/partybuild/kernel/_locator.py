"""Articles and chapters as the two languages cite them."""

import re

from partybuild.kernel._chinese_number import chinese_number
from partybuild.kernel._exact import exact_text
from partybuild.kernel._label import Lang

_PARTS = {"Art.": "条", "ch.": "章"}
_SHORT = {zh: en for en, zh in _PARTS.items()}
_DIGITS = "零一二三四五六七八九"
_ENGLISH = re.compile(r"\b(?:(Art)s?|(ch))\. ?(\d+)(?:[-–](\d+))?", re.IGNORECASE)
_ONES = "[一二三四五六七八九]"
_CHINESE = re.compile(f"第({_ONES}?十{_ONES}?|{_ONES})([条章])")


def locator_text(locator: str, lang: Lang) -> str:
    """Return a place in a document in the words of a language.

    Args:
        locator: Such as "Art. 5-7", "ch. 6" or 第七条; other words stay as they are.
        lang: "zh" or "en".

    Returns:
        Text such as 第五条至第七条 or "Art. 7".
    """
    return (
        _ENGLISH.sub(_in_chinese, locator)
        if lang == "zh"
        else _CHINESE.sub(_in_english, locator.replace("、", ", "))
    )


def _in_chinese(found: re.Match[str]) -> str:
    article, _, first, last = found.groups()
    part = _PARTS["Art." if article else "ch."]
    places = [first] if last is None else [first, last]
    return "至".join(f"第{_written(int(place))}{part}" for place in places)


def _written(number: int) -> str:
    """Return a number up to 99 in Chinese numerals; longer documents use figures."""
    tens, ones = divmod(number, 10)
    if not 0 < tens < 10:
        return _DIGITS[number] if number < 10 else str(number)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def _in_english(found: re.Match[str]) -> str:
    numeral, part = found.groups()
    return f"{_SHORT[part]} {exact_text(chinese_number(numeral))}"

"""Words, dates and lists in the two languages of a report."""

from collections.abc import Iterable
from datetime import date

from partybuild.kernel import Basis, Citation, Lang, OwnDecision

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say(lang: Lang, zh: str, en: str) -> str:
    """Return the text of one language."""
    return zh if lang == "zh" else en


def day(lang: Lang, on: date) -> str:
    """Return a day as the language writes it."""
    zh = f"{on.year}年{on.month}月{on.day}日"
    return say(lang, zh, f"{on.day} {_MONTHS[on.month - 1]} {on.year}")


def listed(lang: Lang, texts: Iterable[str]) -> str:
    """Return texts as one list: 、 in Chinese, commas in English."""
    return say(lang, "、", ", ").join(texts)


def ended(lang: Lang, text: str) -> str:
    """Return a sentence with its capital and with one full stop."""
    stop = say(lang, "。", ".")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((stop, "！", "!", "？", "?")) else text + stop


def basis_text(lang: Lang, basis: Basis) -> str:
    """Return what a number rests on, for a table."""
    if isinstance(basis, Citation):
        return basis.text(lang)
    own: OwnDecision = basis
    return own.text(lang)

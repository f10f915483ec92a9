"""Words, dates and lists in the two languages of a report."""

from datetime import date
from fractions import Fraction

from partybuild.kernel import Basis, Lang, day_text, exact_text
from partybuild.rules import GradeBand


def say(lang: Lang, zh: str, en: str) -> str:
    """Return the text of one language."""
    return zh if lang == "zh" else en


def day(lang: Lang, on: date) -> str:
    """Return a day as the language writes it."""
    return day_text(on, lang)


def ended(lang: Lang, text: str) -> str:
    """Return a sentence with its capital and with one full stop."""
    stop = say(lang, "。", ".")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((stop, "！", "!", "？", "?")) else text + stop


def percent(share: Fraction) -> str:
    """Return a share as an exact percentage."""
    return f"{exact_text(share * 100)}%"


def score_range(lang: Lang, band: GradeBand) -> str:
    """Return the scores of a grade band, with what belongs to it said."""
    low = "" if band.lower is None else exact_text(band.lower)
    high = "" if band.upper is None else exact_text(band.upper)
    if not high:
        return say(lang, f"{low}分及以上", f"{low} and above")
    if not low:
        return say(lang, f"低于{high}分", f"below {high}")
    return say(lang, f"{low}分及以上、低于{high}分", f"{low} to below {high}")


def basis_text(lang: Lang, basis: Basis) -> str:
    """Return what a number rests on: document, day and article, or a decision."""
    return basis.text(lang)

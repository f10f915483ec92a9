"""The marks of the two languages: colons, lists and brackets."""

from collections.abc import Iterable

from partybuild.kernel._label import Lang


def headed(lang: Lang, text: str) -> str:
    """Return a heading that stands alone in its line.

    Args:
        lang: "zh" or "en".
        text: Its words.

    Returns:
        The words with the colon of the language.

    Examples:
        >>> headed("zh", "依据")
        '依据：'
    """
    return f"{text}：" if lang == "zh" else f"{text}:"


def labeled(lang: Lang, name: str, text: str) -> str:
    """Return a text behind what it is about.

    Args:
        lang: "zh" or "en".
        name: What it is about.
        text: What is said.

    Returns:
        Both in one line.

    Examples:
        >>> labeled("zh", "依据", "第三条"), labeled("en", "Basis", "article 3")
        ('依据：第三条', 'Basis: article 3')
    """
    return f"{name}：{text}" if lang == "zh" else f"{name}: {text}"


def listed(lang: Lang, texts: Iterable[str]) -> str:
    """Return words as one list.

    Args:
        lang: "zh" or "en".
        texts: The words.

    Returns:
        The list, with 、 in Chinese and commas in English.

    Examples:
        >>> listed("zh", ["好", "较好"])
        '好、较好'
    """
    return ("、" if lang == "zh" else ", ").join(texts)


def clauses(lang: Lang, texts: Iterable[str]) -> str:
    """Return clauses, which may hold commas, one after the other.

    Args:
        lang: "zh" or "en".
        texts: The clauses.

    Returns:
        One text, with semicolons between them.

    Examples:
        >>> clauses("en", ["first, second", "third"])
        'first, second; third'
    """
    return ("；" if lang == "zh" else "; ").join(texts)


def bracketed(lang: Lang, text: str) -> str:
    """Return what is added in brackets behind a word.

    Args:
        lang: "zh" or "en".
        text: What is added.

    Returns:
        The text in brackets, after a space where the language has one.

    Examples:
        >>> "好" + bracketed("zh", "3票"), "good" + bracketed("en", "3 votes")
        ('好（3票）', 'good (3 votes)')
    """
    return f"（{text}）" if lang == "zh" else f" ({text})"

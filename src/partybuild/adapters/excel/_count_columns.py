"""Columns of a count sheet: options by their place, then marks that chose none."""

from partybuild.adapters.excel._words import CHECK, ITEM, SUBJECT, TOTAL
from partybuild.conference import NO_CHOICES, BallotForm
from partybuild.kernel import Lang


def count_words(form: BallotForm, lang: Lang) -> tuple[str, ...]:
    """Return the headings of the counts, in the order in which a tally keeps them.

    Where items call the option of one place by different words, the heading
    lists all of them.

    Args:
        form: The form.
        lang: "zh" or "en".

    Returns:
        One heading per count.
    """
    options = (
        "／".join(
            dict.fromkeys(
                item.options[place].label.text(lang)
                for item in form.items
                if place < len(item.options)
            )
        )
        for place in range(form.most_options)
    )
    return (*options, *(choice.label.text(lang) for choice in NO_CHOICES))


def count_headings(form: BallotForm) -> tuple[tuple[str, int], ...]:
    """Return every heading that a count sheet may have, and its column's meaning.

    Counts are known by their places from 0 on; the subject is -1, the item -2,
    and the computed columns -3 and -4.
    """
    fixed = ((SUBJECT, -1), (ITEM, -2), (TOTAL, -3), (CHECK, -4))
    words = [(word, at) for label, at in fixed for word in (label.zh, label.en)]
    for lang in ("zh", "en"):
        words += [(word, at) for at, word in enumerate(count_words(form, lang))]
    for item in form.items:
        words += [(option.label.zh, at) for at, option in enumerate(item.options)]
        words += [(option.label.en, at) for at, option in enumerate(item.options)]
    return tuple(words)

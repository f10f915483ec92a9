"""Columns of a count sheet: options by their place, then marks that chose none."""

from partybuild.adapters.excel._lookup import Lookup
from partybuild.adapters.excel._text import unlike
from partybuild.adapters.excel._words import CHECK, ITEM, SUBJECT, TOTAL
from partybuild.conference import NO_CHOICES, BallotForm
from partybuild.kernel import Label, Lang

_FIXED = (SUBJECT, ITEM, TOTAL, CHECK)


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
    labels = [
        (f"{place + 1}", _joined(form, place)) for place in range(form.most_options)
    ]
    labels += [(choice.code, choice.label) for choice in NO_CHOICES]
    return unlike(labels, lang, _FIXED)


def count_headings(form: BallotForm) -> Lookup:
    """Return what the headings of a count sheet mean.

    Counts are known by their places from 0 on; the subject is -1, the item -2,
    and the computed columns -3 and -4.
    """
    printed = [
        (word, -at)
        for at, label in enumerate(_FIXED, start=1)
        for word in (label.zh, label.en)
    ]
    for lang in ("zh", "en"):
        printed += [(word, at) for at, word in enumerate(count_words(form, lang))]
    others = [
        (word, at)
        for item in form.items
        for at, option in enumerate(item.options)
        for word in (option.option_id, option.label.zh, option.label.en)
    ]
    others += [
        (word, at)
        for at, choice in enumerate(NO_CHOICES, start=form.most_options)
        for word in (choice.code, choice.label.zh, choice.label.en)
    ]
    return Lookup.of(printed, others)


def _joined(form: BallotForm, place: int) -> Label:
    labels = [i.options[place].label for i in form.items if place < len(i.options)]
    return Label(
        zh="／".join(dict.fromkeys(label.zh for label in labels)),
        en="／".join(dict.fromkeys(label.en for label in labels)),
    )

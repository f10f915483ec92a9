"""The words that stand for marks in a workbook's cells."""

from partybuild.adapters.excel._lookup import Lookup
from partybuild.adapters.excel._text import unlike
from partybuild.conference import NO_CHOICES, BallotForm, FormItem, NoChoice
from partybuild.kernel import Lang


def mark_words(item: FormItem, lang: Lang) -> dict[int, str]:
    """Return the word of every byte that a ballot box keeps for an item.

    Args:
        item: Line of the ballot.
        lang: "zh" or "en".

    Returns:
        Byte to word, in the order of a drop-down list; a blank is no word.
    """
    codes = [*range(len(item.options)), *map(int, NO_CHOICES)]
    labels = [(option.option_id, option.label) for option in item.options]
    labels += [(choice.code, choice.label) for choice in NO_CHOICES]
    words = dict(zip(codes, unlike(labels, lang), strict=True))
    return words | {int(NoChoice.BLANK): ""}


def mark_lookup(form: BallotForm, item: FormItem) -> Lookup:
    """Return what the words in the cells of an item mean."""
    printed = [
        (word, byte)
        for lang in ("zh", "en")
        for byte, word in mark_words(item, lang).items()
        if word
    ]
    others = form.codes(item).items()
    return Lookup.of(printed, ((word, byte) for word, byte in others if word))

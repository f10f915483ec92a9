"""Words by which comments name the areas of the taxonomy, in both languages."""

from collections.abc import Mapping

from partybuild.analysis import _tag_phrases_en, _tag_topics_en
from partybuild.analysis import _tag_topics_zh as zh

Lexicon = Mapping[str, tuple[str, ...]]


def _both(one: Lexicon, other: Lexicon) -> dict[str, tuple[str, ...]]:
    codes = dict.fromkeys((*one, *other))
    return {code: (*one.get(code, ()), *other.get(code, ())) for code in codes}


TOPICS = _both(zh.TOPICS, _tag_topics_en.TOPICS)
"""Neutral words: another word of the clause decides whether they praise or blame."""

FIXED = _both(zh.FIXED, _tag_phrases_en.FIXED)
"""Words that blame by themselves."""

PRAISED = _both(zh.PRAISED, _tag_phrases_en.PRAISED)
"""Words that praise by themselves."""

"""The lexicon turned into patterns, once, in small letters."""

import re
from collections.abc import Iterable, Iterator, Mapping

from partybuild.analysis._tag import Degree
from partybuild.analysis._tag_markers import (
    ABSENT,
    BETWEEN,
    HARMLESS,
    HOLLOW,
    NEGATORS,
    PARTIAL,
    PRAISE,
    REVERSERS,
    WISHES,
)

# Clauses end here; inside them a topic and its marker must meet.
CLAUSE = re.compile(
    r"[，,。；;！？!?：:\n]|\.(?=\s|$)|但是|但|却|然而|"
    r"\b(?:but|while|whereas|yet|however)\b"
)
SENTENCE = re.compile(r"[。；;！？!?\n]|\.(?=\s|$)")


def _part(text: str) -> str:
    words = re.escape(text.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    if not text.isascii():
        return words
    return rf"\b{words}" if text.endswith("*") else rf"\b{words}\b"


def phrase(text: str) -> str:
    """Return the pattern of a phrase; a gap stays within the clause."""
    gap = r"[^，,。；;！？!?：:\n.]{0,24}?"
    return gap.join(_part(part) for part in text.split("…"))


def any_of(*words: Iterable[str]) -> str:
    """Return the pattern of one of several phrases, the longest first."""
    every = sorted({w for some in words for w in some}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(map(phrase, every)) + ")"


def folded(text: str) -> str:
    """Return a text in small letters, every letter in its place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def compiled(*words: Iterable[str]) -> re.Pattern[str]:
    """Return the compiled pattern of one of several phrases."""
    return re.compile(any_of(*words))


def by_code(
    lexicon: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the compiled phrases of each code: those with a gap one by one."""
    return {code: tuple(_one_by_one(words)) for code, words in lexicon.items()}


def _one_by_one(words: Iterable[str]) -> Iterator[re.Pattern[str]]:
    plain = [text for text in words if "…" not in text]
    if plain:
        yield compiled(plain)
    for text in words:
        if "…" in text:
            yield re.compile(phrase(text))


# What is reversed must be a word of content: "没有" before "没有" reverses nothing.
_REVERSIBLE = any_of(
    [w for w in (*ABSENT, *HOLLOW, *PARTIAL) if w not in {*REVERSERS, "none"}]
)
MARKER = re.compile(
    f"(?P<harmless>{any_of(HARMLESS)})"
    f"|(?P<reversed>{any_of(REVERSERS)}\\s*{_REVERSIBLE})"
    f"|(?P<hollow>{any_of(HOLLOW)})"
    f"|(?P<negated>{any_of(NEGATORS)}{any_of(BETWEEN)}{{0,2}}{any_of(PRAISE)})"
    f"|(?P<absent>{any_of(ABSENT)})"
    f"|(?P<partial>{any_of(PARTIAL)})"
    f"|(?P<praise>{any_of(PRAISE)})"
)
DEGREES = {
    "hollow": Degree.HOLLOW,
    "negated": Degree.PARTIAL,
    "absent": Degree.ABSENT,
    "partial": Degree.PARTIAL,
}
DENIED = re.compile(f"{any_of(REVERSERS)}\\W{{0,2}}$")
"""A reversing word right before what stands."""
WISH = re.compile(f"(?<![需主重只首])要{any_of(WISHES)}")

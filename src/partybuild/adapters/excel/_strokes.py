"""The order of strokes of names (按姓氏笔画为序)."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from unicodedata import name, normalize

from partybuild.errors import UnknownStrokesError

_TABLE = Path(__file__).with_name("strokes.txt")

Strokes = tuple[tuple[int, str, str], ...]
"""Of every character: number of strokes, the strokes themselves, the character."""


def stroke_keys(names: Iterable[str]) -> tuple[Strokes, ...]:
    """Return what names are sorted by to stand in the order of their strokes.

    Fewer strokes come first; of as many, the strokes in the order of writing
    decide: horizontal, vertical, left-falling, dot, turning (横、竖、撇、点、折).
    Where the strokes are all alike, as of 于 and 干, the code of the character
    decides, so that one surname stays together. What is no Chinese character comes
    before all that are.

    Args:
        names: Names; the surname comes first.

    Returns:
        One key per name.

    Raises:
        UnknownStrokesError: If strokes of a character are not known; all such
            characters are named.
    """
    table = _strokes()
    texts = [normalize("NFKC", text).strip() for text in names]
    unknown = {c for text in texts for c in text if _is_chinese(c) and c not in table}
    if unknown:
        raise UnknownStrokesError(tuple(sorted(unknown)))
    return tuple(
        tuple((len(table.get(c, "")), table.get(c, ""), c) for c in text)
        for text in texts
    )


def _is_chinese(char: str) -> bool:
    return name(char, "").startswith("CJK")


@cache
def _strokes() -> Mapping[str, str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[2:] for line in lines if not line.startswith("#")}

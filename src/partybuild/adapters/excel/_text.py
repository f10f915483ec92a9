"""Text on its way into a cell, and back out of one."""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from partybuild.adapters.excel._words import CUT
from partybuild.kernel import Label, Lang

MOST_CHARACTERS = 32_767
"""What one cell of a workbook holds."""

_MOST_IN_A_SHEET_NAME = 31
_LONGEST_KNOWN = 100
# What XML 1.0 cannot say at all, and what would break a cell into lines.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_SPACES = re.compile(r"\s+")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


def cell_text(text: str, lang: Lang = "zh") -> str:
    """Return a text as a cell can hold it.

    Control characters become one space, and a text beyond the limit of a cell
    is cut with a mark that says so.

    Args:
        text: Any text.
        lang: Language of the mark.

    Returns:
        The text, at most 32,767 UTF-16 units long.
    """
    clean = _CONTROLS.sub(" ", text)
    if 2 * len(clean) <= MOST_CHARACTERS or _units(clean) <= MOST_CHARACTERS:
        return clean
    mark = CUT.text(lang)
    return _first_units(clean, MOST_CHARACTERS - _units(mark)) + mark


def match_key(text: str) -> str:
    """Return what two spellings of one word have in common.

    Full-width and half-width forms, letter case and spaces are ignored, so that
    a two-character name padded with a space inside is the same name.
    """
    return _known_key(text) if len(text) <= _LONGEST_KNOWN else _key(text)


def _key(text: str) -> str:
    return _SPACES.sub("", normalize("NFKC", text)).casefold()


# The words of a form are compared again and again.
_known_key = lru_cache(maxsize=4096)(_key)


def unlike(
    labels: Iterable[tuple[str, Label]], lang: Lang, taken: Iterable[Label] = ()
) -> tuple[str, ...]:
    """Return names that no reader confuses, adding the id where two are alike.

    Args:
        labels: Ids and their names.
        lang: Language of the names to return.
        taken: Words that mean something else where the names stand.

    Returns:
        One text per pair, as printed in cells.
    """
    return _unlike(tuple(labels), lang, tuple(taken))


# The words of a form are named once for every sheet and heading.
@lru_cache(maxsize=256)
def _unlike(
    pairs: tuple[tuple[str, Label], ...], lang: Lang, taken: tuple[Label, ...]
) -> tuple[str, ...]:
    owners: dict[str, set[str]] = {}
    for identifier, label in pairs:
        for word in (identifier, label.zh, label.en):
            owners.setdefault(match_key(cell_text(word)), set()).add(identifier)
    for label in taken:
        for word in (label.zh, label.en):
            owners.setdefault(match_key(word), set()).update({"", word})
    names: list[str] = []
    for identifier, label in pairs:
        name = cell_text(label.text(lang), lang).strip()
        # One name for two, or a name of nothing but spaces, is no name.
        if not match_key(name) or len(owners.get(match_key(name), ())) > 1:
            name = f"{name[:200]} [{cell_text(identifier)}]"
        names.append(name)
    return tuple(names)


def sheet_names(prefix: Label, words: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Return a sheet name for each word: allowed, short enough, no two alike."""
    return allowed_sheet_names(f"{prefix.text(lang)}·{_clean(word)}" for word in words)


def _clean(name: str) -> str:
    return _NOT_IN_SHEET_NAMES.sub("_", _CONTROLS.sub(" ", name)).strip()


def allowed_sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the names that sheets of a workbook can have, no two alike.

    What a name cannot hold becomes "_", what is too long is cut, and of names that
    are alike then all but the first are numbered.

    Args:
        wanted: Names of any kind.

    Returns:
        One name for each, in the same order.
    """
    taken: set[str] = set()
    names: list[str] = []
    for one in wanted:
        whole = _clean(one) or "_"
        name = _first_units(whole, _MOST_IN_A_SHEET_NAME).rstrip()
        number = 2
        while match_key(name) in taken:
            tail = f"~{number}"
            name = _first_units(whole, _MOST_IN_A_SHEET_NAME - len(tail)) + tail
            number += 1
        taken.add(match_key(name))
        names.append(name)
    return tuple(names)


def address(row: int, column: int) -> str:
    """Return the address of a cell, such as "D17", from places counted from 0."""
    letters = ""
    left = column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _units(text: str) -> int:
    # Workbooks count UTF-16 units: a character beyond the basic plane is two.
    return len(text) + sum(character > "\uffff" for character in text)


def _first_units(text: str, most: int) -> str:
    if _units(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")

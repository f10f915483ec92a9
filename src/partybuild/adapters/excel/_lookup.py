"""Finding what a written word means, however it is spaced and typed."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

import attrs

from partybuild.adapters.excel._text import match_key


@attrs.frozen
class Lookup:
    """Words and the place that each one means.

    Attributes:
        exact: Words as the workbooks print them; no two mean the same.
        alike: Other words that mean one place only, compared without regard to
            spaces, width and case.
        ambiguous: Words that mean more than one place.
    """

    exact: Mapping[str, int]
    alike: Mapping[str, int]
    ambiguous: frozenset[str]

    @classmethod
    def of(
        cls,
        printed: Iterable[tuple[str, int]],
        others: Iterable[tuple[str, int]] = (),
    ) -> "Lookup":
        """Build a lookup from words as printed and other words for the same."""
        exact: dict[str, int] = {}
        places: dict[str, set[int]] = {}
        for word, place in printed:
            exact.setdefault(word.strip(), place)
            places.setdefault(match_key(word), set()).add(place)
        for word, place in others:
            places.setdefault(match_key(word), set()).add(place)
        return cls(
            exact,
            {key: min(found) for key, found in places.items() if len(found) == 1},
            frozenset(key for key, found in places.items() if len(found) > 1),
        )

    def find(self, word: str) -> int | None:
        """Return the place that a word means, or None."""
        if word in self.exact:
            return self.exact[word]
        return self.alike.get(match_key(word))

    def is_ambiguous(self, word: str) -> bool:
        """Return whether a word means more than one place."""
        return match_key(word) in self.ambiguous


def cell_word(value: object) -> str | None:
    """Return what a cell says as a word, or None where it holds no word.

    Workbooks keep every number as a float: 3.0 is the word "3". Dates, times
    and true/false are no words.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "" if value is None else None


def is_empty(value: object) -> bool:
    """Return whether a cell holds nothing, or only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def described(value: object) -> str:
    """Return what stands in a cell, for an error."""
    if isinstance(value, bool):
        return f"{str(value).upper()} (true/false)"
    if isinstance(value, (date, time, timedelta)):
        return f"{value} (a date or time)"
    if isinstance(value, float):
        return f"{value:.15g}"
    text = str(value)
    return repr(text if len(text) <= 60 else f"{text[:60]}...")

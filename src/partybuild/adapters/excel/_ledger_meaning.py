"""What the words in a ledger's cells mean: people, places, choices, days, evidence."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import attrs

from partybuild.adapters.excel._ledger_columns import At
from partybuild.adapters.excel._lookup import Lookup
from partybuild.adapters.excel._text import match_key
from partybuild.errors import PartyBuildError, ValueRangeError
from partybuild.kernel import Basis, Label
from partybuild.ledgers import Evidence, LedgerState, SourceKind, Stage

Found = TypeVar("Found")
Choice = TypeVar("Choice", SourceKind, Stage, LedgerState)

_PLACED = re.compile(r"(.*\S)\s*[(（]([^()（）]*)[)）]", re.DOTALL)
_LATE = re.compile(r"[(（](?:逾期|overdue)[)）]$", re.IGNORECASE)
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")


@attrs.frozen(kw_only=True)
class Said:
    """Who filled a row in, when, on what basis, and whom its words may mean.

    Attributes:
        by: Who.
        on: Day.
        basis: On what basis.
        posts: Words for posts.
        post_ids: Posts, in the places of the words.
        places: Words for organizations.
        place_ids: Organizations, in the places of the words.
    """

    by: str
    on: date
    basis: Basis
    posts: Lookup
    post_ids: tuple[str, ...]
    places: Lookup
    place_ids: tuple[str, ...]

    def post(self, word: str) -> str:
        """Return the post that a word means."""
        return _meant("post", word, self.posts, self.post_ids) if word else ""

    def organization(self, word: str) -> str:
        """Return the organization that a word means."""
        return _meant("organization", word, self.places, self.place_ids)


def _meant(what: str, word: str, words: Lookup, ids: tuple[str, ...]) -> str:
    place = words.find(word)
    if place is None:
        raise ValueRangeError(what, repr(word), f"one of {'、'.join(ids[:20])}")
    return ids[place]


def choice(kind: type[Choice], word: str) -> Choice:
    """Return what a word of a drop-down list means, in either language.

    Args:
        kind: What is chosen.
        word: The word.

    Returns:
        The choice.

    Raises:
        ValueRangeError: If no choice has this word.
    """
    for one in kind:
        if match_key(word) in {match_key(one.label.zh), match_key(one.label.en)}:
            return one
    known = "、".join(one.label.zh for one in kind)
    raise ValueRangeError("choice", repr(word), f"one of {known}")


def bare_state(word: str) -> str:
    """Return the word of a state without its mark of being overdue."""
    return _LATE.sub("", word).strip()


class Refused(Exception):  # noqa: N818 - it never leaves the reader
    """A change that cannot be taken, with the column to blame."""

    def __init__(self, at: At, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason


def attempt(at: At, make: Callable[[], Found]) -> Found:
    """Return what is made, or refuse the cell to blame.

    Args:
        at: Column of the cell.
        make: Makes it.

    Returns:
        What was made.

    Raises:
        Refused: If it cannot be made.
    """
    try:
        return make()
    except PartyBuildError as error:
        raise Refused(at, str(error)) from error


def day_in(value: object) -> date | None:
    """Return the day that a cell says, typed in one of the usual ways; or None."""
    if isinstance(value, datetime):
        return value.date() if value.time() == datetime.min.time() else None
    if isinstance(value, date):
        return value
    match = _DAY.fullmatch("".join(value.split())) if isinstance(value, str) else None
    try:
        return None if match is None else date(*map(int, match.groups()))
    except ValueError:
        return None


def evidence_in(text: str) -> Evidence:
    """Return the evidence that a cell names; brackets at its end say where it is."""
    match = _PLACED.fullmatch(text)
    if match is None or not match[2].strip():
        return Evidence(text=Label.same(text))
    return Evidence(text=Label.same(match[1]), reference=match[2].strip())

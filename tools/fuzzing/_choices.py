"""Choices read from the bytes of a fuzzer, and what they do to a document."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from partybuild.testing.awkward import (
    AWKWARD_TEXTS,
    NUMBER_TEXTS,
    REFUSED_NUMBER_TEXTS,
)

POOL: tuple[Any, ...] = (
    *AWKWARD_TEXTS,
    *REFUSED_NUMBER_TEXTS,
    *(text for text, _ in NUMBER_TEXTS),
    *("2022-02-30", "2022-01-25", "9999-12-31", "0001-01-01", "", "spoilt", "good"),
    *(None, True, False, 0, 1, -1, 2**31, 10**400, [], {}, [[]], {"kind": "mean"}),
)


class Choices:
    """Answers taken from bytes one after the other; zero when they are used up."""

    def __init__(self, data: bytes) -> None:
        """Start at the first byte."""
        self.data = data
        self.at = 0

    def below(self, limit: int) -> int:
        """Return a number from 0 to one below the limit."""
        size = 1 if limit <= 256 else 2
        taken = self.data[self.at : self.at + size]
        self.at += size
        return int.from_bytes(taken, "big") % limit

    def one(self, among: Any) -> Any:  # noqa: ANN401 - whatever is chosen from
        """Return one of several."""
        return among[self.below(len(among))]

    def rest(self) -> bytes:
        """Return what has not been used."""
        rest = self.data[self.at :]
        self.at = len(self.data)
        return rest

    @property
    def more(self) -> bool:
        """Whether bytes are left."""
        return self.at < len(self.data)


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every value inside a document."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield (*path, key)
            yield from places(part, (*path, key))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            yield (*path, at)
            yield from places(part, (*path, at))


def _put(document: Any, path: tuple[Any, ...], choices: Choices) -> None:  # noqa: ANN401
    for step in path[:-1]:
        if not isinstance(document, (dict, list)):
            return
        if isinstance(document, list) and (
            not isinstance(step, int) or step >= len(document)
        ):
            return
        if isinstance(document, dict) and step not in document:
            return
        document = document[step]
    last = path[-1]
    there = isinstance(document, dict) and last in document
    there = there or (
        isinstance(document, list) and isinstance(last, int) and last < len(document)
    )
    if not there:
        return
    action = choices.below(6)
    if action == 0:
        del document[last]
    elif action == 1 and isinstance(document, list):
        document.append(copy.deepcopy(document[last]))
    elif action == 2 and isinstance(document, dict):
        document[str(choices.one(POOL))[:40]] = document.pop(last)
    elif action == 3 and isinstance(document[last], str):
        document[last] += choices.rest()[:8].decode("utf-8", "replace")
    else:
        document[last] = copy.deepcopy(choices.one(POOL))


def changed(base: Any, paths: list[tuple[Any, ...]], choices: Choices) -> Any:  # noqa: ANN401
    """Return a copy of a document with up to four changes.

    Args:
        base: The document, which is left as it is.
        paths: Every place in it, as `places` gives them.
        choices: Where the changes come from.

    Returns:
        The changed document.
    """
    document = copy.deepcopy(base)
    for _ in range(1 + choices.below(4)):
        if choices.more:
            _put(document, choices.one(paths), choices)
    return document


def text_of(document: object) -> str:
    """Return a document as JSON text."""
    return json.dumps(document, ensure_ascii=False)

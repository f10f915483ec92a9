"""Documents that a reader takes, and what choices do to them."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

from _choices import POOL, Choices, Target, refusing


def text_of(document: object) -> str:
    """Return a document as JSON text."""
    return json.dumps(document, ensure_ascii=False)


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


def _opened(document: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401
    """Return the object or list at a path, new from the top down; None: no place."""
    for step in path:
        part = document[step]
        if not isinstance(part, dict | list):
            return None
        document[step] = part.copy()
        document = document[step]
    return document


def _put(document: Any, path: tuple[Any, ...], choices: Choices) -> None:  # noqa: ANN401
    last = path[-1]
    try:
        document = _opened(document, path[:-1])
        if document is None:
            return
        there = document[last]
    except (LookupError, TypeError):
        return  # an earlier change took the place away
    action = choices.below(7)
    if action == 0:
        del document[last]
    elif action == 1 and isinstance(document, list):
        document.append(there)
    elif action == 2 and isinstance(document, dict):
        document[str(choices.one(POOL))[:40]] = document.pop(last)
    elif action == 3 and isinstance(there, str):
        document[last] = there + choices.some(8).decode("utf-8", "replace")
    elif action == 4 and isinstance(document, dict):
        # What stands elsewhere in the same object, under another name.
        document[last] = document[choices.one(sorted(document, key=str))]
    else:
        document[last] = copy.copy(choices.one(POOL))


_KEPT: dict[int, object] = {}
"""Parts of the documents to be changed, by identity: no change writes into them."""


class Base:
    """A document that a reader takes, to be changed in up to four places."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - a document
        """Keep a copy of the document, and all places in it."""
        self._document = json.loads(text_of(document))
        self._paths = list(places(self._document))
        for path in self._paths:
            part = self._document
            for step in path:
                part = part[step]
            _KEPT[id(part)] = part

    def changed(self, choices: Choices) -> Any:  # noqa: ANN401 - a document
        """Return the document with changes; what they leave alone is the same part."""
        document = self._document.copy()
        for _ in range(1 + choices.below(4)):
            if choices.more:
                _put(document, choices.one(self._paths), choices)
        return document


def remembering(read: Callable[..., Any]) -> Callable[..., Any]:
    """Return a reader that reads what no change has touched once only.

    Args:
        read: Reads a part of a document, the same from the same part.

    Returns:
        The reader.
    """
    known: dict[int, Any] = {}

    def _read(part: Any, *others: Any) -> Any:  # noqa: ANN401 - a part of a document
        key = id(part)
        if key in known:
            return known[key]
        found = read(part, *others)
        if key in _KEPT and isinstance(part, dict | list):
            known[key] = found
        return found

    return _read


def documents(read: Callable[[Any], object], *bases: object) -> Target:
    """Return a target that changes documents.

    Args:
        read: Reads a document.
        bases: Documents that it takes.

    Returns:
        The target.
    """
    known = [Base(base) for base in bases]
    return refusing(lambda choices: read(choices.one(known).changed(choices)))

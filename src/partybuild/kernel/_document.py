"""The one way in which a value becomes a document, and a document becomes bytes."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Any, TypeAlias, cast

import attrs

from partybuild.errors import InexactNumberError
from partybuild.kernel._exact import exact_text

Document: TypeAlias = "bool | int | str | list[Document] | dict[str, Document] | None"
"""What JSON can say, without floats."""

_NOTHING = ((), "")
_PLAIN = frozenset({bool, int, str, type(None)})

OMITTED: Mapping[str, bool] = {"omitted": True}
"""Metadata of a field that documents leave out while it holds its default."""


def to_document(value: object) -> Document:
    """Return a value as plain JSON data.

    Fields with a default that hold nothing (None, or an empty tuple or text) are
    left out, so that a field added later leaves the bytes of older documents alone;
    so are fields marked `OMITTED` that hold their default. A class that stands in a
    union with others writes its class variable ``kind``.

    Args:
        value: attrs values, tuples, mappings with text keys, dates, enums,
            fractions, ints, texts, bools and None.

    Returns:
        Lists, dicts with text keys, texts, ints, bools and None.

    Raises:
        InexactNumberError: If a float or an object of another kind occurs.
    """
    kind: type = type(value)
    return cast("Document", value) if kind in _PLAIN else _writer(kind)(value)


@cache
def _writer(kind: type[Any]) -> Callable[[Any], Document]:
    """Return what writes the values of a class; it is found once."""
    if issubclass(kind, Enum):
        return lambda value: to_document(value.value)
    if issubclass(kind, (int, str)):
        return lambda value: value
    if issubclass(kind, Fraction):
        return exact_text
    if issubclass(kind, date):
        return date.isoformat
    # A decision has the number of its document in a field of that name.
    if callable(getattr(kind, "document", None)):
        return lambda value: value.document()
    if issubclass(kind, Mapping):
        return lambda value: {str(k): to_document(part) for k, part in value.items()}
    if issubclass(kind, (tuple, list)):
        return lambda value: [to_document(part) for part in value]
    return _object_writer(kind) if attrs.has(kind) else _refused


def _object_writer(kind: type[Any]) -> Callable[[Any], Document]:
    named = getattr(kind, "kind", None)
    start: dict[str, Document] = {"kind": named} if isinstance(named, str) else {}
    fields = attrs.fields(kind)

    def _written(value: object) -> Document:
        written = start.copy()
        for field in fields:
            part = getattr(value, field.name)
            if not _left_out(field, part):
                written[field.name] = to_document(part)
        return written

    return _written


def _refused(value: object) -> Document:
    raise InexactNumberError(value)


def _left_out(field: "attrs.Attribute[object]", part: object) -> bool:
    if field.default is attrs.NOTHING:
        return False
    if part is None or part in _NOTHING:
        return True
    return "omitted" in field.metadata and part == field.default


def canonical_json(document: Document) -> str:
    """Return the one text of a document: sorted keys, no space, one line."""
    return json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def digest(document: Document) -> str:
    """Return the SHA-256 of a document's canonical text, in hexadecimal."""
    return sha256(canonical_json(document).encode()).hexdigest()

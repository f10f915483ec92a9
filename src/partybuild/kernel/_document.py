"""The one way in which a value becomes a document, and a document becomes bytes."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from typing import Protocol, TypeAlias, cast

import attrs

from partybuild.errors import InexactNumberError
from partybuild.kernel._exact import exact_text

Document: TypeAlias = "bool | int | str | list[Document] | dict[str, Document] | None"
"""What JSON can say, without floats."""

_NOTHING = ((), "")

OMITTED: Mapping[str, bool] = {"omitted": True}
"""Metadata of a field that documents leave out while it holds its default."""


class Documented(Protocol):
    """A value that writes its own document."""

    def document(self) -> Document:
        """Return the document."""


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
    if isinstance(value, Enum):
        return to_document(value.value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Fraction):
        return exact_text(value)
    if isinstance(value, date):
        return value.isoformat()
    kind: type = type(value)
    if _writes_itself(kind):
        return cast("Documented", value).document()
    if isinstance(value, Mapping):
        entries = cast("Mapping[object, object]", value)
        return {str(key): to_document(part) for key, part in entries.items()}
    if isinstance(value, (tuple, list)):
        return [to_document(part) for part in cast("Sequence[object]", value)]
    if attrs.has(kind):
        named = getattr(kind, "kind", None)
        start: dict[str, Document] = {"kind": named} if isinstance(named, str) else {}
        return start | {
            field.name: to_document(getattr(value, field.name))
            for field in attrs.fields(kind)
            if not _left_out(field, getattr(value, field.name))
        }
    raise InexactNumberError(value)


@cache
def _writes_itself(kind: type) -> bool:
    # A decision has the number of its document in a field of that name.
    return callable(getattr(kind, "document", None))


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

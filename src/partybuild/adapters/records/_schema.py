"""The JSON Schema of review documents, made from the classes that they become."""

# What a class is annotated with is of any kind.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from datetime import date
from enum import Enum
from fractions import Fraction
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from partybuild.adapters._attribute_texts import attribute_texts
from partybuild.adapters.records._ballots import COUNTS
from partybuild.adapters.records._document import (
    OPTIONAL,
    PARTS,
    REVIEW_FORMAT,
    REVIEW_VERSION,
)
from partybuild.conference import Review

Schema: TypeAlias = "dict[str, Schema] | list[Schema] | str | bool | int | None"

_TEXT: Schema = {"type": "string"}
_PLAIN: dict[Any, Schema] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    type(None): {"type": "null"},
    # "87.5", "1/3", "30%" and other ways are told apart on reading.
    Fraction: {"type": ["integer", "string"]},
    date: {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
}
_BALLOTS: Schema = {
    "description": "Voter group to valid ballots: subject by subject, item by item.",
    "type": "object",
    "additionalProperties": {
        "type": "array",
        "items": {
            "type": "array",
            "items": {"type": "array", "items": {"type": ["string", "null"]}},
        },
    },
}


def review_schema() -> dict[str, Schema]:
    """Return the JSON Schema of review documents.

    Returns:
        The schema, of draft 2020-12. It knows fields and kinds of values; that parts
        fit together, and that no number was written as a float, is said on reading.
    """
    defs: dict[str, Schema] = {}
    texts = attribute_texts(Review)
    top: dict[str, Schema] = {
        "format": {"const": REVIEW_FORMAT},
        "version": {"const": REVIEW_VERSION},
        **{name: _told(_kind(kind, defs), texts[name]) for name, kind in PARTS.items()},
        "ballots": _BALLOTS,
        "counts": {
            "description": "Ballots and counts per group, if counted by hand.",
            "type": "object",
            "properties": {key: _kind(kind, defs) for key, kind in COUNTS.items()},
            "required": ["ballots", "counts"],
            "additionalProperties": False,
        },
    }
    required = ["format", "version", *(part for part in PARTS if part not in OPTIONAL)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{REVIEW_FORMAT}, version {REVIEW_VERSION}",
        **_object(top, required),
        "not": {"required": ["ballots", "counts"]},
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def _object(properties: dict[str, Schema], required: list[str]) -> dict[str, Schema]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*required],
        "additionalProperties": False,
    }


def _told(schema: Schema, text: str) -> Schema:
    return {"description": text, **schema} if isinstance(schema, dict) else schema


def _kind(kind: Any, defs: dict[str, Schema]) -> Schema:  # noqa: ANN401 - any annotation
    if kind in _PLAIN:
        return _PLAIN[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    parts = get_args(kind)
    match get_origin(kind):
        case origin if origin is tuple:
            return _list(parts, defs)
        case origin if origin is dict:
            return {"type": "object", "additionalProperties": _kind(parts[1], defs)}
        case origin if origin in (Union, UnionType):
            return {"anyOf": [_kind(part, defs) for part in parts]}
        case _:
            return _class(kind, defs)


def _list(parts: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    if parts[1:] == (...,):
        return {"type": "array", "items": _kind(parts[0], defs)}
    return {
        "type": "array",
        "prefixItems": [_kind(part, defs) for part in parts],
        "minItems": len(parts),
        "maxItems": len(parts),
    }


def _class(cls: type, defs: dict[str, Schema]) -> Schema:
    # Two layers may use one name.
    name = f"{cls.__module__.split('.')[1]}.{cls.__name__}"
    if name not in defs:
        defs[name] = {}  # a class may hold itself
        hints, texts = get_type_hints(cls), attribute_texts(cls)
        kind = getattr(cls, "kind", None)
        start: dict[str, Schema] = (
            {"kind": {"const": kind}} if isinstance(kind, str) else {}
        )
        fields = attrs.fields(cls)
        properties = start | {
            field.name: _told(_kind(hints[field.name], defs), texts[field.name])
            for field in fields
        }
        required = [field.name for field in fields if field.default is attrs.NOTHING]
        about = (cls.__doc__ or "").split("\n", 1)[0]
        defs[name] = _told(_object(properties, [*start, *required]), about)
    return {"$ref": f"#/$defs/{name}"}

"""The JSON Schema of rulebook files, for editors, made from the classes of rules."""

import inspect
from collections.abc import Mapping
from typing import TypeAlias

from partybuild.adapters._attribute_texts import attribute_texts
from partybuild.adapters.rulebooks._documents import RULEBOOK_FORMAT
from partybuild.adapters.rulebooks._fields import (
    Field,
    FieldKind,
    ListOf,
    OneOf,
    Plain,
    Table,
    Tables,
    fields_of,
    named_kind,
)
from partybuild.kernel import Citation
from partybuild.rules import (
    Delegation,
    Fill,
    Parameter,
    PointScale,
    RulebookVersion,
    Scale,
    SchemeParts,
)

Schema: TypeAlias = "dict[str, Schema] | list[Schema] | str | bool | int"

_PARAMETER: Schema = {
    "type": "object",
    "properties": {"parameter": {"type": "string"}},
    "required": ["parameter"],
    "additionalProperties": False,
}
_LABEL: Schema = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "array",
            "items": {"type": "string"},
            "minItems": 2,
            "maxItems": 2,
        },
        {
            "type": "object",
            "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "required": ["zh", "en"],
            "additionalProperties": False,
        },
    ]
}
_BASIS: Schema = {
    "anyOf": [
        {"type": "string"},
        {"$ref": "#/$defs/Citation"},
        {
            "type": "array",
            "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Citation"}]},
            "minItems": 1,
        },
    ]
}
_PLAIN: Mapping[Plain, Schema] = {
    Plain.TEXT: {"type": "string"},
    Plain.FLAG: {"type": "boolean"},
    Plain.WHOLE: {"anyOf": [{"type": "integer"}, {"$ref": "#/$defs/parameter"}]},
    Plain.NUMBER: {
        "anyOf": [
            {"type": "integer"},
            {"type": "string"},
            {"$ref": "#/$defs/parameter"},
        ]
    },
    Plain.DAY: {"type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"},
    Plain.LABEL: {"$ref": "#/$defs/label"},
    Plain.BASIS: {"$ref": "#/$defs/basis"},
}


def rulebook_schema() -> dict[str, Schema]:
    """Return the JSON Schema of rulebook files.

    Returns:
        The schema. It knows the keys and kinds of values; that parts fit together
        is checked on reading. Days are texts to it, as they are to editors.
    """
    defs: dict[str, Schema] = {
        "parameter": _PARAMETER,
        "label": _LABEL,
        "basis": _BASIS,
    }
    top: dict[str, Schema] = {
        "format": {"const": RULEBOOK_FORMAT},
        "rulebook_id": {"type": "string", "description": "Stable code."},
        "title": {"$ref": "#/$defs/label"},
        "extends": {
            "description": "Code of the document that this one extends.",
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
            ],
        },
        "authority": {
            "type": "string",
            "description": described(Delegation)["authority"],
        },
        "citations": {
            "type": "object",
            "description": "Documents and decisions that numbers rest on, by keys.",
            "additionalProperties": {
                "anyOf": [
                    _kind(Table(Citation), defs),
                    {
                        "type": "object",
                        "properties": {"own_decision": {"$ref": "#/$defs/label"}},
                        "required": ["own_decision"],
                        "additionalProperties": False,
                    },
                ]
            },
        },
        "parameters": _kind(ListOf(Table(Parameter)), defs),
        "fills": _kind(ListOf(Table(Fill)), defs),
        "versions": _kind(ListOf(Table(RulebookVersion)), defs),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": RULEBOOK_FORMAT,
        "type": "object",
        "properties": top,
        "required": ["format"],
        "additionalProperties": False,
        "$defs": {name: defs[name] for name in sorted(defs)},
    }


def described(cls: type) -> Mapping[str, str]:
    """Return what the documentation of a class says of each attribute."""
    found = attribute_texts(cls)
    if "period" in found:
        found |= {
            "first": "First day of force.",
            "last": "Last day of force, itself in.",
        }
    return found


def _kind(kind: FieldKind, defs: dict[str, Schema]) -> dict[str, Schema]:
    match kind:
        case Plain():
            plain = _PLAIN[kind]
            return dict(plain) if isinstance(plain, dict) else {}
        case OneOf():
            return {"enum": list(kind.words)}
        case ListOf():
            return {"type": "array", "items": _kind(kind.part, defs)}
        case Table(cls=cls) if cls is Scale:
            return {"anyOf": [_table(Scale, defs), _table(PointScale, defs)]}
        case Table():
            return _table(kind.cls, defs)
        case Tables():
            return {"anyOf": [_table(cls, defs) for _, cls in kind.classes]}


def _table(cls: type, defs: dict[str, Schema]) -> dict[str, Schema]:
    name = cls.__name__
    if name not in defs:
        defs[name] = {}  # stands while the parts are made: conditions hold conditions
        defs[name] = _definition(cls, fields_of(cls), defs)
    return {"$ref": f"#/$defs/{name}"}


def _definition(
    cls: type, fields: Mapping[str, Field], defs: dict[str, Schema]
) -> dict[str, Schema]:
    texts = described(cls)
    if cls is RulebookVersion:
        texts = {**described(SchemeParts), **texts}
    properties: dict[str, Schema] = {}
    required: list[Schema] = []
    kind = named_kind(cls)
    if kind:
        properties["kind"] = {"const": kind}
        required.append("kind")
    for name, field in fields.items():
        properties[name] = _kind(field.kind, defs)
        if name in texts:
            properties[name] = {"description": texts[name], **_kind(field.kind, defs)}
        if field.required and field.kind is not Plain.BASIS:
            required.append(name)
    found: dict[str, Schema] = {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or "").split("\n")[0],
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    if "basis" in fields:
        properties["own_decision"] = {
            "$ref": "#/$defs/label",
            "description": "A decision of one's own, in place of basis.",
        }
        found["oneOf"] = [{"required": ["basis"]}, {"required": ["own_decision"]}]
    return found

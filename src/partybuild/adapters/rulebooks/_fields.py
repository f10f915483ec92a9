"""What stands in a rulebook file: kinds of values, read off the classes of the rules.

The reader, the writer, the JSON Schema and the tables of the documentation all work
by these, so that a new attribute of a rule needs none of them changed.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin, get_type_hints

import attrs

from partybuild.kernel import Basis, Label, Period
from partybuild.rules import (
    Delegation,
    PointScale,
    ReviewRules,
    Rulebook,
    RulebookVersion,
    Scale,
)


class Plain(Enum):
    """Values without parts."""

    TEXT = "text"
    WHOLE = "a whole number"
    FLAG = "true or false"
    NUMBER = "an exact number"
    DAY = "a day"
    LABEL = "a name in Chinese and English"
    BASIS = "a citation"


@attrs.frozen
class OneOf:
    """One word of an enumeration.

    Attributes:
        enum: The enumeration; its values are the words.
    """

    enum: type[Enum]

    @property
    def words(self) -> tuple[str, ...]:
        """The words, in the order of the enumeration."""
        return tuple(str(member.value) for member in self.enum)


@attrs.frozen
class ListOf:
    """A list of values of one kind.

    Attributes:
        part: Kind of its entries.
    """

    part: "FieldKind"


@attrs.frozen
class Table:
    """A table whose keys are the attributes of a class.

    Attributes:
        cls: The class.
    """

    cls: type

    @property
    def fields(self) -> Mapping[str, "Field"]:
        """Attributes by name, in the order of the class."""
        return fields_of(self.cls)


@attrs.frozen
class Tables:
    """One of several tables; the key ``kind`` says which.

    Attributes:
        classes: Kind and class; a class without a kind is understood where no kind
            is written.
    """

    classes: tuple[tuple[str, type], ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that may be named."""
        return tuple(kind for kind, _ in self.classes if kind)


FieldKind: TypeAlias = Plain | OneOf | ListOf | Table | Tables


@attrs.frozen
class Field:
    """One key of a table.

    Attributes:
        name: The key.
        kind: Kind of its value.
        required: Whether it must be there.
        attribute: Attribute it fills; None for the days of a version.
    """

    name: str
    kind: FieldKind
    required: bool
    attribute: "attrs.Attribute[Any] | None"


_PLAIN: Mapping[type, Plain] = {
    str: Plain.TEXT,
    int: Plain.WHOLE,
    bool: Plain.FLAG,
    Fraction: Plain.NUMBER,
    date: Plain.DAY,
    Label: Plain.LABEL,
}


_ID = ("_id", "version")


def kind_of(annotation: Any) -> FieldKind:  # noqa: ANN401 - any annotation
    """Return the kind of value that an annotation asks for."""
    if annotation == Basis:
        return Plain.BASIS
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return ListOf(kind_of(parts[0]))
    if origin in (Union, UnionType):
        some = [part for part in parts if part is not NoneType]
        if len(some) == 1:
            return kind_of(some[0])
        return Tables(tuple((named_kind(part), part) for part in some))
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if issubclass(annotation, Enum):
        return OneOf(annotation)
    return Table(annotation)


def named_kind(cls: type) -> str:
    """Return the kind that a class is named by in files; empty where it has none."""
    kind = getattr(cls, "kind", "")
    return kind if isinstance(kind, str) else ""


@cache
def fields_of(cls: type) -> Mapping[str, Field]:
    """Return the keys of the table of a class.

    Args:
        cls: A class of the rules.

    Returns:
        Keys by name. Those of a version are its own, its days, and all of its
        scheme.
    """
    return {field.name: field for field in _fields(cls)}


def _fields(cls: type) -> Iterator[Field]:
    hints = get_type_hints(cls)
    for attribute in attrs.fields(cls):
        annotation = hints[attribute.name]
        if annotation is Period:
            yield Field("first", Plain.DAY, required=True, attribute=None)
            yield Field("last", Plain.DAY, required=False, attribute=None)
        elif annotation is not ReviewRules:
            required = attribute.default is attrs.NOTHING
            yield Field(attribute.name, kind_of(annotation), required, attribute)
    if cls is RulebookVersion:
        yield from fields_of(ReviewRules).values()


def code_key(kind: FieldKind) -> str:
    """Return the key that names a table among its neighbors; empty: there is none."""
    names: set[str] = set()
    for cls in classes_of(kind):
        ids = [name for name in fields_of(cls) if name.endswith(_ID)]
        names.add(ids[0] if ids else "")
    return names.pop() if len(names) == 1 else ""


@cache
def code_keys() -> Mapping[str, str]:
    """Return for every list of tables the key that names its entries."""
    found: dict[str, str] = {}
    waiting: list[FieldKind] = [Table(Rulebook), Table(Delegation)]
    seen: set[type] = set()
    while waiting:
        kind = waiting.pop()
        for cls in classes_of(kind):
            if cls not in seen:
                seen.add(cls)
                for name, field in fields_of(cls).items():
                    part = field.kind
                    while isinstance(part, ListOf):
                        part = part.part
                    waiting.append(part)
                    if key := code_key(part):
                        found[name] = key
    return found


def classes_of(kind: FieldKind) -> tuple[type, ...]:
    """Return the classes whose tables a kind of value may be."""
    if isinstance(kind, Table):
        return (kind.cls,)
    return tuple(cls for _, cls in kind.classes) if isinstance(kind, Tables) else ()


def table_class(cls: type, keys: Mapping[str, Any]) -> type:
    """Return the class that a table states: scales are stated in two ways.

    Args:
        cls: The class that the place asks for.
        keys: The table.

    Returns:
        The class; that of point scales for a scale that lists no options.
    """
    points = cls is Scale and "options" not in keys and {"most", "step"} & keys.keys()
    return PointScale if points else cls

"""The cattrs converter of the document format, and its errors as paths."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, override

from partybuild.adapters.records._json import TOO_DEEP, InexactText
from partybuild.errors import Mistake, PartyBuildError
from partybuild.kernel import (
    Basis,
    Citation,
    JointBasis,
    OwnDecision,
    document_id,
    exact,
    unfit_id,
    unwritable,
)


class _Unexpected(Exception):  # noqa: N818 - it never leaves this module
    """A value of another kind than the field holds."""


def _described(value: object) -> str:
    if isinstance(value, InexactText):
        return (
            f"the inexact number {value}; write numbers as text such as "
            f'"{value}" or "1/3", or as whole numbers'
        )
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "nothing (null)" if value is None else repr(value)


def _plain(kind: type) -> Callable[[Any, Any], Any]:
    words = {int: "a whole number", bool: "true or false"}

    def _structure(value: Any, _: Any) -> Any:  # noqa: ANN401 - cattrs' own signature
        if type(value) is not kind:
            raise _Unexpected(f"found {_described(value)}; expected {words[kind]}")
        return value

    return _structure


def _text(value: Any, _: Any) -> str:  # noqa: ANN401 - cattrs' own signature
    if type(value) is not str:
        raise _Unexpected(f"found {_described(value)}; expected text")
    if fault := unwritable(value):
        raise _Unexpected(f"found {fault}; expected text")
    return value


def _document_id(value: Any, kind: Any) -> str:  # noqa: ANN401 - cattrs' own signature
    text = _text(value, kind)
    if fault := unfit_id(text):
        raise _Unexpected(f"found {fault}; expected an id that can name a file")
    return text


def _fraction(value: Any, _: Any) -> Fraction:  # noqa: ANN401 - cattrs' own signature
    if isinstance(value, InexactText) or type(value) not in (str, int):
        raise _Unexpected(f"found {_described(value)}; expected an exact number")
    return exact(value)


def _date(value: Any, _: Any) -> date:  # noqa: ANN401 - cattrs' own signature
    try:
        # Ten characters: week dates and compact forms are ISO too, but not ours.
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _Unexpected(f'found {_described(value)}; expected a day like "2022-01-25"')


def _enum(value: Any, kind: type[Enum]) -> Enum:  # noqa: ANN401 - cattrs' own signature
    # True == 1, and an unhashable value is in no map.
    if type(value) in (str, int):
        member = kind._value2member_map_.get(value)
        if member is not None and type(member.value) is type(value):
            return member
    known = ", ".join(repr(member.value) for member in kind)
    raise _Unexpected(f"found {_described(value)}; expected one of {known}")


def _tuple_of(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:  # noqa: ANN401
    parts = get_args(kind)

    def _structure(value: Any, _: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if not isinstance(value, list):
            raise _Unexpected(f"found {_described(value)}; expected a list")
        variable = len(parts) == 2 and parts[1] is ...
        if not variable and len(value) != len(parts):
            raise _Unexpected(f"{len(value)} entries; expected {len(parts)}")
        kinds = [parts[0]] * len(value) if variable else parts
        found: list[Any] = []
        wrong: list[Exception] = []
        for index, (part, part_kind) in enumerate(zip(value, kinds, strict=True)):
            try:
                found.append(converter.structure(part, part_kind))
            except Exception as error:  # noqa: BLE001 - collected, then raised together
                note = IterableValidationNote(f"[{index}]", index, part_kind)
                error.add_note(note)
                wrong.append(error)
        if wrong:
            # cattrs adds a third argument that ExceptionGroup does not have.
            raise BaseValidationError("list", wrong, tuple)  # pyright: ignore[reportCallIssue]
        return tuple(found)

    return _structure


@cache
def document_converter() -> Converter:
    """Return the converter that structures documents; it takes nothing on trust."""
    return new_converter()


def new_converter() -> Converter:
    """Return a converter like that of documents, to which hooks may be added."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (int, bool):
        converter.register_structure_hook(kind, _plain(kind))
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Fraction, _fraction)
    converter.register_structure_hook(date, _date)
    # By class: before version 26.1 cattrs has a hook of that kind, which goes first.
    converter.register_structure_hook(Enum, _enum)
    converter.register_structure_hook_factory(
        _is_tuple, lambda kind: _tuple_of(kind, converter)
    )
    converter.register_structure_hook_factory(
        _is_object, lambda kind: _object_of(kind, converter)
    )

    def _basis(value: Any, _: Any) -> Basis:  # noqa: ANN401
        if isinstance(value, dict) and "decision" in value:
            return converter.structure(value, OwnDecision)
        if isinstance(value, dict) and "parts" in value:
            return converter.structure(value, JointBasis)
        return converter.structure(value, Citation)

    converter.register_structure_hook_func(
        lambda kind: kind in (Basis, Citation | OwnDecision), _basis
    )
    converter.register_structure_hook_factory(
        _is_kind_union, lambda kind: _one_of_kinds(kind, converter)
    )
    return converter


def _named_kind(part: Any) -> str:  # noqa: ANN401 - any annotation
    kind = getattr(part, "kind", None)
    return kind if isinstance(kind, str) else ""


def _is_kind_union(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    parts = get_args(kind)
    # Where one class bears no kind it is the one that is understood.
    return (
        get_origin(kind) in (Union, UnionType)
        and all(attrs.has(part) for part in parts)
        and any(_named_kind(part) for part in parts)
    )


def _one_of_kinds(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:  # noqa: ANN401
    classes = {_named_kind(part): part for part in get_args(kind)}
    known = ", ".join(repr(name) for name in sorted(filter(None, classes)))

    def _structure(value: Any, _: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise _Unexpected(f"found {_described(value)}; expected an object")
        named = value.get("kind", "")
        if (named == "" and "kind" in value) or not isinstance(named, str):
            raise _Unexpected(f"found kind {named!r}; expected one of {known}")
        if named not in classes:
            found = f"found kind {named!r}" if named else "the kind is missing"
            raise _Unexpected(f"{found}; expected one of {known}")
        rest = {key: part for key, part in value.items() if key != "kind"}
        return converter.structure(rest, classes[named])

    return _structure


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return get_origin(kind) is tuple


def _is_object(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return attrs.has(get_origin(kind) or kind)


def _object_of(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:  # noqa: ANN401
    # Its validator would name the object only, not the field.
    named: dict[str, Any] = {
        field.name: override(struct_hook=_document_id)
        for field in attrs.fields(get_origin(kind) or kind)
        if field.validator is document_id
    }
    inner = make_dict_structure_fn(
        kind,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **named,
    )

    def _structure(value: Any, cls: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, dict):
            raise _Unexpected(f"found {_described(value)}; expected an object")
        return inner(value, cls)

    return _structure


def mistakes_of(error: Exception, path: str = "$") -> Iterator[Mistake]:
    """Return every mistake that an error of the converter holds, with its path.

    Args:
        error: What the converter raised.
        path: JSON path of the value that was structured.

    Yields:
        One mistake per place, in the order of the document.
    """
    if isinstance(error, BaseValidationError):
        for part in error.exceptions:
            yield from mistakes_of(part, path + _step(part))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.alias for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield Mistake(f"{path}.{key}", f"unknown field{did_you_mean(key, known)}")
    elif isinstance(error, KeyError) and not isinstance(error, PartyBuildError):
        yield Mistake(path, "a required field is missing")
    else:
        yield Mistake(
            path, TOO_DEEP if isinstance(error, RecursionError) else str(error)
        )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _step(error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}"
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""

"""Rulebooks as TOML: what `parse_rulebook` reads back, citations stated once."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import attrs

from partybuild.adapters._files import write_bytes
from partybuild.adapters.rulebooks._documents import RULEBOOK_FORMAT
from partybuild.adapters.rulebooks._fields import fields_of, named_kind
from partybuild.adapters.rulebooks._scales import point_scale
from partybuild.kernel import (
    Basis,
    Citation,
    JointBasis,
    Label,
    OwnDecision,
    exact_text,
)
from partybuild.rules import Rulebook, RulebookVersion, Scale

_WIDTH = 100


def rulebook_toml(rulebook: Rulebook) -> str:
    """Return a rulebook as a TOML text.

    Args:
        rulebook: The rulebook.

    Returns:
        The text; `parse_rulebook` gives an equal rulebook back. What holds its
        default is left out.
    """
    lines = [
        f"format = {_text(RULEBOOK_FORMAT)}",
        f"rulebook_id = {_text(rulebook.rulebook_id)}",
        f"title = {_label(rulebook.title)}",
    ]
    keys = _citation_keys(rulebook)
    for basis, key in keys.items():
        lines += ["", f"[citations.{key}]"]
        if isinstance(basis, OwnDecision):
            lines.append(f"own_decision = {_label(basis.decision)}")
        else:
            lines += _plain_lines(basis, keys)
    for version in rulebook.versions:
        lines += ["", "[[versions]]", *_version(version, keys)]
    return "\n".join(lines) + "\n"


def write_rulebook(
    rulebook: Rulebook, path: str | Path, *, force: bool = False
) -> Path:
    """Write a rulebook as a TOML file.

    Args:
        rulebook: The rulebook.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    return write_bytes(path, rulebook_toml(rulebook).encode(), force=force)


def _bases(value: object) -> Iterator[Basis]:
    if isinstance(value, Basis):
        yield value
    elif isinstance(value, tuple):
        for part in cast("Sequence[object]", value):
            yield from _bases(part)
    elif attrs.has(type(value)) and not isinstance(value, Label):
        kind = cast("type[attrs.AttrsInstance]", type(value))
        for field in attrs.fields(kind):
            yield from _bases(getattr(value, field.name))


def _citation_keys(rulebook: Rulebook) -> dict[Basis, str]:
    """Return a key for every document, and for decisions that are used twice."""
    used: Counter[Basis] = Counter()
    for basis in _bases(rulebook):
        joint = isinstance(basis, JointBasis)
        for part in basis.parts if isinstance(basis, JointBasis) else (basis,):
            document = part
            if isinstance(part, Citation):
                document = attrs.evolve(part, locator="")
            # A list of references has no other way to name a decision.
            used[document] += 1 + joint
    stated = [b for b, n in used.items() if isinstance(b, Citation) or n > 1]
    return {basis: f"source-{at}" for at, basis in enumerate(stated, 1)}


def _version(version: RulebookVersion, keys: dict[Basis, str]) -> list[str]:
    lines = [
        f"version = {_text(version.version)}",
        f"first = {version.period.first.isoformat()}",
    ]
    if version.period.last is not None:
        lines.append(f"last = {version.period.last.isoformat()}")
    lines.append(_basis(version.basis, keys))
    return lines + _table(version.rules, keys, "versions")


def _table(value: object, keys: dict[Basis, str], path: str) -> list[str]:
    """Return the lines of a table: plain keys first, then tables and lists of them."""
    lines = _plain_lines(value, keys)
    for name, part in _parts(value):
        here = f"{path}.{name}"
        if _is_table(part):
            lines += ["", f"[{here}]", *_table(part, keys, here)]
        elif _is_tables(part):
            for one in cast("Sequence[object]", part):
                lines += ["", f"[[{here}]]", *_table(one, keys, here)]
    return lines


def _is_table(part: object) -> bool:
    return attrs.has(type(part)) and not isinstance(part, Label | Basis)


def _is_tables(part: object) -> bool:
    """Whether a list is written as tables: its entries rest on something."""
    if not isinstance(part, tuple) or not part:
        return False
    first = type(cast("Sequence[object]", part)[0])
    return attrs.has(first) and "basis" in {f.name for f in attrs.fields(first)}


def _plain_lines(value: object, keys: dict[Basis, str]) -> list[str]:
    lines: list[str] = []
    for name, part in _parts(value):
        if isinstance(part, Basis):
            lines.append(_basis(part, keys))
        elif not _is_table(part) and not _is_tables(part):
            lines.append(f"{name} = {_value(part, keys)}")
    return lines


def _parts(value: object) -> Iterator[tuple[str, object]]:
    shown: object = value
    if isinstance(value, Scale):
        shown = point_scale(value) or value
    cls: type = type(shown)
    if named_kind(cls):
        yield "kind", named_kind(cls)
    for name, field in fields_of(cls).items():
        part = getattr(shown, name)
        if field.attribute is not None and part != _default(shown, field.attribute):
            yield name, part


def _default(owner: object, attribute: "attrs.Attribute[Any]") -> object:
    default = attribute.default
    make = getattr(default, "factory", None)
    if make is None:
        return default
    return make(owner) if getattr(default, "takes_self", False) else make()


def _value(value: object, keys: dict[Basis, str]) -> str:
    match value:
        case Label():
            return _label(value)
        case Enum():
            return _text(str(value.value))
        case bool() | int():
            return str(value).lower()
        case Fraction():
            text = exact_text(value)
            return text if value.denominator == 1 else _text(text)
        case date():
            return value.isoformat()
        case tuple():
            return _list([_value(p, keys) for p in cast("Sequence[object]", value)])
        case str():
            return _text(value)
        case _:
            return _inline(value, keys)


def _inline(value: object, keys: dict[Basis, str]) -> str:
    pairs = [
        _basis(part, keys)
        if isinstance(part, Basis)
        else f"{name} = {_value(part, keys)}"
        for name, part in _parts(value)
    ]
    return f"{{ {', '.join(pairs)} }}"


def _list(parts: list[str]) -> str:
    line = f"[{', '.join(parts)}]"
    if len(line) <= _WIDTH and not any(part.startswith("{ ") for part in parts[1:]):
        return line
    return "\n".join(["[", *(f"  {part}," for part in parts), "]"])


def _basis(basis: Basis, keys: dict[Basis, str]) -> str:
    if isinstance(basis, OwnDecision) and basis not in keys:
        return f"own_decision = {_label(basis.decision)}"
    if isinstance(basis, JointBasis):
        return f"basis = {_list([_reference(part, keys) for part in basis.parts])}"
    return f"basis = {_reference(basis, keys)}"


def _reference(basis: Citation | OwnDecision, keys: dict[Basis, str]) -> str:
    if isinstance(basis, OwnDecision):
        return _text(keys[basis])
    if basis.locator != basis.locator.strip():
        return _inline(basis, keys)
    key = keys[attrs.evolve(basis, locator="")]
    return _text(f"{key}: {basis.locator}" if basis.locator else key)


def _label(label: Label) -> str:
    if label.zh == label.en:
        return _text(label.zh)
    return f"{{ zh = {_text(label.zh)}, en = {_text(label.en)} }}"


def _text(text: str) -> str:
    """Return a TOML text: JSON's escapes are TOML's, but for the delete sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

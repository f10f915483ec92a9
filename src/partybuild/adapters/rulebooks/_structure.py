"""A table of a rulebook file becomes a value of the rules; every mistake is kept.

The converter of JSON documents stops at the first attribute that a class refuses.
An office that writes a rulebook wants all mistakes of a file at once, each where it
stands; this walk gives them, by the same annotations.
"""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable, Mapping
from types import SimpleNamespace
from typing import Any, TypeAlias

import attrs

from partybuild.adapters.records import did_you_mean
from partybuild.adapters.rulebooks._citations import cited, misses_basis
from partybuild.adapters.rulebooks._fields import (
    Field,
    FieldKind,
    ListOf,
    OneOf,
    Plain,
    Table,
    Tables,
    classes_of,
    fields_of,
    table_class,
)
from partybuild.adapters.rulebooks._values import (
    WrongValue,
    described,
    keyed,
    plain_value,
    word,
)
from partybuild.errors import PartyBuildError
from partybuild.kernel import Basis, Citation, Label, OwnDecision, joined
from partybuild.rules import PointScale, RulebookVersion, Settlement, settle

Path: TypeAlias = tuple[str | int, ...]
"""Keys and numbers of list entries that lead to a place in a file."""

UNKNOWN = Citation(title=Label.same("?"))
"""Stands for a citation that could not be read, so that no second mistake follows."""


WRONG: Any = object()
"""Stands where a value could not be read; its mistake is on the list."""


@attrs.define
class Structure:
    """One reading: what was found wrong, and the citations of the file.

    Attributes:
        citations: Citations and decisions by key.
        mistakes: Where something is wrong, and what.
        readable: Of lists that could not be read in full, the entries that could.
        settlement: Values of the parameters that documents leave open.
        taken: Parameters that the scheme takes.
        bases: For every table around the place being read, what fills it in.
    """

    citations: dict[str, Basis] = attrs.field(factory=dict[str, Basis])
    mistakes: list[tuple[Path, str]] = attrs.field(factory=list[tuple[Path, str]])
    readable: dict[Path, tuple[Any, ...]] = attrs.field(
        factory=dict[Path, tuple[Any, ...]]
    )
    settlement: Settlement = attrs.field(factory=lambda: settle([]))
    taken: set[str] = attrs.field(factory=set[str])
    bases: list[list[Basis]] = attrs.field(factory=lambda: [[]])

    def refuse(self, path: Path, message: str) -> Any:  # noqa: ANN401 - it stands for anything
        """Add a mistake, and return `WRONG`."""
        self.mistakes.append((path, message))
        return WRONG

    def value(self, kind: FieldKind, raw: object, path: Path) -> Any:  # noqa: ANN401
        """Return a value of a kind, or `WRONG`."""
        try:
            match kind:
                case Plain.BASIS:
                    return self._basis(raw, path)
                case Plain.NUMBER | Plain.WHOLE if isinstance(raw, dict):
                    return self._parameter(kind, raw, path)
                case Plain():
                    return plain_value(kind, raw)
                case OneOf():
                    return word(kind, raw)
                case ListOf():
                    return self._list(kind, raw, path)
                case Table():
                    return self.table(kind.cls, keyed(raw), path)
                case Tables():
                    return self._tables(kind, keyed(raw), path)
        except WrongValue as wrong:
            return self.refuse(path, str(wrong))

    def _list(self, kind: ListOf, raw: object, path: Path) -> Any:  # noqa: ANN401
        if not isinstance(raw, list):
            message = f"found {described(raw)}; expected a list, in [ ]"
            raise WrongValue(message)
        found = [
            self.value(kind.part, part, (*path, at)) for at, part in enumerate(raw)
        ]
        if WRONG not in found:
            return tuple(found)
        self.readable[path] = tuple(part for part in found if part is not WRONG)
        return WRONG

    def _basis(self, raw: object, path: Path) -> Any:  # noqa: ANN401
        if isinstance(raw, str):
            try:
                return cited(raw, self.citations)
            except WrongValue as wrong:
                # The rest of the table can still be checked.
                self.refuse(path, str(wrong))
                return UNKNOWN
        if isinstance(raw, list) and raw:
            parts = [self._basis(part, (*path, at)) for at, part in enumerate(raw)]
            return WRONG if WRONG in parts else joined(parts)
        return self.table(Citation, keyed(raw), path)

    def _parameter(self, kind: Plain, raw: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401 - it may be wrong
        code = raw.get("parameter")
        if set(raw) != {"parameter"} or type(code) is not str:
            return plain_value(kind, raw)
        self.taken.add(code)
        if code in self.settlement.unfilled:
            return WRONG  # it is named once, whoever takes it
        if code not in self.settlement.values:
            known = ", ".join(sorted(self.settlement.known)) or "none"
            hint = did_you_mean(code, self.settlement.known)
            message = (
                f"no document leaves a parameter {code!r} open; known: {known}{hint}"
            )
            return self.refuse(path, message)
        self.bases[-1] += self.settlement.bases[code]
        value = self.settlement.values[code]
        if kind is Plain.NUMBER:
            return value
        if value.denominator != 1:
            message = f"parameter {code!r} is {value}; expected a whole number"
            return self.refuse(path, message)
        return int(value)

    def _tables(self, kind: Tables, raw: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401
        classes = dict(kind.classes)
        named = raw.get("kind", "")
        if named not in classes if isinstance(named, str) else True:
            known = ", ".join(f'"{one}"' for one in kind.kinds)
            hint = did_you_mean(named, kind.kinds) if isinstance(named, str) else ""
            found = f"found kind {described(named)}" if named else "the kind is missing"
            place = (*path, "kind") if "kind" in raw else path
            return self.refuse(place, f"{found}; expected one of {known}{hint}")
        rest = {key: part for key, part in raw.items() if key != "kind"}
        return self.table(classes[named], rest, path)

    def table(self, cls: type, raw: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401
        """Return the value of a class that a table states, or `WRONG`."""
        found = table_class(cls, raw)
        values = self.fields(fields_of(found).values(), raw, path)
        if WRONG in values.values():
            return WRONG
        try:
            made = found(**values)
        except PartyBuildError as wrong:
            self._refused(found, values, path, wrong)
            return WRONG
        return made.scale if isinstance(made, PointScale) else made

    def fields(
        self, fields: Iterable[Field], raw: Mapping[str, Any], path: Path
    ) -> dict[str, Any]:
        """Return the values of the keys of a table; `WRONG` for those in error."""
        known = {field.name: field for field in fields}
        names = [*known, "own_decision"] if "basis" in known else list(known)
        for key in raw:
            if key not in names:
                hint = _elsewhere(key) or did_you_mean(key, names) or _listed(names)
                self.refuse((*path, key), f"unknown key{hint}")
        values: dict[str, Any] = {}
        if "basis" in known:
            self.bases.append([])
        for name, field in known.items():
            if field.kind is Plain.BASIS:
                values[name] = self._rests_on(raw, path)
            elif name in raw:
                values[name] = self.value(field.kind, raw[name], (*path, name))
            elif field.required:
                values[name] = self.refuse(path, f"the key {name!r} is missing")
        # What is filled in makes the whole table rest on both documents.
        filled = self.bases.pop() if "basis" in known else []
        if filled and values["basis"] is not WRONG:
            values["basis"] = joined([values["basis"], *filled])
        return values

    def _rests_on(self, raw: Mapping[str, Any], path: Path) -> Any:  # noqa: ANN401
        if problem := misses_basis(raw):
            self.refuse(path, problem)
            return UNKNOWN
        if "basis" in raw:
            return self.value(Plain.BASIS, raw["basis"], (*path, "basis"))
        place = (*path, "own_decision")
        label = self.value(Plain.LABEL, raw["own_decision"], place)
        return WRONG if label is WRONG else OwnDecision(decision=label)

    def _refused(
        self, cls: type, values: dict[str, Any], path: Path, wrong: PartyBuildError
    ) -> None:
        if not self.refused_fields(cls, values, path):
            self.refuse(path, str(wrong))

    def refused_fields(
        self, cls: type, values: Mapping[str, Any], path: Path
    ) -> set[str]:
        """Find every attribute that a class refuses; it raises for the first only.

        Args:
            cls: The class.
            values: Values of its attributes, those that could be read.
            path: Where its table stands.

        Returns:
            Names of the attributes refused; each is on the list of mistakes.
        """
        refused: set[str] = set()
        owner = SimpleNamespace(**values)
        for attribute in attrs.fields(cls):
            if attribute.name not in values:
                continue
            try:
                value = values[attribute.name]
                if callable(attribute.converter):
                    value = attribute.converter(value)
                if attribute.validator is not None:
                    attribute.validator(owner, attribute, value)
            except PartyBuildError as problem:
                self.refuse((*path, attribute.name), str(problem))
                refused.add(attribute.name)
        return refused


def _listed(names: Iterable[str]) -> str:
    return f"; known: {', '.join(names)}"


def _elsewhere(key: str) -> str:
    """Return which tables of a version know a key that is unknown in this one."""
    lists = fields_of(RulebookVersion)
    found = [
        name
        for name, field in lists.items()
        if isinstance(field.kind, ListOf)
        and any(key in fields_of(cls) for cls in classes_of(field.kind.part))
    ]
    if key in lists:
        found.append("the version itself")
    # What many tables know, such as a label, says nothing about this one.
    few = 0 < len(found) < len(lists) // 4
    return f"; it belongs to {' or '.join(found)}" if few else ""

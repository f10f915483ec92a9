"""Rulebooks from TOML."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable, Mapping
from pathlib import Path as FilePath
from typing import Any

from partybuild.adapters.records import did_you_mean
from partybuild.adapters.rulebooks._documents import (
    Source,
    chain_of,
    parsed,
    read_source,
)
from partybuild.adapters.rulebooks._fields import Plain, code_keys, kind_of
from partybuild.adapters.rulebooks._lines import lines_of, place_of
from partybuild.adapters.rulebooks._scheme import version_of
from partybuild.adapters.rulebooks._structure import UNKNOWN, WRONG, Path, Structure
from partybuild.adapters.rulebooks._values import WrongValue, described, keyed
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Citation, OwnDecision
from partybuild.rules import (
    Delegation,
    Fill,
    Parameter,
    Rulebook,
    RulebookVersion,
    Settlement,
    refuse_unmatched,
    settle,
)

_KEYS = (
    "format",
    "rulebook_id",
    "title",
    "extends",
    "authority",
    "citations",
    "parameters",
    "fills",
    "versions",
)
_PARTS = {"title": Plain.LABEL, "rulebook_id": Plain.TEXT, "authority": Plain.TEXT}
_LISTS: Mapping[str, Any] = {
    "parameters": tuple[Parameter, ...],
    "fills": tuple[Fill, ...],
    "extends": tuple[str, ...],
}


def parse_rulebook(
    text: str, source: str = "rulebook", above: Mapping[str, str] | None = None
) -> Rulebook:
    """Return the rulebook that a TOML text states.

    Args:
        text: The text; the format is described in docs/rulebook-format.md.
        source: What it was read from, for the errors.
        above: Texts of the documents that it extends, by their names.

    Returns:
        The rulebook.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its line and
            the keys that lead to it.
    """
    others = [parsed(other, name) for name, other in (above or {}).items()]
    by_code = {other.code: other for other in others}
    return _Chain(chain_of(parsed(text, source), by_code.get)).rulebook()


def read_rulebook(
    path: str | FilePath, above: Iterable[str | FilePath] = ()
) -> Rulebook:
    """Read a rulebook from a TOML file.

    Args:
        path: A file in UTF-8; the format is described in docs/rulebook-format.md.
        above: Files of the documents that it extends; one that is not among them is
            looked for in the same folder, under its code.

    Returns:
        The rulebook.

    Raises:
        InputError: If a file cannot be read or anything in it is wrong; every
            mistake is listed with its line and the keys that lead to it.
    """
    return _Chain(_chain_of_files(path, above)).rulebook()


def open_parameters(
    path: str | FilePath, above: Iterable[str | FilePath] = ()
) -> tuple[Parameter, ...]:
    """Return the parameters that a document leaves open, or leaves as they were.

    Args:
        path: A rulebook, or a document of parameters alone.
        above: Files of the documents that it extends, as for `read_rulebook`.

    Returns:
        Parameters that neither it nor a document above fills in, the highest first.

    Raises:
        InputError: If a file cannot be read, or a parameter is stated or filled in
            wrongly.
    """
    return _Chain(_chain_of_files(path, above)).open()


def _chain_of_files(
    path: str | FilePath, above: Iterable[str | FilePath]
) -> list[Source]:
    by_code = {other.code: other for other in map(read_source, above)}

    def _find(code: str) -> Source | None:
        beside = FilePath(path).parent / f"{code}.toml"
        if code not in by_code and FilePath(code).name == code and beside.is_file():
            by_code[code] = read_source(beside)
        return by_code.get(code)

    return chain_of(read_source(path), _find)


class _Chain:
    """Documents, the highest first, and what was found wrong in each."""

    def __init__(self, sources: list[Source]) -> None:
        self.sources = sources
        self.readings = [Structure() for _ in sources]
        self.parts = [
            _parts(source.data, reading)
            for source, reading in zip(sources, self.readings, strict=True)
        ]
        documents = [
            Delegation(document_id=source.code, **_delegated(parts))
            for source, parts in zip(sources, self.parts, strict=True)
        ]
        self.settlement: Settlement = settle(documents)
        for fault in self.settlement.faults:
            self._refuse(fault.document_id, fault.attribute, fault.at, fault.error)

    def rulebook(self) -> Rulebook:
        """Return the rulebook, or raise every mistake."""
        at = self._stating("versions")
        reading = self.readings[at]
        values = {
            name: self.parts[self._stating(name)].get(name, WRONG)
            for name in ("rulebook_id", "title")
        }
        if "versions" in self.sources[at].data:
            reading.settlement = self.settlement
            code = self.sources[-1].code
            raw = self.sources[at].data["versions"]
            values["versions"] = _versions(code, raw, reading)
            for code in sorted(reading.taken & set(self.settlement.unfilled)):
                fault = self.settlement.unfilled[code]
                self._refuse(fault.document_id, fault.attribute, fault.at, fault.error)
            self._refuse_untaken(reading.taken)
        for name in ("rulebook_id", "title", "versions"):
            if not any(name in source.data for source in self.sources):
                self.readings[-1].refuse((), f"the key {name!r} is missing")
        if WRONG not in values.values() and not any(r.mistakes for r in self.readings):
            try:
                return Rulebook(**values)
            except PartyBuildError as wrong:
                reading.refuse(("versions",), str(wrong))
        raise self._error()

    def open(self) -> tuple[Parameter, ...]:
        """Return the parameters that are left open, or raise every mistake."""
        if any(reading.mistakes for reading in self.readings):
            raise self._error()
        return tuple(
            parameter
            for parts in self.parts
            for parameter in parts.get("parameters", ())
            if parameter.parameter_id in self.settlement.unfilled
        )

    def _stating(self, name: str) -> int:
        """Return which document states a key: the lowest that does."""
        stating = [at for at, one in enumerate(self.sources) if name in one.data]
        return stating[-1] if stating else len(self.sources) - 1

    def _refuse(
        self, document_id: str, attribute: str, at: int, error: Exception
    ) -> None:
        for source, reading in zip(self.sources, self.readings, strict=True):
            if source.code == document_id:
                reading.refuse((attribute, at), str(error))

    def _refuse_untaken(self, taken: set[str]) -> None:
        for reading, parts in zip(self.readings, self.parts, strict=True):
            for at, fill in enumerate(parts.get("fills", ())):
                code = fill.parameter_id
                if code in self.settlement.known and code not in taken:
                    message = f"nothing in the scheme takes parameter {code!r}"
                    reading.refuse(("fills", at), message)

    def _error(self) -> InputError:
        mistakes: dict[Mistake, None] = {}
        lowest = self.sources[-1]
        for source, reading in zip(self.sources, self.readings, strict=True):
            lines = lines_of(source.text)
            for path, message in sorted(
                reading.mistakes, key=lambda one: lines.of(one[0])
            ):
                place = place_of(path, source.data, lines, code_keys())
                if source is not lowest:
                    place = f"{source.name}, {place}"
                mistakes[Mistake(place, message)] = None
        return InputError(lowest.name, tuple(mistakes))


def _delegated(parts: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: parts.get(name) for name in ("authority", "parameters", "fills")}
    return {name: part for name, part in found.items() if part not in (None, WRONG)}


def _parts(data: Mapping[str, Any], reading: Structure) -> dict[str, Any]:
    """Return what a document says beside its versions."""
    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"; known: {', '.join(_KEYS)}"
            reading.refuse((key,), f"unknown key{hint}")
    _citations(data.get("citations", {}), reading)
    parts: dict[str, Any] = {
        name: reading.value(kind, data[name], (name,))
        for name, kind in _PARTS.items()
        if name in data
    }
    for name, annotation in _LISTS.items():
        if name in data and not (name == "extends" and isinstance(data[name], str)):
            found = reading.value(kind_of(annotation), data[name], (name,))
            readable = reading.readable.get((name,), ())
            parts[name] = readable if found is WRONG else found
    return parts


def _citations(raw: object, reading: Structure) -> None:
    try:
        tables = keyed(raw)
    except WrongValue as wrong:
        reading.refuse(("citations",), str(wrong))
        return
    for key, table in tables.items():
        path: Path = ("citations", key)
        found: Any = None
        if isinstance(table, dict) and "own_decision" in table:
            for name in table.keys() - {"own_decision"}:
                message = "unknown key; a decision has only own_decision"
                reading.refuse((*path, name), message)
            place = (*path, "own_decision")
            label = reading.value(Plain.LABEL, table["own_decision"], place)
            found = WRONG if label is WRONG else OwnDecision(decision=label)
        else:
            found = reading.value(kind_of(Citation), table, path)
        # Where it is wrong itself, what refers to it is not wrong too.
        reading.citations[key] = UNKNOWN if found is WRONG else found


def _versions(code: str, raw: object, reading: Structure) -> Any:  # noqa: ANN401
    if not isinstance(raw, list):
        message = f"found {described(raw)}; expected [[versions]], in double brackets"
        return reading.refuse(("versions",), message)
    found = [version_of(part, ("versions", at), reading) for at, part in enumerate(raw)]
    if all(isinstance(version, RulebookVersion) for version in found):
        return found
    # A version that is wrong elsewhere still has its days.
    periods = [getattr(version, "period", version) for version in found]
    if WRONG not in periods:
        try:
            refuse_unmatched(code, sorted(periods, key=lambda period: period.first))
        except PartyBuildError as wrong:
            reading.refuse(("versions",), str(wrong))
    return WRONG

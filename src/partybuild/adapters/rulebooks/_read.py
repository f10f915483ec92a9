"""Rulebooks from TOML."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import tomllib
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from partybuild.adapters.records import InexactText, did_you_mean
from partybuild.adapters.rulebooks._fields import Plain, code_keys, fields_of, kind_of
from partybuild.adapters.rulebooks._lines import lines_of, place_of
from partybuild.adapters.rulebooks._scheme import version_of
from partybuild.adapters.rulebooks._structure import UNKNOWN, WRONG, Path, Structure
from partybuild.adapters.rulebooks._values import WrongValue, described, keyed
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Citation, OwnDecision
from partybuild.rules import Rulebook, RulebookVersion, refuse_unmatched

RULEBOOK_FORMAT = "partybuild-rulebook/1"

_KEYS = ("format", "rulebook_id", "title", "citations", "versions")
_REQUIRED = ("rulebook_id", "title", "versions")


def parse_rulebook(text: str, source: str = "rulebook") -> Rulebook:
    """Return the rulebook that a TOML text states.

    Args:
        text: The text; the format is described in docs/rulebook-format.md.
        source: What it was read from, for the errors.

    Returns:
        The rulebook.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its line and
            the keys that lead to it.
    """
    data = _parsed(text, source)
    reading = Structure()
    rulebook: Rulebook = _rulebook(data, reading)
    if reading.mistakes:
        lines = lines_of(text)
        ordered = sorted(reading.mistakes, key=lambda one: lines.of(one[0]))
        keys = code_keys()
        mistakes = [Mistake(place_of(p, data, lines, keys), m) for p, m in ordered]
        raise InputError(source, tuple(dict.fromkeys(mistakes)))
    return rulebook


def read_rulebook(path: str | FilePath) -> Rulebook:
    """Read a rulebook from a TOML file.

    Args:
        path: A file in UTF-8; the format is described in docs/rulebook-format.md.

    Returns:
        The rulebook.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its line and the keys that lead to it.
    """
    source = FilePath(path).name
    try:
        text = FilePath(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        place = f"byte {wrong.start}"
        raise InputError(source, (Mistake(place, "the text is not UTF-8"),)) from None
    except OSError as wrong:
        message = f"the file cannot be read: {wrong.strerror}"
        raise InputError(source, (Mistake(str(path), message),)) from wrong
    return parse_rulebook(text, source)


def _parsed(text: str, source: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text, parse_float=InexactText)
    except tomllib.TOMLDecodeError as wrong:
        problem, _, place = str(wrong).rpartition(" (at ")
        mistake = Mistake(place.rstrip(")"), f"not TOML: {problem}")
        raise InputError(source, (mistake,)) from None
    except (RecursionError, ValueError) as wrong:
        # Besides syntax: nesting beyond the stack, or ints beyond the limit.
        mistake = Mistake("the text", f"not readable: {wrong}")
        raise InputError(source, (mistake,)) from None
    if data.get("format") != RULEBOOK_FORMAT:
        message = (
            f"found {described(data['format'])}" if "format" in data else "missing"
        )
        mistake = Mistake("format", f'{message}; expected "{RULEBOOK_FORMAT}"')
        raise InputError(source, (mistake,))
    return data


def _rulebook(data: Mapping[str, Any], reading: Structure) -> Any:  # noqa: ANN401
    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS) or f"; known: {', '.join(_KEYS)}"
            reading.refuse((key,), f"unknown key{hint}")
    _citations(data.get("citations", {}), reading)
    values: dict[str, Any] = {}
    for name in _REQUIRED:
        if name not in data:
            values[name] = reading.refuse((), f"the key {name!r} is missing")
    for name in ("rulebook_id", "title"):
        if name in data:
            kind = fields_of(Rulebook)[name].kind
            values[name] = reading.value(kind, data[name], (name,))
    if "versions" in data:
        values["versions"] = _versions(
            data.get("rulebook_id"), data["versions"], reading
        )
    if WRONG in values.values():
        return WRONG
    try:
        return Rulebook(**values)
    except PartyBuildError as wrong:
        return reading.refuse(("versions",), str(wrong))


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


def _versions(code: object, raw: object, reading: Structure) -> Any:  # noqa: ANN401
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
            ordered = sorted(periods, key=lambda period: period.first)
            refuse_unmatched(str(code), ordered)
        except PartyBuildError as wrong:
            reading.refuse(("versions",), str(wrong))
    return WRONG

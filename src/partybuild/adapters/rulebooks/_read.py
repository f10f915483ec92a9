"""Rulebooks from TOML."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import tomllib
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from partybuild.adapters.records import InexactText, did_you_mean
from partybuild.adapters.rulebooks._fields import fields_of, kind_of
from partybuild.adapters.rulebooks._lines import lines_of, place_of
from partybuild.adapters.rulebooks._structure import UNKNOWN, WRONG, Path, Structure
from partybuild.adapters.rulebooks._values import WrongValue, described, keyed
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Citation, OwnDecision, Period
from partybuild.rules import ReviewRules, Rulebook, RulebookVersion

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
        mistakes = [Mistake(place_of(p, data, lines), m) for p, m in ordered]
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
        place = place.rstrip(")") if problem else "end of the text"
        mistake = Mistake(place, f"not TOML: {problem or wrong}")
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
        values["versions"] = _versions(data["versions"], reading)
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
            label = reading.fields(
                [fields_of(OwnDecision)["decision"]],
                {
                    ("decision" if name == "own_decision" else name): part
                    for name, part in table.items()
                },
                path,
            )["decision"]
            found = WRONG if label is WRONG else OwnDecision(decision=label)
        else:
            found = reading.value(kind_of(Citation), table, path)
        # Where it is wrong itself, what refers to it is not wrong too.
        reading.citations[key] = UNKNOWN if found is WRONG else found


def _versions(raw: object, reading: Structure) -> Any:  # noqa: ANN401
    if not isinstance(raw, list):
        message = f"found {described(raw)}; expected [[versions]], in double brackets"
        return reading.refuse(("versions",), message)
    found = [_version(part, ("versions", at), reading) for at, part in enumerate(raw)]
    return WRONG if WRONG in found else found


def _version(raw: object, path: Path, reading: Structure) -> Any:  # noqa: ANN401
    if not isinstance(raw, dict):
        return reading.refuse(path, f"found {described(raw)}; expected a table")
    values = reading.fields(fields_of(RulebookVersion).values(), raw, path)
    period = WRONG
    if WRONG not in (values.get("first"), values.get("last")):
        period = _period(values, path, reading)
    scheme = {name: values[name] for name in fields_of(ReviewRules) if name in values}
    if period is WRONG or WRONG in values.values():
        return WRONG
    try:
        rules = ReviewRules(**scheme)
    except PartyBuildError as wrong:
        return reading.refuse(path, str(wrong))
    return RulebookVersion(
        version=values["version"], period=period, rules=rules, basis=values["basis"]
    )


def _period(values: Mapping[str, Any], path: Path, reading: Structure) -> Any:  # noqa: ANN401
    try:
        return Period(values["first"], values.get("last"))
    except PartyBuildError as wrong:
        return reading.refuse((*path, "last"), str(wrong))

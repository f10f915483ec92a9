"""One version of a rulebook: its scheme, and all that does not fit together in it."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Mapping, Sequence
from typing import Any

from partybuild.adapters.rulebooks._fields import ListOf, code_key, fields_of
from partybuild.adapters.rulebooks._structure import (
    UNKNOWN,
    WRONG,
    Path,
    Structure,
)
from partybuild.adapters.rulebooks._values import described
from partybuild.errors import PartyBuildError
from partybuild.kernel import Label, Period
from partybuild.rules import (
    ReviewRules,
    RulebookVersion,
    SchemeParts,
    Ungraded,
    measure_faults,
    scheme_faults,
)

_FILLERS: Mapping[str, Any] = {
    "title": Label.same("?"),
    "scales": (),
    "items": (),
    "voter_groups": (),
    "components": (),
    "grading": Ungraded(basis=UNKNOWN),
}


def version_of(raw: object, path: Path, reading: Structure) -> Any:  # noqa: ANN401
    """Return a version of a rulebook, or `WRONG`.

    Args:
        raw: Its table.
        path: Where it stands.
        reading: The reading that it belongs to.

    Returns:
        The version; where anything is wrong, the period alone, or `WRONG`.
    """
    if not isinstance(raw, dict):
        return reading.refuse(path, f"found {described(raw)}; expected a table")
    before = len(reading.mistakes)
    values = reading.fields(fields_of(RulebookVersion).values(), raw, path)
    period = _period(values, path, reading)
    rules = _scheme(raw, values, path, reading)
    if len(reading.mistakes) > before or WRONG in (rules, *values.values()):
        return period
    return RulebookVersion(
        version=values["version"], period=period, rules=rules, basis=values["basis"]
    )


def _period(values: Mapping[str, Any], path: Path, reading: Structure) -> Any:  # noqa: ANN401
    first, last = values["first"], values.get("last")
    if WRONG in (first, last):
        return WRONG
    try:
        return Period(first, last)
    except PartyBuildError as wrong:
        return reading.refuse((*path, "last"), str(wrong))


def _scheme(
    raw: Mapping[str, Any], values: Mapping[str, Any], path: Path, reading: Structure
) -> Any:  # noqa: ANN401
    scheme = {name: values[name] for name in fields_of(ReviewRules) if name in values}
    if WRONG not in scheme.values():
        try:
            return ReviewRules(**scheme)
        except PartyBuildError:
            pass  # it stopped at the first; below, all of them are found
    unread = {name for name, value in scheme.items() if value is WRONG}
    for name in unread:
        readable = reading.readable.get((*path, name), _FILLERS.get(name))
        if readable is None:
            del scheme[name]
        else:
            scheme[name] = readable
    measures = scheme.pop("measures", ())
    faults = [] if "measures" in unread else list(measure_faults(measures))
    if faults:
        unread.add("measures")
    elif "measures" not in unread:
        scheme["measures"] = measures
    for name in reading.refused_fields(SchemeParts, scheme, path):
        unread.add(name)
        del scheme[name]
    faults += scheme_faults(SchemeParts(**scheme), frozenset(unread))
    for fault in faults:
        reading.refuse((*path, *_place(raw, fault.place)), str(fault.error))
    return WRONG


def _place(raw: Mapping[str, Any], place: tuple[str, ...]) -> Path:
    """Return where a part of the scheme stands; of two alike, the later one."""
    name, *codes = place
    kind = fields_of(ReviewRules)[name].kind
    listed = raw.get(name)
    if codes and isinstance(kind, ListOf) and isinstance(listed, Sequence):
        key = code_key(kind.part)
        for at in reversed(range(len(listed))):
            entry = listed[at]
            if isinstance(entry, dict) and entry.get(key) == codes[0]:
                return (name, at)
    return (name,)

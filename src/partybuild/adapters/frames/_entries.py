"""Points and values that bodies gave, read from a frame."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import isnan
from typing import Any, cast

import narwhals as nw

from partybuild.adapters.frames._source import Source, as_text
from partybuild.conference import EnteredScore
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Label, exact
from partybuild.rules import ReviewRules

ENTRY_NAMES: Mapping[str, Label] = {
    "subject": Label(zh="述职人", en="subject"),
    "entry": Label(zh="条目", en="entry"),
    "value": Label(zh="数值", en="value"),
}
"""Roles of the columns of entries."""

_EXAMPLES = 3
_Row = tuple[object, object, object]


def read_entries(
    frames: object,
    rules: ReviewRules,
    *,
    source: Label,
    columns: Mapping[str, str] | None = None,
) -> tuple[EnteredScore, ...]:
    """Take points, values and numbers of events from a frame, exactly.

    Args:
        frames: Frame with one row per subject and entry, or a list of partitions.
            The value is a whole number, a decimal, a fraction or text such as
            "87.5" or "175/2".
        rules: Scheme; an entry is the code of a component, measure, adjustment or
            event of it.
        source: Body and document that the values come from.
        columns: Role (subject, entry, value) to the column that holds it, where
            the column has no name that is understood.

    Returns:
        The entries, sorted by subject and entry, for `FrameFacts`.

    Raises:
        InputError: If anything cannot be read; all of it is listed.
    """
    rows: list[_Row] = []
    mistakes: list[Mistake] = []
    for part in Source.of(frames).parts:
        schema = part.collect_schema()
        found = _columns(schema, columns or {}, mistakes)
        if len(found) < len(ENTRY_NAMES) or mistakes:
            continue
        texts = [as_text(found[role]) for role in ("subject", "entry")]
        taken = part.select(*texts, nw.col(found["value"])).collect()
        rows += cast("list[_Row]", list(taken.rows()))
    wrong: dict[tuple[str, str], list[_Row]] = {}
    entries: dict[tuple[str, str], EnteredScore] = {}
    for row in rows:
        try:
            entry = _entry(row, rules.entry_ids, source)
        except InputError as error:
            for one in error.mistakes:
                wrong.setdefault((one.place, one.message), []).append(row)
            continue
        place = (entry.post_id, entry.entry_id)
        if place in entries:
            key = ("column 'entry'", "stands twice for one subject")
            wrong.setdefault(key, []).append(row)
        entries[place] = entry
    mistakes += [
        Mistake(place, f"{text}: {_told(found)}")
        for (place, text), found in sorted(wrong.items())
    ]
    if not rows and not mistakes:
        mistakes.append(Mistake("frame", "no row: there is nothing to read"))
    if mistakes:
        raise InputError("frame", tuple(mistakes))
    return tuple(entry for _, entry in sorted(entries.items()))


def _columns(
    schema: Mapping[str, nw.dtypes.DType],
    renamed: Mapping[str, str],
    mistakes: list[Mistake],
) -> dict[str, str]:
    found: dict[str, str] = {}
    for role, label in ENTRY_NAMES.items():
        names = [renamed[role]] if role in renamed else [label.en, label.zh]
        there = [name for name in names if name in schema]
        if there:
            found[role] = there[0]
            continue
        near = [m for name in names for m in get_close_matches(name, schema, 2, 0.5)]
        hint = ", ".join(repr(name) for name in dict.fromkeys(near))
        expected = " or ".join(repr(name) for name in names)
        tail = f"the nearest are {hint}" if hint else f"there are {', '.join(schema)}"
        mistakes.append(
            Mistake(f"column for {role!r}", f"no column {expected}; {tail}")
        )
    value = schema.get(found.get("value", ""))
    if value is not None and not _exactly(value):
        mistakes.append(
            Mistake(
                f"column {found['value']!r}",
                f"holds {value}; expected whole numbers, decimals or text such as "
                "'87.5' or '175/2'",
            )
        )
    return found


def _exactly(kind: nw.dtypes.DType) -> bool:
    texts = (nw.String, nw.Categorical, nw.Enum, nw.Object, nw.Decimal)
    return kind.is_integer() or isinstance(kind, texts)


def _entry(row: _Row, known: Sequence[str], source: Label) -> EnteredScore:
    subject, entry, value = row
    mistakes = [
        Mistake(f"column {name!r}", "null or empty")
        for name, text in zip(ENTRY_NAMES, row, strict=True)
        if _absent(text)
    ]
    if not _absent(entry) and entry not in known:
        near = get_close_matches(str(entry), known, 2, 0.4) or known[:4]
        mistakes.append(
            Mistake(
                "column 'entry'",
                f"unknown word {entry!r} (known, nearest first: {', '.join(near)})",
            )
        )
    if not mistakes:
        try:
            return EnteredScore(
                post_id=str(subject),
                entry_id=str(entry),
                points=_number(value),
                source=source,
            )
        except PartyBuildError as error:
            mistakes.append(Mistake("column 'value'", str(error)))
    raise InputError("row", tuple(mistakes))


def _absent(value: object) -> bool:
    # pandas has a null of its own, which is a float.
    null = value is None or (isinstance(value, float) and isnan(value))
    return null or not str(value)


def _number(value: object) -> Fraction:
    return exact(cast("str | int | Fraction | Decimal", value))


def _told(rows: Sequence[_Row]) -> str:
    shown = "; ".join(
        ", ".join(f"{n}={v!r}" for n, v in zip(ENTRY_NAMES, row, strict=True))
        for row in sorted(rows, key=_as_text)[:_EXAMPLES]
    )
    return f"{len(rows)} rows, for example {shown}"


def _as_text(row: Any) -> str:  # noqa: ANN401 - a row of any values
    return str(row)

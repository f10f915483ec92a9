"""Counting in DuckDB: words become numbers before they are grouped, once."""

from collections.abc import Mapping, Sequence
from typing import Any

from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._words import SchemeWords
from partybuild.kernel import digest

Part = tuple[Any, FrameColumns]
"""A relation and its columns."""


def duck_counts(parts: Sequence[Part], words: SchemeWords) -> Any:  # noqa: ANN401
    """Return the relation of the counts by code.

    Args:
        parts: Relations of marks.
        words: Words of the scheme.

    Returns:
        Conference, subject, group, item, option and count, not yet computed; what
        cannot be placed stays under its own words, and a null for a count, or one
        below 0, makes its count -1.
    """
    codes = _Codes(words)
    long = [
        relation.project(_picked(columns))
        for relation, columns in parts
        if columns.layout is not MarkLayout.WIDE
    ]
    wide: dict[str, list[Any]] = {}
    for relation, columns in parts:
        for item_id in columns.items:
            picked = relation.project(_picked(columns, item_id))
            wide.setdefault(item_id, []).append(picked)
    weighted = any(c.layout is MarkLayout.COUNTS for _, c in parts)
    grouped = [codes.counted(_united(long), weighted=weighted)] if long else []
    grouped += [codes.counted(_united(h), weighted=False) for h in wide.values()]
    whole = _united(grouped)
    if len(grouped) == 1 or not long:
        return whole
    keys = '"conference", "subject", "group", "item", "option"'
    added = 'if(min("count") < 0, -1, sum("count"))::bigint as "count"'
    return whole.aggregate(f"{keys}, {added}", keys)


def _united(relations: Sequence[Any]) -> Any:  # noqa: ANN401
    whole = relations[0]
    for relation in relations[1:]:
        whole = whole.union(relation)
    return whole


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _text(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _picked(columns: FrameColumns, item_id: str | None = None) -> str:
    roles = columns.roles
    picked = {
        role: f"{_name(roles[role])}::varchar" if role in roles else "''"
        for role in ("conference", "subject", "group")
    }
    if item_id is None:
        picked["item"] = f"{_name(roles['item'])}::varchar"
        picked["option"] = f"{_name(roles['option'])}::varchar"
    else:
        picked["item"] = f"{_text(item_id)}::varchar"
        picked["option"] = f"{_name(columns.items[item_id])}::varchar"
    number = "1"
    if columns.layout is MarkLayout.COUNTS:
        number = f"coalesce({_name(roles['count'])}::bigint, -1)"
    named = [f'{what} as "{role}"' for role, what in picked.items()]
    return ", ".join([*named, f"{number}::bigint as number"])


class _Codes:
    """Expressions that turn words into numbers and numbers into codes."""

    def __init__(self, words: SchemeWords) -> None:
        self._groups = words.form.group_ids
        self._items = words.form.item_ids
        self._options = tuple(
            dict.fromkeys(o for item in self._items for o in words.options_of(item))
        )
        group = _number(_name("group"), words.groups, self._groups)
        item = _number(_name("item"), words.items, self._items)
        self._numbers = f"{group} as g, {item} as i, {self._option(words)} as o"

    def _option(self, words: SchemeWords) -> str:
        tables: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for at, item in enumerate(self._items):
            known = words.options_of(item)
            table = {w: c for w, c in words.options[item].items() if c in known}
            tables.setdefault(tuple(sorted(table.items())), []).append(str(at))
        option = _name("option")
        if len(tables) == 1:
            found = _number(option, dict(next(iter(tables))), self._options)
        else:
            cases = " ".join(
                f"when i in ({', '.join(places)}) then "
                + _number(option, dict(table), self._options)
                for table, places in tables.items()
            )
            found = f"case {cases} end"
        if not words.blank:
            return found
        # After the look-up: before it, words that repeat would be looked up again.
        blank = f"{self._options.index('blank')}::smallint"
        return f"coalesce({found}, if({option} is null, {blank}, null))"

    def counted(self, marks: Any, *, weighted: bool) -> Any:  # noqa: ANN401
        """Return the counts by code of a relation of marks."""
        keys = "conference, subject, g, i, o, odd"
        whom = '"conference" as conference, "subject" as subject'
        added = "count(*)"
        if weighted:
            added = "if(min(number) < 0, -1, sum(number))::bigint"
        known = (("g", self._groups), ("i", self._items), ("o", self._options))
        outer = ", ".join(
            f"case when odd is null then {_coded(at, codes)} else {_odd(place)} end as "
            + _name(name)
            for place, (name, (at, codes)) in enumerate(
                zip(_KINDS, known, strict=True), start=1
            )
        )
        kept = ", ".join(f"coalesce({_clean(name)}, {_NULL})" for name in _KINDS)
        odd = f"case when g + i + o is null then concat_ws({_BREAK}, {kept}) end"
        return (
            marks.project(f'{whom}, "group", "item", "option", number, {self._numbers}')
            .project(f"conference, subject, g, i, o, {odd} as odd, number")
            .aggregate(f'{keys}, {added} as "count"', keys)
            .project(f'conference, subject, {outer}, "count"')
        )


_KINDS = ("group", "item", "option")
_BREAK, _NULL = "chr(31)", "chr(30)"


def _clean(name: str) -> str:
    # Words that are kept under their own name are put into one text and cut again.
    marks = f"concat({_BREAK}, {_NULL})"
    return f"translate({_name(name)}, {marks}, '\ufffd\ufffd')"


def _odd(place: int) -> str:
    return f"nullif(split_part(odd, {_BREAK}, {place}), {_NULL})"


def _coded(number: str, codes: Sequence[str]) -> str:
    cases = " ".join(f"when {at} then {_text(code)}" for at, code in enumerate(codes))
    return f"case {number} {cases} end"


def _number(value: str, table: Mapping[str, str], codes: Sequence[str]) -> str:
    # An enumeration that names every code as often as the others gives the number
    # of a word without a table: places it lacks are filled with words of no use.
    spelled = {code: [w for w, c in table.items() if c == code] for code in codes}
    unused = digest([list(pair) for pair in sorted(table.items())])
    layers = max(map(len, spelled.values()))
    known = [
        words[layer] if layer < len(words) else f"{unused} {layer} {at}"
        for layer in range(layers)
        for at, words in enumerate(spelled.values())
    ]
    names = ", ".join(map(_text, known))
    code = f"enum_code(try_cast({value} as enum({names})))"
    return f"({code} % {len(codes)})::smallint"

"""Counting in DuckDB: words become numbers before they are grouped, once."""

from collections.abc import Mapping, Sequence
from typing import Any

from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._words import SchemeWords

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
        groups = {w: self._groups.index(code) for w, code in words.groups.items()}
        items = {w: self._items.index(code) for w, code in words.items.items()}
        group, item = _number(_name("group"), groups), _number(_name("item"), items)
        self._numbers = f"{group} as g, {item} as i, {self._option(words)} as o"

    def _option(self, words: SchemeWords) -> str:
        tables: dict[tuple[tuple[str, int], ...], list[str]] = {}
        for at, item in enumerate(self._items):
            known = words.options_of(item)
            table = {
                word: self._options.index(code)
                for word, code in words.options[item].items()
                if code in known
            }
            tables.setdefault(tuple(sorted(table.items())), []).append(str(at))
        option = _name("option")
        if len(tables) == 1:
            found = _number(option, dict(next(iter(tables))))
        else:
            cases = " ".join(
                f"when i in ({', '.join(places)}) then {_number(option, dict(table))}"
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
        odd = (
            'if(g is null or i is null or o is null, ["group", "item", "option"], null)'
        )
        added = "count(*)"
        if weighted:
            added = "if(min(number) < 0, -1, sum(number))::bigint"
        known = (("g", self._groups), ("i", self._items), ("o", self._options))
        outer = ", ".join(
            f"coalesce([{', '.join(map(_text, codes))}][{at} + 1], odd[{place}]) as "
            + _name(name)
            for place, (name, (at, codes)) in enumerate(
                zip(("group", "item", "option"), known, strict=True), start=1
            )
        )
        return (
            marks.project(f'{whom}, "group", "item", "option", number, {self._numbers}')
            .project(f"conference, subject, g, i, o, {odd} as odd, number")
            .aggregate(f'{keys}, {added} as "count"', keys)
            .project(f'conference, subject, {outer}, "count"')
        )


def _number(value: str, table: Mapping[str, int]) -> str:
    known = ", ".join(map(_text, table))
    numbers = ", ".join(f"{number}::smallint" for number in table.values())
    return f"[{numbers}][enum_code(try_cast({value} as enum({known}))) + 1]"

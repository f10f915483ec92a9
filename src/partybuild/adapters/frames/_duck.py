"""Counting in DuckDB: words become numbers before they are grouped, once."""

from collections.abc import Sequence
from typing import Any

from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._duck_wide import MOST_OPTIONS, wide_counts
from partybuild.adapters.frames._duck_words import (
    BREAK,
    DuckWords,
    bits,
    coded,
    cut,
    kept,
    name,
    text,
)
from partybuild.adapters.frames._lanes import Lanes
from partybuild.adapters.frames._words import SchemeWords

Part = tuple[Any, FrameColumns]
"""A relation and its columns."""

LANES = Lanes(4, 31)
_LANE_BITS = 2


def duck_counts(parts: Sequence[Part], words: SchemeWords) -> Any:  # noqa: ANN401
    """Return the relation of the counts by code.

    Args:
        parts: Relations of marks.
        words: Words of the scheme.

    Returns:
        Conference, subject, group, item, option and count, not yet computed; what
        cannot be placed stays under its own words, maybe in several rows, and a
        null for a count, or one below 0, makes its count -1.
    """
    duck = DuckWords(words)
    weighted = any(c.layout is MarkLayout.COUNTS for _, c in parts)
    grouped: list[Any] = []
    long = [
        relation.project(_picked(columns))
        for relation, columns in parts
        if columns.layout is not MarkLayout.WIDE
    ]
    if long:
        marks = _packed(_united(long), duck, 0 if weighted else _LANE_BITS)
        grouped.append(_added(marks, duck) if weighted else _in_lanes(marks, duck))
    wide = [(r, c) for r, c in parts if c.layout is MarkLayout.WIDE]
    if wide and len(duck.options) <= MOST_OPTIONS:
        grouped.append(wide_counts(_united([_wide(*part) for part in wide]), duck))
    elif wide:
        for item in duck.items:
            one = _united([r.project(_picked(c, item)) for r, c in wide])
            grouped.append(_in_lanes(_packed(one, duck, _LANE_BITS), duck))
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


def _whom(columns: FrameColumns) -> list[str]:
    roles = columns.roles
    return [
        (f"{name(roles[role])}::varchar" if role in roles else "''") + f' as "{role}"'
        for role in ("conference", "subject", "group")
    ]


def _picked(columns: FrameColumns, item: str | None = None) -> str:
    roles = columns.roles
    what = name(roles["item"]) if item is None else text(item)
    mark = roles["option"] if item is None else columns.items[item]
    number = "1"
    if columns.layout is MarkLayout.COUNTS:
        number = f"coalesce({name(roles['count'])}::bigint, -1)"
    kinds = [f'{what}::varchar as "item"', f'{name(mark)}::varchar as "option"']
    return ", ".join([*_whom(columns), *kinds, f"{number}::bigint as number"])


def _wide(relation: Any, columns: FrameColumns) -> Any:  # noqa: ANN401
    marks = [
        f"{name(columns.items[item])}::varchar as m{at}"
        for at, item in enumerate(sorted(columns.items))
    ]
    return relation.project(", ".join([*_whom(columns), *marks]))


def _packed(marks: Any, duck: DuckWords, lanes: int) -> Any:  # noqa: ANN401
    """Give every mark one number, of its group, item and option less lanes bits."""
    item, option = bits(duck.items), _low(duck, lanes)
    whom = '"conference" as conference, "subject" as subject'
    words = '"group", "item", "option"'
    key = f"((((g << {item}) | i) << {option}) | (o >> {lanes})) as k"
    odd = ", ".join(kept(f'"{kind}"') for kind in ("group", "item", "option"))
    return (
        marks.project(
            f"{whom}, {words}, number, {duck.group()} as g, {duck.item()} as i, "
            f"{duck.option()} as o"
        )
        .project(f"conference, subject, {words}, number, {key}, o")
        .project(
            f"conference, subject, k, o, number, "
            f"case when k is null then concat_ws({BREAK}, {odd}) end as odd"
        )
    )


def _low(duck: DuckWords, lanes: int) -> int:
    return max(bits(duck.options) - lanes, 0)


def _named(duck: DuckWords, option_bits: int) -> str:
    """Return the columns conference, subject, group and item of a number."""
    item = bits(duck.items)
    group_code = coded(f"k >> {item + option_bits}", duck.groups)
    item_code = coded(f"(k >> {option_bits}) & {(1 << item) - 1}", duck.items)
    return (
        "conference, subject, "
        f'case when odd is null then {group_code} else {cut(1)} end as "group", '
        f'case when odd is null then {item_code} else {cut(2)} end as "item"'
    )


def _added(marks: Any, duck: DuckWords) -> Any:  # noqa: ANN401
    """Add up counts, each of which stands for one option."""
    keys, low = "conference, subject, k, odd", bits(duck.options)
    option = coded(f"k & {(1 << low) - 1}", duck.options)
    return marks.aggregate(
        f"{keys}, if(min(number) < 0, -1, sum(number))::bigint as number", keys
    ).project(
        f"{_named(duck, low)}, "
        f'case when odd is null then {option} else {cut(3)} end as "option", '
        'number as "count"'
    )


def _in_lanes(marks: Any, duck: DuckWords) -> Any:  # noqa: ANN401
    """Count marks by lanes, and give every option its row again."""
    keys, low = "conference, subject, k, odd", _low(duck, _LANE_BITS)
    width = LANES.number
    heads = range(0, len(duck.options), width)
    options = " ".join(
        f"when {at} then [{', '.join(map(text, duck.options[head : head + width]))}]"
        for at, head in enumerate(heads)
    )
    counts = LANES.counts("lanes", width)
    fine = f"odd is not null or {LANES.refused(counts, 'number')}"
    lane = LANES.added(f"o & {width - 1}")
    return (
        marks.project(f"conference, subject, k, odd, {lane} as lane")
        .aggregate(f"{keys}, sum(lane) as lanes, count(*) as number", keys)
        .filter(fine)
        .project(
            f"{_named(duck, low)}, "
            f"unnest(case when odd is not null then [{cut(3)}] else "
            f'case k & {(1 << low) - 1} {options} end end) as "option", '
            "unnest(case when odd is not null then [number] else "
            f'[{", ".join(counts)}] end) as "count"'
        )
        .filter('"count" > 0')
    )

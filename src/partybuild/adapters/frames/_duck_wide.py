"""Counting in DuckDB where every item has a column: one pass over all of them."""

from typing import Any

from partybuild.adapters.frames._duck_words import (
    BREAK,
    KNOWN,
    DuckWords,
    coded,
    cut,
    kept,
    text,
)
from partybuild.adapters.frames._lanes import Lanes

LANES = Lanes(5, 24)
MOST_OPTIONS = 15
"""Options beyond which one sum after the other costs more than it saves."""


def wide_counts(marks: Any, duck: DuckWords) -> Any:  # noqa: ANN401
    """Return the counts of marks whose items lie side by side.

    Args:
        marks: Conference, subject, group and ``m0``, ``m1`` ..., one for each item
            in the order of their codes.
        duck: Words of the scheme.

    Returns:
        Relation of counts by code.
    """
    items, width = sorted(duck.items), LANES.number
    places = range(len(items))
    sums = range(-(-len(duck.options) // width))
    heads = "conference, subject, g, odd"
    numbers = [f"{duck.option_of(items[at], f'm{at}')} as o{at}" for at in places]
    texts = ", ".join(f"m{at}" for at in places)
    strange = [kept('"group"')]
    strange += [f"if(o{at} is null, {kept(f'm{at}')}, {KNOWN})" for at in places]
    known = " + ".join(["g", *(f"o{at}" for at in places)])
    odd = (
        f"case when {known} is null then "
        f"concat_ws({BREAK}, {', '.join(strange)}) end as odd"
    )
    lanes = [
        f"{_lane(f'o{at}', number)} as s{at}_{number}"
        for at in places
        for number in sums
    ]
    added = [f"sum(s{at}_{n}) as s{at}_{n}" for at in places for n in sums]
    whom = '"conference" as conference, "subject" as subject'
    grouped = (
        marks.project(
            f'{whom}, "group", {duck.group()} as g, {texts}, {", ".join(numbers)}'
        )
        .project(
            f"conference, subject, g, {odd}, " + ", ".join(f"o{at}" for at in places)
        )
        .project(f"{heads}, {', '.join(lanes)}")
        .aggregate(f"{heads}, count(*) as number, {', '.join(added)}", heads)
    )
    return _unpacked(_turned(grouped, duck, sums), duck, sums)


def _lane(number: str, sum_number: int) -> str:
    first = sum_number * LANES.number
    return LANES.added(f"{number} - {first}" if first else number)


def _turned(grouped: Any, duck: DuckWords, sums: range) -> Any:  # noqa: ANN401
    """Give every item a row of its own."""
    items = sorted(duck.items)
    places = range(len(items))
    group = coded("g", duck.groups)
    columns = [
        f"unnest([{', '.join(map(text, items))}]) as item",
        *(
            f"unnest([{', '.join(f's{at}_{number}' for at in places)}]) as s{number}"
            for number in sums
        ),
        f"unnest([{', '.join(str(at + 2) for at in places)}]) as place",
    ]
    return grouped.project(
        f"conference, subject, coalesce({group}, {cut(1)}) as group_code, odd, number, "
        + ", ".join(columns)
    )


def _unpacked(turned: Any, duck: DuckWords, sums: range) -> Any:  # noqa: ANN401
    """Give every option a row of its own."""
    parts = [duck.options[n * LANES.number : (n + 1) * LANES.number] for n in sums]
    counts = [
        LANES.counts(f"s{n}", len(part)) for n, part in zip(sums, parts, strict=True)
    ]
    every = [count for some in counts for count in some]
    part = f"split_part(odd, {BREAK}, place)"
    word, strange = cut("place"), f"(odd is not null and {part} <> {KNOWN})"
    fine = LANES.refused([*every, f"if({strange}, number, 0)"], "number")
    rest = " and ".join(["odd is null", *(f"s{n} is null" for n in sums[1:])])
    usual = ", ".join(map(text, parts[0]))
    options = ", ".join(map(text, duck.options))
    names = f"case when {rest} then [{usual}] else [{options}, {word}] end"
    first = ", ".join(counts[0])
    numbers = (
        f"case when {rest} then [{first}] "
        f"else [{', '.join(every)}, if({strange}, number, 0)] end"
    )
    return (
        turned.filter(fine)
        .project(
            'conference, subject, group_code as "group", item as "item", '
            f'unnest({names}) as "option", unnest({numbers}) as "count"'
        )
        .filter('"count" > 0')
    )

"""Every mistake in counted marks, with how many marks and which rows."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from partybuild.adapters.frames._count import KEYS
from partybuild.adapters.frames._words import SchemeWords
from partybuild.errors import Mistake

CountRow = tuple[str | None, str | None, str | None, str | None, str | None, int, int]
"""Conference, subject, group, item, option, count, least."""

_EXAMPLES = 3
_MOST_LINES = 50


def count_mistakes(rows: Iterable[CountRow], words: SchemeWords) -> list[Mistake]:
    """Return what cannot be counted, one line for each wrong word.

    Args:
        rows: Counts by code.
        words: Words of the scheme.

    Returns:
        Mistakes by column, then by word.
    """
    wrong: dict[tuple[str, str], list[CountRow]] = {}
    for row in rows:
        for problem in row_problems(row, words):
            wrong.setdefault(problem, []).append(row)
    return [
        Mistake(place, f"{text}: {_told(found)}")
        for (place, text), found in sorted(wrong.items())
    ][:_MOST_LINES]


def row_problems(row: CountRow, words: SchemeWords) -> list[tuple[str, str]]:
    """Return place and text of everything wrong with one row of counts.

    Args:
        row: Counts by code.
        words: Words of the scheme.

    Returns:
        Nothing where the row can be counted.
    """
    conference, subject, group, item, option, _, least = row
    problems: list[tuple[str, str]] = []
    for column, value in (("conference", conference), ("subject", subject)):
        if value is None or (column == "subject" and not value):
            problems.append((f"column {column!r}", "null or empty"))
    if group not in words.form.group_ids:
        problems.append(("column 'group'", _strange(group, words.groups)))
    if item is None or item not in words.options:
        problems.append(("column 'item'", _strange(item, words.items)))
    elif option is None or option not in words.options_of(item):
        problems.append(
            (f"option of item {item!r}", _strange(option, words.options[item]))
        )
    if least < 0:
        problems.append(("column 'count'", "null or below 0"))
    return problems


def _strange(word: str | None, known: Mapping[str, str]) -> str:
    if not word:
        return "null or empty"
    near = get_close_matches(word, list(known), 2, 0.4) or list(known)[:4]
    return f"unknown word {word!r} (known, nearest first: {', '.join(near)})"


def _told(rows: Sequence[CountRow]) -> str:
    marks = sum(max(row[5], 0) for row in rows)
    ordered = sorted(rows, key=lambda row: tuple(str(value) for value in row))
    shown = "; ".join(
        ", ".join(
            f"{name}={value!r}"
            for name, value in zip(KEYS, row, strict=False)
            if value != ""
        )
        for row in ordered[:_EXAMPLES]
    )
    return f"{marks} marks, for example {shown}"


def repeated_mistakes(
    rows: Sequence[Sequence[object]], names: Sequence[str]
) -> list[Mistake]:
    """Return one mistake for marks that stand twice on their ballot.

    Args:
        rows: Keys and how often each stands in the frame.
        names: Names of the keys.

    Returns:
        No mistake or one.
    """
    if not rows:
        return []
    shown = "; ".join(
        ", ".join(f"{n}={v!r}" for n, v in zip(names, row, strict=False))
        for row in sorted(rows, key=str)[:_EXAMPLES]
    )
    return [
        Mistake(
            "column 'ballot'",
            f"{len(rows)} places are marked more than once on one ballot, "
            f"for example {shown}",
        )
    ]

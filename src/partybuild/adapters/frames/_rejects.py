"""Rows of a folder that cannot be counted as they stand, one by one."""

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce

import narwhals as nw

from partybuild.adapters.frames._check import CountRow, row_problems
from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._lines import BadLine
from partybuild.adapters.frames._source import Lazy
from partybuild.adapters.frames._words import SchemeWords

REJECTS: Mapping[str, type] = {
    "file": str,
    "row": int,
    **dict.fromkeys(("conference", "subject", "group", "item", "option"), str),
    "marks": int,
    "reason": str,
}
"""Columns of the reject file; rows count from 1 without the header, lines with it."""

RejectRow = tuple[str | int, ...]


def told(row: CountRow, words: SchemeWords) -> str:
    """Return everything wrong with a row, or empty text."""
    problems = row_problems(row, words)
    return "; ".join(f"{place}: {text}" for place, text in problems)


def rejected_lines(lines: Iterable[BadLine]) -> list[RejectRow]:
    """Return lines that are no rows in the form of the reject file."""
    blank = ("", "", "", "", "")
    return [(bad.file, bad.line, *blank, 0, f"line: {bad.reason}") for bad in lines]


def rejected_rows(
    rows: Lazy, file: str, columns: FrameColumns, words: SchemeWords
) -> list[RejectRow]:
    """Return the rows of a file that cannot be counted as they stand.

    Args:
        rows: Rows with a column ``row``.
        file: Name of the file.
        columns: Columns of the marks.
        words: Words of the scheme.

    Returns:
        Each with all that is wrong, by row.
    """
    roles = columns.roles
    texts = dict.fromkeys(c for r, c in roles.items() if r not in ("ballot", "count"))
    texts |= dict.fromkeys(columns.items.values())
    picked = [nw.col(column).cast(nw.String) for column in texts]
    if columns.layout is MarkLayout.COUNTS:
        picked.append(nw.col(roles["count"]).cast(nw.Int64))
    found = (
        rows.select(nw.col(ROW), *picked)
        .filter(_wrong(columns, words))
        .collect()
        .iter_rows(named=True)
    )
    rejects: list[RejectRow] = []
    for row in found:
        for marks in _marks(row, columns, words):
            reason = told(marks, words)
            if reason:
                keys = (word or "" for word in marks[:5])
                rejects.append((file, row[ROW], *keys, marks[5], reason))
    return sorted(rejects, key=lambda reject: reject[1])


ROW = "partybuild row"
"""Column of row numbers."""


def _marks(
    row: Mapping[str, str | None], columns: FrameColumns, words: SchemeWords
) -> Iterator[CountRow]:
    roles = columns.roles
    conference = row[roles["conference"]]
    subject, group = row[roles["subject"]], row[roles["group"]]
    if columns.layout is MarkLayout.WIDE:
        for item, column in columns.items.items():
            codes = words.code_of(group, item, row[column])
            yield (conference, subject, *codes, 1, 1)
        return
    codes = words.code_of(group, row[roles["item"]], row[roles["option"]])
    number = 1
    if columns.layout is MarkLayout.COUNTS:
        count = row[roles["count"]]
        number = -1 if count is None else int(count)
    yield (conference, subject, *codes, max(number, 0), number)


def _wrong(columns: FrameColumns, words: SchemeWords) -> nw.Expr:
    roles = columns.roles
    subject, group = nw.col(roles["subject"]), nw.col(roles["group"])
    wrong = [
        nw.col(roles["conference"]).is_null(),
        subject.is_null() | (subject == nw.lit("")),
        _unknown(group, words.groups),
    ]
    if columns.layout is MarkLayout.WIDE:
        wrong += [
            _no_option(nw.col(column), item, words)
            for item, column in columns.items.items()
        ]
        return reduce(lambda one, other: one | other, wrong)
    item = nw.col(roles["item"])
    wrong.append(_unknown(item, words.items))
    for code in words.form.item_ids:
        named = [word for word, known in words.items.items() if known == code]
        option = _no_option(nw.col(roles["option"]), code, words)
        wrong.append(item.is_in(named) & option)
    if columns.layout is MarkLayout.COUNTS:
        count = nw.col(roles["count"])
        wrong.append(count.is_null() | (count < nw.lit(0)))
    return reduce(lambda one, other: one | other, wrong)


def _unknown(column: nw.Expr, known: Iterable[str]) -> nw.Expr:
    return column.is_null() | ~column.is_in(list(known))


def _no_option(column: nw.Expr, item: str, words: SchemeWords) -> nw.Expr:
    codes = words.options_of(item)
    known = [word for word, code in words.options[item].items() if code in codes]
    strange = column.is_null() | ~column.is_in(known)
    return ~column.is_null() & strange if words.blank else strange

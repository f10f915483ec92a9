"""Counting marks by one whole number each, made of the numbers of their words."""

from collections.abc import Sequence
from math import prod
from typing import Any, cast

import narwhals as nw
import numpy as np

from partybuild.adapters.frames._block import Whole
from partybuild.adapters.frames._codes import (
    Coded,
    Codes,
    Places,
    coded_runs,
    pieces,
    plain,
)

_SMALL_TABLE = 1 << 25
_SHORT = 1 << 31

Named = tuple[str | None, str | None]
"""Conference and subject, as they stand in a frame."""


def count_numbers(
    axes: Sequence[Coded], weights: Whole | None = None
) -> tuple[Whole | None, Whole]:
    """Count how often each combination occurs.

    Args:
        axes: Columns; the last is the least significant.
        weights: What each row counts for, where it is not 1.

    Returns:
        Numbers that occur, sorted, or None for all that may be, where those are
        few enough; and their counts.
    """
    whole = combined(axes)
    if whole.size > max(_SMALL_TABLE, whole.rows):
        keys = whole.part(slice(0, whole.rows)).astype(np.int64)
        there, places = np.unique(keys, return_inverse=True)
        counts = np.zeros(len(there), np.int64)
        np.add.at(counts, places, 1 if weights is None else weights)
        return there, counts
    table = np.zeros(whole.size, np.int64)
    for piece in pieces(whole.rows):
        added = 1 if weights is None else weights[piece]
        np.add.at(table, whole.part(piece), added)
    return None, table


def combined(axes: Sequence[Coded]) -> Coded:
    """Return a column of one number per row, made of those of several columns.

    Args:
        axes: Columns; the last is the least significant.

    Returns:
        The column, which has no words.
    """
    total = prod(axis.size for axis in axes)

    def part(rows: slice) -> Codes:
        number = cast("int", rows.stop - rows.start)
        keys: Codes = np.zeros(number, np.int64)
        if total < _SHORT:
            keys = keys.astype(np.int32)
        for axis in axes:
            codes = axis.part(rows)
            if codes.dtype == np.uint32:
                codes = codes.view(np.int32)
            np.multiply(keys, axis.size, out=keys)
            np.add(keys, codes, out=keys)
        return keys

    return Coded(part, axes[0].rows, total)


def held(column: Coded) -> Coded:
    """Return a column with its numbers made once, to be looked at again."""
    codes = column.part(slice(0, column.rows))
    return Coded(codes.__getitem__, column.rows, column.size, column.words)


def number_subjects(
    conference: "nw.Series[Any] | None", subject: "nw.Series[Any]"
) -> tuple[Coded, list[Named]]:
    """Number the subjects of all conferences.

    Args:
        conference: Column of the conferences, where there is one.
        subject: Column of the subjects.

    Returns:
        Number of the subject of each row; conference and subject by number.
    """
    named = [subject] if conference is None else [conference, subject]
    coded, edges = coded_runs(named)
    if conference is None:
        words, used = coded[0].words[:], coded[0].used()
        used, pairs = _in_order(used, [("", words[at]) for at in plain(used)])
        column = coded[0].renumbered(used)
    else:
        column, pairs = _pairs(*coded)
    return column if edges is None else column.in_runs(edges), pairs


def _pairs(conference: Coded, subject: Coded) -> tuple[Coded, list[Named]]:
    above, below = conference.words[:], subject.words[:]
    over = np.full(subject.size, -1, np.int32)
    for piece in pieces(subject.rows):
        over[subject.part(piece)] = conference.part(piece)
    if all(
        (over.take(subject.part(piece)) == conference.part(piece)).all()
        for piece in pieces(subject.rows)
    ):
        # The subject tells the conference, so its own number will do.
        there = np.flatnonzero(over >= 0)
        named = zip(plain(over[there]), plain(there), strict=True)
        numbers, pairs = _in_order(there, [(above[c], below[s]) for c, s in named])
        return subject.renumbered(numbers), pairs
    both = combined([conference, subject])
    if both.size <= max(_SMALL_TABLE, both.rows):
        numbers = both.used()
        pairs = _named(numbers, above, below)
        numbers, pairs = _in_order(numbers, pairs)
        return both.renumbered(numbers), pairs
    keys = both.part(slice(0, both.rows)).astype(np.int64)
    numbers, places = np.unique(keys, return_inverse=True)
    column = Coded(places.__getitem__, both.rows, len(numbers))
    return column, _named(numbers, above, below)


def _named(
    numbers: Places, above: Sequence[str | None], below: Sequence[str | None]
) -> list[Named]:
    size = len(below)
    return [(above[at // size], below[at % size]) for at in plain(numbers)]


def _in_order(numbers: Places, named: list[Named]) -> tuple[Places, list[Named]]:
    """Sort numbers by what they stand for, as far as it has words."""
    words = [(conference or "", subject or "") for conference, subject in named]
    order = sorted(range(len(words)), key=words.__getitem__)
    return numbers[order], [named[at] for at in order]

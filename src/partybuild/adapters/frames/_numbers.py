"""Counting marks by one whole number each, made of the numbers of their words."""

from collections.abc import Sequence
from math import prod
from typing import Any

import narwhals as nw
import numpy as np

from partybuild.adapters.frames._block import Whole
from partybuild.adapters.frames._codes import Coded, Codes, coded_runs

_SMALL_TABLE = 1 << 25
_PIECE = 1 << 20

Named = tuple[str | None, str | None]
"""Conference and subject, as they stand in a frame."""


def count_numbers(
    whom: Codes, subjects: int, axes: Sequence[Coded], weights: Whole | None = None
) -> tuple[Whole | None, Whole]:
    """Count how often each combination occurs.

    Args:
        whom: Number of the subject of each row.
        subjects: How many there are.
        axes: Further columns; the last is the least significant.
        weights: What each row counts for, where it is not 1.

    Returns:
        Numbers that occur, sorted, or None for all that may be, where those are
        few enough; and their counts.
    """
    total = subjects * prod(len(axis.words) for axis in axes)
    if total <= max(_SMALL_TABLE, len(whom)):
        table = np.zeros(total, np.int64)
        piece = max(_PIECE, total)
        for first in range(0, len(whom), piece):
            part = slice(first, first + piece)
            keys = numbers_of(whom, axes, part)
            if weights is None:
                table += np.bincount(keys, minlength=total)
            else:
                np.add.at(table, keys, weights[part])
        return None, table
    there, places = np.unique(numbers_of(whom, axes), return_inverse=True)
    counts = np.zeros(len(there), np.int64)
    np.add.at(counts, places, 1 if weights is None else weights)
    return there, counts


def numbers_of(whom: Codes, axes: Sequence[Coded], part: slice = slice(None)) -> Whole:
    """Return one number per row, made of those of its columns."""
    keys = whom[part].astype(np.int64)
    for axis in axes:
        keys *= len(axis.words)
        keys += axis.codes[part]
        keys -= axis.low
    return keys


def number_subjects(
    conference: "nw.Series[Any] | None", subject: "nw.Series[Any]"
) -> tuple[Codes, list[Named]]:
    """Number the subjects of all conferences.

    Args:
        conference: Column of the conferences, where there is one.
        subject: Column of the subjects.

    Returns:
        Number of the subject of each row; conference and subject by number.
    """
    named = [subject] if conference is None else [conference, subject]
    coded, heads = coded_runs(named)
    numbers, pairs = _pairs(None if conference is None else coded[0], coded[-1])
    if heads is None:
        return numbers, pairs
    lengths = np.diff(np.append(heads, len(subject)))
    return np.repeat(numbers.astype(np.int32), lengths), pairs


def _pairs(conference: Coded | None, subject: Coded) -> tuple[Codes, list[Named]]:
    if conference is None:
        subject = subject.narrowed()
        return subject.codes, [("", word) for word in subject.words]
    size = len(subject.words)
    above, below = conference.words[:], subject.words[:]
    held = np.zeros(size, np.int64)
    held[subject.codes - subject.low] = conference.codes
    if (held[subject.codes - subject.low] == conference.codes).all():
        # The subject tells the conference, so its own number will do.
        there = subject.used()
        over = (held[there] - conference.low).tolist()
        return subject.narrowed().codes, [
            (above[c], below[s]) for s, c in zip(there.tolist(), over, strict=True)
        ]
    both = numbers_of(conference.codes - conference.low, [subject])
    total = len(above) * size
    if total <= max(_SMALL_TABLE, len(both)):
        used = np.bincount(both, minlength=total) > 0
        numbers = np.flatnonzero(used)
        places = (np.cumsum(used) - 1)[both]
    else:
        numbers, places = np.unique(both, return_inverse=True)
    return places, [(above[at // size], below[at % size]) for at in numbers.tolist()]

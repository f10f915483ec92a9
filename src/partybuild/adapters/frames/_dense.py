"""From an eager frame to a block of counts."""

from typing import Any

import narwhals as nw
import numpy as np

from partybuild.adapters.frames._block import Block, Whole
from partybuild.adapters.frames._codes import Coded
from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._numbers import (
    combined,
    count_numbers,
    held,
    number_subjects,
)
from partybuild.adapters.frames._placing import Found, Placing
from partybuild.adapters.frames._runs import Runs
from partybuild.adapters.frames._words import SchemeWords

_MANY_WORDS = 64


def counted_block(
    frame: "nw.DataFrame[Any]", columns: FrameColumns, words: SchemeWords
) -> Block:
    """Count the marks of an eager frame.

    Every mark gets one whole number, made of the numbers that its words have in
    the engine. How often each number occurs is the whole count; words are looked
    at afterwards, once for each number.

    Args:
        frame: Marks or counts.
        columns: Its columns.
        words: Words of the scheme.

    Returns:
        Its counts.
    """
    roles = columns.roles
    conference = frame[roles["conference"]] if "conference" in roles else None
    whom, subjects = number_subjects(conference, frame[roles["subject"]])
    group = _narrow(frame, roles["group"])
    placing = Placing(subjects, words)
    if columns.layout is MarkLayout.WIDE:
        base = held(combined([whom, group]))
        runs = Runs.of(base)
        for item_id, column in columns.items.items():
            option = _narrow(frame, column)
            table = None if runs is None else runs.counts(option)
            found = count_numbers([base, option]) if table is None else (None, table)
            placing.place(Found(*found, (group.words, [item_id], option.words)))
        return placing.block()
    axes = (group, _narrow(frame, roles["item"]), _narrow(frame, roles["option"]))
    named = (axes[0].words, axes[1].words, axes[2].words)
    if columns.layout is MarkLayout.LONG:
        placing.place(Found(*count_numbers([whom, *axes]), named))
        return placing.block()
    # A null is no count, and neither is a number below 0.
    filled = frame[roles["count"]].cast(nw.Int64).fill_null(-1)
    numbers: Whole = np.asarray(filled.to_numpy(), np.int64)
    for least, kept in ((1, numbers > 0), (0, numbers == 0), (-1, numbers < 0)):
        if not kept.any():
            continue
        some = [axis.kept(kept) for axis in (whom, *axes)]
        weights = numbers[kept] if least > 0 else None
        placing.place(Found(*count_numbers(some, weights), named), least)
    return placing.block()


def _narrow(frame: "nw.DataFrame[Any]", column: str) -> Coded:
    # Numbers lie far apart where an engine numbers all the words it ever met.
    coded = Coded.of(frame[column])
    return coded.narrowed() if coded.size > _MANY_WORDS else coded

"""A block of counts as a frame of the caller's engine."""

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

import narwhals as nw
import numpy as np
import numpy.typing as npt

from partybuild.adapters.frames._block import Block, Whole
from partybuild.adapters.frames._columns import NAMES, FrameColumns
from partybuild.adapters.frames._count import KEYS
from partybuild.adapters.frames._dense import counted_block
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._source import Backend
from partybuild.kernel import Lang

Places = npt.NDArray[np.uint32]

_PIECE = 1 << 10


def counts_frame(block: Block, backend: Backend, lang: Lang = "en") -> object:
    """Return the counts that are placed, by code, in long form, sorted.

    Args:
        block: Counts.
        backend: What makes the frame.
        lang: Language of the names of the columns.

    Returns:
        Native frame of `KEYS` and ``count``.
    """
    codes = sorted((code, at) for code, at in block.words.cells.items())
    rows, kinds, counts = _held(block, [at for _, at in codes])
    texts = [[subject[at] for subject in block.subjects] for at in range(2)]
    texts += [[str(code[at]) for code, _ in codes] for at in range(3)]
    columns: dict[str, object] = {
        NAMES[role].text(lang): _taken(words, places, backend)
        for role, words, places in zip(
            KEYS, texts, (rows, rows, kinds, kinds, kinds), strict=True
        )
    }
    columns[NAMES["count"].text(lang)] = counts
    package = import_module(backend)
    make = package.table if backend == "pyarrow" else package.DataFrame
    return make(columns)


def _held(block: Block, cells: list[int]) -> tuple[Places, Places, Whole]:
    # Piece by piece, so that a piece stays near the processor.
    whole = block.cells.reshape(len(block.subjects), -1 if block.subjects else 1)
    heap: list[tuple[Places, Places, Whole]] = []
    for first in range(0, len(whole), _PIECE):
        part = whole[first : first + _PIECE].take(cells, axis=1).reshape(-1)
        there = np.flatnonzero(part)
        rows, kinds = np.divmod(there.astype(np.uint32), np.uint32(len(cells)))
        heap.append((rows + np.uint32(first), kinds, part[there]))
    if not heap:
        nothing = np.zeros(0, np.uint32)
        return nothing, nothing, np.zeros(0, np.int64)
    rows, kinds, counts = (np.concatenate(parts) for parts in zip(*heap, strict=True))
    return rows, kinds, counts


def _taken(words: list[str], places: Places, backend: Backend) -> object:
    package = import_module(backend)
    if backend == "polars":
        return package.Series(words, dtype=package.String).gather(
            package.Series(places)
        )
    if backend == "pyarrow":
        return package.array(words, package.string()).take(package.array(places))
    return package.Series(words, dtype="str").array.take(places)


def lazy_polars_counts(counted: Counted, lang: Lang) -> object:
    """Return the counts of lazy frames of Polars as one of them.

    Args:
        counted: Lazy frames.
        lang: Language of the names of the columns.

    Returns:
        The counts by code; what cannot be placed stays under its own words.
    """
    package = import_module("polars")
    names = {role: NAMES[role].text(lang) for role in (*KEYS, "count")}
    schema = dict.fromkeys(names.values(), package.String)
    schema[names["count"]] = package.Int64

    def count(columns: FrameColumns) -> Callable[[object], object]:
        def within(frame: object) -> object:
            eager = nw.from_native(cast("Any", frame), eager_only=True)
            block = counted_block(eager, columns, counted.words)
            odd = [(*row[:5], -1 if row[6] < 0 else row[5]) for row in block.odd]
            strange = package.DataFrame(odd, schema, orient="row")
            return package.concat([counts_frame(block, "polars", lang), strange])

        return within

    parts = [
        frame.to_native()
        .select(columns.names)
        .map_batches(
            count(columns),
            schema=schema,
            predicate_pushdown=False,
            projection_pushdown=False,
            slice_pushdown=False,
        )
        for frame, columns in counted.parts
    ]
    if len(parts) == 1:
        return parts[0]
    whole = package.concat(parts)
    return whole.group_by(list(names.values())[:5]).agg(
        package.col(names["count"]).sum()
    )

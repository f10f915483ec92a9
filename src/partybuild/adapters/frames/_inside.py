"""Conferences assessed where Polars and DuckDB count them, part by part."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs
import narwhals as nw

from partybuild.adapters.frames._block import Absent, Block
from partybuild.adapters.frames._check import CountRow
from partybuild.adapters.frames._columns import COUNTED
from partybuild.adapters.frames._count import KEYS
from partybuild.adapters.frames._dense import counted_block
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._results import FrameScheme, ResultRow
from partybuild.adapters.frames._source import SCHEMA_TYPES
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Lang


def result_rows(
    counted: Counted, scheme: FrameScheme, absent: Absent
) -> list[ResultRow]:
    """Return the results of all conferences, in the order of their ids.

    Args:
        counted: Marks, and how they are counted.
        scheme: What the results depend on.
        absent: Whether a mark that no row holds is refused or a blank.

    Returns:
        Rows of results.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
    """
    if counted.source.engine == "duckdb":
        return _of_batches(counted, scheme, absent)
    return [
        row
        for conference, tally in counted.checked().tallies(absent)
        for row in scheme.rows(conference, tally)
    ]


def assess_in_polars(
    counted: Counted, scheme: FrameScheme, absent: Absent, lang: Lang
) -> object:
    """Return lazy results: Polars assesses when somebody collects.

    Args:
        counted: Lazy frames.
        scheme: What the results depend on.
        absent: Whether a mark that no row holds is refused or a blank.
        lang: Language of the names of the columns.

    Returns:
        Lazy frame of results.
    """
    package = import_module("polars")
    kinds = {str: package.String, int: package.Int64}
    schema = {name: kinds[kind] for name, kind in scheme.types(lang).items()}
    first, *others = counted.source.parts

    def within(frame: Any) -> object:  # noqa: ANN401 - a frame of Polars
        here = (nw.from_native(frame).lazy(), *others)
        source = attrs.evolve(counted.source, parts=here)
        rows = result_rows(attrs.evolve(counted, source=source), scheme, absent)
        return package.DataFrame(rows, schema, orient="row")

    whole = first.to_native()
    frame: object = whole.map_batches(
        within,
        schema=schema,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
    )
    return frame


def _of_batches(
    counted: Counted, scheme: FrameScheme, absent: Absent
) -> list[ResultRow]:
    """Take the counts from DuckDB batch by batch, never all of them at once."""
    rows: list[ResultRow] = []
    odd: list[CountRow] = []
    mistakes: list[Mistake] = []
    failed: PartyBuildError | None = None
    for block in _blocks(counted):
        odd += block.odd
        try:
            for conference, tally in block.tallies(absent):
                rows += scheme.rows(conference, tally)
        except InputError as error:
            mistakes += error.mistakes
        except PartyBuildError as error:
            # What cannot be counted goes before what cannot be assessed.
            failed = failed or error
    counted.refuse(odd, [*counted.without_rows(), *mistakes])
    if failed is not None:
        raise failed
    return rows


def _blocks(counted: Counted) -> Iterator[Block]:
    """Yield blocks that hold whole conferences, sorted."""
    arrow = import_module("pyarrow")
    ordered = counted.lazy_counts().to_native().order('"conference", "subject"')
    kept: list[Any] = []
    for batch in arrow.RecordBatchReader.from_stream(ordered):
        cut = _last_step(batch.column("conference"))
        if cut:
            kept.append(batch.slice(0, cut))
            yield _block(arrow.Table.from_batches(kept), counted)
            kept = []
        kept.append(batch.slice(cut))
    if kept:
        yield _block(arrow.Table.from_batches(kept), counted)


def _last_step(column: Any) -> int:  # noqa: ANN401 - a column of PyArrow
    """Return the first row of the last conference of a batch."""
    compute = import_module("pyarrow.compute")
    same = compute.equal(column, column[len(column) - 1])
    row: int = compute.index(same, value=True).as_py()
    return max(row, 0)


def _block(table: Any, counted: Counted) -> Block:  # noqa: ANN401 - of PyArrow
    frame = nw.from_native(table, eager_only=True).with_columns(
        nw.col(*KEYS).cast(SCHEMA_TYPES[str])
    )
    return counted_block(frame, COUNTED, counted.words)

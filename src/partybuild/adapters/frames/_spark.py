"""Conferences assessed inside PySpark, each on the worker that holds its counts."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, cast

import narwhals as nw

from partybuild.adapters.frames._block import Absent
from partybuild.adapters.frames._check import CountRow
from partybuild.adapters.frames._columns import COUNTED
from partybuild.adapters.frames._count import KEYS, strange_counts
from partybuild.adapters.frames._dense import counted_block
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._results import FrameScheme
from partybuild.adapters.frames._words import SchemeWords
from partybuild.kernel import Lang


def is_spark(native: object) -> bool:
    """Return whether a frame is one of PySpark's."""
    return type(native).__module__.split(".")[0] == "pyspark"


def assess_in_spark(
    counted: Counted, scheme: FrameScheme, absent: Absent, lang: Lang
) -> object:
    """Assess every conference where its counts are; the result stays lazy.

    Args:
        counted: Counts of a Spark frame.
        scheme: What the results depend on.
        absent: Whether a mark that no row holds is refused or a blank.
        lang: Language of the names of the columns.

    Returns:
        Spark frame of results; its rows have no order.

    Raises:
        InputError: If anything cannot be counted; all of it is listed.
    """
    counts = counted.lazy_counts()
    odd = strange_counts(counts, counted.words).collect()
    rows = cast("list[CountRow]", odd.select(*KEYS, "count", "least").rows())
    counted.refuse(rows, counted.without_rows())
    types = scheme.types(lang)
    schema = ", ".join(
        f"`{name}` {'bigint' if kind is int else 'string'}"
        for name, kind in types.items()
    )
    native = counts.select(*KEYS, "count", "least").to_native()
    assess = _on_worker(scheme, counted.words, absent, types)
    frame: object = native.groupBy("conference").applyInArrow(assess, schema)
    return frame


def _on_worker(
    scheme: FrameScheme,
    words: SchemeWords,
    absent: Absent,
    types: Mapping[str, type],
) -> Callable[[Any], Any]:
    def assess(counts: Any) -> Any:  # noqa: ANN401 - tables of PyArrow
        found = [
            row
            for conference, tally in counted_block(
                nw.from_native(counts, eager_only=True), COUNTED, words
            ).tallies(absent)
            for row in scheme.rows(conference, tally)
        ]
        turned = zip(*found, strict=True)
        arrow = import_module("pyarrow")
        kinds = {int: arrow.int64(), str: arrow.string()}
        return arrow.table(
            {
                name: arrow.array(column, type=kinds[kind])
                for (name, kind), column in zip(types.items(), turned, strict=True)
            }
        )

    return assess

"""Counting inside the engine: grouped sums of integers and nothing else."""

import narwhals as nw

from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._source import Lazy, united
from partybuild.adapters.frames._words import SchemeWords

KEYS = ("conference", "subject", "group", "item", "option")
"""Columns of counts, before the number of marks."""


def coded_counts(frame: Lazy, columns: FrameColumns, words: SchemeWords) -> Lazy:
    """Return the counts of a frame by codes.

    The engine groups the column values as they stand, which is fastest; words
    become codes on the few rows that are left, and are then grouped again.

    Args:
        frame: Marks or counts.
        columns: Its columns.
        words: Words of the scheme.

    Returns:
        `KEYS`, ``count`` and ``least``, the least count that was added; words that
        nobody knows stay as they are.
    """
    if columns.layout is MarkLayout.WIDE:
        return united(
            _coded(_wide(frame, columns, item_id), words) for item_id in columns.items
        )
    return _coded(_long(frame, columns), words)


def _keys(columns: FrameColumns) -> dict[str, str]:
    return {r: columns.roles[r] for r in KEYS if r in columns.roles}


def _long(frame: Lazy, columns: FrameColumns) -> Lazy:
    keys = _keys(columns)
    picked = [nw.col(column).alias(role) for role, column in keys.items()]
    if columns.layout is MarkLayout.COUNTS:
        count = nw.col(columns.roles["count"])
        grouped = (
            frame.select(*picked, count.alias("number"))
            .with_columns(nw.col("number").fill_null(-1))
            .group_by(*keys)
            .agg(
                nw.col("number").sum().alias("count"),
                nw.col("number").min().alias("least"),
            )
        )
    else:
        grouped = (
            frame.select(*picked)
            .group_by(*keys)
            .agg(nw.len().alias("count"))
            .with_columns(nw.lit(1).cast(nw.Int64).alias("least"))
        )
    return _texts(grouped, keys)


def _wide(frame: Lazy, columns: FrameColumns, item_id: str) -> Lazy:
    keys = _keys(columns)
    keys.pop("item", None)
    keys["option"] = columns.items[item_id]
    grouped = (
        frame.select(*(nw.col(column).alias(role) for role, column in keys.items()))
        .group_by(*keys)
        .agg(nw.len().alias("count"))
        .with_columns(
            nw.lit(1).cast(nw.Int64).alias("least"), nw.lit(item_id).alias("item")
        )
    )
    return _texts(grouped, keys)


def _texts(grouped: Lazy, keys: dict[str, str]) -> Lazy:
    # Categories differ from partition to partition; their words do not.
    texts = [nw.col(role).cast(nw.String) for role in keys]
    texts += [nw.col(name).cast(nw.Int64) for name in ("count", "least")]
    if "conference" not in keys:
        texts.append(nw.lit("").alias("conference"))
    return grouped.with_columns(*texts).select(*KEYS, "count", "least")


def _coded(grouped: Lazy, words: SchemeWords) -> Lazy:
    return grouped.with_columns(words.coded_group(), words.coded_item()).with_columns(
        words.coded_option()
    )


def summed(counts: Lazy) -> Lazy:
    """Return counts with equal keys as one row."""
    # Some engines widen a sum to decimals.
    added = counts.group_by(*KEYS).agg(nw.col("count").sum(), nw.col("least").min())
    return added.with_columns(nw.col("count").cast(nw.Int64))


def repeated(frame: Lazy, columns: FrameColumns) -> Lazy | None:
    """Return the marks that stand twice on one ballot; None without ballot numbers.

    Args:
        frame: Marks.
        columns: Its columns.

    Returns:
        Conference, subject, group, ballot and ``times``.
    """
    roles = ["conference", "subject", "group", "ballot", "item"]
    if columns.layout is MarkLayout.WIDE:
        roles.remove("item")
    if "ballot" not in columns.roles or columns.layout is MarkLayout.COUNTS:
        return None
    keys = [role for role in roles if role in columns.roles]
    return (
        frame.select(*(nw.col(columns.roles[role]).alias(role) for role in keys))
        .group_by(*keys)
        .agg(nw.len().alias("times"))
        .filter(nw.col("times") > 1)
        .with_columns(*(nw.col(role).cast(nw.String) for role in keys))
    )

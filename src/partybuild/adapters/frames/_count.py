"""Counting inside the engine: grouped sums of integers and nothing else."""

from functools import reduce

import narwhals as nw

from partybuild.adapters.frames._columns import FrameColumns, MarkLayout
from partybuild.adapters.frames._source import Lazy, as_text, united
from partybuild.adapters.frames._words import SchemeWords

KEYS = ("conference", "subject", "group", "item", "option")
"""Columns of counts, before the number of marks."""


def raw_counts(frame: Lazy, columns: FrameColumns) -> Lazy:
    """Return the counts of a frame by the words that stand in it.

    The engine groups the column values as they stand, which is fastest; words
    become codes on the fewer rows that are left.

    Args:
        frame: Marks or counts.
        columns: Its columns.

    Returns:
        `KEYS`, ``count`` and ``least``, the least count that was added.
    """
    if columns.layout is MarkLayout.WIDE:
        return united(_wide(frame, columns, item_id) for item_id in columns.items)
    return _long(frame, columns)


def coded(raw: Lazy, words: SchemeWords) -> Lazy:
    """Return counts by code; words that nobody knows stay as they are."""
    return raw.with_columns(words.coded_group(), words.coded_item()).with_columns(
        words.coded_option()
    )


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
    texts = [as_text(role) for role in keys]
    texts += [nw.col(name).cast(nw.Int64) for name in ("count", "least")]
    if "conference" not in keys:
        texts.append(nw.lit("").alias("conference"))
    return grouped.with_columns(*texts).select(*KEYS, "count", "least")


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
        .with_columns(*map(as_text, keys))
    )


def strange_counts(counts: Lazy, words: SchemeWords) -> Lazy:
    """Return the counts that cannot be placed, found inside the engine.

    Args:
        counts: Counts by code.
        words: Words of the scheme.

    Returns:
        Rows with a null, an unknown word or a count below 0.
    """
    known = [
        (nw.col("item") == nw.lit(item))
        & nw.col("option").is_in(list(words.options_of(item)))
        for item in words.form.item_ids
    ]
    fine = (
        reduce(lambda one, other: one | other, known)
        & nw.col("group").is_in(list(words.form.group_ids))
        & (nw.col("subject") != nw.lit(""))
        & (nw.col("least") >= nw.lit(0))
    )
    nulls = reduce(
        lambda one, other: one | other, [nw.col(key).is_null() for key in KEYS]
    )
    return counts.filter(nulls | ~fine)

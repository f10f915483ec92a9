"""One table of everything that can be wrong, and every engine says the same of it."""

from datetime import datetime

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from partybuild.adapters.frames import assess_frame, read_tallies
from partybuild.errors import InputError
from partybuild.rules import BlankPolicy
from partybuild.testing.plain import plain_rules

RULES = plain_rules(items=("1/2", "1/2"))
STRICT = plain_rules(items=("1/2", "1/2"), blank=BlankPolicy.FORBIDDEN)
LONG = ("subject", "group", "item", "option", "ballot")
GOOD = [
    ("p1", "g", "i0", "好", 1),
    ("p1", "g", "i1", "差", 1),
    ("p2", "g", "i0", "好", 1),
    ("p2", "g", "i1", "一般", 1),
]
TIMES = [datetime(2022, 1, 25, 9, 30)] * 4  # noqa: DTZ001
NO_ROW = "frame: no row: there is nothing to count"


def _table(rows, names=LONG):
    columns = map(list, zip(*rows, strict=True))
    return pa.table(dict(zip(names, columns, strict=True)))


def _with(column, values, kind=None):
    """Return the good marks with one column replaced."""
    table = _table(GOOD)
    at = table.column_names.index(column)
    return table.set_column(at, column, pa.array(values, kind))


def _categories(words):
    """Return the good marks with options as categories, these words first."""
    known = pa.array([*words, "好", "差", "一般"]).unique()
    places = pc.index_in(_table(GOOD)["option"].combine_chunks(), known)
    options = pa.DictionaryArray.from_arrays(places, known)
    table = _table(GOOD)
    return table.set_column(table.column_names.index("option"), "option", options)


def _as_text(table):
    for at, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            column = table.column(at).cast(pa.string())
            table = table.set_column(at, field.name, column)
    return table


def _counts(numbers, kind=None):
    rows = [("p1", "g", "i0", "好"), ("p1", "g", "i0", "差")]
    table = _table(rows, LONG[:4])
    return table.append_column("count", pa.array(numbers, kind))


@attrs.frozen
class Case:
    """One way of being wrong.

    Attributes:
        parts: Partitions.
        said: Words of the one error, all of which must be there.
        rules: Scheme.
    """

    parts: list
    said: tuple
    rules: object = RULES


BAD_LONG = [
    ("p1", "g", "i0", "很好", 2),
    ("p2", "g", "i0", "很好", 2),
    ("p1", "g", "i1", "很好", 2),
    ("p1", "h", "i0", "好", 3),
    ("p1", "g", "i9", "好", 4),
    (None, "g", "i0", "好", 5),
]
WIDE = ("subject", "group", "i0", "i1", "ballot")
BAD_WIDE = [
    ("p1", "g", "好", "差", 1),
    ("p1", "g", "很好", "很好", 2),
    ("p2", "g", "很好", "差", 2),
    ("p2", "h", "好", "差", 3),
    (None, "g", "好", "差", 4),
]
CASES = {
    "unknown words and nulls, long": Case(
        [_table(GOOD + BAD_LONG)],
        (
            "5 mistakes",
            "option of item 'i0': unknown word '很好' (known, nearest first: 好",
            "2 marks, for example subject='p1', group='g', item='i0', option='很好'",
            "option of item 'i1': unknown word '很好'",
            "column 'group': unknown word 'h' (known, nearest first: g",
            "column 'item': unknown word 'i9' (known, nearest first: i",
            "column 'subject': null or empty: 1 marks, for example",
        ),
    ),
    "unknown words and nulls, wide": Case(
        [_table(BAD_WIDE, WIDE)],
        (
            "4 mistakes",
            "option of item 'i0': unknown word '很好'",
            "2 marks, for example subject='p1', group='g', item='i0', option='很好'",
            "option of item 'i1': unknown word '很好'",
            "column 'group': unknown word 'h'",
            "column 'subject': null or empty: 2 marks, for example",
        ),
    ),
    "nulls everywhere": Case(
        [
            _table(
                [
                    *GOOD,
                    ("p1", None, "i0", "好", 2),
                    ("p1", "g", None, "好", 3),
                    ("p1", "g", "i0", None, 4),
                ]
            )
        ],
        (
            "3 mistakes",
            "column 'group': null or empty: 1 marks",
            "column 'item': null or empty: 1 marks",
            "option of item 'i0': null or empty: 1 marks, for example subject='p1'",
        ),
        STRICT,
    ),
    "whole numbers for words": Case(
        [_with("option", [1, 2, 3, 4])],
        ("column 'option': holds Int64; expected text (codes, labels)",),
    ),
    "decimals and truth values for words": Case(
        [
            _with("option", [1.0, 2.0, 3.0, 4.0]).set_column(
                2, "item", pa.array([True, False, True, False])
            )
        ],
        (
            "2 mistakes",
            "column 'option': holds Float64; expected text",
            "column 'item': holds Boolean; expected text",
        ),
    ),
    "times with a zone": Case(
        [_with("item", TIMES, pa.timestamp("us", "Asia/Shanghai"))],
        ("column 'item': holds Datetime", "with the time zone", "expected text"),
    ),
    "times without a zone": Case(
        [_with("subject", TIMES, pa.timestamp("us"))],
        ("column 'subject': holds Datetime", "expected text"),
    ),
    "a place marked twice on one ballot, long": Case(
        [_table([*GOOD, GOOD[0], ("p2", "g", "i9", "好", 2)])],
        (
            "2 mistakes",
            (
                "1 places are marked more than once on one ballot, for example "
                "subject='p1', group='g', ballot='1', item='i0', times=2"
            ),
            "column 'item': unknown word 'i9'",
        ),
    ),
    "a ballot that is there twice, wide": Case(
        [_table([BAD_WIDE[0], BAD_WIDE[0]], WIDE)],
        ("1 places are marked more than once", "ballot='1', times=2"),
    ),
    "categories that differ between partitions": Case(
        [
            _categories(["差", "很好"]),
            _categories(["一般"]),
            _with("option", ["很好"] * 4),
        ],
        (
            "2 mistakes",
            "option of item 'i0': unknown word '很好' (known, nearest first: 好",
            "option of item 'i1': unknown word '很好'",
            "2 marks, for example subject='p1', group='g', item='i0', option='很好';",
        ),
    ),
    "an empty partition": Case(
        [_table(GOOD), _table(GOOD).slice(0, 0)], (f"partition 2, {NO_ROW}",)
    ),
    "nothing at all": Case([_table(GOOD).slice(0, 0)], (NO_ROW,)),
    "columns that are not there": Case(
        [_table(GOOD, ("subjects", "group", "item", "optn", "ballot"))],
        (
            "2 mistakes",
            "no column 'subject' or '述职人'; the nearest are 'subjects'",
            "no column 'option' or '评价'; the nearest are 'optn'",
        ),
    ),
    "a partition that lacks a column": Case(
        [_table(GOOD), _table(GOOD).drop_columns("group")],
        ("partition 2, column for 'group': no column 'group' or '参评主体'",),
    ),
    "counts below 0": Case(
        [_counts([3, -1])], ("column 'count': null or below 0", "option='o3'")
    ),
    "counts that are null": Case(
        [_counts([3, None], pa.int64())],
        ("column 'count': null or below 0", "option='o3'"),
    ),
    "counts that are not whole": Case(
        [_counts([2.5, 1.0])],
        ("column 'count': holds Float64; expected whole numbers of marks",),
    ),
}
"""Name to case."""

ENGINES = {
    "pandas": lambda t: t.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get),
    "polars": pl.from_arrow,
    "polars lazy": lambda t: pl.from_arrow(t).lazy(),
    "pyarrow": lambda t: t,
    "duckdb": duckdb.from_arrow,
}
"""Name to what makes its frame of a table; that of PySpark needs a session."""


def _all_said(case, make):
    """Count the parts of a case; return what of it the error does not say."""
    parts = [make(part) for part in case.parts]
    frames = parts if len(parts) > 1 else parts[0]
    with pytest.raises(InputError) as caught:
        read_tallies(frames, case.rules)
    text = str(caught.value)
    return [(words, text) for words in case.said if words not in text]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CASES)
def test_every_engine_says_the_same(name, engine):
    """One error that lists everything, with counts and example rows."""
    assert _all_said(CASES[name], ENGINES[engine]) == []


@pytest.mark.filterwarnings("ignore")
def test_spark_says_the_same(spark):
    """PySpark, which has no categories: its columns hold their words."""

    def make(table):
        return spark.createDataFrame(_as_text(table))

    for case in CASES.values():
        assert _all_said(case, make) == []
    with pytest.raises(InputError, match=NO_ROW):
        assess_frame(make(CASES["nothing at all"].parts[0]), RULES)


@pytest.mark.parametrize("engine", ENGINES)
def test_good_categories_are_not_refused(engine):
    """Categories that differ between partitions count like their words."""
    words = _table(GOOD)
    parts = [_categories(["差"]), _categories(["一般"])]
    for at, part in enumerate(parts):
        ballots = pa.array([at] * part.num_rows)
        parts[at] = part.set_column(4, "ballot", ballots)
    make = ENGINES[engine]

    found = read_tallies([make(part) for part in parts], RULES)

    assert found == read_tallies([words.drop_columns("ballot")] * 2, RULES)


@pytest.mark.parametrize("column", ["subject", "group", "item", "option"])
def test_half_a_character_is_named_with_its_column(column):
    """Python objects can hold what no engine could print."""
    frame = _table(GOOD).to_pandas().astype(object)
    frame[column] = pd.Series(["\ud800", "a\udfff", "好", None], dtype=object)

    with pytest.raises(InputError) as refused:
        assess_frame(frame, RULES)

    assert {(m.place, m.message) for m in refused.value.mistakes} == {
        (
            f"column {column!r}",
            "found '\\ud800', which holds half a character (U+D800) at position 0",
        ),
        (
            f"column {column!r}",
            "found 'a\\udfff', which holds half a character (U+DFFF) at position 1",
        ),
    }

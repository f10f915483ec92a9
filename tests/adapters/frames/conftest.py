"""Every engine, and the ways in which the same marks can lie in frames."""

import os
import random
import sys
from contextlib import contextmanager

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import strategies as st
from pyspark.sql import SparkSession

from partybuild.adapters.frames import mark_columns, read_tallies
from partybuild.assessment import assess, receipt_json
from partybuild.conference import NO_CHOICES, BallotBox, NoChoice
from partybuild.rules import BlankPolicy
from partybuild.testing.plain import plain_review
from partybuild.testing.strategies import forms, rules


def _duck(data):
    return duckdb.from_arrow(pa.table(data))


ENGINES = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.table,
    "duckdb": _duck,
}


@pytest.fixture(params=ENGINES)
def engine(request):
    """Return what makes a frame of one engine from columns."""
    return ENGINES[request.param]


def _rows(frame):
    """Return the rows of any frame as tuples."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.rows()
    if isinstance(frame, pd.DataFrame):
        return list(frame.itertuples(index=False, name=None))
    if isinstance(frame, duckdb.DuckDBPyRelation):
        return frame.fetchall()
    if isinstance(frame, pa.Table):
        return [tuple(row.values()) for row in frame.to_pylist()]
    return [tuple(row) for row in frame.collect()]


@pytest.fixture(scope="session")
def engines():
    """Return all of them by name."""
    return ENGINES


@pytest.fixture(scope="session")
def rows_of():
    """Return what reads the rows of any frame."""
    return _rows


class Heap:
    """Many random reviews under one scheme, as the conferences of one frame."""

    def __init__(self, scheme, form, dice, size):
        self.rules = scheme
        self.reviews = {
            f"c{at:02}": plain_review(scheme, _box(form, dice)) for at in range(size)
        }
        self.receipts = {
            name: receipt_json(assess(attrs.evolve(review, box=None, counted=tally)))
            for name, review in self.reviews.items()
            for tally in [assess(review).tally]
        }
        self._dice = dice

    def columns(self, layout):
        """Return the marks of all conferences, shuffled."""
        parts = [
            mark_columns(review.box, layout, conference=name)
            for name, review in self.reviews.items()
        ]
        rows = [row for part in parts for row in zip(*part.values(), strict=True)]
        self._dice.shuffle(rows)
        return dict(zip(parts[0], map(list, zip(*rows, strict=True)), strict=True))

    def split(self, columns, pieces=3):
        """Return the rows in several frames, whatever conference they are of."""
        return [
            {name: values[at::pieces] for name, values in columns.items()}
            for at in range(pieces)
        ]

    def receipts_of(self, frames):
        """Return the receipts of the conferences, counted from frames."""
        return {
            name: receipt_json(
                assess(
                    attrs.evolve(
                        self.reviews[name.rpartition("/")[2]], box=None, counted=tally
                    )
                )
            )
            for name, tally in read_tallies(frames, self.rules).items()
        }


def _box(form, dice):
    heaps = {}
    for group in form.group_ids:
        heaps[group] = [
            bytes(
                dice.choice(_choices(form, item, spoil=number > 0))
                for _ in form.subject_ids
                for item in form.items
            )
            for number in range(dice.randint(1, 5))
        ]
    return BallotBox.from_bytes(form, heaps)


def _choices(form, item, *, spoil):
    options = list(range(len(item.options)))
    if not spoil:
        return options
    blank = form.blank is not BlankPolicy.FORBIDDEN
    return options * 3 + [c for c in NO_CHOICES if blank or c is not NoChoice.BLANK]


@st.composite
def _heaps(draw, size):
    scheme = draw(rules())
    form = draw(forms(scheme))
    return Heap(scheme, form, random.Random(draw(st.integers(0, 9999))), size)  # noqa: S311


@pytest.fixture(scope="session")
def heaps():
    """Return the strategy for so many random reviews under one scheme."""
    return _heaps


@contextmanager
def _session(master, **options):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).appName("partybuild")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        **options,
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        session.stop()


@pytest.fixture(scope="session")
def spark_session():
    """Return what starts a session of PySpark and stops it."""
    return _session


@pytest.fixture(scope="module")
def spark():
    """Return a session on one machine; there may be no other until it stops."""
    with _session("local[2]", **{"spark.sql.shuffle.partitions": "1"}) as session:
        yield session

"""Every engine, and the ways in which the same marks can lie in frames."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest


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

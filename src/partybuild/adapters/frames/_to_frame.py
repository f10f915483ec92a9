"""Any result that is a table, as a frame of the caller's engine."""

from collections.abc import Sequence
from fractions import Fraction
from importlib import import_module
from typing import Literal

import attrs
import narwhals as nw

from partybuild.adapters.frames._source import SCHEMA_TYPES, Source
from partybuild.errors import InputError, MissingExtraError, Mistake, ValueRangeError
from partybuild.kernel import Lang, Plain, Summary, Tabular, exact_text

Engine = Literal["pandas", "polars", "pyarrow", "duckdb"]
"""Engines that a frame can be made for without one to go by."""

_ENGINES = ("pandas", "polars", "pyarrow", "duckdb")


def to_frame(
    result: Tabular | Summary | Sequence[Tabular],
    engine: Engine = "pandas",
    *,
    like: object | None = None,
    lang: Lang = "en",
    public: bool = True,
) -> object:
    """Return a result as a frame, with the columns that a notebook does not show.

    A frame holds what may be published, unless one asks for the frame of the
    review body. Of standings and weak areas cells that no gate has looked at are
    null, and a column *suppressed* names them; results that are nothing but such
    figures are refused.

    Args:
        result: Anything with a ``summary()``: an assessment, weak areas,
            intervals, a trend, a trace of duties...; or several of one class, such
            as the duties of a book.
        engine: Engine of the frame.
        like: A frame whose type the result takes, also one of PySpark; it goes
            before *engine*.
        lang: Language of the columns and of the texts.
        public: Whether the frame may be published; False gives the review body
            every exact number.

    Returns:
        The frame; one row per row of the summary.

    Shapes:
        Counts and ranks are integers, exact numbers text "a/b", the rest text;
        what is missing or suppressed is null.

    Raises:
        InputError: If *like* is no frame of an engine that is known, or *result*
            is empty or holds tables of different columns.
        MissingExtraError: If the engine is not installed.
        NotForPublicationError: If the result is for the review body and *public*
            is not False.
        ValueRangeError: If *engine* is another one.
    """
    table = _table(result, public=public)
    columns: dict[str, list[str | int | None]] = {}
    types: dict[str, type] = {}
    for at, label in enumerate(table.columns):
        cells = [_plain(row[at], lang) for row in table.rows]
        whole = all(isinstance(cell, int | None) for cell in cells)
        count = whole and any(cell is not None for cell in cells)
        columns[label.text(lang)] = [
            cell if count or cell is None else str(cell) for cell in cells
        ]
        types[label.text(lang)] = int if count else str
    if like is not None:
        source = Source.of(like)
        if type(like).__module__.split(".")[0] != "pandas":
            return source.build(columns, types)
        engine = "pandas"
    if engine not in _ENGINES:
        raise ValueRangeError("engine", repr(engine), f"one of {', '.join(_ENGINES)}")
    schema = {name: SCHEMA_TYPES[kind] for name, kind in types.items()}
    try:
        if engine == "duckdb":
            native = nw.from_dict(columns, schema, backend="pyarrow").to_native()
            return import_module("duckdb").from_arrow(native)
        if engine == "pandas":
            return _in_pandas(columns, types)
        return nw.from_dict(columns, schema, backend=engine).to_native()
    except ImportError:
        raise MissingExtraError(f"a frame of {engine}", engine) from None


def _table(result: Tabular | Summary | Sequence[Tabular], *, public: bool) -> Summary:
    if isinstance(result, Summary):
        return result
    if isinstance(result, Tabular):
        return result.published() if public else result.summary()
    tables = [one.published() if public else one.summary() for one in result]
    if not tables:
        raise InputError("result", (Mistake("", "holds nothing to make a frame of"),))
    for at, table in enumerate(tables):
        if table.columns != tables[0].columns:
            mistake = Mistake(f"[{at}]", "has other columns than the first")
            raise InputError("result", (mistake,))
    return attrs.evolve(tables[0], rows=[row for table in tables for row in table.rows])


def _plain(cell: Plain, lang: Lang) -> str | int | None:
    if isinstance(cell, Fraction):
        return exact_text(cell)
    return cell.text(lang) if not isinstance(cell, str | int | None) else cell


def _in_pandas(
    columns: dict[str, list[str | int | None]], types: dict[str, type]
) -> object:
    """Return the columns in pandas, whose plain integers cannot be missing."""
    pandas = import_module("pandas")
    made = {
        name: pandas.array(cells, dtype="Int64" if types[name] is int else "string")
        for name, cells in columns.items()
    }
    frame: object = pandas.DataFrame(made)
    return frame

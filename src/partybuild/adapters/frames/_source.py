"""Frames of any engine in, results in the caller's own frame type out."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, Protocol, TypeVar, cast

import attrs
import narwhals as nw

from partybuild.errors import InputError, Mistake

Lazy = nw.LazyFrame[Any]


class Frame(Protocol):
    """A table with named columns, of any engine; a list of such tables is none."""

    @property
    def columns(self) -> Any:  # noqa: ANN401 - every engine has its own list
        """Its columns."""
        ...


Frames = TypeVar("Frames", bound=Frame)
"""Type of the caller's frame, which is the type of the result too."""

SCHEMA_TYPES: Mapping[type, nw.dtypes.DType] = {str: nw.String(), int: nw.Int64()}
Backend = Literal["pandas", "polars", "pyarrow"]
"""What makes eager frames."""
ENGINES = "pandas, Polars, PyArrow, DuckDB or PySpark"


def as_text(name: str) -> nw.Expr:
    """Return a column as text, with nulls where it has some.

    Args:
        name: The column.

    Returns:
        The column under the same name.
    """
    column = nw.col(name)
    # Before version 3 pandas makes the word "None" of a null.
    return nw.when(~column.is_null()).then(column.cast(nw.String)).alias(name)


@attrs.frozen(repr=False)
class Source:
    """Partitions of one set of marks.

    Attributes:
        parts: Partitions as lazy frames.
        native: The first of them, as it was handed in.
        lazy: Whether results stay lazy.
    """

    parts: tuple[Lazy, ...]
    native: object
    lazy: bool

    @classmethod
    def of(cls, frames: object) -> "Source":
        """Take one frame, or a sequence of partitions of one type.

        Args:
            frames: Frame or sequence of frames.

        Returns:
            The source.

        Raises:
            InputError: If something is no frame that is understood, or the
                partitions are of different engines.
        """
        natives = (
            list(cast("Sequence[object]", frames))
            if isinstance(frames, list | tuple)
            else [frames]
        )
        if not natives:
            raise InputError("frames", (Mistake("partitions", "there is none"),))
        parts: list[Lazy] = []
        lazy = False
        mistakes: list[Mistake] = []
        for number, native in enumerate(natives, start=1):
            try:
                frame = _frame(native)
            except TypeError:
                kind = type(native).__name__
                mistakes.append(
                    Mistake(f"partition {number}", f"{kind} is no frame of {ENGINES}")
                )
                continue
            except nw.exceptions.DuplicateError:
                message = "two columns have one name; give each its own"
                mistakes.append(Mistake(f"partition {number}", message))
                continue
            if type(native) is not type(natives[0]):
                mistakes.append(
                    Mistake(
                        f"partition {number}",
                        f"{type(native).__name__}, but the first is "
                        f"{type(natives[0]).__name__}; hand in one type",
                    )
                )
            lazy = isinstance(frame, nw.LazyFrame)
            parts.append(frame.lazy())
        if mistakes:
            raise InputError("frames", tuple(mistakes))
        return cls(tuple(parts), natives[0], lazy)

    @property
    def engine(self) -> str:
        """Name of the package of the frames."""
        module = type(self.native).__module__.split(".")[0]
        return "duckdb" if "duckdb" in module else module

    @property
    def backend(self) -> Backend:
        """What makes eager frames of this engine."""
        return _BACKENDS.get(self.engine, "pyarrow")

    def give(self, frame: Lazy) -> object:
        """Return a frame of this engine in the caller's type."""
        return (frame if self.lazy else frame.collect()).to_native()

    def build(
        self, columns: Mapping[str, Sequence[object]], types: Mapping[str, type]
    ) -> object:
        """Return columns of plain values in the caller's type."""
        schema = {name: SCHEMA_TYPES[kind] for name, kind in types.items()}
        table = nw.from_dict(columns, schema, backend=self.backend).to_native()
        if self.engine == "pandas":
            return _with_nulls(table, columns)
        if self.engine == "polars" and self.lazy:
            return table.lazy()
        if self.engine == "duckdb":
            return import_module("duckdb").from_arrow(table)
        if self.engine == "pyspark":
            return cast("_OfSpark", self.native).sparkSession.createDataFrame(table)
        return table


def _with_nulls(table: Any, columns: Mapping[str, Sequence[object]]) -> object:  # noqa: ANN401 - of pandas
    # As in `as_text`, a null of a text may have become a word.
    for name, values in columns.items():
        there = [value is not None for value in values]
        if not all(there):
            table[name] = table[name].where(there, None)
    return table


class _Session(Protocol):
    def createDataFrame(self, data: object) -> object: ...  # noqa: N802


class _OfSpark(Protocol):
    sparkSession: _Session  # noqa: N815


_BACKENDS: Mapping[str, Backend] = {
    "pyarrow": "pyarrow",
    "pandas": "pandas",
    "polars": "polars",
}


def _frame(native: object) -> nw.DataFrame[Any] | nw.LazyFrame[Any]:
    # Whatever narwhals does not know, it refuses with a TypeError.
    frame: nw.DataFrame[Any] | nw.LazyFrame[Any] = nw.from_native(cast("Any", native))
    return frame


def united(frames: Iterable[Lazy]) -> Lazy:
    """Return frames of the same columns as one."""
    parts = list(frames)
    return parts[0] if len(parts) == 1 else nw.concat(parts, how="vertical")

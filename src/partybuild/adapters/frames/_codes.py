"""Columns of words as integers, however the engine keeps them."""

from collections.abc import Sequence
from functools import reduce
from importlib import import_module
from typing import Any, cast, overload

import attrs
import narwhals as nw
import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.integer[Any]]
"""One integer per row."""

_SAMPLE = 1 << 16


def plain(numbers: Codes) -> list[int]:
    """Return numbers as plain integers."""
    return cast("list[int]", numbers.tolist())


@attrs.frozen(eq=False, repr=False)
class Coded:
    """One column of words.

    Attributes:
        codes: A number for the word of each row.
        low: Least number.
        words: Words of the numbers from *low* on; None is a null.
    """

    codes: Codes
    low: int
    words: Sequence[str | None]

    @classmethod
    def of(cls, series: "nw.Series[Any]") -> "Coded":
        """Read a column of text or categories.

        Args:
            series: Column of an eager frame.

        Returns:
            Its codes.
        """
        kind = series.implementation
        if kind.is_polars():
            return _of_polars(series.to_native())
        if kind.is_pandas():
            return _of_pandas(series.to_native())
        return _of_arrow(series.to_native())

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.codes)

    @classmethod
    def constant(cls, word: str | None, rows: int) -> "Coded":
        """Return a column that holds one word."""
        return cls(np.zeros(rows, np.int8), 0, [word])

    def at(self, rows: npt.NDArray[np.int64]) -> "Coded":
        """Return the column with these rows only."""
        return Coded(self.codes[rows], self.low, self.words)

    def used(self) -> npt.NDArray[np.int64]:
        """Return the places of the words that the column holds."""
        held = np.zeros(len(self.words), np.bool_)
        held[self.codes - self.low] = True
        return np.flatnonzero(held)

    def narrowed(self) -> "Coded":
        """Return the same column with numbers for no other words than it holds."""
        used = self.used()
        places = np.zeros(len(self.words), np.int32)
        places[used] = np.arange(len(used), dtype=np.int32)
        known = self.words[:]
        words = [known[at] for at in plain(used)]
        return Coded(places[self.codes - self.low], 0, words)


def coded_runs(
    columns: Sequence["nw.Series[Any]"],
) -> tuple[list[Coded], npt.NDArray[np.int64] | None]:
    """Read columns whose values mostly stay the same from row to row.

    Args:
        columns: Columns of an eager frame.

    Returns:
        The columns and None; or where values stay the same for long, the columns
        at the first row of every run, and the places of these rows.
    """
    rows = len(columns[0])
    if columns[0].implementation.is_polars():
        natives = [column.to_native() for column in columns]
        numbers = [s if str(s.dtype) == "String" else s.to_physical() for s in natives]
        moved = [one.ne_missing(one.shift(1)) for one in numbers]
        changed = reduce(lambda one, other: one | other, moved).arg_true().to_numpy()
        heads = np.union1d(np.zeros(min(1, rows), np.int64), changed.astype(np.int64))
        if len(heads) * 4 <= rows:
            return [Coded.of(column[heads.tolist()]) for column in columns], heads
        return [Coded.of(column) for column in columns], None
    coded = [Coded.of(column) for column in columns]
    moves = np.zeros(max(0, rows - 1), np.bool_)
    for one in coded:
        moves |= one.codes[1:] != one.codes[:-1]
    heads = np.append(np.zeros(min(1, rows), np.int64), np.flatnonzero(moves) + 1)
    if len(heads) * 4 <= rows:
        return [one.at(heads) for one in coded], heads
    return coded, None


class _PolarsWords(Sequence[str | None]):
    """Words of the numbers of a Polars column, looked up when they are needed.

    A column of millions of rows shows its few words in its first rows; only for a
    word that comes later is the whole column searched.
    """

    # The engines have no types of their own here: each is optional.
    def __init__(self, series: Any, low: int, high: int) -> None:  # noqa: ANN401
        self._series = series
        self._low = low
        self._words: list[str | None] = [None] * (high - low + 1)
        self._known = {len(self._words)}
        self._learn(series.head(_SAMPLE))

    def _learn(self, part: Any) -> None:  # noqa: ANN401
        found = part.unique().drop_nulls()
        places = found.to_physical().to_list()
        for at, word in zip(places, found.to_list(), strict=True):
            self._words[at - self._low] = word
            self._known.add(at - self._low)

    @overload
    def __getitem__(self, at: int) -> str | None: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str | None]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str | None] | None:
        sought = range(len(self._words))[at] if isinstance(at, slice) else (at,)
        if self._series is not None and not self._known.issuperset(sought):
            self._learn(self._series)
            self._series = None
        if isinstance(at, slice):
            return [*self._words, None][at]
        return self._words[at] if at < len(self._words) else None

    def __len__(self) -> int:
        # One more for nulls.
        return len(self._words) + 1


def _of_polars(series: Any) -> Coded:  # noqa: ANN401
    if str(series.dtype) == "String":
        series = series.cast(import_module("polars").Categorical)
    numbers = series.to_physical()
    low, high = numbers.min(), numbers.max()
    if low is None:
        return Coded.constant(None, len(numbers))
    if numbers.null_count():
        # Nulls take the number after the last.
        wide = numbers.cast(import_module("polars").Int64)
        numbers = wide.fill_null(high + 1)
    return Coded(numbers.to_numpy(), low, _PolarsWords(series, low, high))


def _of_pandas(series: Any) -> Coded:  # noqa: ANN401
    if hasattr(series, "cat"):
        codes, known = series.cat.codes.to_numpy(), series.cat.categories.tolist()
    else:
        codes, found = series.factorize()
        known = found.tolist()
    if len(codes) and codes.min() < 0:
        return Coded(codes, -1, [None, *known])
    return Coded(codes, 0, known or [None])


def _of_arrow(column: Any) -> Coded:  # noqa: ANN401
    kind = str(column.type)
    if not kind.startswith("dictionary"):
        column = column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if hasattr(whole, "chunks"):
        whole = import_module("pyarrow").concat_arrays(whole.chunks)
    known: list[str | None] = whole.dictionary.to_pylist()
    codes = whole.indices
    if codes.null_count:
        compute = import_module("pyarrow.compute")
        codes = compute.fill_null(codes.cast("int64"), len(known))
        known.append(None)
    return Coded(codes.to_numpy(zero_copy_only=False), 0, known or [None])

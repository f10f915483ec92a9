"""Columns of words as integers, however the engine keeps them."""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, cast, overload

import attrs
import narwhals as nw
import numpy as np
import numpy.typing as npt

from partybuild.adapters.frames._halves import refuse_halves

Codes = npt.NDArray[np.integer[Any]]
"""One integer per row."""
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PIECE = 1 << 18
"""Rows that are looked at together, so that they stay near the processor."""
_SAMPLE = 1 << 16


def plain(numbers: Codes) -> list[int]:
    """Return numbers as plain integers."""
    return cast("list[int]", numbers.tolist())


def pieces(rows: int) -> Iterator[slice]:
    """Yield the rows piece by piece."""
    for first in range(0, rows, PIECE):
        yield slice(first, min(first + PIECE, rows))


@attrs.frozen(eq=False, repr=False)
class Coded:
    """One column of words, or of anything else that has numbers.

    Attributes:
        part: Numbers of some rows, from 0 on.
        rows: Number of rows.
        size: How many numbers there may be.
        words: Words of the numbers, where it is a column of words; None is a null.
    """

    part: Callable[[slice], Codes]
    rows: int
    size: int
    words: Sequence[str | None] = ()

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

    def used(self) -> Places:
        """Return the numbers that the column holds."""
        held = np.zeros(self.size, np.bool_)
        for piece in pieces(self.rows):
            held[self.part(piece)] = True
        return np.flatnonzero(held)

    def narrowed(self) -> "Coded":
        """Return the same column with numbers for no other words than it holds."""
        used = self.used()
        known = self.words[:]
        return self.renumbered(used, [known[at] for at in plain(used)])

    def renumbered(self, used: Places, words: Sequence[str | None] = ()) -> "Coded":
        """Return the column with the places among *used* as numbers.

        Args:
            used: All numbers that the column holds.
            words: Their words.

        Returns:
            The column.
        """
        places = np.zeros(self.size, np.int32)
        places[used] = np.arange(len(used), dtype=np.int32)
        return Coded(
            lambda rows: places.take(self.part(rows)), self.rows, len(used), words
        )

    def kept(self, rows: Flags | Places) -> "Coded":
        """Return the column with these rows only."""
        codes = self.part(slice(0, self.rows))[rows]
        return Coded(codes.__getitem__, len(codes), self.size, self.words)

    def in_runs(self, edges: Places) -> "Coded":
        """Return a column that repeats the values of this one.

        Args:
            edges: First row of every value, and the number of rows.

        Returns:
            The column.
        """
        codes = self.part(slice(0, self.rows))

        def part(rows: slice) -> Codes:
            start, stop = cast("tuple[int, int]", (rows.start, rows.stop))
            first = int(np.searchsorted(edges, start, "right")) - 1
            last = int(np.searchsorted(edges, stop, "left"))
            lengths = np.diff(edges[first : last + 1].clip(start, stop))
            return np.repeat(codes[first:last], lengths)

        return Coded(part, int(edges[-1]), self.size, self.words)


def coded_runs(
    columns: Sequence["nw.Series[Any]"],
) -> tuple[list[Coded], Places | None]:
    """Read columns whose values mostly stay the same from row to row.

    Args:
        columns: Columns of an eager frame.

    Returns:
        The columns and None; or where values stay the same for long, the columns
        at the first row of every run, and `Coded.in_runs`'s edges of the runs.
    """
    rows = len(columns[0])
    if columns[0].implementation.is_polars():
        natives = [column.to_native() for column in columns]
        numbers = [s if _is_text(s) else s.to_physical() for s in natives]
        edges = _edges(rows, lambda at: [_moves(s[at]) for s in numbers])
        if edges is None:
            return [Coded.of(column) for column in columns], None
        heads = edges[:-1].tolist()
        return [Coded.of(column[heads]) for column in columns], edges
    coded = [Coded.of(column) for column in columns]
    parts = [one.part for one in coded]

    def moves(at: slice) -> list[Flags]:
        held = [part(at) for part in parts]
        return [np.not_equal(codes[1:], codes[:-1]) for codes in held]

    edges = _edges(rows, moves)
    if edges is None:
        return coded, None
    return [one.kept(edges[:-1]) for one in coded], edges


def _edges(rows: int, moves: Callable[[slice], list[Flags]]) -> Places | None:
    heads = [np.zeros(min(rows, 1), np.int64)]
    found = 0
    for piece in pieces(rows):
        # One row more, so that the step from piece to piece is seen too.
        first = max(piece.start - 1, 0)
        moved = np.logical_or.reduce(moves(slice(first, piece.stop)))
        heads.append(np.flatnonzero(moved) + first + 1)
        found += len(heads[-1])
        if found * 4 > rows:
            return None
    return np.append(np.concatenate(heads), rows)


def _moves(part: Any) -> Flags:  # noqa: ANN401
    if _is_text(part) or part.null_count():
        part = part.ne_missing(part.shift(1))
        moved: Flags = part.to_numpy()[1:]
        return moved
    codes: Codes = part.to_numpy()
    return np.not_equal(codes[1:], codes[:-1])


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
        # Each number shows its word at the last row that holds it.
        numbers = part.to_physical()
        shown = np.full(len(self._words), -1, np.int64)
        for piece in pieces(len(part)):
            codes = numbers[piece].drop_nulls().to_numpy() - self._low
            if len(codes) == piece.stop - piece.start:
                shown[codes] = np.arange(piece.start, piece.stop)
            else:
                there = numbers[piece].is_not_null().arg_true().to_numpy()
                shown[codes] = there + piece.start
        places = np.flatnonzero(shown >= 0).tolist()
        words = part.gather(shown[places]).cast(import_module("polars").String)
        for at, word in zip(places, words.to_list(), strict=True):
            self._words[at] = word
        self._known.update(places)

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


def _is_text(series: Any) -> bool:  # noqa: ANN401
    return str(series.dtype) == "String"


def _whole(codes: Codes, words: Sequence[str | None]) -> Coded:
    return Coded(codes.__getitem__, len(codes), len(words), words)


def _of_polars(series: Any) -> Coded:  # noqa: ANN401
    if _is_text(series):
        series = series.cast(import_module("polars").Categorical)
    numbers = series.to_physical()
    rows, low, high = len(numbers), numbers.min(), numbers.max()
    if low is None:
        return _whole(np.zeros(rows, np.int8), [None])
    words = _PolarsWords(series, low, high)
    if not numbers.null_count():
        return Coded(lambda at: numbers[at].to_numpy() - low, rows, len(words), words)
    wide = import_module("polars").Int64

    def filled(at: slice) -> Codes:
        # Nulls take the number after the last.
        codes: Codes = numbers[at].cast(wide).fill_null(high + 1).to_numpy() - low
        return codes

    return Coded(filled, rows, len(words), words)


def _of_pandas(series: Any) -> Coded:  # noqa: ANN401
    if hasattr(series, "cat"):
        codes, known = series.cat.codes.to_numpy(), series.cat.categories.tolist()
    else:
        codes, found = series.factorize()
        known = found.tolist()
    refuse_halves(str(series.name), known)
    if len(codes) and codes.min() < 0:
        # A null has the number -1.
        return Coded(
            lambda at: codes[at] + 1, len(codes), len(known) + 1, [None, *known]
        )
    return _whole(codes, known or [None])


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
    return _whole(codes.to_numpy(zero_copy_only=False), known or [None])

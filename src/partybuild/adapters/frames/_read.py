"""From frames to checked counts."""

from collections.abc import Iterable, Iterator, Mapping

import attrs
import narwhals as nw

from partybuild.adapters.frames._block import Block
from partybuild.adapters.frames._check import (
    CountRow,
    count_mistakes,
    repeated_mistakes,
)
from partybuild.adapters.frames._columns import COUNTED, FrameColumns
from partybuild.adapters.frames._count import (
    coded,
    raw_counts,
    repeated,
    summed,
)
from partybuild.adapters.frames._dense import counted_block
from partybuild.adapters.frames._duck import duck_counts
from partybuild.adapters.frames._source import Lazy, Source, united
from partybuild.adapters.frames._words import SchemeWords
from partybuild.errors import InputError, Mistake


@attrs.frozen(repr=False)
class Counted:
    """A source whose columns are known, and how its marks are counted.

    Attributes:
        source: Where the marks come from.
        columns: Columns of each partition.
        words: Words of the scheme.
    """

    source: Source
    columns: tuple[FrameColumns, ...]
    words: SchemeWords

    @classmethod
    def of(
        cls,
        frames: object,
        words: SchemeWords,
        renamed: Mapping[str, str] | None,
    ) -> "Counted":
        """Plan the count of frames; nothing is computed.

        Args:
            frames: Frame or partitions.
            words: Words of the scheme.
            renamed: Roles and items to columns.

        Returns:
            The plan.

        Raises:
            InputError: If columns are missing or of wrong types, in any
                partition; all of it is listed.
        """
        source = Source.of(frames)
        columns: list[FrameColumns] = []
        mistakes: list[Mistake] = []
        for number, frame in enumerate(source.parts, start=1):
            try:
                columns.append(FrameColumns.of(frame.collect_schema(), words, renamed))
            except InputError as error:
                mistakes += [_in_part(m, number, source) for m in error.mistakes]
        if mistakes:
            raise InputError("frame", tuple(mistakes))
        return cls(source, tuple(columns), words)

    @property
    def parts(self) -> Iterator[tuple[Lazy, FrameColumns]]:
        """Partitions with their columns."""
        yield from zip(self.source.parts, self.columns, strict=True)

    def lazy_counts(self) -> Lazy:
        """Return the counts by code, not yet computed, in DuckDB or PySpark.

        Unknown words stay under their own name; a null for a count, or one below
        0, makes its count -1.
        """
        if self.source.engine == "duckdb":
            relations = [(frame.to_native(), c) for frame, c in self.parts]
            counts: Lazy = nw.from_native(duck_counts(relations, self.words))
            return counts
        raw = united(raw_counts(frame, columns) for frame, columns in self.parts)
        return summed(coded(raw, self.words))

    def block(self) -> Block:
        """Count the marks, whatever they are.

        Returns:
            Counts, those that cannot be placed among them.
        """
        return self._counted()[0]

    def _counted(self) -> tuple[Block, list[Mistake]]:
        if self.source.engine in ("duckdb", "pyspark"):
            table = self.lazy_counts().collect(backend="pyarrow")
            return counted_block(table, COUNTED, self.words), self.without_rows()
        blocks: list[Block] = []
        empty: list[Mistake] = []
        for number, (frame, columns) in enumerate(self.parts, start=1):
            eager = frame.select(columns.names).collect()
            blocks.append(counted_block(eager, columns, self.words))
            if not len(eager):
                empty.append(self._no_row(number))
        return Block.merged(blocks), empty

    def checked(self) -> Block:
        """Count the marks and refuse what cannot be counted.

        Returns:
            Counts, all of which are placed.

        Raises:
            InputError: If anything is wrong; all of it is listed.
        """
        block, empty = self._counted()
        self.refuse(block.odd, empty)
        return block

    def without_rows(self) -> list[Mistake]:
        """Return one mistake for every partition that holds nothing."""
        return [
            self._no_row(number)
            for number, frame in enumerate(self.source.parts, start=1)
            if not len(frame.head(1).collect(backend="pyarrow"))
        ]

    def _no_row(self, number: int) -> Mistake:
        nothing = Mistake("frame", "no row: there is nothing to count")
        return _in_part(nothing, number, self.source)

    def refuse(self, odd: Iterable[CountRow], mistakes: Iterable[Mistake] = ()) -> None:
        """Refuse counts that cannot be placed, and marks that stand twice.

        Args:
            odd: Counts that cannot be placed; there may be none.
            mistakes: Mistakes that are known already.

        Raises:
            InputError: If anything is wrong; all of it is listed.
        """
        found = [*mistakes, *count_mistakes(odd, self.words)]
        for frame, columns in self.parts:
            twice = repeated(frame, columns)
            if twice is not None:
                rows = twice.collect()
                found += repeated_mistakes(list(rows.rows()), rows.columns)
        if found:
            raise InputError("frame", tuple(found))


def _in_part(mistake: Mistake, number: int, source: Source) -> Mistake:
    if len(source.parts) == 1:
        return mistake
    return Mistake(f"partition {number}, {mistake.place}", mistake.message)

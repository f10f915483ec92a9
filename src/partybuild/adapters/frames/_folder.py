"""Folders of files larger than memory, conference by conference."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import attrs
import narwhals as nw

from partybuild.adapters._optional import optional
from partybuild.adapters.frames._columns import NAMES
from partybuild.adapters.frames._heads import shared_columns, told
from partybuild.adapters.frames._lines import BadLine, readable
from partybuild.adapters.frames._pages import refuse_damaged_pages
from partybuild.adapters.frames._rejects import ROW
from partybuild.errors import InputError, Mistake

Engine = Literal["polars", "duckdb"]
"""What reads and counts the files."""

ROWS_AT_ONCE = 500_000


@attrs.frozen(kw_only=True)
class Chunk:
    """Conferences that are counted together, and the files that hold them.

    Attributes:
        number: Place of the chunk, from 1.
        first: First conference, in the order of ids.
        last: Last conference.
        conferences: How many there are.
        rows: Rows that the files hold of them.
        files: Files.
    """

    number: int
    first: str
    last: str
    conferences: int
    rows: int
    files: tuple[Path, ...]


@attrs.frozen
class Folder:
    """Parquet or CSV files of one layout.

    Attributes:
        files: Files, sorted.
        engine: What reads them.
        conference: Column of the conferences.
        count: Column of counts, where there may be one.
        bad: Lines of CSV files that are no rows.
        given: Files as they were given; copies stand in place of some in *files*.
    """

    files: tuple[Path, ...]
    engine: Engine
    conference: str
    count: str | None = None
    bad: tuple[BadLine, ...] = ()
    given: tuple[Path, ...] = ()

    @classmethod
    def of(
        cls,
        folder: str | Path,
        engine: Engine,
        columns: Mapping[str, str],
        copies: Path,
    ) -> "Folder":
        """Find the files of a folder.

        Args:
            folder: Folder.
            engine: What reads them.
            columns: Roles to columns; columns that are not there are looked for
                under their usual names.
            copies: Folder for copies of CSV files with lines that are no rows.

        Returns:
            The folder.

        Raises:
            InputError: If there is no file, both kinds, or no such column; if a
                file cannot be read, or has other columns than the first.
            MissingExtraError: If the engine is not installed.
        """
        found = sorted(Path(folder).rglob("*.parquet"))
        texts = sorted(Path(folder).rglob("*.csv"))
        if bool(found) == bool(texts):
            problem = "files of both kinds" if found else "no file"
            raise InputError(
                str(folder), (Mistake("folder", f"{problem}: .parquet or .csv"),)
            )
        optional("reading folders", engine, engine)
        with told(str(folder), "files", engine):
            files, bad = (tuple(found), ()) if found else readable(texts, copies)
        names = shared_columns(
            str(folder),
            files,
            lambda path: _scan([path], engine).collect_schema().names(),
            engine,
        )
        if found and engine == "polars":
            refuse_damaged_pages(str(folder), files)
        conference = columns.get("conference")
        name = _named("conference", names, columns)
        if name is not None:
            count = _named("count", names, columns)
            return cls(files, engine, name, count, bad, tuple(found or texts))
        label = NAMES["conference"]
        there = f"no column {conference or label.en!r}; there are {', '.join(names)}"
        raise InputError(str(folder), (Mistake("column of conferences", there),))

    def chunks(self, rows: int = ROWS_AT_ONCE) -> tuple[list[Chunk], int]:
        """Divide the conferences, reading no more than their column.

        Args:
            rows: Rows of one chunk, unless one conference has more.

        Returns:
            The chunks, and the rows that name no conference.
        """
        held: dict[str | None, int] = {}
        where: dict[str | None, list[int]] = {}
        column = nw.col(self.conference)
        for at, path in enumerate(self.files):
            counted = (
                _scan([path], self.engine)
                .select(column.alias("conference"))
                .group_by("conference")
                .agg(nw.len().alias("rows"))
                .with_columns(nw.col("conference").cast(nw.String))
                .collect()
            )
            for name, number in counted.select("conference", "rows").iter_rows():
                held[name] = held.get(name, 0) + number
                where.setdefault(name, []).append(at)
        nameless = held.pop(None, 0)
        found: list[Chunk] = []
        taken: list[str] = []
        size = 0
        for name in sorted(n for n in held if n is not None):
            if taken and size + held[name] > rows:
                found.append(self._chunk(len(found) + 1, taken, size, where))
                taken, size = [], 0
            taken.append(name)
            size += held[name]
        if taken:
            found.append(self._chunk(len(found) + 1, taken, size, where))
        return found, nameless

    def _chunk(
        self,
        number: int,
        names: Sequence[str],
        rows: int,
        where: dict[str | None, list[int]],
    ) -> Chunk:
        places = sorted({at for name in names for at in where[name]})
        return Chunk(
            number=number,
            first=names[0],
            last=names[-1],
            conferences=len(names),
            rows=rows,
            files=tuple(self.files[at] for at in places),
        )

    def read(self, chunk: Chunk) -> object:
        """Return the lazy frame of a chunk.

        Args:
            chunk: The chunk.

        Returns:
            Its rows.
        """
        return self._kept(_scan(chunk.files, self.engine), chunk).to_native()

    def numbered(self, path: Path, chunk: Chunk | None) -> nw.LazyFrame[Any]:
        """Return the rows of one file with a column of row numbers.

        Args:
            path: File.
            chunk: Chunk whose conferences are kept; None keeps the rows that name
                none.

        Returns:
            The rows.
        """
        native: Any = _scan([path], self.engine).to_native()
        if self.engine == "polars":
            native = native.with_row_index(ROW, offset=1)
        else:
            native = native.project(f'*, row_number() over () as "{ROW}"')
        rows: nw.LazyFrame[Any] = nw.from_native(native)
        if chunk is None:
            return self._counted(rows.filter(nw.col(self.conference).is_null()))
        return self._kept(rows, chunk)

    def _kept(self, rows: nw.LazyFrame[Any], chunk: Chunk) -> nw.LazyFrame[Any]:
        text = nw.col(self.conference).cast(nw.String)
        kept = (text >= nw.lit(chunk.first)) & (text <= nw.lit(chunk.last))
        return self._counted(rows.filter(kept))

    def _counted(self, rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return rows of CSV files with numbers for counts; null for no number."""
        if self.count is None or rows.collect_schema()[self.count] != nw.String:
            return rows
        native: Any = rows.to_native()
        if self.engine == "polars":
            package = import_module("polars")
            number = package.col(self.count).cast(package.Int64, strict=False)
            native = native.with_columns(number)
        else:
            name = '"' + self.count.replace('"', '""') + '"'
            number = f"try_cast({name} as bigint) as {name}"
            native = native.project(f"* replace ({number})")
        counted: nw.LazyFrame[Any] = nw.from_native(native)
        return counted

    def fingerprint(self) -> list[list[str | int]]:
        """Return names, sizes and times of the given files, to notice a change."""
        states = [(path.name, path.stat()) for path in self.given]
        return [[name, state.st_size, state.st_mtime_ns] for name, state in states]


def _named(role: str, names: Sequence[str], columns: Mapping[str, str]) -> str | None:
    usual = (columns.get(role), NAMES[role].en, NAMES[role].zh)
    return next((name for name in usual if name in names), None)


def _scan(files: Sequence[Path], engine: Engine) -> nw.LazyFrame[Any]:
    names = [str(path) for path in files]
    package = import_module(engine)
    parquet = names[0].endswith(".parquet")
    if engine == "polars":
        native = (
            package.scan_parquet(names)
            if parquet
            else package.scan_csv(names, infer_schema=False)
        )
    else:
        native = (
            package.read_parquet(names)
            if parquet
            else package.read_csv(names, all_varchar=True, header=True)
        )
    frame: nw.LazyFrame[Any] = nw.from_native(native)
    return frame


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let *write* make a file that is never half there."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        write(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_json(path: Path, data: object) -> None:
    """Write plain data as JSON, whole or not at all."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    write_whole(path, lambda part: part.write_text(text + os.linesep, "utf-8"))


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever was written
    """Read plain data that an earlier run wrote."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        problem = "what a run wrote here is damaged; choose another folder"
        raise InputError(str(path.parent), (Mistake(path.name, problem),)) from error

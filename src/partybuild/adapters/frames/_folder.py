"""Folders of files larger than memory, conference by conference."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

import attrs
import narwhals as nw

from partybuild.adapters.frames._columns import NAMES
from partybuild.errors import InputError, MissingExtraError, Mistake

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
    """

    files: tuple[Path, ...]
    engine: Engine
    conference: str

    @classmethod
    def of(cls, folder: str | Path, engine: Engine, conference: str | None) -> "Folder":
        """Find the files of a folder.

        Args:
            folder: Folder.
            engine: What reads them.
            conference: Column of the conferences; None looks for its usual names.

        Returns:
            The folder.

        Raises:
            InputError: If there is no file, both kinds, or no such column.
            MissingExtraError: If the engine is not installed.
        """
        found = sorted(Path(folder).rglob("*.parquet"))
        texts = sorted(Path(folder).rglob("*.csv"))
        if bool(found) == bool(texts):
            problem = "files of both kinds" if found else "no file"
            raise InputError(
                str(folder), (Mistake("folder", f"{problem}: .parquet or .csv"),)
            )
        files = tuple(found or texts)
        try:
            first = _scan(files[:1], engine)
        except ImportError:
            raise MissingExtraError("reading folders", engine) from None
        names = first.collect_schema().names()
        label = NAMES["conference"]
        for name in (conference, label.en, label.zh):
            if name is not None and name in names:
                return cls(files, engine, name)
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
        column = nw.col(self.conference)
        text = column.cast(nw.String)
        kept = (text >= nw.lit(chunk.first)) & (text <= nw.lit(chunk.last))
        return _scan(chunk.files, self.engine).filter(kept).to_native()

    def fingerprint(self) -> list[list[str | int]]:
        """Return names, sizes and times of the files, to notice a change."""
        states = [(path.name, path.stat()) for path in self.files]
        return [[name, state.st_size, state.st_mtime_ns] for name, state in states]


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
    write(temporary)
    temporary.replace(path)


def write_json(path: Path, data: object) -> None:
    """Write plain data as JSON, whole or not at all."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1)
    write_whole(path, lambda part: part.write_text(text + os.linesep, "utf-8"))


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever was written
    """Read plain data."""
    return json.loads(path.read_text("utf-8"))


def parts(target: Path, kind: str) -> Iterator[Path]:
    """Yield the part files of one kind, in order."""
    yield from sorted(target.glob(f"{kind}-*.parquet"))

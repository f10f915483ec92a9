"""From a folder of marks to graded results in bounded memory, resumable."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, cast

import attrs
import narwhals as nw

from partybuild.adapters._lock import only_writer
from partybuild.adapters.frames._columns import FrameColumns
from partybuild.adapters.frames._facts import FrameFacts
from partybuild.adapters.frames._folder import (
    ROWS_AT_ONCE,
    Chunk,
    Engine,
    Folder,
    read_json,
    write_json,
    write_whole,
)
from partybuild.adapters.frames._heads import told
from partybuild.adapters.frames._read import Counted
from partybuild.adapters.frames._rejects import (
    REJECTS,
    rejected_lines,
    rejected_rows,
)
from partybuild.adapters.frames._results import FrameScheme, ResultRow
from partybuild.adapters.frames._sorting import ROLL, RollCalls, sorted_out
from partybuild.adapters.frames._source import SCHEMA_TYPES
from partybuild.adapters.frames._words import SchemeWords
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Record, digest, to_document
from partybuild.rules import ReviewRules

_WAIT = 2


@attrs.frozen(kw_only=True)
class Progress:
    """How far a run is.

    Attributes:
        chunk: Chunk that is done.
        chunks: How many there are.
        skipped: Whether an earlier run had done it.
        marks: Marks of the chunk.
        rejected: Marks of it that could not be placed.
    """

    chunk: int
    chunks: int
    skipped: bool
    marks: int
    rejected: int


@attrs.frozen(kw_only=True)
class FolderRun(Record):
    """What a run read, in all.

    Attributes:
        target: Folder of ``results-*``, ``roll_call-*`` and ``rejects-*.parquet``.
        conferences: Conferences.
        subjects: Subjects with a result.
        marks: Marks read, the rejected ones included.
        unreadable: Marks with a word that is no option, counted as spoilt.
        rejected: Marks that could not be placed.
        nameless: Rows that name no conference.
        malformed: Lines of CSV files that are no rows.
    """

    target: Path
    conferences: int
    subjects: int
    marks: int
    unreadable: int
    rejected: int
    nameless: int
    malformed: int


@attrs.frozen(kw_only=True)
class FolderOptions:
    """How a folder is read.

    Attributes:
        engine: What reads and counts.
        columns: Roles and items to columns.
        rows_at_once: Rows that are counted together; bounds the memory.
        progress: Called after each chunk.
    """

    engine: Engine = "polars"
    columns: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    rows_at_once: int = ROWS_AT_ONCE
    progress: Callable[[Progress], object] | None = None


def assess_folder(
    source: str | Path,
    rules: ReviewRules,
    target: str | Path,
    *,
    facts: FrameFacts | None = None,
    options: FolderOptions | None = None,
) -> FolderRun:
    """Assess all conferences of a folder of Parquet or CSV files.

    Conferences are taken in the order of their ids, some at a time, from the files
    that hold them. A chunk is done when its record is written; a run that was
    broken off goes on after the last one. Files sorted by conference are read
    once; files in which everything is mixed are read once per chunk.

    A word that is no option makes its mark spoilt; a mark of an unknown group,
    item or subject is rejected; a mark that no row holds is a blank. Each of the
    three is counted in the roll call; of the first two every row stands in the
    reject file, with its file, its number and the reasons. Rows that name no
    conference and lines of CSV files that are no rows stand in ``rejects-000000``
    and ``roll_call-000000``.

    Args:
        source: Folder of marks (long, wide or counts) with a column of
            conferences.
        rules: Scheme, the same for all conferences.
        target: Folder for the results; made where it does not exist.
        facts: What beside the marks goes into the results.
        options: How the folder is read.

    Returns:
        What was read.

    Raises:
        FileBusyError: If another run writes to the target.
        InputError: If files or columns are wrong or cannot be read, if the target
            cannot be written, or belongs to a run over other files or rules.
        MissingExtraError: If the engine is not installed.
    """
    how = FolderOptions() if options is None else options
    words = SchemeWords.of(rules)
    scheme = FrameScheme.of(rules, facts)
    out = Path(target)
    with (
        told(str(source), "files", how.engine),
        only_writer(out / "plan.json", wait=_WAIT, keep=False),
    ):
        folder = Folder.of(source, how.engine, how.columns, out / "readable")
        chunks, nameless = _planned(folder, rules, facts, how, out)
        if nameless or folder.bad:
            _write(out, 0, how.engine, _without_place(folder, words, how))
        done = list(_done(folder, chunks, words, scheme, how, out))
    totals = {
        name: sum(record[name] for record in done)
        for name in ("conferences", "subjects", "marks", "unreadable", "rejected")
    }
    malformed = len(folder.bad)
    return FolderRun(target=out, nameless=nameless, malformed=malformed, **totals)


def _done(
    folder: Folder,
    chunks: Sequence[Chunk],
    words: SchemeWords,
    scheme: FrameScheme,
    how: FolderOptions,
    out: Path,
) -> Iterator[dict[str, int]]:
    for chunk in chunks:
        record = out / f"chunk-{chunk.number:06}.json"
        skipped = record.exists()
        if not skipped:
            write_json(record, _assess_chunk(folder, chunk, words, scheme, how, out))
        counts = cast("dict[str, int]", read_json(record))
        if how.progress is not None:
            how.progress(
                Progress(
                    chunk=chunk.number,
                    chunks=len(chunks),
                    skipped=skipped,
                    marks=counts["marks"],
                    rejected=counts["rejected"],
                )
            )
        yield counts


def _planned(
    folder: Folder,
    rules: ReviewRules,
    facts: FrameFacts | None,
    how: FolderOptions,
    out: Path,
) -> tuple[list[Chunk], int]:
    chunks, nameless = folder.chunks(how.rows_at_once)
    plan = {
        "columns": dict(how.columns),
        "facts": None if facts is None else digest(to_document(facts)),
        "files": folder.fingerprint(),
        "rows_at_once": how.rows_at_once,
        "rules": digest(to_document(rules)),
    }
    path = out / "plan.json"
    if path.exists():
        if read_json(path) != plan:
            problem = "holds a run over other files, rules, facts or chunks"
            raise InputError(
                str(out), (Mistake("plan.json", f"{problem}; choose another folder"),)
            )
    else:
        write_json(path, plan)
    return chunks, nameless


def _assess_chunk(
    folder: Folder,
    chunk: Chunk,
    words: SchemeWords,
    scheme: FrameScheme,
    how: FolderOptions,
    out: Path,
) -> dict[str, int]:
    counted = Counted.of(folder.read(chunk), words, how.columns)
    good, rejects = sorted_out(counted.block())
    roll = RollCalls(words)
    roll.read(good, rejects)
    results: list[ResultRow] = []
    conferences = 0
    for conference, tally in good.tallies("blank"):
        conferences += 1
        roll.ballots(conference, tally.ballots, tally.form.width)
        results += scheme.rows(conference, tally)
    lines: Sequence[ResultRow] = ()
    if rejects:
        lines = _rejected(folder, chunk.files, chunk, words, how)
    tables: Tables = {
        "results": (scheme.types("en"), results),
        "roll_call": (ROLL, roll.rows()),
        "rejects": (REJECTS, lines),
    }
    _write(out, chunk.number, how.engine, tables)
    return {"conferences": conferences, "subjects": len(results), **roll.totals()}


Tables = Mapping[str, tuple[Mapping[str, type], Sequence[ResultRow]]]


def _rejected(
    folder: Folder,
    files: Iterable[Path],
    chunk: Chunk | None,
    words: SchemeWords,
    how: FolderOptions,
) -> list[ResultRow]:
    found: list[ResultRow] = []
    for path in files:
        rows = folder.numbered(path, chunk)
        columns = FrameColumns.of(rows.collect_schema(), words, how.columns)
        found += rejected_rows(rows, path.name, columns, words)
    return found


def _without_place(folder: Folder, words: SchemeWords, how: FolderOptions) -> Tables:
    """Return what belongs to no conference: it has a roll call of its own."""
    rejects: list[ResultRow] = [*rejected_lines(folder.bad)]
    rejects += _rejected(folder, folder.files, None, words, how)
    rows = len({reject[:2] for reject in rejects})
    return {
        "roll_call": (ROLL, [("", "", 0, 0, 0, rows, 0)]),
        "rejects": (REJECTS, rejects),
    }


def _write(out: Path, number: int, engine: Engine, tables: Tables) -> None:
    for kind, (types, rows) in tables.items():
        frame = _frame(types, rows, engine)
        path = out / f"{kind}-{number:06}.parquet"
        write_whole(path, frame.write_parquet)


def _frame(
    types: Mapping[str, type], rows: Sequence[ResultRow], engine: Engine
) -> nw.DataFrame[Any]:
    turned = list(zip(*rows, strict=True)) or [()] * len(types)
    backend: Literal["polars", "pyarrow"] = (
        "polars" if engine == "polars" else "pyarrow"
    )
    return nw.from_dict(
        {name: list(column) for name, column in zip(types, turned, strict=True)},
        {name: SCHEMA_TYPES[kind] for name, kind in types.items()},
        backend=backend,
    )

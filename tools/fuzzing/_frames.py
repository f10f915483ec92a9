"""Data frames, and folders of files with marks."""

import shutil
from io import BytesIO

import pyarrow as pa
from _choices import CELLS, POOL, Choices, Target, refusing, spliced
from _folder import FOLDER
from _seen import Seen
from _small import RULES
from pyarrow import parquet

from partybuild.adapters.frames import assess_folder, read_tallies

LONG = (
    ("subject", "group", "item", "option", "ballot"),
    ("p1", "g", "i0", "好", "1"),
    ("p1", "g", "i1", "差", "1"),
    ("p2", "g", "i0", "好", "1"),
    ("p2", "g", "i1", "差", "1"),
)
UNNUMBERED = tuple(row[:4] for row in LONG)
WIDE = (
    ("subject", "group", "ballot", "i0", "i1"),
    ("p1", "g", "1", "好", "差"),
    ("p2", "g", "1", "好", "好"),
)
COUNTS = (
    ("subject", "group", "item", "option", "count"),
    ("p1", "g", "i0", "o0", 3),
    ("p1", "g", "i0", "o1", 1),
    ("p1", "g", "i1", "o0", 4),
)


def _column(values: list[object]) -> object:
    """Return values as a frame would hold them: as they are, or as text."""
    try:
        return pa.array(values)
    except (pa.ArrowException, OverflowError, TypeError, ValueError):
        texts = [None if one is None else str(one)[:300] for one in values]
        return pa.array([t and t.encode("utf-8", "replace").decode() for t in texts])


def _frame() -> Target:
    """Return a target that changes cells and columns of a frame of marks."""
    pa.set_cpu_count(1)  # more threads wait for each other over four rows

    def _read(choices: Choices) -> object:
        head, *body = choices.one((UNNUMBERED, LONG, WIDE, COUNTS))
        columns = list(head)
        rows = [list(row) for row in body]
        for _ in range(1 + choices.below(4)):
            at = choices.below(len(rows) * len(columns) + len(columns) + 2)
            row, column = divmod(at, len(columns))
            if not choices.more:
                break
            if row < len(rows):
                rows[row][column] = choices.one(CELLS)
            elif row == len(rows):
                columns[column] = str(choices.one(POOL))[:30]
            elif column:
                rows.append(list(choices.one(body)))
            else:
                rows = rows[: choices.below(len(rows) + 1)]
        cells = zip(*rows, strict=True) if rows else ((),) * len(columns)
        arrays = [_column(list(values)) for values in cells]
        return read_tallies(pa.Table.from_arrays(arrays, names=columns), RULES)

    return refusing(_read)


def _csv(rows: tuple[tuple[object, ...], ...]) -> bytes:
    head, *body = rows
    lines = [("conference", *head), *(("c1", *row) for row in body)]
    return "".join(",".join(map(str, line)) + "\n" for line in lines).encode()


def _parquet(rows: tuple[tuple[object, ...], ...]) -> bytes:
    head, *body = rows
    cells = [list(values) for values in zip(*body, strict=True)]
    table = pa.Table.from_arrays(
        [["c1"] * len(body), *map(pa.array, cells)], names=["conference", *head]
    )
    written = BytesIO()
    parquet.write_table(table, written, compression="none")
    return written.getvalue()


def _folder() -> Target:
    """Return a target that changes the bytes of the files in a folder."""
    known = [("csv", _csv(rows)) for rows in (LONG, WIDE, COUNTS)]
    known += [("parquet", _parquet(rows)) for rows in (LONG, WIDE, COUNTS)]
    source, target = FOLDER / "marks", FOLDER / "results"
    seen = Seen("folders")

    def _read(choices: Choices) -> object:
        kind, content = choices.one(known)
        changed, both = spliced(content, choices), choices.below(2)
        if not seen.new(kind, changed, both):
            return None
        for folder in (source, target):
            shutil.rmtree(folder, ignore_errors=True)
        source.mkdir()
        (source / f"1.{kind}").write_bytes(changed)
        if both:
            (source / f"2.{kind}").write_bytes(content)
        try:
            return assess_folder(source, RULES, target)
        finally:
            if list(target.rglob(".*")):
                raise AssertionError("half of a file was left")

    return refusing(_read)


MAKERS = {"folder": _folder, "frame": _frame}

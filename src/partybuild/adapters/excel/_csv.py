"""Sheets from .csv files: one file for each sheet, in one folder."""

import csv
from io import StringIO
from itertools import takewhile
from pathlib import Path

from partybuild.adapters.excel._limits import (
    MOST_CELLS,
    MOST_FILE_BYTES,
    MOST_PARTS,
)
from partybuild.adapters.excel._package import file_bytes
from partybuild.adapters.excel._refused import refused
from partybuild.adapters.excel._workbook import Cell, Sheet, Workbook

SUFFIXES = frozenset({".csv", ".txt"})
_SEPARATORS = (",", "\t", ";")


def open_csv(path: str | Path) -> Workbook:
    """Read a folder of .csv files, or one such file, as a workbook.

    Each file is a sheet of its name. What the names of all files begin with, as
    office programs write the name of the workbook there, is left out.

    Args:
        path: The folder, or the file.

    Returns:
        The sheets.

    Raises:
        InputError: If a file is no text that can be read safely.
    """
    where = Path(path)
    files = [where]
    if where.is_dir():
        files = sorted(f for f in where.iterdir() if f.suffix.lower() in SUFFIXES)
    if not files or len(files) > MOST_PARTS:
        message = f"it holds {len(files)} .csv files; expected one for each sheet"
        raise refused(where.name, message)
    names = _names([file.stem for file in files])
    sheets: dict[str, Sheet] = {}
    size = cells = 0
    for name, file in zip(names, files, strict=True):
        data = file_bytes(file)
        size += len(data)
        sheet = Sheet(name, _rows(file.name, data), frozenset(), ())
        cells += sum(map(len, sheet.rows))
        if size > MOST_FILE_BYTES or cells > MOST_CELLS:
            raise refused(file.name, "the files together are too large; split them")
        sheets[name] = sheet
    return Workbook(where.name, sheets)


def _names(stems: list[str]) -> list[str]:
    if len(stems) == 1:
        return stems
    first, last = min(stems), max(stems)
    same = (a == b for a, b in zip(first, last, strict=False))
    shared = first[: sum(1 for _ in takewhile(bool, same))]
    # "ballots-登记" and "ballots-测评·…" are the sheets of one workbook.
    cut = 1 + max(shared.rfind("-"), shared.rfind("_"))
    return [stem[cut:] for stem in stems]


def _text(source: str, data: bytes) -> str:
    if b"\0" in data:
        raise refused(source, "it is no .csv text in UTF-8 or GB 18030; save it again")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused(source, "it is neither in UTF-8 nor in GB 18030; save it as UTF-8")


def _rows(source: str, data: bytes) -> list[list[Cell]]:
    text = _text(source, data)
    # Separators outside quotes; titles above the headings may have none.
    head = "".join(text[:10_000].split('"')[::2])
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[list[Cell]] = []
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if cells > MOST_CELLS:
                raise refused(
                    source, f"it has more than {MOST_CELLS:,} cells; split it"
                )
            rows.append(list(row))
    except csv.Error as error:
        message = f"line {reader.line_num} is no line of a .csv table: {error}"
        raise refused(source, message) from error
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise refused(source, f"it reaches over more than {MOST_CELLS:,} cells")
    return [row + [""] * (width - len(row)) for row in rows]

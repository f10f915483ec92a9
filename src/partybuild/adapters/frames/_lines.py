"""Lines of CSV files that are no rows of the table."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs


@attrs.frozen
class BadLine:
    """A line that cannot be read as a row.

    Attributes:
        file: Name of the file.
        line: Last line of it, from 1.
        reason: What is wrong, without the text: a line may be a whole ballot.
    """

    file: str
    line: int
    reason: str


def readable(
    files: Sequence[Path], copies: Path
) -> tuple[tuple[Path, ...], tuple[BadLine, ...]]:
    """Return files of which every line is a row.

    Args:
        files: CSV files.
        copies: Folder for copies of those that hold other lines, without them.

    Returns:
        The files, copies in place of some; and the lines that were left out.
    """
    taken: list[Path] = []
    bad: list[BadLine] = []
    for at, path in enumerate(files):
        found = [row for row in _rows(path) if isinstance(row, BadLine)]
        bad += found
        if not found:
            taken.append(path)
            continue
        copies.mkdir(0o700, parents=True, exist_ok=True)
        taken.append(copies / f"{at:06}-{path.name}")
        with taken[-1].open("w", encoding="utf-8", newline="") as copy:
            csv.writer(copy).writerows(
                row for row in _rows(path) if not isinstance(row, BadLine)
            )
    return tuple(taken), tuple(bad)


def _rows(path: Path) -> Iterator[list[str] | BadLine]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, strict=True)
        width = 0
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield BadLine(path.name, reader.line_num, str(error))
                continue
            if not row:
                continue
            width = width or len(row)
            problem = _problem(row, width)
            yield BadLine(path.name, reader.line_num, problem) if problem else row


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _problem(row: list[str], width: int) -> str:
    foreign = [at for at, text in enumerate(row, 1) if not _is_utf8(text)]
    if foreign:
        return f"not UTF-8: field {foreign[0]} of {len(row)}"
    if len(row) == width:
        return ""
    return f"{len(row)} fields, but the table has {width}"

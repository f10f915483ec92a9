"""Files that are read whole: no more of them than memory has room for."""

import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from partybuild.errors import InputError, Mistake

MOST_BYTES = 64_000_000
"""Size of the largest document that is read, and of the longest line of a ledger."""

SETTING = "PARTYBUILD_MOST_BYTES"
"""Environment variable that states another size."""

_SIZE = re.compile(r"[1-9][0-9]{0,14}")


def most_bytes() -> int:
    """Return the size of the largest document that is read.

    Returns:
        Bytes: what the environment states, or `MOST_BYTES`.

    Raises:
        InputError: If the environment states no whole number above 0.
    """
    stated = os.environ.get(SETTING, "")
    if not stated:
        return MOST_BYTES
    if not _SIZE.fullmatch(stated):
        message = f"found {stated[:40]!r}; expected bytes such as {2 * MOST_BYTES}"
        raise InputError("the environment", (Mistake(SETTING, message),))
    return int(stated)


def whole_bytes(path: str | Path) -> bytes:
    """Return what stands in a file, unless it is too large.

    Args:
        path: The file.

    Returns:
        All its bytes.

    Raises:
        InputError: If it holds more than `most_bytes`.
    """
    most = most_bytes()
    with Path(path).open("rb") as stream:
        # Not the size that the folder tells: a pipe has none, and a file may grow.
        content = stream.read(most + 1)
    if len(content) > most:
        raise _too_large(Path(path).name, "the file", most)
    return content


def whole_text(path: str | Path) -> str:
    """Return the text of a file in UTF-8, with one kind of line end.

    Args:
        path: The file.

    Returns:
        Its text.

    Raises:
        InputError: If the file cannot be read, is not in UTF-8, or is too large.
    """
    with _text_of(path):
        text = whole_bytes(path).decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def lines_of_file(path: str | Path) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, one at a time in memory.

    Args:
        path: The file.

    Yields:
        Lines with their ends.

    Raises:
        InputError: If the file cannot be read, is not in UTF-8, or holds a line of
            more than `most_bytes` characters.
    """
    most, number = most_bytes(), 0
    with _text_of(path), Path(path).open(encoding="utf-8-sig") as stream:
        while line := stream.readline(most + 1):
            number += 1
            if len(line) > most:
                raise _too_large(Path(path).name, f"line {number}", most)
            yield line


@contextmanager
def _text_of(path: str | Path) -> Generator[None, None, None]:
    source = Path(path).name
    try:
        yield
    except UnicodeDecodeError as wrong:
        place = f"byte {wrong.start}"
        raise InputError(source, (Mistake(place, "the text is not UTF-8"),)) from None
    except OSError as wrong:
        message = f"the file cannot be read: {wrong.strerror}"
        raise InputError(source, (Mistake(str(path), message),)) from wrong


def _too_large(source: str, place: str, most: int) -> InputError:
    message = (
        f"larger than {most:,} bytes, so it is not read; check that it is the right "
        f"file, split it, or set {SETTING} to a larger number"
    )
    return InputError(source, (Mistake(place, message),))

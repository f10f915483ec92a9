"""One writer at a time, whatever becomes of the one before."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from partybuild.errors import FileBusyError, FileNotWrittenError

_PAUSE = 0.02


@contextmanager
def only_writer(path: str | Path, *, wait: float = 30) -> Generator[None]:
    """Keep others who ask the same way from writing a file meanwhile.

    The lock is the system's own, on a hidden file beside it: it ends with the
    process that holds it, even where that is killed.

    Args:
        path: The file.
        wait: Seconds to wait for another.

    Yields:
        Nothing; the lock is held.

    Raises:
        FileBusyError: If another holds it for longer.
        FileNotWrittenError: If the folder cannot be written to.
    """
    target = Path(path)
    hidden = target.with_name(f".{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(hidden, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileNotWrittenError(str(target), reason) from error
    try:
        until = time.monotonic() + wait
        while not _locked(handle):
            if time.monotonic() >= until:
                raise FileBusyError(str(target))
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)  # and with it the lock


def _locked(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True

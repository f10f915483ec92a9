"""One writer at a time, whatever becomes of the one before."""

import os
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from partybuild.adapters._held import still_there
from partybuild.errors import FileBusyError, FileNotWrittenError

_PAUSE = 0.02


@contextmanager
def only_writer(
    path: str | Path, *, wait: float = 30, keep: bool = True
) -> Generator[None]:
    """Keep others who ask the same way from writing a file meanwhile.

    The lock is the system's own, on a hidden file beside it: it ends with the
    process that holds it, even where that is killed.

    Args:
        path: The file.
        wait: Seconds to wait for another.
        keep: Whether the hidden file stays, as is safest where computers share a
            folder; False takes it away at the end.

    Yields:
        Nothing; the lock is held.

    Raises:
        FileBusyError: If another holds it for longer.
        FileNotWrittenError: If the folder cannot be written to.
    """
    target = Path(path)
    hidden = target.with_name(f".{target.name}.lock")
    until = time.monotonic() + wait
    while (handle := _locked(target, hidden)) is None:
        if time.monotonic() >= until:
            raise FileBusyError(str(target))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        if not keep and sys.platform != "win32":  # where no open file goes away
            hidden.unlink(missing_ok=True)
        os.close(handle)  # and with it the lock


def _locked(target: Path, hidden: Path) -> int | None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(hidden, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileNotWrittenError(str(target), reason) from error
    # Another may have taken the file away that was opened here.
    if _taken(handle) and still_there(handle, hidden):
        return handle
    os.close(handle)
    return None


def _taken(handle: int) -> bool:
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

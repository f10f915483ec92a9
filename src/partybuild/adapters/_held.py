"""Temporary names that are held by whoever made them, and those that nobody holds.

A process that is killed while it writes leaves its temporary file behind. Whoever
makes one holds a lock of the system on it, which ends with the process; the next who
writes in its place takes away what no longer has a holder. No clock is asked. Where
the system has no such locks, or the file system does not keep them, nothing is taken.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path


def hold(handle: int, path: Path) -> bool:
    """Hold a temporary file or folder that was just made.

    Args:
        handle: The open file or folder; the hold ends when it is closed.
        path: Its path.

    Returns:
        Whether it is still there: another may have taken it for one that was left.
    """
    _locked(handle, wait=True)
    return still_there(handle, path)


def clear(folder: Path, is_temporary: Callable[[str], bool]) -> None:
    """Take away temporary files and folders that nobody holds.

    Args:
        folder: Where they would be.
        is_temporary: Returns whether a name is that of one.
    """
    try:
        with os.scandir(folder) as entries:
            found = [Path(one.path) for one in entries if is_temporary(one.name)]
    except OSError:
        return  # what reads it next says why
    for path in found:
        _take(path)


def _take(path: Path) -> None:
    # Neither through a link nor waiting at a pipe.
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, os.O_RDONLY | flags)
    except OSError:
        return  # gone already, or of another account
    try:
        if _locked(handle, wait=False) and still_there(handle, path):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
    except OSError:
        return  # what cannot be taken away stays; it is in nobody's way
    finally:
        os.close(handle)


def still_there(handle: int, path: Path) -> bool:
    """Return whether an open file is the one that stands at a path."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _locked(handle: int, *, wait: bool) -> bool:
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True

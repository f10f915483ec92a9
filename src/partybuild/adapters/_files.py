"""Writing files whole or not at all."""

import os
import re
import sys
import tempfile
from pathlib import Path

from partybuild.adapters._held import clear, hold
from partybuild.errors import FileExistsAlreadyError, FileNotWrittenError


def write_bytes(path: str | Path, content: bytes, *, force: bool = False) -> Path:
    """Write a file so that it is never half there.

    The bytes go to a new file in the same folder, which then takes the name. What
    others left there who were killed while they wrote the same file is taken away.

    Args:
        path: File to write; its folder is made where it does not exist.
        content: All bytes of the file.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        FileNotWrittenError: If the system does not let it be written: the folder is
            read-only, the disk is full. What was there is unchanged.
    """
    target = Path(path)
    try:
        return _written(target, content, force=force)
    except FileExistsAlreadyError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileNotWrittenError(str(target), reason) from error


def _written(target: Path, content: bytes, *, force: bool) -> Path:
    if target.exists() and not force:
        raise FileExistsAlreadyError(str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    made = re.compile(re.escape(f".{target.name}.") + "[a-z0-9_]{8}")
    clear(target.parent, lambda name: made.fullmatch(name) is not None)
    handle, temporary = _temporary(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            # mkstemp makes the file private; a report gets the usual permissions.
            temporary.chmod(usual_mode(0o666))
            if sys.platform != "win32":
                _name(temporary, target, force=force)  # while it is held
        if sys.platform == "win32":
            _name(temporary, target, force=force)  # where nobody names an open file
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return target


def usual_mode(most: int) -> int:
    """Return the permissions of what is written openly, at most these."""
    umask = os.umask(0)
    os.umask(umask)
    return most & ~umask


def _temporary(target: Path) -> tuple[int, Path]:
    while True:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        if hold(handle, Path(name)):
            return handle, Path(name)
        os.close(handle)


def _name(temporary: Path, target: Path, *, force: bool) -> None:
    if not force:
        try:
            # A link never replaces what another wrote in the meantime.
            os.link(temporary, target)
        except FileExistsError:
            raise FileExistsAlreadyError(str(target)) from None
        except OSError:
            pass  # a file system without links
        else:
            temporary.unlink()
            return
    temporary.replace(target)

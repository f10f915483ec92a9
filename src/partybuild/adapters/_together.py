"""Files of one run that take their names together, whoever is killed meanwhile.

They are made in a hidden folder. One rename says that all of them are there; from
then on they are the files of the folder, and whoever comes next gives those their
names that a killed process did not. The files that they replace are moved aside
before the first of them is named, so that at any moment all files that can be seen
are of one run.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from errno import EISDIR
from pathlib import Path

from partybuild.adapters._files import usual_mode
from partybuild.adapters._lock import only_writer
from partybuild.errors import (
    FileBusyError,
    FileExistsAlreadyError,
    FileNotWrittenError,
    PartyBuildError,
)

Writer = Callable[[Path], object]

_PREFIX = ".partybuild-"
_MAKING = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")
_WHOLE = f"{_PREFIX}whole"
_BEFORE = ".before"


def write_together(
    folder: str | Path, writers: Mapping[str, Writer], *, force: bool = False
) -> tuple[Path, ...]:
    """Write several files of one folder, all of them or none.

    Args:
        folder: Folder to write to; made where it does not exist.
        writers: Name of each file to what writes it.
        force: Whether files that exist may be replaced.

    Returns:
        The files, in the order of the writers.

    Raises:
        FileBusyError: If another run writes there for very long.
        FileExistsAlreadyError: If a file exists and *force* is not given.
        FileNotWrittenError: If the system does not let them be written; what was
            there is unchanged.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        with only_writer(target / "partybuild", keep=False):
            return _written(target, writers, force=force)
    except FileBusyError as error:
        raise FileBusyError(str(target)) from error
    except FileNotWrittenError as error:
        # By the name that was asked for, and not that of the hidden folder.
        raise FileNotWrittenError(str(target), error.reason) from error
    except PartyBuildError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileNotWrittenError(str(target), reason) from error


def _written(
    target: Path, writers: Mapping[str, Writer], *, force: bool
) -> tuple[Path, ...]:
    whole = target / _WHOLE
    if whole.exists():  # of one who was killed while its files took their names
        _name(target, force=force)
    if not force:
        _refuse(target, writers)
    _clear(target)
    making = Path(tempfile.mkdtemp(dir=target, prefix=_PREFIX))
    try:
        for name, write in writers.items():
            write(making / name)
        if force:
            (making / _BEFORE).mkdir()
        making.chmod(usual_mode(0o777))  # so that another account can name them
        making.rename(whole)
        try:
            _name(target, force=force)
        except BaseException:
            # What could not be put back must not go with the rest.
            if not any(whole.glob(f"{_BEFORE}/*")):
                whole.rename(making)
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return tuple(target / name for name in writers)


def _clear(target: Path) -> None:
    # Only one writes at a time: whoever left such a folder was killed.
    for one in target.iterdir():
        if _MAKING.fullmatch(one.name):
            shutil.rmtree(one, ignore_errors=True)


def _refuse(target: Path, names: Iterable[str]) -> None:
    for name in names:
        if os.path.lexists(target / name):
            raise FileExistsAlreadyError(str(target / name))


def _name(target: Path, *, force: bool) -> None:
    """Give the files that are there as a whole their names, or leave all as it was."""
    whole = target / _WHOLE
    before = whole / _BEFORE
    names = sorted(one.name for one in whole.iterdir() if one.name != _BEFORE)
    if not force and not before.exists():
        _refuse(target, names)
    replaced = [name for name in names if os.path.lexists(target / name)]
    if replaced:
        before.mkdir(exist_ok=True)
    with ExitStack() as undo:
        for name in replaced:
            if (target / name).is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            _move(target / name, before / name, undo)
        for name in names:
            _move(whole / name, target / name, undo)
        undo.pop_all()
    shutil.rmtree(whole, ignore_errors=True)


def _move(source: Path, target: Path, undo: ExitStack) -> None:
    source.rename(target)
    undo.callback(target.rename, source)

"""Whether the files of a folder are one table, and what an engine says of them."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import narwhals as nw

from partybuild.errors import FileNotWrittenError, InputError, Mistake, PartyBuildError


@contextmanager
def told(source: str, place: str, engine: str) -> Generator[None]:
    """Refuse in words what an engine or the system cannot read or write.

    Args:
        source: What is read, for the error.
        place: Where in it, for the error.
        engine: Name of the package that reads.

    Yields:
        Nothing; the engine reads meanwhile.

    Raises:
        InputError: If one of them refuses.
    """
    try:
        yield
    except FileNotWrittenError as error:
        message = f"it cannot be read or written: {error.reason}"
        raise InputError(source, (Mistake(error.path, message),)) from error
    except PartyBuildError:
        raise
    except OSError as error:
        where = error.filename or place
        message = f"it cannot be read or written: {error.strerror or error}"
        raise InputError(source, (Mistake(str(where), message),)) from error
    except _errors(engine) as error:
        message = f"{engine} gave up: {said_by(error)}"
        raise InputError(source, (Mistake(place, message),)) from error


def said_by(error: BaseException) -> str:
    """Return the first line of what a library says, as far as it fits a message."""
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _errors(engine: str) -> tuple[type[BaseException], ...]:
    package = import_module(engine)
    if engine != "polars":
        return package.Error, nw.exceptions.NarwhalsError
    # A panic of Rust derives from BaseException.
    own = package.exceptions
    return own.PolarsError, own.PanicException, nw.exceptions.NarwhalsError


def shared_columns(
    source: str,
    files: Iterable[Path],
    columns: Callable[[Path], list[str]],
    engine: str,
) -> list[str]:
    """Return the columns that all files have.

    Args:
        source: Name of the folder, for errors.
        files: The files.
        columns: Returns the columns of one.
        engine: Name of the package that reads.

    Returns:
        The columns of the first file.

    Raises:
        InputError: If a file cannot be read or has other columns; all are listed.
    """
    first: list[str] = []
    mistakes: list[Mistake] = []
    for path in files:
        try:
            with told(source, path.name, engine):
                found = columns(path)
        except InputError as error:
            mistakes += error.mistakes
            continue
        first = first or found
        # Rows of text are read by place, so the order counts there.
        ordered = path.suffix == ".csv"
        if found != first and (ordered or sorted(found) != sorted(first)):
            shown = f"{', '.join(found)}; other files have {', '.join(first)}"
            mistakes.append(Mistake(path.name, f"its columns are {shown}"))
    if mistakes:
        raise InputError(source, tuple(mistakes))
    return first

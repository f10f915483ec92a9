"""Rulebooks that are shipped with the package, each in a TOML file of its own."""

from functools import cache
from pathlib import Path

from partybuild.adapters.rulebooks import open_parameters, read_rulebook
from partybuild.errors import UnknownIdError
from partybuild.rules import Parameter, Rulebook

_FOLDER = Path(__file__).parent / "rulebooks"


def rulebook_names() -> tuple[str, ...]:
    """Return the names of the bundled rulebooks, sorted.

    Returns:
        Names; each is the code of its rulebook.
    """
    return _names()


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def rulebook_path(name: str) -> Path:
    """Return where a bundled rulebook lies, to be copied and changed.

    Args:
        name: Name of the rulebook.

    Returns:
        Path of its TOML file.

    Raises:
        UnknownIdError: If there is no such rulebook.
    """
    names = rulebook_names()
    if name not in names:
        raise UnknownIdError("rulebook", name, names)
    return _FOLDER / f"{name}.toml"


def load_rulebook(name: str, fills: str | Path | None = None) -> Rulebook:
    """Return a bundled rulebook.

    Args:
        name: Name of the rulebook.
        fills: File of a document that extends it and fills in what it leaves open.

    Returns:
        The rulebook.

    Raises:
        InputError: If it leaves numbers open that no document fills in; each is
            named.
        UnknownIdError: If there is no such rulebook.

    Examples:
        >>> load_rulebook("long-march-street-review").versions[0].version
        '2019'
    """
    path = rulebook_path(name)
    return _loaded(path) if fills is None else read_rulebook(fills, above=[path])


@cache
def _loaded(path: Path) -> Rulebook:
    return read_rulebook(path)


def rulebook_parameters(name: str) -> tuple[Parameter, ...]:
    """Return what a bundled rulebook leaves open.

    Args:
        name: Name of the rulebook.

    Returns:
        Parameters, in the order of the file.

    Raises:
        UnknownIdError: If there is no such rulebook.
    """
    return _left_open(rulebook_path(name))


@cache
def _left_open(path: Path) -> tuple[Parameter, ...]:
    return open_parameters(path)

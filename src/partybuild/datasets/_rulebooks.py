"""Rulebooks that are shipped with the package, each in a TOML file of its own."""

from functools import cache
from pathlib import Path

from partybuild.adapters.rulebooks import read_rulebook
from partybuild.errors import UnknownIdError
from partybuild.rules import Rulebook

_FOLDER = Path(__file__).parent / "rulebooks"


def rulebook_names() -> tuple[str, ...]:
    """Return the names of the bundled rulebooks, sorted.

    Returns:
        Names; each is the code of its rulebook.
    """
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


@cache
def load_rulebook(name: str) -> Rulebook:
    """Return a bundled rulebook.

    Args:
        name: Name of the rulebook.

    Returns:
        The rulebook.

    Raises:
        UnknownIdError: If there is no such rulebook.

    Examples:
        >>> load_rulebook("long-march-street-review").versions[0].version
        '2019'
    """
    return read_rulebook(rulebook_path(name))

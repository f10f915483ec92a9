"""The name of a rulebook, whole or with numbers left open."""

from pathlib import Path

from partybuild.adapters.rulebooks._documents import read_source
from partybuild.adapters.rulebooks._values import WrongValue, label_of
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Label


def rulebook_title(path: str | Path) -> Label:
    """Return the title that a file of a rulebook states, without reading the rest.

    Args:
        path: A file in UTF-8; it may leave numbers open.

    Returns:
        The title.

    Raises:
        InputError: If the file cannot be read, or has no title.
    """
    source = read_source(path)
    try:
        return label_of(source.data.get("title"))
    except WrongValue as wrong:
        raise InputError(source.name, (Mistake("title", str(wrong)),)) from None

"""Texts of Python that no encoding, and so no other engine, can hold."""

from collections.abc import Iterable

from partybuild.errors import InputError, Mistake
from partybuild.kernel import unwritable

_MOST_LISTED = 20


def refuse_halves(column: str, known: Iterable[object]) -> None:
    """Refuse half characters among the words of a column of Python objects.

    Args:
        column: Name of the column.
        known: Every word that it holds, once.

    Raises:
        InputError: If a word holds half a character.
    """
    words = [word for word in known if isinstance(word, str)]
    try:
        "".join(words).encode()
    except UnicodeEncodeError:
        faults = [(word, fault) for word in words if (fault := unwritable(word))]
        raise InputError(
            "frame",
            tuple(
                Mistake(f"column {column!r}", f"found {word!r}, which holds {fault}")
                for word, fault in faults[:_MOST_LISTED]
            ),
        ) from None

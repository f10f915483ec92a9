"""Citations of a rulebook file: stated once, referred to by key."""

import re
from collections.abc import Mapping
from typing import Any

import attrs

from partybuild.adapters.records import did_you_mean
from partybuild.adapters.rulebooks._values import WrongValue
from partybuild.kernel import Basis, Citation

_COLON = re.compile("[:：]")


def cited(text: str, known: Mapping[str, Basis]) -> Basis:
    """Return what a reference such as ``"measure: Art. 9"`` leads to.

    Args:
        text: Key of a citation, and after a colon the place in the document.
        known: Citations and decisions of the file by key.

    Returns:
        The citation with that place, or the decision.

    Raises:
        WrongValue: If there is no such key, or a decision is given a place.
    """
    key, *places = (part.strip() for part in _COLON.split(text, maxsplit=1))
    if key not in known:
        names = ", ".join(known) or "none"
        message = (
            f"there is no citation {key!r}; this file states: {names}"
            f"{did_you_mean(key, known)}"
        )
        raise WrongValue(message)
    basis = known[key]
    if not places:
        return basis
    if not isinstance(basis, Citation):
        message = (
            f"{key!r} is a decision of one's own, which has no articles; "
            f'write only "{key}"'
        )
        raise WrongValue(message)
    if not places[0]:
        message = f'no place follows the colon in "{text}"; write it, or "{key}"'
        raise WrongValue(message)
    return attrs.evolve(basis, locator=places[0])


def misses_basis(keys: Mapping[str, Any]) -> str:
    """Return what is wrong with how a table says what it rests on; empty: nothing."""
    has = [name for name in ("basis", "own_decision") if name in keys]
    if len(has) == 2:
        return "it states both basis and own_decision; keep one of the two"
    if not has:
        return (
            "nothing says what it rests on; write basis = "
            '"KEY: Art. 9" (a key of [citations]) or own_decision = "…"'
        )
    return ""

"""The base of every exception."""

from collections.abc import Iterable


class PartyBuildError(Exception):
    """Base class: catch it to catch everything partybuild raises on purpose."""


def listed(values: Iterable[object]) -> str:
    """Return values joined for a sentence; "none" where there are none."""
    return ", ".join(str(value) for value in values) or "none"

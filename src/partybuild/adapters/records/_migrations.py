"""Documents of earlier versions, brought to the version that this release reads."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import attrs

from partybuild.errors import InputError, Mistake, PartyBuildError


@attrs.frozen
class Change:
    """One change that brings a document nearer to the next version.

    Attributes:
        place: JSON path of what it changes, for the errors.
        make: Changes the document in place.
    """

    place: str
    make: Callable[[dict[str, Any]], None]


MIGRATIONS: dict[tuple[str, int], tuple[Change, ...]] = {}
"""Format and version to the changes that make the next version of it.

Every format stands at its first version, so there is nothing to change yet.
"""


def current_document(
    document: object, expected_format: str, newest: int, source: str
) -> dict[str, Any]:
    """Return a document at the version that this release reads.

    Args:
        document: Data as JSON gives it; it is not changed.
        expected_format: What kind of document it must be.
        newest: The version that this release reads and writes.
        source: What it was read from, for the errors.

    Returns:
        The document itself, or a migrated copy of one of an earlier version.

    Raises:
        InputError: If it is of another format or of a version that is newer or has
            no way to this one, if a change meets what the version cannot hold, or if
            it is nested too deeply to be copied.
    """
    if not isinstance(document, dict):
        raise InputError(source, (Mistake("$", "expected one JSON object"),))
    found = document.get("format")
    if found != expected_format:
        message = f"found {found!r}; expected {expected_format!r}"
        raise InputError(source, (Mistake("$.format", message),))
    version = document.get("version")
    if version == newest and type(version) is int:
        return document
    if type(version) is not int or not _has_way(expected_format, version, newest):
        message = (
            f"found {version!r}; this release reads version {newest}; "
            "use the release of partybuild that wrote the document, or a newer one"
        )
        raise InputError(source, (Mistake("$.version", message),))
    try:
        moved = deepcopy(document)
    except RecursionError:
        message = f"nested too deeply to be brought to version {newest}"
        raise InputError(source, (Mistake("$", message),)) from None
    for step in range(version, newest):
        _take_step(moved, expected_format, step, source)
    return moved


def _has_way(expected_format: str, version: int, newest: int) -> bool:
    # A version far below would make a long range: its first step is asked first.
    return (
        version < newest
        and (expected_format, version) in MIGRATIONS
        and all(
            (expected_format, step) in MIGRATIONS for step in range(version, newest)
        )
    )


def _take_step(
    document: dict[str, Any], expected_format: str, version: int, source: str
) -> None:
    for change in MIGRATIONS[expected_format, version]:
        try:
            change.make(document)
        except (
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            PartyBuildError,
        ) as error:
            message = (
                f"version {version} cannot be brought to version {version + 1}: "
                f"{type(error).__name__}: {error}"
            )
            raise InputError(source, (Mistake(change.place, message),)) from error
    document["version"] = version + 1

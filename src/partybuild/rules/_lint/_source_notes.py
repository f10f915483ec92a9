"""What the numbers of a scheme rest on, where that is no confirmed article."""

from collections.abc import Iterator
from typing import cast

import attrs

from partybuild.kernel import Citation, CitationStatus, Finding, OwnDecision
from partybuild.rules._lint._report import Case, found


def lint_sources(case: Case) -> Iterator[Finding]:
    """Note citations that are not confirmed, and decisions of one's own.

    Args:
        case: What is linted.

    Yields:
        One finding for each basis, with the number of places that rest on it.
    """
    places: dict[Citation | OwnDecision, int] = {}
    for basis in _bases(case.rules):
        places[basis] = places.get(basis, 0) + 1
    for basis, number in places.items():
        code = _code(basis)
        if code:
            yield found(
                code,
                "sources",
                (basis.text("zh"), basis.text("en")),
                basis,
                facts={"places": str(number)},
            )


def _code(basis: Citation | OwnDecision) -> int:
    if isinstance(basis, OwnDecision):
        return 62
    if basis.status is CitationStatus.UNCONFIRMED:
        return 60
    if basis.status is CitationStatus.PRACTICE:
        return 61
    return 0 if basis.locator else 63


def _bases(value: object) -> Iterator[Citation | OwnDecision]:
    """Yield every basis within a value, in the order of its parts."""
    if isinstance(value, Citation | OwnDecision):
        yield value
    elif isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from _bases(one)
    elif attrs.has(kind := type(value)):
        for field in attrs.fields(kind):
            yield from _bases(getattr(value, field.name))

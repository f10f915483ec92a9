"""Ids that occur twice, or nowhere."""

import attrs

from partybuild.errors._base import PartyBuildError, listed


@attrs.define
class DuplicateIdError(PartyBuildError, ValueError):
    """The same id stands twice where ids are unique."""

    what: str
    identifier: str

    def __str__(self) -> str:
        """Name the kind of thing and the id."""
        return f"{self.what} id {self.identifier!r} occurs twice; ids are unique"


@attrs.define
class UnknownIdError(PartyBuildError, LookupError):
    """An id that is not known here."""

    what: str
    identifier: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name the id and the ids that exist."""
        return (
            f"there is no {self.what} with id {self.identifier!r}; "
            f"known: {listed(self.known)}"
        )

"""What the words of a Popolo document mean."""

from collections.abc import Mapping
from typing import TypeVar

import attrs

from partybuild.adapters.popolo._reading import Reading
from partybuild.organization import OrganizationKind, PostRole, Sector

T = TypeVar("T", OrganizationKind, PostRole)


@attrs.frozen(kw_only=True)
class Terms:
    """What words mean, and what no word says.

    Attributes:
        sector: Sector of all organizations, or of each by its id.
        kinds: Words for kinds of organizations.
        roles: Words for roles.
    """

    sector: Sector | Mapping[str, Sector]
    kinds: Mapping[str, OrganizationKind]
    roles: Mapping[str, PostRole]

    @classmethod
    def of(
        cls,
        sector: Sector | Mapping[str, Sector],
        kinds: Mapping[str, OrganizationKind] | None,
        roles: Mapping[str, PostRole] | None,
    ) -> "Terms":
        """Return what a user has said, beside the values and labels of the library."""
        return cls(
            sector=sector,
            kinds=_words(OrganizationKind) | dict(kinds or {}),
            roles=_words(PostRole) | dict(roles or {}),
        )

    def sector_of(self, one: str, path: str, reading: Reading) -> Sector | None:
        """Return the sector of an organization; it is a mistake to have none."""
        if isinstance(self.sector, Sector):
            return self.sector
        if one not in self.sector:
            reading.wrong(path, f"no sector is given for {one!r}; Popolo has none")
        return self.sector.get(one)


def _words(kinds: type[T]) -> dict[str, T]:
    return {
        word: kind
        for kind in kinds
        for word in (kind.value, kind.label.zh, kind.label.en)
    }


def meaning(word: str, words: Mapping[str, T], path: str, reading: Reading) -> T | None:
    """Return what a word means; one that nobody has explained is a mistake."""
    if word not in words:
        known = ", ".join(repr(known) for known in words)
        reading.wrong(path, f"found {word!r}; say what it means, or use one of {known}")
    return words.get(word)

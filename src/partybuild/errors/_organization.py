"""Organizations that do not fit together."""

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class OrganizationTreeError(PartyBuildError, ValueError):
    """Organizations that do not form a tree."""

    problem: str

    def __str__(self) -> str:
        """Say which organizations do not fit."""
        return f"the organizations do not form a tree: {self.problem}"

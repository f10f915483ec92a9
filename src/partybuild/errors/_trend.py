"""Conferences that cannot be compared."""

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class TrendError(PartyBuildError, ValueError):
    """Two conferences without a common measure."""

    problem: str
    remedy: str

    def __str__(self) -> str:
        """Say what differs and what would make the two comparable."""
        return f"the two conferences cannot be compared: {self.problem}; {self.remedy}"

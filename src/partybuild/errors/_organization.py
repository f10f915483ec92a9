"""Organizations that do not fit together."""

import attrs

from partybuild.errors._base import PartyBuildError, listed


@attrs.define
class OrganizationTreeError(PartyBuildError, ValueError):
    """Organizations that do not form a tree."""

    problem: str

    def __str__(self) -> str:
        """Say which organizations do not fit."""
        return f"the organizations do not form a tree: {self.problem}"


@attrs.define
class OrganizationEventError(PartyBuildError, ValueError):
    """An event that cannot have happened, or is not stated in full."""

    event: str
    problem: str

    def __str__(self) -> str:
        """Name the event and what is wrong with it."""
        return f"the event {self.event} does not fit: {self.problem}"


@attrs.define
class AmbiguousRuleError(PartyBuildError, ValueError):
    """Several rules that claim the same case, and none is more special."""

    what: str
    rules: tuple[str, ...]

    def __str__(self) -> str:
        """Name the case, the rules and the remedy."""
        return (
            f"{self.what} is claimed by the rules {listed(self.rules)} alike; "
            "leave out one of them, or name its sectors"
        )

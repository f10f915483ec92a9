"""Duties that do not fit together."""

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class DutyChainError(PartyBuildError, ValueError):
    """Duties that are derived from one another in a circle."""

    duty_ids: tuple[str, ...]

    def __str__(self) -> str:
        """Name the duties along the circle."""
        chain = " derived from ".join(repr(duty_id) for duty_id in self.duty_ids)
        return f"duties in a circle: {chain}; the topmost duty is derived from none"

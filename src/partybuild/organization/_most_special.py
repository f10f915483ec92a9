"""Which of several rules applies: one made for the sector before one for all."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from partybuild.errors import AmbiguousRuleError
from partybuild.organization._kind import Sector


class _ForSectors(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def sectors(self) -> tuple[Sector, ...]: ...


R = TypeVar("R", bound=_ForSectors)


def most_special(rules: Iterable[R], sector: Sector, what: str) -> R | None:
    """Return the one rule for a sector.

    Args:
        rules: Rules for the same case.
        sector: The sector.
        what: The case, for the error.

    Returns:
        The rule made for the sector; else the one for all sectors; else None.

    Raises:
        AmbiguousRuleError: If two are equally special.
    """
    candidates = tuple(rules)
    for found in (
        [rule for rule in candidates if sector in rule.sectors],
        [rule for rule in candidates if not rule.sectors],
    ):
        if len(found) > 1:
            codes = tuple(sorted(rule.code for rule in found))
            raise AmbiguousRuleError(f"{what} in sector {sector.value!r}", codes)
        if found:
            return found[0]
    return None

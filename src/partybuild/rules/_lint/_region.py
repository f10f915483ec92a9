"""Where conditions hold: bounds on values, and facts of the subject."""

from collections.abc import Iterable, Sequence
from itertools import product

import attrs

from partybuild.rules._lint._form import Bound

MOST_REGIONS = 64
"""Beyond so many alternatives the linter looks no closer."""


@attrs.frozen
class Region:
    """Where some bounds hold and some facts are as stated.

    Attributes:
        bounds: Bounds on values.
        units: Grades one of which the unit holds; None: any grade.
        other_units: Grades none of which the unit holds.
        recorded: Caps with whether their fact is recorded.
        grades: Own grades one of which is held; None: any grade.
        exact: Whether it is exactly where the conditions hold; otherwise they hold
            nowhere else, and perhaps not everywhere in it.
    """

    bounds: tuple[Bound, ...] = ()
    units: frozenset[str] | None = None
    other_units: frozenset[str] = frozenset()
    recorded: frozenset[tuple[str, bool]] = frozenset()
    grades: frozenset[str] | None = None
    exact: bool = True

    @property
    def by_values(self) -> bool:
        """Whether values alone decide, and no facts."""
        return (
            self.units is None
            and not self.other_units
            and not self.recorded
            and self.grades is None
        )


WHOLE = Region()
"""Everywhere."""


def _both(
    one: frozenset[str] | None, other: frozenset[str] | None
) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def joined(one: Region, other: Region) -> Region | None:
    """Return where both regions hold; None where their facts exclude each other.

    Args:
        one: A region.
        other: Another one.

    Returns:
        What they have in common, unless the facts alone leave nothing.
    """
    units = _both(one.units, other.units)
    other_units = one.other_units | other.other_units
    if units is not None:
        units -= other_units
        if not units:
            return None
    recorded = one.recorded | other.recorded
    if any((cap_id, not there) in recorded for cap_id, there in recorded):
        return None
    grades = _both(one.grades, other.grades)
    if grades == frozenset():
        return None
    more = tuple(bound for bound in other.bounds if bound not in one.bounds)
    return Region(
        one.bounds + more,
        units,
        other_units,
        recorded,
        grades,
        exact=one.exact and other.exact,
    )


def intersections(parts: Iterable[Sequence[Region]]) -> tuple[Region, ...]:
    """Return where one region of every part holds.

    Args:
        parts: Parts, each a list of alternatives.

    Returns:
        The alternatives together; one inexact region where they are too many.
    """
    listed = [tuple(part) for part in parts]
    found: list[Region] = [WHOLE]
    for part in listed:
        if len(found) * len(part) > MOST_REGIONS:
            return (attrs.evolve(WHOLE, exact=False),)
        pairs = (joined(one, other) for one, other in product(found, part))
        found = [region for region in pairs if region is not None]
    return tuple(found)

"""Conditions as regions."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.rules._comparison import Comparison
from partybuild.rules._condition import (
    Compared,
    Condition,
    Graded,
    InClass,
    Placed,
    Recorded,
    UnitGraded,
)
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._pieces import Pieces, nonempty
from partybuild.rules._lint._region import WHOLE, Region, intersections, joined
from partybuild.rules._lint._unknowns import Unknowns, place_name

Regions = tuple[Region, ...]
"""Alternatives: somewhere in one of them."""

_OPPOSITE = {
    Comparison.AT_LEAST: Comparison.BELOW,
    Comparison.BELOW: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.ABOVE,
    Comparison.ABOVE: Comparison.AT_MOST,
}


@attrs.frozen
class Asked:
    """What conditions can be asked about, for one subject class.

    Attributes:
        unknowns: The unknowns.
        pieces: Measure to its value, the total among them once it is there.
        class_id: Subject class.
        grade_ids: Grades of the scheme.
    """

    unknowns: Unknowns
    pieces: Mapping[str, Pieces] = attrs.field(hash=False)
    class_id: str
    grade_ids: tuple[str, ...]

    def where(self, conditions: Iterable[Condition]) -> Regions:
        """Return where all of some conditions hold, empty regions left out."""
        parts = [self._where(condition) for condition in conditions]
        return nonempty(self.unknowns, intersections(parts))

    def elsewhere(self, conditions: Iterable[Condition]) -> Regions:
        """Return where at least one of some conditions does not hold."""
        return nonempty(
            self.unknowns,
            [region for one in conditions for region in self._elsewhere(one)],
        )

    def both(self, one: Iterable[Region], other: Iterable[Region]) -> Regions:
        """Return where two choices of regions hold."""
        return nonempty(self.unknowns, intersections([tuple(one), tuple(other)]))

    def _where(self, condition: Condition) -> Regions:
        match condition:
            case Compared():
                return self._compared(condition, condition.comparison)
            case Placed():
                return (Region((self._near(condition),)),)
            case UnitGraded(grades=grades):
                return (Region(units=frozenset(grades)),)
            case Recorded(cap_id=cap_id):
                return (Region(recorded=frozenset({(cap_id, True)})),)
            case Graded(grades=grades):
                return (Region(grades=frozenset(grades)),)
            case InClass(classes=classes):
                return (WHOLE,) if self.class_id in classes else ()
            case _:
                inner = condition.conditions
                return tuple(r for one in inner for r in self._where(one))

    def _elsewhere(self, condition: Condition) -> Regions:
        match condition:
            case Compared():
                return self._compared(condition, _OPPOSITE[condition.comparison])
            case Placed():
                near = self._near(condition)
                return (Region((Bound(near.form.negative(), strict=True),)),)
            case UnitGraded(grades=grades):
                return (Region(other_units=frozenset(grades)),)
            case Recorded(cap_id=cap_id):
                return (Region(recorded=frozenset({(cap_id, False)})),)
            case Graded(grades=grades):
                left = frozenset(self.grade_ids) - frozenset(grades)
                return (Region(grades=left),) if left else ()
            case InClass(classes=classes):
                return () if self.class_id in classes else (WHOLE,)
            case _:
                inner = condition.conditions
                return intersections([self._elsewhere(one) for one in inner])

    def _compared(self, condition: Compared, comparison: Comparison) -> Regions:
        found: list[Region] = []
        for piece in self.pieces[condition.measure_id]:
            above = piece.form.less(condition.threshold)
            form = above if comparison.upward else above.negative()
            strict = comparison in {Comparison.ABOVE, Comparison.BELOW}
            bound = Bound(form, strict)
            if form.coefs:
                region = joined(piece.region, Region((bound,)))
                found += [region] if region is not None else []
            elif bound.holds({}):
                found.append(piece.region)
        return tuple(found)

    def _near(self, condition: Placed) -> Bound:
        name = place_name(condition.end.value, condition.measure_id)
        return Bound(Form({name: Fraction(-1)}, condition.share))


@attrs.frozen
class Taken:
    """One of several cases, the first of which that holds decides.

    Attributes:
        holds: Where its conditions hold.
        left: Where they hold and those of no earlier case.
    """

    holds: Regions
    left: Regions


def first_matches(
    asked: Asked, cases: Iterable[Iterable[Condition]]
) -> tuple[tuple[Taken, ...], Regions]:
    """Return where each case decides, and where none does.

    Args:
        asked: What conditions are asked about.
        cases: Conditions of the cases, in order.

    Returns:
        The cases, and the rest.
    """
    rest: Regions = (WHOLE,)
    found: list[Taken] = []
    for when in cases:
        conditions = tuple(when)
        holds = asked.where(conditions)
        found.append(Taken(holds, asked.both(rest, holds)))
        rest = asked.both(rest, asked.elsewhere(conditions))
    return tuple(found), rest

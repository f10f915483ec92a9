"""Limits on how many may have a grade."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ReviewRuleError, ValueRangeError
from partybuild.kernel import OMITTED, Basis, Label, Record, exact
from partybuild.rules._checks import optional_exact, refuse_repeats, share
from partybuild.rules._quota_rounding import QuotaRounding


class QuotaScope(Enum):
    """Over whom a share is taken."""

    ALL = "all"
    """All who are assessed together, whatever their unit."""
    UNIT = "unit"
    """The subjects of each unit apart."""


class QuotaBase(Enum):
    """Which heads a share is a share of."""

    ASSESSED = "assessed"
    """Subjects who are graded; those who are not assessed (不参评) are left out."""
    HEADCOUNT = "headcount"
    """Heads of the units, as recorded for the review."""

    @property
    def label(self) -> Label:
        """Whose number it is, to stand beside the number."""
        return _WHOSE[self]


_WHOSE = {
    QuotaBase.ASSESSED: Label(zh="参评", en="assessed"),
    QuotaBase.HEADCOUNT: Label(zh="单位", en="heads"),
}


class TiePolicy(Enum):
    """What happens to subjects who tie across the last place."""

    EXCLUDE = "exclude"
    """None of them is admitted, and the tie is reported."""
    INCLUDE = "include"
    """All of them are admitted, beyond the places."""
    KEYS = "keys"
    """Further measures decide, one after the other; then as EXCLUDE."""
    DECISION = "decision"
    """The body decides, such as by a second vote; until then it is undecided."""


@attrs.frozen(kw_only=True)
class UnitCeiling(Record):
    """The ceiling for units that hold one grade in their own appraisal.

    Attributes:
        unit_grade: Grade of the unit, as recorded.
        ceiling: Largest share of the unit's heads.
        basis: Article or decision it rests on.
    """

    unit_grade: str
    ceiling: Fraction = attrs.field(converter=exact, validator=share)
    basis: Basis


def _by_grade(ceilings: Iterable[UnitCeiling]) -> tuple[UnitCeiling, ...]:
    ordered = sorted(ceilings, key=lambda ceiling: ceiling.unit_grade)
    refuse_repeats("unit grade", [ceiling.unit_grade for ceiling in ordered])
    return tuple(ordered)


def _keys(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(keys)


def _default_ceiling(quota: "Quota") -> Fraction:
    return 1 - (quota.worse_at_least or Fraction())


def _optional_share(
    _: object, field: "attrs.Attribute[Fraction | None]", value: Fraction | None
) -> None:
    if value is not None and not 0 <= value <= 1:
        raise ValueRangeError(field.name, value, 'a share from 0 to 1, such as "30%"')


@attrs.frozen(kw_only=True)
class Quota(Record):
    """At most so many of those assessed may have a grade or a better one.

    Attributes:
        quota_id: Stable code.
        grade_id: The grade that is limited, together with all better ones.
        worse_at_least: The limit as a floor: the share that must have a worse
            grade; None where the rule states a ceiling.
        ceiling: Largest share; without one, what the floor leaves.
        heads: Largest number of heads; None where the rule states a share only.
        rounding: How the share becomes places.
        scope: Over whom the share is taken.
        base: Which heads it is a share of.
        by_unit_grade: Ceilings that depend on the unit's own grade; a unit grade
            without one is refused.
        with_approval: Largest share once a higher body has approved it; None: no
            approval can widen the quota.
        held_down_take_place: Whether a subject whose score earns the grade and
            whom a fact holds down still takes a place.
        ties: What happens to a tie across the last place.
        tie_keys: Measures that break a tie, the first one first.
        basis: Article or decision it rests on.
    """

    quota_id: str
    grade_id: str
    worse_at_least: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_optional_share
    )
    ceiling: Fraction = attrs.field(
        default=attrs.Factory(_default_ceiling, takes_self=True),
        converter=exact,
        validator=share,
    )
    heads: int | None = None
    rounding: QuotaRounding = attrs.field(
        default=QuotaRounding.FLOOR, converter=QuotaRounding
    )
    scope: QuotaScope = attrs.field(
        default=QuotaScope.ALL, converter=QuotaScope, metadata=OMITTED
    )
    base: QuotaBase = attrs.field(
        default=QuotaBase.ASSESSED, converter=QuotaBase, metadata=OMITTED
    )
    by_unit_grade: tuple[UnitCeiling, ...] = attrs.field(
        default=(), converter=_by_grade
    )
    with_approval: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_optional_share
    )
    held_down_take_place: bool = attrs.field(default=False, metadata=OMITTED)
    ties: TiePolicy = attrs.field(
        default=TiePolicy.EXCLUDE, converter=TiePolicy, metadata=OMITTED
    )
    tie_keys: tuple[str, ...] = attrs.field(default=(), converter=_keys)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse limits that contradict each other."""
        what = f"quota {self.quota_id!r}"
        floor = self.worse_at_least
        if floor is not None and self.ceiling + floor != 1:
            raise ReviewRuleError(
                what,
                f"a ceiling of {self.ceiling} and a floor of {floor} for the rest "
                "do not sum to 1",
                "state one of the two",
            )
        if self.heads is not None and (type(self.heads) is not int or self.heads < 0):
            raise ValueRangeError(f"heads of {what}", self.heads, "at least 0")
        if self.with_approval is not None and self.with_approval < self.ceiling:
            raise ValueRangeError(
                f"with_approval of {what}",
                self.with_approval,
                f"at least the ceiling {self.ceiling}",
            )
        least = min((unit.ceiling for unit in self.by_unit_grade), default=None)
        if (
            least is not None
            and self.with_approval is not None
            and self.with_approval < least
        ):
            raise ReviewRuleError(
                what,
                f"with_approval {self.with_approval} widens no ceiling by unit grade; "
                f"the least of them is {least}",
                "state a larger share, or leave with_approval out",
            )
        if self.by_unit_grade and self.scope is not QuotaScope.UNIT:
            raise ReviewRuleError(
                what,
                "ceilings depend on the unit's grade, but the scope is all units",
                'write scope = "unit"',
            )
        if bool(self.tie_keys) != (self.ties is TiePolicy.KEYS):
            raise ReviewRuleError(
                what,
                "tie keys and the policy for ties do not belong together",
                'name measures in tie_keys exactly when ties = "keys"',
            )

    @property
    def plain(self) -> bool:
        """Whether the number of those assessed alone fixes the places."""
        return (
            self.scope is QuotaScope.ALL
            and self.base is QuotaBase.ASSESSED
            and self.with_approval is None
            and self.ties is TiePolicy.EXCLUDE
            and not self.held_down_take_place
        )

    def ceiling_of(self, unit_grade: str = "", *, approved: bool = False) -> Fraction:
        """Return the largest share for a unit of a grade.

        Args:
            unit_grade: Grade of the unit, where ceilings depend on it.
            approved: Whether a higher body approved the wider share.

        Returns:
            The share.

        Raises:
            ReviewRuleError: If ceilings depend on the unit's grade and none is
                stated for this one.
        """
        found = self.ceiling
        if self.by_unit_grade:
            by_grade = {c.unit_grade: c.ceiling for c in self.by_unit_grade}
            if unit_grade not in by_grade:
                raise ReviewRuleError(
                    f"quota {self.quota_id!r}",
                    f"no ceiling is stated for a unit graded {unit_grade!r}",
                    f"record one of {', '.join(sorted(by_grade))} as its grade",
                )
            found = by_grade[unit_grade]
        if approved and self.with_approval is not None:
            found = max(found, self.with_approval)
        return found

    def places(
        self, heads: int, unit_grade: str = "", *, approved: bool = False
    ) -> int:
        """Return the number of places among *heads*.

        Args:
            heads: Heads that the share is taken of.
            unit_grade: Grade of the unit, where ceilings depend on it.
            approved: Whether a higher body approved the wider share.

        Returns:
            Places.
        """
        ceiling = self.ceiling_of(unit_grade, approved=approved)
        places = self.rounding.places(ceiling * heads)
        return places if self.heads is None else min(places, self.heads)

"""Grades that no score bands decide: by conditions, by place, or none at all."""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from partybuild.errors import ReviewRuleError, ValueRangeError
from partybuild.kernel import Basis, Label, Record
from partybuild.rules._checks import optional_exact, refuse_repeats
from partybuild.rules._condition import Condition
from partybuild.rules._grade_band import GradeBand
from partybuild.rules._grade_order import GradeOrder
from partybuild.rules._quota_rounding import QuotaRounding


@attrs.frozen(kw_only=True)
class Grade(Record):
    """A grade without scores of its own.

    Attributes:
        grade_id: Stable code, such as "competent".
        label: Name of the grade, such as 称职.
    """

    grade_id: str
    label: Label


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


@attrs.frozen(kw_only=True)
class GradeCase(Record):
    """A grade for whom all of some conditions concern.

    Attributes:
        grade_id: The grade.
        when: Conditions, all of which must hold.
        basis: Article or decision it rests on.
    """

    grade_id: str
    when: tuple[Condition, ...] = attrs.field(converter=_conditions)
    basis: Basis


def _grades(grades: Iterable[Grade]) -> tuple[Grade, ...]:
    return tuple(grades)


def _at_least_two(
    _: object, __: object, grades: "tuple[Grade | GradeShare, ...]"
) -> None:
    refuse_repeats("grade", [grade.grade_id for grade in grades])
    if len(grades) < 2:
        raise ValueRangeError("number of grades", len(grades), "at least 2")


def _cases(cases: Iterable[GradeCase]) -> tuple[GradeCase, ...]:
    return tuple(cases)


@attrs.frozen(kw_only=True)
class ConditionGrading(GradeOrder):
    """Grades by conditions: the first case that holds decides, and is named.

    Attributes:
        kind: Word for this kind in documents.
        grades: Grades, best first.
        cases: Cases, in the order in which they are tried.
        otherwise: Grade where no case holds.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "conditions"
    grades: tuple[Grade, ...] = attrs.field(converter=_grades, validator=_at_least_two)
    cases: tuple[GradeCase, ...] = attrs.field(converter=_cases)
    otherwise: str
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse cases that lead to a grade that there is not."""
        for grade_id in (*(case.grade_id for case in self.cases), self.otherwise):
            self.place(grade_id)

    def in_order(self) -> tuple[GradeBand, ...]:
        """Return the grades, best first, without edges."""
        return tuple(GradeBand(grade_id=g.grade_id, label=g.label) for g in self.grades)

    @property
    def bands(self) -> tuple[GradeBand, ...]:
        """The grades, best first, without edges."""
        return self.in_order()


@attrs.frozen(kw_only=True)
class GradeShare(Record):
    """A grade for a share of those assessed, by place.

    Attributes:
        grade_id: Stable code.
        label: Name of the grade.
        share: Share of those assessed; None for the one grade that takes the rest.
        rounding: How the share becomes places.
    """

    grade_id: str
    label: Label
    share: Fraction | None = attrs.field(default=None, converter=optional_exact)
    rounding: QuotaRounding = attrs.field(
        default=QuotaRounding.FLOOR, converter=QuotaRounding
    )

    def places(self, assessed: int) -> int:
        """Return the places of this grade among *assessed*; none for the rest."""
        return self.rounding.places((self.share or Fraction()) * assessed)


def _shares(shares: Iterable[GradeShare]) -> tuple[GradeShare, ...]:
    return tuple(shares)


@attrs.frozen(kw_only=True)
class RankGrading(GradeOrder):
    """Grades by place: the first so many, the last so many, and the rest.

    Grades before the rest are filled from the top, those after it from the bottom.
    Subjects who tie across a boundary stay nearer to the rest.

    Attributes:
        kind: Word for this kind in documents.
        grades: Grades, best first; exactly one without a share.
        measure_id: Measure that orders the subjects; "total" is the total.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "places"
    grades: tuple[GradeShare, ...] = attrs.field(
        converter=_shares, validator=_at_least_two
    )
    measure_id: str = "total"
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse shares that leave no rest, or exceed the whole."""
        rest = [grade.grade_id for grade in self.grades if grade.share is None]
        if len(rest) != 1:
            raise ReviewRuleError(
                "grades by place",
                f"{len(rest)} grades are without a share",
                "leave out the share of exactly one grade, which takes the rest",
            )
        shares = [grade.share for grade in self.grades if grade.share is not None]
        if min(shares) < 0 or sum(shares) > 1:
            raise ValueRangeError(
                "shares of the grades", sum(shares, Fraction()), "0 to 1 together"
            )

    def in_order(self) -> tuple[GradeBand, ...]:
        """Return the grades, best first, without edges."""
        return tuple(GradeBand(grade_id=g.grade_id, label=g.label) for g in self.grades)

    @property
    def bands(self) -> tuple[GradeBand, ...]:
        """The grades, best first, without edges."""
        return self.in_order()

    @property
    def rest(self) -> int:
        """Place of the grade that takes the rest."""
        return next(at for at, grade in enumerate(self.grades) if grade.share is None)


_UNGRADED = GradeBand(grade_id="ungraded", label=Label(zh="不定等次", en="not graded"))


@attrs.frozen(kw_only=True)
class Ungraded(GradeOrder):
    """The scheme gives scores and no grades.

    Attributes:
        kind: Word for this kind in documents.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "ungraded"
    basis: Basis

    def in_order(self) -> tuple[GradeBand, ...]:
        """Return the one grade that everybody has."""
        return (_UNGRADED,)

    @property
    def bands(self) -> tuple[GradeBand, ...]:
        """The one grade that everybody has."""
        return self.in_order()

"""Conversions: measures made from other measures."""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import optional_exact, refuse_other_sum
from partybuild.rules._condition import Condition


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


@attrs.frozen(kw_only=True)
class Step(Record):
    """Points for whom all of some conditions concern.

    Attributes:
        when: Conditions, all of which must hold.
        points: Points.
        basis: Article or decision it rests on.
    """

    when: tuple[Condition, ...] = attrs.field(converter=_conditions)
    points: Fraction = attrs.field(converter=exact)
    basis: Basis


def _steps(steps: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(steps)


@attrs.frozen(kw_only=True)
class StepMeasure(Record):
    """Points by steps: the first step whose conditions hold, else the rest.

    Steps may overlap on purpose; then their order decides, and the result says
    which one was taken.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the points.
        steps: Steps, in order.
        otherwise: Points where no step holds.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "steps"
    measure_id: str
    label: Label
    steps: tuple[Step, ...] = attrs.field(converter=_steps)
    otherwise: Fraction = attrs.field(converter=exact)
    basis: Basis


@attrs.frozen(kw_only=True)
class RankMeasure(Record):
    """Points by place: the first gets all of them, every place costs some.

    Equal values share a place, and the places after them are passed over.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the points.
        of: Measure that orders the subjects; the greatest value is first.
        full: Points of the first place.
        less: Points that each further place costs.
        floor: Fewest points.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "by_rank"
    measure_id: str
    label: Label
    of: str
    full: Fraction = attrs.field(converter=exact)
    less: Fraction = attrs.field(converter=exact)
    floor: Fraction = attrs.field(default=Fraction(0), converter=exact)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse places that gain points."""
        if self.less < 0:
            raise ValueRangeError(
                f"less of {self.measure_id!r}", self.less, "0 or more"
            )


@attrs.frozen(kw_only=True)
class RelativeMeasure(Record):
    """Points in proportion to the best subject: own value / best value x full.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the points.
        of: Measure that is compared.
        full: Points of the best subject.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "relative"
    measure_id: str
    label: Label
    of: str
    full: Fraction = attrs.field(converter=exact)
    basis: Basis


@attrs.frozen(kw_only=True)
class Part(Record):
    """One term of a sum.

    Attributes:
        measure_id: Measure that is added.
        weight: What it is multiplied by.
        basis: Article or decision the weight rests on.
    """

    measure_id: str
    weight: Fraction = attrs.field(default=Fraction(1), converter=exact)
    basis: Basis


def _parts(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(parts)


@attrs.frozen(kw_only=True)
class SumMeasure(Record):
    """A sum of other measures by weight, within limits.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Stable code.
        label: Name of the sum.
        parts: Terms.
        weight_total: What the weights must sum to; None: they are plain factors.
        least: Least value that counts; None: no limit.
        most: Greatest value that counts; None: no limit.
        basis: Article or decision it rests on.
    """

    kind: ClassVar[str] = "sum"
    measure_id: str
    label: Label
    parts: tuple[Part, ...] = attrs.field(converter=_parts)
    weight_total: Fraction | None = attrs.field(default=None, converter=optional_exact)
    least: Fraction | None = attrs.field(default=None, converter=optional_exact)
    most: Fraction | None = attrs.field(default=None, converter=optional_exact)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse an empty sum, and weights that do not sum to what is declared."""
        if not self.parts:
            raise ValueRangeError(f"parts of {self.measure_id!r}", 0, "at least 1")
        if self.weight_total is not None:
            refuse_other_sum(
                f"parts of {self.measure_id!r}",
                [part.weight for part in self.parts],
                self.weight_total,
            )

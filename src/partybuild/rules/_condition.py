"""Conditions on one subject: facts, values, places and grades."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from typing import ClassVar, TypeAlias, Union

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Record, exact
from partybuild.rules._checks import share
from partybuild.rules._comparison import Comparison

_DEEPEST = 64
"""No rule needs so many; deeper ones would end at the stack of whatever reads them."""


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)


def _some(_: object, field: "attrs.Attribute[tuple[str, ...]]", value: object) -> None:
    if value == ():
        raise ValueRangeError(field.name, "an empty list", "at least one code")


@attrs.frozen(kw_only=True)
class Compared(Record):
    """A measure stands in a relation to a threshold.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Measure whose exact value is compared; "total" is the total.
        comparison: Strict or inclusive, as the rule says it.
        threshold: The threshold, in the units of the measure.
    """

    kind: ClassVar[str] = "compared"
    measure_id: str
    comparison: Comparison = attrs.field(converter=Comparison)
    threshold: Fraction = attrs.field(converter=exact)


class End(Enum):
    """An end of the order of merit."""

    TOP = "top"
    BOTTOM = "bottom"


@attrs.frozen(kw_only=True)
class Placed(Record):
    """A measure places the subject within a share of those assessed.

    From the top a subject counts when no more than that share of all subjects
    stand level with it or above it; from the bottom likewise, level or below. Of
    subjects who tie across the boundary none is within.

    Attributes:
        kind: Word for this kind in documents.
        measure_id: Measure that orders the subjects; "total" is the total.
        end: Whether the share is counted from the top or from the bottom.
        share: Share of those assessed.
    """

    kind: ClassVar[str] = "placed"
    measure_id: str
    end: End = attrs.field(converter=End)
    share: Fraction = attrs.field(converter=exact, validator=share)


@attrs.frozen(kw_only=True)
class UnitGraded(Record):
    """The subject's unit holds one of these grades in its own appraisal.

    Attributes:
        kind: Word for this kind in documents.
        grades: Grades of the unit, as recorded.
    """

    kind: ClassVar[str] = "unit_graded"
    grades: tuple[str, ...] = attrs.field(converter=_ids, validator=_some)


@attrs.frozen(kw_only=True)
class Recorded(Record):
    """A fact of this cap is recorded and counts on the day of the review.

    Attributes:
        kind: Word for this kind in documents.
        cap_id: Cap of the rules whose facts are looked for.
    """

    kind: ClassVar[str] = "recorded"
    cap_id: str


@attrs.frozen(kw_only=True)
class Graded(Record):
    """The subject's own grade is one of these.

    Only consequences may ask for it: elsewhere the grade is not yet known.

    Attributes:
        kind: Word for this kind in documents.
        grades: Grades of the scheme.
    """

    kind: ClassVar[str] = "graded"
    grades: tuple[str, ...] = attrs.field(converter=_ids, validator=_some)


@attrs.frozen(kw_only=True)
class InClass(Record):
    """The subject belongs to one of these subject classes.

    Attributes:
        kind: Word for this kind in documents.
        classes: Subject classes of the rules.
    """

    kind: ClassVar[str] = "in_class"
    classes: tuple[str, ...] = attrs.field(converter=_ids, validator=_some)


def _some_conditions(
    _: object,
    field: "attrs.Attribute[tuple[Condition, ...]]",
    value: "tuple[Condition, ...]",
) -> None:
    if not value:
        raise ValueRangeError(field.name, "an empty list", "at least one condition")
    if (depth := _depth(value)) >= _DEEPEST:
        found = f"{depth + 1} conditions within each other"
        raise ValueRangeError(field.name, found, f"at most {_DEEPEST}")


def _depth(conditions: "tuple[Condition, ...]") -> int:
    inside = (one.conditions for one in conditions if isinstance(one, AnyOf))
    return max((1 + _depth(one) for one in inside), default=0)


def _conditions(conditions: "Iterable[Condition]") -> "tuple[Condition, ...]":
    return tuple(conditions)


@attrs.frozen(kw_only=True)
class AnyOf(Record):
    """At least one of several conditions holds.

    Attributes:
        kind: Word for this kind in documents.
        conditions: The conditions.
    """

    kind: ClassVar[str] = "any_of"
    conditions: "tuple[Condition, ...]" = attrs.field(
        converter=_conditions, validator=_some_conditions
    )


# A list of conditions holds when all of them hold.
Condition: TypeAlias = Union[  # noqa: UP007 - AnyOf is named before it exists
    Compared, Placed, UnitGraded, Recorded, Graded, InClass, AnyOf
]
"""Everything that can be asked of a subject."""


def plain_conditions(conditions: Iterable[Condition]) -> Iterable[Condition]:
    """Yield every condition, those inside an `AnyOf` in its place.

    Args:
        conditions: The conditions.

    Yields:
        Conditions of every kind but `AnyOf`.
    """
    for condition in conditions:
        if isinstance(condition, AnyOf):
            yield from plain_conditions(condition.conditions)
        else:
            yield condition

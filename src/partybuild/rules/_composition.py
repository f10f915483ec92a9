"""What a total is made of, beside the ballots."""

from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, exact
from partybuild.rules._checks import not_negative, optional_exact


class ComponentKind(Enum):
    """Where the value of a component comes from."""

    BALLOTS = "ballots"
    """The score of the democratic assessment."""
    ENTERED = "entered"
    """A score that a body gave and that is handed in with its source."""


@attrs.frozen(kw_only=True)
class Component:
    """One weighted part of the total.

    Attributes:
        component_id: Stable code.
        label: Name of the part.
        kind: Where its value comes from.
        weight: Weight in the total; the weights of all components sum to 1.
        basis: Article or decision the weight rests on.
    """

    component_id: str
    label: Label
    kind: ComponentKind = attrs.field(converter=ComponentKind)
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    basis: Basis


def _limit(
    adjustment: "Adjustment",
    _: "attrs.Attribute[Fraction | None]",
    value: Fraction | None,
) -> None:
    if value is not None and value < 0:
        raise ValueRangeError(
            f"limit of adjustment {adjustment.adjustment_id!r}", value, "at least 0"
        )


class AdjustmentKind(Enum):
    """Whether entered points are added or taken off."""

    BONUS = "bonus"
    DEDUCTION = "deduction"


@attrs.frozen(kw_only=True)
class Adjustment:
    """Points added to or taken from the total, in full, up to a limit.

    Attributes:
        adjustment_id: Stable code.
        label: Name, such as 加分.
        kind: Bonus or deduction; the entered points are never negative.
        limit: Most points that count; None where the rule states no limit.
        basis: Article or decision it rests on.
    """

    adjustment_id: str
    label: Label
    kind: AdjustmentKind = attrs.field(converter=AdjustmentKind)
    limit: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_limit
    )
    basis: Basis

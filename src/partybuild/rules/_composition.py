"""What a total is made of, beside the ballots."""

from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ReviewRuleError, ValueRangeError
from partybuild.kernel import OMITTED, Basis, Label, Record, exact
from partybuild.rules._checks import not_negative, optional_exact
from partybuild.rules._event_line import EventLine, Taken, event_lines


class Composition(Enum):
    """How the components make the total."""

    WEIGHTED = "weighted"
    """By weights that sum to 1."""
    ADDED = "added"
    """By plain factors: parts in points that add up, such as 40 + 30 + 30."""


class ComponentKind(Enum):
    """Where the value of a component comes from."""

    BALLOTS = "ballots"
    """The score of the democratic assessment."""
    ENTERED = "entered"
    """A score that a body gave and that is handed in with its source."""
    MEASURE = "measure"
    """The value of a measure of the scheme."""


@attrs.frozen(kw_only=True)
class Component(Record):
    """One weighted part of the total.

    Attributes:
        component_id: Stable code.
        label: Name of the part.
        kind: Where its value comes from.
        measure_id: Measure it takes, where its kind is that of measures.
        weight: Weight in the total; the weights of all components sum to 1,
            except where components are added.
        basis: Article or decision the weight rests on.
    """

    component_id: str
    label: Label
    kind: ComponentKind = attrs.field(converter=ComponentKind)
    measure_id: str = ""
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse a component of a measure that names none, and the reverse."""
        if (self.kind is ComponentKind.MEASURE) != bool(self.measure_id):
            raise ReviewRuleError(
                f"component {self.component_id!r}",
                f"its kind is {self.kind.value!r}, its measure {self.measure_id!r}",
                'name a measure exactly where kind = "measure"',
            )


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
class Adjustment(Record):
    """Points added to or taken from the total, in full, up to a limit.

    Attributes:
        adjustment_id: Stable code.
        label: Name, such as 加分.
        kind: Bonus or deduction; the entered points are never negative.
        limit: Most points that count; None where the rule states no limit.
        lines: Events that are entered one by one; without any, points are
            entered for the adjustment as a whole.
        taken: Which of the lines count.
        basis: Article or decision it rests on.
    """

    adjustment_id: str
    label: Label
    kind: AdjustmentKind = attrs.field(converter=AdjustmentKind)
    limit: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_limit
    )
    lines: tuple[EventLine, ...] = attrs.field(default=(), converter=event_lines)
    taken: Taken = attrs.field(default=Taken.ALL, converter=Taken, metadata=OMITTED)
    basis: Basis

    @property
    def entry_ids(self) -> tuple[str, ...]:
        """Codes under which something may be entered for it."""
        if not self.lines:
            return (self.adjustment_id,)
        return tuple(line.line_id for line in self.lines)

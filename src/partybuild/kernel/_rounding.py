"""The one place where an exact number loses digits."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError


class RoundingMode(Enum):
    """What happens to the digits that are dropped."""

    HALF_UP = "half_up"
    """四舍五入: a half goes away from zero."""
    HALF_EVEN = "half_even"
    """四舍六入五成双 (GB/T 8170): a half goes to the even neighbor."""
    DOWN = "down"
    """Cut off, toward zero."""


class TrailingZeros(Enum):
    """Which trailing zeros are printed."""

    KEEP = "keep"
    DROP_WHEN_EXACT = "drop_when_exact"
    DROP = "drop"


class ThresholdValue(Enum):
    """Which value a threshold looks at."""

    EXACT = "exact"
    """全数值比较法: the exact value."""
    ROUNDED = "rounded"
    """修约值比较法: the value as printed."""


# Printing more digits than this to show a grade is no use to a reader; beyond
# it the exact fraction is printed instead.
_MOST_PLACES = 12


def _check_places(_: "Rounding", field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or not 0 <= value <= 12:
        raise ValueRangeError(f"rounding {field.name}", repr(value), "an int, 0 to 12")


@attrs.frozen(kw_only=True)
class Rounding:
    """A declared rule of rounding, applied once, where a number is printed.

    Attributes:
        places: Decimal places, 0 to 12.
        mode: What happens to the digits that are dropped.
        zeros: Which trailing zeros are printed.
        thresholds: Whether grades look at the exact or at the rounded value.

    Examples:
        >>> Rounding(places=2).text(Fraction("89.995"))
        '90.00'
    """

    places: int = attrs.field(default=2, validator=_check_places)
    mode: RoundingMode = attrs.field(
        default=RoundingMode.HALF_UP, converter=RoundingMode
    )
    zeros: TrailingZeros = attrs.field(
        default=TrailingZeros.KEEP, converter=TrailingZeros
    )
    thresholds: ThresholdValue = attrs.field(
        default=ThresholdValue.EXACT, converter=ThresholdValue
    )

    def apply(self, value: Fraction) -> Fraction:
        """Return *value* rounded to the places of the rule."""
        scale: int = 10**self.places
        return Fraction(_whole(value * scale, self.mode), scale)

    def graded(self, value: Fraction) -> Fraction:
        """Return the value that thresholds look at under this rule."""
        return value if self.thresholds is ThresholdValue.EXACT else self.apply(value)

    def text(self, value: Fraction) -> str:
        """Return *value* as it is printed."""
        rounded = self.apply(value)
        text = _decimals(rounded, self.places)
        drop = self.zeros is TrailingZeros.DROP or (
            self.zeros is TrailingZeros.DROP_WHEN_EXACT and rounded == value
        )
        return text.rstrip("0").rstrip(".") if drop and "." in text else text

    def percent_text(self, share: Fraction) -> str:
        """Return a share as a percentage, the sign included."""
        return f"{self.text(share * 100)}%"

    def text_beside(self, value: Fraction, thresholds: Iterable[Fraction]) -> str:
        """Return *value* printed so that it contradicts none of the thresholds.

        A value below a threshold that would print as reaching it, or above it,
        gets more digits until it no longer does: 89.996 is not "90.00".

        Args:
            value: The exact value that was graded.
            thresholds: The values at which the grade changes.

        Returns:
            The text; the exact fraction where twelve places are not enough.
        """
        if self.thresholds is ThresholdValue.ROUNDED:
            return self.text(value)
        edges = tuple(thresholds)
        for places in range(self.places, _MOST_PLACES + 1):
            rule = attrs.evolve(self, places=places)
            shown = rule.apply(value)
            if all((shown >= edge) == (value >= edge) for edge in edges):
                return rule.text(value)
        return str(value)


def _whole(value: Fraction, mode: RoundingMode) -> int:
    sign = -1 if value < 0 else 1
    whole, rest = divmod(abs(value.numerator), value.denominator)
    twice = 2 * rest - value.denominator
    up = mode is not RoundingMode.DOWN and (
        twice > 0 or (twice == 0 and (mode is RoundingMode.HALF_UP or whole % 2 == 1))
    )
    return sign * (whole + up)


def _decimals(value: Fraction, places: int) -> str:
    digits: int = int(abs(value) * 10**places)
    whole, part = divmod(digits, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"

"""How a value is compared with a threshold: strict or inclusive, never assumed."""

import operator
from collections.abc import Callable, Mapping
from enum import Enum
from fractions import Fraction

from partybuild.kernel import Label


class Comparison(Enum):
    """A comparison with a threshold."""

    AT_LEAST = "at_least"
    """不低于: the threshold itself counts."""
    ABOVE = "above"
    """高于."""
    AT_MOST = "at_most"
    """不高于: the threshold itself counts."""
    BELOW = "below"
    """低于."""

    def holds(self, value: Fraction, threshold: Fraction) -> bool:
        """Return whether *value* stands in this relation to *threshold*."""
        return _HOLDS[self](value, threshold)

    @property
    def upward(self) -> bool:
        """Whether a higher value can only help the comparison to hold."""
        return self in {Comparison.AT_LEAST, Comparison.ABOVE}

    @property
    def label(self) -> Label:
        """Words of the comparison, to stand before the threshold."""
        return _LABELS[self]


_HOLDS: Mapping[Comparison, Callable[[Fraction, Fraction], bool]] = {
    Comparison.AT_LEAST: operator.ge,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_MOST: operator.le,
    Comparison.BELOW: operator.lt,
}
_LABELS = {
    Comparison.AT_LEAST: Label(zh="不低于", en="at least"),
    Comparison.ABOVE: Label(zh="高于", en="above"),
    Comparison.AT_MOST: Label(zh="不高于", en="at most"),
    Comparison.BELOW: Label(zh="低于", en="below"),
}

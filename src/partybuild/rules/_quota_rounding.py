"""How a share of heads becomes a whole number of places."""

from enum import Enum
from fractions import Fraction


class QuotaRounding(Enum):
    """How a share of heads becomes a whole number of places."""

    FLOOR = "floor"
    """The only one that never exceeds "q 以内"."""
    HALF_UP = "half_up"
    CEILING = "ceiling"

    def places(self, exact_places: Fraction) -> int:
        """Return the whole number of places.

        Args:
            exact_places: Share times heads, at least 0.

        Returns:
            Places.
        """
        whole, rest = divmod(exact_places.numerator, exact_places.denominator)
        if self is QuotaRounding.FLOOR:
            return whole
        if self is QuotaRounding.CEILING:
            return whole + (rest > 0)
        return whole + (2 * rest >= exact_places.denominator)

"""How far a duty reached, with the numbers it is computed from."""

from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Record


@attrs.frozen
class Coverage(Record):
    """So many of so many; sums are taken over both numbers, never over shares.

    Attributes:
        count: How many.
        of: Of how many; 0 where nothing was expected.

    Examples:
        >>> (
        ...     str(Coverage(2, 4) + Coverage(1, 1)),
        ...     (Coverage(2, 4) + Coverage(1, 1)).share,
        ... )
        ('3/5', Fraction(3, 5))
    """

    count: int
    of: int

    def __attrs_post_init__(self) -> None:
        """Refuse more than all."""
        if not 0 <= self.count <= self.of:
            raise ValueRangeError("coverage", str(self), "at most all of them")

    def __add__(self, other: "Coverage") -> "Coverage":
        """Return both together."""
        return Coverage(self.count + other.count, self.of + other.of)

    def __str__(self) -> str:
        """Write both numbers, not reduced: 2 of 4 is not 1 of 2."""
        return f"{self.count}/{self.of}"

    @property
    def share(self) -> Fraction | None:
        """The exact share; None where nothing was expected."""
        return Fraction(self.count, self.of) if self.of else None

    @property
    def label(self) -> Label:
        """Both numbers in words."""
        return Label(
            zh=f"应{self.of}个，实{self.count}个", en=f"{self.count} of {self.of}"
        )

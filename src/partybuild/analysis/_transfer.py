"""The least weight that has to move to make up a difference."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(kw_only=True)
class Transfer(ForReviewBody, Record):
    """Weight moved between criteria.

    Attributes:
        weight: Weight moved in all, as a share of the whole.
        taken: What each criterion gives up.
        to: Place of the criterion that receives it; None where none moves.
    """

    weight: Fraction
    taken: tuple[Fraction, ...]
    to: int | None


def least_transfer(
    weights: Sequence[Fraction], values: Sequence[Fraction], gap: Fraction
) -> Transfer | None:
    """Return the least weight to move so that a weighted sum falls by *gap*.

    Every bit of weight goes from where the value is highest to where it is
    lowest; that gains most for what is moved, so that taking the highest first
    is exact.

    Args:
        weights: Weights of the criteria, none negative.
        values: Values of the criteria: differences of two subjects, or the
            scores of one.
        gap: How far the sum has to fall; negative: how far it has to rise.

    Returns:
        The transfer; None if no weights bring it about.

    Raises:
        ValueRangeError: If a criterion lacks its weight or its value.

    Source:
        Fractional greedy; equal to the linear program.

    Examples:
        >>> half = Fraction(1, 2)
        >>> least_transfer([half, half], [Fraction(6), Fraction(-2)], Fraction(2))
        Transfer(weight=Fraction(1, 4), taken=(Fraction(1, 4), Fraction(0, 1)), to=1)
    """
    if len(weights) != len(values):
        raise ValueRangeError(
            "the number of values of the criteria",
            len(values),
            f"{len(weights)}, one per weight",
        )
    sign = -1 if gap < 0 else 1
    heights = [sign * value for value in values]
    left = sign * gap
    taken = [Fraction(0)] * len(weights)
    if not left:
        return Transfer(weight=Fraction(0), taken=tuple(taken), to=None)
    if not weights:
        return None
    to = min(range(len(heights)), key=lambda at: (heights[at], at))
    highest = iter(sorted(range(len(heights)), key=lambda at: (-heights[at], at)))
    # The lowest is among them, so that there is a next one or nothing left to win.
    while left:
        at = next(highest)
        drop = heights[at] - heights[to]
        if drop <= 0:
            return None
        taken[at] = min(weights[at], left / drop)
        left -= taken[at] * drop
    return Transfer(weight=sum(taken, Fraction()), taken=tuple(taken), to=to)

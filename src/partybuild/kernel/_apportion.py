"""Whole numbers shared out in proportion, exactly and without hidden choices."""

from collections.abc import Sequence
from fractions import Fraction

from partybuild.errors import TiedSeatError, ValueRangeError


def hamilton(sizes: Sequence[int], seats: int) -> tuple[int, ...]:
    """Share out seats by largest remainder.

    Args:
        sizes: Size of each part, not negative, not all zero.
        seats: Seats to share out.

    Returns:
        Seats of each part, in the order of *sizes*.

    Raises:
        ValueRangeError: If a size or the seats are negative or all sizes zero.
        TiedSeatError: If equal remainders claim the last seat.

    Source:
        Hamilton's method (largest remainder). It is not house-monotone.

    Examples:
        >>> hamilton([6, 6, 2], 10), hamilton([6, 6, 2], 11)
        ((4, 4, 2), (5, 5, 1))
    """
    total = _check(sizes, seats)
    floors = [size * seats // total for size in sizes]
    remainders = [size * seats % total for size in sizes]
    left = seats - sum(floors)
    order = sorted(range(len(sizes)), key=lambda i: -remainders[i])
    if 0 < left < len(sizes):
        edge = remainders[order[left - 1]]
        if edge == remainders[order[left]]:
            tied = tuple(i for i in order if remainders[i] == edge)
            raise TiedSeatError(tied, seats)
    for index in order[:left]:
        floors[index] += 1
    return tuple(floors)


def webster(sizes: Sequence[int], seats: int) -> tuple[int, ...]:
    """Share out seats by odd divisors; more seats never take one away.

    Args:
        sizes: Size of each part, not negative, not all zero.
        seats: Seats to share out.

    Returns:
        Seats of each part, in the order of *sizes*.

    Raises:
        ValueRangeError: If a size or the seats are negative or all sizes zero.
        TiedSeatError: If equal quotients claim the last seat.

    Source:
        Webster's method (Sainte-Laguë).

    Examples:
        >>> webster([567, 385, 42, 6], 323)
        (183, 124, 14, 2)
    """
    _check(sizes, seats)
    won = [0] * len(sizes)
    while (left := seats - sum(won)) > 0:
        claims = [
            Fraction(size, 2 * have + 1) for size, have in zip(sizes, won, strict=True)
        ]
        best = max(claims)
        tied = tuple(i for i, claim in enumerate(claims) if claim == best)
        if len(tied) > left:
            raise TiedSeatError(tied, seats)
        for index in tied:
            won[index] += 1
    return tuple(won)


def _check(sizes: Sequence[int], seats: int) -> int:
    if seats < 0 or any(size < 0 for size in sizes) or not any(sizes):
        raise ValueRangeError(
            "apportionment",
            f"{list(sizes)} for {seats} seats",
            "sizes and seats of at least 0, and one size above 0",
        )
    return sum(sizes)


def percentages(counts: Sequence[int], places: int = 2) -> tuple[Fraction, ...]:
    """Return percentages that sum to exactly 100, by largest remainder.

    Use it only where a form demands a printed total of 100.00; plain rounding
    of each share is the usual practice and may sum to 99.99.

    Args:
        counts: Votes per option in the order declared by the form; of equal
            remainders the earlier option is raised first.
        places: Decimal places of the percentages.

    Returns:
        One percentage per count; they sum to 100.

    Raises:
        ValueRangeError: If a count is negative or all are zero.

    Examples:
        >>> [str(p) for p in percentages([1, 1, 1])]
        ['1667/50', '3333/100', '3333/100']
    """
    total = _check(counts, 0)
    units: int = 100 * 10**places
    floors = [count * units // total for count in counts]
    order = sorted(range(len(counts)), key=lambda i: (-(counts[i] * units % total), i))
    for index in order[: units - sum(floors)]:
        floors[index] += 1
    return tuple(Fraction(parts, 10**places) for parts in floors)

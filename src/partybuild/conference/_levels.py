"""The levels of a tally above the counts, and how vectors add up."""

from operator import add, sub
from typing import TypeVar

import attrs

from partybuild.errors import TallyError
from partybuild.kernel import Label, Record, Summary

Vectors = tuple[tuple[int, ...], ...]
"""One vector of integers per voter group of the form."""


def combined(one: Vectors, other: Vectors, *, subtract: bool) -> Vectors:
    """Return vectors added place by place, or taken out of one another."""
    step = sub if subtract else add
    return tuple(tuple(map(step, a, b)) for a, b in zip(one, other, strict=True))


def _possible_products(vector: tuple[int, ...]) -> None:
    # The spread of a difference is never negative: (n*P - S*T)^2 is at most
    # (n*S2 - S^2)(n*T2 - T^2).
    for at in range(0, len(vector), 6):
        n, one, other, ones, others, product = vector[at : at + 6]
        most = (n * ones - one * one) * (n * others - other * other)
        if (n * product - one * other) ** 2 > most:
            raise TallyError(
                f"no {n} ballots have the sum of products {product} beside their "
                "sums; what is taken out of a tally must have been added before"
            )


def _refuse_impossible(ballots: int, total: int, squares: int) -> None:
    impossible = ballots * squares < total * total
    if ballots < 0 or impossible or (ballots == 0 and squares):
        raise TallyError(
            f"no ballots have the sums {(ballots, total, squares)}; what is "
            "taken out of a tally must have been added before"
        )


def _possible(_: object, field: "attrs.Attribute[Vectors]", vectors: Vectors) -> None:
    # No set of ballots has n < 0 or n*S2 < S1^2; taking out ballots that were
    # never in shows here even where every count of marks stays positive.
    for vector in vectors:
        sums: list[tuple[int, int, int]] = []
        if field.name == "singles":
            sums += zip(*(vector[at::3] for at in range(3)), strict=True)
        else:
            both, one, other, ones, others, _ = (vector[at::6] for at in range(6))
            sums += zip(both, one, ones, strict=True)
            sums += zip(both, other, others, strict=True)
            _possible_products(vector)
        for ballots, total, squares in sums:
            _refuse_impossible(ballots, total, squares)


@attrs.frozen(kw_only=True, repr=False)
class Moments(Record):
    """Sums of the integer composites of complete ballots (levels 1 and 2).

    A composite is what one ballot gives one subject: the weighted sum of its
    marks, in integers. A ballot counts for a subject when it marks all his
    items, and for a pair when it marks all items of both.

    Attributes:
        table: Worth of every option of every item, in integer composite units.
        denominator: Composite units in one point.
        singles: Per group, for each subject: ballots, sum, sum of squares.
        pairs: Per group, for each pair s < t: ballots, sum of s, sum of t,
            squares of s, squares of t, products.

    Shapes:
        ``len(singles[g]) == 3 S``; ``len(pairs[g]) == 6 S (S - 1) / 2``.
    """

    table: tuple[tuple[int, ...], ...]
    denominator: int
    singles: Vectors = attrs.field(validator=_possible)
    pairs: Vectors = attrs.field(validator=_possible)

    def summary(self) -> Summary:
        """Return sizes only: the sums belong to the review body."""
        return _sizes(self.denominator, singles=self.singles, pairs=self.pairs)


def _possible_contrasts(
    contrasts: "Contrasts", _: "attrs.Attribute[Vectors]", vectors: Vectors
) -> None:
    # A negative variance, hidden in large numbers, would come out as a certainty.
    for ballots, vector in zip(contrasts.ballots, vectors, strict=False):
        for total, squares in zip(vector[::2], vector[1::2], strict=False):
            _refuse_impossible(ballots, total, squares)


@attrs.frozen(kw_only=True, repr=False)
class Contrasts(Record):
    """Sums of per-ballot contrasts over ballots without a missing mark (level 2b).

    Attributes:
        table: Worth of every option of every item, in integer units.
        denominator: Those units in one point.
        ballots: Per group: ballots without a missing mark.
        local: Per group and cell: sum and sum of squares of the double
            difference, times (S - 1)(I - 1).
        own: Per group and cell: sum and sum of squares of the item less the
            subject's other items, times (I - 1).
        common: Per group and item: sum and sum of squares of the item less the
            other items over all subjects, times S (I - 1).

    Shapes:
        ``len(local[g]) == len(own[g]) == 2 S I``; ``len(common[g]) == 2 I``.
    """

    table: tuple[tuple[int, ...], ...]
    denominator: int
    ballots: tuple[int, ...]
    local: Vectors = attrs.field(validator=_possible_contrasts)
    own: Vectors = attrs.field(validator=_possible_contrasts)
    common: Vectors = attrs.field(validator=_possible_contrasts)

    def summary(self) -> Summary:
        """Return sizes only: the sums belong to the review body."""
        return _sizes(
            self.denominator, local=self.local, own=self.own, common=self.common
        )


def _sizes(denominator: int, **sums: Vectors) -> Summary:
    return Summary(
        caption=Label(
            zh=f"汇总量，每分{denominator}个单位",
            en=f"sums, {denominator} units a point",
        ),
        columns=(Label(zh="名称", en="name"), Label(zh="个数", en="numbers")),
        rows=[(name, sum(map(len, vectors))) for name, vectors in sums.items()],
        shown=2,
    )


_Level = TypeVar("_Level", Moments, Contrasts)


def _refuse_other_units(one: _Level, other: _Level) -> None:
    if one.table != other.table or one.denominator != other.denominator:
        raise TallyError(
            "the tallies were made with different weights or option values; "
            "count both with the same rules"
        )


def combined_moments(
    one: Moments | None, other: Moments | None, *, subtract: bool
) -> Moments | None:
    """Return the moments of both; None where one has none."""
    if one is None or other is None:
        return None
    _refuse_other_units(one, other)
    return attrs.evolve(
        one,
        singles=combined(one.singles, other.singles, subtract=subtract),
        pairs=combined(one.pairs, other.pairs, subtract=subtract),
    )


def combined_contrasts(
    one: Contrasts | None, other: Contrasts | None, *, subtract: bool
) -> Contrasts | None:
    """Return the contrasts of both; None where one has none."""
    if one is None or other is None:
        return None
    _refuse_other_units(one, other)
    return attrs.evolve(
        one,
        ballots=combined((one.ballots,), (other.ballots,), subtract=subtract)[0],
        local=combined(one.local, other.local, subtract=subtract),
        own=combined(one.own, other.own, subtract=subtract),
        common=combined(one.common, other.common, subtract=subtract),
    )

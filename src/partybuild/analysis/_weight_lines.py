"""Totals as straight lines in the weight of one criterion."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import Self

import attrs

from partybuild.analysis._criteria import Criteria
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.assessment import Assessment
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(kw_only=True)
class WeightInterval(ForReviewBody, Record):
    """The weights of one criterion over which an outcome stays.

    The other criteria share the rest of the weight in their proportions.

    Attributes:
        low: Lower end.
        high: Upper end.
        low_kept: Whether the outcome still holds at the lower end itself.
        high_kept: Whether it still holds at the upper end itself.
    """

    low: Fraction
    high: Fraction
    low_kept: bool
    high_kept: bool

    def __contains__(self, weight: Fraction) -> bool:
        """Whether the outcome holds at a weight."""
        return (self.low < weight or (self.low == weight and self.low_kept)) and (
            weight < self.high or (weight == self.high and self.high_kept)
        )


_Line = tuple[int, int]


@attrs.frozen(kw_only=True, repr=False)
class WeightLines:
    """How every total moves with the weight of one criterion.

    Attributes:
        weight: Weight in force.
        unit: Whole units in one point.
        lines: Per subject, the total at weight 0 and the slope, in whole units.
        order: Subjects from the highest total to the lowest.
        bounds: Per edge of a grade, where it begins in whole units, and whether
            the bound itself reaches it.
        held: Per subject, the best grade that caps leave, as a place from 0.
        places: Place of a grade to the heads that may have it or a better one.
    """

    weight: Fraction
    unit: int
    lines: tuple[_Line, ...]
    order: tuple[int, ...]
    bounds: tuple[tuple[int, bool], ...]
    held: tuple[int, ...]
    places: Mapping[int, int] = attrs.field(hash=False)

    @classmethod
    def of(cls, assessment: Assessment, criteria: Criteria, at: int) -> Self | None:
        """Return the lines for one criterion.

        Args:
            assessment: The assessment.
            criteria: Its scores, taken apart.
            at: Place of the criterion.

        Returns:
            The lines; None where it carries all the weight, so that there is no
            proportion in which the others could share.
        """
        weight = criteria.weights[at]
        if weight == 1:
            return None
        exact: list[tuple[Fraction, Fraction]] = []
        for fixed, ballots, values in zip(
            criteria.fixed, criteria.ballots, criteria.values, strict=True
        ):
            rest = (ballots - weight * values[at]) / (1 - weight)
            zero = fixed + criteria.share * rest
            exact.append((zero, criteria.share * (values[at] - rest)))
        rules = assessment.rules
        found = [least_graded(rules.rounding, e) for e in rules.grading.edges]
        unit = lcm(
            *(number.denominator for line in exact for number in line),
            *(bound.denominator for bound, _ in found),
        )
        ladder = GradeLadder.of(assessment, unit)
        totals = [zero + weight * slope for zero, slope in exact]
        return cls(
            weight=weight,
            unit=unit,
            lines=tuple((int(zero * unit), int(slope * unit)) for zero, slope in exact),
            order=tuple(sorted(range(len(totals)), key=lambda s: (-totals[s], s))),
            bounds=tuple((int(bound * unit), reached) for bound, reached in found),
            held=ladder.held,
            places=ladder.places,
        )

    def pair(self, one: int, other: int) -> WeightInterval:
        """Return the weights over which the order of two subjects stays."""
        return self._around(self._breaks([(one, other)]))

    def ranking(self) -> WeightInterval:
        """Return the weights over which the whole order stays.

        Lines that cross first are neighbors, so that neighbors are enough.
        """
        return self._around(self._breaks(pairwise(self.order)))

    def grade(self, subject: int) -> WeightInterval:
        """Return the weights over which a subject's grade stays.

        Caps and quotas are applied at every weight at which anything about the
        grade could change.
        """
        crossings = set(self._grade_points(subject))
        if not crossings:
            low, high = Fraction(0), Fraction(1)
            return WeightInterval(low=low, high=high, low_kept=True, high_kept=True)
        points = sorted({Fraction(0), Fraction(1), *crossings})
        now = self.final(self.weight, subject)
        above = [p for p in points if p > self.weight]
        below = [p for p in reversed(points) if p < self.weight]
        high, high_kept = self._walk(subject, now, above)
        low, low_kept = self._walk(subject, now, below)
        return WeightInterval(
            low=low, high=high, low_kept=low_kept, high_kept=high_kept
        )

    def _walk(
        self, subject: int, now: int, points: Iterable[Fraction]
    ) -> tuple[Fraction, bool]:
        here = self.weight
        for point in points:
            if self.final((here + point) / 2, subject) != now:
                return here, True
            if self.final(point, subject) != now:
                return point, False
            here = point
        return here, True

    def totals(self, weight: Fraction) -> tuple[Fraction, ...]:
        """Return every total at another weight of the criterion."""
        return tuple((z + weight * slope) / self.unit for z, slope in self.lines)

    def final(self, weight: Fraction, subject: int) -> int:
        """Return the place of a subject's grade at another weight, 0 for the best."""
        above, below = weight.numerator, weight.denominator
        zero, slope = self.lines[subject]
        own = zero * below + slope * above
        band = next(
            (
                at
                for at, (bound, kept) in enumerate(self.bounds)
                if own > bound * below or (kept and own == bound * below)
            ),
            len(self.bounds),
        )
        place = max(band, self.held[subject])
        for limit, heads in self.places.items():
            if place <= limit:
                # Whoever is not below the subject reaches the edge as well.
                within = sum(
                    zero * below + slope * above >= own and self.held[at] <= limit
                    for at, (zero, slope) in enumerate(self.lines)
                )
                if within > heads:
                    place = limit + 1
        return place

    def _grade_points(self, subject: int) -> Iterator[Fraction]:
        own = self.lines[subject]
        yield from _crossings((own, (bound, 0)) for bound, _ in self.bounds)
        limits = [limit for limit in self.places if self.held[subject] <= limit]
        if limits:
            zero, slope = own
            edge, _ = self.bounds[limits[-1]]
            for point in _crossings((own, line) for line in self.lines):
                # Below the edge the others are no rivals for a place.
                below = point.denominator
                if zero * below + slope * point.numerator >= edge * below:
                    yield point

    def _breaks(self, pairs: Iterable[tuple[int, int]]) -> list[Fraction]:
        return list(_crossings((self.lines[a], self.lines[b]) for a, b in pairs))

    def _around(self, breaks: list[Fraction]) -> WeightInterval:
        # Who is level now is so at this weight only, unless the lines are the same.
        if self.weight in breaks:
            low = high = self.weight
            return WeightInterval(low=low, high=high, low_kept=True, high_kept=True)
        low = max((b for b in breaks if b < self.weight), default=Fraction(-1))
        high = min((b for b in breaks if b > self.weight), default=Fraction(2))
        return WeightInterval(
            low=max(low, Fraction(0)),
            high=min(high, Fraction(1)),
            low_kept=low < 0,
            high_kept=high > 1,
        )


def _crossings(pairs: Iterable[tuple[_Line, _Line]]) -> Iterator[Fraction]:
    """Yield the weights from 0 to 1 at which two lines cross."""
    for (zero, slope), (other_zero, other_slope) in pairs:
        gap, change = other_zero - zero, slope - other_slope
        if change < 0:
            gap, change = -gap, -change
        if change and 0 <= gap <= change:
            yield Fraction(gap, change)

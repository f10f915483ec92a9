"""Margins counted in marks, from the counts alone."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest
from itertools import islice
from operator import sub
from typing import Self

import attrs

from partybuild.analysis._margin import (
    Margin,
    MarginWay,
    curve,
    exactly,
    fewest,
    never,
    smallest,
)
from partybuild.analysis._remarking import Remarking
from partybuild.assessment import Assessment
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(repr=False)
class MarkMargins(ForReviewBody, Record):
    """Fewest changed marks that alter a grade or an order; exact.

    A changed mark moves one subject's total by a fixed amount. Within one
    subject the largest gains first are therefore exact. Where a quota decides,
    marks of several subjects are weighed against each other: for every number
    of marks spent on the subject itself, the cheapest others are added up.

    Attributes:
        remarking: The assessment in integers.
        up: Per subject, running sums of what raised marks gain.
        down: Per subject, running sums of what lowered marks take.
    """

    remarking: Remarking
    up: tuple[Sequence[int], ...]
    down: tuple[Sequence[int], ...]

    @classmethod
    def of(cls, remarking: Remarking) -> Self:
        """Return the margins of an assessment in integers."""
        subjects = range(len(remarking.scores))
        return cls(
            remarking,
            tuple(curve(remarking.mark_gains(s, up=True)) for s in subjects),
            tuple(curve(remarking.mark_gains(s, up=False)) for s in subjects),
        )

    def __repr__(self) -> str:
        """Tell sizes only, never a count of marks."""
        return f"MarkMargins({self.remarking!r})"

    def lose(self, subject: int) -> Margin:
        """Return the fewest changed marks that lower a subject's grade."""
        ladder, scores = self.remarking.ladder, self.remarking.scores
        place = self.remarking.final(subject)
        if place == len(ladder.edges):
            return never(MarginWay.NO_SUCH_GRADE)
        need = scores[subject] - ladder.edges[place] + 1
        ways = [exactly(fewest(self.down[subject], need), MarginWay.EDGE)]
        ways += [
            exactly(self._lose_place(subject, limit), MarginWay.QUOTA)
            for limit in ladder.places
            if limit >= place
        ]
        return smallest(ways)

    def _lose_place(self, subject: int, limit: int) -> int | None:
        ladder, scores = self.remarking.ladder, self.remarking.scores
        heads = ladder.places[limit]
        others = [
            other
            for other, held in enumerate(ladder.held)
            if other != subject and held <= limit
        ]
        edge = ladder.edges[limit]
        best: int | None = None
        for own, taken in enumerate(self.down[subject]):
            if best is not None and own >= best:
                break
            line = max(edge, scores[subject] - taken)
            costs = [fewest(self.up[o], line - scores[o]) for o in others]
            best = _better(best, own, costs, heads)
        return best

    def gain(self, subject: int) -> Margin:
        """Return the fewest changed marks that raise a subject's grade."""
        ladder, scores = self.remarking.ladder, self.remarking.scores
        place = self.remarking.final(subject)
        if place == 0:
            return never(MarginWay.NO_SUCH_GRADE)
        if ladder.held[subject] >= place:
            return never(MarginWay.CAP)
        heads = ladder.places.get(place - 1)
        if heads == 0:
            return never(MarginWay.NO_PLACES)
        need = ladder.edges[place - 1] - scores[subject]
        first = fewest(self.up[subject], need)
        if first is None:
            return never(MarginWay.OUT_OF_REACH)
        if heads is None:
            return exactly(first, MarginWay.EDGE)
        changes = self._gain_place(subject, place - 1, first)
        way = MarginWay.EDGE if changes == first else MarginWay.QUOTA
        return exactly(changes, way)

    def _gain_place(self, subject: int, limit: int, first: int) -> int | None:
        ladder, scores = self.remarking.ladder, self.remarking.scores
        others = [
            other
            for other, score in enumerate(scores)
            if other != subject and ladder.may_hold(other, score, limit)
        ]
        best: int | None = None
        for own in range(first, len(self.up[subject])):
            if best is not None and own >= best:
                break
            line = scores[subject] + self.up[subject][own]
            costs = [
                fewest(self.down[other], scores[other] - line + 1)
                for other in others
                if scores[other] >= line
            ]
            excess = len(costs) - (ladder.places[limit] - 1)
            best = _better(best, own, costs, excess)
        return best

    def overtake(self, behind: int, ahead: int) -> Margin:
        """Return the fewest changed marks that put one strictly before another.

        Args:
            behind: Place of the subject on the form that is to lead.
            ahead: Place of the subject that is to fall behind.

        Returns:
            The margin; 0 where it leads already.
        """
        scores = self.remarking.scores
        gains = [*_steps(self.up[behind]), *_steps(self.down[ahead])]
        gains.sort(reverse=True)
        need = scores[ahead] - scores[behind] + 1
        return exactly(fewest(curve(gains), need), MarginWay.ORDER)


def _steps(sums: Sequence[int]) -> Iterable[int]:
    """Return the gains behind running sums."""
    return map(sub, islice(sums, 1, None), sums)


def _better(
    best: int | None, own: int, costs: Sequence[int | None], number: int
) -> int | None:
    """Return the fewer of *best* and *own* with the *number* cheapest others."""
    within = nsmallest(max(number, 0), (c for c in costs if c is not None))
    if len(within) < number:
        return best
    total = own + sum(within)
    return total if best is None else min(best, total)


def mark_margins(assessment: Assessment) -> MarkMargins:
    """Return what answers for margins counted in marks.

    Args:
        assessment: The assessment; counts are enough.

    Returns:
        The margins of every grade and of every pair.

    Raises:
        ReviewRuleError: If the scheme is none of weighted totals and bands.
    """
    return MarkMargins.of(Remarking.of(assessment))

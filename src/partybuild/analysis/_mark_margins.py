"""Margins counted in marks, from the counts alone."""

from typing import Self

import attrs

from partybuild.analysis._gain_curve import GainCurve
from partybuild.analysis._margin import Margin, MarginWay, exactly, never, smallest
from partybuild.analysis._quota_marks import Other, settle
from partybuild.analysis._remarking import Remarking
from partybuild.assessment import Assessment
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(repr=False)
class MarkMargins(ForReviewBody, Record):
    """Fewest changed marks that alter a grade or an order.

    A changed mark moves one subject's total by a fixed amount. Within one
    subject the largest gains first are therefore exact. Where a quota decides,
    marks of several subjects are weighed against each other: for every number
    of marks spent on the subject itself, the cheapest others are added up.
    That is exact, too, unless the marks are so many that not all numbers can
    be looked at; see `Margin.exact`.

    Attributes:
        remarking: The assessment in integers.
        up: Per subject, what raised marks gain.
        down: Per subject, what lowered marks take.
    """

    remarking: Remarking
    up: tuple[GainCurve, ...]
    down: tuple[GainCurve, ...]

    @classmethod
    def of(cls, remarking: Remarking) -> Self:
        """Return the margins of an assessment in integers."""
        subjects = range(len(remarking.scores))
        return cls(
            remarking,
            tuple(remarking.mark_gains(s, up=True) for s in subjects),
            tuple(remarking.mark_gains(s, up=False) for s in subjects),
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
        ways = [exactly(self.down[subject].fewest(need), MarginWay.EDGE)]
        ways += [
            self._lose_place(subject, limit)
            for limit in ladder.places
            if limit >= place
        ]
        return smallest(ways)

    def _lose_place(self, subject: int, limit: int) -> Margin:
        ladder, scores = self.remarking.ladder, self.remarking.scores
        others = [
            Other(
                gains=self.up[other],
                need=scores[subject] - score,
                least=ladder.edges[limit] - score,
            )
            for other, score in enumerate(scores)
            if other != subject and ladder.held[other] <= limit
        ]
        return settle(self.down[subject], others, ladder.places[limit])

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
        first = self.up[subject].fewest(need)
        if first is None:
            return never(MarginWay.OUT_OF_REACH)
        if heads is None:
            return exactly(first, MarginWay.EDGE)
        margin = self._gain_place(subject, place - 1, first)
        if margin.changes == first:
            return exactly(first, MarginWay.EDGE)
        return margin

    def _gain_place(self, subject: int, limit: int, first: int) -> Margin:
        ladder, scores = self.remarking.ladder, self.remarking.scores
        others = [
            Other(
                gains=self.down[other],
                need=score - scores[subject] + 1,
                least=0,
            )
            for other, score in enumerate(scores)
            if other != subject and ladder.may_hold(other, score, limit)
        ]
        behind = len(others) - (ladder.places[limit] - 1)
        return settle(self.up[subject], others, behind, first)

    def overtake(self, behind: int, ahead: int) -> Margin:
        """Return the fewest changed marks that put one strictly before another.

        Args:
            behind: Place of the subject on the form that is to lead.
            ahead: Place of the subject that is to fall behind.

        Returns:
            The margin; 0 where it leads already.
        """
        scores = self.remarking.scores
        gains = GainCurve.of([*self.up[behind].runs, *self.down[ahead].runs])
        need = scores[ahead] - scores[behind] + 1
        return exactly(gains.fewest(need), MarginWay.ORDER)


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

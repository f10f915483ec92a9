"""Margins counted in ballots."""

from collections.abc import Collection
from operator import add

import attrs

from partybuild.analysis._ballot_gains import BallotGains, ballots_of
from partybuild.analysis._ballot_search import joint
from partybuild.analysis._demand import Demand, alone
from partybuild.analysis._margin import (
    Margin,
    MarginWay,
    exactly,
    never,
    smallest,
)
from partybuild.analysis._remarking import Remarking
from partybuild.assessment import Assessment
from partybuild.conference import BallotBox
from partybuild.kernel import ForReviewBody, Record


@attrs.frozen(repr=False)
class BallotMargins(ForReviewBody, Record):
    """Fewest changed ballots that alter a grade or an order.

    A changed ballot may lower one subject and raise another at the same time,
    so that an order needs at most as many ballots as marks. An edge or one pair
    is a single demand, and the largest gains first are exact. A quota may make
    several demands at once; see `Margin.exact`.

    Attributes:
        gains: What each ballot can move.
    """

    gains: BallotGains

    def __repr__(self) -> str:
        """Tell sizes only, never a mark."""
        return f"BallotMargins({self.gains.remarking!r})"

    @property
    def _scores(self) -> tuple[int, ...]:
        return self.gains.remarking.scores

    def lose(self, subject: int) -> Margin:
        """Return the fewest changed ballots that lower a subject's grade."""
        ladder = self.gains.remarking.ladder
        place = self.gains.remarking.final(subject)
        if place == len(ladder.edges):
            return never(MarginWay.NO_SUCH_GRADE)
        need = self._scores[subject] - ladder.edges[place] + 1
        ways = [exactly(alone(self._down(subject), need), MarginWay.EDGE)]
        ways += [
            self._lose_place(subject, limit)
            for limit in ladder.places
            if limit >= place
        ]
        return smallest(ways)

    def _lose_place(self, subject: int, limit: int) -> Margin:
        ladder, scores = self.gains.remarking.ladder, self._scores
        heads, edge = ladder.places[limit], ladder.edges[limit]
        down = self._down(subject)
        demands: list[Demand] = []
        within = 0
        for other in self._others(subject):
            if ladder.held[other] > limit:
                continue
            if ladder.may_hold(other, scores[other], limit) and (
                scores[other] >= scores[subject]
            ):
                within += 1
                continue
            up = self._up(other)
            passing = Demand.of(map(add, down, up), scores[subject] - scores[other])
            reaching = Demand.of(up, edge - scores[other])
            demands.append(passing.harder(reaching))

        def flips(changed: Collection[int]) -> bool:
            own = scores[subject] - sum(down[b] for b in changed)
            line, rows = max(own, edge), self.gains.up
            return heads <= sum(
                scores[o] + sum(rows[b][o] for b in changed) >= line
                for o in self._others(subject)
                if ladder.held[o] <= limit
            )

        return joint(len(down), demands, heads - within, flips)

    def gain(self, subject: int) -> Margin:
        """Return the fewest changed ballots that raise a subject's grade."""
        ladder = self.gains.remarking.ladder
        place = self.gains.remarking.final(subject)
        if place == 0:
            return never(MarginWay.NO_SUCH_GRADE)
        if ladder.held[subject] >= place:
            return never(MarginWay.CAP)
        heads = ladder.places.get(place - 1)
        if heads == 0:
            return never(MarginWay.NO_PLACES)
        need = ladder.edges[place - 1] - self._scores[subject]
        edge = exactly(alone(self._up(subject), need), MarginWay.EDGE)
        if heads is None or edge.changes is None:
            return edge
        margin = self._gain_place(subject, place - 1, heads, edge.changes)
        if margin.changes == edge.changes:
            return edge
        return margin

    def _gain_place(self, subject: int, limit: int, heads: int, first: int) -> Margin:
        ladder, scores = self.gains.remarking.ladder, self._scores
        edge, up = ladder.edges[limit], self._up(subject)
        others = [
            other
            for other in self._others(subject)
            if ladder.may_hold(other, scores[other], limit)
        ]
        demands = [
            Demand.of(
                map(add, up, self._down(other)), scores[other] - scores[subject] + 1
            )
            for other in others
            if scores[other] >= scores[subject]
        ]

        def flips(changed: Collection[int]) -> bool:
            own = scores[subject] + sum(up[b] for b in changed)
            rows = self.gains.down
            # Whoever falls below the edge is below the subject too.
            return own >= edge and heads > sum(
                scores[o] - sum(rows[b][o] for b in changed) >= own for o in others
            )

        reaching = Demand(tuple(up), edge - scores[subject], first)
        excess = len(demands) - (heads - 1)
        return joint(len(up), demands, excess, flips, reaching)

    def overtake(self, behind: int, ahead: int) -> Margin:
        """Return the fewest changed ballots that put one strictly before another.

        Args:
            behind: Place of the subject on the form that is to lead.
            ahead: Place of the subject that is to fall behind.

        Returns:
            The margin; 0 where it leads already.
        """
        gains = map(add, self._up(behind), self._down(ahead))
        need = self._scores[ahead] - self._scores[behind] + 1
        return exactly(alone(gains, need), MarginWay.ORDER)

    def _up(self, subject: int) -> list[int]:
        return [row[subject] for row in self.gains.up]

    def _down(self, subject: int) -> list[int]:
        return [row[subject] for row in self.gains.down]

    def _others(self, subject: int) -> list[int]:
        return [other for other in range(len(self._scores)) if other != subject]


def ballot_margins(
    assessment: Assessment, box: BallotBox | None = None
) -> BallotMargins:
    """Return what answers for margins counted in ballots.

    Args:
        assessment: The assessment.
        box: The ballots; None takes those of the review.

    Returns:
        The margins of every grade and of every pair.

    Raises:
        MissingLevelError: If there are only counts.
        ReviewRuleError: If the scheme is none of weighted totals and bands.
        TallyError: If the box has other counts than the assessment.
    """
    found = ballots_of(assessment, box, "a margin counted in ballots")
    return BallotMargins(BallotGains.of(Remarking.of(assessment), found))

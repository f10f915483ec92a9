"""Margins counted in ballots that are left out."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

import attrs

from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.analysis._margin import Margin, MarginWay, exactly, never
from partybuild.analysis._remarking import Remarking
from partybuild.analysis._removal import fewest_combined
from partybuild.analysis._uneven_heap import MOST_INCOMPLETE, UnevenHeap
from partybuild.assessment import Assessment
from partybuild.conference import NO_CHOICES, BallotBox
from partybuild.kernel import ForReviewBody, Record
from partybuild.rules import ReviewRules


@attrs.frozen(kw_only=True, repr=False)
class RemovalMargins(ForReviewBody, Record):
    """Fewest ballots that alter a grade or an order by being left out.

    It answers what would have been without a few of the ballots. The largest
    effects first would be wrong; see `fewest_removed`. A removed ballot moves
    all subjects at once, which a quota would set against each other: where a
    quota has its say about a grade, nothing is computed. Ballots that miss a
    mark are weighed with their own bases, as long as a group has only a few.

    Attributes:
        remarking: The assessment in integers.
        bounds: Per edge of a grade, where it begins, in whole units, and
            whether the bound itself reaches it.
        heaps: For every group with ballots, per subject, what each ballot adds
            to the total.
    """

    remarking: Remarking
    bounds: tuple[tuple[Fraction, bool], ...]
    heaps: tuple[tuple[UnevenHeap, ...], ...]

    @classmethod
    def of(cls, remarking: Remarking, rules: ReviewRules, box: BallotBox) -> Self:
        """Compile ballots.

        Args:
            remarking: The assessment in integers.
            rules: Scheme that was applied.
            box: The ballots that were assessed.

        Returns:
            The margins.
        """
        found = [least_graded(rules.rounding, e) for e in rules.grading.edges]
        return cls(
            remarking=remarking,
            bounds=tuple((bound * remarking.unit, reached) for bound, reached in found),
            heaps=tuple(
                _heaps(lines, ballots, len(box.form.items))
                for lines, group_id in zip(
                    remarking.worth, box.form.group_ids, strict=True
                )
                if (ballots := box.ballots(group_id))
            ),
        )

    def __repr__(self) -> str:
        """Tell sizes only, never a mark."""
        return f"RemovalMargins({self.remarking!r})"

    @property
    def _ladder(self) -> GradeLadder:
        return self.remarking.ladder

    def lose(self, subject: int) -> Margin:
        """Return the fewest ballots whose removal lowers a subject's grade."""
        place = self.remarking.final(subject)
        if place == len(self.bounds):
            return never(MarginWay.NO_SUCH_GRADE)
        if any(limit >= place for limit in self._ladder.places):
            return never(MarginWay.QUOTA_OPEN)
        bound, reached = self.bounds[place]
        need = self.remarking.scores[subject] - bound
        heaps = [group[subject] for group in self.heaps]
        return _margin(heaps, need, strict=reached, way=MarginWay.EDGE)

    def gain(self, subject: int) -> Margin:
        """Return the fewest ballots whose removal raises a subject's grade."""
        place = self.remarking.final(subject)
        if place == 0:
            return never(MarginWay.NO_SUCH_GRADE)
        if self._ladder.held[subject] >= place:
            return never(MarginWay.CAP)
        if place - 1 in self._ladder.places:
            none = self._ladder.places[place - 1] == 0
            return never(MarginWay.NO_PLACES if none else MarginWay.QUOTA_OPEN)
        bound, reached = self.bounds[place - 1]
        need = bound - self.remarking.scores[subject]
        heaps = [group[subject].negative() for group in self.heaps]
        return _margin(heaps, need, strict=not reached, way=MarginWay.EDGE)

    def overtake(self, behind: int, ahead: int) -> Margin:
        """Return the fewest ballots without which one is strictly before another.

        Args:
            behind: Place of the subject on the form that is to lead.
            ahead: Place of the subject that is to fall behind.

        Returns:
            The margin; 0 where it leads already.
        """
        scores = self.remarking.scores
        heaps = [group[ahead].less(group[behind]) for group in self.heaps]
        need = Fraction(scores[ahead] - scores[behind])
        return _margin(heaps, need, strict=True, way=MarginWay.ORDER)


def _margin(
    heaps: Sequence[UnevenHeap], need: Fraction, *, strict: bool, way: MarginWay
) -> Margin:
    if any(len(heap.incomplete) > MOST_INCOMPLETE for heap in heaps):
        return never(MarginWay.MISSING_MARKS)
    return exactly(fewest_combined(heaps, need, strict=strict), way)


def _heaps(
    lines: Sequence[tuple[int, ...]], ballots: Sequence[bytes], items: int
) -> tuple[UnevenHeap, ...]:
    worth = [
        list(map(_table(line).__getitem__, marks))
        for line, marks in zip(lines, zip(*ballots, strict=True), strict=True)
    ]
    return tuple(
        UnevenHeap.of(worth[at : at + items]) for at in range(0, len(worth), items)
    )


def _table(line: tuple[int, ...]) -> dict[int, int | None]:
    """Return byte of a mark to worth; None for a missing mark that would count."""
    table: dict[int, int | None] = dict(enumerate(line))
    missing = None if any(line) else 0
    return table | dict.fromkeys(map(int, NO_CHOICES), missing)


def removal_margins(
    assessment: Assessment, box: BallotBox | None = None
) -> RemovalMargins:
    """Return what answers for margins counted in removed ballots.

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
    found = ballots_of(assessment, box, "a margin counted in removed ballots")
    return RemovalMargins.of(Remarking.of(assessment), assessment.rules, found)

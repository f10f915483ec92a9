"""Margins counted in ballots that are left out."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from operator import getitem
from typing import Self

import attrs

from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.analysis._margin import Margin, MarginWay, exactly, never
from partybuild.analysis._remarking import Remarking
from partybuild.analysis._removal import Heap, fewest_removed
from partybuild.assessment import Assessment
from partybuild.conference import NO_CHOICES, BallotBox
from partybuild.rules import ReviewRules

_Row = tuple[int | None, ...]


@attrs.frozen(kw_only=True, repr=False)
class RemovalMargins:
    """Fewest ballots that alter a grade or an order by being left out.

    It answers what would have been without a few of the ballots. The largest
    effects first would be wrong; see `fewest_removed`. A removed ballot moves
    all subjects at once, which a quota would set against each other: where a
    quota has its say about a grade, nothing is computed. The same holds where
    a ballot misses a mark, because the items then have different bases.

    Attributes:
        remarking: The assessment in integers.
        bounds: Per edge of a grade, where it begins, in whole units, and
            whether the bound itself reaches it.
        worth: Per group and ballot, what the ballot gives each subject; None
            where it misses a mark that counts.
    """

    remarking: Remarking
    bounds: tuple[tuple[Fraction, bool], ...]
    worth: tuple[tuple[_Row, ...], ...]

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
        items = len(box.form.items)
        return cls(
            remarking=remarking,
            bounds=tuple((bound * remarking.unit, reached) for bound, reached in found),
            worth=tuple(
                _rows(lines, box.ballots(group_id), items)
                for group_id, lines in zip(
                    box.form.group_ids, remarking.worth, strict=True
                )
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
        return self._margin(
            lambda row: row[subject], need, strict=reached, way=MarginWay.EDGE
        )

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
        return self._margin(
            lambda row: _difference(0, row[subject]),
            need,
            strict=not reached,
            way=MarginWay.EDGE,
        )

    def overtake(self, behind: int, ahead: int) -> Margin:
        """Return the fewest ballots without which one is strictly before another.

        Args:
            behind: Place of the subject on the form that is to lead.
            ahead: Place of the subject that is to fall behind.

        Returns:
            The margin; 0 where it leads already.
        """
        scores = self.remarking.scores
        return self._margin(
            lambda row: _difference(row[ahead], row[behind]),
            Fraction(scores[ahead] - scores[behind]),
            strict=True,
            way=MarginWay.ORDER,
        )

    def _margin(
        self,
        value: Callable[[_Row], int | None],
        need: Fraction,
        *,
        strict: bool,
        way: MarginWay,
    ) -> Margin:
        heaps: list[Heap] = []
        for rows in self.worth:
            values = [number for row in rows if (number := value(row)) is not None]
            if len(values) < len(rows):
                return never(MarginWay.MISSING_MARKS)
            if values:
                # Worth is already divided by the size of the group.
                heaps.append(Heap(Fraction(len(values)), tuple(values)))
        return exactly(fewest_removed(heaps, need, strict=strict), way)


def _difference(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _rows(
    lines: Sequence[tuple[int, ...]], ballots: Sequence[bytes], items: int
) -> tuple[_Row, ...]:
    tables = [_table(line) for line in lines]
    return tuple(_row(tables, ballot, items) for ballot in ballots)


def _table(line: tuple[int, ...]) -> dict[int, int | None]:
    """Return byte of a mark to worth; None for a missing mark that would count."""
    table: dict[int, int | None] = dict(enumerate(line))
    missing = None if any(line) else 0
    return table | dict.fromkeys(map(int, NO_CHOICES), missing)


def _row(tables: Sequence[Mapping[int, int | None]], ballot: bytes, items: int) -> _Row:
    marks = list(map(getitem, tables, ballot))
    parts = [marks[at : at + items] for at in range(0, len(marks), items)]
    return tuple(
        None if None in part else sum(mark or 0 for mark in part) for part in parts
    )


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
        TallyError: If the box has other counts than the assessment.
    """
    found = ballots_of(assessment, box, "a margin counted in removed ballots")
    return RemovalMargins.of(Remarking.of(assessment), assessment.rules, found)

"""What marking a whole ballot anew can move each total by."""

from collections.abc import Iterable, Mapping, Sequence
from operator import getitem
from typing import Self

import attrs

from partybuild.analysis._remarking import Remarking
from partybuild.assessment import Assessment
from partybuild.conference import NO_CHOICES, BallotBox, count
from partybuild.errors import MissingLevelError, TallyError
from partybuild.kernel import ForReviewBody, Record


def ballots_of(assessment: Assessment, box: BallotBox | None, wanted: str) -> BallotBox:
    """Return the ballots behind an assessment.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.
        wanted: What needs them, for the error.

    Returns:
        The box.

    Raises:
        MissingLevelError: If there are only counts.
        TallyError: If the box has other counts than the assessment.
    """
    own = assessment.review.box
    if box is None:
        box = own
    if box is None:
        raise MissingLevelError(
            wanted,
            "level 4 (the ballots themselves)",
            "give the ballot box; the counts at hand give margins in marks",
        )
    tally = assessment.tally
    if box != own and (box.form != tally.form or count(box).counts != tally.counts):
        raise TallyError(
            "the ballot box does not hold the ballots that were assessed: its form or "
            "its counts differ; give the box that was counted"
        )
    return box


@attrs.frozen(kw_only=True, repr=False)
class BallotGains(ForReviewBody, Record):
    """Per ballot and subject, the most that other marks can add or take.

    A changed ballot keeps its missing marks; every mark that chose an option
    may choose any other. Each ballot gains for each subject on its own, so that
    a set of ballots gains the sum.

    Attributes:
        remarking: The assessment in integers.
        up: Per ballot, for each subject, what the best marks add.
        down: Per ballot, for each subject, what the worst marks take.
    """

    remarking: Remarking
    up: tuple[tuple[int, ...], ...]
    down: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, remarking: Remarking, box: BallotBox) -> Self:
        """Compile ballots.

        Args:
            remarking: The assessment in integers.
            box: The ballots that were assessed.

        Returns:
            The gains.
        """
        ups: list[tuple[int, ...]] = []
        downs: list[tuple[int, ...]] = []
        for group_id, lines in zip(box.form.group_ids, remarking.worth, strict=True):
            up = [_table(line[0] - value for value in line) for line in lines]
            down = [_table(value - line[-1] for value in line) for line in lines]
            for ballot in box.ballots(group_id):
                ups.append(_sums(up, ballot, len(box.form.items)))
                downs.append(_sums(down, ballot, len(box.form.items)))
        return cls(remarking=remarking, up=tuple(ups), down=tuple(downs))

    def __repr__(self) -> str:
        """Tell sizes only, never a mark."""
        return f"BallotGains({self.remarking!r})"


def _table(gains: Iterable[int]) -> dict[int, int]:
    """Return byte of a mark to gain; a missing mark gains nothing."""
    return dict(enumerate(gains)) | dict.fromkeys(map(int, NO_CHOICES), 0)


def _sums(
    tables: Sequence[Mapping[int, int]], ballot: bytes, items: int
) -> tuple[int, ...]:
    marks = list(map(getitem, tables, ballot))
    return tuple(sum(marks[at : at + items]) for at in range(0, len(marks), items))

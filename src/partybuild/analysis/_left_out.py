"""What remains of scores, ranks and grades without one group or one item."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.analysis._criteria import CriterionKind
from partybuild.analysis._weight_lines import WeightLines
from partybuild.assessment import Assessment, competition_ranks
from partybuild.kernel import ForReviewBody, Label, Record


@attrs.frozen(kw_only=True)
class Shift(ForReviewBody, Record):
    """One subject with and without a criterion.

    Attributes:
        subject_id: Subject.
        score_before: Score in force.
        score: Score without the criterion.
        rank_before: Rank in force.
        rank: Rank without it.
        grade_before: Grade in force.
        grade_id: Grade without it.
    """

    subject_id: str
    score_before: Fraction
    score: Fraction
    rank_before: int
    rank: int
    grade_before: str
    grade_id: str

    @property
    def moved(self) -> bool:
        """Whether rank or grade differ."""
        return (self.rank, self.grade_id) != (self.rank_before, self.grade_before)


@attrs.frozen(kw_only=True, repr=False)
class LeftOut(ForReviewBody, Record):
    """The conference without one voter group or one item.

    The others share its weight in their proportions; caps and quotas are
    applied again. The score without a group, beside the score in force, gives
    the mean of the group: where *may_be_shown* is false, it may not be printed.

    Attributes:
        kind: Voter group or item.
        criterion_id: What was left out.
        label: Its name.
        weight: Its weight.
        may_be_shown: Whether the group is large enough for its mean to be shown.
        shifts: One per subject, in the order of the form.
    """

    kind: CriterionKind
    criterion_id: str
    label: Label
    weight: Fraction
    may_be_shown: bool
    shifts: tuple[Shift, ...]

    @property
    def moved(self) -> tuple[Shift, ...]:
        """Subjects whose rank or grade hangs on the criterion."""
        return tuple(shift for shift in self.shifts if shift.moved)

    def __repr__(self) -> str:
        """Tell how many ranks and grades move, never a score."""
        return f"LeftOut({self.criterion_id!r}, {len(self.moved)} ranks or grades move)"


def shifts_without(assessment: Assessment, lines: WeightLines) -> tuple[Shift, ...]:
    """Return every subject with and without one criterion.

    Args:
        assessment: The assessment.
        lines: How the totals move with the weight of the criterion; without it
            its weight is 0.

    Returns:
        The shifts, in the order of the form.
    """
    subjects = assessment.tally.form.subject_ids
    nothing = Fraction(0)
    totals: Sequence[Fraction] = lines.totals(nothing)
    scores = dict(zip(subjects, totals, strict=True))
    ranks = competition_ranks(scores)
    grade_ids = assessment.rules.grading.grade_ids
    shifts: list[Shift] = []
    for at, subject in enumerate(subjects):
        standing = assessment.standing(subject)
        shifts.append(
            Shift(
                subject_id=subject,
                score_before=standing.score,
                score=scores[subject],
                rank_before=standing.rank,
                rank=ranks[subject],
                grade_before=standing.grade_id,
                grade_id=grade_ids[lines.final(nothing, at)],
            )
        )
    return tuple(shifts)

"""Scores with and without the ballots that choose one option throughout."""

from fractions import Fraction

import attrs

from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._patterns import is_straight
from partybuild.analysis._plain_scheme import refuse_other_schemes
from partybuild.analysis.disclosure import MEANS_FROM
from partybuild.assessment import Assessment, ScoreTable, competition_ranks
from partybuild.conference import BallotBox, count
from partybuild.kernel import ForReviewBody, Label, Plain, Record, Summary


@attrs.frozen(kw_only=True)
class StraightShift(ForReviewBody, Record):
    """One subject with and without these ballots.

    Attributes:
        subject_id: Subject.
        score: Official total.
        without: Total without them.
        rank: Rank by the totals.
        rank_without: Rank without them.
    """

    subject_id: str
    score: Fraction
    without: Fraction
    rank: int
    rank_without: int


@attrs.frozen(kw_only=True, repr=False)
class StraightLines(ForReviewBody):
    """All subjects with and without them; the official result keeps them.

    Attributes:
        ballots: Valid ballots.
        straight: Those that choose one option throughout.
        may_be_shown: Whether both scores may be printed together: their
            difference tells of these ballots alone, so that it takes none of
            them, or five in each voter group that has any.
        shifts: One per subject, in the order of the standings.
    """

    ballots: int
    straight: int
    may_be_shown: bool
    shifts: tuple[StraightShift, ...]

    def summary(self) -> Summary:
        """Return scores with and without; no row where they may not be shown."""
        rows: list[tuple[Plain, ...]] = [
            (one.subject_id, one.score, one.without, one.rank, one.rank_without)
            for one in (self.shifts if self.may_be_shown else ())
        ]
        return Summary(
            caption=Label(
                zh=f"去掉 {self.straight} 张通篇同一等次的票前后",
                en=f"with and without {self.straight} ballots of one option throughout",
            ),
            columns=(
                Label(zh="述职人", en="subject"),
                Label(zh="得分", en="score"),
                Label(zh="去掉后得分", en="score without"),
                Label(zh="名次", en="rank"),
                Label(zh="去掉后名次", en="rank without"),
            ),
            rows=rows,
            shown=5,
        )


def straight_lines(
    assessment: Assessment, box: BallotBox | None = None
) -> StraightLines:
    """Return totals with and without the ballots of one option throughout.

    Near the top of the scale such ballots are mostly honest. Nothing is excluded;
    a rulebook that voids them shows by this what that does.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.

    Returns:
        Both totals and ranks of every subject.

    Raises:
        EmptyVoterGroupError: If a voter group with a weight has no other ballot.
        MissingLevelError: If there are only counts.
        ReviewRuleError: If the total is no weighted sum of the marks.
        TallyError: If the box has other counts than the assessment.

    Source:
        Reuning and Plutzer (2020) on valid straight-lining.
    """
    what = "scores without straight-lining"
    refuse_other_schemes(assessment, what)
    found = ballots_of(assessment, box, what)
    form, rules = found.form, assessment.rules
    kept = {
        group: [b for b in found.ballots(group) if not is_straight(b, form)]
        for group in form.group_ids
    }
    rest = BallotBox.from_bytes(form, kept)
    table, share = ScoreTable.of(rules), ballot_share(rules)
    gone = [all_ - left for all_, left in zip(found.sizes, rest.sizes, strict=True)]
    before, after = table.scores(count(found)), table.scores(count(rest))
    scores = {s.subject_id: s.score for s in assessment.standings}
    without = {
        subject: scores[subject] + share * (new - old)
        for subject, old, new in zip(form.subject_ids, before, after, strict=True)
    }
    ranks, others = competition_ranks(scores), competition_ranks(without)
    return StraightLines(
        ballots=sum(found.sizes),
        straight=sum(gone),
        may_be_shown=all(number == 0 or number >= MEANS_FROM for number in gone),
        shifts=tuple(
            StraightShift(
                subject_id=subject,
                score=scores[subject],
                without=without[subject],
                rank=ranks[subject],
                rank_without=others[subject],
            )
            for subject in scores
        ),
    )

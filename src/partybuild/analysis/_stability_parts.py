"""How close one grade, or the order of two subjects, is to changing."""

from typing import Self

import attrs

from partybuild.analysis._ballot_margins import BallotMargins
from partybuild.analysis._criteria import Criteria, CriterionKind
from partybuild.analysis._firmness import Firmness, grade_firmness
from partybuild.analysis._grade_ladder import least_graded
from partybuild.analysis._left_out import LeftOut
from partybuild.analysis._margin import Margin, MarginWay
from partybuild.analysis._mark_margins import MarkMargins
from partybuild.analysis._removal_margins import RemovalMargins
from partybuild.analysis._transfer import Transfer, least_transfer
from partybuild.analysis._weight_lines import WeightInterval
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import ForReviewBody, Label, Record


@attrs.frozen(kw_only=True)
class MarginSources:
    """What answers for margins; without ballots only marks can be asked.

    Attributes:
        marks: Margins in marks.
        ballots: Margins in changed ballots.
        removals: Margins in removed ballots.
    """

    marks: MarkMargins
    ballots: BallotMargins | None
    removals: RemovalMargins | None


@attrs.frozen(kw_only=True)
class Margins(ForReviewBody, Record):
    """The fewest changes of each kind that bring one thing about.

    Attributes:
        marks: Marks changed.
        ballots: Ballots changed; None without ballots.
        removed: Ballots left out; None without ballots.
    """

    marks: Margin
    ballots: Margin | None
    removed: Margin | None

    @classmethod
    def lose(cls, sources: MarginSources, subject: int) -> Self:
        """Return what lowers a grade."""
        ballots, removals = sources.ballots, sources.removals
        return cls(
            marks=sources.marks.lose(subject),
            ballots=None if ballots is None else ballots.lose(subject),
            removed=None if removals is None else removals.lose(subject),
        )

    @classmethod
    def gain(cls, sources: MarginSources, subject: int) -> Self:
        """Return what raises a grade."""
        ballots, removals = sources.ballots, sources.removals
        return cls(
            marks=sources.marks.gain(subject),
            ballots=None if ballots is None else ballots.gain(subject),
            removed=None if removals is None else removals.gain(subject),
        )

    @classmethod
    def overtake(cls, sources: MarginSources, behind: int, ahead: int) -> Self:
        """Return what puts one subject strictly before another."""
        ballots, removals = sources.ballots, sources.removals
        return cls(
            marks=sources.marks.overtake(behind, ahead),
            ballots=None if ballots is None else ballots.overtake(behind, ahead),
            removed=None if removals is None else removals.overtake(behind, ahead),
        )

    def text(self) -> Label | None:
        """Return the number of changes in words; None if none does."""
        if self.marks.changes is None:
            return None
        zh, en = f"{self.marks.changes} 个勾", _counted(self.marks.changes, "mark")
        if self.ballots is not None and self.ballots.changes is not None:
            number = self.ballots.changes
            about = ("", "") if self.ballots.exact else ("至多 ", "at most ")
            zh = f"{about[0]}{number} 张票（或 {zh}）"
            en = f"{about[1]}{_counted(number, 'ballot')} (or {en})"
        return Label(zh=zh, en=en)

    def sentence(self, outcome: Label) -> Label:
        """Return what brings an outcome about, or why nothing does."""
        changes = self.text()
        if changes is None:
            why = self.marks.way.label
            return Label(
                zh=f"不能{outcome.zh}：{why.zh}", en=f"not {outcome.en}: {why.en}"
            )
        return Label(
            zh=f"改变 {changes.zh}即可{outcome.zh}",
            en=f"{outcome.en} by changing {changes.en}",
        )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@attrs.frozen(kw_only=True)
class GradeTransfer(ForReviewBody, Record):
    """The least weight to move until a score is on the edge of its grade.

    Attributes:
        kind: Whether weights of voter groups or of items move.
        up: Whether it is the edge of the next better grade, or the lower edge
            of the grade itself.
        transfer: The weight; None if no weights bring it about.
    """

    kind: CriterionKind
    up: bool
    transfer: Transfer | None


@attrs.frozen(kw_only=True, repr=False)
class GradeStability(ForReviewBody, Record):
    """How close one subject's grade is to changing.

    Attributes:
        subject_id: Subject.
        name: Title of the post.
        grade_id: Code of the grade.
        grade: The grade.
        lose: What lowers it.
        gain: What raises it.
        transfers: Least weight to an edge, where caps and quotas leave the
            decision to the score; otherwise not computed, because weights
            move all subjects at once.
        firmness: What other voters might have said; None where it is not given.
    """

    subject_id: str
    name: Label
    grade_id: str
    grade: Label
    lose: Margins
    gain: Margins
    transfers: tuple[GradeTransfer, ...]
    firmness: Firmness | None

    def sentence(self) -> Label:
        """Return margins and firmness in one sentence."""
        parts = [
            margins.sentence(outcome)
            for margins, outcome in ((self.lose, _LOSE), (self.gain, _GAIN))
            if margins.marks.way is not MarginWay.NO_SUCH_GRADE
        ]
        if self.firmness is not None:
            firm = self.firmness
            parts.insert(0, Label(zh=firm.reason("zh"), en=firm.reason("en")))
        zh = "；".join(part.zh for part in parts)
        en = "; ".join(part.en for part in parts)
        return Label(
            zh=f"{self.name.zh}，{self.grade.zh}：{zh}。",
            en=f"{self.name.en}, {self.grade.en}: {en}.",
        )


_LOSE = Label(zh="降等", en="lower")
_GAIN = Label(zh="升等", en="higher")


@attrs.frozen(kw_only=True, repr=False)
class OrderStability(ForReviewBody, Record):
    """How close two neighbors in the order are to changing places.

    Attributes:
        ahead: Subject before the other, or level with it.
        behind: Subject after it.
        overtake: What puts the one behind strictly before the other.
        transfers: Per kind of criterion, the least weight to move until both
            are level; None if no weights bring it about.
    """

    ahead: str
    behind: str
    overtake: Margins
    transfers: tuple[tuple[CriterionKind, Transfer | None], ...]


@attrs.frozen(kw_only=True, repr=False)
class CriterionStability(ForReviewBody, Record):
    """How far the weight of one group or item may move, and what hangs on it.

    What follows from a voter group's own figures is for the review body where
    *left_out* says that it may not be shown.

    Attributes:
        ranking: Weights over which the whole order stays.
        grades: Per subject, in the order of the form, weights over which the
            grade stays.
        left_out: Scores, ranks and grades without the criterion.
    """

    ranking: WeightInterval
    grades: tuple[WeightInterval, ...]
    left_out: LeftOut


def order_transfers(
    taken_apart: tuple[Criteria, ...], ahead: int, behind: int
) -> tuple[tuple[CriterionKind, Transfer | None], ...]:
    """Return the least weight, by kind, that draws two subjects level."""
    return tuple((c.kind, _level(c, ahead, behind)) for c in taken_apart)


def _level(criteria: Criteria, ahead: int, behind: int) -> Transfer | None:
    pairs = zip(criteria.values[ahead], criteria.values[behind], strict=True)
    return least_transfer(
        criteria.weights,
        [criteria.share * (one - other) for one, other in pairs],
        criteria.total(ahead) - criteria.total(behind),
    )


def grade_stability(
    assessment: Assessment,
    standing: Standing,
    sources: MarginSources,
    taken_apart: tuple[Criteria, ...],
) -> GradeStability:
    """Return how close one subject's grade is to changing."""
    subject = assessment.tally.form.subject_ids.index(standing.subject_id)
    return GradeStability(
        subject_id=standing.subject_id,
        name=standing.name,
        grade_id=standing.grade_id,
        grade=standing.grade,
        lose=Margins.lose(sources, subject),
        gain=Margins.gain(sources, subject),
        transfers=_grade_transfers(assessment, sources, taken_apart, subject),
        firmness=grade_firmness(assessment, standing.subject_id),
    )


def _grade_transfers(
    assessment: Assessment,
    sources: MarginSources,
    taken_apart: tuple[Criteria, ...],
    subject: int,
) -> tuple[GradeTransfer, ...]:
    rules, remarking = assessment.rules, sources.marks.remarking
    ladder, place = remarking.ladder, remarking.final(subject)
    ways: list[tuple[bool, int]] = []
    if place < len(ladder.edges) and not any(q >= place for q in ladder.places):
        ways.append((False, place))
    if place and ladder.held[subject] < place and place - 1 not in ladder.places:
        ways.append((True, place - 1))
    found: list[GradeTransfer] = []
    for up, at in ways:
        bound, _ = least_graded(rules.rounding, rules.grading.edges[at])
        for c in taken_apart:
            values = [c.share * value for value in c.values[subject]]
            transfer = least_transfer(c.weights, values, c.total(subject) - bound)
            found.append(GradeTransfer(kind=c.kind, up=up, transfer=transfer))
    return tuple(found)

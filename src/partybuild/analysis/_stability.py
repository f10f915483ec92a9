"""How close the grades and the order of one conference are to changing."""

from itertools import pairwise

import attrs

from partybuild.analysis._ballot_gains import BallotGains, ballots_of
from partybuild.analysis._ballot_margins import BallotMargins
from partybuild.analysis._composites import composite_refusal
from partybuild.analysis._criteria import Criteria, CriterionKind, criteria_refusal
from partybuild.analysis._left_out import LeftOut, shifts_without
from partybuild.analysis._mark_margins import MarkMargins
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.analysis._remarking import Remarking
from partybuild.analysis._removal_margins import RemovalMargins
from partybuild.analysis._stability_parts import (
    CriterionStability,
    GradeStability,
    Margins,
    MarginSources,
    OrderStability,
    grade_stability,
    order_transfers,
)
from partybuild.analysis._weight_lines import WeightLines
from partybuild.analysis.disclosure import MEANS_FROM, hidden_groups
from partybuild.assessment import Assessment
from partybuild.conference import BallotBox
from partybuild.errors import UnknownIdError
from partybuild.kernel import (
    Finding,
    ForReviewBody,
    Label,
    Severity,
    Summary,
    shown_text,
    sorted_findings,
)


@attrs.frozen(kw_only=True, repr=False)
class Stability(ForReviewBody):
    """Margins, weights, firmness and sensitivity of one conference.

    Nothing here changes a score. All of it is for the review body, margins too:
    how few changes alter a grade follows from the exact score.

    Attributes:
        grades: One per subject, in the order of the standings.
        orders: One per pair of neighbors in that order.
        criteria: One per voter group and item whose weight can move.
        findings: What could not be said, and what it needs.
    """

    grades: tuple[GradeStability, ...]
    orders: tuple[OrderStability, ...]
    criteria: tuple[CriterionStability, ...]
    findings: tuple[Finding, ...] = ()

    def of(self, subject_id: str) -> GradeStability:
        """Return how close one subject's grade is to changing.

        Args:
            subject_id: Subject.

        Returns:
            Its margins and firmness.

        Raises:
            UnknownIdError: If no such subject was assessed.
        """
        for found in self.grades:
            if found.subject_id == subject_id:
                return found
        known = tuple(sorted(found.subject_id for found in self.grades))
        raise UnknownIdError("subject", subject_id, known)

    def criterion(self, criterion_id: str) -> CriterionStability:
        """Return how far the weight of one voter group or item may move.

        Args:
            criterion_id: Code of the group or item.

        Returns:
            Its intervals, and the conference without it.

        Raises:
            UnknownIdError: If there is none, or its weight cannot move.
        """
        for found in self.criteria:
            if found.left_out.criterion_id == criterion_id:
                return found
        known = tuple(found.left_out.criterion_id for found in self.criteria)
        raise UnknownIdError("voter group or item", criterion_id, known)

    def __repr__(self) -> str:
        """Say of every grade how close it is to changing, one a line."""
        lines = [shown_text(grade.sentence().zh) for grade in self.grades]
        return "\n".join([f"<Stability: {len(self.grades)}>", *lines])

    def summary(self) -> Summary:
        """Return how close each grade is to changing; counts are for data frames."""
        return Summary(
            caption=Label(zh="等次稳定性", en="stability of the grades"),
            columns=(
                Label(zh="说明", en="stability"),
                Label(zh="编号", en="subject"),
                Label(zh="降等勾数", en="marks to lose"),
                Label(zh="升等勾数", en="marks to gain"),
            ),
            rows=[
                (
                    grade.sentence(),
                    grade.subject_id,
                    grade.lose.marks.changes,
                    grade.gain.marks.changes,
                )
                for grade in self.grades
            ],
            shown=1,
        )


def stability(assessment: Assessment, box: BallotBox | None = None) -> Stability:
    """Say how close every grade and every order is to changing.

    Margins, intervals and transfers are exact; only the firmness speaks of
    chance. What cannot be said is a finding that names what it needs.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.

    Returns:
        Margins, weights, firmness and sensitivity.

    Raises:
        TallyError: If the box has other counts than the assessment.

    Source:
        Largest gains first for marks and ballots, dynamic programming for
        removed ballots; Triantaphyllou and Sanchez (1997) on weights.
    """
    if (refused := plain_refusal(assessment)) is not None:
        finding = Finding(
            code="PB-STAB-05", severity=Severity.INFO, subject="", message=refused
        )
        return Stability(grades=(), orders=(), criteria=(), findings=(finding,))
    has_ballots = box is not None or assessment.review.box is not None
    sources = _sources(assessment, box, has_ballots=has_ballots)
    taken_apart = tuple(
        Criteria.of(assessment, kind)
        for kind in CriterionKind
        if criteria_refusal(assessment, kind) is None
    )
    places = {s: at for at, s in enumerate(assessment.tally.form.subject_ids)}
    ranked = [standing.subject_id for standing in assessment.standings]
    return Stability(
        grades=tuple(
            grade_stability(assessment, standing, sources, taken_apart)
            for standing in assessment.standings
        ),
        orders=tuple(
            OrderStability(
                ahead=ahead,
                behind=behind,
                overtake=Margins.overtake(sources, places[behind], places[ahead]),
                transfers=order_transfers(taken_apart, places[ahead], places[behind]),
            )
            for ahead, behind in pairwise(ranked)
        ),
        criteria=tuple(
            found
            for criteria in taken_apart
            for at in range(len(criteria.ids))
            if (found := _criterion(assessment, criteria, at)) is not None
        ),
        findings=_findings(assessment, has_ballots=has_ballots),
    )


def _sources(
    assessment: Assessment, box: BallotBox | None, *, has_ballots: bool
) -> MarginSources:
    remarking = Remarking.of(assessment)
    marks = MarkMargins.of(remarking)
    if not has_ballots:
        return MarginSources(marks=marks, ballots=None, removals=None)
    found = ballots_of(assessment, box, "a margin counted in ballots")
    return MarginSources(
        marks=marks,
        ballots=BallotMargins(BallotGains.of(remarking, found)),
        removals=RemovalMargins.of(remarking, assessment.rules, found),
    )


def _criterion(
    assessment: Assessment, criteria: Criteria, at: int
) -> CriterionStability | None:
    lines = WeightLines.of(assessment, criteria, at)
    if lines is None:
        return None
    tally = assessment.tally
    sizes = dict(zip(tally.form.group_ids, tally.ballots, strict=True))
    hidden = hidden_groups(sizes, MEANS_FROM)
    return CriterionStability(
        ranking=lines.ranking(),
        grades=tuple(map(lines.grade, range(len(tally.form.subject_ids)))),
        left_out=LeftOut(
            kind=criteria.kind,
            criterion_id=criteria.ids[at],
            label=criteria.labels[at],
            weight=criteria.weights[at],
            may_be_shown=criteria.kind is CriterionKind.ITEM
            or criteria.ids[at] not in hidden,
            shifts=shifts_without(assessment, lines),
        ),
    )


def _findings(assessment: Assessment, *, has_ballots: bool) -> tuple[Finding, ...]:
    problems: list[tuple[str, Label]] = []
    if not has_ballots:
        problems.append(
            (
                "PB-STAB-01",
                Label(
                    zh="只有计票表，不能以票计算差距；需要选票（四级），以勾计算的照常给出",
                    en="counts alone give no margin in ballots: it needs level 4, the "
                    "ballots themselves; margins in marks are given",
                ),
            )
        )
    for kind in CriterionKind:
        refused = criteria_refusal(assessment, kind)
        if refused is not None:
            problems.append(("PB-STAB-02", refused))
    refused = composite_refusal(assessment)
    if refused is not None:
        problems.append(("PB-STAB-03", refused))
    if len(assessment.standings) < 2:
        problems.append(
            (
                "PB-STAB-04",
                Label(
                    zh="述职人只有一名，没有先后可言；至少需要两名",
                    en="a single subject has no order; at least two are needed",
                ),
            )
        )
    return sorted_findings(
        Finding(code=code, severity=Severity.INFO, subject="", message=message)
        for code, message in problems
    )

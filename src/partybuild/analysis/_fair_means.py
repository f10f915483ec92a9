"""Fair means beside the official order, never in its place."""

from fractions import Fraction

import attrs

from partybuild.analysis._additive_fit import AdditiveFit, connected
from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis._composite_rows import composite_rows, composite_unit
from partybuild.assessment import Assessment, competition_ranks
from partybuild.conference import BallotBox
from partybuild.errors import ValueRangeError
from partybuild.kernel import Finding, ForReviewBody, Label, Record, Severity, Summary


@attrs.frozen(kw_only=True)
class FairMean(ForReviewBody, Record):
    """One subject's fair mean beside the plain one.

    Attributes:
        subject_id: Subject.
        raw: Weighted mean of the groups' plain means of complete ballots.
        fair: Weighted mean of the groups' fair means.
        raw_rank: Rank by *raw*.
        fair_rank: Rank by *fair*.
    """

    subject_id: str
    raw: Fraction
    fair: Fraction
    raw_rank: int
    fair_rank: int


@attrs.frozen(kw_only=True, repr=False)
class FairMeans(ForReviewBody, Record):
    """Fair means of all subjects.

    Attributes:
        means: One per subject, in the order of the form.
        findings: A warning where the two orders differ.
    """

    means: tuple[FairMean, ...]
    findings: tuple[Finding, ...]

    def summary(self) -> Summary:
        """Return both means of every subject, with their ranks."""
        return Summary(
            caption=Label(zh="剔除宽严影响的参考均分", en="fair means, for reference"),
            columns=(
                Label(zh="述职人编号", en="subject"),
                Label(zh="名次", en="rank"),
                Label(zh="参考名次", en="fair rank"),
                Label(zh="均分（精确值）", en="exact mean"),
                Label(zh="参考均分（精确值）", en="exact fair mean"),
            ),
            rows=[
                (m.subject_id, m.raw_rank, m.fair_rank, m.raw, m.fair)
                for m in self.means
            ],
            shown=3,
        )


_DIFFER = Label(
    zh="剔除评议人宽严影响后的参考次序与原次序不同；正式结果仍以原得分为准，建议核实缺票原因",
    en="allowing for the strictness of voters, the order differs; the official result "
    "stands as it is; suggest checking why marks are missing",
)


def fair_means(assessment: Assessment, box: BallotBox | None = None) -> FairMeans:
    """Return what subjects would have had if all ballots had rated all of them.

    Where every ballot rates every subject the two means are the same, and no
    correction is called for. Where marks are missing because voters are strict,
    the fair mean can be the worse one: it is for reference only.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.

    Returns:
        The means, and a warning where the orders differ.

    Raises:
        MissingLevelError: If there are only counts.
        TallyError: If the box has other counts than the assessment.
        ValueRangeError: If the ballots of a voter group do not connect all
            subjects.
    """
    found = ballots_of(assessment, box, "a fair mean")
    rules, form = assessment.rules, assessment.tally.form
    unit, _ = composite_unit(assessment)
    raw = [Fraction()] * len(form.subject_ids)
    fair, share = list(raw), Fraction()
    for at, group in enumerate(rules.voter_groups):
        if not group.weight or not assessment.tally.ballots[at]:
            continue
        rows = composite_rows(assessment, found, at)
        if not connected(rows):
            raise ValueRangeError(
                f"the graph of ballots and subjects of group {group.group_id!r}",
                "in separate parts",
                "complete ballots that connect all subjects",
            )
        fit, weight = AdditiveFit.of(rows), rules.group_weight(group)
        share += weight
        raw = [a + weight * b for a, b in zip(raw, fit.raw, strict=True)]
        fair = [a + weight * b for a, b in zip(fair, fit.fair, strict=True)]
    raw = [value / (share * unit) for value in raw]
    fair = [value / (share * unit) for value in fair]
    subjects = form.subject_ids
    ranks = [
        competition_ranks(dict(zip(subjects, values, strict=True)))
        for values in (raw, fair)
    ]
    warning = Finding(
        code="PB-FAIR-01", severity=Severity.WARNING, subject="", message=_DIFFER
    )
    return FairMeans(
        means=tuple(
            FairMean(
                subject_id=s, raw=a, fair=b, raw_rank=ranks[0][s], fair_rank=ranks[1][s]
            )
            for s, a, b in zip(subjects, raw, fair, strict=True)
        ),
        findings=(warning,) if ranks[0] != ranks[1] else (),
    )

"""How much of the difference between subjects another electorate would repeat."""

from enum import Enum
from fractions import Fraction

import attrs

from partybuild.analysis._agreement import (
    krippendorff_alpha,
    percent_agreement,
    rwg_j,
)
from partybuild.analysis._ballot_gains import ballots_of
from partybuild.analysis._composite_rows import composite_rows
from partybuild.analysis._concordance import Concordance, kendall_w
from partybuild.analysis._mean_squares import MeanSquares
from partybuild.analysis._rank_interval import comparisons
from partybuild.analysis._reliability_notes import reliability_findings
from partybuild.analysis.disclosure import DISTRIBUTIONS_FROM, hidden_groups
from partybuild.assessment import Assessment
from partybuild.conference import BallotBox, Moments
from partybuild.kernel import (
    Finding,
    ForReviewBody,
    Label,
    Plain,
    Record,
    Rounding,
    Summary,
)


class ReliabilityBand(Enum):
    """What a reliability is good for."""

    ORDER = "order"
    GRADES = "grades"
    NEITHER = "neither"

    @property
    def label(self) -> Label:
        """Words for a report."""
        return _LABELS[self]

    @classmethod
    def of(cls, value: Fraction) -> "ReliabilityBand":
        """Return the band of a reliability: order from 0.8, grades from 0.6."""
        if value >= Fraction(4, 5):
            return cls.ORDER
        return cls.GRADES if value >= Fraction(3, 5) else cls.NEITHER


_LABELS = {
    ReliabilityBand.ORDER: Label(
        zh="评议结果可以区分先后", en="the ballots tell the order of the subjects"
    ),
    ReliabilityBand.GRADES: Label(
        zh="评议结果只宜分等次，不宜排先后", en="the ballots tell grades, but no order"
    ),
    ReliabilityBand.NEITHER: Label(
        zh="评议结果基本不能区分先后", en="the ballots hardly tell subjects apart"
    ),
}


@attrs.frozen(kw_only=True, repr=False)
class GroupReliability(ForReviewBody, Record):
    """Reliability within one voter group.

    Attributes:
        group_id: Voter group.
        may_be_shown: Whether the group is large enough for its own figures.
        ballots: Complete ballots behind the mean squares.
        squares: Mean squares of the ballots' scores; None where undefined.
        consistency: ICC(C,k), 0 where negative; None where undefined.
        agreement: Share of equal marks among pairs of marks; None if undefined.
        concordance: Kendall's W; None without ballots or any order on them.
    """

    group_id: str
    may_be_shown: bool
    ballots: int
    squares: MeanSquares | None
    consistency: Fraction | None
    agreement: Fraction | None
    concordance: Concordance | None

    def __repr__(self) -> str:
        """Tell the group, and its figure only where that may be shown."""
        if not self.may_be_shown or self.consistency is None:
            return f"GroupReliability({self.group_id!r})"
        return (
            f"GroupReliability({self.group_id!r}, {self.ballots} ballots, "
            f"consistency={float(self.consistency):.2f})"
        )


@attrs.frozen(kw_only=True, repr=False)
class Reliability(ForReviewBody):
    """Reliability of one conference.

    Attributes:
        groups: One per voter group, in the order of the form.
        total: Reliability of the totals over all groups, 0 where negative; None
            where undefined.
        band: What it is good for; None where undefined.
        agreement: Share of equal marks among pairs within groups.
        alpha: Krippendorff's alpha, ordinal; None where all marks are equal.
        rwg: Subject to rwg(j) of all its marks, sorted by id.
        findings: Warnings, and what could not be said.
    """

    groups: tuple[GroupReliability, ...]
    total: Fraction | None
    band: ReliabilityBand | None
    agreement: Fraction | None
    alpha: Fraction | None
    rwg: tuple[tuple[str, Fraction | None], ...]
    findings: tuple[Finding, ...]

    def summary(self) -> Summary:
        """Return the figures over all groups, and of groups that may be shown."""
        rows: list[tuple[Plain, Plain]] = [
            (_SUMMARY["total"], _short(self.total)),
            (_SUMMARY["agreement"], _short(self.agreement)),
            (_SUMMARY["alpha"], _short(self.alpha)),
        ]
        if self.band is not None:
            rows.insert(1, (_SUMMARY["band"], self.band.label))
        rows += [
            (Label.same(group.group_id), _short(group.consistency))
            for group in self.groups
            if group.may_be_shown
        ]
        rows += [(_SUMMARY["note"], finding.message) for finding in self.findings]
        return Summary(
            caption=Label(zh="信度", en="reliability"),
            columns=(Label(zh="指标", en="figure"), Label(zh="数值", en="value")),
            rows=rows,
            shown=2,
        )


_TWO_PLACES = Rounding(places=2)
_SUMMARY = {
    "total": Label(zh="总分信度", en="reliability of the totals"),
    "band": Label(zh="评价", en="good for"),
    "agreement": Label(zh="一致率", en="agreement"),
    "alpha": Label(zh="α系数（有序）", en="alpha, ordinal"),
    "note": Label(zh="说明", en="note"),
}


def _short(value: Fraction | None) -> str:
    return "—" if value is None else _TWO_PLACES.text(value)


def reliability(assessment: Assessment, box: BallotBox | None = None) -> Reliability:
    """Say how much of the differences another electorate would repeat.

    Args:
        assessment: The assessment.
        box: The ballots, where the review itself holds only counts.

    Returns:
        Reliability per group and over groups, with warnings. Undefined figures
        are None.

    Raises:
        TallyError: If the box has other counts than the assessment.

    Source:
        ICC(C,k) as generalizability of the totals: Shrout and Fleiss (1979).
    """
    has_ballots = box is not None or assessment.review.box is not None
    found = ballots_of(assessment, box, "reliability") if has_ballots else None
    form, tally = assessment.tally.form, assessment.tally
    hidden = hidden_groups(
        dict(zip(form.group_ids, tally.ballots, strict=True)), DISTRIBUTIONS_FROM
    )
    units = [_units(assessment, group) for group in range(len(form.group_ids))]
    groups = tuple(
        _group(assessment, found, at, units[at], may_be_shown=group not in hidden)
        for at, group in enumerate(form.group_ids)
    )
    total = _total(assessment)
    alike = len({item.options for item in form.items}) == 1
    pooled = [
        tuple(map(sum, zip(*(lines[cell] for lines in units), strict=True)))
        for cell in range(form.width)
    ]
    alpha = krippendorff_alpha(pooled) if alike else None
    items, rules = len(form.items), assessment.rules
    values = [[o.value for o in rules.options_of(item)] for item in rules.items]
    return Reliability(
        groups=groups,
        total=total,
        band=None if total is None else ReliabilityBand.of(total),
        agreement=percent_agreement([unit for lines in units for unit in lines]),
        alpha=alpha,
        rwg=tuple(
            (subject, rwg_j(pooled[at * items : (at + 1) * items], values))
            for at, subject in enumerate(form.subject_ids)
        ),
        findings=reliability_findings(
            assessment,
            total,
            alpha,
            has_ballots=has_ballots,
            alike=alike,
            undefined=[g.group_id for g in groups if g.consistency is None],
        ),
    )


def _units(assessment: Assessment, group: int) -> list[tuple[int, ...]]:
    tally = assessment.tally
    return [
        tally.options(group, subject, item)
        for subject in range(len(tally.form.subject_ids))
        for item in range(len(tally.form.items))
    ]


def _group(
    assessment: Assessment,
    box: BallotBox | None,
    group: int,
    units: list[tuple[int, ...]],
    *,
    may_be_shown: bool,
) -> GroupReliability:
    squares, concordance, ballots = None, None, 0
    if box is not None:
        rows = [
            [x for x in row if x is not None]
            for row in composite_rows(assessment, box, group)
            if None not in row
        ]
        ballots, concordance = len(rows), kendall_w(rows)
        if min(len(rows), len(assessment.tally.form.subject_ids)) > 1:
            squares = MeanSquares.of_rows(rows)
    elif assessment.tally.moments is not None:
        squares = _from_moments(assessment.tally.moments, group)
        ballots = squares.raters if squares is not None else 0
    value = squares.icc_ck if squares is not None else None
    return GroupReliability(
        group_id=assessment.tally.form.group_ids[group],
        may_be_shown=may_be_shown,
        ballots=ballots,
        squares=squares,
        consistency=None if value is None else max(value, Fraction(0)),
        agreement=percent_agreement(units),
        concordance=concordance,
    )


def _from_moments(moments: Moments, group: int) -> MeanSquares | None:
    """Return the mean squares, where all sums stand for the same ballots."""
    singles, pairs = moments.singles[group], moments.pairs[group]
    sizes = {*singles[::3], *pairs[::6]}
    if len(sizes) != 1 or not pairs or min(sizes) < 2:
        return None
    squares = sum(singles[2::3])
    return MeanSquares.of_sums(
        singles[0], singles[1::3], squares, squares + 2 * sum(pairs[5::6])
    )


def _total(assessment: Assessment) -> Fraction | None:
    # Per pair of subjects: the squared difference, and how much of it is chance.
    pairs = comparisons(assessment)
    observed = sum((pair.difference**2 for pair in pairs), Fraction())
    if not observed:
        return None
    chance = sum((pair.variance for pair in pairs), Fraction())
    return max(1 - chance / observed, Fraction(0))

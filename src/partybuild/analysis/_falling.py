"""Items that fell since last year, beyond what fell for everybody."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.analysis._contrast_evidence import Evidence, evidence_below
from partybuild.analysis._fall import Fall
from partybuild.analysis._p_limit import p_limit
from partybuild.analysis._peer_contrast import peer_means
from partybuild.analysis._proof import Proof
from partybuild.analysis._trend import ItemChange, Trend, find_trend
from partybuild.analysis._trend_link import Crosswalk
from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_area_rule import WeakAreaRule
from partybuild.assessment import Assessment


@attrs.frozen(kw_only=True)
class LastYear:
    """The conference of the year before, to compare with.

    Attributes:
        assessment: Its assessment.
        continues: Later subject id to earlier subject id, where they differ.
        crosswalks: Items whose options were changed; they are compared by
            shares alone and never judged as falling.
    """

    assessment: Assessment
    continues: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    crosswalks: tuple[Crosswalk, ...] = attrs.field(default=(), converter=tuple)

    def trend(self, assessment: Assessment) -> Trend:
        """Compare last year with this year's assessment.

        Args:
            assessment: This year's.

        Returns:
            The comparison.

        Raises:
            TrendError: If the two have nothing in common, or options changed
                without a crosswalk.
        """
        return find_trend(
            self.assessment,
            assessment,
            continues=self.continues,
            crosswalks=self.crosswalks,
        )


@attrs.frozen
class _Cell:
    """A subject and item of both years, in points of this year's scale."""

    subject_id: str
    earlier_id: str
    item_id: str
    values: tuple[tuple[Fraction, ...], tuple[Fraction, ...]]
    scores: tuple[Fraction, Fraction]
    size: Fraction


def falls(
    assessment: Assessment, last_year: LastYear, trend: Trend, rule: WeakAreaRule
) -> dict[tuple[str, str], Fall]:
    """Return the cells that fell beyond the fall of the others.

    Args:
        assessment: This year.
        last_year: The year before.
        trend: The two compared.
        rule: Thresholds.

    Returns:
        Subject and item to the change; empty with fewer than two subjects of
        both years.
    """
    if len(trend.subjects) < 2:
        return {}
    cells = list(_cells(assessment, last_year, trend))
    years = last_year.assessment, assessment
    proofs: dict[int, Evidence | None] = {}

    def proof(at: int) -> Evidence | None:
        if at not in proofs:
            proofs[at] = _evidence(years, cells[at], cells, trend.measure.group_ids)
        return proofs[at]

    def every() -> Iterator[float]:
        for at in range(len(cells)):
            evidence = proof(at)
            yield 1.0 if evidence is None else evidence.p

    limit = p_limit(rule, max(len(cells), 1), every)
    found: dict[tuple[str, str], Fall] = {}
    for at, cell in enumerate(cells):
        if cell.size > -rule.falling_from or (evidence := proof(at)) is None:
            continue
        before, after = cell.scores
        fall = Fall(
            before=before,
            after=after,
            others=after - before - cell.size,
            ballots_before=sum(last_year.assessment.tally.ballots),
            proof=Proof(
                kind=WeakAreaKind.FALLING,
                size=cell.size,
                threshold=rule.falling_from,
                ballots=sum(assessment.tally.ballots),
                p=evidence.p,
                tests=len(cells),
                limit=limit,
                false_alarms=None if rule.false_share else rule.false_alarms,
                false_share=rule.false_share,
                conservative=evidence.conservative,
            ),
        )
        if fall.proof.holds:
            found[cell.subject_id, cell.item_id] = fall
    return found


def _cells(
    assessment: Assessment, last_year: LastYear, trend: Trend
) -> Iterator[_Cell]:
    rules, measure = assessment.rules, trend.measure
    by_id = {item.item_id: item for item in rules.items}
    walked = {walk.item_id for walk in last_year.crosswalks}
    subjects = len(trend.subjects)
    for at, item_id in enumerate(measure.item_ids):
        if item_id in walked:
            continue
        scale = rules.scale_of(by_id[item_id])
        low, unit = Fraction(0), Fraction(1)
        if not measure.in_points:
            low, unit = scale.bottom, (scale.top - scale.bottom) / 100
        _, earlier, _, later = measure.values[at]
        values = tuple(low + unit * v for v in earlier)
        for one in trend.subjects:
            item: ItemChange = one.items[at]
            yield _Cell(
                one.subject_id,
                one.earlier_id,
                item_id,
                (values, tuple(low + unit * v for v in later)),
                (low + unit * item.before, low + unit * item.after),
                # The mean over all holds the subject's own change, too.
                unit * item.relative * subjects / (subjects - 1),
            )


def _evidence(
    years: tuple[Assessment, Assessment],
    cell: _Cell,
    cells: Sequence[_Cell],
    groups: Sequence[str],
) -> Evidence | None:
    others = [
        c
        for c in cells
        if c.item_id == cell.item_id and c.subject_id != cell.subject_id
    ]
    names = (
        [cell.earlier_id, *(c.earlier_id for c in others)],
        [cell.subject_id, *(c.subject_id for c in others)],
    )
    before, after = (
        peer_means(year, cell.item_id, values, subjects, groups)
        for year, values, subjects in zip(years, cell.values, names, strict=True)
    )
    pairs = [
        (one, two)
        for one, two in zip(before, after, strict=True)
        if one is not None and two is not None
    ]
    ballots = sum(one.ballots + two.ballots for one, two in pairs)
    if not pairs or not ballots:
        return None
    estimate, variance, squares = Fraction(), Fraction(), Fraction()
    for one, two in pairs:
        # Both years with the same shares: a group that grew is no change.
        share = Fraction(one.ballots + two.ballots, ballots)
        estimate += share * (two.mean - one.mean)
        variance += share**2 * (one.variance + two.variance)
        squares += share**4 * (one.squares + two.squares)
    return Evidence(
        ballots,
        estimate,
        evidence_below(estimate, variance, squares),
        conservative=any(one.conservative or two.conservative for one, two in pairs),
    )

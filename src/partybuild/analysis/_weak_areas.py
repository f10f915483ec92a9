"""Weak areas of one conference: the search, with last year and other sources."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from partybuild.analysis._attached import Sources, attached
from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._fall import Fall
from partybuild.analysis._falling import LastYear, falls
from partybuild.analysis._item_table import ItemTable
from partybuild.analysis._other_evidence import AreaEvidence, OverdueProblem
from partybuild.analysis._trend import Trend
from partybuild.analysis._weak_area import WeakArea
from partybuild.analysis._weak_area_limits import (
    no_comparison,
    no_evidence,
    too_little,
    unlike_scales,
)
from partybuild.analysis._weak_area_rule import WeakAreaRule
from partybuild.analysis._weak_search import search
from partybuild.assessment import Assessment
from partybuild.conference import Tally
from partybuild.duties import TransmissionTrace
from partybuild.kernel import (
    Finding,
    Label,
    Plain,
    Summary,
    Tabular,
    shown_text,
    sorted_findings,
    withheld,
)
from partybuild.rules import ReviewRules

_COLUMNS = (
    Label(zh="薄弱环节", en="weak area"),
    Label(zh="说明", en="reason"),
    Label(zh="编号", en="subject"),
    Label(zh="项目", en="item"),
    Label(zh="工作方面", en="area"),
    Label(zh="类型", en="kinds"),
    Label(zh="得分", en="mean"),
    Label(zh="全体部分", en="shared part"),
    Label(zh="个人部分", en="local part"),
    Label(zh="票数", en="ballots"),
)
_FIGURES = (1, 6, 7, 8, 9)
"""Places of the columns with figures: reason, mean, both parts and ballots."""


@attrs.frozen(kw_only=True, repr=False)
class WeakAreas(Tabular):
    """Weak areas of one conference, the weightiest first.

    Attributes:
        on: Day of the analysis.
        rule: Thresholds applied.
        areas: Weak areas: common ones, then by points at stake.
        findings: Why the search was limited, where it was.
    """

    on: date
    rule: WeakAreaRule
    areas: tuple[WeakArea, ...]
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[WeakArea]:
        """Iterate over the weak areas."""
        return iter(self.areas)

    def __len__(self) -> int:
        """Return how many weak areas were named."""
        return len(self.areas)

    def __repr__(self) -> str:
        """Name the weak areas, one a line."""
        lines = [shown_text(area.title("zh")) for area in self.areas]
        return "\n".join([f"<WeakAreas on {self.on}: {len(self)}>", *lines])

    def of(self, subject_id: str) -> tuple[WeakArea, ...]:
        """Return the weak areas of one subject."""
        return tuple(area for area in self.areas if area.subject_id == subject_id)

    def summary(self) -> Summary:
        """Return each weak area with its reason; codes are for data frames."""
        rows: list[tuple[Plain, ...]] = [
            (
                Label(zh=area.title("zh"), en=area.title("en")),
                Label(zh=area.reason("zh"), en=area.reason("en")),
                area.subject_id,
                area.item_id,
                area.area,
                "+".join(kind.value for kind in area.kinds),
                area.mean,
                area.street_part,
                area.local_part,
                area.ballots,
            )
            for area in self.areas
        ]
        return Summary(
            caption=Label(zh="薄弱环节", en="weak areas"),
            columns=_COLUMNS,
            rows=rows,
            shown=2,
        )

    def published(self) -> Summary:
        """Return which items are weak, without any figure.

        `partybuild.analysis.published.clear_weak_areas` lets those figures pass
        that may stand beside the tables of the conference.

        Returns:
            The table, figures kept back.
        """
        return withheld(self.summary(), _FIGURES)


def find_weak_areas(
    assessment: Assessment,
    *,
    on: date,
    rule: WeakAreaRule | None = None,
    last_year: LastYear | None = None,
    trace: TransmissionTrace | None = None,
    overdue: Iterable[OverdueProblem] = (),
    ledger: Iterable[AreaEvidence] = (),
) -> WeakAreas:
    """Name the items in which a subject, or all of them, fall short.

    *Below standard* compares an item score with the standard of the rules.
    *Local* compares a cell with what the subject's other items and the other
    subjects imply. *Common* compares an item with the other items over all
    subjects. *Mixed* is a shortfall that is neither clearly the one nor the
    other. *Falling* compares the change since last year with that of the other
    subjects. Sizes use the official weights; evidence counts each ballot once.

    Comments, the duty chain, the rectification ledger and last year's weak areas
    are attached as evidence with their source. They have no part in the search.

    Args:
        assessment: The assessment.
        on: Day of the analysis, for the record.
        rule: Thresholds; None takes the defaults.
        last_year: The conference to compare with; None judges no change.
        trace: How duties came down; None where nobody traced them.
        overdue: Problems whose rectification is overdue.
        ledger: What a ledger says otherwise: how rectification went in an area,
            what was reopened or is back (`partybuild.ledgers.ledger_evidence`).

    Returns:
        The weak areas; nothing here ever changes a score.

    Raises:
        TrendError: If last year has nothing in common with this year, or options
            changed without a crosswalk.
        UnknownIdError: If *last_year* names a subject or item that is not there.

    Source:
        Double difference per ballot and stratified one-sided tests at
        ``false_alarms / tests``: Lehmann and Romano (2005) on expected false
        alarms.
    """
    rule = WeakAreaRule() if rule is None else rule
    table = ItemTable.of(assessment)
    trend = None if last_year is None else last_year.trend(assessment)
    fallen, findings = _fallen(assessment, last_year, trend, rule)
    found = _found(assessment.tally, assessment.rules, table, rule, fallen)
    if not found.areas:
        return attrs.evolve(
            found, on=on, findings=sorted_findings([*found.findings, *findings])
        )
    review = assessment.review
    sources = Sources(
        conference=review.conference,
        organizations={
            subject: review.post(subject).organization_id
            for subject in table.subject_ids
        },
        last_year=_weak_before(last_year, trend, rule),
        trace=trace,
        overdue=tuple(overdue),
        ledger=tuple(ledger),
    )
    return WeakAreas(
        on=on,
        rule=rule,
        areas=tuple(attached(area, sources) for area in found.areas),
        findings=sorted_findings([*found.findings, *findings]),
    )


def weak_areas_of_tally(
    tally: Tally, rules: ReviewRules, *, on: date, rule: WeakAreaRule | None = None
) -> WeakAreas:
    """Name the weak areas of counts, without an assessment around them.

    For tens of thousands of conferences: the same areas with the same numbers as
    `find_weak_areas`, with ids for names and no evidence from other sources.

    Args:
        tally: Counts, with the sums of ballots where they were kept.
        rules: Scheme.
        on: Day of the analysis, for the record.
        rule: Thresholds; None takes the defaults.

    Returns:
        The weak areas.

    Raises:
        EmptyVoterGroupError: If a weighted group has no valid mark for a
            weighted item and the scheme says no more than "error".
    """
    rule = WeakAreaRule() if rule is None else rule
    table = ItemTable.of_tally(tally, rules)
    return attrs.evolve(_found(tally, rules, table, rule, {}), on=on)


def _found(
    tally: Tally,
    rules: ReviewRules,
    table: ItemTable,
    rule: WeakAreaRule,
    fallen: dict[tuple[str, str], Fall],
) -> WeakAreas:
    limited = too_little(tally, rule)
    if limited:
        findings = sorted_findings(limited)
        return WeakAreas(on=date.min, rule=rule, areas=(), findings=findings)
    evidence = CellEvidence.of(tally, rules, rule.item_norm)
    unlike = unlike_scales(rules)
    return WeakAreas(
        on=date.min,
        rule=rule,
        areas=search(table, evidence, rule, fallen, comparable=not unlike),
        findings=sorted_findings(unlike or no_evidence(evidence)),
    )


def _fallen(
    assessment: Assessment,
    last_year: LastYear | None,
    trend: Trend | None,
    rule: WeakAreaRule,
) -> tuple[dict[tuple[str, str], Fall], list[Finding]]:
    if last_year is None or trend is None:
        return {}, []
    before = too_little(last_year.assessment.tally, rule)
    walked = [walk.item_id for walk in last_year.crosswalks]
    findings = no_comparison(before, len(trend.subjects), walked)
    return (
        {} if before else falls(assessment, last_year, trend, rule),
        findings,
    )


def _weak_before(
    last_year: LastYear | None, trend: Trend | None, rule: WeakAreaRule
) -> dict[tuple[str, str], WeakArea]:
    if last_year is None or trend is None:
        return {}
    year = last_year.assessment
    now = {one.earlier_id: one.subject_id for one in trend.subjects} | {"": ""}
    found = _found(year.tally, year.rules, ItemTable.of(year), rule, {})
    return {
        (now[area.subject_id], area.item_id): area
        for area in found.areas
        if area.subject_id in now
    }

"""Weak areas of one conference: below standard, local, common and mixed."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

import attrs

from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._item_table import ItemTable
from partybuild.analysis._weak_area import WeakArea, WeakAreaKind
from partybuild.analysis.disclosure import MEANS_FROM, hidden_groups
from partybuild.assessment import Assessment
from partybuild.kernel import (
    Finding,
    Label,
    Plain,
    Severity,
    Summary,
    Tabular,
    exact,
    shown_text,
    sorted_findings,
)

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


def _shares(norm: Mapping[str, Fraction | int | str]) -> dict[str, Fraction]:
    return {item_id: exact(value) for item_id, value in norm.items()}


@attrs.frozen(kw_only=True)
class WeakAreaRule:
    """Thresholds of the search; all of them are parameters.

    Attributes:
        least_ballots: Valid ballots below which nothing is named.
        local_from: Points a cell must lie below what the others imply.
        common_from: Points an item must lie below the other items.
        mixed_from: Points a cell must lie below the subject's other items.
        false_alarms: False alarms of each kind accepted per conference.
        item_norm: Expected difference of an item from the others, where it is
            known to be marked lower everywhere; 0 elsewhere.

    Source:
        Defaults chosen by simulation, not by a regulation.
    """

    least_ballots: int = 20
    local_from: Fraction = attrs.field(default=Fraction(5), converter=exact)
    common_from: Fraction = attrs.field(default=Fraction(3), converter=exact)
    mixed_from: Fraction = attrs.field(default=Fraction(5), converter=exact)
    false_alarms: Fraction = attrs.field(default=Fraction(1, 2), converter=exact)
    item_norm: Mapping[str, Fraction] = attrs.field(
        factory=dict[str, Fraction], converter=_shares, hash=False
    )


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


def find_weak_areas(
    assessment: Assessment, *, on: date, rule: WeakAreaRule | None = None
) -> WeakAreas:
    """Name the items in which a subject, or all of them, fall short.

    *Below standard* compares an item score with the standard of the rules.
    *Local* compares a cell with what the subject's other items and the other
    subjects imply. *Common* compares an item with the other items over all
    subjects. *Mixed* is a shortfall that is neither clearly the one nor the
    other. Sizes use the official weights; evidence counts each ballot once.

    Args:
        assessment: The assessment.
        on: Day of the analysis, for the record.
        rule: Thresholds; None takes the defaults.

    Returns:
        The weak areas; nothing here ever changes a score.

    Source:
        Double difference per ballot and stratified one-sided tests at
        ``false_alarms / tests``: Lehmann and Romano (2005) on expected false
        alarms.
    """
    rule = WeakAreaRule() if rule is None else rule
    findings = _limits(assessment, rule)
    if findings:
        return WeakAreas(on=on, rule=rule, areas=(), findings=findings)
    table = ItemTable.of(assessment)
    evidence = CellEvidence.of(assessment, rule.item_norm)
    found = [*_common(table, evidence, rule)]
    common = {area.item_id for area in found}
    for subject in range(len(table.subject_ids)):
        for item in range(len(table.item_ids)):
            area = _cell(table, evidence, rule, common, subject, item)
            if area is not None:
                found.append(area)
    found.sort(key=lambda a: (a.subject_id != "", -a.stake, a.subject_id, a.item_id))
    return WeakAreas(on=on, rule=rule, areas=tuple(found))


def _limits(assessment: Assessment, rule: WeakAreaRule) -> tuple[Finding, ...]:
    tally = assessment.tally
    sizes = dict(zip(tally.form.group_ids, tally.ballots, strict=True))
    shown = len(sizes) - len(hidden_groups(sizes, MEANS_FROM))
    ballots = sum(tally.ballots)
    problems: list[Label] = []
    if ballots < rule.least_ballots:
        problems.append(
            Label(
                zh=f"有效票 {ballots} 张，少于 {rule.least_ballots} 张，不判断薄弱环节",
                en=f"{ballots} valid ballots, fewer than {rule.least_ballots}: "
                "no weak area is named",
            )
        )
    if shown < 2:
        problems.append(
            Label(
                zh="可公开的参评主体少于两类，不判断薄弱环节",
                en="fewer than two voter groups may be shown: no weak area is named",
            )
        )
    if len(tally.form.subject_ids) < 2 or len(tally.form.items) < 2:
        problems.append(
            Label(
                zh="述职人或测评项目少于两个，无从比较，不判断薄弱环节",
                en="fewer than two subjects or two items leave nothing to compare: "
                "no weak area is named",
            )
        )
    return sorted_findings(
        Finding(code="PB-WEAK-01", severity=Severity.INFO, subject="", message=problem)
        for problem in problems
    )


def _common(
    table: ItemTable, evidence: CellEvidence, rule: WeakAreaRule
) -> Iterator[WeakArea]:
    tests = len(table.item_ids)
    for item, item_id in enumerate(table.item_ids):
        effect = table.effects[item]
        news = effect - rule.item_norm.get(item_id, Fraction(0))
        if news > -rule.common_from:
            continue
        proof = evidence.common(item)
        if proof is None or proof.p > rule.false_alarms / tests:
            continue
        mean = table.column_mean(item)
        yield WeakArea(
            kinds=(WeakAreaKind.COMMON,),
            subject_id="",
            subject=Label(zh="全体述职人", en="all secretaries"),
            item_id=item_id,
            item=table.labels[item],
            area=table.areas[item],
            mean=mean,
            own_others=mean - effect,
            street_part=effect,
            local_part=Fraction(0),
            standard=table.standard,
            firm=None,
            ballots=proof.ballots,
            p=proof.p,
            tests=tests,
            false_alarms=rule.false_alarms,
            conservative=proof.conservative,
            stake=table.weights[item] * -news,
        )


def _cell(
    table: ItemTable,
    evidence: CellEvidence,
    rule: WeakAreaRule,
    common: set[str],
    subject: int,
    item: int,
) -> WeakArea | None:
    tests = len(table.subject_ids) * len(table.item_ids)
    mean, own = table.means[subject][item], table.own[subject][item]
    local = table.local_part(subject, item)
    standard, firm = table.standard, None
    kinds: list[WeakAreaKind] = []
    if standard is not None and mean < standard:
        kinds.append(WeakAreaKind.BELOW_STANDARD)
        firm = evidence.upper_limit(subject, item) < standard
    proof = None
    if local <= -rule.local_from:
        proof = evidence.local(subject, item)
        if proof is not None and proof.p <= rule.false_alarms / tests:
            kinds.append(WeakAreaKind.LOCAL)
    unnamed = WeakAreaKind.LOCAL not in kinds and table.item_ids[item] not in common
    if unnamed and own <= -rule.mixed_from:
        proof = evidence.own(subject, item)
        if proof is not None and proof.p <= rule.false_alarms / tests:
            kinds.append(WeakAreaKind.MIXED)
    if not kinds:
        return None
    tested = proof if kinds != [WeakAreaKind.BELOW_STANDARD] else None
    short = Fraction(0) if standard is None else standard - mean
    return WeakArea(
        kinds=tuple(kinds),
        subject_id=table.subject_ids[subject],
        subject=table.names[subject],
        item_id=table.item_ids[item],
        item=table.labels[item],
        area=table.areas[item],
        mean=mean,
        own_others=mean - own,
        street_part=own - local,
        local_part=local,
        standard=standard,
        firm=firm,
        ballots=evidence.ballots if tested is None else tested.ballots,
        p=None if tested is None else tested.p,
        tests=tests,
        false_alarms=rule.false_alarms,
        conservative=tested is not None and tested.conservative,
        stake=table.weights[item] * max(short, -local, Fraction(0)),
    )

"""The search itself: first what is common, then cell by cell."""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

import attrs

from partybuild.analysis._cell_evidence import CellEvidence
from partybuild.analysis._contrast_evidence import Evidence
from partybuild.analysis._fall import Fall
from partybuild.analysis._item_table import ItemTable
from partybuild.analysis._p_limit import p_limit
from partybuild.analysis._proof import Proof
from partybuild.analysis._weak_area import WeakArea
from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_area_rule import WeakAreaRule
from partybuild.kernel import Label

Falls = Mapping[tuple[str, str], Fall]


@attrs.frozen
class _Limits:
    """How small a p-value each kind needs, and in how many tests."""

    rule: WeakAreaRule
    tests: int
    local: Fraction
    mixed: Fraction

    def proof(
        self,
        kind: WeakAreaKind,
        size: Fraction,
        threshold: Fraction,
        limit: Fraction,
        evidence: Evidence | None,
    ) -> Proof | None:
        """Return the proof where size and evidence reach their limits."""
        if size > -threshold or evidence is None or evidence.p > limit:
            return None
        return Proof(
            kind=kind,
            size=size,
            threshold=threshold,
            ballots=evidence.ballots,
            p=evidence.p,
            tests=self.tests,
            limit=limit,
            false_alarms=None if self.rule.false_share else self.rule.false_alarms,
            false_share=self.rule.false_share,
            conservative=evidence.conservative,
        )


def search(
    table: ItemTable,
    evidence: CellEvidence,
    rule: WeakAreaRule,
    falls: Falls,
    *,
    comparable: bool,
) -> tuple[WeakArea, ...]:
    """Return the weak areas, common ones first, then by points at stake.

    Args:
        table: Item scores.
        evidence: What ballots or counts say of differences.
        rule: Thresholds.
        falls: Subject and item to its fall since last year.
        comparable: Whether items may be compared with one another.

    Returns:
        The weak areas.
    """
    found = [*_common(table, evidence, rule)] if comparable else []
    common = {area.item_id for area in found}
    limits = _limits(table, evidence, rule) if comparable else None
    for subject in range(len(table.subject_ids)):
        for item in range(len(table.item_ids)):
            area = _cell(table, evidence, limits, common, falls, (subject, item))
            if area is not None:
                found.append(area)
    found.sort(key=lambda a: (a.subject_id != "", -a.stake, a.subject_id, a.item_id))
    return tuple(found)


def _limits(table: ItemTable, evidence: CellEvidence, rule: WeakAreaRule) -> _Limits:
    cells = [
        (subject, item)
        for subject in range(len(table.subject_ids))
        for item in range(len(table.item_ids))
    ]
    tests = len(cells)
    return _Limits(
        rule,
        tests,
        p_limit(rule, tests, lambda: (_p(evidence.local(*cell)) for cell in cells)),
        p_limit(rule, tests, lambda: (_p(evidence.own(*cell)) for cell in cells)),
    )


def _p(evidence: Evidence | None) -> float:
    return 1.0 if evidence is None else evidence.p


def _common(
    table: ItemTable, evidence: CellEvidence, rule: WeakAreaRule
) -> Iterator[WeakArea]:
    tests = len(table.item_ids)
    limit = p_limit(
        rule, tests, lambda: (_p(evidence.common(item)) for item in range(tests))
    )
    limits = _Limits(rule, tests, limit, limit)
    for item, item_id in enumerate(table.item_ids):
        effect = table.effects[item]
        norm = rule.item_norm.get(item_id, Fraction(0))
        if effect - norm > -rule.common_from:
            continue
        proof = limits.proof(
            WeakAreaKind.COMMON,
            effect - norm,
            rule.common_from,
            limit,
            evidence.common(item),
        )
        if proof is None:
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
            norm=norm,
            standard=table.standard,
            ballots=proof.ballots,
            proof=proof,
            stake=table.weights[item] * -proof.size,
        )


def _cell(
    table: ItemTable,
    evidence: CellEvidence,
    limits: _Limits | None,
    common: Collection[str],
    falls: Falls,
    place: tuple[int, int],
) -> WeakArea | None:
    subject, item = place
    names = table.subject_ids[subject], table.item_ids[item]
    mean, own = table.means[subject][item], table.own[subject][item]
    local = table.local_part(subject, item)
    below = table.standard is not None and mean < table.standard
    kinds = [WeakAreaKind.BELOW_STANDARD] if below else []
    proof = None
    if limits is not None:
        proof = _local(evidence, limits, place, local)
        if proof is None and names[1] not in common:
            proof = _mixed(evidence, limits, place, own)
    if proof is not None:
        kinds.append(proof.kind)
    fall = falls.get(names)
    if fall is not None:
        kinds.append(WeakAreaKind.FALLING)
    if not kinds:
        return None
    short = Fraction(0) if table.standard is None else table.standard - mean
    return WeakArea(
        kinds=tuple(kinds),
        subject_id=names[0],
        subject=table.names[subject],
        item_id=names[1],
        item=table.labels[item],
        area=table.areas[item],
        mean=mean,
        own_others=mean - own,
        street_part=own - local,
        local_part=local,
        standard=table.standard,
        upper_limit=evidence.upper_limit(subject, item) if below else None,
        ballots=evidence.ballots if proof is None else proof.ballots,
        proof=proof,
        fall=fall,
        stake=table.weights[item] * max(short, -local, Fraction(0)),
    )


def _local(
    evidence: CellEvidence, limits: _Limits, place: tuple[int, int], size: Fraction
) -> Proof | None:
    threshold = limits.rule.local_from
    if size > -threshold:
        return None
    return limits.proof(
        WeakAreaKind.LOCAL, size, threshold, limits.local, evidence.local(*place)
    )


def _mixed(
    evidence: CellEvidence, limits: _Limits, place: tuple[int, int], size: Fraction
) -> Proof | None:
    threshold = limits.rule.mixed_from
    if size > -threshold:
        return None
    return limits.proof(
        WeakAreaKind.MIXED, size, threshold, limits.mixed, evidence.own(*place)
    )

"""Weak areas as they may be printed beside everything else."""

from collections.abc import Iterator

import attrs

from partybuild.analysis._other_evidence import OtherEvidence
from partybuild.analysis._weak_area import WeakArea
from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_areas import WeakAreas
from partybuild.analysis.disclosure import (
    DEFAULT_DISCLOSURE,
    ClearedScores,
    Disclosure,
)
from partybuild.analysis.published._cleared_intervals import spread_may_be_told
from partybuild.analysis.published._told_reasons import reasons_told
from partybuild.assessment import Assessment
from partybuild.kernel import (
    SUPPRESSED,
    Finding,
    Label,
    Lang,
    Plain,
    Record,
    Summary,
    Tabular,
)

_COLUMNS = (
    Label(zh="薄弱环节", en="weak area"),
    Label(zh="说明", en="reason"),
    Label(zh="编号", en="subject"),
    Label(zh="项目", en="item"),
    Label(zh="工作方面", en="area"),
    Label(zh="类型", en="kinds"),
    Label(zh="得分", en="score"),
    SUPPRESSED,
)
_PRINTED = {"reason": _COLUMNS[1], "score": _COLUMNS[6]}


@attrs.frozen(kw_only=True)
class ClearedWeakArea(Record):
    """One weak area as it may be printed.

    Attributes:
        title: Subject, item and kinds.
        kinds: In which ways it is weak.
        subject_id: Post concerned; empty for a common weak area.
        item_id: Item.
        item: Words on the ballot.
        area: Code of the area of work.
        score: Item score as it may be printed; None where it is kept back, and
            for a common weak area.
        reason: The sentence with the figures; None where they are kept back.
        evidence: What other sources say.
    """

    title: Label
    kinds: tuple[WeakAreaKind, ...]
    subject_id: str
    item_id: str
    item: Label
    area: str
    score: str | None
    reason: Label | None
    evidence: tuple[OtherEvidence, ...]

    @property
    def suppressed(self) -> tuple[str, ...]:
        """Which of "reason" and "score" were kept back."""
        kept = ["reason"] if self.reason is None else []
        if self.score is None and self.subject_id:
            kept.append("score")
        return tuple(kept)


@attrs.frozen(kw_only=True, repr=False)
class ClearedWeakAreas(Tabular):
    """The weak areas of one conference, for publication.

    Attributes:
        areas: Weak areas, in the order of the search.
        findings: Why the search was limited, where it was.
        told: Whether the figures of the reasons passed the gate.
    """

    areas: tuple[ClearedWeakArea, ...]
    findings: tuple[Finding, ...]
    told: bool

    def __iter__(self) -> Iterator[ClearedWeakArea]:
        """Iterate over the weak areas."""
        return iter(self.areas)

    def __len__(self) -> int:
        """Return how many weak areas were named."""
        return len(self.areas)

    def of(self, subject_id: str) -> tuple[ClearedWeakArea, ...]:
        """Return the weak areas of one subject; of "" the common ones."""
        return tuple(area for area in self.areas if area.subject_id == subject_id)

    def summary(self) -> Summary:
        """Return each weak area; an empty cell is named among the suppressed."""
        rows: list[tuple[Plain, ...]] = [
            (
                area.title,
                area.reason,
                area.subject_id,
                area.item_id,
                area.area,
                "+".join(kind.value for kind in area.kinds),
                area.score,
                _kept_back(area),
            )
            for area in self.areas
        ]
        return Summary(
            caption=Label(zh="可公布的薄弱环节", en="weak areas that may be printed"),
            columns=_COLUMNS,
            rows=rows,
            shown=2,
        )


def _kept_back(area: ClearedWeakArea) -> Label | None:
    names = [_PRINTED[name] for name in area.suppressed]
    if not names:
        return None
    return Label(zh="、".join(n.zh for n in names), en=", ".join(n.en for n in names))


def clear_weak_areas(
    assessment: Assessment,
    weak_areas: WeakAreas,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    *,
    cleared: ClearedScores | None = None,
) -> ClearedWeakAreas:
    """Return the weak areas as they may be printed beside reports and tables.

    Which items are weak is always said. The figures of the reasons are judged
    together with totals, item scores and group scores, and are all left out
    where they would tell what a few voters gave. P-values and firmness say how
    far the ballots lie apart; they are left out where intervals are. Scores of
    last year go back to other ballots and are never told.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        disclosure: The gate.
        cleared: What the gate has cleared for the same paper; None asks it.

    Returns:
        The weak areas, for publication.
    """
    cleared = disclosure.clear(assessment) if cleared is None else cleared
    told = _figures_pass(assessment, weak_areas, disclosure, cleared)
    spread = told and spread_may_be_told(assessment, disclosure, cleared)
    places = {item.item_id: at for at, item in enumerate(assessment.rules.items)}

    def one(area: WeakArea) -> ClearedWeakArea:
        scores = cleared.items_of(area.subject_id)

        def sentence(lang: Lang) -> str:
            return area.reason(lang, last_year=False, spread=spread)

        return ClearedWeakArea(
            title=Label(zh=area.title("zh"), en=area.title("en")),
            kinds=area.kinds,
            subject_id=area.subject_id,
            item_id=area.item_id,
            item=area.item,
            area=area.area,
            score=scores[places[area.item_id]].text if scores else None,
            reason=Label(zh=sentence("zh"), en=sentence("en")) if told else None,
            evidence=area.evidence,
        )

    return ClearedWeakAreas(
        areas=tuple(one(area) for area in weak_areas),
        findings=weak_areas.findings,
        told=told,
    )


def _figures_pass(
    assessment: Assessment,
    weak_areas: WeakAreas,
    disclosure: Disclosure,
    cleared: ClearedScores,
) -> bool:
    if cleared.rounding is None or cleared.rounding.places == 0:
        return False
    return disclosure.pass_together(
        assessment, cleared, reasons_told(assessment, weak_areas)
    )

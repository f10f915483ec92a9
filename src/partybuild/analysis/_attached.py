"""Which evidence of other sources belongs to a weak area."""

from collections.abc import Iterable, Iterator, Mapping

import attrs

from partybuild.analysis._other_evidence import (
    AreaEvidence,
    EvidenceSource,
    OtherEvidence,
    OverdueProblem,
)
from partybuild.analysis._tag import Polarity
from partybuild.analysis._tagging import tag
from partybuild.analysis._weak_area import WeakArea
from partybuild.conference import Conference, Remark
from partybuild.duties import (
    WEAKNESSES,
    Transmission,
    TransmissionLink,
    TransmissionTrace,
)
from partybuild.kernel import Label

_AREA_OF = {one.code: one.area_id for one in WEAKNESSES}
_ORDER = {source: at for at, source in enumerate(EvidenceSource)}


@attrs.frozen(kw_only=True)
class Sources:
    """Everything but the ballots of this year that a weak area is held against.

    Attributes:
        conference: Record of the conference, with its comments.
        organizations: Subject to the organization of the post.
        last_year: What was weak last year: this year's subject and item to it.
        trace: How duties came down; None where nobody traced them.
        overdue: Problems whose rectification is overdue.
        ledger: What a ledger says otherwise.
    """

    conference: Conference
    organizations: Mapping[str, str]
    last_year: Mapping[tuple[str, str], WeakArea]
    trace: TransmissionTrace | None = None
    overdue: tuple[OverdueProblem, ...] = ()
    ledger: tuple[AreaEvidence, ...] = ()


def attached(area: WeakArea, sources: Sources) -> WeakArea:
    """Return a weak area with what other sources say of it; no number changes.

    Args:
        area: Weak area.
        sources: Other sources.

    Returns:
        The weak area with its evidence, in a stable order.
    """
    every = {
        *_comments(area, sources.conference),
        *_chains(area, sources),
        *(
            problem.evidence
            for problem in sources.overdue
            if problem.subject_id == area.subject_id and _meant(problem.area, area)
        ),
        *(
            one.evidence
            for one in sources.ledger
            if one.subject_id == area.subject_id and _meant(one.area, area)
        ),
        *_last_year(area, sources),
    }
    if not every:
        return area
    kept = sorted(every, key=lambda e: (_ORDER[e.source], e.reference, e.text))
    return attrs.evolve(area, evidence=tuple(kept))


def _meant(named: str, area: WeakArea) -> bool:
    """Whether a code, area of work or item names what the weak area is about."""
    if not named:
        return False
    own = {area.area, area.item_id, _AREA_OF.get(area.area, "")}
    return named in own or _AREA_OF.get(named) == area.area


def _comments(area: WeakArea, conference: Conference) -> Iterator[OtherEvidence]:
    if not area.subject_id:
        yield from _remarks(area, conference.problems, supports=True)
        yield from _remarks(area, conference.strengths, supports=False)
        return
    for comment in conference.comments:
        if comment.post_id == area.subject_id:
            yield from _remarks(area, comment.problems, supports=True)
            yield from _remarks(area, comment.achievements, supports=False)


def _remarks(
    area: WeakArea, remarks: Iterable[Remark], *, supports: bool
) -> Iterator[OtherEvidence]:
    for remark in remarks:
        said: dict[str, bool] = {}
        # The lexicon reads the words; a code that the office recorded comes first.
        for one in tag(remark.text.zh):
            said[one.code] = one.polarity is Polarity.PROBLEM
        if remark.area:
            said[remark.area] = supports
        for code, blames in said.items():
            if _meant(code, area):
                yield OtherEvidence(
                    source=EvidenceSource.COMMENT,
                    reference=code,
                    text=remark.text,
                    supports=blames,
                )


def _chains(area: WeakArea, sources: Sources) -> Iterator[OtherEvidence]:
    for one in () if sources.trace is None else sources.trace.transmissions:
        if not any(_meant(name, area) for name in _areas(one)):
            continue
        text = None
        if not area.subject_id:
            whole = one.unbroken
            if whole.count < whole.of:
                text = Label(
                    zh=f"“{one.title.zh}”下达到基层的 {whole.of} 条链中 "
                    f"{whole.count} 条未中断",
                    en=f"of {whole.of} chains that hand down {one.title.en!r}, "
                    f"{whole.count} are unbroken",
                )
        else:
            place = sources.organizations.get(area.subject_id)
            link = next((x for x in one.links if x.to_id == place), None)
            text = None if link is None else _of_link(one, link, area)
        if text is not None:
            yield OtherEvidence(
                source=EvidenceSource.DUTY_CHAIN, reference=one.duty_id, text=text
            )


def _areas(one: Transmission) -> set[str]:
    return {name for row in one.by_depth for name, _ in row.areas}


def _of_link(one: Transmission, link: TransmissionLink, area: WeakArea) -> Label | None:
    title = one.title
    if link.broken is not None:
        broken = link.broken.label
        return Label(zh=f"“{title.zh}”{broken.zh}", en=f"{title.en!r}: {broken.en}")
    if any(_meant(name, area) for name in link.lost_areas):
        return Label(
            zh=f"“{title.zh}”下达后不再包含这一方面",
            en=f"{title.en!r} came down without this area",
        )
    if link.late:
        return Label(
            zh=f"“{title.zh}”有 {link.late} 次逾期完成",
            en=f"{title.en!r}: {link.late} times done late",
        )
    return None


def _last_year(area: WeakArea, sources: Sources) -> Iterator[OtherEvidence]:
    weak = sources.last_year.get((area.subject_id, area.item_id))
    if weak is not None:
        zh = "、".join(kind.label.zh for kind in weak.kinds)
        en = ", ".join(kind.label.en for kind in weak.kinds)
        yield OtherEvidence(
            source=EvidenceSource.LAST_YEAR,
            reference=weak.item_id,
            text=Label(
                zh=f"上年已列为薄弱环节（{zh}）",
                en=f"was a weak area last year already ({en})",
            ),
        )

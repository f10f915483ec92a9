"""Duties followed on their way down: assigned, acknowledged, done, or lost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from partybuild.duties._book import DutyBook
from partybuild.duties._duty import Duty
from partybuild.duties._link import TransmissionChain, TransmissionLink
from partybuild.duties._record import DutyRecord, RecordKind
from partybuild.duties._status import DutyState, duty_status
from partybuild.duties._trace_findings import findings_on, no_organization
from partybuild.duties._transmission import (
    Transmission,
    TransmissionLevel,
    TransmissionTrace,
)
from partybuild.kernel import Finding, sorted_findings
from partybuild.organization import (
    DayTree,
    Organization,
    OrganizationKind,
    OrganizationTree,
)

_DONE = (DutyState.ON_TIME, DutyState.DONE)


def trace_transmission(
    duties: Iterable[Duty],
    records: Iterable[DutyRecord],
    tree: OrganizationTree,
    on: date,
) -> TransmissionTrace:
    """Follow every duty that must be handed down through all organizations below.

    A duty is expected at every organization below its own, down to the kinds it
    names. It has arrived where the organization has a duty of its own that is
    derived, in one or several steps, from the topmost one; what was decided after
    the day, or assigned after it, has not.

    Args:
        duties: Duties; the topmost ones are marked with ``hand_down``.
        records: What was assigned, acknowledged and done.
        tree: Organizations through time.
        on: The day.

    Returns:
        Per duty its links, chains, levels and kinds, and findings on every first
        break and on wording that was lost.

    Raises:
        DuplicateIdError: If two duties or records have one id.
        UnknownIdError: If a record or a derived duty names no duty.
        DutyChainError: If duties are derived from one another in a circle.

    Shapes:
        One link per duty and organization below it; one chain per organization
        below it that has none below itself.

    Units:
        Organizations and things due are counted; shares are pure numbers.

    Source:
        None: the library's own measure. Which duties are handed down, and by when,
        the office decides.
    """
    book, day = DutyBook(duties, records), tree.at(on)
    handed = _handed_down(book, on)
    transmissions: list[Transmission] = []
    found: list[Finding] = []
    for duty in book.duties:
        if duty.organization_id is not None and _topmost(duty, book):
            if duty.organization_id in day:
                trace = _Trace(book, day, on, duty, handed[duty.duty_id])
                transmissions.append(trace.result())
                found += findings_on(duty, transmissions[-1])
            else:
                found.append(no_organization(duty, on))
    return TransmissionTrace(
        on=on,
        transmissions=tuple(transmissions),
        findings=sorted_findings(found),
    )


def _handed_down(book: DutyBook, on: date) -> dict[str, dict[str, list[Duty]]]:
    """Return, per topmost duty, what each organization has of it on the day."""
    handed: dict[str, dict[str, list[Duty]]] = defaultdict(lambda: defaultdict(list))
    for duty in book.duties:
        if duty.organization_id is None or not _assigned(duty, book, on):
            continue
        for above in _derived_from(duty, book):
            handed[above.duty_id][duty.organization_id].append(duty)
    return handed


def _derived_from(duty: Duty, book: DutyBook) -> Iterator[Duty]:
    above = duty.derived_from
    while above is not None:
        yield (source := book.by_id[above])
        above = source.derived_from


def _topmost(duty: Duty, book: DutyBook) -> bool:
    """Whether a duty must be handed down, and hands down no other such duty."""
    return duty.hand_down and not any(d.hand_down for d in _derived_from(duty, book))


def _assigned(duty: Duty, book: DutyBook, on: date) -> bool:
    """Whether a duty had been assigned by the day, as far as anything was recorded."""
    if duty.period is not None and duty.period.first > on:
        return False
    records = book.records_of.get(duty.duty_id, ())
    days = [record.on for record in records if record.kind is RecordKind.ASSIGNED]
    return not days or min(days) <= on


@attrs.frozen
class _Trace:
    """One duty while it is followed; it never leaves this module."""

    book: DutyBook
    day: DayTree
    on: date
    top: Duty
    handed: dict[str, list[Duty]]

    def result(self) -> Transmission:
        """Follow the duty down."""
        links: list[TransmissionLink] = []
        chains: list[TransmissionChain] = []
        start = self.top.organization_id or ""
        left: list[tuple[str, tuple[TransmissionLink, ...]]] = [(start, ())]
        while left:
            at, path = left.pop()
            below = [one for one in self.day.children(at) if self._expected(one)]
            if not below and path:
                chains.append(TransmissionChain(duty_id=self.top.duty_id, links=path))
            steps = [self._link(at, one, len(path) + 1) for one in below]
            links += steps
            left += [(step.to_id, (*path, step)) for step in reversed(steps)]
        return Transmission(
            duty_id=self.top.duty_id,
            title=self.top.title,
            from_id=start,
            links=tuple(sorted(links, key=lambda link: (link.depth, link.to_id))),
            chains=tuple(sorted(chains, key=lambda chain: chain.links[-1].to_id)),
            by_depth=tuple(
                self._row([one for one in links if one.depth == depth], depth=depth)
                for depth in sorted({link.depth for link in links})
            ),
            by_kind=tuple(
                self._row(of_kind, kind=kind)
                for kind in OrganizationKind
                if (of_kind := [one for one in links if one.to_kind is kind])
            ),
        )

    def _expected(self, organization: Organization) -> bool:
        return not self.top.kinds or organization.kind in self.top.kinds

    def _row(
        self,
        links: list[TransmissionLink],
        *,
        depth: int | None = None,
        kind: OrganizationKind | None = None,
    ) -> TransmissionLevel:
        kept = [_areas_of(self.handed.get(link.to_id, [])) for link in links]
        return TransmissionLevel.of(
            links, self.top.areas, depth=depth, kind=kind, kept=kept
        )

    def _above(self, organization_id: str) -> list[Duty]:
        if organization_id == self.top.organization_id:
            return [self.top]
        return self.handed.get(organization_id, [])

    def _link(self, above: str, below: Organization, depth: int) -> TransmissionLink:
        own = self.handed.get(below.organization_id, [])
        if not own:
            return TransmissionLink(
                duty_id=self.top.duty_id,
                from_id=above,
                to_id=below.organization_id,
                to_kind=below.kind,
                depth=depth,
            )
        sources = self._above(above)
        skipped = not {duty.derived_from for duty in own} & {
            duty.duty_id for duty in sources
        }
        # What came past the organization above is measured against the topmost duty.
        measure = [self.top] if skipped or not sources else sources
        records = self._records(own)
        statuses = [duty_status(duty, records, self.on) for duty in own]
        return TransmissionLink(
            duty_id=self.top.duty_id,
            from_id=above,
            to_id=below.organization_id,
            to_kind=below.kind,
            depth=depth,
            derived_ids=tuple(duty.duty_id for duty in own),
            has_post=all(duty.post_id is not None for duty in own),
            acknowledged=any(
                record.kind is not RecordKind.ASSIGNED and record.on <= self.on
                for record in records
            ),
            state=_worst(status.state for status in statuses),
            due=sum(status.due for status in statuses),
            on_time=sum(status.count(one) for status in statuses for one in _DONE),
            late=sum(status.count(DutyState.LATE) for status in statuses),
            missing=sum(status.count(DutyState.MISSING) for status in statuses),
            skipped=skipped,
            lost_areas=_lost(measure, own),
            level_above=measure[0].level,
            level_below=own[0].level,
        )

    def _records(self, duties: list[Duty]) -> list[DutyRecord]:
        return [
            record
            for duty in duties
            for record in self.book.records_of.get(duty.duty_id, ())
        ]


def _areas_of(duties: Iterable[Duty]) -> tuple[str, ...]:
    return tuple(sorted({area for duty in duties for area in duty.areas}))


def _lost(above: list[Duty], below: list[Duty]) -> tuple[str, ...]:
    kept = set(_areas_of(below))
    return tuple(area for area in _areas_of(above) if area not in kept)


def _worst(states: Iterable[DutyState]) -> DutyState:
    found = set(states)
    settled = found - {DutyState.NOT_YET_DUE}
    return next((s for s in DutyState if s in settled), DutyState.NOT_YET_DUE)

"""What a trace of duties on their way down found."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.duties._coverage import Coverage
from partybuild.duties._level import ResponsibilityLevel
from partybuild.duties._link import TransmissionChain, TransmissionLink
from partybuild.kernel import Finding, Label, Record, Summary, Tabular
from partybuild.organization import OrganizationKind


@attrs.frozen(kw_only=True)
class TransmissionLevel(Record):
    """How far duties reached the organizations of one level, or of one kind.

    Attributes:
        depth: Steps from the top; None where a row is for one kind, on any level.
        kind: Kind of organization; None where a row is for a level, of any kind.
        assigned: Organizations that have the duty, of those that should.
        acknowledged: Organizations that took it on, of those that should.
        on_time: Things done on time, of those due where it arrived.
        late: Things done late, of the same.
        missing: Things not done, of the same.
        areas: Area by area, organizations that still have it, of those that should.
        levels: Levels of responsibility with which it arrived, and how often.
    """

    depth: int | None = None
    kind: OrganizationKind | None = None
    assigned: Coverage
    acknowledged: Coverage
    on_time: Coverage
    late: Coverage
    missing: Coverage
    areas: tuple[tuple[str, Coverage], ...] = ()
    levels: tuple[tuple[ResponsibilityLevel, int], ...] = ()

    @classmethod
    def of(
        cls,
        links: Iterable[TransmissionLink],
        areas: tuple[str, ...],
        *,
        depth: int | None = None,
        kind: OrganizationKind | None = None,
        kept: Iterable[tuple[str, ...]] = (),
    ) -> "TransmissionLevel":
        """Return the row of some links.

        Args:
            links: Links of one duty.
            areas: Areas of the topmost duty.
            depth: Level the links lead to, where it is one.
            kind: Kind of organization they lead to, where it is one.
            kept: Areas that arrived, link by link.

        Returns:
            The row.
        """
        rows, arrived = tuple(links), tuple(kept)
        due = sum(link.due for link in rows)
        levels = [link.level_below for link in rows]
        return cls(
            depth=depth,
            kind=kind,
            assigned=Coverage(sum(link.assigned for link in rows), len(rows)),
            acknowledged=Coverage(sum(link.acknowledged for link in rows), len(rows)),
            on_time=Coverage(sum(link.on_time for link in rows), due),
            late=Coverage(sum(link.late for link in rows), due),
            missing=Coverage(sum(link.missing for link in rows), due),
            areas=tuple(
                (area, Coverage(sum(area in one for one in arrived), len(rows)))
                for area in areas
            ),
            levels=tuple(
                (level, levels.count(level))
                for level in ResponsibilityLevel
                if level in levels
            ),
        )


@attrs.frozen(kw_only=True, repr=False)
class Transmission(Tabular):
    """One duty on its way down.

    Attributes:
        duty_id: The topmost duty.
        title: What has to be done.
        from_id: Organization it comes from.
        links: Every link, from the top down; siblings by id.
        chains: Every way down to an organization with none below, by its end.
        by_depth: How far it reached, level by level.
        by_kind: How far it reached, kind by kind: committee, general branch, branch.
    """

    duty_id: str
    title: Label
    from_id: str
    links: tuple[TransmissionLink, ...]
    chains: tuple[TransmissionChain, ...]
    by_depth: tuple[TransmissionLevel, ...]
    by_kind: tuple[TransmissionLevel, ...]

    @property
    def first_breaks(self) -> tuple[TransmissionLink, ...]:
        """The first broken link of each chain, each link once."""
        found: dict[str, TransmissionLink] = {}
        for chain in self.chains:
            if (link := chain.first_break) is not None:
                found.setdefault(link.to_id, link)
        return tuple(found.values())

    @property
    def unbroken(self) -> Coverage:
        """Chains without a break, of all."""
        whole = sum(chain.first_break is None for chain in self.chains)
        return Coverage(whole, len(self.chains))

    def summary(self) -> Summary:
        """Return every link with its state."""
        whole = self.unbroken
        return Summary(
            caption=Label(
                zh=f"{self.title.zh}：{whole.of} 条链中 {whole.count} 条未中断",
                en=f"{self.title.en}: {whole.count} of {whole.of} chains unbroken",
            ),
            columns=(
                Label(zh="上级", en="from"),
                Label(zh="下级", en="to"),
                Label(zh="中断", en="break"),
                Label(zh="到期", en="due"),
                Label(zh="按时", en="on time"),
                Label(zh="逾期", en="late"),
                Label(zh="未完成", en="missing"),
            ),
            rows=[
                (
                    link.from_id,
                    link.to_id,
                    None if link.broken is None else link.broken.label,
                    link.due,
                    link.on_time,
                    link.late,
                    link.missing,
                )
                for link in self.links
            ],
            shown=7,
        )


@attrs.frozen(kw_only=True, repr=False)
class TransmissionTrace(Tabular):
    """All duties that had to be handed down, on their way, on one day.

    Attributes:
        on: The day.
        transmissions: Duty by duty, sorted by id.
        findings: PB-DUTY-10 (a chain breaks), 11 (wording lost) and 12 (a duty of
            an organization that does not exist), sorted.
    """

    on: date
    transmissions: tuple[Transmission, ...]
    findings: tuple[Finding, ...] = ()

    def breaks_at(self, organization_id: str) -> tuple[TransmissionLink, ...]:
        """Return the first breaks that lie on the way to one organization."""
        return tuple(
            link
            for transmission in self.transmissions
            for link in transmission.first_breaks
            if link.to_id == organization_id
        )

    @property
    def unbroken(self) -> Coverage:
        """Chains without a break, of all chains of all duties."""
        return sum((one.unbroken for one in self.transmissions), Coverage(0, 0))

    def summary(self) -> Summary:
        """Return every duty with how far it reached."""
        return Summary(
            caption=Label(
                zh=f"责任传导（截至 {self.on}）", en=f"transmission on {self.on}"
            ),
            columns=(
                Label(zh="责任", en="duty"),
                Label(zh="未中断的链", en="chains unbroken"),
                Label(zh="首个断点", en="first breaks"),
                Label(zh="编号", en="id"),
            ),
            rows=[
                (
                    one.title,
                    str(one.unbroken),
                    " ".join(link.to_id for link in one.first_breaks),
                    one.duty_id,
                )
                for one in self.transmissions
            ],
            shown=3,
        )

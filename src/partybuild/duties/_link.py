"""One step of a duty on its way down: from an organization to one under it."""

from enum import Enum

import attrs

from partybuild.duties._level import ResponsibilityLevel
from partybuild.duties._status import DutyState
from partybuild.kernel import Label, Record
from partybuild.organization import OrganizationKind


class BreakKind(Enum):
    """Why a duty stops on its way down, the gravest first."""

    NOT_ASSIGNED = "not_assigned"
    """The organization has no such duty."""
    NO_POST = "no_post"
    """It has the duty, and nobody who owes it."""
    NOT_ACKNOWLEDGED = "not_acknowledged"
    """It has the duty, and never took it on."""
    MISSING = "missing"
    """It took it on, and what was due was not done."""

    @property
    def label(self) -> Label:
        """Name of the reason."""
        return _LABELS[self]


_LABELS = {
    BreakKind.NOT_ASSIGNED: Label(zh="未下达", en="not assigned"),
    BreakKind.NO_POST: Label(zh="未明确责任岗位", en="owed by no post"),
    BreakKind.NOT_ACKNOWLEDGED: Label(zh="未认领", en="not acknowledged"),
    BreakKind.MISSING: Label(zh="到期未落实", en="due and not done"),
}


@attrs.frozen(kw_only=True)
class TransmissionLink(Record):
    """What became of one duty between an organization and one directly under it.

    Attributes:
        duty_id: The topmost duty.
        from_id: Organization above.
        to_id: Organization below.
        to_kind: Kind of the one below.
        depth: Steps from the organization of the topmost duty; 1 directly under it.
        derived_ids: Duties of the one below that hand it on, sorted.
        has_post: Whether each of them names the post that owes it.
        acknowledged: Whether one was acknowledged, or something was done about it.
        state: How it stands below; None where it never arrived.
        due: Things due below, or done before they were due.
        on_time: Of them, done on time or without a set day.
        late: Of them, done late.
        missing: Of them, not done.
        skipped: Whether it came from further up, past the organization above.
        lost_areas: Areas of the duty above that are in none of those below, sorted.
        level_above: Level of responsibility above; None where it never arrived.
        level_below: Level below; None where it never arrived.
    """

    duty_id: str
    from_id: str
    to_id: str
    to_kind: OrganizationKind
    depth: int
    derived_ids: tuple[str, ...] = ()
    has_post: bool = False
    acknowledged: bool = False
    state: DutyState | None = None
    due: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    skipped: bool = False
    lost_areas: tuple[str, ...] = ()
    level_above: ResponsibilityLevel | None = None
    level_below: ResponsibilityLevel | None = None

    @property
    def assigned(self) -> bool:
        """Whether the organization below has the duty at all."""
        return bool(self.derived_ids)

    @property
    def level_changed(self) -> bool:
        """Whether the duty arrived with another level of responsibility."""
        return self.assigned and self.level_above is not self.level_below

    @property
    def broken(self) -> BreakKind | None:
        """Why the duty stops here; None where it does not."""
        if not self.assigned:
            return BreakKind.NOT_ASSIGNED
        if not self.has_post:
            return BreakKind.NO_POST
        if not self.acknowledged:
            return BreakKind.NOT_ACKNOWLEDGED
        return BreakKind.MISSING if self.missing else None


@attrs.frozen(kw_only=True)
class TransmissionChain(Record):
    """The way of one duty from the top down to an organization with none below.

    Attributes:
        duty_id: The topmost duty.
        links: Its links, from the top down.
    """

    duty_id: str
    links: tuple[TransmissionLink, ...]

    @property
    def first_break(self) -> TransmissionLink | None:
        """The first link, from the top, at which the duty stops."""
        return next((link for link in self.links if link.broken is not None), None)

    @property
    def organization_ids(self) -> tuple[str, ...]:
        """Organizations along the chain, from the top down."""
        if not self.links:
            return ()
        return (self.links[0].from_id, *(link.to_id for link in self.links))

"""Primary-level Party organizations."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from partybuild.errors import DuplicateIdError, ValueRangeError
from partybuild.kernel import Label, Period, Record
from partybuild.organization._approval import Approval
from partybuild.organization._branch import BranchForm, PartyGroup, Workplace
from partybuild.organization._heads import added, heads
from partybuild.organization._identifier import Identifier
from partybuild.organization._kind import OrganizationKind, Sector


def _sorted_identifiers(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    return tuple(sorted(set(identifiers)))


def _sorted_groups(groups: Iterable[PartyGroup]) -> tuple[PartyGroup, ...]:
    return tuple(sorted(groups, key=lambda group: group.group_id))


def _sorted_workplaces(places: Iterable[Workplace]) -> tuple[Workplace, ...]:
    return tuple(sorted(places, key=lambda place: place.workplace_id))


def _sorted_approvals(approvals: Iterable[Approval]) -> tuple[Approval, ...]:
    return tuple(sorted(approvals, key=lambda a: (a.kind.value, a.granted_on)))


def _sorted_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(periods, key=lambda p: (p.first, p.last or date.max)))


@attrs.frozen(kw_only=True)
class Organization(Record):
    """A primary-level Party organization, as it is on one day.

    Attributes:
        organization_id: Stable id; it survives renaming and upgrading.
        name: Name on the seal.
        kind: Committee, general branch, branch...
        sector: Where it works.
        founded_on: Day of founding, where known.
        dissolved_on: Last day of existence; None while it exists.
        full_members: Full members; None where not recorded.
        probationary_members: Probationary members; None where not recorded.
        identifiers: Identifiers in registers, sorted.
        form: Form of a branch that is not an ordinary one.
        task: Period of the task that a temporary or project branch was set up for.
        workplaces: Workplaces that a joint branch covers, sorted by id.
        party_groups: Party groups of a branch, sorted by id.
        elected_on: Day of the last election of its committee or secretary.
        committee_members: Members of its committee; 0 where it has none, None
            where not recorded.
        suspended: Periods in which it did not work, sorted.
        approvals: Recorded exceptions, sorted.
    """

    organization_id: str
    name: Label
    kind: OrganizationKind = attrs.field(converter=OrganizationKind)
    sector: Sector = attrs.field(converter=Sector)
    founded_on: date | None = None
    dissolved_on: date | None = None
    full_members: int | None = attrs.field(default=None, validator=heads)
    probationary_members: int | None = attrs.field(default=None, validator=heads)
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), converter=_sorted_identifiers
    )
    form: BranchForm | None = attrs.field(
        default=None, converter=attrs.converters.optional(BranchForm)
    )
    task: Period | None = None
    workplaces: tuple[Workplace, ...] = attrs.field(
        default=(), converter=_sorted_workplaces
    )
    party_groups: tuple[PartyGroup, ...] = attrs.field(
        default=(), converter=_sorted_groups
    )
    elected_on: date | None = None
    committee_members: int | None = attrs.field(default=None, validator=heads)
    suspended: tuple[Period, ...] = attrs.field(default=(), converter=_sorted_periods)
    approvals: tuple[Approval, ...] = attrs.field(
        default=(), converter=_sorted_approvals
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what only a branch, or only a branch of another form, has."""
        if self.form or self.task or self.workplaces or self.party_groups:
            _check_branch(self)

    @property
    def members(self) -> int | None:
        """Full and probationary members together; None where not recorded."""
        return added(self.full_members, self.probationary_members)

    def exists_on(self, on: date) -> bool:
        """Return whether the organization exists on a day."""
        begun = self.founded_on is None or self.founded_on <= on
        return begun and (self.dissolved_on is None or on <= self.dissolved_on)

    def suspended_on(self, on: date) -> bool:
        """Return whether the work of the organization is suspended on a day."""
        return any(on in period for period in self.suspended)


def _check_branch(branch: Organization) -> None:
    what = f"organization {branch.organization_id!r}"
    if branch.kind is not OrganizationKind.BRANCH:
        raise ValueRangeError(
            what, branch.kind.value, "a branch, where it has a form or Party groups"
        )
    if branch.workplaces and branch.form is not BranchForm.JOINT:
        raise ValueRangeError(f"{what}: form", branch.form, "joint, with workplaces")
    if branch.task and branch.form not in {BranchForm.TEMPORARY, BranchForm.PROJECT}:
        raise ValueRangeError(
            f"{what}: form", branch.form, "temporary or project, with a task"
        )
    for kind, ids in (
        ("Party group", [group.group_id for group in branch.party_groups]),
        ("workplace", [place.workplace_id for place in branch.workplaces]),
    ):
        for one, other in pairwise(ids):
            if one == other:
                raise DuplicateIdError(kind, one)

"""What happens to organizations."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.errors import OrganizationEventError
from partybuild.kernel import Label, Record
from partybuild.organization._heads import heads
from partybuild.organization._kind import OrganizationKind
from partybuild.organization._node import TreeNode
from partybuild.organization._partial_date import PartialDate, partial_date


class EventKind(Enum):
    """Kinds of events, in the order in which those of one day take effect."""

    FOUNDED = "founded"
    RENAMED = "renamed"
    UPGRADED = "upgraded"
    """Of another kind from now on: branch to general branch, or back."""
    MOVED = "moved"
    """Under another organization from now on."""
    COUNTED = "counted"
    """Members counted anew: admitted, transferred, left."""
    ELECTED = "elected"
    SPLIT = "split"
    MERGED = "merged"
    DISSOLVED = "dissolved"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _LABELS[self]


_LABELS = {
    EventKind.FOUNDED: Label(zh="成立", en="founded"),
    EventKind.RENAMED: Label(zh="更名", en="renamed"),
    EventKind.UPGRADED: Label(zh="调整设置", en="of another kind"),
    EventKind.MOVED: Label(zh="调整隶属关系", en="moved"),
    EventKind.COUNTED: Label(zh="党员人数变动", en="members counted"),
    EventKind.ELECTED: Label(zh="换届选举", en="elected"),
    EventKind.SPLIT: Label(zh="分设", en="split"),
    EventKind.MERGED: Label(zh="合并", en="merged"),
    EventKind.DISSOLVED: Label(zh="撤销", en="dissolved"),
}
ORDER = {kind: rank for rank, kind in enumerate(EventKind)}

# Fields an event must have, and fields it may have, beside kind, day and document.
_FIELDS: dict[EventKind, tuple[set[str], set[str]]] = {
    EventKind.FOUNDED: ({"results"}, set()),
    EventKind.RENAMED: ({"organization_ids", "name"}, set()),
    EventKind.UPGRADED: ({"organization_ids", "to_kind"}, {"name"}),
    EventKind.MOVED: ({"organization_ids"}, {"parent_id"}),
    EventKind.COUNTED: (
        {"organization_ids"},
        {"full_members", "probationary_members"},
    ),
    EventKind.ELECTED: ({"organization_ids"}, {"committee_members"}),
    EventKind.SPLIT: ({"organization_ids", "results"}, {"continues"}),
    EventKind.MERGED: ({"organization_ids"}, {"results", "into_id"}),
    EventKind.DISSOLVED: ({"organization_ids"}, {"into_id"}),
}


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(ids))


def _nodes(nodes: Iterable[TreeNode]) -> tuple[TreeNode, ...]:
    return tuple(sorted(nodes, key=lambda node: node.organization.organization_id))


@attrs.frozen(kw_only=True)
class OrganizationEvent(Record):
    """One event in the history of organizations, in force from the start of its day.

    The classmethods make events of each kind; the fields are plain so that a
    document can hold them.

    Attributes:
        kind: What happened.
        on: Day, as far as it is known.
        organization_ids: Organizations it happened to, sorted.
        results: Organizations that came out of it, with their parents, sorted.
        into_id: Existing organization that took over.
        continues: Whether an organization that was split goes on with the rest.
        name: New name.
        to_kind: New kind.
        parent_id: New parent; None for a root.
        full_members: Full members from now on; None where not recorded.
        probationary_members: Probationary members from now on.
        committee_members: Members of the elected committee; None where not recorded.
        document: Number of the decision, where there is one.
    """

    kind: EventKind = attrs.field(converter=EventKind)
    on: PartialDate = attrs.field(converter=partial_date)
    organization_ids: tuple[str, ...] = attrs.field(default=(), converter=_ids)
    results: tuple[TreeNode, ...] = attrs.field(default=(), converter=_nodes)
    into_id: str | None = None
    continues: bool = False
    name: Label | None = None
    to_kind: OrganizationKind | None = attrs.field(
        default=None, converter=attrs.converters.optional(OrganizationKind)
    )
    parent_id: str | None = None
    full_members: int | None = attrs.field(default=None, validator=heads)
    probationary_members: int | None = attrs.field(default=None, validator=heads)
    committee_members: int | None = attrs.field(default=None, validator=heads)
    document: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse fields that the kind of event lacks or does not know."""
        needed, allowed = _FIELDS[self.kind]
        given = {
            field.name
            for field in attrs.fields(OrganizationEvent)
            if field.name not in {"kind", "on", "document"}
            and getattr(self, field.name) != field.default
        }
        for name in sorted(needed - given):
            raise OrganizationEventError(str(self), f"it needs {name!r}")
        for name in sorted(given - needed - allowed):
            raise OrganizationEventError(str(self), f"it takes no {name!r}")
        if self.on.year is None and self.kind is not EventKind.FOUNDED:
            raise OrganizationEventError(
                str(self), "only a founding may have an unknown date; give the year"
            )
        self._check_counts()

    def _check_counts(self) -> None:
        ids, ended = self.organization_ids, self.kind is EventKind.MERGED
        if len(ids) != len(set(ids)):
            raise OrganizationEventError(
                str(self), "an organization stands in it twice"
            )
        if ended and (len(self.results) == 1) == (self.into_id is not None):
            raise OrganizationEventError(
                str(self),
                "name one new organization or one existing one that takes over",
            )
        if ended and self.results and len(ids) < 2:
            raise OrganizationEventError(str(self), "a merger takes at least two")
        if self.into_id is not None and self.into_id in ids:
            raise OrganizationEventError(str(self), "none can be taken over by itself")
        if not ended and len(ids) > 1:
            raise OrganizationEventError(str(self), "it happens to one organization")
        if self.kind is EventKind.FOUNDED and len(self.results) != 1:
            raise OrganizationEventError(str(self), "it founds one organization")
        if self.kind is EventKind.SPLIT and len(self.results) + self.continues < 2:
            raise OrganizationEventError(str(self), "a split leaves at least two")

    def __str__(self) -> str:
        """Write kind, day and ids."""
        ids = self.organization_ids or tuple(
            node.organization.organization_id for node in self.results
        )
        return f"{self.kind.value} {', '.join(ids) or '?'} ({self.on})"

    @property
    def in_force_from(self) -> date:
        """First day on which the event has surely happened.

        The last possible day of a partial date; a founding of unknown date has
        always been.
        """
        return date.min if self.on.year is None else self.on.latest

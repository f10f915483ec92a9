"""Organizations under one another, through time and on any day."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter

import attrs

from partybuild.errors import (
    DuplicateIdError,
    OrganizationTreeError,
    UnknownIdError,
)
from partybuild.kernel import Period, Record, Summary
from partybuild.organization._day_tree import DayTree
from partybuild.organization._event import OrganizationEvent
from partybuild.organization._history import (
    OrganizationVersion,
    SuccessorLink,
    in_order,
    links,
    replayed,
)
from partybuild.organization._node import TreeNode, node_summary
from partybuild.organization._organization import Organization
from partybuild.organization._replay import Versions

_first_day = itemgetter(0)


def _sorted(nodes: Iterable[TreeNode]) -> tuple[TreeNode, ...]:
    return tuple(sorted(nodes, key=lambda node: node.organization.organization_id))


@attrs.frozen(repr=False)
class OrganizationTree(Record):
    """Organizations, each under at most one other on every day.

    Take ``at(on)`` first, and ask the tree of that day. A tree without events may
    be asked itself; it then answers for all organizations it holds.

    Attributes:
        nodes: Organizations at the beginning with their parents, sorted by id;
            an organization with a day of founding joins them on that day.
        events: What happened to them, in the order in which it took effect.

    Examples:
        >>> from partybuild.kernel import Label
        >>> street = Organization(
        ...     organization_id="street",
        ...     name=Label(zh="街道党工委", en="street"),
        ...     kind="working_committee",
        ...     sector="subdistrict",
        ... )
        >>> tree = OrganizationTree([TreeNode(organization=street)])
        >>> [o.organization_id for o in tree.at(date(2021, 12, 31)).organizations]
        ['street']
    """

    nodes: tuple[TreeNode, ...] = attrs.field(converter=_sorted)
    events: tuple[OrganizationEvent, ...] = attrs.field(default=(), converter=in_order)

    def __repr__(self) -> str:
        """Tell the number of organizations and events; a nation has many."""
        sizes = f"{len(self.nodes)} organizations, {len(self.events)} events"
        return f"<OrganizationTree of {sizes}>"

    def summary(self) -> Summary:
        """Return the organizations at the beginning, with those above them."""
        return node_summary(self.nodes)

    def __attrs_post_init__(self) -> None:
        """Replay the history once, so that a mistake is found at once."""
        seen: dict[object, str] = {}
        for versions in self._versions.values():
            for _, node in versions:
                for identifier in node.organization.identifiers if node else ():
                    owner = node.organization.organization_id if node else ""
                    if seen.setdefault(identifier, owner) != owner:
                        raise DuplicateIdError(identifier.scheme, identifier.value)

    @cached_property
    def _versions(self) -> Versions:
        # By id, once, so that no tree of a day has to be sorted.
        return dict(sorted(replayed(self.nodes, self.events).items()))

    @cached_property
    def _today(self) -> DayTree:
        if self.events:
            raise OrganizationTreeError(
                "it is a history with events; take the tree of a day, at(on), first"
            )
        return DayTree(self.nodes)

    def at(self, on: date) -> DayTree:
        """Return the tree of one day.

        Args:
            on: The day.

        Returns:
            The organizations that exist on it, in the state of that day. Of an
            event with a partial date only what has surely happened counts; see
            `doubtful`.
        """
        nodes: list[TreeNode] = []
        for states in self._versions.values():
            first, node = states[-1]
            if first > on:
                place = bisect_right(states, on, key=_first_day)
                node = states[place - 1][1] if place else None
            if node is not None:
                nodes.append(node)
        return DayTree(tuple(nodes))

    def doubtful(self, on: date) -> tuple[OrganizationEvent, ...]:
        """Return the events that may have happened by a day, or not.

        Args:
            on: The day.

        Returns:
            Events of a partial date whose possible days lie on both sides.
        """
        return tuple(
            event
            for event in self.events
            if event.on.exact is None and event.on.earliest <= on < event.on.latest
        )

    def versions(self, organization_id: str) -> tuple[OrganizationVersion, ...]:
        """Return all states of an organization with their periods.

        Args:
            organization_id: Id.

        Returns:
            The states in order.

        Raises:
            UnknownIdError: If there never was one of that id.
        """
        if organization_id not in self._versions:
            raise UnknownIdError("organization", organization_id)
        states = self._versions[organization_id]
        ends = [day - timedelta(days=1) for day, _ in states[1:]]
        return tuple(
            OrganizationVersion(Period(first, last), node)
            for (first, node), last in zip(states, [*ends, None], strict=True)
            if node is not None
        )

    @cached_property
    def links(self) -> tuple[SuccessorLink, ...]:
        """Links from organizations to those that came out of them, sorted."""
        return links(self.events)

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All organizations, sorted by id, where nothing ever changed."""
        return self._today.organizations

    def get(self, organization_id: str) -> Organization:
        """Return an organization by its id, where nothing ever changed."""
        return self._today.get(organization_id)

    def parent(self, organization_id: str) -> Organization | None:
        """Return the organization above one, where nothing ever changed."""
        return self._today.parent(organization_id)

    def children(self, organization_id: str) -> tuple[Organization, ...]:
        """Return the organizations under one, where nothing ever changed."""
        return self._today.children(organization_id)

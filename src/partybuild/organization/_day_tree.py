"""Organizations under one another on one day."""

from collections import defaultdict
from functools import cached_property

import attrs

from partybuild.errors import UnknownIdError
from partybuild.kernel import Record, Summary
from partybuild.organization._node import TreeNode, node_summary
from partybuild.organization._organization import Organization


@attrs.frozen(repr=False)
class DayTree(Record):
    """The organizations of one day; `OrganizationTree.at` makes it.

    Attributes:
        nodes: Organizations with their parents, sorted by id; a forest.
    """

    nodes: tuple[TreeNode, ...]

    def __attrs_post_init__(self) -> None:
        """Build the index at once, so that no lookup has to."""
        _ = self._index

    def __repr__(self) -> str:
        """Tell the number of organizations; a nation has many."""
        return f"<DayTree of {len(self.nodes)} organizations>"

    def summary(self) -> Summary:
        """Return the organizations with the ids of those above them."""
        return node_summary(self.nodes)

    @cached_property
    def _index(self) -> dict[str, TreeNode]:
        return {node.organization.organization_id: node for node in self.nodes}

    @cached_property
    def _below(self) -> dict[str | None, list[Organization]]:
        below: dict[str | None, list[Organization]] = defaultdict(list)
        for node in self.nodes:
            below[node.parent_id].append(node.organization)
        return dict(below)

    def __contains__(self, organization_id: object) -> bool:
        """Whether there is an organization of that id."""
        return organization_id in self._index

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All organizations, sorted by id."""
        return tuple(node.organization for node in self.nodes)

    @property
    def roots(self) -> tuple[Organization, ...]:
        """Organizations with none above them, sorted by id."""
        return tuple(self._below.get(None, ()))

    def get(self, organization_id: str) -> Organization:
        """Return an organization by its id.

        Args:
            organization_id: Id.

        Returns:
            The organization.

        Raises:
            UnknownIdError: If there is none of that id.
        """
        return self._node(organization_id).organization

    def parent(self, organization_id: str) -> Organization | None:
        """Return the organization above one; None for a root."""
        above = self._node(organization_id).parent_id
        return None if above is None else self.get(above)

    def children(self, organization_id: str) -> tuple[Organization, ...]:
        """Return the organizations directly under one, sorted by id."""
        self._node(organization_id)
        return tuple(self._below.get(organization_id, ()))

    def chain(self, organization_id: str) -> tuple[Organization, ...]:
        """Return the organizations from the root down to one, both included."""
        path: list[Organization] = []
        at: str | None = organization_id
        while at is not None:
            node = self._node(at)
            path.append(node.organization)
            at = node.parent_id
        return tuple(reversed(path))

    def under(self, organization_id: str) -> tuple[Organization, ...]:
        """Return all organizations below one, from the top down.

        Args:
            organization_id: Where to begin; it is not among them.

        Returns:
            Each organization after the one above it, siblings sorted by id.
        """
        found: list[Organization] = []
        left = list(reversed(self.children(organization_id)))
        while left:
            organization = left.pop()
            found.append(organization)
            left.extend(reversed(self.children(organization.organization_id)))
        return tuple(found)

    def _node(self, organization_id: str) -> TreeNode:
        if (node := self._index.get(organization_id)) is not None:
            return node
        # A nation has too many to list in a message.
        known = tuple(list(self._index)[:20])
        raise UnknownIdError("organization", organization_id, known)

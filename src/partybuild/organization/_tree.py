"""Organizations under one another, on any day."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.errors import OrganizationTreeError, UnknownIdError
from partybuild.organization._organization import Organization


@attrs.frozen(kw_only=True)
class TreeNode:
    """One organization and the one it reports to.

    Attributes:
        organization: The organization.
        parent_id: Organization above it; None for a root.
    """

    organization: Organization
    parent_id: str | None = None


def _sorted(nodes: Iterable[TreeNode]) -> tuple[TreeNode, ...]:
    return tuple(sorted(nodes, key=lambda node: node.organization.organization_id))


def _a_forest(_: object, __: object, nodes: tuple[TreeNode, ...]) -> None:
    parents: dict[str, str | None] = {}
    for node in nodes:
        organization_id = node.organization.organization_id
        if organization_id in parents:
            raise OrganizationTreeError(f"{organization_id!r} stands in it twice")
        parents[organization_id] = node.parent_id
    sound: set[str] = set()
    for start in parents:
        path: list[str] = []
        at: str | None = start
        while at is not None and at not in sound:
            if at not in parents:
                raise OrganizationTreeError(f"{path[-1]!r} is under unknown {at!r}")
            if at in path:
                raise OrganizationTreeError(f"{' under '.join([*path, at])}: a cycle")
            path.append(at)
            at = parents[at]
        sound.update(path)


@attrs.frozen
class OrganizationTree:
    """Organizations, each under at most one other.

    Attributes:
        nodes: Organizations with their parents, sorted by id.
    """

    nodes: tuple[TreeNode, ...] = attrs.field(converter=_sorted, validator=_a_forest)

    def at(self, on: date) -> "OrganizationTree":
        """Return the tree of one day.

        Args:
            on: The day.

        Returns:
            The organizations that exist on it.

        Raises:
            OrganizationTreeError: If one of them is under one that does not.
        """
        return OrganizationTree(
            [node for node in self.nodes if node.organization.exists_on(on)]
        )

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """All organizations, sorted by id."""
        return tuple(node.organization for node in self.nodes)

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
        return tuple(
            node.organization
            for node in self.nodes
            if node.parent_id == organization_id
        )

    def _node(self, organization_id: str) -> TreeNode:
        for node in self.nodes:
            if node.organization.organization_id == organization_id:
                return node
        known = tuple(o.organization_id for o in self.organizations)
        raise UnknownIdError("organization", organization_id, known)

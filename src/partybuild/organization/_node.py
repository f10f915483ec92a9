"""An organization with its place in the tree."""

import attrs

from partybuild.kernel import Label, Record, Summary
from partybuild.organization._organization import Organization


@attrs.frozen(kw_only=True)
class TreeNode(Record):
    """One organization and the one above it.

    Attributes:
        organization: The organization.
        parent_id: Organization above it; None for a root.
    """

    organization: Organization
    parent_id: str | None = None


def node_summary(nodes: tuple[TreeNode, ...]) -> Summary:
    """Return organizations as a table, in the order given."""
    return Summary(
        caption=Label(
            zh=f"党组织{len(nodes)}个", en=f"{len(nodes)} Party organizations"
        ),
        columns=(
            Label(zh="编号", en="id"),
            Label(zh="名称", en="name"),
            Label(zh="类型", en="kind"),
            Label(zh="正式党员", en="full members"),
            Label(zh="上级", en="above"),
        ),
        rows=[
            (
                node.organization.organization_id,
                node.organization.name,
                node.organization.kind.label,
                node.organization.full_members,
                node.parent_id,
            )
            for node in nodes
        ],
        shown=5,
    )

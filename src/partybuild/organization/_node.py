"""An organization with its place in the tree."""

import attrs

from partybuild.organization._organization import Organization


@attrs.frozen(kw_only=True)
class TreeNode:
    """One organization and the one above it.

    Attributes:
        organization: The organization.
        parent_id: Organization above it; None for a root.
    """

    organization: Organization
    parent_id: str | None = None

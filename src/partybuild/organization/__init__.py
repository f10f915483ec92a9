"""Organizations, trees over time, posts and appointments."""

from partybuild.organization._kind import OrganizationKind, Sector
from partybuild.organization._organization import Organization
from partybuild.organization._post import Appointment, Post, PostRole
from partybuild.organization._tree import OrganizationTree, TreeNode

__all__ = [
    "Appointment",
    "Organization",
    "OrganizationKind",
    "OrganizationTree",
    "Post",
    "PostRole",
    "Sector",
    "TreeNode",
]

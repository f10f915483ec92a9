"""Organizations, trees over time, posts and appointments."""

from partybuild.organization._appointment import Appointment, Person
from partybuild.organization._approval import Approval, ApprovalKind
from partybuild.organization._branch import BranchForm, PartyGroup, Workplace
from partybuild.organization._day_tree import DayTree
from partybuild.organization._event import EventKind, OrganizationEvent
from partybuild.organization._history import OrganizationVersion, SuccessorLink
from partybuild.organization._identifier import Identifier
from partybuild.organization._kind import OrganizationKind, Sector
from partybuild.organization._node import TreeNode
from partybuild.organization._organization import Organization
from partybuild.organization._partial_date import PartialDate
from partybuild.organization._post import Post, PostRole
from partybuild.organization._tree import OrganizationTree

__all__ = [
    "Appointment",
    "Approval",
    "ApprovalKind",
    "BranchForm",
    "DayTree",
    "EventKind",
    "Identifier",
    "Organization",
    "OrganizationEvent",
    "OrganizationKind",
    "OrganizationTree",
    "OrganizationVersion",
    "PartialDate",
    "PartyGroup",
    "Person",
    "Post",
    "PostRole",
    "Sector",
    "SuccessorLink",
    "TreeNode",
    "Workplace",
]

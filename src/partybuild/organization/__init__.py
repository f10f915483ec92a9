"""Organizations, trees over time, posts, appointments, formation and terms."""

from partybuild.organization._appointment import (
    Appointment,
    Person,
)
from partybuild.organization._appointment_check import (
    check_appointments,
)
from partybuild.organization._approval import (
    Approval,
    ApprovalKind,
)
from partybuild.organization._branch import (
    BranchForm,
    PartyGroup,
    Workplace,
)
from partybuild.organization._day_tree import (
    DayTree,
)
from partybuild.organization._election import (
    DueElection,
    ElectionState,
    LeapDay,
    TermRule,
    elections_due,
    term_of,
)
from partybuild.organization._event import (
    EventKind,
    OrganizationEvent,
)
from partybuild.organization._formation_check import (
    check_formation,
)
from partybuild.organization._formation_rule import (
    CommitteeSizeRule,
    CountedMembers,
    FormationRule,
    FormationRules,
    JointBranchRule,
    MemberBand,
    ProjectBranchRule,
)
from partybuild.organization._history import (
    OrganizationVersion,
    SuccessorLink,
)
from partybuild.organization._identifier import (
    Identifier,
)
from partybuild.organization._kind import (
    OrganizationKind,
    Sector,
)
from partybuild.organization._node import (
    TreeNode,
)
from partybuild.organization._organization import (
    Organization,
)
from partybuild.organization._part_year import (
    HolderShare,
    PartYearMode,
    PartYearRule,
    part_year,
)
from partybuild.organization._partial_date import (
    PartialDate,
)
from partybuild.organization._post import (
    Post,
    PostRole,
)
from partybuild.organization._post_state import (
    PostState,
    PostStatus,
    post_state,
)
from partybuild.organization._recusal import (
    Recusal,
    RecusalList,
    RecusalReason,
)
from partybuild.organization._reporting_line import (
    ReportingLine,
    reporting_posts,
    reports_to,
)
from partybuild.organization._tree import (
    OrganizationTree,
)

__all__ = [
    "Appointment",
    "Approval",
    "ApprovalKind",
    "BranchForm",
    "CommitteeSizeRule",
    "CountedMembers",
    "DayTree",
    "DueElection",
    "ElectionState",
    "EventKind",
    "FormationRule",
    "FormationRules",
    "HolderShare",
    "Identifier",
    "JointBranchRule",
    "LeapDay",
    "MemberBand",
    "Organization",
    "OrganizationEvent",
    "OrganizationKind",
    "OrganizationTree",
    "OrganizationVersion",
    "PartYearMode",
    "PartYearRule",
    "PartialDate",
    "PartyGroup",
    "Person",
    "Post",
    "PostRole",
    "PostState",
    "PostStatus",
    "ProjectBranchRule",
    "Recusal",
    "RecusalList",
    "RecusalReason",
    "ReportingLine",
    "Sector",
    "SuccessorLink",
    "TermRule",
    "TreeNode",
    "Workplace",
    "check_appointments",
    "check_formation",
    "elections_due",
    "part_year",
    "post_state",
    "reporting_posts",
    "reports_to",
    "term_of",
]

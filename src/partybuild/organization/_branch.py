"""What only branches have: a form, workplaces, and Party groups."""

from enum import Enum

import attrs

from partybuild.kernel import Label, Record
from partybuild.organization._heads import heads


class BranchForm(Enum):
    """Forms of branches beside the ordinary one."""

    JOINT = "joint"
    """联合党支部: for workplaces with too few full members each."""
    TEMPORARY = "temporary"
    """临时党支部: for a body that exists for a task."""
    PROJECT = "project"
    """Branch of a project."""

    @property
    def label(self) -> Label:
        """Name of the form."""
        return _FORMS[self]


_FORMS = {
    BranchForm.JOINT: Label(zh="联合党支部", en="joint Party branch"),
    BranchForm.TEMPORARY: Label(zh="临时党支部", en="temporary Party branch"),
    BranchForm.PROJECT: Label(zh="项目党支部", en="project Party branch"),
}


@attrs.frozen(kw_only=True)
class Workplace(Record):
    """A workplace (单位) that a joint branch covers.

    Attributes:
        workplace_id: Stable id.
        name: Name.
        full_members: Full members who work there; None where not recorded.
    """

    workplace_id: str
    name: Label
    full_members: int | None = attrs.field(default=None, validator=heads)


@attrs.frozen(kw_only=True)
class PartyGroup(Record):
    """A Party group (党小组): a part of a branch, and no organization of its own.

    Attributes:
        group_id: Id, unique in the branch.
        name: Name.
        full_members: Full members; None where not recorded.
        probationary_members: Probationary members; None where not recorded.
    """

    group_id: str
    name: Label
    full_members: int | None = attrs.field(default=None, validator=heads)
    probationary_members: int | None = attrs.field(default=None, validator=heads)

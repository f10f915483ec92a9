"""Posts, which exist without a holder."""

from enum import Enum

import attrs

from partybuild.kernel import Label, Record


class PostRole(Enum):
    """What the holder of a post is."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    COMMITTEE_MEMBER = "committee_member"
    SPECIALIST = "specialist"

    @property
    def label(self) -> Label:
        """Name of the role."""
        return _ROLES[self]


_ROLES = {
    PostRole.SECRETARY: Label(zh="书记", en="secretary"),
    PostRole.DEPUTY_SECRETARY: Label(zh="副书记", en="deputy secretary"),
    PostRole.COMMITTEE_MEMBER: Label(zh="委员", en="committee member"),
    PostRole.SPECIALIST: Label(zh="党务工作者", en="Party-building specialist"),
}


@attrs.frozen(kw_only=True)
class Post(Record):
    """A post in an organization; it exists without a holder.

    Attributes:
        post_id: Stable id.
        organization_id: Organization the post belongs to.
        title: Title of the post.
        role: What its holder is.
    """

    post_id: str
    organization_id: str
    title: Label
    role: PostRole = attrs.field(default=PostRole.SECRETARY, converter=PostRole)

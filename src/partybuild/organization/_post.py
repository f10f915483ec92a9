"""Posts, and who holds them."""

from enum import Enum

import attrs

from partybuild.kernel import Label, Period


class PostRole(Enum):
    """What the holder of a post is."""

    SECRETARY = "secretary"
    DEPUTY_SECRETARY = "deputy_secretary"
    COMMITTEE_MEMBER = "committee_member"
    SPECIALIST = "specialist"


@attrs.frozen(kw_only=True)
class Post:
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


@attrs.frozen(kw_only=True)
class Appointment:
    """One person in one post for a period.

    Attributes:
        post_id: Post.
        person_id: Person, by a code of the office's own.
        period: First and (inclusive) last day.
        acting: Whether the person only acts (代理, 主持工作).
    """

    post_id: str
    person_id: str
    period: Period
    acting: bool = False

"""Who stands for a post on a day, and in which capacity."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.kernel import Label, Record
from partybuild.organization._appointment import Appointment
from partybuild.organization._post import Post, PostRole


class PostStatus(Enum):
    """What one finds on a post on a day."""

    HELD = "held"
    ACTING = "acting"
    """代理: somebody acts in the post."""
    IN_CHARGE = "in_charge"
    """主持工作: the post is vacant, and a deputy of the organization is in charge."""
    SUSPENDED = "suspended"
    """The holder is suspended, and nobody acts."""
    VACANT = "vacant"

    @property
    def label(self) -> Label:
        """Name of the status."""
        return _LABELS[self]


_LABELS = {
    PostStatus.HELD: Label(zh="在任", en="held"),
    PostStatus.ACTING: Label(zh="代理", en="acting"),
    PostStatus.IN_CHARGE: Label(zh="副职主持工作", en="deputy in charge"),
    PostStatus.SUSPENDED: Label(zh="停职", en="suspended"),
    PostStatus.VACANT: Label(zh="空缺", en="vacant"),
}


@attrs.frozen(kw_only=True)
class PostState(Record):
    """A post on one day.

    Attributes:
        post_id: The post.
        status: What one finds.
        person_id: Who does the work of the post; None where nobody does.
        appointment: Appointment by which that person does it, or by which the
            suspended holder holds it.
    """

    post_id: str
    status: PostStatus
    person_id: str | None = None
    appointment: Appointment | None = None


def _place(appointment: Appointment) -> tuple[date, str]:
    return appointment.period.first, appointment.person_id


def post_state(
    post: Post, posts: Iterable[Post], appointments: Iterable[Appointment], on: date
) -> PostState:
    """Return who stands for a post on a day.

    Who acts goes before a suspended holder; a deputy in charge counts only where
    the post of secretary has neither. Of several the one appointed first is named;
    `check_appointments` reports that there are several.

    Args:
        post: The post.
        posts: All posts, so that a deputy in charge is found.
        appointments: All appointments.
        on: The day.

    Returns:
        The state of the post.
    """
    current = sorted((a for a in appointments if on in a.period), key=_place)
    own = [a for a in current if a.post_id == post.post_id]
    for acting, status in ((False, PostStatus.HELD), (True, PostStatus.ACTING)):
        for appointment in own:
            if appointment.acting is acting and not appointment.suspended_on(on):
                return _state(post, status, appointment, appointment.person_id)
    if post.role is PostRole.SECRETARY:
        beside = {
            other.post_id
            for other in posts
            if other.organization_id == post.organization_id
            and other.post_id != post.post_id
        }
        for appointment in current:
            if (
                appointment.in_charge
                and appointment.post_id in beside
                and not appointment.suspended_on(on)
            ):
                return _state(
                    post, PostStatus.IN_CHARGE, appointment, appointment.person_id
                )
    if own:
        return _state(post, PostStatus.SUSPENDED, own[0], None)
    return PostState(post_id=post.post_id, status=PostStatus.VACANT)


def _state(
    post: Post, status: PostStatus, appointment: Appointment, person_id: str | None
) -> PostState:
    return PostState(
        post_id=post.post_id,
        status=status,
        person_id=person_id,
        appointment=appointment,
    )

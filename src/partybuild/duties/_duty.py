"""Duties of Party-building work."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.duties._level import ResponsibilityLevel
from partybuild.duties._recurrence import Recurrence
from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Period, Record
from partybuild.organization import OrganizationKind, Post, PostRole


def _areas(areas: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(areas)))


def _kinds(kinds: Iterable[OrganizationKind | str]) -> tuple[OrganizationKind, ...]:
    found = {OrganizationKind(kind) for kind in kinds}
    return tuple(kind for kind in OrganizationKind if kind in found)


@attrs.frozen(kw_only=True, repr=False)
class Duty(Record):
    """Something that has to be done, by a role or by the holder of one post.

    A duty of a role (no organization) is a line of a catalog; `for_post` makes it
    the duty of a post. A duty that is handed down is expected at every organization
    below, as a duty of its own that names what it is derived from.

    Attributes:
        duty_id: Stable id.
        title: What has to be done.
        level: Level of responsibility.
        areas: Ids of the areas of work, sorted.
        role: Role that owes it; None where one post does.
        kinds: Kinds of organizations in which the role owes it, or which a duty
            handed down is to reach; empty for all.
        organization_id: Organization in which it is owed.
        post_id: Post that owes it; None where nobody was named.
        period: Days on which it is owed.
        recurrence: How often it recurs; None for once.
        deadline: Last day, where it is to be done once.
        hand_down: Whether it must be handed down to all below.
        derived_from: Id of the duty that it hands on.
        basis: Article or decision.
    """

    duty_id: str
    title: Label
    level: ResponsibilityLevel = attrs.field(converter=ResponsibilityLevel)
    areas: tuple[str, ...] = attrs.field(converter=_areas)
    role: PostRole | None = attrs.field(
        default=None, converter=attrs.converters.optional(PostRole)
    )
    kinds: tuple[OrganizationKind, ...] = attrs.field(default=(), converter=_kinds)
    organization_id: str | None = None
    post_id: str | None = None
    period: Period | None = None
    recurrence: Recurrence | None = None
    deadline: date | None = None
    hand_down: bool = False
    derived_from: str | None = None
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse parts that contradict one another."""
        what = f"duty {self.duty_id!r}"
        if self.recurrence is not None and self.deadline is not None:
            raise ValueRangeError(what, "recurring, with a deadline", "one of the two")
        if self.organization_id is None:
            if self.role is None or self.post_id is not None:
                raise ValueRangeError(
                    what, "without organization", "a role, or a post's organization"
                )
        elif self.recurrence is not None and self.period is None:
            raise ValueRangeError(what, "recurring", "a period in which it recurs")
        if self.derived_from == self.duty_id:
            raise ValueRangeError(what, "derived from itself", "another duty's id")

    def owed_by(self, post: Post, kind: OrganizationKind) -> bool:
        """Return whether the holder of a post owes the duty.

        Args:
            post: The post.
            kind: Kind of the post's organization.

        Returns:
            Whether the duty names the post, or its role in such an organization.
        """
        if self.organization_id is not None:
            return self.post_id == post.post_id
        return self.role is post.role and (not self.kinds or kind in self.kinds)

    def for_post(self, post: Post, period: Period) -> "Duty":
        """Return a duty of a role as the duty of one post.

        Args:
            post: The post.
            period: Days on which it is owed.

        Returns:
            The duty, with both ids in its own, handed on to nobody.

        Raises:
            ValueRangeError: If it is the duty of a post already.
        """
        if self.organization_id is not None:
            raise ValueRangeError(
                f"duty {self.duty_id!r}", "of one post already", "a duty of a role"
            )
        return attrs.evolve(
            self,
            duty_id=f"{self.duty_id}@{post.post_id}",
            organization_id=post.organization_id,
            post_id=post.post_id,
            period=period,
            kinds=(),
        )

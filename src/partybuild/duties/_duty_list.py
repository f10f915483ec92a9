"""The duty list (责任清单) of a post."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.duties._duty import Duty
from partybuild.kernel import Label, Summary, Tabular
from partybuild.organization import DayTree, OrganizationTree, Post


@attrs.frozen(kw_only=True, repr=False)
class DutyList(Tabular):
    """What the holder of one post owes.

    Attributes:
        post_id: The post.
        duties: Duties, sorted by id.
    """

    post_id: str
    duties: tuple[Duty, ...]

    def in_area(self, area_id: str) -> tuple[Duty, ...]:
        """Return the duties in one area of work."""
        return tuple(duty for duty in self.duties if area_id in duty.areas)

    def summary(self) -> Summary:
        """Return the duties with their basis."""
        return Summary(
            caption=Label(
                zh=f"{self.post_id} 责任清单", en=f"duties of {self.post_id}"
            ),
            columns=(
                Label(zh="责任", en="duty"),
                Label(zh="责任类别", en="level"),
                Label(zh="依据", en="basis"),
                Label(zh="编号", en="id"),
            ),
            rows=[
                (
                    duty.title,
                    duty.level.label,
                    Label(zh=duty.basis.text("zh"), en=duty.basis.text("en")),
                    duty.duty_id,
                )
                for duty in self.duties
            ],
            shown=3,
        )


def duty_list(
    post: Post, duties: Iterable[Duty], tree: OrganizationTree, on: date
) -> DutyList:
    """Return what the holder of a post owes on a day.

    Args:
        post: The post.
        duties: Duties of roles and of posts.
        tree: Organizations through time.
        on: The day.

    Returns:
        Duties of the post, and of its role in such an organization, that are owed
        on the day.

    Raises:
        UnknownIdError: If the post's organization does not exist on the day.
    """
    return _list(post, tuple(duties), tree.at(on), on)


def duty_lists(
    posts: Iterable[Post], duties: Iterable[Duty], tree: OrganizationTree, on: date
) -> tuple[DutyList, ...]:
    """Return the duty lists of several posts, sorted by post.

    Args:
        posts: The posts.
        duties: Duties of roles and of posts.
        tree: Organizations through time.
        on: The day.

    Returns:
        One list per post.

    Raises:
        UnknownIdError: If a post's organization does not exist on the day.
    """
    given, day = tuple(duties), tree.at(on)
    ordered = sorted(posts, key=lambda post: post.post_id)
    return tuple(_list(post, given, day, on) for post in ordered)


def _list(post: Post, duties: tuple[Duty, ...], day: DayTree, on: date) -> DutyList:
    kind = day.get(post.organization_id).kind
    owed = [
        duty
        for duty in duties
        if duty.owed_by(post, kind) and (duty.period is None or on in duty.period)
    ]
    owed.sort(key=lambda duty: duty.duty_id)
    return DutyList(post_id=post.post_id, duties=tuple(owed))

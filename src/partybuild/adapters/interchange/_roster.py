"""Organizations with their posts and who holds them, as they are exchanged."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import attrs

from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import Label, Record, Summary
from partybuild.organization import Appointment, OrganizationTree, Person, Post


def _posts(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(sorted(posts, key=lambda post: post.post_id))


def _people(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: person.person_id))


def _place(one: Appointment) -> tuple[str, str, date, date, bool, bool, str]:
    # Everything, so that equal rosters come out equal in whatever order they came.
    last = one.period.last or date.max
    suspended = str(one.suspended)
    return (
        one.post_id,
        one.person_id,
        one.period.first,
        last,
        one.acting,
        one.in_charge,
        suspended,
    )


def _appointments(appointments: Iterable[Appointment]) -> tuple[Appointment, ...]:
    return tuple(sorted(appointments, key=_place))


@attrs.frozen(kw_only=True, repr=False)
class Roster(Record):
    """Organizations through time, their posts, and who holds them.

    Attributes:
        tree: Organizations through time.
        posts: Posts, sorted by id; each in an organization that exists at some time.
        people: Persons, sorted by id; who is not among them has no name on record.
        appointments: Who holds which post, sorted by post, person and first day.
    """

    tree: OrganizationTree
    posts: tuple[Post, ...] = attrs.field(default=(), converter=_posts)
    people: tuple[Person, ...] = attrs.field(default=(), converter=_people)
    appointments: tuple[Appointment, ...] = attrs.field(
        default=(), converter=_appointments
    )

    def summary(self) -> Summary:
        """Return how many of each there are; names of persons are not shown."""
        return Summary(
            caption=Label(zh="组织、职务和人员", en="organizations, posts and people"),
            columns=(Label(zh="类别", en="kind"), Label(zh="数量", en="number")),
            rows=[
                (Label(zh="党组织", en="organizations"), len(self.tree.nodes)),
                (Label(zh="职务", en="posts"), len(self.posts)),
                (Label(zh="人员", en="people"), len(self.people)),
                (Label(zh="任职", en="appointments"), len(self.appointments)),
            ],
            shown=2,
        )

    def __attrs_post_init__(self) -> None:
        """Refuse ids that stand twice, or nowhere."""
        posts = [post.post_id for post in self.posts]
        people = [person.person_id for person in self.people]
        for what, ids in (("post", posts), ("person", people)):
            for one, other in pairwise(ids):
                if one == other:
                    raise DuplicateIdError(what, one)
        organizations, known = set(self.organization_ids), set(posts)
        for post in self.posts:
            if post.organization_id not in organizations:
                raise UnknownIdError("organization", post.organization_id)
        for appointment in self.appointments:
            if appointment.post_id not in known:
                raise UnknownIdError("post", appointment.post_id)

    @property
    def organization_ids(self) -> tuple[str, ...]:
        """Ids of all organizations that ever were, sorted."""
        nodes = [
            *self.tree.nodes,
            *[node for event in self.tree.events for node in event.results],
        ]
        return tuple(sorted({node.organization.organization_id for node in nodes}))

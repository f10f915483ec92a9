"""A roster as flat records, which a table of element names renames."""

from collections.abc import Iterator
from datetime import date

from partybuild.adapters.interchange._roster import Roster
from partybuild.organization import Appointment, Person, Post, TreeNode

Record = dict[str, str]


def roster_records(roster: Roster, on: date) -> tuple[Record, ...]:
    """Return what a roster holds on a day as records of texts.

    Args:
        roster: Organizations, posts, people and appointments.
        on: The day.

    Returns:
        One record per organization that exists, per post in one of them, per person,
        and per appointment in force; keys are among `FIELDS`, and what is not
        recorded has no key.
    """
    day = roster.tree.at(on)
    posts = [post for post in roster.posts if post.organization_id in day]
    ids = {post.post_id for post in posts}
    return (
        *[_organization(node) for node in day.nodes],
        *[_post(post) for post in posts],
        *[_person(person) for person in roster.people],
        *[
            _appointment(one)
            for one in roster.appointments
            if one.post_id in ids and on in one.period
        ],
    )


def _organization(node: TreeNode) -> Record:
    organization = node.organization
    return _written(
        "organization",
        organization_id=organization.organization_id,
        name=organization.name.zh,
        kind=organization.kind.value,
        sector=organization.sector.value,
        parent_id=node.parent_id,
        founded_on=organization.founded_on,
        dissolved_on=organization.dissolved_on,
        full_members=organization.full_members,
        probationary_members=organization.probationary_members,
        elected_on=organization.elected_on,
        committee_members=organization.committee_members,
    )


def _post(post: Post) -> Record:
    return _written(
        "post",
        post_id=post.post_id,
        organization_id=post.organization_id,
        title=post.title.zh,
        role=post.role.value,
    )


def _person(person: Person) -> Record:
    return _written("person", person_id=person.person_id, name=person.name)


def _appointment(appointment: Appointment) -> Record:
    return _written(
        "appointment",
        post_id=appointment.post_id,
        person_id=appointment.person_id,
        first_day=appointment.period.first,
        last_day=appointment.period.last,
        acting="true" if appointment.acting else None,
        in_charge="true" if appointment.in_charge else None,
    )


def _written(what: str, **fields: str | int | date | None) -> Record:
    return dict(_texts(what, fields))


def _texts(
    what: str, fields: dict[str, str | int | date | None]
) -> Iterator[tuple[str, str]]:
    for field, value in fields.items():
        if value is not None:
            yield f"{what}.{field}", str(value)

"""A roster as a Popolo document."""

import json
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.interchange import Lost, Roster
from partybuild.adapters.interchange._lost import sorted_lost
from partybuild.adapters.popolo._organizations import Object, organizations
from partybuild.kernel import Document
from partybuild.organization import Appointment, Person, Post

LABELS = {
    (True, False): "代理",
    (False, True): "主持工作",
    (True, True): "代理并主持工作",
}
"""Labels of memberships that say that somebody is acting, or in charge."""


def popolo_document(
    roster: Roster,
) -> tuple[dict[str, Document], tuple[Lost, ...]]:
    """Return organizations, posts, memberships and people in the form of Popolo.

    Every organization that ever was is in it, in its last state. Former names stand
    in ``other_names`` with their dates, the English ones with the note "en"; former
    places in the tree are memberships whose member is an organization.

    Args:
        roster: What is exported.

    Returns:
        The document, and what Popolo has no place for, sorted.

    Source:
        Popolo, popoloproject.com/specs, CC BY 4.0.
    """
    lost: list[Lost] = []
    found, moves = organizations(roster, lost)
    posts, held = _written(roster, lost)
    document: dict[str, Document] = {
        "persons": [_person(person) for person in roster.people],
        "organizations": found,
        "posts": [_post(post, lost) for post in posts.values()],
        "memberships": [
            *moves,
            *[_membership(one, posts[one.post_id], lost) for one in held],
        ],
    }
    return document, sorted_lost(lost)


def write_popolo(
    roster: Roster, path: str | Path, *, force: bool = False
) -> tuple[Lost, ...]:
    """Write a Popolo document.

    Args:
        roster: What is exported.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        What Popolo has no place for, sorted.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    document, lost = popolo_document(roster)
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    write_bytes(path, f"{text}\n".encode(), force=force)
    return lost


def _person(person: Person) -> Object:
    named: Object = {} if person.name is None else {"name": person.name}
    return {"id": person.person_id, **named}


def _post(post: Post, lost: list[Lost]) -> Object:
    if post.title.en != post.title.zh:
        lost.append(Lost("post", post.post_id, "English title", post.title.en))
    return {
        "id": post.post_id,
        "label": post.title.zh,
        "role": post.role.value,
        "organization_id": post.organization_id,
    }


def _written(
    roster: Roster, lost: list[Lost]
) -> tuple[dict[str, Post], list[Appointment]]:
    """Return posts and appointments in bodies that existed on some day."""
    posts = {
        post.post_id: post
        for post in roster.posts
        if roster.tree.versions(post.organization_id)
    }
    for post in roster.posts:
        if post.post_id not in posts:
            body = post.organization_id
            lost.append(Lost("post", post.post_id, "organization_id", body))
    lost.extend(
        Lost("membership", one.post_id, "person_id", one.person_id)
        for one in roster.appointments
        if one.post_id not in posts
    )
    return posts, [one for one in roster.appointments if one.post_id in posts]


def _membership(appointment: Appointment, post: Post, lost: list[Lost]) -> Object:
    period = appointment.period
    entry: Object = {
        "person_id": appointment.person_id,
        "organization_id": post.organization_id,
        "post_id": post.post_id,
        "role": post.role.value,
        "start_date": period.first.isoformat(),
    }
    if period.last is not None:
        entry["end_date"] = period.last.isoformat()
    if label := LABELS.get((appointment.acting, appointment.in_charge)):
        entry["label"] = label
    if appointment.suspended:
        one = f"{appointment.post_id}, {appointment.person_id}, {period}"
        lost.append(Lost("membership", one, "suspended", appointment.suspended))
    return entry

"""A roster as W3C ORG in JSON-LD."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.interchange import Lost, Roster
from partybuild.adapters.interchange._lost import sorted_lost
from partybuild.adapters.w3c_org._events import VOCABULARY, change_event
from partybuild.adapters.w3c_org._organizations import organization
from partybuild.adapters.w3c_org._values import (
    CONTEXT,
    Object,
    interval,
    iri,
    names,
    reference,
)
from partybuild.errors import ValueRangeError
from partybuild.kernel import Document
from partybuild.organization import (
    Appointment,
    EventKind,
    OrganizationEvent,
    OrganizationTree,
    PartialDate,
    Person,
    Post,
)


def org_document(
    roster: Roster, *, base: str
) -> tuple[dict[str, Document], tuple[Lost, ...]]:
    """Return organizations, change events, posts, memberships and people as JSON-LD.

    Organizations stand in their last state; what happened to them is told by change
    events, whose date is the first day of the new state.

    Args:
        roster: What is exported.
        base: Begin of all IRIs, such as "https://example.org/"; ids are added to it.

    Returns:
        The document, and what ORG has no place for, sorted.

    Raises:
        ValueRangeError: If *base* is no IRI that ends with "/", "#" or ":".

    Source:
        The Organization Ontology, W3C Recommendation of 16 January 2014.
    """
    if ":" not in base[:-1] or base[-1:] not in {"/", "#", ":"} or " " in base:
        expected = 'an IRI that ends with "/", "#" or ":"'
        raise ValueRangeError("base", repr(base), expected)
    lost: list[Lost] = []
    graph: list[Document] = []
    for one in roster.organization_ids:
        if versions := roster.tree.versions(one):
            graph.append(organization(versions, base, lost))
        else:
            lost.append(Lost("organization", one, "existence", "on no day"))
    for event in [*roster.tree.events, *_own_dates(roster.tree)]:
        entry = change_event(event, base, lost)
        if entry is not None:
            graph.append(entry)
    posts = {post.post_id: post for post in roster.posts}
    graph.extend(_post(post, base) for post in roster.posts)
    graph.extend(_person(person, base) for person in roster.people)
    graph.extend(
        _membership(one, posts[one.post_id], base, lost) for one in roster.appointments
    )
    return {"@context": CONTEXT, "@graph": graph}, sorted_lost(lost)


def write_org(
    roster: Roster, path: str | Path, *, base: str, force: bool = False
) -> tuple[Lost, ...]:
    """Write a JSON-LD document; see `org_document`.

    Args:
        roster: What is exported.
        path: File to write.
        base: Begin of all IRIs.
        force: Whether a file of that name may be replaced.

    Returns:
        What ORG has no place for, sorted.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        ValueRangeError: If *base* is no IRI.
    """
    document, lost = org_document(roster, base=base)
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)
    write_bytes(path, f"{text}\n".encode(), force=force)
    return lost


def _own_dates(tree: OrganizationTree) -> Iterator[OrganizationEvent]:
    """Yield foundings and ends that organizations state by their own dates."""
    for node in tree.nodes:
        founded, last = node.organization.founded_on, node.organization.dissolved_on
        ids = (node.organization.organization_id,)
        if founded is not None:
            yield OrganizationEvent(kind=EventKind.FOUNDED, on=founded, results=[node])
        if last is not None:
            gone = last + timedelta(days=1)
            yield OrganizationEvent(
                kind=EventKind.DISSOLVED, on=gone, organization_ids=ids
            )


def _role(word: str) -> Object:
    return {"@id": f"{VOCABULARY}role/{word}"}


def _post(post: Post, base: str) -> Object:
    return {
        "@id": iri(base, "post", post.post_id),
        "@type": "org:Post",
        "dct:identifier": post.post_id,
        "skos:prefLabel": names(post.title),
        "org:role": _role(post.role.value),
        "org:postIn": reference(base, "organization", post.organization_id),
    }


def _person(person: Person, base: str) -> Object:
    named: Object = {} if person.name is None else {"foaf:name": person.name}
    return {
        "@id": iri(base, "person", person.person_id),
        "@type": "foaf:Person",
        "dct:identifier": person.person_id,
        **named,
    }


def _membership(
    appointment: Appointment, post: Post, base: str, lost: list[Lost]
) -> Object:
    period = appointment.period
    one = f"{appointment.post_id}, {appointment.person_id}, {period}"
    roles: list[Document] = [_role(post.role.value)]
    roles += [_role("acting")] if appointment.acting else []
    roles += [_role("in_charge")] if appointment.in_charge else []
    if appointment.suspended:
        lost.append(Lost("membership", one, "suspended", appointment.suspended))
    last = None if period.last is None else PartialDate.of(period.last)
    return {
        "@id": iri(base, "membership", one),
        "@type": "org:Membership",
        "org:member": reference(base, "person", appointment.person_id),
        "org:organization": reference(base, "organization", post.organization_id),
        "org:role": roles,
        "org:memberDuring": interval(PartialDate.of(period.first), last),
        # ORG ties a membership to a role, but not to the post.
        "dct:relation": reference(base, "post", post.post_id),
    }

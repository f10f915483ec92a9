"""Change events of W3C ORG."""

from hashlib import sha256

from partybuild.adapters.interchange import Lost
from partybuild.adapters.w3c_org._values import Object, dated, iri, reference
from partybuild.kernel import Document, to_document
from partybuild.organization import EventKind, OrganizationEvent

VOCABULARY = "urn:partybuild:"
"""Begin of the IRIs of kinds and roles, which ORG leaves to its users."""

_NO_CHANGE = {EventKind.COUNTED, EventKind.ELECTED}
_BESIDE = ("name", "to_kind", "parent_id")


def change_event(
    event: OrganizationEvent, base: str, lost: list[Lost]
) -> Object | None:
    """Return an event; None where it changes no organization in the sense of ORG.

    Args:
        event: The event.
        base: Begin of all IRIs.
        lost: What cannot be said is added to it.

    Returns:
        An ``org:ChangeEvent`` with the organizations before and after it.
    """
    if event.kind in _NO_CHANGE:
        lost.append(Lost("event", str(event), "kind", event.kind))
        return None
    lost.extend(
        Lost("event", str(event), field, value)
        for field in _BESIDE
        if (value := getattr(event, field)) is not None
    )
    before = _references(base, event.organization_ids)
    after = _references(base, _after(event))
    entry: Object = {
        "@id": event_iri(base, event),
        "@type": "org:ChangeEvent",
        "dct:type": {"@id": f"{VOCABULARY}event/{event.kind.value}"},
    }
    if event.on.year is not None:
        entry["dct:date"] = dated(event.on)
    if event.document:
        entry["dct:identifier"] = event.document
    if before:
        entry["org:originalOrganization"] = before
    if after:
        entry["org:resultingOrganization"] = after
    return entry


def event_iri(base: str, event: OrganizationEvent) -> str:
    """Return the IRI of an event: its kind, its date, and a digest of its ids."""
    ids = sorted([*event.organization_ids, *_after(event)])
    digest = sha256(repr(to_document(ids)).encode()).hexdigest()[:16]
    return iri(base, "event", f"{event.on}-{event.kind.value}-{digest}")


def _after(event: OrganizationEvent) -> list[str]:
    """Return the organizations that an event leaves, or makes."""
    after = [node.organization.organization_id for node in event.results]
    if event.into_id is not None:
        after.append(event.into_id)
    ends = event.kind in {EventKind.MERGED, EventKind.DISSOLVED, EventKind.SPLIT}
    if not ends or event.continues:
        after.extend(event.organization_ids)
    return after


def _references(base: str, ids: tuple[str, ...] | list[str]) -> list[Document]:
    return [reference(base, "organization", one) for one in ids]

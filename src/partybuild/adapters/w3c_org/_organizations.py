"""Organizations of W3C ORG."""

from collections.abc import Iterator

from partybuild.adapters.interchange import Lost
from partybuild.adapters.interchange._lost import lost_of_organization
from partybuild.adapters.w3c_org._events import VOCABULARY
from partybuild.adapters.w3c_org._values import Object, iri, names, reference
from partybuild.kernel import Label
from partybuild.organization import OrganizationVersion


def organization(
    versions: tuple[OrganizationVersion, ...], base: str, lost: list[Lost]
) -> Object:
    """Return an organization in its last state, with its former names.

    Args:
        versions: All its states in order, one at least.
        base: Begin of all IRIs.
        lost: What cannot be said is added to it.

    Returns:
        An ``org:Organization``, or a unit of the one above it.
    """
    node = versions[-1].node
    last = node.organization
    entry: Object = {
        "@id": iri(base, "organization", last.organization_id),
        "@type": "org:Organization",
        "dct:identifier": last.organization_id,
        "skos:prefLabel": names(last.name),
        "org:classification": [
            {"@id": f"{VOCABULARY}kind/{last.kind.value}"},
            {"@id": f"{VOCABULARY}sector/{last.sector.value}"},
        ],
    }
    if former := _former(versions):
        entry["skos:altLabel"] = [part for name in former for part in names(name)]
    if node.parent_id is not None:
        entry["org:subOrganizationOf"] = reference(base, "organization", node.parent_id)
    if last.identifiers:
        # ORG tells registers apart by the datatype of the notation.
        entry["org:identifier"] = [
            {"@value": known.value, "@type": iri(VOCABULARY, "scheme", known.scheme)}
            for known in last.identifiers
        ]
    lost.extend(_lost(versions))
    return entry


def _former(versions: tuple[OrganizationVersion, ...]) -> list[Label]:
    last = versions[-1].node.organization.name
    found = {version.node.organization.name for version in versions}
    return sorted(found - {last})


def _lost(versions: tuple[OrganizationVersion, ...]) -> Iterator[Lost]:
    nodes = [version.node for version in versions]
    one, last = nodes[-1].organization.organization_id, nodes[-1]
    for former in dict.fromkeys(node.parent_id for node in nodes):
        if former != last.parent_id:
            yield Lost("organization", one, "former parent", former or "none")
    yield from lost_of_organization([node.organization for node in nodes])

"""Organizations of a Popolo document as a tree through time."""

from collections.abc import Iterator

from partybuild.adapters.popolo._above import Membership, Place, above
from partybuild.adapters.popolo._forms import OrganizationForm
from partybuild.adapters.popolo._names import names_of
from partybuild.adapters.popolo._reading import Reading
from partybuild.adapters.popolo._terms import Terms, meaning
from partybuild.kernel import Label
from partybuild.organization import (
    EventKind,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    PartialDate,
    Sector,
    TreeNode,
)


def tree_from(
    organizations: list[tuple[str, OrganizationForm]],
    memberships: list[Membership],
    terms: Terms,
    reading: Reading,
) -> OrganizationTree | None:
    """Return the tree that a document states.

    Args:
        organizations: Organizations with their paths.
        memberships: Memberships whose member is an organization.
        terms: What its words mean.
        reading: What is lost and wrong is added to it.

    Returns:
        The tree; None where something is wrong with the document.
    """
    known = reading.ids("organizations")
    for path, move in memberships:
        member = move.member
        if member is not None and member.id not in known:
            reading.wrong(f"{path}.member.id", f"no organization {member.id!r}")
        if move.organization_id not in known:
            message = f"no organization {move.organization_id!r}"
            reading.wrong(f"{path}.organization_id", message)
    nodes: list[TreeNode] = []
    events: list[OrganizationEvent] = []
    for path, form in organizations:
        if form.parent_id is not None and form.parent_id not in known:
            message = f"no organization {form.parent_id!r}"
            reading.wrong(f"{path}.parent_id", message)
        names = names_of(form, path, reading)
        places = above(form, path, memberships, reading)
        organization = _organization(form, path, names, terms, reading)
        if organization is not None:
            node = TreeNode(organization=organization, parent_id=places[0][0])
            if _partial(form.founding_date) is None:
                nodes.append(node)
            events.extend(_events(form, node, names, places))
    if reading.mistakes:
        return None
    return reading.made("$.organizations", lambda: OrganizationTree(nodes, events))


def _partial(day: PartialDate | None) -> PartialDate | None:
    return day if day is not None and day.exact is None else None


def _organization(
    form: OrganizationForm,
    path: str,
    names: list[tuple[Label, PartialDate | None]],
    terms: Terms,
    reading: Reading,
) -> Organization | None:
    kind = meaning(form.classification, terms.kinds, f"{path}.classification", reading)
    sector = terms.sector_of(form.id, path, reading)
    if kind is None or sector is None or not names:
        return None
    return reading.made(path, lambda: _made(form, names[0][0], kind, sector))


def _made(
    form: OrganizationForm, name: Label, kind: OrganizationKind, sector: Sector
) -> Organization:
    founded, dissolved = form.founding_date, form.dissolution_date
    return Organization(
        organization_id=form.id,
        name=name,
        kind=kind,
        sector=sector,
        founded_on=None if founded is None else founded.exact,
        dissolved_on=None if dissolved is None else dissolved.exact,
        identifiers=[
            Identifier(known.scheme, known.identifier) for known in form.identifiers
        ],
    )


def _events(
    form: OrganizationForm,
    node: TreeNode,
    names: list[tuple[Label, PartialDate | None]],
    places: list[Place],
) -> Iterator[OrganizationEvent]:
    ids = (form.id,)
    if founded := _partial(form.founding_date):
        yield OrganizationEvent(kind=EventKind.FOUNDED, on=founded, results=[node])
    for name, day in names[1:]:
        if day is not None:
            yield OrganizationEvent(
                kind=EventKind.RENAMED, on=day, organization_ids=ids, name=name
            )
    for parent_id, day in places[1:]:
        if day is not None:
            yield OrganizationEvent(
                kind=EventKind.MOVED, on=day, organization_ids=ids, parent_id=parent_id
            )
    if ended := _partial(form.dissolution_date):
        yield OrganizationEvent(
            kind=EventKind.DISSOLVED, on=ended, organization_ids=ids
        )

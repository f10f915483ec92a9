"""Organizations as Popolo writes them."""

from collections.abc import Iterator

from partybuild.adapters.interchange import Lost, Roster
from partybuild.adapters.interchange._lost import lost_of_organization
from partybuild.adapters.popolo._history import KnownDates, Span, known_dates, spans
from partybuild.kernel import Document, Label
from partybuild.organization import OrganizationVersion

Object = dict[str, Document]
ENGLISH = "en"
"""Note of a name that says that it is the English one."""


def organizations(
    roster: Roster, lost: list[Lost]
) -> tuple[list[Document], list[Document]]:
    """Return all organizations that ever were, and where they belonged before.

    Args:
        roster: What is exported.
        lost: What cannot be said is added to it.

    Returns:
        Organizations, and the memberships of organizations that have been moved.
    """
    dates, found = known_dates(roster.tree), list[Document]()
    moves: list[Document] = []
    for one in roster.organization_ids:
        versions = roster.tree.versions(one)
        if versions:
            entry = _organization(versions, dates)
            above = _parents(versions, dates)
            if above[-1].value is not None:
                entry["parent_id"] = above[-1].value
            found.append(entry)
            moves.extend(_moves(one, above))
            lost.extend(_lost(versions))
        else:
            lost.append(Lost("organization", one, "existence", "on no day"))
    lost.extend(_lost_events(roster))
    return found, moves


def _organization(
    versions: tuple[OrganizationVersion, ...], dates: KnownDates
) -> Object:
    organization = versions[-1].node.organization
    one, last = organization.organization_id, versions[-1].period.last
    entry: Object = {
        "id": one,
        "name": organization.name.zh,
        "classification": organization.kind.value,
    }
    if names := _other_names(versions, dates):
        entry["other_names"] = names
    if organization.identifiers:
        entry["identifiers"] = [
            {"scheme": known.scheme, "identifier": known.value}
            for known in organization.identifiers
        ]
    if organization.founded_on is not None:
        entry["founding_date"] = organization.founded_on.isoformat()
    elif one in dates.founded and dates.founded[one].year is not None:
        entry["founding_date"] = str(dates.founded[one])
    if last is not None:
        entry["dissolution_date"] = str(dates.ended.get(one, last))
    return entry


def _other_names(
    versions: tuple[OrganizationVersion, ...], dates: KnownDates
) -> list[Document]:
    one = versions[0].node.organization.organization_id
    names = spans(
        versions,
        lambda version: version.node.organization.name,
        lambda day, _old, _new: dates.names.get((one, day)),
    )
    found: list[Document] = []
    for span in names:
        name: Label = span.value
        if span.end is not None:
            found.append({"name": name.zh, **_dates(span)})
        if name.en != name.zh:
            found.append({"name": name.en, "note": ENGLISH, **_dates(span)})
    return found


def _dates(span: Span[Label] | Span[str | None]) -> Object:
    dates: Object = {}
    if span.start is not None:
        dates["start_date"] = span.start
    if span.end is not None:
        dates["end_date"] = span.end
    return dates


def _parents(
    versions: tuple[OrganizationVersion, ...], dates: KnownDates
) -> tuple[Span[str | None], ...]:
    one = versions[0].node.organization.organization_id
    return spans(
        versions,
        lambda version: version.node.parent_id,
        lambda day, old, _new: (
            dates.parents.get((one, day)) or dates.parents.get((old or "", day))
        ),
    )


def _moves(one: str, above: tuple[Span[str | None], ...]) -> Iterator[Object]:
    if len(above) > 1:
        for span in above:
            if span.value is not None:
                yield {
                    "member": {"@type": "Organization", "id": one},
                    "organization_id": span.value,
                    **_dates(span),
                }


def _lost(versions: tuple[OrganizationVersion, ...]) -> Iterator[Lost]:
    states = [version.node.organization for version in versions]
    one = states[-1].organization_id
    yield Lost("organization", one, "sector", states[-1].sector)
    yield from lost_of_organization(states)


def _lost_events(roster: Roster) -> Iterator[Lost]:
    for link in roster.tree.links:
        yield Lost("organization", link.from_id, f"{link.kind.value} into", link.to_id)
    for event in roster.tree.events:
        if event.document:
            yield Lost("event", str(event), "document", event.document)

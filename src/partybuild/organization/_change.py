"""What one event makes of the organizations it happens to."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.errors import OrganizationEventError
from partybuild.organization._event import EventKind, OrganizationEvent
from partybuild.organization._heads import added
from partybuild.organization._node import TreeNode
from partybuild.organization._organization import Organization


@attrs.frozen(kw_only=True)
class Change:
    """Effect of one event.

    Attributes:
        nodes: New states.
        ended: Organizations that end.
        heir_id: Organization that takes over what they had, where one does.
    """

    nodes: tuple[TreeNode, ...] = ()
    ended: tuple[str, ...] = ()
    heir_id: str | None = None


def changed(event: OrganizationEvent, now: Mapping[str, TreeNode]) -> Change:
    """Return what an event makes of the organizations of the day before.

    Args:
        event: The event.
        now: Organizations before it, by id; those it names are among them.

    Returns:
        The new states.
    """
    kind = event.kind
    if kind is EventKind.FOUNDED:
        return Change(nodes=tuple(_founded(event, node) for node in event.results))
    if kind is EventKind.MERGED:
        return _merged(event, now)
    node = now[event.organization_ids[0]]
    if kind is EventKind.SPLIT:
        return _split(event, node)
    if kind is EventKind.DISSOLVED:
        return _dissolved(event, node, now)
    if kind is EventKind.MOVED:
        return Change(nodes=(attrs.evolve(node, parent_id=event.parent_id),))
    return Change(nodes=(_with(node, _altered(event, node.organization)),))


def _with(node: TreeNode, organization: Organization) -> TreeNode:
    return attrs.evolve(node, organization=organization)


def _altered(event: OrganizationEvent, organization: Organization) -> Organization:
    if event.kind is EventKind.COUNTED:
        return _counted(organization, event.full_members, event.probationary_members)
    if event.kind is EventKind.ELECTED:
        return attrs.evolve(
            organization,
            elected_on=event.in_force_from,
            committee_members=event.committee_members,
        )
    return attrs.evolve(
        organization,
        name=event.name or organization.name,
        kind=event.to_kind or organization.kind,
    )


def _counted(
    organization: Organization, full: int | None, probationary: int | None
) -> Organization:
    return attrs.evolve(
        organization, full_members=full, probationary_members=probationary
    )


def _founded(event: OrganizationEvent, node: TreeNode) -> TreeNode:
    day, stated = event.on.exact, node.organization.founded_on
    if stated is not None and stated != day:
        raise OrganizationEventError(
            str(event), f"the organization says that it was founded on {stated}"
        )
    if day is None or day == stated:
        return node
    return _with(node, attrs.evolve(node.organization, founded_on=day))


def _gathered(parts: Iterable[Organization]) -> tuple[int | None, int | None]:
    all_parts = tuple(parts)
    return (
        added(*[part.full_members for part in all_parts]),
        added(*[part.probationary_members for part in all_parts]),
    )


def _taken_over(heir: TreeNode, parts: Iterable[Organization]) -> TreeNode:
    sums = _gathered([heir.organization, *parts])
    return _with(heir, _counted(heir.organization, *sums))


def _merged(event: OrganizationEvent, now: Mapping[str, TreeNode]) -> Change:
    parts = [now[one].organization for one in event.organization_ids]
    if event.into_id is not None:
        node = _taken_over(now[event.into_id], parts)
    else:
        sums, new = _gathered(parts), _founded(event, event.results[0])
        stated = (
            new.organization.full_members,
            new.organization.probationary_members,
        )
        for total, said in zip(sums, stated, strict=True):
            if said is not None and said != total:
                raise OrganizationEventError(
                    str(event),
                    f"it is said to have {said} members, but those merged have "
                    f"{'a number not recorded' if total is None else total}",
                )
        node = _with(new, _counted(new.organization, *sums))
    heir_id = node.organization.organization_id
    return Change(nodes=(node,), ended=event.organization_ids, heir_id=heir_id)


def _left(event: OrganizationEvent, had: int | None, taken: int | None) -> int | None:
    if had is None or taken is None:
        return None
    if taken > had or (taken < had and not event.continues):
        raise OrganizationEventError(
            str(event), f"the parts have {taken} members, the whole had {had}"
        )
    return had - taken


def _split(event: OrganizationEvent, node: TreeNode) -> Change:
    whole = node.organization
    nodes = tuple(_founded(event, part) for part in event.results)
    full, probationary = _gathered(part.organization for part in nodes)
    left = (
        _left(event, whole.full_members, full),
        _left(event, whole.probationary_members, probationary),
    )
    if not event.continues:
        return Change(nodes=nodes, ended=event.organization_ids)
    return Change(nodes=(*nodes, _with(node, _counted(whole, *left))))


def _dissolved(
    event: OrganizationEvent, node: TreeNode, now: Mapping[str, TreeNode]
) -> Change:
    if event.into_id is None:
        return Change(ended=event.organization_ids)
    return Change(
        nodes=(_taken_over(now[event.into_id], [node.organization]),),
        ended=event.organization_ids,
        heir_id=event.into_id,
    )

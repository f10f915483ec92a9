"""The history of organizations, replayed day by day and checked on the way."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise

import attrs

from partybuild.errors import OrganizationEventError, OrganizationTreeError
from partybuild.kernel import Period, Record
from partybuild.organization._event import ORDER, EventKind, OrganizationEvent
from partybuild.organization._node import TreeNode
from partybuild.organization._replay import Replay, Versions


@attrs.frozen
class OrganizationVersion(Record):
    """An organization as it was during one period.

    Attributes:
        period: First and (inclusive) last day; open while it still is so.
        node: The organization and the one above it.
    """

    period: Period
    node: TreeNode


@attrs.frozen(order=True)
class SuccessorLink(Record):
    """What became of an organization.

    Attributes:
        from_id: Organization that was merged, split or dissolved.
        to_id: Organization that took over all or part of it.
        on: First day of the new state.
        kind: Whether it was merged, split or dissolved.
    """

    from_id: str
    to_id: str
    on: date
    kind: EventKind = attrs.field(order=False)


def links(events: Iterable[OrganizationEvent]) -> tuple[SuccessorLink, ...]:
    """Return the links from organizations to those that came out of them."""
    found = set[SuccessorLink]()
    for event in events:
        heirs = [node.organization.organization_id for node in event.results]
        heirs += [event.into_id] if event.into_id is not None else []
        for from_id in event.organization_ids:
            found.update(
                SuccessorLink(from_id, heir, event.in_force_from, event.kind)
                for heir in heirs
            )
    return tuple(sorted(found))


def _place(event: OrganizationEvent) -> tuple[date, int, tuple[str, ...]]:
    # Two events that agree in all of this are refused when they are replayed.
    ids = [node.organization.organization_id for node in event.results]
    return (
        event.in_force_from,
        ORDER[event.kind],
        (*event.organization_ids, *ids, event.into_id or ""),
    )


def in_order(events: Iterable[OrganizationEvent]) -> tuple[OrganizationEvent, ...]:
    """Return events in the one order in which they take effect."""
    return tuple(sorted(events, key=_place))


_Step = tuple[date, int, tuple[str, ...], OrganizationEvent | TreeNode | str]
_FOUNDED, _DISSOLVED = ORDER[EventKind.FOUNDED], ORDER[EventKind.DISSOLVED]


def _key(step: _Step) -> tuple[date, int, tuple[str, ...]]:
    return step[:3]


def _first(step: _Step) -> date:
    return step[0]


def _steps(
    nodes: Iterable[TreeNode], events: Iterable[OrganizationEvent]
) -> Iterator[_Step]:
    """Yield the events, and what the organizations' own dates say."""
    for node in nodes:
        organization = node.organization
        ids = (organization.organization_id,)
        if organization.founded_on is not None:
            yield organization.founded_on, _FOUNDED, ids, node
        if organization.dissolved_on is not None:
            gone = organization.dissolved_on + timedelta(days=1)
            yield gone, _DISSOLVED, ids, ids[0]
    for event in events:
        yield *_place(event), event


def replayed(
    nodes: Iterable[TreeNode], events: Iterable[OrganizationEvent]
) -> Versions:
    """Return all states of all organizations, each event checked.

    Within a day events take effect in the order of `EventKind`; whether all
    organizations form a forest is looked at when the day is over, so that a
    committee and its branches may be founded, or dissolved, on one day.

    Args:
        nodes: Organizations at the beginning, with those whose own dates say
            when they begin or end.
        events: What happened, in any order.

    Returns:
        Per organization its states in order.

    Raises:
        OrganizationTreeError: If the organizations never form a forest.
        OrganizationEventError: If an event does not fit what was before it.
    """
    given = tuple(nodes)
    replay = Replay()
    for one, other in pairwise(sorted(n.organization.organization_id for n in given)):
        if one == other:
            raise OrganizationTreeError(f"{one!r} stands in it twice")
    for node in given:
        if node.organization.founded_on is None:
            replay.put(date.min, node)
    replay.close_day("as they stand at the beginning")
    for day, group in groupby(sorted(_steps(given, events), key=_key), key=_first):
        _replay_day(replay, day, group)
        replay.close_day(f"on {day}")
    return replay.versions


def _replay_day(replay: Replay, day: date, steps: Iterable[_Step]) -> None:
    done: set[tuple[int, str]] = set()
    for _, rank, _, step in steps:
        if isinstance(step, TreeNode):
            replay.put(day, step)
        elif isinstance(step, str):
            replay.end_by_date(day, step)
        else:
            for organization_id in step.organization_ids:
                if (rank, organization_id) in done:
                    raise OrganizationEventError(
                        str(step), "the same happens to it twice on that day"
                    )
                done.add((rank, organization_id))
            replay.apply(day, step)

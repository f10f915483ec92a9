"""What Popolo can say of the history of an organization: names and parents, dated."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Generic, TypeVar

import attrs

from partybuild.organization import (
    EventKind,
    OrganizationEvent,
    OrganizationTree,
    OrganizationVersion,
    PartialDate,
)

T = TypeVar("T")
_DAY = timedelta(days=1)


@attrs.frozen
class Span(Generic[T]):
    """A value with the dates between which it held, as Popolo writes them.

    Attributes:
        value: The value.
        start: First day or partial date; None where it held from the beginning.
        end: Last day, or the partial date in which it ended; None where it held to
            the end.
    """

    value: T
    start: str | None
    end: str | None


@attrs.frozen(kw_only=True)
class KnownDates:
    """Dates of events that are known only in part, by organization and day in force.

    Attributes:
        names: Of changes of the name.
        parents: Of moves; a merger moves those under what it ends.
        founded: Of foundings.
        ended: Of ends.
    """

    names: dict[tuple[str, date], PartialDate]
    parents: dict[tuple[str, date], PartialDate]
    founded: dict[str, PartialDate]
    ended: dict[str, PartialDate]


def _ends(event: OrganizationEvent) -> bool:
    return event.kind in {EventKind.MERGED, EventKind.DISSOLVED} or (
        event.kind is EventKind.SPLIT and not event.continues
    )


def known_dates(tree: OrganizationTree) -> KnownDates:
    """Return the dates of a tree's events that name no day."""
    known = KnownDates(names={}, parents={}, founded={}, ended={})
    for event in tree.events:
        if event.on.exact is None:
            for node in event.results:
                known.founded[node.organization.organization_id] = event.on
            for one in event.organization_ids:
                if event.name is not None:
                    known.names[one, event.in_force_from] = event.on
                if event.kind in {EventKind.MOVED, EventKind.MERGED}:
                    known.parents[one, event.in_force_from] = event.on
                if _ends(event):
                    known.ended[one] = event.on
    return known


def spans(
    versions: Iterable[OrganizationVersion],
    value_of: Callable[[OrganizationVersion], T],
    dated: Callable[[date, T, T], PartialDate | None],
) -> tuple[Span[T], ...]:
    """Return what a value was, one after the other.

    Args:
        versions: All states of an organization in order.
        value_of: The value in a state.
        dated: The partial date of a change, by its day, the old and the new value.

    Returns:
        Spans without a gap; the first has no start, the last no end.
    """
    values = [
        (value, next(iter(group)).period.first)
        for value, group in groupby(versions, key=value_of)
    ]
    found: list[Span[T]] = []
    start: str | None = None
    for (value, _), (later, day) in pairwise(values):
        partial = dated(day, value, later)
        end = (day - _DAY).isoformat() if partial is None else str(partial)
        found.append(Span(value, start, end))
        start = day.isoformat() if partial is None else str(partial)
    return (*found, Span(values[-1][0], start, None))


def change_after(end: PartialDate) -> PartialDate:
    """Return the date of the change that ends a span: what comes next holds from it."""
    last = end.exact
    return end if last is None else PartialDate.of(last + _DAY)

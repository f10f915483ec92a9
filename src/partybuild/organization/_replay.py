"""The state of all organizations while their history is replayed."""

from collections import defaultdict
from datetime import date

import attrs

from partybuild.errors import OrganizationEventError, OrganizationTreeError
from partybuild.organization._change import changed
from partybuild.organization._event import EventKind, OrganizationEvent
from partybuild.organization._node import TreeNode

Versions = dict[str, list[tuple[date, TreeNode | None]]]
"""Per organization: first day and state, in order; None once it has ended."""


class Replay:
    """State while a history is replayed; it never leaves the layer."""

    def __init__(self) -> None:
        self.versions: Versions = {}
        self.now: dict[str, TreeNode] = {}
        self._under: dict[str, set[str]] = defaultdict(set)
        self._touched: set[str] = set()
        self._ended: set[str] = set()

    def put(self, day: date, node: TreeNode) -> None:
        """Set the state of an organization from a day on."""
        organization_id = node.organization.organization_id
        before = self.now.get(organization_id)
        if before is not None and before.parent_id is not None:
            self._under[before.parent_id].discard(organization_id)
        if node.parent_id is not None:
            self._under[node.parent_id].add(organization_id)
        if before is None or before.parent_id != node.parent_id:
            self._touched.add(organization_id)
        self.now[organization_id] = node
        self._record(organization_id, day, node)

    def end(self, day: date, organization_id: str) -> None:
        """End an organization; from *day* on it is no more."""
        before = self.now.pop(organization_id)
        if before.parent_id is not None:
            self._under[before.parent_id].discard(organization_id)
        self._ended.add(organization_id)
        self._record(organization_id, day, None)

    def end_by_date(self, day: date, organization_id: str) -> None:
        """End an organization on the day that it states itself."""
        if organization_id not in self.now:
            raise OrganizationTreeError(
                f"{organization_id!r} is dissolved on {day}, but has ended before"
            )
        self.end(day, organization_id)

    def _record(self, organization_id: str, day: date, node: TreeNode | None) -> None:
        states = self.versions.setdefault(organization_id, [])
        if states and states[-1][0] == day:
            states[-1] = (day, node)
        else:
            states.append((day, node))

    def apply(self, day: date, event: OrganizationEvent) -> None:
        """Let one event take effect."""
        for node in event.results:
            if node.organization.organization_id in self.versions:
                raise OrganizationEventError(
                    str(event),
                    f"{node.organization.organization_id!r} has existed before; "
                    "ids are unique for ever",
                )
        named = (*event.organization_ids, *filter(None, [event.into_id]))
        for organization_id in named:
            if organization_id not in self.now:
                known = self.versions.get(organization_id)
                raise OrganizationEventError(
                    str(event),
                    f"{organization_id!r} "
                    + ("no longer exists" if known else "does not exist yet, or never")
                    + f" on {day}; events out of order?",
                )
        change = changed(event, self.now)
        heir = change.heir_id
        for organization_id in change.ended:
            if heir is not None and event.kind is EventKind.MERGED:
                for child in sorted(self._under[organization_id]):
                    if child != heir:
                        moved = attrs.evolve(self.now[child], parent_id=heir)
                        self.put(day, moved)
            self.end(day, organization_id)
        for node in change.nodes:
            self.put(day, node)

    def close_day(self, when: str) -> None:
        """Refuse a state in which the organizations are no forest."""
        for organization_id in sorted(self._ended):
            if below := self._under.get(organization_id):
                orphans = ", ".join(repr(child) for child in sorted(below))
                raise OrganizationTreeError(
                    f"{when}, {organization_id!r} is dissolved and still has "
                    f"{orphans} under it; move or dissolve them first"
                )
        sound: set[str] = set()
        for start in sorted(self._touched & self.now.keys()):
            self._climb(start, sound, when)
        self._touched.clear()
        self._ended.clear()

    def _climb(self, start: str, sound: set[str], when: str) -> None:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in sound:
            if at in path:
                ring = " under ".join([*path, at])
                raise OrganizationTreeError(f"{when}, {ring}: a cycle")
            if at not in self.now:
                below = next(reversed(path))
                gone = "dissolved" if at in self.versions else "unknown"
                raise OrganizationTreeError(f"{when}, {below!r} is under {gone} {at!r}")
            path[at] = None
            at = self.now[at].parent_id
        sound.update(path)

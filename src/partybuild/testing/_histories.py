"""Strategies for organizations through time: histories in which every event fits."""

from datetime import date, timedelta

import attrs
from hypothesis import strategies as st

from partybuild.kernel import Label
from partybuild.organization import (
    EventKind,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    Sector,
    TreeNode,
)

_FIRST = date(2000, 1, 1)


def _node(number: int, parent_id: str | None, full: int) -> TreeNode:
    organization = Organization(
        organization_id=f"o{number}",
        name=Label(zh=f"党支部{number}", en=f"branch {number}"),
        kind=OrganizationKind.BRANCH,
        sector=Sector.VILLAGE,
        full_members=full,
        probationary_members=full % 3,
    )
    return TreeNode(organization=organization, parent_id=parent_id)


class _Draft:
    """What exists while a history is drawn; it never leaves this module."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.parents: dict[str, str | None] = {}
        self.full: dict[str, int] = {}
        self.events: list[OrganizationEvent] = []
        self.used = 0

    def new(self, parent_id: str | None, full: int) -> TreeNode:
        """Return an organization that never was before."""
        node = _node(self.used, parent_id, full)
        self.used += 1
        self.parents[node.organization.organization_id] = parent_id
        self.full[node.organization.organization_id] = full
        return node

    def end(self, organization_id: str) -> None:
        """Forget an organization."""
        del self.parents[organization_id], self.full[organization_id]

    def some(self, *, without: frozenset[str] = frozenset()) -> str:
        """Return one that exists."""
        return self.draw(st.sampled_from(sorted(set(self.parents) - without)))

    def below(self, organization_id: str) -> frozenset[str]:
        """Return one and all below it."""
        found = {organization_id}
        while more := {o for o, p in self.parents.items() if p in found} - found:
            found |= more
        return frozenset(found)

    def leaf(self) -> str | None:
        """Return one with none below it, where it is not the last one."""
        leaves = sorted(set(self.parents) - {p for p in self.parents.values() if p})
        return self.draw(st.sampled_from(leaves)) if len(self.parents) > 1 else None

    def step(self, on: date) -> OrganizationEvent | None:
        """Draw one event that fits."""
        kind = self.draw(st.sampled_from(EventKind))
        one = self.some()
        if kind is EventKind.FOUNDED:
            parent_id = self.draw(st.sampled_from([None, one]))
            node = self.new(parent_id, self.draw(st.integers(0, 60)))
            return OrganizationEvent(kind=kind, on=on, results=[node])
        if kind is EventKind.RENAMED:
            name = Label(zh=f"{one}新名", en=f"{one} renamed")
            return OrganizationEvent(
                kind=kind, on=on, organization_ids=[one], name=name
            )
        if kind is EventKind.UPGRADED:
            to_kind = self.draw(st.sampled_from(OrganizationKind))
            return OrganizationEvent(
                kind=kind, on=on, organization_ids=[one], to_kind=to_kind
            )
        if kind is EventKind.COUNTED:
            self.full[one] = full = self.draw(st.integers(0, 60))
            return OrganizationEvent(
                kind=kind,
                on=on,
                organization_ids=[one],
                full_members=full,
                probationary_members=0,
            )
        if kind is EventKind.ELECTED:
            return OrganizationEvent(kind=kind, on=on, organization_ids=[one])
        return self._structural(kind, on, one)

    def _structural(
        self, kind: EventKind, on: date, one: str
    ) -> OrganizationEvent | None:
        below = self.below(one)
        if kind is EventKind.MOVED:
            others = [None, *sorted(set(self.parents) - below)]
            self.parents[one] = parent_id = self.draw(st.sampled_from(others))
            return OrganizationEvent(
                kind=kind, on=on, organization_ids=[one], parent_id=parent_id
            )
        if kind is EventKind.MERGED:
            return self._merger(on, one, below)
        leaf = self.leaf()
        if leaf is None:
            return None
        if kind is EventKind.SPLIT:
            return self._split(on, leaf)
        heir = self.draw(st.sampled_from([None, self.some(without=frozenset([leaf]))]))
        if heir is not None:
            self.full[heir] += self.full[leaf]
        self.end(leaf)
        return OrganizationEvent(
            kind=EventKind.DISSOLVED, on=on, organization_ids=[leaf], into_id=heir
        )

    def _merger(
        self, on: date, one: str, below: frozenset[str]
    ) -> OrganizationEvent | None:
        others = sorted(set(self.parents) - below - set(self._above(one)))
        if not others:
            return None
        other = self.draw(st.sampled_from(others))
        if self.draw(st.booleans()):
            self._inherit(other, one)
            self.end(other)
            return OrganizationEvent(
                kind=EventKind.MERGED, on=on, organization_ids=[other], into_id=one
            )
        new = self.new(None, self.full[one] + self.full[other])
        # How many members it has, the event finds out.
        node = attrs.evolve(
            new,
            organization=attrs.evolve(
                new.organization, full_members=None, probationary_members=None
            ),
        )
        for part in (one, other):
            self._inherit(part, node.organization.organization_id, take=False)
            self.end(part)
        return OrganizationEvent(
            kind=EventKind.MERGED,
            on=on,
            organization_ids=[one, other],
            results=[node],
        )

    def _above(self, organization_id: str) -> list[str]:
        path: list[str] = []
        at = self.parents[organization_id]
        while at is not None:
            path.append(at)
            at = self.parents[at]
        return path

    def _inherit(self, part: str, heir: str, *, take: bool = True) -> None:
        if take:
            self.full[heir] += self.full[part]
        for child, parent in self.parents.items():
            if parent == part:
                self.parents[child] = heir

    def _split(self, on: date, leaf: str) -> OrganizationEvent:
        # A part that goes on keeps whatever the other one does not take.
        taken = self.draw(st.integers(0, self.full[leaf]))
        self.full[leaf] -= taken
        node = self.new(self.parents[leaf], taken)
        part = attrs.evolve(node.organization, probationary_members=0)
        return OrganizationEvent(
            kind=EventKind.SPLIT,
            on=on,
            organization_ids=[leaf],
            results=[attrs.evolve(node, organization=part)],
            continues=True,
        )


@st.composite
def histories(draw: st.DrawFn, *, most_events: int = 12) -> OrganizationTree:
    """Generate trees with a history in which every event fits.

    Args:
        draw: Given by Hypothesis.
        most_events: How many events at most.

    Returns:
        A tree of villages; full members are recorded everywhere.
    """
    draft = _Draft(draw)
    nodes = [draft.new(None, draw(st.integers(0, 60)))]
    nodes += [
        draft.new(draft.some(), draw(st.integers(0, 60)))
        for _ in range(draw(st.integers(0, 4)))
    ]
    on = _FIRST
    for _ in range(draw(st.integers(0, most_events))):
        on += timedelta(days=draw(st.integers(1, 400)))
        event = draft.step(on)
        if event is not None:
            draft.events.append(event)
    return OrganizationTree(nodes, draft.events)

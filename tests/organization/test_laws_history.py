"""Laws that every history of organizations keeps."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from partybuild.organization import EventKind, OrganizationTree
from partybuild.testing._histories import histories

DAYS = st.dates(date(1999, 12, 1), date(2015, 1, 1))


def _replay(tree, on):  # noqa: C901, PLR0912 - one branch a kind of event
    """Apply events to plain dictionaries, one after the other, by first principles."""
    parents, full, names, kinds = {}, {}, {}, {}

    def put(node):
        one = node.organization
        parents[one.organization_id] = node.parent_id
        full[one.organization_id] = one.full_members
        names[one.organization_id] = one.name
        kinds[one.organization_id] = one.kind

    def end(one):
        for table in (parents, full, names, kinds):
            del table[one]

    for node in tree.nodes:
        put(node)
    for event in sorted(tree.events, key=lambda e: e.on.exact):
        if event.on.exact > on:
            break
        ids = event.organization_ids
        gone = sum(full[one] for one in ids)
        for node in event.results:
            put(node)
        if event.kind is EventKind.RENAMED:
            names[ids[0]] = event.name
        elif event.kind is EventKind.UPGRADED:
            kinds[ids[0]] = event.to_kind
        elif event.kind is EventKind.MOVED:
            parents[ids[0]] = event.parent_id
        elif event.kind is EventKind.COUNTED:
            full[ids[0]] = event.full_members
        elif event.kind is EventKind.SPLIT:
            full[ids[0]] -= sum(n.organization.full_members for n in event.results)
        elif event.kind in {EventKind.MERGED, EventKind.DISSOLVED}:
            heirs = [n.organization.organization_id for n in event.results]
            heir = event.into_id or (heirs[0] if heirs else None)
            if heir is not None:
                full[heir] = (full[heir] or 0) + gone
            for child, parent in parents.items():
                if parent in ids:
                    parents[child] = heir
            for one in ids:
                end(one)
    return {one: (parents[one], full[one], names[one], kinds[one]) for one in parents}


@given(histories(), DAYS)
def test_the_tree_of_a_day_equals_replaying_the_events(tree, on):
    """Looking a day up gives what telling the whole story up to it gives."""
    found = {
        node.organization.organization_id: (
            node.parent_id,
            node.organization.full_members,
            node.organization.name,
            node.organization.kind,
        )
        for node in tree.at(on).nodes
    }

    assert found == _replay(tree, on)


@given(histories(), DAYS)
def test_every_organization_has_exactly_one_place_on_a_day(tree, on):
    """Each stands once, under one that exists, and every chain ends at a root."""
    day = tree.at(on)
    ids = [organization.organization_id for organization in day.organizations]

    assert len(ids) == len(set(ids))
    for one in ids:
        chain = [organization.organization_id for organization in day.chain(one)]
        assert day.parent(chain[0]) is None
        assert chain[-1] == one
        assert len(chain) == len(set(chain))
    below = Counter(child.organization_id for one in ids for child in day.children(one))
    roots = [organization.organization_id for organization in day.roots]
    assert sorted([*below.elements(), *roots]) == sorted(ids)


@given(histories(), DAYS)
def test_members_change_only_by_events_that_say_so(tree, on):
    """What is merged, split, moved or renamed neither wins nor loses a member."""
    before = tree.at(on - timedelta(days=1))
    expected = sum(o.full_members for o in before.organizations)
    for event in tree.events:
        if event.on.exact == on:
            ids = event.organization_ids
            if event.kind is EventKind.FOUNDED:
                expected += event.results[0].organization.full_members
            elif event.kind is EventKind.COUNTED:
                expected += event.full_members - before.get(ids[0]).full_members
            elif event.kind is EventKind.DISSOLVED and event.into_id is None:
                expected -= before.get(ids[0]).full_members

    assert sum(o.full_members for o in tree.at(on).organizations) == expected


@given(histories())
def test_members_are_conserved_on_the_day_of_every_event(tree):
    """The law above, looked at where something happens."""
    for event in tree.events:
        test_members_change_only_by_events_that_say_so.hypothesis.inner_test(
            tree, event.on.exact
        )


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_given_does_not_matter(tree, random):
    """Events are ordered by their days, so that any file order reads the same."""
    nodes, events = list(tree.nodes), list(tree.events)
    random.shuffle(nodes)
    random.shuffle(events)

    assert OrganizationTree(nodes, events) == tree


@given(histories())
def test_nothing_that_ever_was_is_lost(tree):
    """Each id has its versions without a gap, and an heir where it was taken over."""
    ids = {node.organization.organization_id for node in tree.nodes}
    ids |= {n.organization.organization_id for e in tree.events for n in e.results}
    today = tree.at(date(2100, 1, 1))
    from_ids = {link.from_id for link in tree.links}

    for one in ids:
        periods = [version.period for version in tree.versions(one)]
        assert all(a.meets(b) for a, b in pairwise(periods))
        assert (periods[-1].last is None) == (one in today)
    merged = [
        one
        for event in tree.events
        if event.kind is EventKind.MERGED
        for one in event.organization_ids
    ]
    assert set(merged) <= from_ids
    assert all(link.to_id in ids for link in tree.links)

"""Trees, histories and every way in which they can be wrong."""

import pickle
from datetime import date

import attrs
import pytest

from partybuild.errors import (
    DuplicateIdError,
    OrganizationEventError,
    OrganizationTreeError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label, Period
from partybuild.organization import (
    BranchForm,
    EventKind,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    PartialDate,
    PartyGroup,
    TreeNode,
    Workplace,
)


def organization(organization_id, **fields):
    """Return an organization, a village branch unless said otherwise."""
    fields = {"kind": "branch", "sector": "village"} | fields
    name = fields.pop("name", Label.same(organization_id))
    return Organization(organization_id=organization_id, name=name, **fields)


def node(organization_id, parent_id=None, **fields):
    """Return a node with such an organization."""
    return TreeNode(
        organization=organization(organization_id, **fields), parent_id=parent_id
    )


def event(kind, on, *organization_ids, **fields):
    """Return an event."""
    return OrganizationEvent(
        kind=kind, on=on, organization_ids=organization_ids, **fields
    )


def ids(organizations):
    """Return ids."""
    return [one.organization_id for one in organizations]


def test_a_branch_that_grows_up_stays_the_same_organization():
    """Branch, general branch, committee: one id, three versions, each with its days."""
    tree = OrganizationTree(
        [node("town", kind="committee"), node("v", "town", full_members=40)],
        [
            event("counted", "2012-03-01", "v", full_members=60),
            event("upgraded", "2012-05-01", "v", to_kind="general_branch"),
            event(
                "upgraded",
                "2019-07-01",
                "v",
                to_kind="committee",
                name=Label(zh="村党委", en="village committee"),
            ),
        ],
    )

    assert [
        (str(version.period), version.node.organization.kind.value)
        for version in tree.versions("v")
    ] == [
        ("0001-01-01..2012-02-29", "branch"),
        ("2012-03-01..2012-04-30", "branch"),
        ("2012-05-01..2019-06-30", "general_branch"),
        ("2019-07-01..", "committee"),
    ]
    assert tree.at(date(2019, 6, 30)).get("v").full_members == 60
    assert tree.at(date(2019, 7, 1)).get("v").name.zh == "村党委"


def test_a_merger_adds_members_hands_over_branches_and_leaves_links():
    """Two committees become one; their branches stand under it from that day on."""
    tree = OrganizationTree(
        [
            node("town", kind="committee"),
            node("a", "town", kind="committee", full_members=60),
            node("b", "town", kind="committee", full_members=50),
            node("a1", "a", full_members=30),
        ],
        [event("merged", "2020-01-01", "a", "b", results=[node("ab", "town")])],
    )
    day = tree.at(date(2020, 1, 1))

    assert ids(day.organizations) == ["a1", "ab", "town"]
    assert day.get("ab").full_members == 110
    assert day.parent("a1").organization_id == "ab"
    assert [(link.from_id, link.to_id) for link in tree.links] == [
        ("a", "ab"),
        ("b", "ab"),
    ]
    assert tree.at(date(2019, 12, 31)).parent("a1").organization_id == "a"


def test_a_split_hands_out_all_members_or_the_rest_stays():
    """30 members become 12 and 18; or 12 leave, and 18 stay."""
    nodes = [node("a", full_members=30, probationary_members=0)]
    parts = {"full_members": 12, "probationary_members": 0}
    apart = OrganizationTree(
        nodes,
        [
            event(
                *("split", "2020-01-01", "a"),
                results=[
                    node("a1", **parts),
                    node("a2", full_members=18, probationary_members=0),
                ],
            )
        ],
    ).at(date(2020, 1, 1))
    stays = OrganizationTree(
        nodes,
        [
            event(
                *("split", "2020-01-01", "a"),
                results=[node("a1", **parts)],
                continues=True,
            )
        ],
    ).at(date(2020, 1, 1))

    assert [(o.organization_id, o.full_members) for o in apart.organizations] == [
        ("a1", 12),
        ("a2", 18),
    ]
    assert stays.get("a").full_members == 18


def test_numbers_not_recorded_are_never_made_up():
    """A merger with a branch whose members nobody recorded has no known number."""
    tree = OrganizationTree(
        [node("a", full_members=30), node("b")],
        [event("merged", "2020-01-01", "b", into_id="a")],
    )

    assert tree.at(date(2020, 1, 1)).get("a").full_members is None


def test_a_committee_and_its_branches_may_begin_and_end_on_one_day():
    """What happens on one day is looked at when the day is over."""
    tree = OrganizationTree(
        [
            node("b", "c", founded_on=date(2010, 1, 1), dissolved_on=date(2020, 6, 30)),
            node(
                "c",
                kind="committee",
                founded_on=date(2010, 1, 1),
                dissolved_on=date(2020, 6, 30),
            ),
        ]
    )

    assert ids(tree.at(date(2009, 12, 31)).organizations) == []
    assert ids(tree.at(date(2010, 1, 1)).chain("b")) == ["c", "b"]
    assert ids(tree.at(date(2020, 6, 30)).organizations) == ["b", "c"]
    assert ids(tree.at(date(2020, 7, 1)).organizations) == []


def test_partial_dates_take_effect_when_they_surely_have():
    """What is dated 2009 has surely happened on the last day of 2009, not before."""
    tree = OrganizationTree(
        [node("a")], [event("renamed", "2009", "a", name=Label.same("new"))]
    )

    assert tree.at(date(2009, 12, 30)).get("a").name.zh == "a"
    assert tree.at(date(2009, 12, 31)).get("a").name.zh == "new"
    assert tree.doubtful(date(2009, 6, 1)) == tree.events
    assert tree.doubtful(date(2008, 12, 31)) == tree.doubtful(date(2009, 12, 31)) == ()


def test_an_unknown_founding_has_always_been():
    """Nobody knows when it was founded; it was there."""
    tree = OrganizationTree([], [event("founded", "unknown", results=[node("a")])])

    assert "a" in tree.at(date(1921, 7, 23))
    assert tree.at(date(1921, 7, 23)).get("a").founded_on is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2009", date(2009, 1, 1), date(2009, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("unknown", date.min, date.max),
    ],
)
def test_a_partial_date_names_the_days_it_may_be(text, first, last):
    """It reads back as written, and spans every day that it may be."""
    found = PartialDate.of(text)

    assert str(found) == text
    assert (found.earliest, found.latest) == (first, last)
    assert found.span == Period(first, last)


@pytest.mark.parametrize(
    "wrong",
    ["2009-13", "2009-02-30", "9", "2009-1", "", "2009/01", (None, 5), (2009, None, 3)],
)
def test_what_is_no_partial_date_is_refused(wrong):
    """A month needs its year, a day its month, and both must exist."""
    with pytest.raises(ValueRangeError, match="partial date"):
        PartialDate.of(wrong) if isinstance(wrong, str) else PartialDate(*wrong)


def test_a_sharper_date_names_fewer_of_the_same_days():
    """May 2009 is sharper than 2009, and than nothing known."""
    assert PartialDate(2009, 5).sharper(PartialDate(2009))
    assert PartialDate(2009).sharper(PartialDate())
    assert not PartialDate(2009).sharper(PartialDate(2009))
    assert not PartialDate(2010, 5).sharper(PartialDate(2009))


def refused(nodes, events=(), error=OrganizationTreeError):
    """Return the message with which a history is refused."""
    with pytest.raises(error) as caught:
        OrganizationTree(nodes, events)
    return str(caught.value)


def test_cycles_are_refused_with_the_ids():
    """Standing, or made by a move."""
    ring = [node("a", "b"), node("b", "a")]
    moved = [node("a"), node("b", "a"), node("c", "b")]

    assert "a under b under a: a cycle" in refused(ring)
    assert "on 2020-01-01" in refused(
        moved, [event("moved", "2020-01-01", "a", parent_id="c")]
    )


def test_two_parents_are_refused():
    """One organization that stands under two others stands in the tree twice."""
    assert "'b' stands in it twice" in refused(
        [node("a"), node("c"), node("b", "a"), node("b", "c")]
    )


def test_dissolved_and_unknown_parents_are_refused():
    """Whoever is under it is named."""
    assert "'b' is under unknown 'x'" in refused([node("b", "x")])
    assert "'a' is dissolved and still has 'b' under it" in refused(
        [node("a"), node("b", "a")], [event("dissolved", "2020-01-01", "a")]
    )
    assert "'c' is under dissolved 'a'" in refused(
        [node("a"), node("c")],
        [
            event("dissolved", "2020-01-01", "a"),
            event("moved", "2020-02-01", "c", parent_id="a"),
        ],
    )


def test_events_out_of_order_are_refused():
    """Nothing happens to what does not exist yet, or no longer."""
    early = [
        event("renamed", "2019-01-01", "a", name=Label.same("x")),
        event("founded", "2020-01-01", results=[node("a")]),
    ]
    late = [
        event("dissolved", "2019-01-01", "a"),
        event("renamed", "2020-01-01", "a", name=Label.same("x")),
    ]

    assert "'a' does not exist yet" in refused([], early, OrganizationEventError)
    assert "'a' no longer exists" in refused([node("a")], late, OrganizationEventError)


def test_one_thing_does_not_happen_twice_on_a_day():
    """Two new names on one day: which is the later one?"""
    twice = [
        event("renamed", "2019-01-01", "a", name=Label.same(name)) for name in "xy"
    ]

    assert "twice on that day" in refused([node("a")], twice, OrganizationEventError)


def test_ids_are_never_used_again():
    """A new organization gets a new id, so that an old record stays clear."""
    again = [
        event("dissolved", "2019-01-01", "a"),
        event("founded", "2020-01-01", results=[node("a")]),
    ]

    assert "unique for ever" in refused([node("a")], again, OrganizationEventError)


def test_own_dates_and_events_must_agree():
    """An organization ends once, and is founded on the day that it says."""
    ended = [node("a", dissolved_on=date(2020, 12, 31)), node("b")]
    born = node("a", founded_on=date(2020, 1, 1))

    assert "has ended before" in refused(
        ended, [event("merged", "2020-01-01", "a", into_id="b")]
    )
    assert "founded on 2020-01-01" in refused(
        [], [event("founded", "2020-02-01", results=[born])], OrganizationEventError
    )


def test_members_that_vanish_in_an_event_are_refused():
    """A split of 30 into 12 and 12, and a merger of 30 and 20 to 45."""
    split = event(
        *("split", "2020-01-01", "a"),
        results=[node("a1", full_members=12), node("a2", full_members=12)],
    )
    merger = event(
        *("merged", "2020-01-01", "a", "b"), results=[node("ab", full_members=45)]
    )
    nodes = [node("a", full_members=30), node("b", full_members=20)]

    assert "the parts have 24 members, the whole had 30" in refused(
        nodes, [split], OrganizationEventError
    )
    assert "said to have 45 members, but those merged have 50" in refused(
        nodes, [merger], OrganizationEventError
    )


@pytest.mark.parametrize(
    ("kind", "organization_ids", "fields", "problem"),
    [
        ("renamed", ["a"], {}, "needs 'name'"),
        ("renamed", [], {"name": Label.same("x")}, "needs 'organization_ids'"),
        ("moved", ["a"], {"name": Label.same("x")}, "takes no 'name'"),
        ("merged", ["a", "b"], {}, "one new organization or one existing"),
        ("merged", ["a"], {"results": [node("x")]}, "at least two"),
        ("merged", ["a", "b"], {"into_id": "b"}, "taken over by itself"),
        ("merged", ["a", "a"], {"into_id": "b"}, "stands in it twice"),
        ("dissolved", ["a", "b"], {}, "happens to one organization"),
        ("split", ["a"], {"results": [node("x")]}, "leaves at least two"),
        ("founded", [], {"results": [node("x"), node("y")]}, "founds one"),
    ],
)
def test_an_event_says_what_its_kind_needs(kind, organization_ids, fields, problem):
    """Neither more nor less, and the message names the kind and the ids."""
    with pytest.raises(OrganizationEventError, match=problem) as caught:
        event(kind, "2020-01-01", *organization_ids, **fields)

    assert caught.value.event.startswith(kind)


def test_only_a_founding_may_be_undated():
    """Any other event without a year has no place in the history."""
    with pytest.raises(OrganizationEventError, match="unknown date"):
        event("renamed", "unknown", "a", name=Label.same("x"))


def test_an_identifier_belongs_to_one_organization():
    """Two organizations with the same code in the same register are one too many."""
    code = Identifier("code", "510")

    with pytest.raises(DuplicateIdError, match="510"):
        OrganizationTree([node("a", identifiers=[code]), node("b", identifiers=[code])])
    renamed = OrganizationTree(
        [node("a", identifiers=[code])],
        [event("renamed", "2020-01-01", "a", name=Label.same("x"))],
    )
    assert renamed.at(date(2021, 1, 1)).get("a").identifiers == (code,)


def test_a_history_is_asked_for_a_day():
    """A tree with events has no parent of its own, only one of a day."""
    tree = OrganizationTree(
        [node("a"), node("b", "a")], [event("elected", "2020-01-01", "a")]
    )

    with pytest.raises(OrganizationTreeError, match="take the tree of a day"):
        tree.parent("b")
    assert tree.at(date(2020, 1, 1)).get("a").elected_on == date(2020, 1, 1)


def test_a_tree_without_a_history_answers_itself():
    """A conference often needs no more than this."""
    tree = OrganizationTree([node("b", "a"), node("a"), node("c", "b")])

    assert ids(tree.organizations) == ["a", "b", "c"]
    assert tree.get("a").organization_id == "a"
    assert tree.parent("a") is None
    assert tree.parent("b") == tree.get("a")
    assert ids(tree.children("a")) == ["b"]
    assert ids(tree.at(date(2020, 1, 1)).under("a")) == ["b", "c"]
    with pytest.raises(UnknownIdError, match="'x'"):
        tree.get("x")
    with pytest.raises(UnknownIdError, match="'x'"):
        tree.versions("x")


def test_trees_are_values():
    """They compare, and survive pickling with their history."""
    tree = OrganizationTree(
        [node("a")], [event("renamed", "2020", "a", name=Label.same("x"))]
    )

    assert pickle.loads(pickle.dumps(tree)) == tree
    assert pickle.loads(pickle.dumps(tree)).versions("a") == tree.versions("a")


def test_only_branches_have_forms_and_groups():
    """A committee with Party groups, or workplaces of an ordinary branch."""
    group = PartyGroup(group_id="g", name=Label.same("g"))
    place = Workplace(workplace_id="w", name=Label.same("w"))

    with pytest.raises(ValueRangeError, match="a branch"):
        organization("a", kind="committee", party_groups=[group])
    with pytest.raises(ValueRangeError, match="joint"):
        organization("a", workplaces=[place])
    with pytest.raises(ValueRangeError, match="temporary or project"):
        organization("a", task=Period(date(2020, 1, 1)))
    with pytest.raises(DuplicateIdError, match="workplace"):
        organization("a", form="joint", workplaces=[place, place])
    with pytest.raises(DuplicateIdError, match="Party group"):
        organization("a", party_groups=[group, group])
    assert organization("a", form="joint", workplaces=[place]).form is BranchForm.JOINT


def test_an_organization_may_be_suspended_for_a_time():
    """It exists, and does not work."""
    one = organization("a", suspended=[Period(date(2020, 1, 1), date(2020, 3, 31))])

    assert one.suspended_on(date(2020, 3, 31))
    assert not one.suspended_on(date(2020, 4, 1))
    assert one.exists_on(date(2020, 2, 1))


@pytest.mark.parametrize("wrong", [-1, True, "3", 3.0])
def test_members_are_counts(wrong):
    """A count of members is a whole number from 0 on."""
    with pytest.raises(ValueRangeError, match="count of members"):
        organization("a", full_members=wrong)


def test_members_together():
    """Full and probationary; unknown as soon as one is."""
    assert organization("a", full_members=7, probationary_members=2).members == 9
    assert organization("a", full_members=7).members is None


def test_every_kind_of_event_and_organization_has_a_name():
    """Both languages, each name once."""
    for kinds in (EventKind, OrganizationKind, BranchForm):
        labels = [kind.label for kind in kinds]
        assert len({label.zh for label in labels}) == len(labels)
        assert len({label.en for label in labels}) == len(labels)


def test_an_identifier_has_text():
    """A register without a name, or a code without a digit, is a slip."""
    with pytest.raises(ValueRangeError, match="identifier scheme"):
        Identifier(" ", "1")


def test_what_was_decided_later_is_not_known_before():
    """The tree of a day does not change when events after it are added."""
    nodes = [node("a"), node("b", "a")]
    later = event("dissolved", "2021-01-01", "b")

    assert OrganizationTree(nodes).at(date(2020, 1, 1)) == OrganizationTree(
        nodes, [later]
    ).at(date(2020, 1, 1))
    assert attrs.evolve(OrganizationTree(nodes), events=[later]).events == (later,)

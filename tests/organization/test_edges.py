"""Members not recorded, several merged on one day, posts without a secretary."""

from datetime import date

import pytest

from partybuild.errors import OrganizationTreeError
from partybuild.kernel import Label, Period
from partybuild.organization import (
    Appointment,
    Organization,
    OrganizationEvent,
    OrganizationTree,
    Post,
    PostRole,
    PostStatus,
    ReportingLine,
    TreeNode,
    check_appointments,
    post_state,
    reporting_posts,
)

ON = date(2021, 12, 31)
FIRST = date(2020, 1, 1)


def node(organization_id, parent_id=None, **fields):
    """Return a branch of a community with its parent."""
    fields = {"kind": "branch", "sector": "community"} | fields
    one = Organization(
        organization_id=organization_id, name=Label.same(organization_id), **fields
    )
    return TreeNode(organization=one, parent_id=parent_id)


def event(kind, on, *organization_ids, **fields):
    """Return an event."""
    return OrganizationEvent(
        kind=kind, on=on, organization_ids=organization_ids, **fields
    )


def post(post_id, organization_id, role=PostRole.SECRETARY):
    """Return a post."""
    return Post(
        post_id=post_id,
        organization_id=organization_id,
        title=Label.same(post_id),
        role=role,
    )


def held(post_id, person_id, first=FIRST, last=None, **fields):
    """Return an appointment."""
    return Appointment(
        post_id=post_id, person_id=person_id, period=Period(first, last), **fields
    )


def test_who_leaves_a_body_of_unrecorded_size_leaves_it_unrecorded():
    """No number is made up where one of the two is not known."""
    tree = OrganizationTree(
        [node("a", full_members=30, probationary_members=2)],
        [event("split", "2020-01-01", "a", results=[node("b"), node("c")])],
    )
    kept = OrganizationTree(
        [node("a", full_members=30)],
        [event("split", "2020-01-01", "a", results=[node("b")], continues=True)],
    )

    assert [one.organization_id for one in tree.at(ON).organizations] == ["b", "c"]
    assert kept.at(ON).get("a").full_members is None


def test_who_takes_over_its_own_superior_has_to_be_moved_first():
    """The other children come to the heir; where the heir belongs nobody has said."""
    nodes = [
        node("top", kind="committee"),
        node("old", "top", kind="general_branch"),
        node("heir", "old"),
        node("other", "old"),
    ]
    merged = event("merged", "2020-01-02", "old", into_id="heir")
    moved = event("moved", "2020-01-01", "heir", parent_id="top")
    day = OrganizationTree(nodes, [moved, merged]).at(ON)

    assert [one.organization_id for one in day.children("heir")] == ["other"]
    with pytest.raises(OrganizationTreeError, match="still has 'heir' under it"):
        OrganizationTree(nodes, [merged])


def test_what_happens_on_one_day_gives_one_version():
    """Moved and counted on a day: there was no moment between the two."""
    nodes = [node("top", kind="committee"), node("a", "top", full_members=5)]
    nodes.append(node("mid", "top", kind="general_branch"))
    tree = OrganizationTree(
        nodes,
        [
            event("moved", "2020-01-01", "a", parent_id="mid"),
            event("counted", "2020-01-01", "a", full_members=7),
        ],
    )
    before, after = tree.versions("a")

    assert before.node.organization.full_members == 5
    assert after.node.organization.full_members == 7


TREE = OrganizationTree(
    [node("top", kind="committee"), node("a", "top"), node("b", "top")]
)
SECRETARY, DEPUTY = post("a-s", "a"), post("a-d", "a", PostRole.DEPUTY_SECRETARY)


def test_nobody_in_charge_leaves_the_post_of_secretary_vacant():
    """A deputy who is not in charge stands for nobody, nor one of another body."""
    elsewhere = post("b-d", "b", PostRole.DEPUTY_SECRETARY)
    appointments = [held("a-d", "p1"), held("b-d", "p2", in_charge=True)]
    state = post_state(SECRETARY, [SECRETARY, DEPUTY, elsewhere], appointments, ON)

    assert (state.status, state.person_id) == (PostStatus.VACANT, None)


def test_the_post_of_a_deputy_is_vacant_without_a_holder():
    """Only the post of secretary is filled in by somebody beside it."""
    state = post_state(DEPUTY, [SECRETARY, DEPUTY], [held("a-s", "p1")], ON)

    assert state.status is PostStatus.VACANT


def codes(*appointments, posts=(SECRETARY, DEPUTY)):
    """Return the codes of what is found."""
    return {finding.code for finding in check_appointments(TREE, posts, appointments)}


def test_a_deputy_in_charge_beside_a_secretary_in_post_is_found():
    """Before, after or while the secretary is suspended there is a reason for it."""
    needless = "PB-ORG-25"
    deputy = held("a-d", "p2", in_charge=True)
    before = held("a-d", "p2", FIRST, date(2020, 5, 31), in_charge=True)
    away = held("a-s", "p1", suspended=[Period(FIRST)])

    assert needless in codes(deputy, held("a-s", "p1"))
    assert needless not in codes(before, held("a-s", "p1", date(2020, 6, 1)))
    assert needless not in codes(deputy, away)
    assert needless not in codes(deputy, posts=(DEPUTY,))


def test_one_person_twice_in_one_post_holds_one_post():
    """A second term in the same post is no second post."""
    one, again = held("a-s", "p1"), held("a-s", "p1", date(2021, 1, 1))

    assert "PB-ORG-23" not in codes(one, again)
    assert "PB-ORG-23" in codes(one, held("a-d", "p1"))


def test_a_reporting_line_of_another_year_says_nothing_today():
    """After its last day the tree says again who reports where."""
    line = ReportingLine(
        post_id="a-s",
        to_organization_id="b",
        period=Period(FIRST, date(2020, 12, 31)),
    )

    assert reporting_posts("top", TREE, [SECRETARY], [line], ON) == (SECRETARY,)
    assert reporting_posts("top", TREE, [SECRETARY], [line], date(2020, 6, 1)) == ()

"""Rosters to exchange."""

from datetime import date

import pytest

from partybuild.adapters.interchange import Roster
from partybuild.kernel import Label, Period
from partybuild.organization import (
    Appointment,
    EventKind,
    Identifier,
    Organization,
    OrganizationEvent,
    OrganizationTree,
    Person,
    Post,
    TreeNode,
)


def organization(one, kind="branch", **more):
    """Return an organization; all of them are invented."""
    name = Label(zh=f"党组织{one}", en=f"organization {one}")
    return Organization(
        **{"organization_id": one, "name": name, "kind": kind, "sector": "village"}
        | more
    )


def node(one, parent=None, kind="branch", **more):
    """Return an organization in its place."""
    return TreeNode(organization=organization(one, kind, **more), parent_id=parent)


def event(kind, on, ids=(), **more):
    """Return an event."""
    return OrganizationEvent(kind=kind, on=on, organization_ids=ids, **more)


@pytest.fixture(scope="session")
def roster():
    """Return a street whose villages were renamed, moved, merged and dissolved."""
    codes = [Identifier("own code", "V-1"), Identifier("register", "91-1")]
    tree = OrganizationTree(
        [
            node("street", kind="working_committee"),
            node("east", "street", "general_branch", identifiers=codes),
            node("v1", "east", founded_on=date(2001, 7, 1), full_members=12),
            node("v2", "east"),
            node("v3", "street"),
        ],
        [
            event(EventKind.FOUNDED, "2003", results=[node("v4", "v3")]),
            event(EventKind.RENAMED, "2005", ["v2"], name=Label.same("二村")),
            event(
                EventKind.RENAMED,
                date(2007, 3, 1),
                ["v2"],
                name=Label(zh="第二村", en="second village"),
            ),
            event(EventKind.UPGRADED, date(2008, 1, 1), ["v3"], to_kind="committee"),
            event(EventKind.MOVED, "2009-05", ["v2"], parent_id=None),
            event(EventKind.MOVED, date(2011, 1, 1), ["v2"], parent_id="street"),
            event(
                EventKind.MERGED,
                "2012",
                ["v3", "v1"],
                results=[node("v5", "street")],
                document="No. 3",
            ),
            event(EventKind.DISSOLVED, "2014-02", ["v4"]),
        ],
    )
    posts = [
        Post(
            post_id="s1",
            organization_id="v1",
            title=Label(zh="书记", en="secretary"),
        ),
        Post(
            post_id="d2",
            organization_id="v2",
            title=Label.same("副书记"),
            role="deputy_secretary",
        ),
    ]
    away = Period(date(2010, 2, 1), date(2010, 3, 1))
    return Roster(
        tree=tree,
        posts=posts,
        people=[Person(person_id="p1", name="甲"), Person(person_id="p2")],
        appointments=[
            Appointment(
                post_id="s1",
                person_id="p1",
                period=Period(date(2002, 1, 1), date(2004, 12, 31)),
                acting=True,
            ),
            Appointment(
                post_id="d2",
                person_id="p2",
                period=Period(date(2010, 1, 1)),
                in_charge=True,
                suspended=[away],
            ),
        ],
    )

"""Duties of nobody in particular, bodies that are no more, duties not yet owed."""

from datetime import date

from partybuild.duties import (
    Duty,
    DutyBook,
    DutyState,
    check_duties,
    duty_status,
    trace_transmission,
)
from partybuild.kernel import Label, OwnDecision, Period
from partybuild.organization import Organization, OrganizationTree, TreeNode

OWN = OwnDecision(decision=Label(zh="测试用", en="for tests"))
YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
ON = date(2021, 12, 31)


def node(organization_id, parent_id=None, **fields):
    """Return a body; those below the root are branches."""
    one = Organization(
        organization_id=organization_id,
        name=Label.same(organization_id),
        kind="branch" if parent_id else "committee",
        sector="community",
        **fields,
    )
    return TreeNode(organization=one, parent_id=parent_id)


TREE = OrganizationTree(
    [node("root"), node("a", "root"), node("gone", "a", dissolved_on=date(2021, 6, 1))]
)


def duty(organization_id, derived_from=None, **fields):
    """Return the duty of a body as a whole."""
    fields = {"period": YEAR, "deadline": date(2021, 6, 30)} | fields
    return Duty(
        duty_id=f"d@{organization_id}",
        title=Label(zh="落实清单", en="the list"),
        organization_id=organization_id,
        level="first",
        areas=["role"],
        derived_from=derived_from and f"d@{derived_from}",
        hand_down=derived_from is None,
        basis=OWN,
        **fields,
    )


def test_a_duty_of_a_body_names_no_post_and_is_checked_all_the_same():
    """Handed on along the tree it has no finding; against the tree it has one."""
    down = DutyBook([duty("root"), duty("a", "root")], [])
    up = DutyBook([duty("a"), duty("root", "a")], [])

    assert check_duties(down, TREE, [], ON) == ()
    assert [f.code for f in check_duties(up, TREE, [], ON)] == ["PB-DUTY-04"]


def test_where_a_body_stood_is_not_asked_after_its_end():
    """A duty of a dissolved body was handed on while it existed."""
    book = DutyBook([duty("root"), duty("gone", "root")], [])

    assert check_duties(book, TREE, [], ON) == ()


def test_nothing_is_missing_before_it_is_due():
    """All that is expected lies ahead."""
    one = duty("a", deadline=date(2021, 12, 31))
    status = duty_status(one, [], date(2021, 7, 1))

    assert status.state is DutyState.NOT_YET_DUE
    assert status.count(DutyState.MISSING) == 0


def test_a_duty_that_begins_later_has_not_been_handed_down_yet():
    """On a day before the first of its period nobody below has it."""
    below = duty("a", "root", period=Period(date(2021, 3, 1), date(2021, 12, 31)))
    found = trace_transmission([duty("root"), below], [], TREE, date(2021, 2, 1))
    (transmission,) = found.transmissions

    assert "a" in {link.to_id for link in transmission.first_breaks}

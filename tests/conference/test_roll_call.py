"""The roll call: it must be possible, and it must close over the ballots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import GroupRoll, RollCall
from partybuild.errors import DuplicateIdError, RollCallError, UnknownIdError
from partybuild.testing.strategies import roll_calls, votes


def _roll(group_id="staff", **heads):
    return GroupRoll(group_id=group_id, **({"issued": 30, "returned": 28} | heads))


@st.composite
def _drawn(draw):
    vote = draw(votes(assessable=False))
    valid = dict(zip(vote.box.form.group_ids, vote.box.sizes, strict=True))
    return draw(roll_calls(vote.box)), draw(roll_calls(vote.box)), valid


def test_returned_more_than_issued_is_refused():
    """A ballot too many is a hard error: nobody may score this vote."""
    with pytest.raises(RollCallError) as caught:
        _roll(issued=30, returned=31)

    assert str(caught.value) == (
        "the roll call of voter group 'staff' does not close: returned 31 is more "
        "than issued 30; check the scrutineers' record"
    )


@pytest.mark.parametrize(
    ("heads", "problem"),
    [
        ({"void": 29}, "void 29 is more than returned 28"),
        ({"present": 29}, "issued 30 is more than present 29"),
        ({"entitled": 29}, "issued 30 is more than entitled 29"),
        ({"present": 40, "entitled": 39}, "present 40 is more than entitled 39"),
        ({"void": -1}, "void is -1, not a count of heads"),
        ({"issued": 30.0}, "issued is 30.0, not a count of heads"),
        ({"returned": True}, "returned is True, not a count of heads"),
        ({"present": "31"}, "present is '31', not a count of heads"),
        ({"issued": None}, "issued is None, not a count of heads"),
    ],
)
def test_impossible_counts_are_refused(heads, problem):
    """Each count is a whole number and fits below the next one."""
    with pytest.raises(RollCallError) as caught:
        _roll(**heads)

    assert (caught.value.group, caught.value.problem) == ("staff", problem)


@given(_drawn())
def test_valid_ballots_close_the_roll_call(drawn):
    """Returned less void is what lies in the box, or the error says by how much."""
    roll_call, _, valid = drawn

    assert roll_call.closed_over(valid) is roll_call
    for group_id, ballots in valid.items():
        roll = roll_call.of(group_id)
        with pytest.raises(RollCallError) as caught:
            roll_call.closed_over(valid | {group_id: ballots + 1})
        assert caught.value.problem == (
            f"returned {roll.returned} less void {roll.void} leaves {ballots} valid "
            f"ballots, but {ballots + 1} are at hand"
        )


@given(_drawn())
def test_records_of_two_boxes_add_and_can_be_taken_apart(drawn):
    """Adding is by group; taking out undoes it; unknown heads stay unknown."""
    one, other, _ = drawn
    both = one + other

    assert both == other + one
    for roll in both.groups:
        a, b = one.of(roll.group_id), other.of(roll.group_id)
        assert roll.issued == a.issued + b.issued
        assert roll.valid == a.valid + b.valid
        assert (roll.present is None) == (a.present is None or b.present is None)
    for roll, known in zip((both - other).groups, one.groups, strict=True):
        assert (roll.issued, roll.returned, roll.void) == (
            known.issued,
            known.returned,
            known.void,
        )


@given(_drawn(), st.randoms(use_true_random=False))
def test_order_of_lines_does_not_matter(drawn, random):
    """A record is the same whatever line was written first."""
    roll_call, _, _ = drawn
    lines = random.sample(roll_call.groups, len(roll_call.groups))

    assert RollCall(lines) == roll_call


def test_groups_must_be_the_same():
    """A group without a line, and a line without a group, are both told."""
    one = RollCall([_roll("a"), _roll("b")])
    other = RollCall([_roll("a")])
    for wrong in (lambda: one + other, lambda: other + one, lambda: other - one):
        with pytest.raises(UnknownIdError, match="line of the roll call with id 'b'"):
            wrong()
    with pytest.raises(UnknownIdError, match="line of the roll call with id 'c'"):
        one.closed_over({"a": 28, "b": 28, "c": 1})
    with pytest.raises(UnknownIdError, match="voter group with id 'b'"):
        one.closed_over({"a": 28})


def test_two_lines_of_one_group_are_refused():
    """Which of the two would count is nobody's guess to make."""
    with pytest.raises(DuplicateIdError) as caught:
        RollCall([_roll("a"), _roll("a")])

    assert str(caught.value) == (
        "voter group in the roll call id 'a' occurs twice; ids are unique"
    )


def test_lines_of_two_groups_are_not_added():
    """Adding heads of other groups would hide who did not vote."""
    with pytest.raises(RollCallError, match="it was added to 'b'"):
        _ = _roll("a") + _roll("b")
    with pytest.raises(RollCallError, match="it was taken from 'b'"):
        _ = _roll("a") - _roll("b")
    with pytest.raises(RollCallError, match=r"group 'a'.*returned is -1"):
        _ = _roll("a", returned=1) - _roll("a", returned=2, issued=2)

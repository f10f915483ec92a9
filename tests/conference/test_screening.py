"""Ballots against the checks of a scheme."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import BallotBox, BallotForm, screen_ballots
from partybuild.errors import UnscreenedBallotsError, VoidVoteError
from partybuild.kernel import Label
from partybuild.rules import AllEqual, CheckEffect, Distribution, OverallAgrees
from partybuild.testing.plain import OWN, plain_review, plain_rules

X = Label(zh="规定", en="rule")
EFFECTS = ["void_marks", "void_ballot", "void_vote", "flag"]


def _review(check, ballots, items=(1,), subjects=("a", "b", "c"), **others):
    scheme = plain_rules(items, ballot_checks=[check], **others)
    form = BallotForm.of(scheme, subjects)
    return plain_review(scheme, BallotBox.from_bytes(form, {"g": ballots}))


def _all_equal(effect):
    return AllEqual(check_id="c", label=X, effect=effect, basis=OWN)


SAME, MIXED = b"\x00\x00\x00", b"\x00\x01\x02"


def test_a_void_ballot_leaves_box_and_roll_call():
    """Two of three ballots say the same of everybody."""
    screening = screen_ballots(_review(_all_equal("void_ballot"), [SAME, SAME, MIXED]))

    assert screening.review.box.ballots("g") == (MIXED,)
    assert screening.review.roll_call.of("g").void == 2
    (finding,) = screening.findings
    assert finding.message.zh == "2 张票不符合“规定”，整票作废"
    assert verify_receipt(receipt_json(assess(screening.review))) == ()


def test_void_marks_become_spoilt_marks():
    """The ballot stays valid, its marks are out of every base."""
    review = _review(_all_equal("void_marks"), [SAME, MIXED])
    screened = screen_ballots(review).review

    assert screened.box.ballots("g") == (MIXED, b"\xfe\xfe\xfe")
    assert screened.roll_call == review.roll_call


def test_one_ballot_voids_the_vote():
    """Where the scheme says so, nothing is counted."""
    with pytest.raises(VoidVoteError, match="1 ballots fail the check 'c'"):
        screen_ballots(_review(_all_equal("void_vote"), [SAME, MIXED]))


def test_a_flagged_ballot_counts_and_is_reported():
    """The scrutineers look at it; nothing else happens."""
    review = _review(_all_equal("flag"), [SAME, MIXED])
    screening = screen_ballots(review)

    assert screening.review is review
    assert "PB-BALLOT-02" in {f.code for f in assess(review).findings}


@pytest.mark.parametrize("effect", EFFECTS[:3])
def test_unscreened_ballots_are_not_assessed(effect):
    """Nothing is voided silently."""
    with pytest.raises(UnscreenedBallotsError, match="screen_ballots"):
        assess(_review(_all_equal(effect), [SAME, MIXED]))


A5 = Distribution(
    check_id="c",
    label=X,
    lower=95,
    least=7,
    most=7,
    effect="void_ballot",
    basis=OWN,
)


@pytest.mark.parametrize(("top", "valid"), [(6, 0), (7, 1), (8, 0)])
def test_a5_seven_of_44_are_excellent(top, valid):
    """Version 1 of the form: 7 excellent, 33 good or fair, 4 below."""
    ballot = bytes([0] * top + [1] * (40 - top) + [3] * 4)
    subjects = [f"p{at:02}" for at in range(44)]
    review = _review(A5, [ballot], subjects=subjects)
    screened = screen_ballots(review).review

    assert len(screened.box.ballots("g")) == valid


def test_a_distribution_may_look_at_one_item():
    """Only the second item is limited: one 好 at most."""
    check = Distribution(
        check_id="c",
        label=X,
        item_id="i1",
        lower=100,
        most=1,
        effect="void_marks",
        basis=OWN,
    )
    ballots = [bytes([0, 0, 0, 0, 1, 1]), bytes([0, 0, 0, 1, 1, 1])]
    screened = screen_ballots(_review(check, ballots, items=("1/2", "1/2"))).review

    assert screened.box.ballots("g") == (
        bytes([0, 0, 0, 1, 1, 1]),
        bytes([0, 254, 0, 254, 1, 254]),
    )


def test_the_overall_mark_agrees_with_the_items():
    """差 overall beside 好 in both items is 60 points apart; 30 are allowed."""
    check = OverallAgrees(
        check_id="c",
        label=X,
        overall="i0",
        items=["i1", "i2"],
        most_apart=30,
        effect="void_marks",
        basis=OWN,
    )
    ballots = [bytes([3, 0, 0, 1, 0, 1, 0, 255, 255])]
    screened = screen_ballots(
        _review(check, ballots, items=("1/3", "1/3", "1/3"))
    ).review

    assert screened.box.ballots("g") == (bytes([254, 254, 254, 1, 0, 1, 0, 255, 255]),)


@given(
    st.lists(st.binary(min_size=3, max_size=3).map(lambda b: bytes(x % 4 for x in b))),
    st.sampled_from([CheckEffect.VOID_MARKS, CheckEffect.VOID_BALLOT]),
    st.sampled_from(["all_equal", "distribution"]),
)
def test_screening_twice_is_screening_once(ballots, effect, kind):
    """Ballots are conserved: valid and void sum to what came back."""
    checks = {
        "all_equal": _all_equal(effect),
        "distribution": attrs.evolve(A5, effect=effect, least=1, most=2),
    }
    review = _review(checks[kind], ballots)
    once = screen_ballots(review)
    twice = screen_ballots(once.review)

    assert twice.review == once.review
    assert twice.findings == ()
    roll = once.review.roll_call.of("g")
    assert roll.returned == len(ballots)
    assert roll.valid == len(once.review.box.ballots("g"))


def test_a_count_sheet_cannot_be_screened():
    """Without ballots the checks are a finding, not a silence."""
    review = _review(_all_equal("void_ballot"), [MIXED])
    counted = attrs.evolve(review, box=None, counted=review.tally())

    assert screen_ballots(counted).review is counted
    assert "PB-BALLOT-03" in {f.code for f in assess(counted).findings}

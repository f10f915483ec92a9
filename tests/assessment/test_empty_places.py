"""Where nothing was marked, handed in or recorded: an empty group, unit or scheme."""

from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import assess, derive_total, receipt_json, verify_receipt
from partybuild.conference import BallotBox, BallotForm, EnteredScore, RollCall
from partybuild.errors import (
    EmptyVoterGroupError,
    ReviewRuleError,
    UnknownIdError,
    UnscreenedBallotsError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    AllEqual,
    BallotMeasure,
    Component,
    RateMeasure,
    Ungraded,
)
from partybuild.testing.plain import OWN, box_of_counts, plain_review, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}


def _assessed(rules, votes, **others):
    box = box_of_counts(BallotForm.of(rules, ["p"]), votes)
    assessment = assess(plain_review(rules, box, **others))
    assert verify_receipt(receipt_json(assessment)) == ()
    return assessment.standing("p")


def _measured(measure, groups, policy, votes):
    """Return the value of a measure beside a total that a body hands in."""
    rules = attrs.evolve(
        plain_rules(groups=groups, empty_group=policy),
        measures=[measure],
        components=[Component(component_id="t", kind="entered", weight=1, **ABOUT)],
    )
    entered = [EnteredScore(post_id="p", entry_id="t", points=70, source=X)]
    return _assessed(rules, votes, entered=entered).measure("m").value


BALLOTS = BallotMeasure(measure_id="m", base="valid_ballots", **ABOUT)
HALVES = {"g": "1/4", "h": "3/4"}
ONE = {"g": [(1, 1, 0, 0)]}


@pytest.mark.parametrize(
    ("policy", "value"), [("renormalize", 90), ("zero", Fraction(45, 2))]
)
def test_a_group_without_ballots_has_no_mean_over_ballots(policy, value):
    """Its weight goes to the others, or to nobody."""
    assert _measured(BALLOTS, HALVES, policy, ONE) == value


def test_a_group_without_ballots_is_an_error_where_nothing_else_is_said():
    """The group and the item are named."""
    with pytest.raises(EmptyVoterGroupError, match="'h'"):
        _measured(BALLOTS, HALVES, "error", ONE)


RATE = RateMeasure(
    measure_id="m",
    item_id="i0",
    options=["o0"],
    less=["o1"],
    base="valid_marks",
    pooled=True,
    **ABOUT,
)


def test_a_rate_over_nobody_is_an_error():
    """Votes of all groups together, and no group marked anything."""
    more = {"g": [(2, 1, 0, 1)]}

    assert _measured(RATE, HALVES, "zero", more) == Fraction(1, 4)
    with pytest.raises(EmptyVoterGroupError, match="all"):
        _measured(RATE, HALVES, "zero", {})


@pytest.mark.parametrize("name", [{"items": ["i1"]}, {"groups": ["h"]}])
def test_a_measure_of_parts_without_weight_is_refused(name):
    """Nothing can be divided in proportion to nothing."""
    measure = BallotMeasure(measure_id="m", **name, **ABOUT)
    rules = attrs.evolve(
        plain_rules([1, 0], {"g": 1, "h": 0}, empty_group="zero"), measures=[measure]
    )
    with pytest.raises(ReviewRuleError, match="no weight together"):
        _assessed(rules, {"g": [(1, 0, 0, 0)] * 2})


def test_a_scheme_without_ballots_is_assessed():
    """Points of bodies only: no item, no voter group, no count."""
    rules = attrs.evolve(
        plain_rules(),
        items=[],
        voter_groups=[],
        components=[Component(component_id="t", kind="entered", weight=1, **ABOUT)],
        grading=Ungraded(basis=OWN),
    )
    form = BallotForm.of(rules, ["p", "q"])
    entered = [
        EnteredScore(post_id=post, entry_id="t", points=points, source=X)
        for post, points in (("p", 80), ("q", 90))
    ]
    review = attrs.evolve(
        plain_review(rules, BallotBox.from_bytes(form, {}), entered=entered),
        box=None,
        roll_call=RollCall([]),
    )
    assessment = assess(review)

    assert [(s.subject_id, s.score) for s in assessment.standings] == [
        ("q", 90),
        ("p", 80),
    ]
    assert assessment.standings[0].items == assessment.standings[0].groups == ()
    assert verify_receipt(receipt_json(assessment)) == ()


def test_a_total_of_ballots_needs_their_score():
    """Whoever composes a total himself is told what is missing."""
    with pytest.raises(ReviewRuleError, match="pass it to derive_total"):
        derive_total(None, plain_rules(), [])


def test_ballots_that_a_check_voids_are_not_assessed():
    """They are screened first, so that nobody counts them by mistake."""
    check = AllEqual(check_id="same", effect="void_ballot", **ABOUT)
    flag = attrs.evolve(check, check_id="flag", effect="flag")
    rules = plain_rules(["1/2", "1/2"], ballot_checks=[flag])
    votes = {"g": [(2, 1, 0, 0), (2, 0, 1, 0)]}

    assert _assessed(rules, votes).score == 90
    with pytest.raises(UnscreenedBallotsError, match="'same'"):
        _assessed(attrs.evolve(rules, ballot_checks=[flag, check]), votes)


def test_findings_tell_how_many_ballots_fail_a_check_and_where_none_can_be_looked_at():
    """Two of three; and on a count sheet nobody can see single ballots."""
    flag = AllEqual(check_id="same", effect="flag", **ABOUT)
    rules = plain_rules(["1/2", "1/2"], ballot_checks=[flag])
    form = BallotForm.of(rules, ["p"])
    box = box_of_counts(form, {"g": [(2, 1, 0, 0), (2, 0, 1, 0)]})
    review = plain_review(rules, box)
    sheet = attrs.evolve(review, box=None, counted=review.tally())

    def told(review):
        return [(one.code, one.evidence) for one in assess(review).findings]

    assert told(review) == [("PB-BALLOT-02", (("ballots", "2"),))]
    assert told(sheet) == [("PB-BALLOT-03", (("checks", "same"),))]


def test_what_is_published_holds_no_exact_score():
    """And the whole table does; a measure that there is not is refused."""
    rules = plain_rules(["1/3", "2/3"])
    box = box_of_counts(BallotForm.of(rules, ["p"]), {"g": [(1, 2, 0, 0)] * 2})
    assessment = assess(plain_review(rules, box))
    whole, published = assessment.summary(), assessment.published()

    assert whole.rows[0][-2:] == ("p", Fraction(260, 3))
    assert published.rows[0][:6] == (*whole.rows[0][:5], None)
    assert whole.shown == 4
    with pytest.raises(UnknownIdError, match="measure"):
        assessment.standing("p").measure("none")
    with pytest.raises(UnknownIdError, match="subject"):
        assessment.standing("q")

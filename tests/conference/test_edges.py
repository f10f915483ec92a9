"""Records at their edges: nobody addressed, nothing marked, twice the same."""

from fractions import Fraction

import attrs
import pytest

from partybuild.conference import (
    BallotBox,
    BallotForm,
    Contrasts,
    DecisionKind,
    Moments,
    Requirement,
    SubjectRecord,
    UnitRecord,
    check_conference,
    screen_ballots,
    tally,
)
from partybuild.errors import DuplicateIdError, TallyError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import Cap, Distribution, ReportPart, ReportRule
from partybuild.testing.plain import (
    OWN,
    box_of_counts,
    plain_decision,
    plain_review,
    plain_rules,
)

X = Label(zh="规定", en="rule")
RULES = plain_rules()
REVIEW = plain_review(
    RULES,
    box_of_counts(
        BallotForm.of(RULES, ["p1", "p2"]), {"g": [(2, 1, 0, 0), (0, 0, 2, 1)]}
    ),
)


def test_a_requirement_is_addressed_to_those_it_names_or_to_all():
    """Where nobody is named it concerns everybody who reports."""
    common, own = Requirement(text=X), Requirement(text=X, addressees=["p1"])

    assert common.is_addressed_to("p1")
    assert common.is_addressed_to("p2")
    assert [own.is_addressed_to(post) for post in ("p1", "p2")] == [True, False]


def codes(conference, rule=None):
    """Return the codes of what is found in a record."""
    return {one.code for one in check_conference(conference, rule)}


def test_reports_of_unknown_length_are_not_checked_where_a_rule_asks_for_parts():
    """And not even mentioned where no rule looks at the length of anything."""
    asking = ReportRule(parts=[ReportPart.PROBLEMS], basis=OWN)
    idle = ReportRule(basis=OWN)

    assert "PB-REPORT-04" in codes(REVIEW.conference, asking)
    assert "PB-REPORT-04" not in codes(REVIEW.conference, idle)


@pytest.mark.parametrize("heads", [-1, True, Fraction(3)])
def test_a_unit_has_a_whole_number_of_heads(heads):
    """Quotas are shares of people."""
    with pytest.raises(ValueRangeError, match="heads of 'u'"):
        UnitRecord(unit_id="u", source=X, heads=heads)


def test_nothing_is_on_record_twice():
    """Two records of one subject or unit could contradict each other."""
    subject, unit = SubjectRecord(post_id="p1"), UnitRecord(unit_id="u", source=X)

    with pytest.raises(DuplicateIdError, match="record of subject"):
        attrs.evolve(REVIEW, subjects=[subject, subject])
    with pytest.raises(DuplicateIdError, match="unit"):
        attrs.evolve(REVIEW, units=[unit, unit])


def test_a_decision_is_found_by_what_it_answers():
    """Another rule or another subject has none."""
    cap = Cap(
        cap_id="veto", label=X, grade_id="grade-3", answer_required=True, basis=OWN
    )
    decision = plain_decision(DecisionKind.FACT, "veto", "p1", "absent")
    rules = plain_rules(caps=[cap])
    review = attrs.evolve(plain_review(rules, REVIEW.box), decisions=[decision])

    assert review.decision(DecisionKind.FACT, "veto", "p1") == decision
    assert review.decision(DecisionKind.FACT, "veto", "p2") is None


def test_contrasts_that_no_ballots_have_are_refused():
    """Squares without a ballot, and a spread below none, are are mistakes."""
    form = BallotForm.of(plain_rules(["1/2", "1/2"]), ["a", "b"])
    box = BallotBox.from_bytes(form, {"g": [b"\0\1\2\3"]})
    kept = tally(box, plain_rules(["1/2", "1/2"])).contrasts

    assert isinstance(kept, Contrasts)
    with pytest.raises(TallyError, match="no ballots have the sums"):
        attrs.evolve(kept, ballots=(0,), local=((0, 1, *kept.local[0][2:]),))
    with pytest.raises(TallyError, match="taken out of a tally"):
        attrs.evolve(kept, ballots=(-1,))


MOMENTS = {"table": ((1,),), "denominator": 1, "singles": ((0, 0, 0) * 2,)}
# Of the marks 3 and 4: ballots, sums, sums of squares; then the sum of products.
PAIR = (2, 7, 7, 25, 25)


@pytest.mark.parametrize("product", [24, 25])
def test_products_that_two_ballots_can_have_are_taken(product):
    """Each gave both the same, or one gave 3 and 4 and the other 4 and 3."""
    pairs = ((*PAIR, 24, *PAIR, product),)

    assert Moments(**MOMENTS, pairs=pairs).pairs == pairs


@pytest.mark.parametrize(
    "pair",
    [
        (*PAIR, 23),
        (*PAIR, 26),
        # A spread below none on one side, hidden where the other has none.
        (2, 2, 0, 1, 0, 0),
        (2, 0, 2, 0, 1, 0),
        (0, 0, 0, 1, 0, 0),
        (0, 0, 0, 0, 1, 0),
        (-1, 0, 0, 0, 0, 0),
    ],
)
def test_sums_of_pairs_that_no_ballots_have_are_refused(pair):
    """The first pair may be, the second cannot."""
    with pytest.raises(TallyError, match="taken out of a tally"):
        Moments(**MOMENTS, pairs=((*PAIR, 24, *pair),))


@pytest.mark.parametrize("sums", [(2, 7, 24), (0, 0, 1), (0, 1, 0), (-1, 0, 0)])
def test_sums_of_subjects_that_no_ballots_have_are_refused(sums):
    """Two ballots whose sum is 7 have squares of 25 at least."""
    singles = ((2, 7, 25, *sums),)
    with pytest.raises(TallyError, match="taken out of a tally"):
        Moments(table=((1,),), denominator=1, singles=singles, pairs=((),))


def test_subjects_of_a_form_are_sorted_and_each_stands_on_it_once():
    """Whoever lists them, in whatever order."""
    assert BallotForm.of(RULES, ["p2", "p1"]).subject_ids == ("p1", "p2")
    assert BallotForm.of(RULES, ["p2", "p1"]) == REVIEW.form
    with pytest.raises(DuplicateIdError, match="'p1'"):
        BallotForm.of(RULES, ["p1", "p2", "p1"])


def screened(check, ballots, items=("1/2", "1/2")):
    """Return the ballots of a vote on two subjects after a check."""
    scheme = plain_rules(items, ballot_checks=[check])
    form = BallotForm.of(scheme, ["a", "b"])
    review = plain_review(scheme, BallotBox.from_bytes(form, {"g": ballots}))
    return screen_ballots(review).review.box.ballots("g")


def test_a_subject_without_a_mark_has_no_value_in_a_distribution():
    """Who marks one of two subjects only has one above 90, not one and a nought.

    Marks that are voided become spoilt marks; what was blank stays blank.
    """
    one_above = Distribution(
        check_id="c",
        label=X,
        lower=90,
        least=1,
        most=1,
        effect="void_marks",
        basis=OWN,
    )
    blank = b"\xff\xff"

    assert screened(one_above, [b"\0\0" + blank]) == (b"\0\0" + blank,)
    assert screened(one_above, [b"\1\1" + blank]) == (b"\xfe\xfe" + blank,)
    assert screened(one_above, [blank + blank]) == (blank + blank,)

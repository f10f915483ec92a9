"""Records of a conference at their edges: first and last value, any order, nothing."""

from fractions import Fraction

import attrs
import pytest

from partybuild.conference import (
    Approval,
    Attendance,
    BallotBox,
    BallotForm,
    DutyReport,
    EnteredScore,
    LastYearAnswer,
    NoChoice,
    ReportMode,
    Requirement,
    RollCall,
    SubjectRecord,
    UnitRecord,
    screen_ballots,
    tally,
)
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import (
    AllEqual,
    Component,
    Distribution,
    EnteredMeasure,
    OverallAgrees,
    Quota,
    SubjectClass,
    Ungraded,
)
from partybuild.testing.plain import DAY, OWN, plain_review, plain_rules

X = Label(zh="规定", en="rule")
LABEL = {"label": X, "basis": OWN}
MARKS = b"\0\1\2\0\1\2"


def _review(rules, reporting="ab", ballots=(MARKS[:2], MARKS[1:3]), **others):
    form = BallotForm.of(rules, list(reporting))
    heaps = {group: list(ballots) for group in form.group_ids}
    return plain_review(rules, BallotBox.from_bytes(form, heaps), **others)


@pytest.mark.parametrize("heads", [0, 1, 70])
def test_nobody_may_be_present_and_a_unit_may_be_empty(heads):
    """None of a kind came; a unit has no heads left."""
    assert Attendance(kind_id="k", label=X, present=heads).present == heads
    assert UnitRecord(unit_id="u", heads=heads, source=X).heads == heads


@pytest.mark.parametrize("heads", [-1, True, Fraction(1, 2), "3"])
def test_heads_are_counted(heads):
    """Less than none, half of one, and words are refused."""
    with pytest.raises(ValueRangeError, match="present"):
        Attendance(kind_id="k", label=X, present=heads)
    with pytest.raises(ValueRangeError, match="heads of 'u'"):
        UnitRecord(unit_id="u", heads=heads, source=X)


def test_a_requirement_concerns_all_or_those_it_names():
    """Without addressees it is addressed to everybody who reports."""
    named = Requirement(text=X, addressees=["b", "a"])

    assert Requirement(text=X).is_addressed_to("c")
    assert named.is_addressed_to("a")
    assert not named.is_addressed_to("c")


def test_a_report_in_writing_with_answers_in_order():
    """The mode may be a word of a file; answers are sorted by the problem."""
    answers = [LastYearAnswer(problem_id=p, text=X) for p in ("2", "1")]
    report = DutyReport(post_id="p", mode="written", answers=answers)

    assert report.mode is ReportMode.WRITTEN
    assert [answer.problem_id for answer in report.answers] == ["1", "2"]
    assert report == DutyReport(post_id="p", mode="written", answers=answers[::-1])


def test_parts_of_a_review_may_come_in_any_order_and_from_any_source():
    """Equal records are equal reviews, given as lists, tuples or generators."""
    quotas = [
        Quota(quota_id=q, grade_id="grade-0", ceiling="1/3", basis=OWN) for q in "rq"
    ]
    approvals = [
        Approval(quota_id=q, decided_on=DAY, decided_by=X, reason=X) for q in "rq"
    ]
    units = [UnitRecord(unit_id=u, source=X) for u in "vu"]
    subjects = [SubjectRecord(post_id=s, unit_id="u") for s in "ba"]
    rules = plain_rules(quotas=quotas)
    review = _review(rules, approvals=approvals, units=units, subjects=subjects)
    conference = attrs.evolve(
        review.conference, reports=(r for r in review.conference.reports)
    )
    again = attrs.evolve(
        review,
        conference=conference,
        approvals=approvals[::-1],
        units=(unit for unit in units[::-1]),
        subjects=subjects[::-1],
    )

    assert again == review
    assert hash(again) == hash(review)
    assert [a.quota_id for a in review.approvals] == ["q", "r"]


def _with_range(points, **limits):
    measure = EnteredMeasure(measure_id="m", **LABEL, **limits)
    entry = EnteredScore(post_id="a", entry_id="m", points=points, source=X)
    more = EnteredScore(post_id="b", entry_id="m", points=5, source=X)
    return _review(plain_rules(measures=[measure]), entered=[entry, more])


def test_points_may_be_the_least_and_the_most_that_is_asked_for():
    """From 0 to 10 means 0 and 10 too."""
    for points in (0, 10):
        assert _with_range(points, least=0, most=10).entered[0].points == points
    assert _with_range(4, least=4).entered[0].points == 4
    for points, limits, told in (
        (Fraction("10.01"), {"least": 0, "most": 10}, "0 to 10"),
        (3, {"least": 4, "most": 10}, "4 to 10"),
        (3, {"least": 4}, "at least 4"),
        (11, {"most": 10}, "at most 10"),
    ):
        with pytest.raises(ValueRangeError, match=f"'m' of 'a'.*{told}"):
            _with_range(points, **limits)


def test_records_of_subjects_name_each_subject_unit_and_class_once():
    """Two records of one subject would have to be reconciled first."""
    classes = [SubjectClass(class_id=c, label=X) for c in ("town", "school")]
    rules = plain_rules(subject_classes=classes)
    good = SubjectRecord(post_id="a", class_id="town")
    unit = UnitRecord(unit_id="u", source=X)

    with pytest.raises(DuplicateIdError, match="record of subject"):
        _review(rules, subjects=[good, good])
    with pytest.raises(UnknownIdError, match=r"subject class.*'city'"):
        _review(rules, subjects=[attrs.evolve(good, class_id="city")])
    with pytest.raises(UnknownIdError, match=r"unit.*'v'"):
        _review(rules, subjects=[attrs.evolve(good, unit_id="v")], units=[unit])
    with pytest.raises(DuplicateIdError, match="unit"):
        _review(rules, units=[unit, unit])
    assert _review(rules, subjects=[attrs.evolve(good, unit_id="u")], units=[unit])


def test_a_scheme_without_items_has_an_empty_tally():
    """Where bodies give all points, nobody marks anything."""
    rules = attrs.evolve(
        plain_rules(),
        items=[],
        voter_groups=[],
        components=[
            Component(component_id="t", kind="entered", weight=1, **LABEL),
        ],
        grading=Ungraded(basis=OWN),
    )
    with_ballots = _review(plain_rules())
    review = attrs.evolve(
        plain_review(rules, BallotBox.from_bytes(BallotForm.of(rules, ["a"]), {})),
        box=None,
        roll_call=RollCall([]),
    )

    assert review.tally().ballots == ()
    assert review.tally().form == review.form
    assert review.form.most_options == 0
    assert with_ballots.tally().ballots == (2,)
    assert with_ballots.roll_call.closed_over({"g": 2}) == with_ballots.roll_call


def test_summaries_say_how_much_and_never_what():
    """Sizes of a review, and ballots of each voter group."""
    rules = plain_rules(groups={"b": "1/2", "a": "1/2"})
    review = _review(rules, ballots=[b"\0\1", b"\1\1", b"\0\0"])
    rows = {row[0].en: row[1] for row in review.summary().rows}
    groups = [row[:2] for row in review.tally().summary().rows]

    assert rows == {
        "held on": "2022-01-25",
        "subjects": 2,
        "items": 1,
        "voter groups": 2,
        "valid ballots": 6,
    }
    assert len(review.summary().columns) == review.summary().shown == 2
    assert dict(groups) == {"a": 3, "b": 3}
    assert dict(review.box.summary().rows) == {"a": 3, "b": 3}
    assert review.box.summary().shown == 2


@pytest.mark.parametrize(
    ("subjects", "items", "comparable"),
    [("ab", 2, True), ("a", 2, False), ("ab", 1, False), ("a", 1, False)],
)
def test_one_subject_or_one_item_has_nothing_to_compare_with(
    subjects, items, comparable
):
    """Level 2b exists where a subject can differ from others on one item."""
    rules = plain_rules([Fraction(1, items)] * items)
    form = BallotForm.of(rules, list(subjects))
    box = BallotBox.from_bytes(form, {"g": [MARKS[: len(subjects) * items]] * 2})

    assert (tally(box, rules).contrasts is not None) is comparable


# Screening


def _screened(check, ballot, items=("1/2", "1/2"), subjects="ab"):
    """Return the marks of one ballot after its screening, beside a good one."""
    rules = plain_rules(items, ballot_checks=[check])
    form = BallotForm.of(rules, list(subjects))
    review = plain_review(rules, BallotBox.from_bytes(form, {"g": [ballot]}))
    return screen_ballots(review).review.box.ballots("g")


def _bytes(*marks):
    return bytes(marks)


@pytest.mark.parametrize("mark", NoChoice)
def test_a_mark_that_chose_nothing_stays_what_it_is(mark):
    """A recusal is no spoilt mark, though the marks beside it are voided."""
    check = OverallAgrees(
        check_id="c",
        effect="void_marks",
        overall="i0",
        items=["i1", "i2"],
        most_apart=5,
        **LABEL,
    )
    ballot = _bytes(0, 3, mark, 0, 0, mark)
    (after,) = _screened(check, ballot, ["1/3"] * 3)

    assert after == _bytes(254, 254, mark, 0, 0, mark)


@pytest.mark.parametrize(("apart", "kept"), [(20, True), (Fraction("19.9"), False)])
def test_the_overall_mark_may_be_as_far_apart_as_stated(apart, kept):
    """Overall 100, items 80 on average: 20 apart."""
    check = OverallAgrees(
        check_id="c",
        effect="void_ballot",
        overall="i0",
        items=["i1", "i2"],
        most_apart=apart,
        **LABEL,
    )
    ballot = _bytes(0, 0, 2, 0, 0, 0)

    assert bool(_screened(check, ballot, ["1/3"] * 3)) is kept


@pytest.mark.parametrize(
    ("marks", "kept"),
    [((0, 1, 1), True), ((0, 0, 1), True), ((0, 0, 0), False), ((1, 1, 1), False)],
)
def test_a_distribution_holds_at_its_least_and_its_most(marks, kept):
    """One or two of three may have 90 or more."""
    check = Distribution(
        check_id="c", effect="void_ballot", lower=90, least=1, most=2, **LABEL
    )

    assert bool(_screened(check, _bytes(*marks), [1], "abc")) is kept


@pytest.mark.parametrize("mark", NoChoice)
def test_a_ballot_that_marks_nobody_fails_no_check(mark):
    """All blank is all equal, and yet nothing was said of anybody."""
    check = AllEqual(check_id="c", effect="void_ballot", **LABEL)

    assert _screened(check, _bytes(*[mark] * 4)) == (_bytes(*[mark] * 4),)
    assert _screened(check, _bytes(0, 0, 0, mark)) == (_bytes(0, 0, 0, mark),)
    assert _screened(check, _bytes(0, 0, 0, 0)) == ()
    assert _screened(check, _bytes(0), [1], "a") == (_bytes(0),)

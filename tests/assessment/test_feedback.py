"""What secretaries were told of their grades, at the edges of the days allowed."""

from datetime import timedelta

import attrs
import pytest

from partybuild.assessment import assess, check_feedback
from partybuild.conference import BallotForm, Feedback
from partybuild.kernel import Label, Severity
from partybuild.rules import Cap, Eligibility, Recorded
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    plain_fact,
    plain_review,
    plain_rules,
)

X = Label(zh="决定", en="decision")
LEFT_OUT = plain_rules(
    caps=[Cap(cap_id="absent", label=X, grade_id="grade-3", basis=OWN)],
    eligibility=[
        Eligibility(rule_id="r", label=X, when=[Recorded(cap_id="absent")], basis=OWN)
    ],
)
COUNTS = {"g": [(3, 0, 0, 0), (0, 3, 0, 0)]}


def _assessment(rules=LEFT_OUT, facts=()):
    box = box_of_counts(BallotForm.of(rules, ["p1", "p2"]), COUNTS)
    return assess(plain_review(rules, box, cap_facts=facts))


def _told(post_id, grade_id, days=0):
    return Feedback(
        post_id=post_id,
        given_on=DAY + timedelta(days=days),
        grade_id=grade_id,
        opinion=X,
        given_by=X,
    )


FIRST, SECOND = _told("p1", "grade-0"), _told("p2", "grade-1")


def test_who_was_not_assessed_has_no_grade_to_be_told():
    """Nothing is owed to him, and any grade that he was told is a wrong one."""
    fact = plain_fact("p2", "absent")
    assessment = _assessment(facts=[fact])

    assert check_feedback(assessment, [FIRST], on=DAY) == ()
    (found,) = check_feedback(assessment, [FIRST, SECOND], on=DAY)
    assert (found.code, found.subject) == ("PB-FEEDBACK-02", "p2")
    assert found.evidence == (("told", "grade-1"), ("assessed", ""))


def _found(feedback, *, on, due=None):
    last = None if due is None else DAY + timedelta(days=due)
    day = DAY + timedelta(days=on)
    return [
        (one.code, one.severity)
        for one in check_feedback(_assessment(), feedback, on=day, due=last)
    ]


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        (-1, ["PB-FEEDBACK-05"]),
        (0, []),
        (5, []),
        (6, ["PB-FEEDBACK-03"]),
        (9, ["PB-FEEDBACK-03"]),
        (10, ["PB-FEEDBACK-05"]),
    ],
)
def test_the_first_and_the_last_day_for_feedback_count(given, codes):
    """From the conference to the last day set, and never after the day of the check."""
    second = attrs.evolve(SECOND, given_on=DAY + timedelta(days=given))

    assert [code for code, _ in _found([FIRST, second], on=9, due=5)] == codes


@pytest.mark.parametrize(
    ("due", "severity"),
    [
        (None, Severity.WARNING),
        (4, Severity.WARNING),
        (5, Severity.INFO),
        (6, Severity.INFO),
    ],
)
def test_who_was_not_told_yet_is_a_warning_once_it_is_too_late(due, severity):
    """On the last day itself there is still time; without a last day there is none."""
    assert _found([SECOND], on=5, due=due) == [("PB-FEEDBACK-01", severity)]


def test_another_grade_is_an_error_and_twice_the_same_a_warning():
    """Both grades are told, so that the letter can be found and mended."""
    wrong = attrs.evolve(FIRST, grade_id="grade-2")
    found = check_feedback(_assessment(), [wrong, SECOND, SECOND, SECOND], on=DAY)

    assert [(one.code, one.severity) for one in found] == [
        ("PB-FEEDBACK-02", Severity.ERROR),
        ("PB-FEEDBACK-04", Severity.WARNING),
    ]
    assert found[0].evidence == (("told", "grade-2"), ("assessed", "grade-0"))
    assert found[1].message.en == "was given feedback 3 times"

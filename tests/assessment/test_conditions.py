"""Conditions of every kind: whether they hold, and the words why or why not."""

from datetime import timedelta
from fractions import Fraction

import pytest

from partybuild.assessment import Known, assess, unmet
from partybuild.assessment._conditions import holds, told
from partybuild.conference import BallotForm, EnteredScore
from partybuild.errors import MissingDecisionError, MissingEntryError
from partybuild.kernel import Label
from partybuild.rules import (
    AnyOf,
    Cap,
    Compared,
    EnteredMeasure,
    Graded,
    InClass,
    Placed,
    Recorded,
    Step,
    StepMeasure,
    UnitGraded,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    plain_fact,
    plain_review,
    plain_rules,
)

X = Label(zh="指标", en="measure")
KNOWN = Known(
    values={"m": dict(zip("abcd", map(Fraction, (90, 80, 80, 60)), strict=True))},
    labels={"m": X},
    classes={"a": "town", "b": "school"},
    unit_grades={"a": "优秀", "b": "一般"},
    recorded={"b": frozenset({"veto"})},
    unanswered={"c": frozenset({"veto"})},
    grades={"a": "good", "b": "poor"},
    grade_labels={
        "good": Label(zh="好", en="good"),
        "fair": Label(zh="一般", en="fair"),
        "poor": Label(zh="差", en="poor"),
    },
)


def _compared(comparison, threshold):
    return Compared(measure_id="m", comparison=comparison, threshold=threshold)


def _placed(end, share):
    return Placed(measure_id="m", end=end, share=share)


@pytest.mark.parametrize(
    ("condition", "whom"),
    [
        (_compared("at_least", 80), "abc"),
        (_compared("above", 80), "a"),
        (_compared("at_most", 80), "bcd"),
        (_compared("below", 80), "d"),
        (_placed("top", "1/4"), "a"),
        # Two who tie for the second of two places have none of them.
        (_placed("top", "1/2"), "a"),
        (_placed("top", "3/4"), "abc"),
        (_placed("bottom", "1/4"), "d"),
        (_placed("bottom", "3/4"), "bcd"),
        (InClass(classes=["school", "village"]), "b"),
    ],
)
def test_whom_a_condition_concerns(condition, whom):
    """Values at the threshold, places at the share, classes that are recorded."""
    assert "".join(s for s in "abcd" if holds([condition], s, KNOWN)) == whom


def test_facts_units_and_grades_are_those_on_record():
    """What nobody recorded is an error and no guess; no condition always holds."""
    assert [holds([Recorded(cap_id="veto")], s, KNOWN) for s in "ab"] == [False, True]
    assert [holds([UnitGraded(grades=["优秀"])], s, KNOWN) for s in "ab"] == [
        True,
        False,
    ]
    assert [holds([Graded(grades=["good", "fair"])], s, KNOWN) for s in "ab"] == [
        True,
        False,
    ]
    with pytest.raises(MissingDecisionError, match="veto"):
        holds([Recorded(cap_id="veto")], "c", KNOWN)
    with pytest.raises(MissingEntryError, match="grade of the unit"):
        holds([UnitGraded(grades=["优秀"])], "c", KNOWN)
    assert holds([], "c", KNOWN)


ANY = AnyOf(conditions=[_compared("at_least", 90), InClass(classes=["school"])])


def test_all_conditions_hold_or_any_of_them():
    """Together, or as alternatives."""
    both = [_compared("at_least", 80), InClass(classes=["school"])]

    assert [holds(both, s, KNOWN) for s in "abcd"] == [False, True, False, False]
    assert [holds([ANY], s, KNOWN) for s in "abcd"] == [True, True, False, False]


@pytest.mark.parametrize(
    ("condition", "subject", "zh", "en"),
    [
        (
            _compared("below", Fraction("80.5")),
            "b",
            "“指标”80 低于 80.5",
            "measure 80 is below 80.5",
        ),
        (
            _placed("top", "3/4"),
            "b",
            "“指标”在前 75%之内（4 人中第 3 位以内）",
            "within the first 75% by measure (3 of 4)",
        ),
        (
            _placed("bottom", "1/4"),
            "d",
            "“指标”在后 25%之内（4 人中第 1 位以内）",
            "within the last 25% by measure (1 of 4)",
        ),
        (
            UnitGraded(grades=["优秀"]),
            "a",
            "所在单位为“优秀”",
            "the unit is graded '优秀'",
        ),
        (
            Recorded(cap_id="veto"),
            "b",
            "有记录在案的情形（veto）",
            "a fact is on record (veto)",
        ),
        (Graded(grades=["good"]), "a", "等次为“好”", "the grade is good"),
        (InClass(classes=["town"]), "a", "属于类别 town", "in class town"),
        (ANY, "b", "属于类别 school", "in class school"),
        (
            AnyOf(conditions=[_compared("above", 10), InClass(classes=["school"])]),
            "b",
            "“指标”80 高于 10；属于类别 school",
            "measure 80 is above 10; in class school",
        ),
    ],
)
def test_why_a_condition_holds(condition, subject, zh, en):
    """With the value, the place, the grade or the class that is on record."""
    assert told([condition], subject, KNOWN) == Label(zh=zh, en=en)


@pytest.mark.parametrize(
    ("condition", "subject", "zh", "en"),
    [
        (
            _compared("at_least", Fraction("90.5")),
            "a",
            "“指标”须不低于90.5，实为90，相差0.5",
            "measure must be at least 90.5 and is 90, 0.5 away",
        ),
        (
            _compared("below", 80),
            "a",
            "“指标”须低于80，实为90，相差10",
            "measure must be below 80 and is 90, 10 away",
        ),
        (
            _placed("top", "1/4"),
            "b",
            "“指标”须在前25%之内，实为4人中第3位",
            "measure must be in the first 25% and is 3 of 4",
        ),
        (
            _placed("bottom", "1/4"),
            "a",
            "“指标”须在后25%之内，实为4人中第4位",
            "measure must be in the last 25% and is 4 of 4",
        ),
        (
            UnitGraded(grades=["优秀", "良好"]),
            "b",
            "所在单位须为“优秀、良好”，实为“一般”",
            "the unit must be graded 优秀, 良好 and is 一般",
        ),
        (
            Recorded(cap_id="veto"),
            "a",
            "没有记录在案的情形（veto）",
            "no fact is on record (veto)",
        ),
        (
            Graded(grades=["good", "fair"]),
            "b",
            "等次须为“好、一般”",
            "the grade must be good, fair",
        ),
        (
            InClass(classes=["school", "village"]),
            "a",
            "不属于类别 school、village",
            "not in class school, village",
        ),
        (
            ANY,
            "d",
            "以下各项均不符合：“指标”须不低于90，实为60，相差30；不属于类别 school",
            (
                "none of these holds: measure must be at least 90 and is 60, 30 away; "
                "not in class school"
            ),
        ),
    ],
)
def test_why_a_condition_does_not_hold(condition, subject, zh, en):
    """What is asked for, what there is, and how far apart they are."""
    assert unmet([condition], subject, KNOWN) == Label(zh=zh, en=en)


def test_only_the_conditions_that_fail_are_told():
    """In their order; where none fails, that."""
    town, school = InClass(classes=["town"]), InClass(classes=["school"])
    high = _compared("at_least", 95)

    assert unmet([town, school, high], "a", KNOWN) == Label(
        zh="不属于类别 school，“指标”须不低于95，实为90，相差5",
        en="not in class school and measure must be at least 95 and is 90, 5 away",
    )
    assert unmet([town], "a", KNOWN).en == "every condition holds"
    assert told([town, _compared("below", 95)], "a", KNOWN).en == (
        "in class town and measure 90 is below 95"
    )


def test_a_fact_counts_in_a_condition_while_it_is_in_force():
    """Points for a fact on record; one that has run out is none."""
    rules = plain_rules(
        caps=[Cap(cap_id="veto", label=X, grade_id="grade-3", basis=OWN)],
        measures=[
            EnteredMeasure(measure_id="e", label=X, basis=OWN),
            StepMeasure(
                measure_id="m",
                label=X,
                steps=[Step(when=[Recorded(cap_id="veto")], points=5, basis=OWN)],
                otherwise=7,
                basis=OWN,
            ),
        ],
    )
    before = DAY - timedelta(days=1)
    facts = [
        plain_fact(post, "veto", decided_on=before, expires_on=last)
        for post, last in (("a", DAY), ("b", before))
    ]
    box = box_of_counts(BallotForm.of(rules, "ab"), {"g": [(1, 0, 0, 0)] * 2})
    entered = [
        EnteredScore(post_id=post, entry_id="e", points=1, source=X) for post in "ab"
    ]
    assessment = assess(plain_review(rules, box, cap_facts=facts, entered=entered))

    assert [assessment.standing(s).measure("m").value for s in "ab"] == [5, 7]

"""Grades by conditions and places, quotas of real schemes, caps, consequences."""

from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import (
    Known,
    Units,
    assess,
    grade,
    receipt_json,
    verify_receipt,
)
from partybuild.conference import (
    Approval,
    BallotForm,
    CapFact,
    EnteredScore,
    SubjectRecord,
    UnitRecord,
)
from partybuild.errors import MissingEntryError, ReviewRuleError
from partybuild.kernel import Label
from partybuild.rules import (
    AnyOf,
    Cap,
    Compared,
    Component,
    ConditionGrading,
    Consequence,
    Eligibility,
    EnteredMeasure,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    InClass,
    Placed,
    Quota,
    RankGrading,
    SubjectClass,
    Ungraded,
    UnitCeiling,
    UnitGraded,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    plain_review,
    plain_rules,
)

X = Label(zh="指标", en="measure")


def _by_points(**others):
    """Return a scheme whose total is what a body hands in."""
    return attrs.evolve(
        plain_rules(),
        components=[
            Component(component_id="t", label=X, kind="entered", weight=1, basis=OWN)
        ],
        **others,
    )


def _review(scheme, scores, **others):
    form = BallotForm.of(scheme, scores)
    box = box_of_counts(form, {"g": [[1, 0, 0, 0]] * len(scores)})
    entered = [
        EnteredScore(post_id=post, entry_id="t", points=points, source=X)
        for post, points in scores.items()
    ]
    return plain_review(scheme, box, entered=entered + others.pop("more", []), **others)


def _grades(review):
    assessment = assess(review)
    assert verify_receipt(receipt_json(assessment)) == ()
    return {s.subject_id: s.grade_id for s in assessment.standings}


def _records(units):
    return [SubjectRecord(post_id=s, unit_id=u) for s, u in units.items()]


def _unit(unit_id, **others):
    return UnitRecord(unit_id=unit_id, source=X, **others)


@pytest.mark.parametrize(("assessed", "good"), [(13, 11), (20, 17), (23, 19)])
def test_a3_at_least_15_percent_below_good(assessed, good):
    """The floor for lower grades is rounded up, so the places are rounded down."""
    quota = Quota(quota_id="q", grade_id="grade-0", worse_at_least="15%", basis=OWN)
    scores = {f"p{at:02}": Fraction(100 - at, 1) for at in range(assessed)}
    results, (decided,) = grade(
        plain_rules(quotas=[quota], edges=(50, 40, 30)), scores, {}
    )

    assert decided.places == good
    assert sum(r.grade_id == "grade-0" for r in results) == good


A4_QUOTA = Quota(
    quota_id="q",
    grade_id="grade-0",
    scope="unit",
    base="headcount",
    by_unit_grade=[
        UnitCeiling(unit_grade=grade, ceiling=ceiling, basis=OWN)
        for grade, ceiling in (
            ("优秀", "30%"),
            ("良好", "25%"),
            ("一般", "20%"),
            ("较差", "15%"),
        )
    ],
    ceiling="30%",
    basis=OWN,
)


def test_a4_the_quota_depends_on_the_grade_of_the_team():
    """Ten people each: 3 places for an excellent team, 1 for a poor one."""
    subjects = {f"{unit}{at}": 99 - at for unit in "ab" for at in range(5)}
    teams = {"a": "y", "b": "x"}
    review = _review(
        _by_points(quotas=[A4_QUOTA]),
        subjects,
        subjects=_records({s: teams[s[0]] for s in subjects}),
        units=[_unit("y", grade="优秀", heads=10), _unit("x", grade="较差", heads=10)],
    )
    good = sorted(s for s, g in _grades(review).items() if g == "grade-0")

    assert good == ["a0", "a1", "a2", "b0"]
    assessment = assess(review)
    assert [quota.unit_id for quota in assessment.quotas] == ["x", "y"]
    standing = assessment.standing("b1")
    assert "x：“第1等”不超过 15%，单位 10 人，名额 1 个" in standing.explain("zh")
    assert "x: grade 1 is limited to 15% of 10 heads: 1 places" in standing.explain(
        "en"
    )


def test_a4_the_head_of_a_poor_team_cannot_be_competent():
    """一般: the head may not be 优秀; 较差: not 称职 or better."""
    scheme = _by_points(
        subject_classes=[SubjectClass(class_id="head", label=X)],
        caps=[
            Cap(
                cap_id=f"cap-{at}",
                label=X,
                grade_id=f"grade-{at}",
                when=[InClass(classes=["head"]), UnitGraded(grades=[team])],
                basis=OWN,
            )
            for at, team in ((1, "一般"), (2, "较差"))
        ],
    )
    review = _review(
        scheme,
        {"head-a": 99, "head-b": 99, "other": 99},
        subjects=[
            SubjectRecord(post_id="head-a", class_id="head", unit_id="a"),
            SubjectRecord(post_id="head-b", class_id="head", unit_id="b"),
            SubjectRecord(post_id="other", unit_id="b"),
        ],
        units=[_unit("a", grade="一般"), _unit("b", grade="较差")],
    )

    assert _grades(review) == {
        "head-a": "grade-1",
        "head-b": "grade-2",
        "other": "grade-0",
    }


def test_a_unit_without_a_record_is_said_not_guessed():
    """Neither the grade nor the heads are made up."""
    scheme = _by_points(quotas=[A4_QUOTA])
    with pytest.raises(MissingEntryError, match="unit of the subject"):
        assess(_review(scheme, {"a": 99}))
    records = _records({"a": "u"})
    with pytest.raises(MissingEntryError, match="heads of the unit"):
        assess(_review(scheme, {"a": 99}, subjects=records, units=[_unit("u")]))
    units = [_unit("u", heads=3)]
    with pytest.raises(ReviewRuleError, match="no ceiling is stated for a unit"):
        assess(_review(scheme, {"a": 99}, subjects=records, units=units))


A11 = RankGrading(
    grades=[
        GradeShare(grade_id="top", label=X, share="20%"),
        GradeShare(grade_id="middle", label=X),
        GradeShare(grade_id="last", label=X, share="10%"),
    ],
    basis=OWN,
)


def test_a11_top_20_middle_70_last_10():
    """Of ten: two, seven and one."""
    scores = {f"p{at}": 90 - at for at in range(10)}
    grades = _grades(_review(_by_points(grading=A11), scores))

    assert [grades[f"p{at}"] for at in range(10)] == [
        "top",
        "top",
        *["middle"] * 7,
        "last",
    ]


def test_ties_across_a_boundary_of_places_stay_nearer_to_the_rest():
    """Two tie for the second of two places: neither is on top."""
    scores = {"a": 90, "b": 80, "c": 80, "d": 70, "e": 60}
    scores |= {f"p{at}": 50 for at in range(5)}
    grades = _grades(_review(_by_points(grading=A11), scores))

    assert [s for s, g in grades.items() if g == "top"] == ["a"]
    assert "last" not in grades.values()


def test_a11_below_60_fails():
    """A cap by a condition on the total holds the grade down."""
    fail = Cap(
        cap_id="fail",
        label=X,
        grade_id="last",
        when=[Compared(measure_id="total", comparison="below", threshold=60)],
        basis=OWN,
    )
    scores = {"a": 90, "b": 80, "c": 59, "d": 58, "e": 57}
    review = _review(_by_points(grading=A11, caps=[fail]), scores)
    grades = _grades(review)

    assert grades == {"a": "top", "b": "middle", "c": "last", "d": "last", "e": "last"}
    text = assess(review).standing("c").explain("zh")
    assert "“总分”59 低于 60；等次不高于“指标”，得分不变" in text


def test_a17_the_last_30_percent_are_out():
    """Economic indicators in the last 30 % are a veto: three of ten."""
    veto = Cap(
        cap_id="economy",
        label=X,
        grade_id="grade-1",
        when=[Placed(measure_id="economy", end="bottom", share="30%")],
        basis=OWN,
    )
    measures = [EnteredMeasure(measure_id="economy", label=X, basis=OWN)]
    scores = {f"p{at}": 99 for at in range(10)}
    more = [
        EnteredScore(post_id=f"p{at}", entry_id="economy", points=at, source=X)
        for at in range(10)
    ]
    review = _review(_by_points(measures=measures, caps=[veto]), scores, more=more)
    held = [s for s, g in _grades(review).items() if g == "grade-1"]

    assert sorted(held) == ["p0", "p1", "p2"]


CASES = ConditionGrading(
    grades=[
        Grade(grade_id="good", label=Label(zh="好", en="good")),
        Grade(grade_id="fair", label=Label(zh="较好", en="fairly good")),
        Grade(grade_id="poor", label=Label(zh="差", en="poor")),
    ],
    cases=[
        GradeCase(
            grade_id="poor",
            when=[UnitGraded(grades=["较差"])],
            basis=OWN,
        ),
        GradeCase(
            grade_id="good",
            when=[
                AnyOf(
                    conditions=[
                        Compared(
                            measure_id="total", comparison="at_least", threshold=90
                        ),
                        UnitGraded(grades=["优秀"]),
                    ]
                )
            ],
            basis=OWN,
        ),
    ],
    otherwise="fair",
    basis=OWN,
)


@pytest.mark.parametrize(
    ("score", "team", "grade_id", "why"),
    [
        (95, "一般", "good", "“总分”95 不低于 90"),
        (50, "优秀", "good", "所在单位为“优秀”"),
        (95, "较差", "poor", "所在单位为“较差”"),
        (50, "一般", "fair", "不符合以上各等次的条件"),
    ],
)
def test_the_first_case_that_holds_decides_and_is_named(score, team, grade_id, why):
    """First match wins, and the reason says which."""
    review = _review(
        _by_points(grading=CASES),
        {"p": score},
        subjects=_records({"p": "u"}),
        units=[_unit("u", grade=team)],
    )

    assert _grades(review) == {"p": grade_id}
    assert why in assess(review).standings[0].explain("zh")


def _quota(**others):
    return Quota(quota_id="q", grade_id="grade-0", ceiling="50%", basis=OWN, **others)


TIED = {"a": 99, "b": 95, "c": 95, "d": 91}


@pytest.mark.parametrize(
    ("others", "good"),
    [
        ({}, ["a"]),
        ({"ties": "include"}, ["a", "b", "c"]),
        ({"ties": "keys", "tie_keys": ["k"]}, ["a", "c"]),
        ({"heads": 1}, ["a"]),
        ({"with_approval": "75%"}, ["a", "b", "c"]),
    ],
    ids=["exclude", "include", "keys", "heads", "approved"],
)
def test_ties_at_the_last_place(others, good):
    """Two places for four; two subjects tie for the second."""
    measures = [EnteredMeasure(measure_id="k", label=X, required=False, basis=OWN)]
    review = _review(
        _by_points(measures=measures, quotas=[_quota(**others)]),
        TIED,
        more=[EnteredScore(post_id="c", entry_id="k", points=1, source=X)],
        approvals=[Approval(quota_id="q", decided_on=DAY, decided_by=X, reason=X)],
    )
    grades = _grades(review)

    assert sorted(s for s, g in grades.items() if g == "grade-0") == good


@pytest.mark.parametrize(("takes", "good"), [(False, ["b", "c"]), (True, ["b"])])
def test_who_is_held_down_takes_a_place_only_where_the_rule_says_so(takes, good):
    """Two places; the first by score is held down by a fact."""
    veto = Cap(cap_id="veto", label=X, grade_id="grade-2", basis=OWN)
    fact = CapFact(post_id="a", cap_id="veto", decided_on=DAY, decided_by=X, reason=X)
    review = _review(
        _by_points(caps=[veto], quotas=[_quota(held_down_take_place=takes)]),
        {"a": 99, "b": 98, "c": 97, "d": 50},
        cap_facts=[fact],
    )

    assert sorted(s for s, g in _grades(review).items() if g == "grade-0") == good


def test_without_grades_there_are_scores_and_ranks():
    """A scheme may leave grades to somebody else."""
    assessment = assess(_review(_by_points(grading=Ungraded(basis=OWN)), TIED))

    assert [s.rank for s in assessment.standings] == [1, 2, 2, 4]
    assert {s.grade.zh for s in assessment.standings} == {"不定等次"}


def test_who_is_new_is_not_assessed():
    """Fewer than six months in post: no score, no place, in no base."""
    new = Eligibility(
        rule_id="new",
        label=Label(zh="任职不满半年", en="new in post"),
        when=[Compared(measure_id="months", comparison="below", threshold=6)],
        basis=OWN,
    )
    scheme = _by_points(
        measures=[EnteredMeasure(measure_id="months", label=X, basis=OWN)],
        # Of two rules that leave the same subject out, the first is told.
        eligibility=[new, attrs.evolve(new, rule_id="very-new")],
        quotas=[_quota()],
    )
    more = [
        EnteredScore(post_id=post, entry_id="months", points=n, source=X)
        for post, n in zip("abc", (5, 6, 30), strict=True)
    ]
    review = _review(scheme, {"a": 99, "b": 98, "c": 97}, more=more)
    assessment = assess(review)

    assert _grades(review) == {"b": "grade-0", "c": "grade-1"}
    (out,) = assessment.not_assessed
    assert (out.subject_id, out.because.zh) == ("a", "“指标”5 低于 6")
    assert out.rule.rule_id == "new"
    assert assessment.quotas[0].assessed == 2
    assert "不参评：任职不满半年（“指标”5 低于 6）" in {
        finding.message.zh for finding in assessment.findings
    }


def test_nobody_left_to_assess_is_an_error():
    """Rules that leave out everybody are a mistake in what was handed in."""
    everybody = Eligibility(
        rule_id="r", label=X, when=[UnitGraded(grades=["优秀"])], basis=OWN
    )
    review = _review(
        _by_points(eligibility=[everybody]),
        {"a": 99},
        subjects=_records({"a": "u"}),
        units=[_unit("u", grade="优秀")],
    )
    with pytest.raises(ReviewRuleError, match="leave out everybody"):
        assess(review)


def test_consequences_follow_from_grades():
    """The poorest are talked to within three months."""
    talk = Consequence(
        consequence_id="talk",
        label=Label(zh="约谈", en="talk"),
        action="talk",
        when=[Graded(grades=["grade-3"])],
        within_months=3,
        basis=OWN,
    )
    assessment = assess(_review(_by_points(consequences=[talk]), {"a": 99, "b": 50}))

    assert assessment.standing("a").consequences == ()
    (found,) = assessment.standing("b").consequences
    assert found.consequence is talk
    assert found.because == Label(zh="等次为“第4等”", en="the grade is grade 4")


def test_grades_by_measures_need_their_values():
    """`grade` itself takes what the conditions ask for."""
    known = Known(unit_grades={"p": "优秀"})
    results, _ = grade(
        _by_points(grading=CASES), {"p": Fraction(1)}, {}, known=known, units=Units()
    )

    assert results[0].grade_id == "good"

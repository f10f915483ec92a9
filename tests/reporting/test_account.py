"""The account of one secretary's result: it recomputes, and keeps the secret ballot."""

import re
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest
from hypothesis import given, settings

import partybuild as pb
from partybuild.analysis import DEFAULT_DISCLOSURE
from partybuild.assessment import assess
from partybuild.errors import LanguageError, UnknownIdError
from partybuild.kernel import Label, exact
from partybuild.reporting import (
    Paragraph,
    Table,
    account_steps,
    explain_result,
    lead,
)
from partybuild.rules import (
    BallotMeasure,
    Compared,
    Component,
    ConditionGrading,
    Grade,
    GradeCase,
    GradeShare,
    Judgment,
    Quota,
    RankGrading,
    RateMeasure,
    TrimmedMean,
    Ungraded,
)
from partybuild.testing.plain import (
    OWN,
    counted_review,
    plain_rules,
)
from partybuild.testing.strategies import algebraic_reviews, deciding_reviews, reviews

EXAMPLE = assess(pb.load_example("long-march-street-2021"))
NAMES = [Label(zh=zh, en=en) for zh, en in (("甲", "a"), ("乙", "b"), ("丙", "c"))]


def review_of(good_marks, **others):
    """Subjects p0, p1... with so many marks 好 of ten, the others 较好."""
    rules = attrs.evolve(plain_rules(), **others)
    lines = [(n, 10 - n, 0, 0) for n in good_marks]
    return assess(counted_review(rules, {"g": lines}))


@given(algebraic_reviews())
def test_the_steps_lead_to_the_score_for_every_measure(review):
    """Each step can be done again, and the first one is the total."""
    for standing in assess(review).standings:
        steps = account_steps(standing)
        assert steps[0].number == standing.score
        assert all(step.recompute() == step.value for step in steps)


@given(reviews())
def test_the_printed_counts_give_the_score_again(review):
    """From the cells and weights of the table alone, as a reader would."""
    assessment = assess(review)
    standing = assessment.standings[0]
    rules = assessment.rules
    if rules.empty_group.value != "error" or review.entered:
        return
    table = _table(explain_result(assessment, standing.subject_id).report("zh"))
    weights = [_weight(column) for column in table.columns[1:-1]]
    score = Fraction()
    for row, item in zip(table.rows, rules.items, strict=False):
        values = [option.value for option in rules.scale_of(item).options]
        for cell, weight in zip(row[1:-1], weights, strict=True):
            if weight and _weight(row[0].text):
                counts = list(map(int, cell.text.split(" ")[0].split("/")))
                if len(counts) != len(values):
                    return
                mean = sum(
                    (n * v for n, v in zip(counts, values, strict=True)), Fraction()
                ) / sum(counts)
                score += _weight(row[0].text) * weight * mean
    assert score == standing.score


def _weight(text):
    return exact(re.search(r"（([^（]*)%）$", text)[1]) / 100


def _table(report):
    return next(b for b in report.sections[0].blocks if isinstance(b, Table))


@given(algebraic_reviews())
def test_the_parts_of_a_lead_sum_to_the_lead(review):
    """Why this one before that one: exactly, whatever the total is made of."""
    standings = assess(review).standings
    for one, other in pairwise(standings):
        found = lead(one, other)
        assert sum((points for _, points in found.parts), Fraction()) == found.points
        assert found.points == one.score - other.score >= 0


@settings(max_examples=25)
@given(deciding_reviews())
def test_every_scheme_has_an_account_in_both_languages(review):
    """Every grading, measure, cap, quota, tie and open decision; no empty line."""
    assessment = assess(review)
    for standing in assessment.standings:
        account = explain_result(assessment, standing.subject_id)
        for lang in ("zh", "en"):
            report = account.report(lang)
            for section in report.sections:
                assert section.blocks
                for block in section.blocks:
                    assert not isinstance(block, Paragraph) or len(block.text) > 2
        if not standing.result.decided:
            assert "待会议决定的事项" in account.text("zh")
        # As a notebook shows it, heading by heading.
        rows = account.summary().rows
        assert [row[0].en for row in rows] == [s.title for s in account.en.sections]


def test_a_place_lost_by_the_quota():
    """The example's fifth: good by score, no place left; nothing contradicts."""
    text = explain_result(EXAMPLE, EXAMPLE.standings[4].subject_id).text("zh")

    assert "参评人数12×30%，即3.6，只舍不入为3个，符合条件5人" in text
    assert "列入的最后一名为星火社区党委书记（93.16分）" in text
    assert "比“好”的最低得分（90分）高≈2.0426分。" in text
    assert "排在第4名星火社区党委书记之后，相差≈1.1221分" in text
    assert len(text.splitlines()) <= 40


def test_a_grade_held_down_by_a_fact():
    """The example's third: a safety veto, with who found it."""
    text = explain_result(EXAMPLE, EXAMPLE.standings[2].subject_id).text("en")

    assert "district work-safety commission" in text
    assert "Without safety veto the grade before quotas would be “good”" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_public_form_names_no_group_and_no_count(lang):
    """Item scores after the gate, the printed total, and nothing finer."""
    for standing in EXAMPLE.standings:
        account = explain_result(EXAMPLE, standing.subject_id, public=True)
        text = account.text(lang)
        for group in EXAMPLE.rules.voter_groups:
            assert group.label.text(lang) not in text
        assert "→" not in text
        assert "≈" not in text
        cleared = DEFAULT_DISCLOSURE.clear(EXAMPLE)
        texts = [row[2].text for row in _table(account.report(lang)).rows]
        assert texts == [i.text for i in cleared.items_of(standing.subject_id)]
        assert account.summary().rows
    assert "for the review body" in repr(explain_result(EXAMPLE, "c1-secretary"))


def test_conditions_that_fail_are_named_with_what_is_missing():
    """Not the better grade: the rate that was asked for, and how far it is."""
    rate = RateMeasure(
        measure_id="rate",
        label=Label(zh="优秀率", en="rate of good"),
        item_id="i0",
        options=["o0"],
        base="valid_marks",
        basis=OWN,
    )
    grading = ConditionGrading(
        grades=[Grade(grade_id=f"g{n}", label=name) for n, name in enumerate(NAMES)],
        cases=[
            GradeCase(
                grade_id="g0",
                when=[
                    Compared(measure_id="rate", comparison="at_least", threshold="4/5")
                ],
                basis=OWN,
            )
        ],
        otherwise="g1",
        basis=OWN,
    )
    assessment = review_of([7, 9], measures=[rate], grading=grading)
    text = explain_result(assessment, "p0").text("zh")

    assert "不为“甲”：“优秀率”须不低于0.8，实为0.7，相差0.1。" in text
    public = explain_result(assessment, "p0", public=True).text("zh")
    assert "0.7" not in public.replace("70", "")


def test_places_judgments_and_schemes_without_grades():
    """Each says in its own words why the grade is what it is."""
    places = RankGrading(
        grades=[
            GradeShare(grade_id="g0", label=NAMES[0], share="1/2"),
            GradeShare(grade_id="g1", label=NAMES[1]),
        ],
        basis=OWN,
    )
    text = explain_result(review_of([9, 4], grading=places), "p1").text("zh")
    assert "“甲”占50%，2人中只舍不入为1个。" in text
    assert "排在前面的最后一名为p0（98），本人为88，相差10。" in text
    judge = Judgment(
        judgment_id="j",
        label=Label(zh="综合研判", en="overall judgment"),
        grades=["grade-0", "grade-1"],
        basis=OWN,
    )
    text = explain_result(review_of([9], judgments=[judge]), "p0").text("zh")
    assert "初定等次由会议综合研判决定，不由分数推出。" in text
    assert "P0：“综合研判”：确定等次（本单位决定：测试用）。" in text
    text = explain_result(review_of([9], grading=Ungraded(basis=OWN)), "p0").text("en")
    assert "The scheme gives scores and no grades." in text


def test_one_whose_grade_is_still_to_be_settled_is_before_nobody():
    """By place the first would be better, but the body has not decided yet."""
    places = RankGrading(
        grades=[
            GradeShare(grade_id="g0", label=NAMES[0], share="1/2"),
            GradeShare(grade_id="g1", label=NAMES[1]),
        ],
        basis=OWN,
    )
    judge = Judgment(
        judgment_id="j",
        label=Label(zh="综合研判", en="overall judgment"),
        when=[Compared(measure_id="total", comparison="at_least", threshold=97)],
        grades=["g0", "g1"],
        basis=OWN,
    )
    two = review_of([9, 4], grading=places, judgments=[judge])
    assert two.standing("p0").result.band_grade_id == "undecided"
    assert "排在前面" not in explain_result(two, "p1").text("zh")
    four = review_of([9, 8, 4, 3], grading=places, judgments=[judge])
    text = explain_result(four, "p2").text("zh")
    assert "排在前面的最后一名为p1（96），本人为88，相差8。" in text


def test_a_tie_for_the_last_place():
    """Level at the boundary: who shares the rank, and that nobody was admitted."""
    quota = Quota(quota_id="q", grade_id="grade-0", ceiling="1/3", basis=OWN)
    text = explain_result(review_of([9, 9, 1], quotas=[quota]), "p0").text("zh")

    assert "与p1得分相同，并列第1名。" in text
    assert "2 人同分跨越名额界限，均不列入，请会议研究" in text


def test_a_measure_that_drops_extremes_is_written_down_to_its_cells():
    """What the table of plain means does not show stands below it."""
    trimmed = BallotMeasure(
        measure_id="trimmed",
        label=Label(zh="去极端分均值", en="trimmed mean"),
        average=TrimmedMean(each=1, least_raters=3, too_few="plain_mean"),
        basis=OWN,
    )
    part = Component(
        component_id="part",
        label=NAMES[0],
        kind="measure",
        measure_id="trimmed",
        weight=1,
        basis=OWN,
    )
    assessment = review_of([5], measures=[trimmed], components=[part])
    text = explain_result(assessment, "p0").text("zh")

    assert "10 个分，两端各去掉 1 个" in text


def test_whom_nobody_assessed_has_no_account():
    """Unknown subjects and languages are refused."""
    with pytest.raises(UnknownIdError):
        explain_result(EXAMPLE, "nobody")
    with pytest.raises(LanguageError):
        explain_result(EXAMPLE, "c1-secretary").text("fr")

"""What a reader is told of schemes of every kind, in the report and the account."""

from datetime import date, timedelta

import attrs
import pytest

from partybuild.analysis import Disclosure, find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import (
    Approval,
    BallotForm,
    EnteredScore,
    Feedback,
    SubjectRecord,
    UnitRecord,
)
from partybuild.duties import Duty, DutyRecord, trace_transmission
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, OwnDecision, Period
from partybuild.organization import Organization, OrganizationTree, TreeNode
from partybuild.reporting import (
    DutyTree,
    NodeState,
    Paragraph,
    account_steps,
    build_individual_report,
    build_letter,
    build_page,
    build_report,
    explain_result,
    report_text,
)
from partybuild.rules import (
    Adjustment,
    AnyOf,
    Cap,
    Compared,
    Component,
    ConditionGrading,
    Consequence,
    Grade,
    GradeCase,
    GradeShare,
    Judgment,
    Quota,
    RankGrading,
    RankMeasure,
    RateMeasure,
    Ungraded,
    UnitCeiling,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    counted_review,
    plain_decision,
    plain_fact,
    plain_review,
    plain_rules,
)

NAMES = [Label(zh=zh, en=en) for zh, en in (("甲", "A"), ("乙", "B"), ("丙", "C"))]
OTHER = OwnDecision(decision=Label(zh="另一决定", en="of another"))
RATE = RateMeasure(
    measure_id="rate",
    label=Label(zh="优秀率", en="rate of good"),
    item_id="i0",
    options=["o0"],
    base="valid_marks",
    basis=OWN,
)
HALVES = RankGrading(
    grades=[
        GradeShare(grade_id="g0", label=NAMES[0], share="1/2"),
        GradeShare(grade_id="g1", label=NAMES[1]),
    ],
    basis=OWN,
)
NO_AREA = (
    "述职人或测评项目少于两个，无从比较，不判断薄弱环节；至少需要两个述职人和两个项目。"
)
BODY = Label(zh="组织部", en="organization department")


def case(grade, least, basis=OWN):
    """Return a grade for a rate from some share on."""
    asked = Compared(measure_id="rate", comparison="at_least", threshold=least)
    return GradeCase(grade_id=grade, when=[asked], basis=basis)


def cases(*listed, otherwise="g2"):
    """Return grades by conditions."""
    grades = [Grade(grade_id=f"g{at}", label=name) for at, name in enumerate(NAMES)]
    return ConditionGrading(grades=grades, cases=listed, otherwise=otherwise, basis=OWN)


def review_of(good_marks, others=None, **scheme):
    """Subjects p0, p1... with so many marks 好 of ten, the others 较好."""
    rules = attrs.evolve(plain_rules(), **scheme)
    lines = [(n, 10 - n, 0, 0) for n in good_marks]
    return counted_review(rules, {"g": lines}, **(others or {}))


def assessed(good_marks, **scheme):
    """Return the assessment of such a review."""
    return assess(review_of(good_marks, **scheme))


def told(assessment, lang="zh"):
    """Return the report of an assessment, with its annex, as text."""
    report = build_report(assessment, find_weak_areas(assessment, on=DAY), lang=lang)
    return report_text(attrs.evolve(report, sections=report.sections + report.annex))


def account(assessment, subject="p0", lang="zh"):
    """Return the account of one subject as text."""
    return explain_result(assessment, subject).text(lang)


def test_grades_by_conditions_are_told_with_every_condition():
    """Not as scores that nobody needs; each case, in order, and each source."""
    either = AnyOf(
        conditions=[
            Compared(measure_id="rate", comparison="at_least", threshold="3/5"),
            Compared(measure_id="total", comparison="at_least", threshold=95),
        ]
    )
    grading = cases(
        case("g0", "4/5"), GradeCase(grade_id="g1", when=[either], basis=OTHER)
    )
    assessment = assessed([9, 2], measures=[RATE], grading=grading)
    zh, en = told(assessment), told(assessment, "en")

    assert "甲 | “优秀率”不低于0.8\n乙 | " in zh
    assert "\n丙 | 其他情形\n依据：本单位决定：测试用；本单位决定：另一决定。" in zh
    assert "A | rate of good is at least 0.8\nB | " in en
    assert "\nC | otherwise\nBasis: own decision: for tests; own decision: of" in en
    assert "分及以上" not in zh
    assert "按条件定等" in zh
    assert "The conditions of “A” hold. Basis: " in en


def test_grades_by_place_and_no_grades_are_told_as_such():
    """A share and what is left; or one sentence."""
    zh, en = (told(assessed([9, 4], grading=HALVES), lang) for lang in ("zh", "en"))
    assert "等次 | 所占比例\n甲 | 50%（名额只舍不入）\n乙 | 其余\n" in zh
    assert "grade | share\nA | 50% (rounded down)\nB | the rest\n" in en
    assert "按名次定等" in zh
    assert "by place" in en
    none = assessed([9], grading=Ungraded(basis=OWN))
    assert "本办法不定等次。依据：本单位决定：测试用。" in told(none)
    assert "The scheme gives scores, no grades. Basis: own" in told(none, "en")
    assert "not graded" in told(none, "en")


def test_a_quota_by_unit_says_whose_heads_and_which_share():
    """Not the share of the other unit, and not as if it were of those assessed."""
    ceilings = [
        UnitCeiling(unit_grade=grade, ceiling=ceiling, basis=OWN)
        for grade, ceiling in (("优秀", "30%"), ("较差", "15%"))
    ]
    quota = Quota(
        quota_id="q",
        grade_id="grade-0",
        scope="unit",
        base="headcount",
        by_unit_grade=ceilings,
        ceiling="30%",
        heads=2,
        basis=OWN,
    )
    units = [
        UnitRecord(unit_id=unit, grade=grade, heads=heads, source=BODY)
        for unit, grade, heads in (("street", "优秀", 10), ("b", "较差", 20))
    ]
    of = [
        SubjectRecord(post_id=f"p{at}", unit_id=unit)
        for at, unit in enumerate(["street", "street", "street", "b"])
    ]
    others = {"units": units, "subjects": of}
    assessment = assess(review_of([9, 8, 7, 10], others, quotas=[quota]))
    zh, en = told(assessment), told(assessment, "en")

    assert (
        "等次比例（街道党工委）：“第1等”不超过单位人数的30%（名额只舍不入，不超过2个）。"
        "单位10人，名额2个；" in zh
    )
    assert "等次比例（b）：“第1等”不超过单位人数的15%（" in zh
    assert (
        "Quota (Street Working Committee): “grade 1” for at most 30% of the heads on "
        "record (rounded down, at most 2); places for 10 heads: 2. " in en
    )
    assert "单位人数10×30%，即3，只舍不入为2个，符合条件3人（不超过2人）" in account(
        assessment, "p2"
    )


def test_a_quota_that_was_widened_tells_the_share_that_counted():
    """The approval was given, so the report does not print the share before it."""
    quota = Quota(
        quota_id="q", grade_id="grade-0", ceiling="1/4", with_approval="1/2", basis=OWN
    )
    given = Approval(quota_id="q", decided_on=DAY, decided_by=BODY, reason=BODY)
    marks = [9, 9, 9, 1]
    plain = assessed(marks, quotas=[quota])
    wider = assess(review_of(marks, {"approvals": [given]}, quotas=[quota]))

    assert "不超过参评人数的25%（名额只舍不入）。参评4人，名额1个" in told(plain)
    assert "不超过参评人数的50%（名额只舍不入）。参评4人，名额2个" in told(wider)
    assert "at most 50% of those assessed (rounded down); places for 4" in told(
        wider, "en"
    )
    assert "tied across the quota" in told(wider, "en")


def test_a_tie_that_the_body_decided_or_has_to_decide():
    """Whoever lost the place reads that the body gave it to another."""
    quota = Quota(
        quota_id="q", grade_id="grade-0", ceiling="1/2", ties="decision", basis=OWN
    )
    open_ = assessed([9, 9], quotas=[quota])
    assert "能否列入取决于尚未记录的决定" in told(open_)
    assert "to be decided: grade 1, grade 2" in told(open_, "en")


def test_what_holds_a_grade_down_and_what_does_not():
    """A cap that changes nothing is not named; a first grade may be no score's."""
    veto = Cap(
        cap_id="veto",
        label=Label(zh="一票否决", en="veto"),
        grade_id="grade-1",
        basis=OWN,
    )
    fact = plain_fact("p1", "veto")
    low = assess(review_of([9, 3], {"cap_facts": [fact]}, caps=[veto]))
    assert "| grade 2 | by score" in told(low, "en")
    by_place = attrs.evolve(veto, grade_id="g1")
    fact = attrs.evolve(fact, post_id="p0")
    high = assess(
        review_of([9, 3], {"cap_facts": [fact]}, caps=[by_place], grading=HALVES)
    )
    assert "初定为“甲”；一票否决" in told(high)


def test_conditions_of_a_better_grade_that_hold_too_are_not_called_missing():
    """Both cases hold; the one that stands first decides."""
    grading = cases(case("g1", "1/2"), case("g0", "4/5"))
    assessment = assessed([9, 2], measures=[RATE], grading=grading)

    first = account(assessment)
    assert "也符合“甲”的条件，但排在前面的条件先予适用。" in first
    assert "不为“甲”" not in first
    assert "The conditions of “A” hold too, but a case that stands" in account(
        assessment, lang="en"
    )
    other = account(assessment, "p1")
    assert "不为“乙”：“优秀率”须不低于0.5，实为0.2，相差0.3。" in other
    best = assessed([9], measures=[RATE], grading=cases(case("g0", "1/2")))
    assert "没有比“甲”更高等次的条件。" in account(best)


def test_places_by_a_measure_compare_the_measure():
    """Not the total, where the scheme orders by another number."""
    grading = attrs.evolve(HALVES, measure_id="rate")
    assessment = assessed([9, 4], measures=[RATE], grading=grading)

    assert "排在前面的最后一名为p0（0.9），本人为0.4，相差0.5。" in account(
        assessment, "p1"
    )
    assert "排在前面" not in account(assessment, "p0")


def test_what_follows_has_its_time_limit():
    """In months from the review, with its reason and source."""
    talk = Consequence(
        consequence_id="talk",
        label=Label(zh="约谈", en="admonishing talk"),
        action="talk",
        when=[Compared(measure_id="total", comparison="below", threshold=85)],
        within_months=3,
        basis=OWN,
    )
    mend = attrs.evolve(
        talk,
        consequence_id="mend",
        label=Label(zh="整改", en="rectification"),
        within_months=None,
    )
    assessment = assessed([9, 1], consequences=[talk, mend])

    assert "，3个月内。" in account(assessment, "p1")
    assert "，within 3 months" not in account(assessment, "p1", "en")
    assert ", within 3 months." in account(assessment, "p1", "en")
    assert "依据：本单位决定：测试用）。" in account(assessment, "p1")
    assert "约谈" not in account(assessment, "p0")


def test_an_account_without_ballots_begins_with_what_was_handed_in():
    """No table of counts where nothing was marked."""
    part = Component(component_id="t", label=BODY, kind="entered", weight=1, basis=OWN)
    rules = attrs.evolve(
        plain_rules(), items=(), scales=(), voter_groups=(), components=[part]
    )
    entry = EnteredScore(post_id="p0", entry_id="t", points=91, source=BODY)
    form = BallotForm.of(rules, ["p0"])
    assessment = assess(plain_review(rules, box_of_counts(form, {}), entered=[entry]))

    text = account(assessment)
    assert "组织部：91（来源：组织部）。" in text
    assert "→" not in text
    zh, en = told(assessment), told(assessment, "en")
    assert "总分由以下各项相加：组织部91（来源：组织部）。" in zh
    assert "总分构成\n组成部分 | 权重\n组织部 | 100%\n" in zh
    for word in ("测评票", "平均分", "参评主体及权重", "无记名", "项目"):
        assert word not in zh.replace(NO_AREA, ""), word
    assert "The scheme has no ballots; what it counts was handed in." in en
    weak = find_weak_areas(assessment, on=DAY)
    page = build_page(assessment, weak, langs=("zh",))
    assert {"各项目得分", "测评票"}.isdisjoint(p.title for p in page.sheets[0].parts)
    one = report_text(build_individual_report(assessment, "p0", weak))
    assert "测评反映的情况" not in one


def test_a_long_scale_prints_votes_and_a_silent_group_a_dash():
    """Ten points are ten columns; who gave no mark has no mean."""
    rules = attrs.evolve(
        plain_rules(
            options={str(n): n for n in range(10, 0, -1)},
            groups={"g": "1/2", "h": "1/2"},
            edges=(9, 8, 6),
        ),
        empty_group="renormalize",
    )
    form = BallotForm.of(rules, ["p0"])
    box = box_of_counts(form, {"g": [(3, 1, *[0] * 8)], "h": []})
    text = account(assess(plain_review(rules, box)))

    assert "（票数 → 均值）" in text
    assert " | 4 → 9.75 | — | 9.75" in text


def test_reports_in_writing_only():
    """No secretary spoke: the report does not say that some did."""
    review = review_of([9, 3])
    written = [attrs.evolve(one, mode="written") for one in review.conference.reports]
    silent = attrs.evolve(review.conference, reports=written)
    made = assess(attrs.evolve(review, conference=silent))
    assert "Secretaries who reported: 2 (all of them in writing)." in told(made, "en")
    half = attrs.evolve(review.conference, reports=[written[0], *silent.reports[1:]])
    assert half == silent


def test_an_open_grade_is_not_fed_back():
    """The letter waits for the decision, and says for which."""
    judge = Judgment(
        judgment_id="j",
        label=Label(zh="综合研判", en="overall judgment"),
        grades=["grade-0", "grade-1"],
        basis=OWN,
    )
    assessment = assessed([9], judgments=[judge])
    feedback = Feedback(
        post_id="p0",
        given_on=DAY + timedelta(1),
        grade_id="grade-0",
        opinion=BODY,
        given_by=BODY,
    )
    weak = find_weak_areas(assessment, on=DAY)
    with pytest.raises(ValueRangeError, match="undecided; expected a grade: record"):
        build_letter(assessment, feedback, weak)
    assert "综合研判：由会议在“第1等、第2等”中确定等次，作出记录。" in told(assessment)
    assert "待会议决定，可能为：第1等、第2等" in told(assessment)


def test_weights_of_several_sources_name_each_beside_its_weight():
    """One source for all stands below the table instead."""
    rules = plain_rules(items=["1/2", "1/2"])
    items = [rules.items[0], attrs.evolve(rules.items[1], basis=OTHER)]
    box = box_of_counts(BallotForm.of(rules, ["p0"]), {"g": [(1, 0, 0, 0)] * 2})
    assessment = assess(plain_review(attrs.evolve(rules, items=items), box))

    text = told(assessment, "en")
    assert "item | weight | basis\nitem 0 | 50% | own decision: for tests" in text
    assert "item 1 | 50% | own decision: of another" in text


def test_points_beside_the_ballots_are_told_with_their_limit():
    """Bonus and deduction stand among the parts of the total."""
    bonus = Adjustment(
        adjustment_id="up",
        label=Label(zh="加分", en="bonus"),
        kind="bonus",
        limit=5,
        basis=OWN,
    )
    minus = Adjustment(
        adjustment_id="down",
        label=Label(zh="扣分", en="deduction"),
        kind="deduction",
        basis=OWN,
    )
    assessment = assessed([9], adjustments=[bonus, minus])
    zh, en = told(assessment), told(assessment, "en")

    assert "总分构成\n组成部分 | 权重\n民主测评 | 100%\n加分 | 计分，上限5分\n" in zh
    assert "\n扣分 | 按分计入\n" in zh
    assert "bonus | points, at most 5\ndeduction | points\n" in en
    assert "得分由有关单位提供" not in zh


def test_a_decided_judgment_and_a_declined_place_are_told_as_decided():
    """By the body, and not by the score."""
    judge = Judgment(
        judgment_id="j",
        label=Label(zh="综合研判", en="overall judgment"),
        grades=["grade-0", "grade-1"],
        basis=OWN,
    )
    settled = plain_decision("judgment", "j", "p0", "grade-1")
    one = assess(review_of([9], {"decisions": [settled]}, judgments=[judge]))
    assert "| 第2等 | 综合研判" in told(one)
    quota = Quota(
        quota_id="q", grade_id="grade-0", ceiling="1/2", ties="decision", basis=OWN
    )
    decided = [
        plain_decision("tie", "q", "p0", "admitted"),
        plain_decision("tie", "q", "p1", "declined"),
    ]
    two = assess(review_of([9, 9], {"decisions": decided}, quotas=[quota]))
    assert "，同分，会议决定不列入。依据：" in told(two)
    assert "本人列入" in account(two)
    assert "未列入的第一名" in account(two)


def test_a_cap_that_holds_by_its_conditions_names_no_finder():
    """Nobody found the fact: the rule reads it from the numbers."""
    low = Compared(measure_id="total", comparison="below", threshold=99)
    cap = Cap(cap_id="c", label=BODY, grade_id="grade-2", when=[low], basis=OWN)
    text = told(assessed([9], caps=[cap]), "en")
    assert "Organization department: its conditions hold. No grade above" in text
    assert "grade 1 by score; organization department" in text


def test_the_lowest_grade_and_a_quota_that_takes_everybody():
    """No worse grade to compare with, and nobody who was not admitted."""
    quota = Quota(quota_id="q", grade_id="grade-0", ceiling=1, basis=OWN)
    rules = plain_rules(quotas=[quota])
    form = BallotForm.of(rules, ["p0", "p1"])
    box = box_of_counts(form, {"g": [(9, 1, 0, 0), (0, 0, 5, 5)]})
    assessment = assess(plain_review(rules, box))

    text = account(assessment, "p1")
    assert "按分数，距“第3等”的最低得分60分尚差10分。" in text
    assert "高" not in text.partition("为何不是相邻的等次")[2].partition("名次")[0]
    assert "；列入的最后一名为p0（98.00分）；本人列入。" in account(assessment)


def test_totals_that_are_one_step_are_compared_whole():
    """Points by place are no sum of parts, so the lead is told in one number."""
    place = RankMeasure(
        measure_id="place",
        label=Label(zh="名次分", en="points by place"),
        of="rate",
        full=100,
        less=2,
        basis=OWN,
    )
    part = Component(
        component_id="c",
        label=BODY,
        kind="measure",
        measure_id="place",
        weight=1,
        basis=OWN,
    )
    assessment = assessed([9, 4], measures=[RATE, place], components=[part])

    assert "领先2分：名次分多2分。" in account(assessment)
    for standing in assessment.standings:
        steps = account_steps(standing)
        assert steps[0].number == standing.score
        assert all(step.recompute() == step.value for step in steps)


def test_a_public_account_keeps_back_what_the_gate_keeps_back():
    """No item score, and the rest of the account as before."""
    strict = Disclosure(means_from=1000, distributions_from=1000)
    assessment = assessed([9])
    shown = explain_result(assessment, "p0", public=True)
    kept = explain_result(assessment, "p0", public=True, disclosure=strict)

    assert shown.zh.sections[0].title == "项目得分"
    assert [s.title for s in kept.zh.sections] == [s.title for s in shown.zh.sections][
        1:
    ]


def test_results_show_their_headings_where_they_are_held():
    """A report, a page and an account, as a notebook or a session prints them."""
    assessment = assessed([9])
    weak = find_weak_areas(assessment, on=DAY)
    report = build_report(assessment, weak, lang="en")
    assert [row[0] for row in report.summary().rows] == [
        s.title for s in report.sections + report.annex
    ]
    page = build_page(assessment, weak)
    assert page.summary().rows[0] == ("zh", "测评结果", 1)
    rows = explain_result(assessment, "p0").summary().rows
    assert rows[0][0].en == "How the score comes about"
    assert {row[1] for row in rows} > {1}


TREE = OrganizationTree(
    [
        TreeNode(
            organization=Organization(
                organization_id=one, name=Label.same(one), kind=kind, sector="community"
            ),
            parent_id=parent,
        )
        for one, kind, parent in (
            ("street", "committee", None),
            ("g1", "general_branch", "street"),
            ("b1", "branch", "g1"),
            ("g2", "general_branch", "street"),
            ("g3", "general_branch", "street"),
        )
    ]
)


def test_a_duty_that_breaks_on_its_way_and_what_lies_behind():
    """The page names the break once; who is behind it broke nothing."""

    def duty(at, above=None, **fields):
        return Duty(
            duty_id=f"d@{at}",
            title=Label(zh="落实清单", en="the list"),
            organization_id=at,
            post_id=f"{at}-s",
            level="first",
            areas=["fusion", "role"],
            period=Period(date(2021, 1, 1), date(2022, 12, 31)),
            derived_from=above and f"d@{above}",
            hand_down=above is None,
            basis=OWN,
            **fields,
        )

    duties = [
        duty("street"),
        duty("g2", "street", deadline=date(2021, 6, 30)),
        duty("g1", "street"),
        duty("g3", "street"),
        duty("b1", "g1"),
    ]
    done = [
        DutyRecord(record_id=kind, duty_id="d@g2", kind=kind, on=date(2021, 6, 1))
        for kind in ("acknowledged", "done")
    ]
    done += [attrs.evolve(done[0], record_id="g3", duty_id="d@g3")]
    trace = trace_transmission(duties, done, TREE, DAY)
    assessment = assess(review_of([9], {"tree": TREE}))
    page = build_page(assessment, find_weak_areas(assessment, on=DAY), trace=trace)

    blocks = page.sheets[1].parts[3].blocks
    (tree,) = [block for block in blocks if isinstance(block, DutyTree)]
    states = {node.name: (node.state, node.text) for node in tree.root.below}
    assert states["g2"] == (NodeState.DONE, "handed down, 1 of 1 done on time")
    assert states["g3"] == (NodeState.DONE, "handed down")
    assert states["g1"][0] is NodeState.BROKEN
    (behind,) = next(n for n in tree.root.below if n.name == "g1").below
    assert (behind.state, behind.text) == (NodeState.BEHIND, "behind a break")
    (broken,) = [b.text for b in blocks if isinstance(b, Paragraph)]
    assert broken == f"“the list” breaks at g1: {states['g1'][1]}; chains cut: 1."

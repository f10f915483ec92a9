"""Every kind of assumed change: its words, what it does, and what it refuses."""

from datetime import timedelta
from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import (
    LiftedCap,
    MoreVotes,
    NewDecision,
    NewEntry,
    NewFact,
    OtherCeiling,
    OtherEdge,
    OtherGroupWeight,
    OtherItemWeight,
    assess,
    what_if,
)
from partybuild.conference import (
    EnteredScore,
    GroupRoll,
    RollCall,
    SubjectRecord,
)
from partybuild.errors import ReviewRuleError, UnknownIdError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    Cap,
    ClassWeight,
    Compared,
    Eligibility,
    EnteredMeasure,
    Judgment,
    Quota,
    Recorded,
    Step,
    StepMeasure,
    SubjectClass,
    Ungraded,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    counted_review,
    plain_decision,
    plain_fact,
    plain_rules,
)

X = Label(zh="安全", en="safety")
VETO = Cap(cap_id="veto", label=X, grade_id="grade-3", basis=OWN)
LOW = Cap(
    cap_id="low",
    label=Label(zh="低分", en="low score"),
    grade_id="grade-2",
    when=[Compared(measure_id="total", comparison="below", threshold=99)],
    basis=OWN,
)
BONUS = Adjustment(adjustment_id="plus", label=X, kind="bonus", basis=OWN)
JUDGED = Judgment(
    judgment_id="veto",
    label=X,
    grades=["grade-0", "grade-1"],
    when=[Compared(measure_id="total", comparison="below", threshold=50)],
    basis=OWN,
)
TOP = Quota(
    quota_id="top", grade_id="grade-0", ceiling="1/2", worse_at_least="1/2", basis=OWN
)
RULES = plain_rules(
    ["30%", "70%"],
    {"g": "40%", "h": "60%"},
    caps=[VETO, LOW],
    adjustments=[BONUS],
    judgments=[JUDGED],
    quotas=[TOP],
)
COUNTS = [(3, 1, 0, 0), (2, 2, 0, 0), (0, 4, 0, 0), (0, 0, 4, 0)]


def _assessment(rules=RULES, counts=COUNTS, **others):
    groups = [group.group_id for group in rules.voter_groups]
    return assess(counted_review(rules, dict.fromkeys(groups, counts), **others))


def test_a_change_takes_numbers_as_people_write_them():
    """One vote unless another number is given; shares and edges become exact."""
    one = MoreVotes(subject_id="p1", group_id="g", item_id="i1", option_id="o0")

    assert one.number == 1
    assert OtherEdge(grade_id="grade-1", lower="75.5").lower == Fraction(151, 2)


VOTES = MoreVotes(subject_id="p1", group_id="g", item_id="i1", option_id="o0", number=2)


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        (
            VOTES,
            "g对p1“项目1”一项增加2票“好”",
            "2 more votes “好” from g for p1, item 1",
        ),
        (
            attrs.evolve(VOTES, option_id="o2", number=-2),
            "g对p1“项目1”一项减少2票“一般”，改为空白",
            "2 fewer votes “一般” from g for p1, item 1, left blank",
        ),
        (
            attrs.evolve(VOTES, instead_of="o2"),
            "g对p1“项目1”一项有2票由“一般”改为“好”",
            "2 votes “一般” become “好” from g for p1, item 1",
        ),
        (
            attrs.evolve(VOTES, option_id="o2", instead_of="o0", number=-2),
            "g对p1“项目1”一项有2票由“一般”改为“好”",
            "2 votes “一般” become “好” from g for p1, item 1",
        ),
        (
            OtherItemWeight(item_id="i1", weight="12.5%"),
            "“项目1”的权重改为12.5%，其余项目按原比例分配",
            "the weight of item 1 is 12.5%, the other items keep their proportions",
        ),
        (
            OtherGroupWeight(group_id="h", weight="1/4"),
            "“h”的权重改为25%，其余参评主体按原比例分配",
            "the weight of h is 25%, the other groups keep their proportions",
        ),
        (
            OtherEdge(grade_id="grade-1", lower=75),
            "“第2等”的最低得分改为75分",
            "the least score for “grade 2” is 75",
        ),
        (
            OtherCeiling(quota_id="top", ceiling="3/4"),
            "“第1等”的比例上限改为75%",
            "the ceiling for “grade 1” is 75%",
        ),
        (
            LiftedCap(cap_id="low"),
            "对所有述职人不适用“低分”",
            "low score does not apply to anybody",
        ),
        (
            LiftedCap(cap_id="veto", subject_id="p1"),
            "对p1不适用“安全”",
            "safety does not apply to p1",
        ),
        (
            NewFact(fact=plain_fact("p1", "veto", reason=X)),
            "p1有“安全”情形：安全",
            "safety concerns p1: safety",
        ),
        (
            NewEntry(
                entry=EnteredScore(post_id="p1", entry_id="plus", points=3, source=X)
            ),
            "p1的“plus”为3",
            "'plus' of p1 is 3",
        ),
        (
            NewDecision(
                decision=plain_decision(
                    "judgment", "veto", "p1", "grade-1", decided_by=X, reason=X
                )
            ),
            "p1：安全于2022年1月25日依据1决定：安全",
            "p1: decided by safety on 25 January 2022 under 1: safety",
        ),
    ],
)
def test_every_change_has_words(change, zh, en):
    """What is assumed stands at the head of the exercise, in both languages."""
    tried = what_if(_assessment(), [change])

    assert tried.text("zh").splitlines()[1] == f"- {zh}。"
    assert tried.text("en").splitlines()[1] == f"- {en[:1].upper()}{en[1:]}."


def _scores(tried):
    return [s.score for s in sorted(tried.after.standings, key=lambda s: s.subject_id)]


def test_added_votes_come_on_ballots_that_mark_nothing_else():
    """Two ballots more in one group, blank but for one line of one subject."""
    after = what_if(_assessment(), [VOTES]).after
    roll = after.review.roll_call.of("g")

    assert (roll.issued, roll.returned, roll.valid) == (6, 6, 6)
    assert after.review.roll_call.of("h").valid == 4
    assert after.tally.ballots == (6, 4)
    blanks = [after.tally.cell(0, s, i)[4] for s in range(2) for i in range(2)]
    assert blanks == [2, 2, 2, 0]
    assert after.tally.options(0, 1, 1) == (2, 0, 4, 0)
    assert after.tally.options(1, 1, 1) == (0, 0, 4, 0)
    told = what_if(_assessment(), [VOTES]).text("zh")
    assert told.splitlines()[-1] == "- 其余1人不变。"
    # i1 of g: (2 * 100 + 4 * 60) / 6; nobody else's score moves.
    assert _scores(what_if(_assessment(), [VOTES])) == [
        _assessment().standing("p0").score,
        Fraction(3, 10) * 80
        + Fraction(7, 10) * (Fraction(4, 10) * Fraction(440, 6) + Fraction(6, 10) * 60),
    ]


@pytest.mark.parametrize(
    ("entitled", "present", "after"),
    [(9, 5, (11, 7)), (9, None, (11, None)), (None, None, (None, None))],
)
def test_those_who_cast_added_ballots_were_there(entitled, present, after):
    """Where heads are recorded they grow with the ballots; else they stay unknown."""
    rolls = [
        GroupRoll(
            group_id=group, issued=4, returned=4, entitled=entitled, present=present
        )
        for group in "gh"
    ]
    tried = what_if(_assessment(roll_call=RollCall(rolls)), [VOTES])
    roll = tried.after.review.roll_call.of("g")

    assert (roll.entitled, roll.present) == after


def test_a_changed_mind_moves_one_subject_on_one_item():
    """The number of ballots stays, and with it every other score."""
    swap = attrs.evolve(VOTES, instead_of="o2")
    after = what_if(_assessment(), [swap]).after

    assert after.tally.ballots == (4, 4)
    assert after.tally.options(0, 1, 1) == (2, 0, 2, 0)
    assert after.tally.options(0, 1, 0) == (0, 4, 0, 0)


def test_another_weight_is_shared_by_the_others_in_proportion():
    """Of three items one goes from half to a fifth."""
    rules = plain_rules(["1/2", "1/3", "1/6"], {"a": "1/2", "b": "1/8", "c": "3/8"})
    assessment = _assessment(rules, [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0)])
    items = what_if(assessment, [OtherItemWeight(item_id="i0", weight="1/5")]).after
    groups = what_if(assessment, [OtherGroupWeight(group_id="b", weight="1/2")]).after

    assert [items.rules.item_weight(item) for item in items.rules.items] == [
        Fraction(1, 5),
        Fraction(8, 15),
        Fraction(4, 15),
    ]
    assert [groups.rules.group_weight(g) for g in groups.rules.voter_groups] == [
        Fraction(2, 7),
        Fraction(1, 2),
        Fraction(3, 14),
    ]
    none = what_if(assessment, [OtherItemWeight(item_id="i2", weight=0)]).after
    assert none.standing("p0").score == Fraction(3, 5) * 100 + Fraction(2, 5) * 80


@pytest.mark.parametrize("weight", [-1, Fraction(-1, 100), Fraction(101, 100), 2])
def test_a_weight_is_a_share(weight):
    """From nothing to all."""
    with pytest.raises(ValueRangeError, match="from 0 to 1"):
        what_if(_assessment(), [OtherItemWeight(item_id="i0", weight=weight)])


def test_the_only_item_keeps_all_the_weight():
    """There is no other that could take the rest."""
    assessment = _assessment(plain_rules(), [(1, 0, 0, 0)])

    assert what_if(assessment, [OtherItemWeight(item_id="i0", weight=1)]).after
    with pytest.raises(ValueRangeError, match="leaves the rest to the others"):
        what_if(assessment, [OtherItemWeight(item_id="i0", weight="1/2")])


def test_weights_by_class_are_not_changed_for_all():
    """What depends on the class of a subject is a matter of the rules themselves."""
    scheme = plain_rules(
        ["1/2", "1/2"],
        {"g": "1/2", "h": "1/2"},
        subject_classes=[SubjectClass(class_id="town", label=X)],
    )
    by_class = [ClassWeight(class_id="town", weight="1/4", basis=OWN)]
    more = [ClassWeight(class_id="town", weight="3/4", basis=OWN)]
    records = [SubjectRecord(post_id="p0", class_id="town")]
    one, other = scheme.items
    varied = attrs.evolve(
        scheme,
        items=[
            attrs.evolve(one, class_weights=by_class),
            attrs.evolve(other, class_weights=more),
        ],
    )
    one, other = scheme.voter_groups
    groups = attrs.evolve(
        scheme,
        voter_groups=[
            attrs.evolve(one, class_weights=by_class),
            attrs.evolve(other, class_weights=more),
        ],
    )
    counts = [(1, 0, 0, 0)] * 2
    with pytest.raises(ReviewRuleError, match="class of the subject"):
        what_if(
            _assessment(varied, counts, subjects=records),
            [OtherItemWeight(item_id="i1", weight=1)],
        )
    with pytest.raises(ReviewRuleError, match="class of the subject"):
        what_if(
            _assessment(groups, counts, subjects=records),
            [OtherGroupWeight(group_id="g", weight=1)],
        )


def test_an_edge_moves_between_two_grades():
    """What was the second grade from 80 is so from 75; the third ends there."""
    after = what_if(_assessment(), [OtherEdge(grade_id="grade-1", lower=75)]).after
    edges = [(band.lower, band.upper) for band in after.rules.grading.bands]

    assert edges == [(90, None), (75, 90), (60, 75), (None, 60)]
    with pytest.raises(ReviewRuleError, match="worst grade"):
        what_if(_assessment(), [OtherEdge(grade_id="grade-3", lower=10)])
    ungraded = _assessment(
        attrs.evolve(plain_rules(), grading=Ungraded(basis=OWN)), [(1, 0, 0, 0)]
    )
    with pytest.raises(ReviewRuleError, match="no scores decide"):
        what_if(ungraded, [OtherEdge(grade_id="ungraded", lower=10)])


@pytest.mark.parametrize(
    ("ceiling", "places", "floor"), [(1, 2, 0), ("1/2", 1, Fraction(1, 2)), (0, 0, 1)]
)
def test_another_ceiling_leaves_other_places(ceiling, places, floor):
    """A quota stated from both ends keeps its two ends together."""
    after = what_if(
        _assessment(), [OtherCeiling(quota_id="top", ceiling=ceiling)]
    ).after

    assert after.quotas[0].places == places
    assert after.rules.quotas[0].worse_at_least == floor
    from_one_end = attrs.evolve(TOP, worse_at_least=None)
    other = _assessment(attrs.evolve(RULES, quotas=[from_one_end]))
    tried = what_if(other, [OtherCeiling(quota_id="top", ceiling=ceiling)])
    assert tried.after.rules.quotas[0].worse_at_least is None
    with pytest.raises(UnknownIdError, match="quota"):
        what_if(_assessment(), [OtherCeiling(quota_id="none", ceiling=1)])


def test_only_the_quota_that_is_named_changes():
    """The others keep their ceilings."""
    second = Quota(quota_id="two", grade_id="grade-1", ceiling="3/4", basis=OWN)
    assessment = _assessment(attrs.evolve(RULES, quotas=[TOP, second]))
    tried = what_if(assessment, [OtherCeiling(quota_id="two", ceiling="1/4")])

    assert [quota.ceiling for quota in tried.after.rules.quotas] == [
        Fraction(1, 2),
        Fraction(1, 4),
    ]


# Caps


def test_a_cap_is_lifted_with_all_that_was_recorded_of_it():
    """Facts of that cap go; decisions on other rules stay, whatever their code."""
    others = [plain_fact("p0", "low"), plain_fact("p1", "veto")]
    low = attrs.evolve(LOW, when=[])
    # p1 has 66 points: the case is left to the body, which has settled it.
    judged = attrs.evolve(
        JUDGED, when=[Compared(measure_id="total", comparison="below", threshold=70)]
    )
    rules = attrs.evolve(RULES, caps=[VETO, low], judgments=[judged])
    assessment = _assessment(
        rules,
        cap_facts=others,
        decisions=[plain_decision("judgment", "veto", "p1", "grade-1")],
    )
    after = what_if(assessment, [LiftedCap(cap_id="veto")]).after

    assert assessment.standing("p1").grade_id == "grade-3"
    assert after.standing("p1").grade_id == "grade-1"
    assert after.standing("p0").grade_id == "grade-2"
    assert [cap.cap_id for cap in after.rules.caps] == ["low"]
    assert after.review.decisions == (
        plain_decision("judgment", "veto", "p1", "grade-1"),
    )


def test_a_cap_is_lifted_for_one_and_holds_the_others_down():
    """Only that subject's facts of that cap are left out."""
    facts = [
        plain_fact("p0", "veto"),
        plain_fact("p1", "veto"),
        plain_fact("p0", "low"),
    ]
    low = attrs.evolve(LOW, when=[])
    assessment = _assessment(attrs.evolve(RULES, caps=[VETO, low]), cap_facts=facts)
    lifted = LiftedCap(cap_id="veto", subject_id="p0")
    after = what_if(assessment, [lifted]).after

    assert after.standing("p0").grade_id == "grade-2"
    assert after.standing("p1").grade_id == "grade-3"
    with pytest.raises(ReviewRuleError, match="cannot be lifted for one subject"):
        what_if(_assessment(), [LiftedCap(cap_id="low", subject_id="p0")])


def test_a_cap_that_asks_for_an_answer_is_answered_when_it_is_lifted():
    """The fact is assumed to be absent, on the day of the conference."""
    asking = attrs.evolve(VETO, answer_required=True)
    assessment = _assessment(
        attrs.evolve(RULES, caps=[asking]), cap_facts=[plain_fact("p1", "veto")]
    )
    lifted = LiftedCap(cap_id="veto", subject_id="p0")
    after = what_if(assessment, [lifted]).after

    assert [one.subject_id for one in assessment.undecided] == ["p0"]
    assert assessment.standing("p0").grade_id == "undecided"
    assert after.standing("p0").result.decided
    (decision,) = after.review.decisions
    assert (decision.place, decision.outcome) == (("fact", "veto", "p0"), "absent")
    assert (decision.decided_on, decision.article) == (DAY, "假设")
    assert what_if(assessment, [lifted, lifted]).after == after


def test_a_cap_that_conditions_ask_for_cannot_be_left_out():
    """Points, grades or consequences would then rest on nothing."""
    step = Step(when=[Recorded(cap_id="veto")], points=5, basis=OWN)
    measure = StepMeasure(measure_id="m", label=X, steps=[step], otherwise=0, basis=OWN)
    assessment = _assessment(attrs.evolve(RULES, measures=[measure]))

    with pytest.raises(ReviewRuleError, match="ask for it"):
        what_if(assessment, [LiftedCap(cap_id="veto")])
    assert what_if(assessment, [LiftedCap(cap_id="low")]).after


# Records


def test_new_records_take_the_place_of_those_on_the_same_question_only():
    """Another subject's points and another rule's decision stay."""

    def entry(post_id, points):
        return EnteredScore(post_id=post_id, entry_id="plus", points=points, source=X)

    before = [entry("p0", 1), entry("p1", 2)]
    judged = attrs.evolve(JUDGED, when=[])
    decisions = [
        plain_decision("judgment", "veto", "p0", "grade-1"),
        plain_decision("judgment", "veto", "p1", "grade-1"),
    ]
    assessment = _assessment(
        attrs.evolve(RULES, judgments=[judged]), entered=before, decisions=decisions
    )
    changed = plain_decision("judgment", "veto", "p1", "grade-0")
    tried = what_if(
        assessment, [NewEntry(entry=entry("p1", 5)), NewDecision(decision=changed)]
    )

    assert tried.after.review.entered == (entry("p0", 1), entry("p1", 5))
    assert tried.after.review.decisions == (decisions[0], changed)
    assert assessment.review.entered == tuple(before)


LEAVING = Eligibility(
    rule_id="new",
    label=X,
    when=[Compared(measure_id="months", comparison="below", threshold=6)],
    basis=OWN,
)
MONTHS = EnteredMeasure(measure_id="months", label=X, basis=OWN)


def _months(post_id, points):
    return EnteredScore(post_id=post_id, entry_id="months", points=points, source=X)


def test_who_leaves_and_who_joins_is_told():
    """Five months in post are too few, six are not."""
    rules = attrs.evolve(
        RULES, measures=[MONTHS], eligibility=[LEAVING], quotas=[], caps=[VETO]
    )
    entered = [_months("p0", 7), _months("p1", 5)]
    assessment = _assessment(rules, entered=entered)
    tried = what_if(
        assessment, [NewEntry(entry=_months("p0", 5)), NewEntry(entry=_months("p1", 6))]
    )

    assert tried.text("zh").splitlines()[3:] == [
        "结果：",
        "- p0：不再参评。",
        "- p1：改为参评，得分66分，等次“第3等”。",
    ]
    assert tried.text("en").splitlines()[4:] == [
        "- P0: not assessed.",
        "- P1: now assessed, score 66, grade “grade 3”.",
    ]
    first, second = tried.differences
    assert (first.new_score, first.new_rank, first.new_grade) == (None, None, None)
    assert (first.rank, second.new_rank) == (1, 1)
    assert (second.score, second.rank, second.grade) == (None, None, None)


def test_what_stays_is_told_too():
    """No change, no difference, and how many others there are."""
    assessment = _assessment()
    nothing = what_if(assessment)

    assert nothing.text("en").splitlines()[1:] == [
        "- Nothing was changed.",
        "Then:",
        "- No score, rank or grade changes.",
    ]
    assert repr(nothing) == "<WhatIf 0 changes: 0 subjects differ>"
    late = plain_fact("p1", "veto", decided_on=DAY + timedelta(days=1))
    assert what_if(assessment, [NewFact(fact=late)]).differences == ()
    less = what_if(assessment, [attrs.evolve(VOTES, option_id="o2", number=-1)])
    assert less.differences == ()


def test_a_difference_tells_score_rank_and_grade():
    """From the last place to the first, by points handed in; and the row of a table."""
    entry = EnteredScore(post_id="p1", entry_id="plus", points=30, source=X)
    rules = attrs.evolve(RULES, quotas=[], caps=[VETO])
    tried = what_if(_assessment(rules), [NewEntry(entry=entry)])

    assert tried.text("en").splitlines()[3:] == [
        "- P0: the rank changes from 1 to 2; the grade stays “grade 1”.",
        (
            "- P1: the score rises by 30 from 66 to 96; the rank changes from 2 to 1; "
            "the grade changes from “grade 3” to “grade 1”."
        ),
    ]
    assert tried.text("zh").splitlines()[4] == (
        "- p1：得分由66分变为96分，增加30分，名次由第2名变为第1名，"
        "等次由“第3等”变为“第1等”。"
    )
    back = what_if(tried.after, [NewEntry(entry=attrs.evolve(entry, points=0))])
    assert (
        back.text("en")
        .splitlines()[3]
        .startswith("- P1: the score falls by 30 from 96 to 66")
    )
    assert tried.summary().shown == len(tried.summary().columns) == 7
    assert tried.summary().rows[1][1:5] == (66, 96, 2, 1)

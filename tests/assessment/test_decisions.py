"""What is left to a body: recorded decisions count, missing ones are never guessed."""

import json

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.records import review_document, review_from_document
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import (
    ABSENT,
    ADMITTED,
    DECLINED,
    DecisionKind,
)
from partybuild.errors import (
    DuplicateIdError,
    MissingDecisionError,
    ReviewRuleError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label, canonical_json, digest
from partybuild.rules import (
    AnyOf,
    Cap,
    Consequence,
    Graded,
    Judgment,
    Quota,
    Recorded,
    Step,
    StepMeasure,
)
from partybuild.testing.plain import (
    OWN,
    counted_review,
    plain_decision,
    plain_fact,
    plain_rules,
)
from partybuild.testing.strategies import deciding_reviews

MINUTES = {
    "decided_by": Label(zh="街道党工委会议", en="the working committee"),
    "article": "第 3 条",
    "reason": Label(zh="一致同意", en="unanimous"),
}
NAME = Label(zh="综合研判", en="overall judgment")
VETO = Cap(
    cap_id="veto",
    label=Label(zh="一票否决", en="veto"),
    grade_id="grade-2",
    answer_required=True,
    basis=OWN,
)
JUDGE = Judgment(
    judgment_id="judge", label=NAME, grades=["grade-0", "grade-2"], basis=OWN
)
PLACE = Quota(
    quota_id="top", grade_id="grade-0", ceiling="1/3", ties="decision", basis=OWN
)


def review_of(good_marks, decisions=(), **others):
    """Subjects a, b, c... with so many marks 好 of ten, the others 较好."""
    facts = others.pop("cap_facts", ())
    rules = plain_rules(edges=(90, 80, 60), **others)
    subjects = [chr(ord("a") + at) for at in range(len(good_marks))]
    lines = [(n, 10 - n, 0, 0) for n in good_marks]
    return counted_review(
        rules, {"g": lines}, subjects, decisions=decisions, cap_facts=facts
    )


def grades(assessment):
    """Grades in the order of the subjects."""
    ids = sorted(s.subject_id for s in assessment.standings)
    return [assessment.standing(one).grade_id for one in ids]


def asked(assessment):
    """What the body has to decide, and about whom."""
    return [(one.about.value, one.subject_id) for one in assessment.missing]


@given(deciding_reviews())
def test_an_independent_verifier_finds_the_same_open_grades(review):
    """Possible grades and consequences that are open are recomputed too."""
    assert verify_receipt(receipt_json(assess(review))) == ()


@given(deciding_reviews())
def test_decisions_come_back_from_the_document_of_the_review(review):
    """Nothing of who, when, article and reason is lost."""
    document = json.loads(json.dumps(review_document(review)))

    assert review_from_document(document) == review


@given(deciding_reviews(), st.data())
def test_whatever_is_decided_later_changes_no_grade_that_was_stated(review, data):
    """A grade is one of those called possible; a stated one stands."""
    before = assess(review)
    after = before
    while after.missing:
        review = _with_one_answer(review, after.missing[0], data)
        after = assess(review)
    for standing in before.standings:
        later = after.standing(standing.subject_id)
        assert later.result.decided
        assert later.grade_id in standing.result.possible
        assert later.score == standing.score
        follows = {f.consequence.consequence_id for f in standing.consequences}
        perhaps = {c.consequence_id for c in standing.open_consequences}
        now = {f.consequence.consequence_id for f in later.consequences}
        assert follows <= now <= follows | perhaps


def _with_one_answer(review, missing, data):
    outcomes = {
        DecisionKind.JUDGMENT: st.sampled_from(missing.possible),
        DecisionKind.FACT: st.sampled_from([ABSENT, "present"]),
        DecisionKind.TIE: st.sampled_from([ADMITTED, DECLINED]),
    }
    place = (missing.rule_id, missing.subject_id)
    outcome = data.draw(outcomes[missing.about])
    if outcome == "present":
        fact = plain_fact(missing.subject_id, missing.rule_id, article="1")
        return attrs.evolve(review, cap_facts=[*review.cap_facts, fact])
    if missing.about is DecisionKind.JUDGMENT:
        judgment = next(
            j for j in review.version.rules.judgments if j.judgment_id == place[0]
        )
        outcome = data.draw(st.sampled_from(judgment.grades))
    answer = plain_decision(missing.about, *place, outcome)
    return attrs.evolve(review, decisions=[*review.decisions, answer])


@given(deciding_reviews())
def test_open_grades_are_found_and_the_missing_decisions_named(review):
    """No open grade without a finding; no finding where all is decided."""
    assessment = assess(review)
    found = {f.subject for f in assessment.findings if f.code == "PB-DECISION-02"}

    assert found == {s.subject_id for s in assessment.undecided}
    assert assessment.missing or not assessment.undecided
    order = [(m.subject_id, m.about.value, m.rule_id) for m in assessment.missing]
    assert order == sorted(order)


def test_a_judgment_decides_whatever_the_score():
    """Judged the lower grade is a; b is not judged yet."""
    one = [plain_decision("judgment", "judge", "a", "grade-2", **MINUTES)]
    assessment = assess(review_of([10, 9], one, judgments=[JUDGE]))

    assert grades(assessment) == ["grade-2", "undecided"]
    assert asked(assessment) == [("judgment", "b")]
    assert assessment.standing("b").grade.zh == "待定"
    assert (
        "综合研判：第3等（街道党工委会议于2022年1月25日依据第 3 条决定：一致同意）"
        in assessment.standing("a").explain("zh")
    )
    assert "no decision is recorded" in assessment.standing("b").explain("en")


def test_a_veto_that_nobody_answered_for_leaves_the_grade_open():
    """Present, absent, and not answered; where it could not lower, nothing is open."""
    fact = plain_fact("a", "veto")
    review = review_of(
        [10, 10, 10],
        [plain_decision("fact", "veto", "b", ABSENT)],
        caps=[VETO],
        cap_facts=[fact],
    )
    assessment = assess(review)

    assert grades(assessment) == ["grade-2", "grade-0", "undecided"]
    assert assessment.standing("c").result.possible == ("grade-0", "grade-2")
    assert asked(assessment) == [("fact", "c")]
    low = attrs.evolve(VETO, grade_id="grade-0")
    assert grades(assess(review_of([10, 10], caps=[low]))) == ["grade-0", "grade-0"]


def test_a_missing_answer_about_one_opens_the_place_of_another():
    """One place: b has it only if the veto holds a; c has no hope, and knows it."""
    quota = attrs.evolve(PLACE, ties="exclude")
    some = [plain_decision("fact", "veto", who, ABSENT) for who in "bc"]
    review = review_of([10, 9, 8], some, caps=[VETO], quotas=[quota])
    assessment = assess(review)

    assert grades(assessment) == ["undecided", "undecided", "grade-1"]
    assert asked(assessment) == [("fact", "a")]
    assert assessment.standing("b").result.possible == ("grade-0", "grade-1")
    assert "待定" in assessment.standing("b").explain("zh")


def test_a_second_vote_at_a_tie():
    """One place, a and b level: open, then decided; two votes for one place refused."""
    votes = [
        plain_decision("tie", "top", "a", DECLINED, **MINUTES),
        plain_decision("tie", "top", "b", ADMITTED, **MINUTES),
    ]
    without = assess(review_of([9, 9, 2], quotas=[PLACE]))
    with_votes = assess(review_of([9, 9, 2], votes, quotas=[PLACE]))

    assert grades(without) == ["undecided", "undecided", "grade-1"]
    assert asked(without) == [("tie", "a"), ("tie", "b")]
    assert grades(with_votes) == ["grade-1", "grade-0", "grade-1"]
    assert not with_votes.missing
    assert "一致同意" in with_votes.standing("a").explain("zh")
    both = [plain_decision("tie", "top", who, ADMITTED) for who in "ab"]
    with pytest.raises(ValueRangeError, match="at most 1, the places that are left"):
        assess(review_of([9, 9, 2], both, quotas=[PLACE]))


def test_the_last_place_given_leaves_nothing_open():
    """Of three level for one place, one is admitted: the others need no vote."""
    vote = [plain_decision("tie", "top", "b", ADMITTED)]
    assessment = assess(review_of([9, 9, 9], vote, quotas=[PLACE]))

    assert grades(assessment) == ["grade-1", "grade-0", "grade-1"]
    assert "会议已确定列入的人选" in assessment.standing("a").explain("zh")


def test_consequences_of_an_open_grade_are_open():
    """Praise for the best grade: sure for one, open for the other."""
    praise = Consequence(
        consequence_id="praise",
        label=NAME,
        action="praise",
        when=[Graded(grades=["grade-0"])],
        basis=OWN,
    )
    review = review_of(
        [10, 10],
        [plain_decision("fact", "veto", "a", ABSENT)],
        caps=[VETO],
        consequences=[praise],
    )
    assessment = assess(review)

    assert len(assessment.standing("a").consequences) == 1
    assert assessment.standing("b").consequences == ()
    assert assessment.standing("b").open_consequences == (praise,)


def test_a_score_that_asks_for_an_unanswered_fact_is_refused():
    """Points cannot be undecided; the error says what to record."""
    step = StepMeasure(
        measure_id="m",
        label=NAME,
        steps=[Step(when=[Recorded(cap_id="veto")], points=0, basis=OWN)],
        otherwise=10,
        basis=OWN,
    )
    with pytest.raises(MissingDecisionError, match="record the fact, or"):
        assess(review_of([10], caps=[VETO], measures=[step]))


def test_a_decision_that_answers_nothing_is_told():
    """No tie, and a vote on it all the same."""
    vote = [plain_decision("tie", "top", "b", ADMITTED)]
    assessment = assess(review_of([9, 8, 2], vote, quotas=[PLACE]))

    assert [f.subject for f in assessment.findings if f.code == "PB-DECISION-03"] == [
        "b"
    ]


@pytest.mark.parametrize(
    ("decision", "error", "words"),
    [
        (("tie", "other", "a", ADMITTED), UnknownIdError, "quota whose ties"),
        (("fact", "veto", "z", ABSENT), UnknownIdError, "subject"),
        (("fact", "veto", "a", "yes"), ValueRangeError, "one of absent"),
        (("judgment", "judge", "a", "grade-1"), ValueRangeError, "grade-0, grade-2"),
    ],
)
def test_decisions_that_fit_nothing_are_refused(decision, error, words):
    """Each names what there is."""
    with pytest.raises(error, match=words):
        review_of(
            [9],
            [plain_decision(*decision)],
            caps=[VETO],
            judgments=[JUDGE],
            quotas=[PLACE],
        )


def test_doubles_and_contradictions_are_refused():
    """Twice decided; a fact that is there and absent."""
    twice = [plain_decision("fact", "veto", "a", ABSENT)] * 2
    with pytest.raises(DuplicateIdError, match="decision on 'veto' for"):
        review_of([9], twice, caps=[VETO])
    fact = plain_fact("a", "veto")
    with pytest.raises(DuplicateIdError, match="said to be absent"):
        review_of([9], twice[:1], caps=[VETO], cap_facts=[fact])


def test_rules_that_ask_a_body_in_vain_are_refused():
    """One grade to choose from, an answer to what conditions answer, no article."""
    with pytest.raises(ValueRangeError, match="at least two different grades"):
        attrs.evolve(JUDGE, grades=["grade-0"])
    with pytest.raises(ReviewRuleError, match="holds by conditions"):
        attrs.evolve(VETO, when=[Recorded(cap_id="veto")])
    with pytest.raises(UnknownIdError, match="grade-9"):
        review_of([9], judgments=[attrs.evolve(JUDGE, grades=["grade-0", "grade-9"])])
    with pytest.raises(ValueRangeError, match="the article, minute or document"):
        attrs.evolve(plain_decision("fact", "veto", "a", ABSENT), article=" ")


def test_a_forged_vote_is_found():
    """The votes exchanged, with fresh hashes."""
    votes = [
        plain_decision("tie", "top", "a", DECLINED),
        plain_decision("tie", "top", "b", ADMITTED),
    ]
    text = receipt_json(assess(review_of([9, 9, 2], votes, quotas=[PLACE])))
    forged = json.loads(text)
    forged["decisions"][0]["outcome"], forged["decisions"][1]["outcome"] = (
        ADMITTED,
        DECLINED,
    )
    del forged["sha256"]
    problems = verify_receipt(canonical_json(forged | {"sha256": digest(forged)}))

    assert problems == (
        "a: grade_id is 'grade-1', recomputed 'grade-0'",
        "b: grade_id is 'grade-0', recomputed 'grade-1'",
    )


def test_many_facts_that_nobody_answered_do_not_multiply():
    """A list of forty vetoes: what surely follows, and what perhaps does."""
    caps = [attrs.evolve(VETO, cap_id=f"veto-{number:02}") for number in range(40)]
    asked_for = [Recorded(cap_id=cap.cap_id) for cap in caps]

    def consequence(name, *when):
        return Consequence(
            consequence_id=name, label=NAME, action="talk", when=when, basis=OWN
        )

    review = review_of(
        [10, 10],
        cap_facts=[plain_fact("b", "veto-00")],
        caps=caps,
        consequences=[
            consequence("any", AnyOf(conditions=asked_for)),
            consequence("all", *asked_for),
            consequence("none", asked_for[0], Graded(grades=["grade-0"])),
        ],
    )
    assessment = assess(review)
    found = {
        standing.subject_id: (
            [one.consequence.consequence_id for one in standing.consequences],
            [one.consequence_id for one in standing.open_consequences],
        )
        for standing in assessment.standings
    }

    assert found == {
        "a": ([], ["any", "all", "none"]),
        "b": (["any"], ["all"]),
    }
    assert verify_receipt(receipt_json(assessment)) == ()

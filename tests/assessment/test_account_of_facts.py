"""Facts in the account of a grade: those of the subject, while they count."""

from datetime import timedelta

from partybuild.assessment import assess
from partybuild.kernel import Label
from partybuild.rules import UNDECIDED, Cap, Judgment, Quota
from partybuild.testing.plain import (
    DAY,
    OWN,
    counted_review,
    plain_decision,
    plain_fact,
    plain_rules,
)

X = Label(zh="规定", en="rule")
ABOUT = {"label": X, "basis": OWN}
CAP = Cap(cap_id="c", grade_id="grade-2", **ABOUT)
ASKING = Cap(cap_id="asking", grade_id="grade-1", answer_required=True, **ABOUT)


def _assessment(lines, rules, **others):
    return assess(counted_review(rules, {"g": lines}, **others))


def _fact(post_id, word, days=0, cap_id="c", last=None):
    return plain_fact(
        post_id,
        cap_id,
        decided_on=DAY + timedelta(days=days),
        decided_by=Label(zh="区委", en="district"),
        reason=Label(zh=word, en=word),
        expires_on=None if last is None else DAY + timedelta(days=last),
    )


def test_an_account_tells_the_subjects_own_facts_that_count():
    """Neither another's, nor another cap's, nor what has run out or is to come."""
    facts = [
        _fact("p0", "flood"),
        _fact("p1", "other"),
        _fact("p0", "later", 1),
        _fact("p0", "expired", -9, last=-1),
        _fact("p0", "elsewhere", cap_id="d"),
    ]
    second = Cap(cap_id="d", grade_id="grade-3", **ABOUT)
    rules = plain_rules(caps=[CAP, second])
    assessment = _assessment([(1, 0, 0, 0)] * 2, rules, cap_facts=facts)
    (step,) = [
        line
        for line in assessment.standing("p0").explain("zh").splitlines()
        if "flood" in line
    ]

    assert "区委于 2022-01-25 认定：flood；等次不高于“第3等”" in step
    text = assessment.standing("p0").explain("zh")
    assert "elsewhere；等次不高于“第4等”" in text
    for word in ("other", "later", "expired"):
        assert word not in text
    assert "other" in assessment.standing("p1").explain("en")
    assert "flood" not in assessment.standing("p1").explain("en")


def _values(standing):
    """Return the grade after each step of an account, the last one first."""
    found, step = [], standing.derivation
    while isinstance(step.value, Label):
        found.append(step.value.en)
        step = step.terms[0].node
    return found


def test_a_grade_is_open_from_the_step_that_leaves_it_open():
    """A fact nobody answered for; a case nobody settled; a place that depends on it."""
    undecided = UNDECIDED.label.en
    waiting = _assessment([(1, 0, 0, 0)], plain_rules(caps=[ASKING])).standing("p0")
    assert _values(waiting) == [undecided, "grade 1"]

    judged = Judgment(judgment_id="j", grades=["grade-0", "grade-2"], **ABOUT)
    rules = plain_rules(judgments=[judged], caps=[CAP])
    settled = _assessment([(1, 0, 0, 0)], rules, cap_facts=[_fact("p0", "own")])
    assert _values(settled.standing("p0")) == ["grade 3", undecided]
    assert [cap.cap_id for cap in settled.standing("p0").result.caps] == ["c"]
    assert "PB-CAP-01" in {one.code for one in settled.findings}

    quota = Quota(quota_id="q", grade_id="grade-0", ceiling="1/2", basis=OWN)
    rules = plain_rules(caps=[ASKING], quotas=[quota])
    absent = plain_decision("fact", "asking", "p1", "absent")
    both = _assessment([(2, 0, 0, 0), (1, 1, 0, 0)], rules, decisions=[absent])
    assert _values(both.standing("p0")) == [undecided, "grade 1"]
    assert _values(both.standing("p1")) == [undecided, "grade 1"]

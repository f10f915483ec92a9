"""Trying out what would be: nothing is stored, and the words say what differs."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partybuild as pb
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
    receipt_json,
    verify_receipt,
    what_if,
)
from partybuild.conference import BallotForm, CapFact, EnteredScore
from partybuild.errors import (
    ReviewRuleError,
    TallyError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import Adjustment, Judgment
from partybuild.testing.plain import (
    OWN,
    box_of_counts,
    plain_decision,
    plain_review,
    plain_rules,
)
from partybuild.testing.strategies import algebraic_reviews, reviews

REVIEW = pb.load_example("long-march-street-2021")
EXAMPLE = assess(REVIEW)
WORDS = Label(zh="假设的事实", en="an assumed fact")


@given(algebraic_reviews())
def test_no_change_changes_nothing(review):
    """Whatever the scheme, the same assessment comes out."""
    assessment = assess(review)
    tried = what_if(assessment)

    assert tried.after == assessment
    assert tried.differences == ()


@given(reviews(), st.data())
def test_a_vote_for_the_best_option_in_place_of_the_worst_lowers_no_score(review, data):
    """Monotone: nobody loses by a better mark, and nobody else's score moves."""
    assessment = assess(review)
    form = assessment.tally.form
    subject = data.draw(st.sampled_from(form.subject_ids))
    at = form.subject_ids.index(subject)
    group = data.draw(st.integers(0, len(form.group_ids) - 1))
    item = data.draw(st.integers(0, len(form.items) - 1))
    options = sorted(form.items[item].options, key=lambda o: o.value)
    counts = dict(
        zip(
            (o.option_id for o in form.items[item].options),
            assessment.tally.options(group, at, item),
            strict=True,
        )
    )
    if not counts[options[0].option_id]:
        return
    tried = what_if(
        assessment,
        [
            MoreVotes(
                subject_id=subject,
                group_id=form.group_ids[group],
                item_id=form.item_ids[item],
                option_id=options[-1].option_id,
                instead_of=options[0].option_id,
            )
        ],
    )
    assert tried.after.standing(subject).score >= assessment.standing(subject).score
    assert {d.subject_id for d in tried.differences if d.score != d.new_score} <= {
        subject
    }
    assert verify_receipt(receipt_json(tried.after)) == ()


def test_three_more_votes_in_words():
    """The sentences name the change, the score, the place and the grade."""
    more = MoreVotes(
        subject_id="g3-secretary",
        group_id="leaders",
        item_id="leadership",
        option_id="good",
        number=3,
    )
    groups = [g.group_id for g in EXAMPLE.rules.voter_groups]
    more = attrs.evolve(
        more,
        group_id=groups[0],
        item_id=EXAMPLE.rules.items[0].item_id,
        option_id=EXAMPLE.tally.form.items[0].options[1].option_id,
        subject_id=EXAMPLE.standings[-1].subject_id,
    )
    tried = what_if(EXAMPLE, [more])
    lines = tried.text("zh").splitlines()

    assert lines[0] == "假设（仅供演练，不作为考核结果）："
    assert lines[1].endswith("增加3票“较好”。")
    assert lines[3].startswith(f"- {EXAMPLE.standings[-1].name.zh}：得分由")
    assert lines[-1] == "- 其余11人不变。"
    assert tried.text("en").splitlines()[2] == "Then:"
    assert len(tried.summary().rows) == 1


def test_votes_taken_away_become_blanks_and_cannot_be_more_than_there_are():
    """One ballot in ten less for 好; then more than there are."""
    rules = plain_rules()
    box = box_of_counts(BallotForm.of(rules, ["p"]), {"g": [(1, 9, 0, 0)]})
    assessment = assess(plain_review(rules, box))
    less = MoreVotes(
        subject_id="p", group_id="g", item_id="i0", option_id="o0", number=-1
    )

    assert what_if(assessment, [less]).after.standing("p").score == 80
    assert "left blank" in what_if(assessment, [less]).text("en")
    with pytest.raises(TallyError, match="negative"):
        what_if(assessment, [less, less])


def test_another_weight_leaves_the_others_their_proportions():
    """All weight on one item: its score is the total."""
    item = EXAMPLE.rules.items[0]
    tried = what_if(EXAMPLE, [OtherItemWeight(item_id=item.item_id, weight=1)])
    for standing in tried.after.standings:
        old = EXAMPLE.standing(standing.subject_id)
        assert standing.score == old.item(item.item_id).score
    group = EXAMPLE.rules.voter_groups[0]
    half = what_if(EXAMPLE, [OtherGroupWeight(group_id=group.group_id, weight="1/2")])
    shares = [half.after.rules.group_weight(g) for g in half.after.rules.voter_groups]
    assert shares[0] == Fraction(1, 2)
    assert sum(shares) == 1
    assert "权重改为50%" in half.text("zh")


def test_edges_ceilings_caps_facts_and_decisions():
    """Each kind of change does what its words say."""
    all_good = what_if(
        EXAMPLE,
        [
            OtherEdge(grade_id="good", lower=85),
            OtherCeiling(quota_id="good-ceiling", ceiling=1),
            LiftedCap(cap_id="safety"),
        ],
    )
    assert [s.grade_id for s in all_good.after.standings].count("good") == 11
    assert "最低得分改为85分" in all_good.text("zh")
    lifted = what_if(EXAMPLE, [LiftedCap(cap_id="safety", subject_id="g1-secretary")])
    assert "等次由“较好”变为“好”" in lifted.text("zh")
    fact = CapFact(
        post_id=EXAMPLE.standings[0].subject_id,
        cap_id="safety",
        decided_on=date(2022, 1, 1),
        decided_by=WORDS,
        reason=WORDS,
    )
    held = what_if(EXAMPLE, [NewFact(fact=fact)])
    assert "the grade changes from “good” to “fairly good”" in held.text("en")


def test_entries_and_decisions_take_the_place_of_others():
    """Points handed in anew; a grade settled by the body."""
    rules = plain_rules(
        adjustments=[
            Adjustment(
                adjustment_id="plus",
                label=WORDS,
                kind="bonus",
                basis=OWN,
            )
        ],
        judgments=[
            Judgment(
                judgment_id="j",
                label=WORDS,
                grades=["grade-0", "grade-1"],
                basis=OWN,
            )
        ],
    )
    box = box_of_counts(BallotForm.of(rules, ["p"]), {"g": [(0, 9, 0, 0)]})
    assessment = assess(plain_review(rules, box))
    entry = EnteredScore(post_id="p", entry_id="plus", points=3, source=WORDS)
    decision = plain_decision("judgment", "j", "p", "grade-0")
    tried = what_if(assessment, [NewEntry(entry=entry), NewDecision(decision=decision)])

    assert tried.after.standing("p").score == 83
    assert tried.after.standing("p").grade_id == "grade-0"
    assert "等次由“待定”变为“第1等”" in tried.text("zh")


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (OtherItemWeight(item_id="none", weight=1), UnknownIdError),
        (
            OtherItemWeight(item_id=EXAMPLE.rules.items[0].item_id, weight=2),
            ValueRangeError,
        ),
        (OtherEdge(grade_id="poor", lower=2), ReviewRuleError),
        (LiftedCap(cap_id="none"), UnknownIdError),
        (LiftedCap(cap_id="safety", subject_id="nobody"), UnknownIdError),
    ],
)
def test_changes_that_fit_nothing_are_refused(change, error):
    """Never a traceback of ours."""
    with pytest.raises(error):
        what_if(EXAMPLE, [change])


def test_no_votes_are_no_change():
    """A number of 0 is a slip."""
    with pytest.raises(ValueRangeError, match="not 0"):
        MoreVotes(subject_id="", group_id="", item_id="", option_id="", number=0)

"""One vote, one option, one part: the smallest case of what is usually several."""

from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import MoreVotes, assess, what_if
from partybuild.conference import EnteredScore
from partybuild.errors import EmptyVoterGroupError, ReviewRuleError, UnknownIdError
from partybuild.kernel import Label, Operation
from partybuild.rules import (
    Cap,
    Compared,
    Component,
    EnteredMeasure,
    Judgment,
    Quota,
    RateMeasure,
    RelativeMeasure,
)
from partybuild.testing.plain import OWN, counted_review, plain_decision, plain_rules

X = Label(zh="规定", en="rule")
ABOUT = {"label": X, "basis": OWN}
VOTE = MoreVotes(subject_id="p0", group_id="g", item_id="i0", option_id="o1", number=1)


def _assessment(counts, rules=None, **others):
    return assess(counted_review(rules or plain_rules(), {"g": counts}, **others))


@pytest.mark.parametrize(
    ("number", "instead_of", "told", "left"),
    [
        (1, "", "g对p0“项目0”一项增加1票“较好”。", (1, 2, 0, 0)),
        (-1, "", "g对p0“项目0”一项减少1票“较好”，改为空白。", (1, 0, 0, 0)),
        (1, "o0", "g对p0“项目0”一项有1票由“好”改为“较好”。", (0, 2, 0, 0)),
        (-1, "o0", "g对p0“项目0”一项有1票由“较好”改为“好”。", (2, 0, 0, 0)),
    ],
)
def test_one_vote_more_less_or_otherwise(number, instead_of, told, left):
    """The words say what the counts then are."""
    vote = attrs.evolve(VOTE, number=number, instead_of=instead_of)
    tried = what_if(_assessment([(1, 1, 0, 0)]), [vote])

    assert tried.text("zh").splitlines()[1] == f"- {told}"
    assert tried.after.tally.options(0, 0, 0) == left
    assert tried.after.tally.ballots == (3 if number > 0 and not instead_of else 2,)


def test_a_subject_that_was_not_assessed_is_named_beside_those_that_were():
    """In the order of their codes, not of their ranks."""
    assessment = _assessment([(0, 0, 1, 0), (1, 0, 0, 0)])

    assert [one.subject_id for one in assessment.standings] == ["p1", "p0"]
    with pytest.raises(UnknownIdError, match=r"p0, p1"):
        assessment.standing("p2")


def _components(*kinds):
    return [
        Component(component_id=f"c{at}", kind=kind, weight=f"1/{len(kinds)}", **ABOUT)
        for at, kind in enumerate(kinds)
    ]


def test_a_group_may_stay_away_only_where_the_total_takes_no_ballots():
    """Marks that decide nothing may be missing; those of a component may not."""
    groups = plain_rules(groups={"g": "1/2", "h": "1/2"})

    def total(*kinds):
        rules = attrs.evolve(groups, components=_components(*kinds))
        entered = [
            EnteredScore(post_id="p0", entry_id=f"c{at}", points=70, source=X)
            for at, kind in enumerate(kinds)
            if kind == "entered"
        ]
        return _assessment([(1, 0, 0, 0)], rules, entered=entered).standing("p0").score

    assert total("entered", "entered") == 70
    for kinds in (("ballots",), ("ballots", "entered")):
        with pytest.raises(EmptyVoterGroupError, match="'h'"):
            total(*kinds)


@pytest.mark.parametrize("pooled", [True, False])
def test_the_rate_of_one_option_is_told_as_it_was_counted(pooled):
    """It is no sum; of several options it is one."""
    measure = RateMeasure(
        measure_id="m",
        item_id="i0",
        options=["o0"],
        base="valid_marks",
        pooled=pooled,
        **ABOUT,
    )
    both = attrs.evolve(measure, measure_id="n", options=["o0", "o1"])
    rules = attrs.evolve(plain_rules(), measures=[measure, both])
    standing = _assessment([(1, 2, 1, 0)], rules).standing("p0")
    one, two = standing.measure("m").derivation, standing.measure("n").derivation

    assert (one.number, two.number) == (0.25, 0.75)
    assert one.name == two.name == X
    assert one.basis == two.basis == OWN
    assert len(two.terms) == 2
    votes = one if pooled else one.terms[0].node
    assert votes.operation is Operation.RATE
    assert [term.node.number for term in votes.terms] == [1, 4]


def test_what_is_left_to_the_body_is_found():
    """The decision that is missing, the grade that is open, and one made in vain."""
    judged = Judgment(
        judgment_id="j",
        grades=["grade-0", "grade-1"],
        when=[Compared(measure_id="total", comparison="below", threshold=90)],
        **ABOUT,
    )
    vain = plain_decision("judgment", "j", "p1", "grade-1")
    rules = plain_rules(judgments=[judged])
    found = _assessment([(0, 1, 0, 0), (1, 0, 0, 0)], rules, decisions=[vain]).findings

    assert [(one.code, one.subject, one.evidence) for one in found] == [
        ("PB-DECISION-01", "p0", (("about", "judgment"), ("rule", "j"))),
        ("PB-DECISION-02", "p0", (("possible", "grade-0, grade-1"),)),
        ("PB-DECISION-03", "p1", (("about", "judgment"), ("rule", "j"))),
    ]
    assert [one.basis for one in found] == [OWN, None, None]


def test_the_first_case_that_holds_is_left_to_the_body():
    """The cases before it do not hold, those after it are not asked."""
    cases = [
        Judgment(
            judgment_id=code,
            grades=["grade-0", worst],
            when=[Compared(measure_id="total", comparison="below", threshold=edge)],
            **ABOUT,
        )
        for code, worst, edge in (
            ("j", "grade-1", 70),
            ("k", "grade-2", 90),
            ("l", "grade-3", 95),
        )
    ]
    assessment = _assessment(
        [(0, 0, 1, 0), (0, 1, 0, 0), (1, 0, 0, 0)], plain_rules(judgments=cases)
    )

    assert [(one.subject_id, one.rule_id) for one in assessment.missing] == [
        ("p0", "j"),
        ("p1", "k"),
    ]
    assert assessment.standing("p1").result.possible == ("grade-0", "grade-2")


def test_missing_decisions_are_listed_by_subject_and_rule():
    """Whatever the order of the rules."""
    caps = [
        Cap(cap_id=code, grade_id="grade-1", answer_required=True, **ABOUT)
        for code in "zyxwv"
    ]
    asked = _assessment([(1, 0, 0, 0)] * 2, plain_rules(caps=caps)).missing

    assert [(one.subject_id, one.rule_id) for one in asked] == [
        (subject, code) for subject in ("p0", "p1") for code in "vwxyz"
    ]


@pytest.mark.parametrize("best", ["0.5", "1", "8"])
def test_the_best_value_may_be_small(best):
    """Half of it are half of the points, whatever it is; nought relates to nothing."""
    measures = [
        EnteredMeasure(measure_id="e", **ABOUT),
        RelativeMeasure(measure_id="m", of="e", full=10, **ABOUT),
    ]
    rules = attrs.evolve(plain_rules(), measures=measures)

    def values(*points):
        entered = [
            EnteredScore(post_id=f"p{at}", entry_id="e", points=n, source=X)
            for at, n in enumerate(points)
        ]
        assessment = _assessment([(1, 0, 0, 0)] * 2, rules, entered=entered)
        return [assessment.standing(s).measure("m").value for s in ("p0", "p1")]

    assert values(best, Fraction(best) / 2) == [10, 5]
    with pytest.raises(ReviewRuleError, match="none can relate to it"):
        values(0, 0)


def test_decisions_that_settle_something_are_not_made_in_vain():
    """A grade that was chosen, and a place at a tie."""
    judged = Judgment(
        judgment_id="j",
        grades=["grade-1", "grade-2"],
        when=[Compared(measure_id="total", comparison="below", threshold=90)],
        **ABOUT,
    )
    quota = Quota(
        quota_id="q", grade_id="grade-0", ceiling="1/3", ties="decision", basis=OWN
    )

    assessment = _assessment(
        [(1, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0)],
        plain_rules(judgments=[judged], quotas=[quota]),
        decisions=[
            plain_decision("tie", "q", "p0", "admitted"),
            plain_decision("judgment", "j", "p2", "grade-2"),
        ],
    )

    assert assessment.findings == ()
    assert [assessment.standing(one).grade_id for one in ("p0", "p1", "p2")] == [
        "grade-0",
        "grade-1",
        "grade-2",
    ]

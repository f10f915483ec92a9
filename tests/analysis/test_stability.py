"""How close grades and orders are to changing, all in one value."""

import json
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import (
    CriterionKind,
    FirmnessLevel,
    MarginWay,
    ballot_margins,
    grade_firmness,
    mark_margins,
    stability,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, EnteredScore
from partybuild.datasets import load_example
from partybuild.errors import UnknownIdError
from partybuild.kernel import Label
from partybuild.rules import Cap, Component, Quota
from partybuild.testing.plain import (
    FOUR_OPTIONS,
    OWN,
    plain_fact,
    plain_review,
    plain_rulebook,
    plain_rules,
)
from partybuild.testing.strategies import reviews

REFERENCES = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)
EXAMPLE = assess(load_example("long-march-street-2021"))
STABLE = stability(EXAMPLE)


def _assessed(rules, heaps, **others):
    """An assessment of ballots given as lists of option numbers."""
    subjects = len(next(b for heap in heaps.values() for b in heap)) // len(rules.items)
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return assess(plain_review(rules, box, **others))


def _without(review, kind, at):
    """The review under rules in which one criterion carries no weight."""
    rules = review.version.rules
    name = "items" if kind is CriterionKind.ITEM else "voter_groups"
    total = "item_total" if kind is CriterionKind.ITEM else "group_total"
    parts = list(getattr(rules, name))
    parts[at] = attrs.evolve(parts[at], weight=0)
    fields = {name: parts, total: sum(part.weight for part in parts)}
    changed = attrs.evolve(rules, **fields)
    return assess(attrs.evolve(review, rulebook=plain_rulebook(changed)))


def _assert_left_out_is_assessed_again(assessment):
    review = assessment.review
    for found in stability(assessment).criteria:
        left = found.left_out
        rules = assessment.rules
        items = left.kind is CriterionKind.ITEM
        ids = (
            [item.item_id for item in rules.items]
            if items
            else [group.group_id for group in rules.voter_groups]
        )
        again = _without(review, left.kind, ids.index(left.criterion_id))
        for shift in left.shifts:
            before = assessment.standing(shift.subject_id)
            after = again.standing(shift.subject_id)
            assert (shift.score_before, shift.rank_before, shift.grade_before) == (
                before.score,
                before.rank,
                before.grade_id,
            )
            assert (shift.score, shift.rank, shift.grade_id) == (
                after.score,
                after.rank,
                after.grade_id,
            )
            assert (shift in left.moved) == (
                (before.rank, before.grade_id) != (after.rank, after.grade_id)
            )


def test_left_out_equals_an_assessment_without_it():
    """Every group and every item of the example, caps and quota included."""
    _assert_left_out_is_assessed_again(EXAMPLE)


@given(reviews())
def test_left_out_equals_an_assessment_without_it_for_any_review(review):
    """Other components, bonus points, vetoes and quotas too."""
    _assert_left_out_is_assessed_again(assess(review))


def test_a_small_group_left_out_may_not_be_shown():
    """The score without a group gives the mean of the group away."""
    rules = plain_rules(groups={"few": "1/2", "many": "1/4", "more": "1/4"})
    heaps = {"few": [[0, 1]] * 3, "many": [[1, 0]] * 9, "more": [[0, 0]] * 12}
    found = stability(_assessed(rules, heaps))
    shown = {c.left_out.criterion_id: c.left_out.may_be_shown for c in found.criteria}

    assert shown == {"few": False, "many": False, "more": True}
    assert repr(found.criteria[0].left_out).startswith("LeftOut('few', ")
    assert "/" not in repr(found.criteria[0].left_out)


def _stratified(edge):
    """The conference of the reference, with one edge of a grade."""
    case = REFERENCES["small_stratified"]
    rules = plain_rules(
        groups={
            group: Fraction(str(weight))
            for group, weight in zip(case["ballots"], case["weights"], strict=True)
        },
        edges=[edge],
    )
    values = [int(value) for value in FOUR_OPTIONS.values()]
    heaps = {
        group: [[values.index(mark)] for mark in marks]
        for group, marks in case["ballots"].items()
    }
    return _assessed(rules, heaps)


@pytest.mark.parametrize("upper", [False, True])
def test_firmness_agrees_with_the_reference_interval(upper):
    """At a limit of the 95 % interval the chance beyond the edge is 2.5 %."""
    limit = REFERENCES["small_stratified"]["default_interval_95"][upper]
    assessment = _stratified(repr(limit))
    firm = grade_firmness(assessment, "p0")
    chance = firm.above if upper else firm.below

    assert chance == pytest.approx(0.025, rel=1e-9)
    assert (firm.below if upper else firm.above) is None


def test_firm_where_the_interval_excludes_the_edge_and_borderline_elsewhere():
    """The interval from 80.21 to 92.55 decides."""
    levels = {
        edge: grade_firmness(_stratified(edge), "p0").level
        for edge in ("80.2", "80.3", "92.5", "92.6", "20", "110")
    }

    assert levels == {
        "80.2": FirmnessLevel.FIRM,
        "80.3": FirmnessLevel.BORDERLINE,
        "92.5": FirmnessLevel.BORDERLINE,
        "92.6": FirmnessLevel.FIRM,
        "20": FirmnessLevel.FIRM,
        "110": FirmnessLevel.FIRM,
    }


def _component(component_id, kind, weight):
    return Component(
        component_id=component_id,
        label=Label.same(component_id),
        kind=kind,
        weight=weight,
        basis=OWN,
    )


@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 2), Fraction(1)])
def test_firmness_is_that_of_the_part_that_ballots_decide(share):
    """An entered score shifts the edge; without ballots nothing is uncertain."""
    edge = 80 * share + 60 * (1 - share)
    rules = plain_rules(edges=[edge])
    rules = attrs.evolve(
        rules,
        components=[
            _component("ballots", "ballots", share),
            _component("daily", "entered", 1 - share),
        ],
    )
    entered = [
        EnteredScore(
            post_id="p0", entry_id="daily", points=60, source=Label.same("body")
        )
    ]
    heap = [[at % 3] for at in range(31)]
    firm = grade_firmness(_assessed(rules, {"g": heap}, entered=entered), "p0")
    plain = grade_firmness(_assessed(plain_rules(edges=[80]), {"g": heap}), "p0")

    if share:
        assert firm == plain
        assert firm.level is FirmnessLevel.BORDERLINE
    else:
        assert firm.level is FirmnessLevel.FIXED
        assert firm.reason("en") == "not decided by ballots"
        assert firm.reason("zh") == "与测评无关"


def test_firmness_says_where_a_quota_or_a_cap_has_its_say():
    """A place can be lost to others; what a fact bars is no chance."""
    rules = plain_rules(
        edges=[90, 60],
        quotas=[Quota(quota_id="q", grade_id="grade-0", ceiling="1/3", basis=OWN)],
        caps=[Cap(cap_id="c", label=Label.same("c"), grade_id="grade-1", basis=OWN)],
    )
    fact = plain_fact("p2", "c")
    heap = [[0, 0, 0, 0, 1, 3]] * 29 + [[0, 1, 0, 1, 1, 3]]
    assessment = _assessed(rules, {"g": heap}, cap_facts=[fact])
    firm = {s: grade_firmness(assessment, s) for s in ("p0", "p2", "p3", "p4", "p5")}

    # One of two places; three others may still take it.
    assert firm["p0"].level is FirmnessLevel.QUOTA
    assert (firm["p2"].level, firm["p2"].above) == (FirmnessLevel.FIRM, None)
    # Level with another at the boundary: the quota keeps both out.
    assert firm["p3"].level is FirmnessLevel.QUOTA
    assert firm["p3"].above is None
    assert firm["p4"].level is FirmnessLevel.FIRM
    assert firm["p5"].level is FirmnessLevel.FIRM
    found = stability(assessment)
    assert "名额决定" in found.of("p0").sentence().zh
    assert "a recorded fact holds the grade" in found.of("p2").sentence().en
    # Where a cap or a quota decides, no weight to the edge is computed.
    assert [t.up for t in found.of("p0").transfers] == []
    assert {t.up for t in found.of("p2").transfers} == set()


def test_a_transfer_leads_to_the_edge_of_the_grade():
    """Under the moved weights the score is exactly on the edge."""
    rules = plain_rules(items=["1/2", "1/4", "1/4"], edges=[88, 70])
    heap = [[0, 1, 2], [0, 2, 3], [1, 1, 1]]
    assessment = _assessed(rules, {"g": heap})
    grade = stability(assessment).of("p0")

    assert {(t.kind, t.up) for t in grade.transfers} == {
        (CriterionKind.ITEM, False),
        (CriterionKind.ITEM, True),
    }
    for found in grade.transfers:
        transfer = found.transfer
        items = [
            attrs.evolve(
                item,
                weight=item.weight - taken + (at == transfer.to) * transfer.weight,
            )
            for at, (item, taken) in enumerate(
                zip(rules.items, transfer.taken, strict=True)
            )
        ]
        moved = _assessed(attrs.evolve(rules, items=items), {"g": heap})
        assert moved.standings[0].score == (88 if found.up else 70)


def test_too_few_ballots_counts_alone_and_one_of_everything_are_refused():
    """Every refusal names what is needed; margins in marks are given anyway."""
    lonely = stability(_assessed(plain_rules(), {"g": [[0]] * 5}))

    assert [f.message.en for f in lonely.findings] == [
        "only one voter group: no weight can move; at least two are needed",
        "only one item: no weight can move; at least two are needed",
        "5 valid ballots: no firmness is given; it needs at least 20",
        "a single subject has no order; at least two are needed",
    ]
    assert (lonely.orders, lonely.criteria) == ((), ())
    assert lonely.of("p0").firmness is None
    assert lonely.of("p0").lose.marks.changes == 1

    review = attrs.evolve(EXAMPLE.review, box=None, counted=EXAMPLE.tally)
    level0 = attrs.evolve(EXAMPLE.tally, moments=None, contrasts=None)
    counted = stability(assess(attrs.evolve(review, counted=level0)))
    assert [f.code for f in counted.findings] == ["PB-STAB-01", "PB-STAB-03"]
    assert "needs level 4" in counted.findings[0].message.en
    assert "needs level 1" in counted.findings[1].message.en
    assert counted.grades[0].lose.ballots is None
    assert counted.grades[0].lose.marks == STABLE.grades[0].lose.marks
    assert counted.grades[0].lose.text().en == "14 marks"
    given_too = stability(counted_assessment := assess(review), EXAMPLE.review.box)
    assert counted_assessment.review.box is None
    assert given_too.orders == STABLE.orders


def test_incomplete_ballots_are_refused():
    """Where most ballots miss a mark, their spread is not known."""
    rules = plain_rules(items=["1/2", "1/2"])
    heap = [[0, 0]] * 9 + [[0, 255]] * 12
    found = stability(_assessed(rules, {"g": heap}))

    assert "fewer than half of its ballots complete" in found.findings[-2].message.en
    assert found.of("p0").firmness is None


def test_all_marks_equal_are_no_trouble():
    """No spread, no order, and yet a margin and a firmness."""
    rules = plain_rules(
        items=["1/2", "1/2"], groups={"g": "1/2", "h": "1/2"}, edges=[90, 60]
    )
    found = stability(_assessed(rules, {"g": [[1] * 4] * 11, "h": [[1] * 4] * 12}))

    assert found.findings == ()
    assert found.of("p0").firmness.level is FirmnessLevel.FIRM
    assert found.orders[0].overtake.marks.changes == 1
    assert found.orders[0].overtake.removed.way is MarginWay.OUT_OF_REACH
    for criterion in found.criteria:
        # Equal lines: no weight ever changes anything.
        assert (criterion.ranking.low, criterion.ranking.high) == (0, 1)
        assert criterion.left_out.moved == ()
    top = stability(_assessed(plain_rules(), {"g": [[0, 0]] * 25}))
    assert top.of("p0").firmness.below < 0.01
    # No voter could have given more, so an edge above the scale is out of reach.
    beyond = stability(_assessed(plain_rules(edges=[110]), {"g": [[0, 0]] * 25}))
    assert beyond.of("p0").firmness.above == 0


FACTORS = st.tuples(st.integers(1, 9), st.integers(-50, 50))


@given(reviews(), FACTORS)
def test_law_21_margins_do_not_depend_on_the_unit_of_points(review, factors):
    """Options and edges a x + b: the same number of marks and ballots."""
    times, plus = factors
    rules = attrs.evolve(
        review.version.rules, rounding=plain_rules().rounding, adjustments=[]
    )
    rules = attrs.evolve(rules, components=[_component("ballots", "ballots", 1)])
    review = attrs.evolve(review, entered=[], rulebook=plain_rulebook(rules))
    changed = attrs.evolve(
        rules,
        empty_group="error",
        scales=[
            attrs.evolve(
                scale,
                options=[
                    attrs.evolve(option, value=option.value * times + plus)
                    for option in scale.options
                ],
            )
            for scale in rules.scales
        ],
        grading=attrs.evolve(
            rules.grading,
            bands=[
                attrs.evolve(
                    band,
                    lower=None if band.lower is None else band.lower * times + plus,
                    upper=None if band.upper is None else band.upper * times + plus,
                )
                for band in rules.grading.bands
            ],
        ),
    )
    form = BallotForm.of(changed, review.form.subject_ids)
    box = BallotBox(form, review.box.groups)
    again = assess(attrs.evolve(review, box=box, rulebook=plain_rulebook(changed)))
    one, other = stability(assess(review)), stability(again)

    assert [(g.lose, g.gain) for g in one.grades] == [
        (g.lose, g.gain) for g in other.grades
    ]
    assert [o.overtake for o in one.orders] == [o.overtake for o in other.orders]
    assert [c.ranking for c in one.criteria] == [c.ranking for c in other.criteria]


@given(reviews(), st.integers(2, 4))
def test_law_14_duplicated_ballots_leave_every_weight_interval(review, times):
    """Every ballot copied alike: the same weights, and what is left out."""
    heaps = {g: list(review.box.ballots(g)) * times for g in review.form.group_ids}
    box = BallotBox.from_bytes(review.form, heaps)
    rolls = [
        attrs.evolve(
            roll,
            **{
                name: number and number * times
                for name, number in attrs.asdict(roll).items()
                if name != "group_id"
            },
        )
        for roll in review.roll_call.groups
    ]
    copied = attrs.evolve(
        review, box=box, roll_call=attrs.evolve(review.roll_call, groups=rolls)
    )
    one, other = stability(assess(review)), stability(assess(copied))

    assert [(c.ranking, c.grades) for c in one.criteria] == [
        (c.ranking, c.grades) for c in other.criteria
    ]
    assert [o.transfers for o in one.orders] == [o.transfers for o in other.orders]


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1))
def test_law_25_margins_to_an_edge_ignore_other_subjects(heap):
    """Without a quota nobody else matters to a grade, or to a pair."""
    three = _assessed(plain_rules(), {"g": heap})
    two = _assessed(plain_rules(), {"g": [ballot[:2] for ballot in heap]})

    for margins in (mark_margins, ballot_margins):
        one, other = margins(three), margins(two)
        for s in range(2):
            assert (one.lose(s), one.gain(s)) == (other.lose(s), other.gain(s))
        assert one.overtake(0, 1) == other.overtake(0, 1)


def test_the_example_says_it_in_both_languages():
    """Counts only, in one sentence per secretary."""
    third = STABLE.of("c2-secretary").sentence()
    capped = STABLE.of("g1-secretary").sentence()

    assert third.zh.endswith("改变 1 张票（或 4 个勾）即可降等。")
    assert third.en.endswith("lower by changing 1 ballot (or 4 marks).")
    assert "不能升等：等次由限定事实决定" in capped.zh
    assert repr(STABLE).splitlines()[0] == "<Stability: 12>"
    assert STABLE._repr_html_().count("<tr>") == 13
    assert STABLE.findings == ()
    assert STABLE.criterion("leaders").left_out.weight == Fraction(3, 10)
    with pytest.raises(UnknownIdError, match="'nobody'"):
        STABLE.of("nobody")
    with pytest.raises(UnknownIdError, match="'nothing'"):
        STABLE.criterion("nothing")


def test_margins_between_bounds_are_worded_as_at_most():
    """What is only certified is not sold as the fewest."""
    quota = Quota(quota_id="q", grade_id="grade-0", ceiling="3/4", basis=OWN)
    rules = plain_rules(options={"yes": 1, "no": 0}, edges=["1/2"], quotas=[quota])
    heap = [[0, *(int(at % 3 == s) for s in range(3))] for at in range(60)]
    margins = stability(_assessed(rules, {"g": heap})).of("p0").lose

    assert margins.text().en.startswith("at most 20 ballots (or ")
    assert margins.text().zh.startswith("至多 20 张票（或 ")

"""How far a weight may move before an order or a grade changes."""

from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import linprog

from partybuild.analysis import (
    Criteria,
    CriterionKind,
    WeightLines,
    criteria_refusal,
    least_transfer,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example
from partybuild.errors import ValueRangeError
from partybuild.testing.plain import plain_review, plain_rulebook, plain_rules
from partybuild.testing.strategies import reviews

KINDS = st.sampled_from(CriterionKind)
SHARES = st.fractions(0, 1, max_denominator=40)
STEP = Fraction(1, 10**15)


def _moved(review, kind, at, weight):
    """The review under rules that give one criterion this share of the whole."""
    rules = review.version.rules
    name = "items" if kind is CriterionKind.ITEM else "voter_groups"
    total = "item_total" if kind is CriterionKind.ITEM else "group_total"
    parts = getattr(rules, name)
    whole = getattr(rules, total)
    rest = whole - parts[at].weight
    changed = [
        attrs.evolve(
            part,
            weight=weight * whole
            if place == at
            else part.weight * (1 - weight) * whole / rest,
        )
        for place, part in enumerate(parts)
    ]
    rules = attrs.evolve(rules, **{name: changed})
    return assess(attrs.evolve(review, rulebook=plain_rulebook(rules)))


def _ranks(assessment):
    return {s.subject_id: s.rank for s in assessment.standings}


def _grade(assessment, subject):
    return assessment.standing(f"p{subject}").grade_id


@st.composite
def lines(draw):
    """A review, one criterion of it, and the lines of the totals."""
    review = draw(reviews())
    kind = draw(KINDS)
    assessment = assess(review)
    assume(criteria_refusal(assessment, kind) is None)
    criteria = Criteria.of(assessment, kind)
    at = draw(st.integers(0, len(criteria.ids) - 1))
    found = WeightLines.of(assessment, criteria, at)
    assume(found is not None)
    return review, kind, at, found


def _beyond(interval):
    """Weights at which the outcome must be another one."""
    for end, kept, step in (
        (interval.low, interval.low_kept, -STEP),
        (interval.high, interval.high_kept, STEP),
    ):
        out = end + step if kept else end
        if 0 <= out <= 1:
            yield out


@given(lines(), SHARES)
def test_law_54_the_ranking_stays_inside_and_breaks_at_the_ends(found, weight):
    """Assessing again under the moved weights says the same."""
    review, kind, at, moving = found
    interval, now = moving.ranking(), _ranks(assess(review))

    assert moving.weight in interval
    if weight in interval:
        assert _ranks(_moved(review, kind, at, weight)) == now
    for out in _beyond(interval):
        assert _ranks(_moved(review, kind, at, out)) != now


@given(lines(), SHARES, st.integers(0, 2))
def test_law_54_the_grade_stays_inside_and_breaks_at_the_ends(found, weight, subject):
    """Edges, rounding, caps and quotas included."""
    review, kind, at, moving = found
    subject %= len(moving.lines)
    interval, now = moving.grade(subject), _grade(assess(review), subject)

    assert moving.weight in interval
    if weight in interval:
        assert _grade(_moved(review, kind, at, weight), subject) == now
    for out in _beyond(interval):
        assert _grade(_moved(review, kind, at, out), subject) != now


@given(lines())
def test_law_54_neighbors_are_enough(found):
    """The interval of the ranking is that of all pairs together."""
    _, _, _, moving = found
    whole = moving.ranking()
    pairs = [moving.pair(*p) for p in combinations(range(len(moving.lines)), 2)]
    edges = [Fraction(0), *(pair.low for pair in pairs)]

    assert whole.low == max(edges)
    assert whole.high == min([Fraction(1), *(pair.high for pair in pairs)])


def test_law_54_dominance_leaves_every_weight():
    """Who is better in every criterion stays ahead under all weights."""
    rules = plain_rules(items=["1/3", "2/3"])
    form = BallotForm.of(rules, ["p0", "p1"])
    box = BallotBox.from_bytes(form, {"g": [bytes([0, 1, 2, 3]), bytes([1, 0, 3, 2])]})
    assessment = assess(plain_review(rules, box))
    criteria = Criteria.of(assessment, CriterionKind.ITEM)
    interval = WeightLines.of(assessment, criteria, 0).ranking()

    assert (interval.low, interval.high) == (0, 1)
    assert interval.low_kept
    assert interval.high_kept


def test_who_is_level_stays_so_at_one_weight_only():
    """A tie that rests on the weights is broken by any other weight."""
    rules = plain_rules(items=["1/2", "1/2"])
    form = BallotForm.of(rules, ["p0", "p1"])
    box = BallotBox.from_bytes(form, {"g": [bytes([0, 1, 1, 0])]})
    assessment = assess(plain_review(rules, box))
    criteria = Criteria.of(assessment, CriterionKind.ITEM)
    interval = WeightLines.of(assessment, criteria, 0).ranking()

    assert interval.low == interval.high == Fraction(1, 2)
    assert interval.low_kept
    assert interval.high_kept


def test_one_criterion_leaves_nothing_to_move():
    """One group, or one that carries all the weight: refused, and said why."""
    rules = plain_rules(items=[1, 0])
    form = BallotForm.of(rules, ["p0"])
    box = BallotBox.from_bytes(form, {"g": [bytes([0, 1])]})
    assessment = assess(plain_review(rules, box))

    refused = criteria_refusal(assessment, CriterionKind.GROUP)
    assert refused.en == (
        "only one voter group: no weight can move; at least two are needed"
    )
    with pytest.raises(ValueRangeError, match="only one voter group"):
        Criteria.of(assessment, CriterionKind.GROUP)
    criteria = Criteria.of(assessment, CriterionKind.ITEM)
    assert WeightLines.of(assessment, criteria, 0) is None
    assert WeightLines.of(assessment, criteria, 1) is not None
    assert repr(criteria) == "Criteria(item: i0, i1)"


def test_a_cell_without_marks_is_refused():
    """Without a mean there is no line."""
    rules = plain_rules(
        items=[1, 0], groups={"g": "1/2", "h": "1/2"}, empty_group="renormalize"
    )
    form = BallotForm.of(rules, ["p0"])
    box = BallotBox.from_bytes(form, {"g": [bytes([255, 255])], "h": [bytes([0, 255])]})
    assessment = assess(plain_review(rules, box))

    for kind, what in ((CriterionKind.GROUP, "'g'"), (CriterionKind.ITEM, "'i1'")):
        assert what in criteria_refusal(assessment, kind).en


@st.composite
def transfers(draw):
    """Weights that sum to 1, values, and how far the sum has to fall."""
    number = draw(st.integers(1, 5))
    parts = draw(st.lists(st.integers(0, 9), min_size=number, max_size=number))
    assume(sum(parts))
    values = st.lists(
        st.integers(-20, 20).map(Fraction), min_size=number, max_size=number
    )
    weights = [Fraction(part, sum(parts)) for part in parts]
    return weights, draw(values), draw(st.fractions(-20, 20, max_denominator=6))


@given(transfers())
def test_law_55_the_transfer_brings_the_difference_about(case):
    """Moving the weight as prescribed moves the sum by exactly the gap."""
    weights, values, gap = case
    found = least_transfer(weights, values, gap)
    assume(found is not None)
    after = [w - t for w, t in zip(weights, found.taken, strict=True)]
    if found.to is not None:
        after[found.to] += found.weight
    before = sum(w * v for w, v in zip(weights, values, strict=True))

    assert before - sum(w * v for w, v in zip(after, values, strict=True)) == gap
    assert min(after) >= 0
    assert sum(after) == 1
    assert (found.weight == 0) == (gap == 0)


@given(transfers())
def test_law_55_the_transfer_equals_the_linear_program(case):
    """The optimum of a solver that nobody here wrote."""
    weights, values, gap = case
    number = len(weights)
    found = least_transfer(weights, values, gap)
    # Taken and given parts of every weight; what is taken is what is given.
    solved = linprog(
        [1.0] * number + [0.0] * number,
        A_eq=[
            [float(v) for v in values] + [-float(v) for v in values],
            [1.0] * number + [-1.0] * number,
        ],
        b_eq=[float(gap), 0.0],
        bounds=[(0, float(w)) for w in weights] + [(0, 1)] * number,
    )

    assert solved.success == (found is not None)
    if found is not None:
        assert solved.fun == pytest.approx(float(found.weight), abs=1e-9)


def test_the_example_by_groups():
    """A change of the leaders' weight by seven points breaks the order."""
    assessment = assess(load_example("long-march-street-2021"))
    criteria = Criteria.of(assessment, CriterionKind.GROUP)
    leaders = WeightLines.of(assessment, criteria, criteria.ids.index("leaders"))
    interval = leaders.ranking()

    assert Fraction(23, 100) < interval.low < Fraction(24, 100) < interval.high
    place = assessment.tally.form.subject_ids.index("c3-secretary")
    assert leaders.grade(place).low == 0

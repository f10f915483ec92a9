"""Margins in removed ballots: dynamic programming, because greedy is wrong."""

from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import Heap, MarginWay, fewest_removed, removal_margins
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, GroupRoll, RollCall
from partybuild.datasets import load_example
from partybuild.errors import MissingLevelError, ValueRangeError
from partybuild.rules import Quota
from partybuild.testing.plain import OWN, plain_review, plain_rules

HALF = Fraction(1, 2)
LAW_53 = (Heap(HALF, (60, 40, 80)), Heap(HALF, (100, 100, 40, 80)))


def _score(heaps):
    return sum(h.weight * sum(h.values, Fraction()) / len(h.values) for h in heaps)


def _left_out(heaps, number):
    """Every way to leave out so many ballots and keep one in every group."""
    flat = [(g, at) for g, heap in enumerate(heaps) for at in range(len(heap.values))]
    for gone in combinations(flat, number):
        kept = [
            tuple(v for at, v in enumerate(heap.values) if (g, at) not in gone)
            for g, heap in enumerate(heaps)
        ]
        if all(kept):
            yield [
                attrs.evolve(h, values=rest)
                for h, rest in zip(heaps, kept, strict=True)
            ]


def _brute_force(heaps, need, *, strict):
    for number in range(sum(len(heap.values) for heap in heaps) + 1):
        for rest in _left_out(heaps, number):
            fall = _score(heaps) - _score(rest)
            if fall > need or (fall == need and not strict):
                return number
    return None


def _greedy(heaps, need):
    """Leave out whatever lowers the score most, one ballot at a time."""
    rest, number = list(heaps), 0
    while _score(heaps) - _score(rest) <= need:
        rest = min(_left_out(rest, 1), key=_score)
        number += 1
    return number


def test_law_53_removal_is_not_greedy():
    """The stated case: greedy needs four ballots, three are enough."""
    need = Fraction("17.2")

    assert _greedy(LAW_53, need) == 4
    assert fewest_removed(LAW_53, need, strict=True) == 3


HEAPS = st.lists(
    st.builds(
        Heap,
        st.fractions(0, 1, max_denominator=5),
        st.lists(st.sampled_from([40, 60, 80, 100]), min_size=1, max_size=4).map(tuple),
    ),
    min_size=1,
    max_size=3,
)


@given(HEAPS, st.fractions(-1, 40, max_denominator=3), st.booleans())
def test_law_53_fewest_removed_equals_brute_force(heaps, need, strict):
    """Dynamic programming finds what trying everything finds."""
    found = fewest_removed(heaps, need, strict=strict)

    assert found == _brute_force(heaps, need, strict=strict)


def test_a_long_way_takes_a_longer_table():
    """More removals than the first table holds are found as well."""
    heap = Heap(Fraction(1), (100,) * 20 + (40,))

    assert fewest_removed([heap], Fraction(100 * 20 + 40, 21) - 70) == 19
    assert fewest_removed([heap], Fraction(100 * 20 + 40, 21) - 40) == 20
    assert fewest_removed([heap], Fraction(90)) is None


def test_an_empty_group_has_no_mean():
    """What the mean of nothing is, only a rule can say."""
    with pytest.raises(ValueRangeError, match="ballots of a group is 0"):
        Heap(HALF, ())


@st.composite
def complete_reviews(draw):
    """Two subjects, two items, two groups, no missing mark."""
    rules = plain_rules(
        items=["1/4", "3/4"],
        groups={"g": "2/3", "h": "1/3"},
        edges=[draw(st.integers(70, 95)), draw(st.integers(41, 69))],
    )
    form = BallotForm.of(rules, ["p0", "p1"])
    ballot = st.lists(st.integers(0, 3), min_size=4, max_size=4).map(bytes)
    heaps = {
        "g": draw(st.lists(ballot, min_size=1, max_size=3)),
        "h": draw(st.lists(ballot, min_size=1, max_size=3)),
    }
    return plain_review(rules, BallotBox.from_bytes(form, heaps))


def _without(review, gone):
    heaps = {
        g: [b for at, b in enumerate(review.box.ballots(g)) if (g, at) not in gone]
        for g in review.form.group_ids
    }
    box = BallotBox.from_bytes(review.form, heaps)
    rolls = [
        GroupRoll(group_id=g, issued=n, returned=n)
        for g, n in zip(box.form.group_ids, box.sizes, strict=True)
    ]
    return assess(attrs.evolve(review, box=box, roll_call=RollCall(rolls)))


@given(complete_reviews())
def test_law_51_removal_margins_equal_brute_force(review):
    """Assessing again without the ballots flips the outcome at the margin."""
    before, margins = assess(review), removal_margins(assess(review))
    flat = [(g, at) for g in "gh" for at in range(len(review.box.ballots(g)))]
    found = {}
    for number in range(len(flat)):
        for gone in combinations(flat, number):
            if any(all((g, at) in gone for g2, at in flat if g2 == g) for g in "gh"):
                continue
            after = _without(review, gone)
            for s, subject in enumerate(("p0", "p1")):
                one, other = before.standing(subject), after.standing(subject)
                if other.grade_id > one.grade_id:
                    found.setdefault(("lose", s), number)
                if other.grade_id < one.grade_id:
                    found.setdefault(("gain", s), number)
            if after.standing("p0").score > after.standing("p1").score:
                found.setdefault("overtake", number)
    for s in range(2):
        assert margins.lose(s).changes == found.get(("lose", s))
        assert margins.gain(s).changes == found.get(("gain", s))
    assert margins.overtake(0, 1).changes == found.get("overtake")


def test_what_is_not_computed_is_said():
    """Quotas and missing marks make a removal move more than one score."""
    quota = Quota(quota_id="q", grade_id="grade-0", ceiling="1/2", basis=OWN)
    rules = plain_rules(edges=[90, 60], quotas=[quota])
    form = BallotForm.of(rules, ["p0", "p1"])
    heap = [bytes([0, 1]), bytes([0, 1]), bytes([0, 255])]
    assessment = assess(plain_review(rules, BallotBox.from_bytes(form, {"g": heap})))
    margins = removal_margins(assessment)

    assert margins.lose(0).way is MarginWay.QUOTA_OPEN
    assert margins.gain(0).way is MarginWay.NO_SUCH_GRADE
    assert margins.gain(1).way is MarginWay.QUOTA_OPEN
    assert margins.lose(1).way is MarginWay.MISSING_MARKS
    assert margins.overtake(1, 0).way is MarginWay.MISSING_MARKS
    assert repr(margins).startswith("RemovalMargins(Remarking of Tally(2 subjects")


def test_removals_need_the_ballots():
    """From counts alone the refusal names the level that is needed."""
    review = load_example("long-march-street-2021")
    counted = assess(attrs.evolve(review, box=None, counted=review.tally()))

    with pytest.raises(MissingLevelError, match="removed ballots needs level 4"):
        removal_margins(counted)

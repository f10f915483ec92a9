"""Margins in removed ballots: dynamic programming, because greedy is wrong."""

from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import Heap, MarginWay, fewest_removed, removal_margins
from partybuild.analysis._removal import FIXED_POINT
from partybuild.analysis._uneven_heap import UnevenHeap
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
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


@pytest.mark.parametrize("values", [(80,) * 9, (100, 60, 60) * 3])
def test_many_groups_that_are_alike_are_no_maze(values):
    """Ten groups in which nothing, or every split alike, falls just short."""
    heaps = [Heap(Fraction(1, 10), values)] * 10
    floor = min(values)
    fall = Fraction(sum(values), 9) - floor

    assert fewest_removed(heaps, fall, strict=True) is None
    # Three hundreds go in each of ten groups; one short of that is not enough.
    if fall:
        assert fewest_removed(heaps, fall) == 30
        assert fewest_removed(heaps, fall - Fraction(1, 1000)) == 30


def test_an_empty_group_has_no_mean():
    """What the mean of nothing is, only a rule can say."""
    with pytest.raises(ValueRangeError, match="ballots of a group is 0"):
        Heap(HALF, ())


VALUES = (100, 80, 60, 40)
ITEMS = (Fraction(1, 4), Fraction(3, 4))
GROUPS = {"g": Fraction(2, 3), "h": Fraction(1, 3)}


@st.composite
def two_subject_reviews(draw):
    """Two subjects, two items, two groups; some marks are missing."""
    rules = plain_rules(
        items=ITEMS,
        groups=GROUPS,
        edges=[draw(st.integers(70, 95)), draw(st.integers(41, 69))],
    )
    form = BallotForm.of(rules, ["p0", "p1"])
    mark = st.integers(0, 3)
    ballot = st.lists(mark, min_size=4, max_size=4).map(bytes)
    gaps = st.lists(mark | st.just(255), min_size=4, max_size=4).map(bytes)
    heaps = {
        g: [draw(ballot), *draw(st.lists(ballot | gaps, max_size=2))] for g in "gh"
    }
    return plain_review(rules, BallotBox.from_bytes(form, heaps))


def _plain_score(heaps, subject):
    """Means of the valid marks, item by item; None where a cell is empty."""
    total = Fraction(0)
    for group, heap in heaps.items():
        for item, weight in enumerate(ITEMS):
            marks = [ballot[2 * subject + item] for ballot in heap]
            valid = [VALUES[mark] for mark in marks if mark < 4]
            if not valid:
                return None
            total += GROUPS[group] * weight * Fraction(sum(valid), len(valid))
    return total


@given(two_subject_reviews())
def test_law_51_removal_margins_equal_brute_force(review):
    """Scoring again without the ballots flips the outcome at the margin."""
    assessment = assess(review)
    margins, grading = removal_margins(assessment), assessment.rules.grading
    ballots = {g: review.box.ballots(g) for g in GROUPS}
    before = [_plain_score(ballots, s) for s in range(2)]
    assert before == [assessment.standing(f"p{s}").score for s in range(2)]
    flat = [(g, at) for g, heap in ballots.items() for at in range(len(heap))]
    found = {}
    for number in range(len(flat)):
        for gone in combinations(flat, number):
            heaps = {
                g: [b for at, b in enumerate(heap) if (g, at) not in gone]
                for g, heap in ballots.items()
            }
            after = [_plain_score(heaps, s) for s in range(2)]
            for s, score in enumerate(after):
                if score is not None:
                    one, other = map(grading.band_of, (before[s], score))
                    if other.grade_id > one.grade_id:
                        found.setdefault(("lose", s), number)
                    if other.grade_id < one.grade_id:
                        found.setdefault(("gain", s), number)
            if None not in after and after[0] > after[1]:
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
    assert margins.lose(1).way is MarginWay.OUT_OF_REACH
    gaps = [bytes([1, 255])] * 7 + [bytes([0, 2])]
    many = assess(plain_review(rules, BallotBox.from_bytes(form, {"g": gaps})))
    assert removal_margins(many).lose(1).way is MarginWay.MISSING_MARKS
    assert removal_margins(many).overtake(1, 0).way is MarginWay.MISSING_MARKS
    assert repr(margins).startswith("RemovalMargins(Remarking of Tally(2 subjects")


def test_removals_need_the_ballots():
    """From counts alone the refusal names the level that is needed."""
    review = load_example("long-march-street-2021")
    counted = assess(attrs.evolve(review, box=None, counted=review.tally()))

    with pytest.raises(MissingLevelError, match="removed ballots needs level 4"):
        removal_margins(counted)


def test_a_cell_that_is_empty_already_does_not_matter():
    """Under a rule for empty groups, ballots without a mark change nothing."""
    rules = plain_rules(groups=GROUPS, edges=[90, 60], empty_group="renormalize")
    form = BallotForm.of(rules, ["p0"])
    heaps = {"g": [b"\x00", b"\x02", b"\x02"], "h": [b"\xff"] * 3}
    margins = removal_margins(
        assess(plain_review(rules, BallotBox.from_bytes(form, heaps)))
    )

    assert margins.gain(0).changes == 2
    assert margins.lose(0).changes is None
    assert margins.heaps[1][0].bounds(5) == [0, 0, 0]
    assert margins.heaps[1][0].fall(2) == 0


def test_bounds_are_never_below_the_falls():
    """What is skipped because of its bound could not have been enough."""
    margins = removal_margins(assess(load_example("long-march-street-2021")))
    for heap in margins.heaps[3][:6]:
        bounds = heap.bounds(10)
        falls = [heap.fall(k) for k in range(11)]
        assert all(
            b is not None and f * FIXED_POINT <= b
            for b, f in zip(bounds, falls, strict=True)
        )
    sparse = UnevenHeap.of([[5, None, None], [1, 2, 3]])
    # The only mark of the first line has to stay.
    assert sparse.fall(1) is not None
    assert sparse.bounds(3) == [0, *sparse.bounds(2)[1:]]
    assert sparse.fall(2) == Fraction(1 + 2 + 3 - 3 * 1)

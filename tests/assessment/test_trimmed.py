"""Trimmed mean and median: laws 44-46 and the reference."""

import json
import statistics
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import trim_mean

from partybuild.assessment import median, trimmed_mean
from partybuild.assessment._trimmed import median_of_runs, trimmed_runs
from partybuild.errors import InexactNumberError, TooFewMarksError, ValueRangeError
from partybuild.testing.strategies import exact_numbers

CASE = json.loads((Path(__file__).parent / "cases" / "trimmed.json").read_text())
MARKS = st.lists(exact_numbers(0, 100), min_size=1, max_size=15)
SHARES = st.integers(0, 49).map(lambda part: Fraction(part, 100))
RANDOMS = st.randoms(use_true_random=False)


@st.composite
def _trimmable(draw):
    marks = draw(MARKS)
    return marks, draw(st.integers(0, (len(marks) - 1) // 2))


def test_reference():
    """The answers that an independent program gave."""
    marks = CASE["x"]

    assert trimmed_mean(marks, share="10%") == CASE["trim10"]
    assert trimmed_mean(marks, share="20%") == CASE["trim20"]
    assert trimmed_mean(marks, each=1) == CASE["drop_1_each"]
    assert median(marks) == CASE["median"]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=15), SHARES)
def test_scipy_agrees(marks, share):
    """Whole marks are dropped as scipy drops them."""
    assert float(trimmed_mean(marks, share=share)) == pytest.approx(
        trim_mean(marks, float(share) + 1e-9)
    )


@given(_trimmable(), RANDOMS)
def test_law_44_permutation_and_bounds(drawn, random):
    """Order does not matter; the mean lies among the marks that are kept."""
    marks, each = drawn
    kept = sorted(marks)[each : len(marks) - each]
    found = trimmed_mean(marks, each=each)

    assert trimmed_mean(random.sample(marks, len(marks)), each=each) == found
    assert kept[0] <= found <= kept[-1]
    assert found == sum(kept) / len(kept)


@given(_trimmable(), st.data(), exact_numbers(0, 50))
def test_law_44_monotone(drawn, data, more):
    """Raising a mark never lowers the result, by count, by share, or the median."""
    marks, each = drawn
    share = data.draw(SHARES)
    raised = list(marks)
    raised[data.draw(st.integers(0, len(marks) - 1))] += more

    assert trimmed_mean(raised, each=each) >= trimmed_mean(marks, each=each)
    assert trimmed_mean(raised, share=share, split_marks=True) >= trimmed_mean(
        marks, share=share, split_marks=True
    )
    assert median(raised) >= median(marks)


@given(_trimmable(), SHARES, exact_numbers(1, 9), exact_numbers(-50, 50))
def test_law_44_affine(drawn, share, a, b):
    """Another scale of marks gives the result on that scale."""
    marks, each = drawn
    moved = [a * mark + b for mark in marks]

    assert trimmed_mean(moved, each=each) == a * trimmed_mean(marks, each=each) + b
    assert trimmed_mean(moved, share=share) == a * trimmed_mean(marks, share=share) + b
    assert median(moved) == a * median(marks) + b


@given(st.lists(exact_numbers(0, 100), max_size=10), st.integers(0, 5))
def test_law_44_nothing_left_is_refused(marks, more):
    """Dropping r at each end needs more than 2 r marks."""
    each = -(-len(marks) // 2) + more
    with pytest.raises(TooFewMarksError) as caught:
        trimmed_mean(marks, each=each)

    assert str(caught.value) == (
        f"of {len(marks)} marks, {2 * each} were to be dropped, which leaves none; "
        "a rule that trims must say from how many marks on it does"
    )


@given(MARKS, SHARES, st.integers(2, 4))
def test_law_45_split_marks_are_duplication_homogeneous(marks, share, times):
    """A share that may split a mark gives the same for every ballot copied."""
    one = trimmed_mean(marks, share=share, split_marks=True)

    assert trimmed_mean(marks * times, share=share, split_marks=True) == one


def test_law_45_whole_marks_are_not():
    """Drop one highest and one lowest: 100, and 90 with every ballot doubled."""
    marks = [100, 100, 100, 40]

    assert trimmed_mean(marks, each=1) == 100
    assert trimmed_mean(marks * 2, each=1) == 90


def test_law_45_trimmed_means_cannot_be_merged():
    """Two halves with equal trimmed means make different wholes."""
    one, other = [100, 80, 0], [80, 80, 80]
    end = [100, 100, 100]

    assert trimmed_mean(one, each=1) == trimmed_mean(other, each=1)
    assert trimmed_mean(one + end, each=1) != trimmed_mean(other + end, each=1)


def test_a_share_drops_whole_marks_unless_the_rule_splits_them():
    """10 % of twelve marks drop one at each end, or 1.2."""
    runs = {100: 2, 80: 9, 0: 1}
    marks = [100, 100, *[80] * 9, 0]

    assert trimmed_runs(runs, share="10%") == trimmed_mean(marks, share="10%") == 82
    assert trimmed_runs(runs, share="10%", split_marks=True) == Fraction(245, 3)


def test_law_46_item_wise_is_not_composite():
    """(100, 40), (40, 100), (80, 80): 80 item by item, 70 on composites."""
    ballots = [(100, 40), (40, 100), (80, 80)]
    item_wise = [trimmed_mean(marks, each=1) for marks in zip(*ballots, strict=True)]
    composites = [Fraction(sum(ballot), 2) for ballot in ballots]

    assert sum(item_wise) / 2 == 80
    assert trimmed_mean(composites, each=1) == 70


@given(MARKS)
def test_median_is_that_of_the_standard_library(marks):
    """The middle mark, or the mean of the two in the middle, exactly."""
    assert median(marks) == Fraction(statistics.median(marks))


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({}, "trimming is each=None, share=None; expected one of the two"),
        (
            {"each": 1, "share": "10%"},
            "trimming is each=1, share=10%; expected one of the two",
        ),
        ({"each": -1}, "each is -1; expected a count of at least 0"),
        ({"each": True}, "each is True; expected a count of at least 0"),
        ({"share": "50%"}, "share is 1/2; expected a share from 0 to below 1/2"),
        ({"share": "-1%"}, "share is -1/100; expected a share from 0 to below 1/2"),
    ],
)
def test_other_trimming_is_refused(how, message):
    """A rule says how much is dropped, and it is never everything."""
    with pytest.raises(ValueRangeError) as caught:
        trimmed_mean([100, 80, 60], **how)

    assert str(caught.value) == message


def test_floats_and_nothing_are_refused():
    """Marks are exact, and there is at least one."""
    with pytest.raises(InexactNumberError):
        trimmed_mean([87.5, 90], each=0)
    with pytest.raises(InexactNumberError):
        median([87.5])
    with pytest.raises(TooFewMarksError, match="of 0 marks, 0 were to be dropped"):
        median([])


@given(
    st.dictionaries(exact_numbers(0, 100), st.integers(1, 4), min_size=1, max_size=5),
    SHARES,
    st.booleans(),
)
def test_runs_of_equal_marks_are_the_marks_written_out(runs, share, split):
    """However they are counted; and counts of any size take no more time."""
    marks = [mark for mark, number in runs.items() for _ in range(number)]
    assert median_of_runs(runs) == median(marks) == statistics.median(marks)

    many = {mark: number * 10**30 for mark, number in runs.items()}
    assert median_of_runs(many) == median(marks)
    whole = trimmed_runs(many, share=share, split_marks=split)
    assert whole == trimmed_mean(marks, share=share, split_marks=True)

"""Margins in marks from counts of any size: no mark is written out."""

from itertools import accumulate

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import MarginWay, mark_margins
from partybuild.analysis._gain_curve import GainCurve
from partybuild.analysis._quota_marks import Other, settle
from partybuild.assessment import assess
from partybuild.conference import GroupRoll, RollCall, Tally
from partybuild.datasets import load_example

_RUNS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 6)), max_size=4)


@given(_RUNS, st.integers(-3, 250))
def test_a_curve_of_counts_is_that_of_the_gains_written_out(runs, need):
    """The largest first, one by one."""
    curve = GainCurve.of(runs)
    gains = sorted((gain for gain, n in runs for _ in range(n)), reverse=True)
    sums = list(accumulate(gains, initial=0))

    assert curve.changes == len(gains)
    assert curve.total == sum(gains)
    assert [curve.gained(n) for n in range(len(sums))] == sums
    assert [curve.next_gain(n) for n in range(len(gains))] == gains
    assert curve.next_gain(len(gains)) == 0
    fewest = next((n for n, gained in enumerate(sums) if gained >= need), None)
    assert curve.fewest(need) == fewest
    cost, growth = curve.cost(need)
    if fewest is not None:
        assert fewest - 1 < cost <= fewest
    for other in (need - 4, need + 1, need + 9):
        # Convex: nowhere below the tangent.
        assert curve.cost(other)[0] >= cost + growth * (other - need)


def _scanned(own, others, number, first):
    """Every number of own marks, with the cheapest others."""
    found = []
    for changes in range(first, own.changes + 1):
        costs = [o.gains.fewest(o.left(own.gained(changes))) for o in others]
        within = sorted(cost for cost in costs if cost is not None)
        if len(within) >= number:
            found.append(changes + sum(within[: max(number, 0)]))
    return min(found, default=None)


@given(
    _RUNS,
    st.lists(st.tuples(_RUNS, st.integers(-5, 60), st.integers(-9, 20)), max_size=4),
    st.integers(-1, 4),
    st.integers(0, 2),
    st.sampled_from([1, 7, 40]),
)
def test_law_51_a_quota_in_marks_is_exact(own, others, number, first, times):
    """The search skips numbers of own marks, and no better one."""

    def larger(runs):
        return GainCurve.of((gain, n * times) for gain, n in runs)

    curve = larger(own)
    rest = [Other(larger(o), need * times, least * times) for o, need, least in others]
    first = min(first, curve.changes)
    margin = settle(curve, rest, number, first)

    assert margin.exact
    assert margin.changes == _scanned(curve, rest, number, first)


@pytest.mark.parametrize("need", range(0, 75, 3))
def test_law_51_a_quota_in_marks_for_every_need(need):
    """Own marks of 7 and 4, others of 5 and 3, some of whom cannot do it alone."""
    own = GainCurve.of([(7, 6), (4, 5)])
    others = [
        Other(GainCurve.of(runs), need + more, least)
        for runs, more, least in (
            ([(5, 4), (3, 9)], 0, -9),
            ([(5, 3)], 3, 2),
            ([(3, 30)], 1, 5),
            ([], 9, 0),
        )
    ]
    for number in range(5):
        margin = settle(own, others, number)
        assert margin.exact
        assert margin.changes == _scanned(own, others, number, 0)


def test_law_51_bounds_that_do_not_meet_are_told_as_bounds():
    """Gains that never fit together: no number of own marks is as good as it looks."""
    own = GainCurve.of([(10**9 + 7, 10**9)])
    others = [
        Other(GainCurve.of([(10**9 + at, 10**12)]), 10**18 + at, 0) for at in range(4)
    ]
    # One own mark makes up for one of each other, so that all numbers are nearly alike.
    margin = settle(own, others, 1)

    assert margin.least <= margin.changes <= margin.least + 1
    assert margin.way is MarginWay.QUOTA


def test_law_51_counts_of_any_size_have_margins():
    """So many times the example: a margin of so many times the marks, or a little less.

    What one mark moves is smaller by as much; only the last mark need not be whole.
    """
    times = 10**30
    example = load_example("long-march-street-2021")
    tally = example.tally()
    larger = Tally(
        form=tally.form,
        ballots=tuple(size * times for size in tally.ballots),
        counts=tuple(tuple(n * times for n in row) for row in tally.counts),
    )
    rolls = [
        GroupRoll(group_id=group_id, issued=ballots, returned=ballots)
        for group_id, ballots in zip(tally.form.group_ids, larger.ballots, strict=True)
    ]
    review = attrs.evolve(example, box=None, counted=larger, roll_call=RollCall(rolls))
    few, many = mark_margins(assess(example)), mark_margins(assess(review))

    for subject in range(len(example.form.subject_ids)):
        for one, other in (
            (few.lose(subject), many.lose(subject)),
            (few.gain(subject), many.gain(subject)),
        ):
            assert one.way is other.way
            if one.changes is not None:
                assert other.changes - other.least <= 2
                assert other.changes <= one.changes * times
                assert other.changes > (one.changes - 3) * times

"""Shares that are whole: laws 34, 42 and 43, and the Alabama paradox."""

import json
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from partybuild.errors import TiedSeatError, ValueRangeError
from partybuild.kernel import Rounding, hamilton, percentages, webster

CASES = json.loads((Path(__file__).parent / "cases" / "apportionment.json").read_text())
COUNTS = st.lists(st.integers(0, 300), min_size=1, max_size=8).filter(any)
SEATS = st.integers(0, 60)


def _outcome(method, sizes, seats):
    try:
        return method(sizes, seats), ()
    except TiedSeatError as error:
        return (), error.tied


@pytest.mark.parametrize("case", CASES["hamilton"], ids=str)
def test_hamilton_reference(case):
    """The textbook cases, the Alabama paradox among them."""
    assert hamilton(case["sizes"], case["seats"]) == tuple(case["result"])


@given(COUNTS, st.integers(0, 4))
def test_law_34_shares_sum_to_100(counts, places):
    """Percentages by largest remainder print a total of exactly 100."""
    shares = percentages(counts, places)
    total = sum(counts)

    assert sum(shares) == 100
    for share, count in zip(shares, counts, strict=True):
        assert abs(share - Fraction(100 * count, total)) < Fraction(1, 10**places)
        assert (share * 10**places).denominator == 1


def test_law_34_plain_rounding_leaves_99_99():
    """Three equal shares rounded one by one do not reach 100."""
    plain = [Rounding(places=2).apply(Fraction(100, 3))] * 3

    assert sum(plain) == Fraction("99.99")
    assert sum(percentages([1, 1, 1])) == 100


@given(COUNTS, SEATS)
def test_law_43_hamilton_stays_within_the_quota(sizes, seats):
    """Seats sum to the house, each within floor and ceiling, or a tie is told."""
    quotas = [Fraction(size * seats, sum(sizes)) for size in sizes]
    shares, tied = _outcome(hamilton, sizes, seats)
    if tied:
        assert len(tied) > 1
        assert len({quotas[part] % 1 for part in tied}) == 1
        return

    assert sum(shares) == seats
    for share, quota in zip(shares, quotas, strict=True):
        assert floor(quota) <= share <= -floor(-quota)


@given(COUNTS, SEATS)
def test_law_43_webster_is_house_monotone(sizes, seats):
    """One more seat takes none away, and seats sum to the house."""
    fewer, tied = _outcome(webster, sizes, seats)
    if tied:
        assert len(tied) > 1
        return
    more, _ = _outcome(webster, sizes, seats + 1)

    assert sum(fewer) == seats
    assert all(a <= b for a, b in zip(fewer, more or fewer, strict=True))
    # No claim to a further seat beats one that was met.
    pairs = list(zip(sizes, fewer, strict=True))
    met = [Fraction(size, 2 * have - 1) for size, have in pairs if have]
    unmet = [Fraction(size, 2 * have + 1) for size, have in pairs]
    assert max(unmet) <= min(met, default=max(unmet))


@given(COUNTS, SEATS, st.randoms(use_true_random=False))
def test_permuting_the_parts_permutes_the_seats(sizes, seats, random):
    """Neither method looks at the order in which the parts were handed in."""
    order = random.sample(range(len(sizes)), len(sizes))
    shuffled = [sizes[at] for at in order]
    for method in (hamilton, webster):
        try:
            shares = method(sizes, seats)
        except TiedSeatError:
            with pytest.raises(TiedSeatError):
                method(shuffled, seats)
        else:
            assert method(shuffled, seats) == tuple(shares[at] for at in order)


@given(st.integers(1, 50), st.integers(2, 5))
def test_equal_parts_tie_for_the_last_seat(size, parts):
    """One seat for equal parts is nobody's until a body decides."""
    for method in (hamilton, webster):
        with pytest.raises(TiedSeatError) as caught:
            method([size] * parts, 1)

        assert sorted(caught.value.tied) == list(range(parts))


@given(COUNTS)
def test_counts_scaled_alike_give_the_same_shares(counts):
    """Only proportions matter."""
    assume(sum(counts) < 10_000)

    assert percentages([7 * count for count in counts]) == percentages(counts)


def test_tie_is_told_in_words():
    """The message names the parts and the way on."""
    with pytest.raises(TiedSeatError) as caught:
        hamilton([5, 5], 3)

    assert str(caught.value) == (
        "parts 0, 1 (counted from 0) have equal claims to the last of 3 seats; "
        "a recorded decision must choose"
    )


@pytest.mark.parametrize(("sizes", "seats"), [([], 1), ([0, 0], 1), ([-1, 2], 1)])
def test_impossible_sizes_are_refused(sizes, seats):
    """Negative sizes, and nothing to be in proportion to, are mistakes."""
    for method in (hamilton, webster):
        with pytest.raises(ValueRangeError, match="one size above 0"):
            method(sizes, seats)
    with pytest.raises(ValueRangeError, match="one size above 0"):
        percentages(sizes)


def test_negative_seats_are_refused():
    """Fewer than no seats cannot be shared out."""
    with pytest.raises(ValueRangeError, match=r"\[1, 2\] for -1 seats"):
        hamilton([1, 2], -1)

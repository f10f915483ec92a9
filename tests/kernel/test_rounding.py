"""Rounding against the decimal module, laws 30-33 and the published references."""

import json
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import ValueRangeError
from partybuild.kernel import Rounding, RoundingMode, ThresholdValue, TrailingZeros
from partybuild.testing.strategies import exact_numbers, roundings

CASES = json.loads((Path(__file__).parent / "cases" / "rounding.json").read_text())
ORACLE = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
}
HALVES = st.integers(-(10**6), 10**6).map(lambda number: Fraction(number, 200))


@pytest.mark.parametrize(("value", "printed"), CASES["half_up_2"])
def test_half_up_reference(value, printed):
    """Half away from zero at two decimals, as the reference states it."""
    assert Rounding(places=2).text(Fraction(value)) == printed


@pytest.mark.parametrize(("value", "printed"), CASES["decimal_half_even"].items())
def test_half_even_reference(value, printed):
    """GB/T 8170 at two decimals, as the reference states it."""
    rule = Rounding(places=2, mode=RoundingMode.HALF_EVEN)

    assert rule.text(Fraction(value)) == printed


@pytest.mark.parametrize(("value", "float_result"), CASES["python_round_float"].items())
def test_binary_rounding_is_not_used(value, float_result):
    """A float would print another second decimal in these cases, except one."""
    printed = Rounding(places=2).text(Fraction(value))

    assert round(float(value), 2) == float_result
    assert (printed == f"{float_result:.2f}") == (value == "89.995")


@given(st.integers(-(10**9), 10**9), st.integers(0, 8), st.integers(0, 8), roundings())
def test_decimal_module_agrees(digits, shift, places, rule):
    """Every mode, sign and number of places agrees with the decimal module."""
    rule = Rounding(places=places, mode=rule.mode)
    number = Decimal(digits).scaleb(-shift)
    step = Decimal(1).scaleb(-places)
    expected = number.quantize(step, ORACLE[rule.mode], Context(prec=40))

    assert rule.apply(Fraction(number)) == Fraction(expected)
    assert Decimal(rule.text(Fraction(number))) == expected


@given(exact_numbers(), exact_numbers(), roundings())
def test_law_30_rounding(one, other, rule):
    """Idempotent, monotone, odd, and off by half a unit at most (a whole, down)."""
    unit = Fraction(1, 10**rule.places)
    error = abs(rule.apply(one) - one)

    assert rule.apply(rule.apply(one)) == rule.apply(one)
    assert (rule.apply(one) <= rule.apply(other)) or one > other
    assert rule.apply(-one) == -rule.apply(one)
    assert error < unit if rule.mode is RoundingMode.DOWN else 2 * error <= unit


def test_law_30_counterexamples():
    """Floor of x + 1/2 is not odd; half to even is not translation invariant."""
    up = Rounding(places=0)
    even = Rounding(places=0, mode=RoundingMode.HALF_EVEN)

    assert (up.text(Fraction(-1, 2)), up.text(Fraction(1, 2))) == ("-1", "1")
    assert (even.text(Fraction(1, 2)), even.text(Fraction(3, 2))) == ("0", "2")


def test_law_31_round_once():
    """Successive rounding would raise 89.9949 to 90.00; rounding once does not."""
    exact = Fraction("89.9949")
    twice = Rounding(places=2).apply(Rounding(places=3).apply(exact))

    assert Rounding(places=2).text(exact) == "89.99"
    assert Rounding(places=2).text(twice) == "90.00"


def test_law_31_rounding_parts_first_loses_the_grade():
    """Group means 280/3 and 620/7 make exactly 90; rounded first they do not."""
    rule = Rounding(places=2)
    means = [Fraction(280, 3), Fraction(620, 7)]
    shares = [Fraction(3, 10), Fraction(7, 10)]
    exact = sum(s * m for s, m in zip(shares, means, strict=True))
    early = sum(s * rule.apply(m) for s, m in zip(shares, means, strict=True))

    assert exact == 90
    assert early == Fraction("89.998")


@given(exact_numbers(), exact_numbers(), roundings())
def test_law_32_order_after_rounding(one, other, rule):
    """Rounding can tie two numbers, never reverse them."""
    low, high = sorted((one, other))

    assert rule.apply(low) <= rule.apply(high)


@given(exact_numbers(0, 100), st.lists(exact_numbers(0, 100), max_size=3), roundings())
def test_law_33_display_agrees_with_grade(value, edges, rule):
    """What is printed reaches a threshold exactly when the grade does."""
    shown = Fraction(rule.text_beside(value, edges))
    graded = rule.graded(value)

    assert [shown >= edge for edge in edges] == [graded >= edge for edge in edges]


@given(HALVES, roundings())
def test_law_33_holds_close_to_the_threshold(value, rule):
    """A value a trillionth below a threshold is still not printed as reaching it."""
    exact = Rounding(places=rule.places, mode=rule.mode)
    below = value - Fraction(1, 10**14)

    assert Fraction(exact.text_beside(below, [value])) < value
    assert Fraction(exact.text_beside(value, [value])) >= value


def test_law_33_example():
    """89.996 is not printed as 90.00 beside the grade that begins at 90."""
    value = Fraction("89.996")

    assert Rounding().text_beside(value, [Fraction(90)]) == "89.996"
    assert Rounding().text_beside(value, [Fraction(80)]) == "90.00"
    rounded = Rounding(thresholds=ThresholdValue.ROUNDED)
    assert rounded.text_beside(value, [Fraction(90)]) == "90.00"
    assert rounded.graded(value) == 90


def test_twelve_places_that_are_not_enough_give_the_fraction():
    """Beyond twelve places the exact fraction is printed."""
    value = 90 - Fraction(1, 10**20)

    assert Fraction(Rounding().text_beside(value, [Fraction(90)])) == value


@pytest.mark.parametrize(
    ("value", "zeros", "printed"),
    [
        ("25", TrailingZeros.KEEP, "25.00"),
        ("25", TrailingZeros.DROP_WHEN_EXACT, "25"),
        ("25", TrailingZeros.DROP, "25"),
        ("73.797", TrailingZeros.KEEP, "73.80"),
        ("73.797", TrailingZeros.DROP_WHEN_EXACT, "73.80"),
        ("73.797", TrailingZeros.DROP, "73.8"),
        ("73.8", TrailingZeros.DROP_WHEN_EXACT, "73.8"),
        ("0", TrailingZeros.DROP, "0"),
        ("100", TrailingZeros.DROP, "100"),
        ("-0.004", TrailingZeros.KEEP, "0.00"),
        ("-1.5", TrailingZeros.DROP, "-1.5"),
    ],
)
def test_trailing_zeros(value, zeros, printed):
    """Zeros are kept, dropped, or dropped only where nothing was rounded away."""
    assert Rounding(zeros=zeros).text(Fraction(value)) == printed


def test_whole_numbers_keep_their_zeros():
    """Without decimals there is no trailing zero to drop."""
    rule = Rounding(places=0, zeros=TrailingZeros.DROP)

    assert rule.text(Fraction(100)) == "100"
    assert rule.percent_text(Fraction(1)) == "100%"


@pytest.mark.parametrize("places", [-1, 13, True, "2", 2.0, None])
def test_places_outside_0_to_12_are_refused(places):
    """The number of places is an int from 0 to 12."""
    with pytest.raises(ValueRangeError) as caught:
        Rounding(places=places)

    assert str(caught.value) == (
        f"rounding places is {places!r}; expected an int, 0 to 12"
    )

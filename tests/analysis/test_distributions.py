"""Tails and quantiles against R (references.json) and scipy."""

import json
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from partybuild.analysis import (
    beta_cdf,
    beta_quantile,
)
from partybuild.analysis._distribution import (
    chi_square_upper_tail,
    f_quantile,
    f_upper_tail,
    normal_lower_tail,
    student_lower_tail,
    student_quantile,
)
from partybuild.errors import ValueRangeError

REFERENCES = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)
QUANTILES = REFERENCES["quantiles"]

SHAPES = st.floats(0.05, 2000)
PROBABILITIES = st.floats(1e-9, 1 - 1e-9)
DF = st.one_of(st.floats(0.5, 1e5), st.sampled_from([1, 2, 30, 2e6, inf]))


def test_normal_quantiles_of_the_reference_read_backwards():
    """R's qnorm, to ten digits."""
    for p, z in zip(QUANTILES["p"], QUANTILES["normal"], strict=True):
        assert normal_lower_tail(z) == pytest.approx(p, rel=1e-10)


def test_student_quantiles_of_the_reference():
    """R's qt, to ten digits, for whole and broken degrees of freedom."""
    for df, row in zip(QUANTILES["t"]["df"], QUANTILES["t"]["q"], strict=True):
        for p, value in zip(QUANTILES["p"], row, strict=True):
            assert student_quantile(p, df) == pytest.approx(value, rel=1e-10)


def test_f_tails_and_limits_of_the_reference():
    """Significance and 95 % limits of Shrout and Fleiss, by psych in R."""
    case = REFERENCES["shrout_fleiss"]
    rows = zip(case["F"], case["df1"], case["df2"], case["p"], strict=True)
    for ratio, df1, df2, p in rows:
        assert f_upper_tail(ratio, df1, df2) == pytest.approx(p, rel=1e-10)
    # ICC(3,k) lies between 1 less the two limits of 1 / F.
    ratio, df1, df2 = case["F"][5], case["df1"][5], case["df2"][5]
    low = 1 - f_quantile(0.975, df1, df2) / ratio
    high = 1 - 1 / (ratio * f_quantile(0.975, df2, df1))
    assert low == pytest.approx(case["lower"][5], rel=1e-10)
    assert high == pytest.approx(case["upper"][5], rel=1e-10)


def test_chi_square_tail_of_the_reference():
    """The rounding times of Hollander and Wolfe."""
    case = REFERENCES["friedman_rounding_times"]
    found = chi_square_upper_tail(case["chisq"], case["df"])
    assert found == pytest.approx(case["p"], rel=1e-10)


@given(st.floats(-37, 37))
def test_normal_tail_agrees_with_scipy(z):
    """Small probabilities keep their digits."""
    assert normal_lower_tail(z) == pytest.approx(special.ndtr(z), rel=1e-10)


@given(PROBABILITIES, DF)
def test_student_quantile_agrees_with_scipy(p, df):
    """From half a degree of freedom to infinitely many."""
    expected = special.stdtrit(df, p) if df < 1e6 else stats.norm.ppf(p)
    # Two million degrees of freedom differ from the normal in the seventh digit.
    rel = 1e-8 if df < 1e6 else 3e-5
    assert student_quantile(p, df) == pytest.approx(expected, rel=rel, abs=1e-12)


@given(PROBABILITIES, DF)
def test_student_quantile_inverts_the_tail(p, df):
    """The probability below the quantile is the one asked for."""
    assert student_lower_tail(student_quantile(p, df), df) == pytest.approx(
        p, rel=1e-10
    )


@given(st.floats(0, 200), st.floats(0.5, 500), st.floats(0.5, 500))
def test_f_tail_agrees_with_scipy(ratio, df1, df2):
    """At 0 everything lies above."""
    assert f_upper_tail(ratio, df1, df2) == pytest.approx(
        stats.f.sf(ratio, df1, df2), rel=1e-8, abs=1e-290
    )


@given(st.floats(1e-6, 1 - 1e-6), st.floats(0.5, 500), st.floats(0.5, 500))
def test_f_quantile_inverts_the_tail(p, df1, df2):
    """And the two tails turn into one another when the ratio is turned over."""
    value = f_quantile(p, df1, df2)
    assert f_upper_tail(value, df1, df2) == pytest.approx(1 - p, rel=1e-9)
    assert f_quantile(1 - p, df2, df1) == pytest.approx(1 / value, rel=1e-8)


@given(st.floats(0, 600), st.integers(1, 200))
def test_chi_square_tail_agrees_with_scipy(value, df):
    """Even and odd degrees of freedom take different sums."""
    assert chi_square_upper_tail(value, df) == pytest.approx(
        stats.chi2.sf(value, df), rel=1e-9
    )


@given(st.floats(0, 1, allow_subnormal=False), SHAPES, SHAPES)
def test_beta_cdf_agrees_with_scipy(x, a, b):
    """Both tails to eight digits."""
    assert beta_cdf(x, a, b) == pytest.approx(
        special.betainc(a, b, x), rel=1e-8, abs=1e-290
    )


@pytest.mark.parametrize(("a", "b"), [(0.25, 0.25), (0.5, 1.0), (0.05, 3.0)])
def test_beta_cdf_keeps_its_digits_at_the_least_value_above_nothing(a, b):
    """There x^a / (a B(a, b)) is all of it; SciPy's own digits end before."""
    exact = (5e-324**a) / (a * special.beta(a, b))

    assert beta_cdf(5e-324, a, b) == pytest.approx(exact, rel=1e-10)


@given(st.floats(1e-6, 1 - 1e-6), SHAPES, SHAPES)
def test_beta_quantile_inverts_the_cdf(p, a, b):
    """Where a value can be told from 0 and 1 in a float at all."""
    x = beta_quantile(p, a, b)
    if 1e-280 < x < 1 - 1e-7:
        assert beta_cdf(x, a, b) == pytest.approx(p, rel=1e-7)
    else:
        assert 0 <= x <= 1


@pytest.mark.parametrize(
    ("a", "b", "place"), [(0, 2, 0.0), (2, 0, 1.0), (inf, 2, 1.0), (2, inf, 0.0)]
)
def test_a_beta_of_a_single_point(a, b, place):
    """A shape of 0 or of infinity puts all mass at one end."""
    assert beta_quantile(0.3, a, b) == place
    assert beta_cdf(0.5, a, b) == (1.0 if place == 0 else 0.0)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (student_lower_tail, (nan, 3)),
        (student_lower_tail, (1.0, 0)),
        (student_quantile, (0.0, 3)),
        (student_quantile, (0.5, -1)),
        (f_upper_tail, (1.0, 0, 3)),
        (f_quantile, (1.0, 3, 3)),
        (f_quantile, (0.5, 3, 0)),
        (chi_square_upper_tail, (1.0, 0)),
        (beta_quantile, (1.5, 1, 1)),
        (beta_cdf, (0.5, -1, 1)),
        (beta_cdf, (0.5, 0, 0)),
    ],
)
def test_arguments_out_of_range_are_refused(function, arguments):
    """A probability of 2 or no degrees of freedom is a mistake of the caller."""
    with pytest.raises(ValueRangeError, match="expected"):
        function(*arguments)

"""Distributions, contrasts, intervals and hidden groups against outside answers."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from partybuild.analysis import (
    GroupSums,
    Span,
    Stratum,
    beta_cdf,
    beta_quantile,
    half_phantom_limit,
    hidden_groups,
    interval_moments,
    stratified_evidence,
)
from partybuild.analysis._distribution import student_lower_tail

REFERENCES = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)
SCALE = Span(Fraction(40), Fraction(100), Fraction(20))


def _sums(weight, marks):
    return GroupSums(
        Fraction(weight),
        len(marks),
        Fraction(sum(marks)),
        Fraction(sum(x * x for x in marks)),
    )


def _stratum(marks):
    return Stratum(
        len(marks), Fraction(sum(marks)), Fraction(sum(x * x for x in marks))
    )


def test_beta_quantiles_of_the_reference():
    """R's qbeta, to ten digits."""
    q = REFERENCES["quantiles"]
    for row in q["beta"]:
        for p, expected in zip(q["p"], row["q"], strict=True):
            found = beta_quantile(p, row["a"], row["b"])
            assert found == pytest.approx(expected, rel=1e-10)
    for row in q["pbeta"]:
        assert beta_cdf(row["x"], row["a"], row["b"]) == pytest.approx(
            row["p"], rel=1e-10
        )


def test_student_tails_of_the_reference():
    """R's qt, read backwards."""
    q = REFERENCES["quantiles"]
    for df, row in zip(q["t"]["df"], q["t"]["q"], strict=True):
        for p, value in zip(q["p"], row, strict=True):
            assert student_lower_tail(value, df) == pytest.approx(p, rel=1e-10)


@given(st.floats(-40, 40), st.floats(0.5, 1e5))
@example(6.103515625e-05, 36251.0)
@example(-1.0, 1e5)
@example(-40.0, 1e5)
def test_student_tails_agree_with_scipy(t, df):
    """Small probabilities keep their digits."""
    assert student_lower_tail(t, df) == pytest.approx(stats.t.cdf(t, df), rel=1e-8)


def test_half_phantom_moments_and_limits_of_the_reference():
    """Moments exactly, limits to ten digits."""
    case = REFERENCES["small_stratified"]
    groups = [
        _sums(str(weight), marks)
        for weight, marks in zip(case["weights"], case["ballots"].values(), strict=True)
    ]
    for upper, side in ((False, "lower"), (True, "upper")):
        exact = tuple(map(Fraction, case["default_moments_exact"][side]))
        assert interval_moments(groups, SCALE, upper=upper) == exact
        limit = half_phantom_limit(groups, SCALE, upper=upper)
        assert limit == pytest.approx(case["default_interval_95"][upper], rel=1e-10)


def test_law_49_binary_case():
    """One group and two options give two beta quantiles."""
    unit = Span(Fraction(0), Fraction(1), Fraction(1))
    for case in REFERENCES["binomial_ci"]:
        marks = [1] * case["x"] + [0] * (case["n"] - case["x"])
        for upper in (False, True):
            found = half_phantom_limit([_sums(1, marks)], unit, upper=upper)
            expected = case["half_phantom_default"][upper]
            assert found == pytest.approx(expected, rel=1e-10, abs=1e-12)


MARKS = st.lists(st.sampled_from([40, 60, 80, 100]), min_size=1, max_size=30)


@given(MARKS, MARKS, st.fractions(0, 1))
def test_law_47_interval_contains_the_score(one, other, weight):
    """It holds that lo <= L <= score <= U <= hi."""
    groups = [_sums(weight, one), _sums(1 - weight, other)]
    score = sum(float(g.weight * g.total / g.ballots) for g in groups)
    low = half_phantom_limit(groups, SCALE, upper=False)
    high = half_phantom_limit(groups, SCALE, upper=True)

    assert 40 - 1e-9 <= low <= score + 1e-9
    assert score - 1e-9 <= high <= 100 + 1e-9


@given(MARKS)
def test_law_22_reversal_mirrors_the_interval(marks):
    """Taking x to lo + hi - x maps [L, U] to [lo + hi - U, lo + hi - L]."""
    mirrored = [140 - x for x in marks]
    low = half_phantom_limit([_sums(1, marks)], SCALE, upper=False)
    high = half_phantom_limit([_sums(1, mirrored)], SCALE, upper=True)

    assert low == pytest.approx(140 - high, rel=1e-9)


def test_stratified_evidence_agrees_with_welch():
    """One stratum is Student's one-sample test."""
    case = REFERENCES["paired"]
    differences = [a - b for a, b in zip(case["a"], case["b"], strict=True)]
    evidence = stratified_evidence([_stratum([-d for d in differences])])

    assert 2 * evidence.p == pytest.approx(case["p"], rel=1e-9)


@given(st.lists(MARKS, min_size=1, max_size=4), st.integers(41, 99))
def test_evidence_is_one_pooled_mean_whatever_the_strata(strata, expected):
    """Each ballot counts once: the estimate is the plain mean."""
    ballots = [mark for marks in strata for mark in marks]
    evidence = stratified_evidence(map(_stratum, strata), Fraction(expected))

    if len(ballots) < 2:
        assert evidence is None
    else:
        assert evidence.estimate == Fraction(sum(ballots), len(ballots))
        assert 0 <= evidence.p <= 1


def test_no_spread_is_certainty():
    """Equal marks below what is expected leave no doubt; at it, no evidence."""
    same = [_stratum([80, 80, 80])]

    assert stratified_evidence(same, Fraction(81)).p == 0
    assert stratified_evidence(same, Fraction(80)).p == 1


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"a": 9, "b": 26, "c": 20}, set()),
        ({"a": 4, "b": 26, "c": 20}, {"a", "c"}),
        ({"a": 2, "b": 2, "c": 20}, {"a", "b", "c"}),
        ({"a": 3, "b": 3, "c": 20}, {"a", "b"}),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_small_groups_are_hidden_with_a_companion(sizes, hidden):
    """One hidden group alone would follow from the total."""
    assert hidden_groups(sizes) == hidden


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30)))
def test_law_69_no_hidden_group_stands_alone(sizes):
    """Hidden groups are none, all, or at least two with five ballots together."""
    hidden = hidden_groups(sizes)

    shown = {group: size for group, size in sizes.items() if group not in hidden}
    assert all(size >= 5 or size == 0 for size in shown.values())
    if hidden and any(shown.values()):
        assert len(hidden) >= 2
        assert sum(sizes[group] for group in hidden) >= 5

"""Every key of references.json is held by a test; the last ones here."""

import json
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import MedianPolish, Part, lower_p
from partybuild.analysis._wald import satterthwaite
from partybuild.assessment import median, trimmed_mean
from partybuild.errors import ValueRangeError
from partybuild.kernel import hamilton

HERE = Path(__file__).parent
REFERENCES = json.loads((HERE / "references.json").read_text(encoding="utf-8"))

# Key to the files of the tests that compare the library with it.
HELD = {
    "additive_two_way_missing": ("test_patterns.py",),
    "apportionment": ("test_references.py",),
    "binomial_ci": ("test_evidence.py", "test_uncertainty.py"),
    "cronbach_rwgdata": ("test_reliability.py",),
    "friedman_rounding_times": ("test_distributions.py", "test_reliability.py"),
    "krippendorff_C": ("test_reliability.py",),
    "medpolish_deaths": ("test_references.py",),
    "padjust": ("test_uncertainty.py",),
    "paired": ("test_evidence.py", "test_uncertainty.py"),
    "quantiles": ("test_distributions.py", "test_evidence.py", "test_references.py"),
    "rounding": ("test_references.py",),
    "rwg": ("test_reliability.py",),
    "shrout_fleiss": ("test_distributions.py", "test_reliability.py"),
    "small_stratified": (
        "test_evidence.py",
        "test_stability.py",
        "test_uncertainty.py",
    ),
    "survey_apistrat": ("test_uncertainty.py",),
    "trimmed": ("test_references.py",),
    "versions": (),
    "welch": ("test_references.py",),
}
# What the library does not compute: other methods than the chosen ones.
NOT_HERE = {
    "binomial_ci": {"wilson", "jeffreys"},
    "padjust": {"BY", "hochberg", "bonferroni"},
    "paired": {"sign_test_p"},
    "rwg": {"rwgj_lindell", "ad"},
}


def test_every_key_is_held_by_a_test():
    """A key that is added wants a test; a test that is renamed an entry here."""
    assert set(HELD) == set(REFERENCES)
    for key, files in HELD.items():
        assert files or key == "versions"
        for file in files:
            assert f'["{key}"]' in (HERE / file).read_text(encoding="utf-8")
    for key, parts in NOT_HERE.items():
        held = REFERENCES[key]
        assert parts <= set(held[0] if isinstance(held, list) else held)


def test_median_polish_of_the_reference():
    """R's medpolish on Tukey's deaths."""
    case = REFERENCES["medpolish_deaths"]
    found = MedianPolish.of(case["data"])

    assert found.overall == case["overall"]
    assert list(found.rows) == case["row"]
    assert list(found.columns) == case["col"]
    assert [list(row) for row in found.residuals] == case["residuals"]


TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(40, 100), min_size=width, max_size=width),
        min_size=1,
        max_size=5,
    )
)


@given(TABLES)
def test_the_parts_of_a_median_polish_add_up(table):
    """Exactly, wherever it stops."""
    found = MedianPolish.of(table)

    for row, own, left in zip(table, found.rows, found.residuals, strict=True):
        for value, column, rest in zip(row, found.columns, left, strict=True):
            assert found.overall + own + column + rest == value


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]]])
def test_a_median_polish_wants_a_full_table(table):
    """One length for all rows."""
    with pytest.raises(ValueRangeError, match="one length"):
        MedianPolish.of(table)


def test_two_independent_samples_are_welchs_test():
    """R's t.test: two parts of a variance, degrees of freedom of Satterthwaite."""
    case = REFERENCES["welch"]
    means, parts = [], []
    for values in (case["y1"], case["y2"]):
        n, total = len(values), Fraction(sum(values))
        spread = (sum(x * x for x in values) - total**2 / n) / (n - 1)
        means.append(total / n)
        parts.append(Part(spread / n, n - 1))
    difference = means[1] - means[0]
    variance = sum(part.variance for part in parts)

    assert float(satterthwaite(parts)) == pytest.approx(case["df"], rel=1e-10)
    assert -float(difference) / float(variance) ** 0.5 == pytest.approx(
        case["t"], rel=1e-10
    )
    assert 2 * lower_p(difference, parts) == pytest.approx(case["p"], rel=1e-10)


def test_trimmed_means_and_median_of_the_reference():
    """R's mean(trim=) drops whole marks."""
    case = REFERENCES["trimmed"]

    assert trimmed_mean(case["x"], share="0.1") == case["trim10"]
    assert trimmed_mean(case["x"], share="0.2") == case["trim20"]
    assert trimmed_mean(case["x"], each=1) == case["drop_1_each"]
    assert median(case["x"]) == case["median"]


@pytest.mark.parametrize("case", REFERENCES["apportionment"]["hamilton"])
def test_hamilton_of_the_reference(case):
    """The Alabama paradox, twice."""
    assert list(hamilton(case["sizes"], case["seats"])) == case["result"]


def test_normal_quantiles_of_the_reference():
    """The standard library's, which tests of normal errors rest on."""
    case = REFERENCES["quantiles"]
    found = [NormalDist().inv_cdf(p) for p in case["p"]]

    assert found == pytest.approx(case["normal"], rel=1e-10, abs=1e-12)


def test_the_cases_of_rounding_are_those_of_the_reference():
    """The tests of the kernel read a copy of them."""
    cases = HERE.parent / "kernel" / "cases" / "rounding.json"

    assert json.loads(cases.read_text(encoding="utf-8")) == REFERENCES["rounding"]

"""ICC, agreement, alpha, W and rwg against R, krippendorff, pingouin and scipy."""

import json
import math
from fractions import Fraction
from pathlib import Path

import attrs
import krippendorff
import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from partybuild.analysis import (
    AlphaLevel,
    MeanSquares,
    ReliabilityBand,
    kendall_w,
    krippendorff_alpha,
    percent_agreement,
    reliability,
    rwg,
    rwg_j,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, count, tally
from partybuild.datasets import load_example
from partybuild.errors import TallyError, ValueRangeError
from partybuild.testing.plain import plain_review, plain_rules
from partybuild.testing.strategies import reviews

REFERENCES = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)
EXAMPLE = assess(load_example("long-march-street-2021"))
ROWS = st.integers(2, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 9), min_size=width, max_size=width),
        min_size=2,
        max_size=8,
    )
)
UNITS = st.lists(st.tuples(*[st.integers(0, 4)] * 4), min_size=1, max_size=8)


def _assessed(heaps):
    """An assessment of one item, ballots given as lists of option numbers."""
    rules = plain_rules(groups={g: Fraction(1, len(heaps)) for g in heaps})
    subjects = len(next(b for heap in heaps.values() for b in heap))
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return assess(plain_review(rules, box))


def test_mean_squares_and_icc_of_the_reference():
    """Shrout and Fleiss, exactly."""
    case = REFERENCES["shrout_fleiss"]
    found = MeanSquares.of_rows(list(zip(*case["data"], strict=True)))
    names = {
        "BMS": found.between,
        "JMS": found.severity,
        "EMS": found.residual,
        "WMS": found.within,
        "ICC1": found.icc_1,
        "ICC2": found.icc_a,
        "ICC3": found.icc_c,
        "ICC1k": found.icc_1k,
        "ICC2k": found.icc_ak,
        "ICC3k": found.icc_ck,
    }
    assert names == {name: Fraction(x) for name, x in case["exact"].items()}
    assert found.icc_ck_limits() == pytest.approx(
        (case["lower"][5], case["upper"][5]), rel=1e-10
    )


# pingouin 0.7.0 still calls what pandas 3.1 calls deprecated.
@pytest.mark.filterwarnings("ignore:The inplace keyword")
def test_icc_agrees_with_pingouin():
    """All six forms, on another table."""
    rows = [[7, 9, 4, 5], [6, 9, 5, 4], [8, 8, 3, 6], [5, 9, 4, 4], [7, 7, 6, 5]]
    found = MeanSquares.of_rows(rows)
    table = pd.DataFrame(
        [(b, s, x) for b, row in enumerate(rows) for s, x in enumerate(row)],
        columns=["ballot", "subject", "mark"],
    )
    oracle = pingouin.intraclass_corr(
        table, targets="subject", raters="ballot", ratings="mark"
    ).set_index("Type")
    for name, value in (
        ("ICC(1,1)", found.icc_1),
        ("ICC(A,1)", found.icc_a),
        ("ICC(C,1)", found.icc_c),
        ("ICC(1,k)", found.icc_1k),
        ("ICC(A,k)", found.icc_ak),
        ("ICC(C,k)", found.icc_ck),
    ):
        assert float(value) == pytest.approx(oracle.loc[name, "ICC"], rel=1e-9)


@given(ROWS, st.lists(st.integers(-50, 50), min_size=8, max_size=8))
def test_law_67_icc_is_consistent_and_ordered(rows, severity):
    """Strictness of a ballot leaves ICC(C,.); agreement is never above it."""
    one = MeanSquares.of_rows(rows)
    shifted = [[x + t for x in row] for row, t in zip(rows, severity, strict=False)]
    other = MeanSquares.of_rows(shifted)

    assert (one.icc_c, one.icc_ck) == (other.icc_c, other.icc_ck)
    if one.severity >= one.residual and one.between >= one.residual and one.between:
        assert one.icc_ak <= one.icc_ck
    if one.icc_ck is not None:
        # Cronbach's alpha, raters as the parts of a test.
        table = np.array(rows, dtype=float).T
        raters = table.shape[1]
        alpha = (
            raters
            / (raters - 1)
            * (1 - table.var(axis=0, ddof=1).sum() / table.sum(axis=1).var(ddof=1))
        )
        assert float(one.icc_ck) == pytest.approx(alpha, rel=1e-8, abs=1e-9)


def test_cronbach_of_the_reference():
    """The ballots of the rwg data, eight judges and four items."""
    data = REFERENCES["rwg"]["data"]
    found = MeanSquares.of_rows(list(zip(*data, strict=True)))
    # Judges are the subjects of this table, and items its raters.
    assert float(found.icc_ck) == pytest.approx(
        REFERENCES["cronbach_rwgdata"]["alpha"], rel=1e-10
    )


def test_level_subjects_leave_icc_undefined():
    """Not 1, and not 0."""
    found = MeanSquares.of_rows([[5, 5], [5, 5], [5, 5]])

    assert found.icc_ck is found.icc_c is found.icc_a is found.icc_1 is None
    assert found.icc_ck_limits() is None


@pytest.mark.parametrize("rows", [[], [[1, 2]], [[1], [2]]])
def test_a_table_too_small_for_icc_is_refused(rows):
    """Two ballots and two subjects are the least."""
    with pytest.raises(ValueRangeError, match="at least 2 of each"):
        MeanSquares.of_rows(rows)


def test_sums_of_different_ballots_are_refused():
    """A variance that comes out negative comes from sums that do not belong."""
    with pytest.raises(ValueRangeError, match="a variance is negative"):
        MeanSquares.of_sums(3, [30, 0], 100, 300)
    with pytest.raises(ValueRangeError, match="of another length"):
        MeanSquares.of_rows([[1, 2], [1]])


def _units(data, options):
    columns = zip(*data, strict=True)
    return [tuple(list(column).count(k) for k in options) for column in columns]


def test_alpha_of_the_reference():
    """Krippendorff's C data, exactly, at all four levels."""
    case = REFERENCES["krippendorff_C"]
    options = range(1, 6)
    for level in AlphaLevel:
        found = krippendorff_alpha(
            _units(case["data_raters_by_units"], options), level, options
        )
        assert found == Fraction(case["exact"][level.value])


@given(UNITS, st.sampled_from(AlphaLevel))
def test_alpha_agrees_with_krippendorff(units, level):
    """Counts of four options, whatever is missing."""
    found = krippendorff_alpha(units, level, [1, 2, 4, 8])
    assume(found is not None)
    expected = krippendorff.alpha(
        value_counts=np.array([u for u in units if sum(u) > 1]),
        value_domain=[1, 2, 4, 8],
        level_of_measurement=level.value,
    )
    assert float(found) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(UNITS)
def test_law_66_alpha(units):
    """1 iff no unit disagrees; None where all marks are equal; small units ignored."""
    found = krippendorff_alpha(units)
    pairable = [unit for unit in units if sum(unit) > 1]
    used = {k for unit in pairable for k, n in enumerate(unit) if n}

    assert (found is None) == (len(used) < 2)
    if found is not None:
        agreed = all(sum(n > 0 for n in unit) == 1 for unit in pairable)
        assert (found == 1) == agreed
    assert found == krippendorff_alpha([*units, (1, 0, 0, 0)])
    assert found == krippendorff_alpha([unit[::-1] for unit in units])
    assert found == krippendorff_alpha(
        [(u[0], 0, *u[1:]) for u in units], AlphaLevel.ORDINAL
    )


def test_alpha_of_intervals_needs_values():
    """The names of options are no numbers."""
    with pytest.raises(ValueRangeError, match="one number per option"):
        krippendorff_alpha([(1, 1)], AlphaLevel.INTERVAL)


@given(UNITS)
def test_percent_agreement_counts_pairs(units):
    """With equal units it is the observed agreement of Fleiss."""
    found = percent_agreement(units)
    pairable = [unit for unit in units if sum(unit) > 1]
    if not pairable:
        assert found is None
        return
    marks = sum(map(sum, pairable))
    by_hand = sum(
        sum(unit)
        * Fraction(sum(math.comb(n, 2) for n in unit), math.comb(sum(unit), 2))
        for unit in pairable
    )
    assert found == by_hand / marks


def test_w_of_the_reference():
    """The rounding times of Hollander and Wolfe, ties included."""
    case = REFERENCES["friedman_rounding_times"]
    rows = [[Fraction(str(x)) for x in row] for row in case["data"]]
    found = kendall_w(rows)

    assert float(found.w) == pytest.approx(case["kendall_W"], rel=1e-10)
    assert float(found.chi_square) == pytest.approx(case["chisq"], rel=1e-10)
    assert (found.df, found.p) == (case["df"], pytest.approx(case["p"], rel=1e-10))


@given(
    st.lists(
        st.lists(st.integers(0, 3), min_size=4, max_size=4), min_size=2, max_size=9
    )
)
def test_law_67_w_is_friedman(rows):
    """W lies from 0 to 1, and m (n - 1) W is Friedman's statistic."""
    found = kendall_w(rows)
    if found is None:
        assert all(len(set(row)) == 1 for row in rows)
        return
    expected = stats.friedmanchisquare(*zip(*rows, strict=True))
    assert 0 <= found.w <= 1
    assert float(found.chi_square) == pytest.approx(expected.statistic, abs=1e-9)
    assert found.p == pytest.approx(expected.pvalue, rel=1e-8)


def test_rwg_of_the_reference():
    """The multilevel package in R."""
    case = REFERENCES["rwg"]
    options = range(1, case["options"] + 1)
    units = _units(case["data"], options)
    found = rwg_j(units, [options] * len(units))

    assert float(rwg(units[0], options)) == pytest.approx(case["rwg_item1"], rel=1e-10)
    assert float(found) == pytest.approx(case["rwgj"], rel=1e-10)


def test_rwg_at_its_ends():
    """Equal marks agree; opposite ones do not; one mark says nothing."""
    values = [100, 80, 60, 40]

    assert rwg((5, 0, 0, 0), values) == 1
    assert rwg((5, 0, 0, 5), values) == rwg_j([(5, 0, 0, 5)], [values]) == 0
    assert rwg((1, 0, 0, 0), values) is None
    assert rwg_j([(5, 0, 0, 0), (1, 0, 0, 0)], [values] * 2) is None
    assert rwg_j([], []) is None


def _rows(assessment):
    rules, box = assessment.rules, assessment.review.box
    values = [option.value for option in rules.scales[0].options]
    return {
        group: [[values[mark] for mark in ballot] for ballot in box.ballots(group)]
        for group in box.form.group_ids
    }


HEAPS = {
    "a": [[0, 1, 2], [0, 0, 2], [1, 1, 3], [0, 1, 1]] * 5,
    "b": [[0, 0, 1], [1, 2, 2], [0, 1, 3]] * 5,
}


def test_groups_of_an_assessment_are_their_own_tables():
    """ICC and W of each group come from its complete ballots."""
    assessment = _assessed(HEAPS)
    found = reliability(assessment)

    for group, rows in zip(found.groups, _rows(assessment).values(), strict=True):
        squares = MeanSquares.of_rows(rows)
        assert group.consistency == squares.icc_ck
        assert group.squares.icc_ak == squares.icc_ak
        assert group.concordance == kendall_w(rows)
        assert group.ballots == len(rows)


def test_one_group_has_the_reliability_of_its_totals():
    """Over groups the formula falls back to ICC(C,k) where there is one."""
    found = reliability(_assessed({"a": HEAPS["a"]}))

    assert found.total == found.groups[0].consistency
    assert found.band is ReliabilityBand.of(found.total)


def test_levels_one_and_two_give_the_icc_without_ballots():
    """From sums alone; W needs the ballots and says so."""
    full = _assessed(HEAPS)
    review = full.review
    counted = attrs.evolve(review, box=None, counted=tally(review.box, full.rules))
    found = reliability(assess(counted))
    whole = reliability(full)

    assert [g.consistency for g in found.groups] == [
        g.consistency for g in whole.groups
    ]
    assert found.total == whole.total
    assert all(g.concordance is None for g in found.groups)
    assert "PB-REL-04" in {f.code for f in found.findings}
    assert reliability(assess(counted), review.box) == whole


def test_counts_alone_still_give_agreement_and_alpha():
    """The rest is None, and the finding names the level that is missing."""
    full = _assessed(HEAPS)
    review = attrs.evolve(full.review, box=None, counted=count(full.review.box))
    found = reliability(assess(review))
    whole = reliability(full)

    assert (found.alpha, found.agreement, found.rwg) == (
        whole.alpha,
        whole.agreement,
        whole.rwg,
    )
    assert found.total is None
    assert all(group.consistency is None for group in found.groups)
    assert any("level 2" in finding.message.en for finding in found.findings)
    with pytest.raises(TallyError, match="does not hold the ballots"):
        reliability(
            assess(review), _assessed({**HEAPS, "b": [[0] * 3] * 15}).review.box
        )


def test_equal_marks_leave_everything_but_agreement_undefined():
    """None, never 1, and the reason."""
    found = reliability(_assessed({"g": [[0, 0]] * 30}))

    assert found.agreement == 1
    assert found.alpha is found.total is found.band is None
    assert found.groups[0].consistency is found.groups[0].concordance is None
    assert {"PB-REL-05", "PB-REL-06", "PB-REL-07"} <= {f.code for f in found.findings}


def test_one_subject_has_no_reliability():
    """There is nobody to tell apart."""
    found = reliability(_assessed({"g": [[0], [1]] * 15}))

    assert found.total is found.groups[0].squares is None
    assert any("single subject" in f.message.en for f in found.findings)


def test_negative_reliability_is_reported_as_none_of_it():
    """Subjects that differ less than chance would have them differ."""
    found = reliability(
        _assessed({"g": [[0, 1, 2], [1, 2, 0], [2, 0, 1]] * 9 + [[0, 1, 1]]})
    )

    assert found.groups[0].squares.icc_ck < 0
    assert found.groups[0].consistency == 0
    assert found.band is ReliabilityBand.NEITHER
    assert found.band.label.zh == "评议结果基本不能区分先后"


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("4/5", ReliabilityBand.ORDER),
        ("79/100", ReliabilityBand.GRADES),
        ("3/5", ReliabilityBand.GRADES),
        ("59/100", ReliabilityBand.NEITHER),
    ],
)
def test_bands(value, band):
    """Order from 0.8, grades from 0.6."""
    assert ReliabilityBand.of(Fraction(value)) is band


@given(reviews())
def test_any_review_has_its_figures_in_range_or_none(review):
    """Missing marks, single ballots and single items included."""
    found = reliability(assess(review))

    figures = [found.total, found.agreement, *(value for _, value in found.rwg)]
    figures += [group.consistency for group in found.groups]
    assert all(0 <= figure <= 1 for figure in figures if figure is not None)


def test_small_groups_of_the_example_are_not_shown():
    """What a group of nine agrees on is too close to its ballots."""
    found = reliability(EXAMPLE)
    shown = {group.group_id: group.may_be_shown for group in found.groups}

    assert (
        shown[min(shown, key=lambda g: found.groups[[*shown].index(g)].ballots)]
        is False
    )
    for group in found.groups:
        assert ("consistency" in repr(group)) == group.may_be_shown

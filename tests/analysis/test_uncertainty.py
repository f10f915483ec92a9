"""Intervals, bounds for absentees and ranks, against R, scipy and statsmodels."""

import json
from fractions import Fraction
from itertools import product
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from partybuild.analysis import (
    Comparison,
    GroupSums,
    Span,
    StratifiedMean,
    Stratum,
    absentee_bounds,
    benjamini_hochberg,
    clopper_pearson,
    comonotone_moments,
    comparisons,
    half_phantom_limit,
    holm,
    interval_refusal,
    rank_intervals,
    rank_refusal,
    score_interval,
    uncertainty,
)
from partybuild.assessment import assess
from partybuild.conference import (
    BallotBox,
    BallotForm,
    GroupRoll,
    RollCall,
    count,
)
from partybuild.datasets import load_example
from partybuild.errors import MissingLevelError, UnknownIdError, ValueRangeError
from partybuild.testing.plain import FOUR_OPTIONS, plain_review, plain_rules
from partybuild.testing.strategies import reviews

REFERENCES = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)
SCALE = Span(Fraction(40), Fraction(100), Fraction(20))
VALUES = [int(value) for value in FOUR_OPTIONS.values()]
EXAMPLE = assess(load_example("long-march-street-2021"))
MARKS = st.lists(st.sampled_from(VALUES), min_size=1, max_size=12)
P_VALUES = st.lists(st.floats(0, 1), max_size=30)


def _sums(weight, marks, entitled=None):
    return GroupSums(
        Fraction(weight),
        len(marks),
        Fraction(sum(marks)),
        Fraction(sum(x * x for x in marks)),
        entitled,
    )


def _assessed(heaps, items=(1,), weights=None, **others):
    """An assessment of ballots given as lists of option numbers."""
    even = {group: Fraction(1, len(heaps)) for group in heaps}
    rules = plain_rules(items, weights or even)
    subjects = len(next(b for heap in heaps.values() for b in heap)) // len(items)
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return assess(plain_review(rules, box, **others))


def _counted(assessment):
    """The same assessment, from counts alone."""
    review = assessment.review
    return assess(attrs.evolve(review, box=None, counted=count(review.box)))


CASE = REFERENCES["small_stratified"]


def _stratified(times=1):
    return _assessed(
        {g: [[VALUES.index(x)] for x in m] * times for g, m in CASE["ballots"].items()},
        weights={
            g: Fraction(str(w))
            for g, w in zip(CASE["ballots"], CASE["weights"], strict=True)
        },
    )


ENTITLED = dict(zip(CASE["ballots"], CASE["N"], strict=True))


def test_intervals_of_the_reference_bound_to_an_assessment():
    """Both views of the electorate, to ten digits."""
    assessment = _stratified()
    for of_electorate, key in (
        (False, "default_interval_95"),
        (True, "default_interval_95_electorate"),
    ):
        found = score_interval(
            assessment, "p0", of_electorate=of_electorate, entitled=ENTITLED
        )
        assert [found.low, found.high] == pytest.approx(CASE[key], rel=1e-10)


def test_absentee_bounds_of_the_reference():
    """Exactly."""
    (found,) = absentee_bounds(_stratified(), entitled=ENTITLED)

    assert [found.low, found.high] == list(map(Fraction, CASE["manski_exact"]))
    assert found.absent == sum(CASE["N"]) - 28


def test_stratified_mean_of_the_references():
    """Standard errors, degrees of freedom and limits of the survey package in R."""
    rows = [
        (Fraction(str(w)), m, n)
        for w, m, n in zip(
            CASE["weights"], CASE["ballots"].values(), CASE["N"], strict=True
        )
    ]
    open_ended = StratifiedMean.of([_sums(w, m) for w, m, _ in rows])
    closed = StratifiedMean.of([_sums(w, m, n) for w, m, n in rows])

    assert open_ended.mean == Fraction(str(CASE["mean"]))
    assert float(open_ended.variance) ** 0.5 == pytest.approx(
        CASE["se_nofpc"], rel=1e-10
    )
    assert float(closed.variance) ** 0.5 == pytest.approx(CASE["se_fpc"], rel=1e-10)
    assert float(open_ended.df) == pytest.approx(CASE["satterthwaite_df"], rel=1e-10)
    assert open_ended.limits() == pytest.approx(CASE["wald_t"], rel=1e-10)

    survey = REFERENCES["survey_apistrat"]
    every = sum(s["N"] for s in survey["by_stratum"])
    found = StratifiedMean.of(
        [
            GroupSums(
                Fraction(s["N"], every),
                s["n"],
                Fraction(s["sum"]),
                Fraction(s["sumsq"]),
                s["N"],
            )
            for s in survey["by_stratum"]
        ]
    )
    assert found.mean == Fraction(survey["exact_mean"])
    assert found.variance == Fraction(survey["exact_var_fpc"])


def test_a_group_of_one_has_no_textbook_variance():
    """The refusal says how many ballots it takes."""
    with pytest.raises(ValueRangeError, match="at least 2"):
        StratifiedMean.of([_sums(1, [80])])


def test_clopper_pearson_of_the_reference():
    """R's binom.test, to ten digits."""
    for case in REFERENCES["binomial_ci"]:
        assert clopper_pearson(case["x"], case["n"]) == pytest.approx(
            case["clopper_pearson"], rel=1e-10
        )


@given(st.integers(1, 300), st.floats(0.5, 0.999), st.data())
def test_clopper_pearson_agrees_with_statsmodels(ballots, level, data):
    """At any level."""
    hits = data.draw(st.integers(0, ballots))
    expected = proportion_confint(hits, ballots, alpha=1 - level, method="beta")
    assert clopper_pearson(hits, ballots, level=level) == pytest.approx(
        expected, rel=1e-8, abs=1e-12
    )


@pytest.mark.parametrize(("hits", "ballots", "level"), [(0, 0, 0.9), (4, 3, 0.9)])
def test_a_rate_of_no_ballots_is_refused(hits, ballots, level):
    """So are more hits than ballots."""
    with pytest.raises(ValueRangeError, match="of a rate"):
        clopper_pearson(hits, ballots, level=level)


def test_adjusted_p_values_of_the_reference():
    """R's p.adjust on the values of Benjamini and Hochberg."""
    case = REFERENCES["padjust"]

    assert holm(case["p"]) == pytest.approx(case["holm"], rel=1e-10)
    assert benjamini_hochberg(case["p"]) == pytest.approx(case["BH"], rel=1e-10)


@given(P_VALUES)
def test_adjusted_p_values_agree_with_statsmodels(p_values):
    """Ties and zeros too."""
    assume(p_values)
    for mine, method in ((holm, "holm"), (benjamini_hochberg, "fdr_bh")):
        expected = multipletests(p_values, method=method)[1]
        assert mine(p_values) == pytest.approx(list(expected), rel=1e-9, abs=1e-300)


@given(P_VALUES, st.randoms())
def test_law_58_adjusted_p_values_are_ordered_and_equivariant(p_values, random):
    """It holds that 1 >= Holm >= BH >= p, in whatever order they come."""
    order = list(range(len(p_values)))
    random.shuffle(order)
    both = list(zip(holm(p_values), benjamini_hochberg(p_values), strict=True))

    for (strict, mild), p in zip(both, p_values, strict=True):
        assert 1 >= strict >= mild * (1 - 1e-12)
        assert mild >= p
    for adjust, own in ((holm, 0), (benjamini_hochberg, 1)):
        shuffled = adjust([p_values[at] for at in order])
        assert shuffled == tuple(both[at][own] for at in order)


def test_a_p_value_above_one_is_refused():
    """It is a mistake of the caller."""
    with pytest.raises(ValueRangeError, match="a p-value"):
        holm([0.5, 1.5])


@given(MARKS, MARKS, st.integers(0, 5), st.integers(0, 5))
def test_law_47_an_electorate_contains_the_score_and_a_census_is_it(
    one, other, absent, missing
):
    """With every voter at hand there is nothing left to be uncertain of."""
    groups = [
        _sums("1/3", one, len(one) + absent),
        _sums("2/3", other, len(other) + missing),
    ]
    score = float(sum(g.weight * g.total / g.ballots for g in groups))
    low, high = (half_phantom_limit(groups, SCALE, upper=up) for up in (False, True))

    assert 40 - 1e-9 <= low <= score + 1e-9
    assert score - 1e-9 <= high <= 100 + 1e-9
    if absent == missing == 0:
        assert low == high == score


@given(MARKS, st.floats(0.5, 0.9), st.floats(0.905, 0.999))
def test_law_48_levels_nest(marks, narrow, wide):
    """And ballots that come twice shorten the interval."""
    groups = [_sums(1, marks)]
    inner, outer = (
        [half_phantom_limit(groups, SCALE, upper=u, level=at) for u in (False, True)]
        for at in (narrow, wide)
    )
    twice = [
        half_phantom_limit([_sums(1, marks * 2)], SCALE, upper=u, level=wide)
        for u in (False, True)
    ]

    assert outer[0] <= inner[0] <= inner[1] <= outer[1]
    assert twice[1] - twice[0] < outer[1] - outer[0]


def test_an_electorate_smaller_than_its_ballots_is_refused():
    """In the sums of a group, and in what the caller says of a group."""
    with pytest.raises(ValueRangeError, match="at least its 2 ballots"):
        _sums(1, [80, 80], 1)
    with pytest.raises(ValueRangeError, match="electorate of group 'peers'"):
        uncertainty(_stratified(), entitled=ENTITLED | {"peers": 1})
    with pytest.raises(UnknownIdError, match="no electorate with id 'public'"):
        absentee_bounds(
            _stratified(), entitled={"leaders": 5, "peers": 9, "members": 99}
        )


BALLOTS = st.lists(st.tuples(*[st.integers(0, 3)] * 2), min_size=1, max_size=4)


@given(BALLOTS, st.integers(0, 2), BALLOTS)
def test_law_50_every_completion_lies_in_the_bounds(ballots, absent, others):
    """Both ends are attained; one more ballot narrows them."""
    heaps = {"a": ballots, "b": others}
    entitled = {"a": len(ballots) + absent, "b": len(others)}
    (found,) = absentee_bounds(_two(heaps), entitled=entitled)
    completions = [
        _two({"a": [*ballots, *added], "b": others}).standing("p0").score
        for added in product(product(range(4), repeat=2), repeat=absent)
    ]
    assert min(completions) == found.low
    assert max(completions) == found.high
    if absent:
        (next_one,) = absentee_bounds(
            _two({"a": [*ballots, (1, 2)], "b": others}), entitled=entitled
        )
        assert found.low <= next_one.low <= next_one.high <= found.high


def _two(heaps):
    return _assessed(heaps, (Fraction(1, 4), Fraction(3, 4)))


def test_bounds_need_the_electorate():
    """The error says where to enter it."""
    with pytest.raises(MissingLevelError, match="entitled"):
        absentee_bounds(_stratified())


@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=20))
def test_comonotone_moments_keep_the_mean_and_bound_the_square(ballots):
    """Sorting each item's marks gives the sum with the largest square."""
    weights = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    values = [Fraction(value) for value in VALUES]
    columns = list(zip(*ballots, strict=True))
    items = [
        (w, values, tuple(column.count(k) for k in range(4)))
        for w, column in zip(weights, columns, strict=True)
    ]
    marks, mean, square = comonotone_moments(items)
    sums = [
        sum(w * values[k] for w, k in zip(weights, row, strict=True)) for row in ballots
    ]
    ordered = [
        sum(w * values[k] for w, k in zip(weights, row, strict=True))
        for row in zip(*map(sorted, columns), strict=True)
    ]
    assert marks == len(ballots)
    assert mean == sum(sums) / marks
    assert square == sum(x * x for x in ordered) / marks
    assert square >= sum(x * x for x in sums) / marks


def test_an_interval_from_counts_holds_that_from_ballots():
    """Without a missing mark it is never the narrower one."""
    heaps = {
        "a": [[0, 1, 2, 0], [1, 0, 0, 0], [3, 2, 1, 1], [0, 0, 0, 1]] * 5,
        "b": [[0, 0, 0, 0], [1, 1, 2, 3], [2, 0, 1, 1]] * 4,
    }
    full = _two(heaps)
    for subject in ("p0", "p1"):
        own = score_interval(full, subject)
        wide = score_interval(_counted(full), subject)
        assert (own.from_counts, wide.from_counts) == (False, True)
        assert wide.low <= own.low <= own.high <= wide.high
        assert "偏宽" in wide.sentence("zh")
        assert "wide side" in wide.sentence("en")


@given(reviews())
def test_law_47_intervals_of_any_review_contain_the_total(review):
    """Entered scores, caps and missing marks included; or they say why not."""
    assessment = assess(review)
    found = uncertainty(assessment)

    assert bool(found.intervals) == (interval_refusal(assessment) is None)
    for interval in found.intervals:
        assert interval.low <= float(interval.score) <= interval.high
    for ranks in found.ranks:
        assert ranks.first <= ranks.rank <= ranks.last


def _pair(a, b):
    differences = [x - y for x, y in zip(a, b, strict=True)]
    stratum = Stratum(
        len(a), Fraction(sum(differences)), Fraction(sum(d * d for d in differences))
    )
    mean = Fraction(sum(differences), len(a))
    return Comparison.of("a", "b", mean, [(Fraction(1), stratum)], SCALE)


def test_a_comparison_in_one_group_is_the_paired_test():
    """R's t.test, one half of the two-sided probability."""
    case = REFERENCES["paired"]
    found = _pair(case["a"], case["b"])

    assert 2 * found.p_greater == pytest.approx(case["p"], rel=1e-10)
    assert float(found.difference) / float(found.variance) ** 0.5 == pytest.approx(
        case["t"], rel=1e-10
    )


@given(st.lists(st.tuples(*[st.sampled_from(VALUES)] * 2), min_size=2, max_size=30))
def test_law_57_comparisons_are_antisymmetric(rows):
    """The two sides add up to 1, and exchange when the subjects do."""
    a, b = zip(*rows, strict=True)
    one, other = _pair(a, b), _pair(b, a)

    assert one.p_less + one.p_greater == pytest.approx(1)
    assert one.p_less == other.p_greater
    assert (one.difference, one.variance) == (-other.difference, other.variance)
    if one.df is not None:
        expected = stats.ttest_rel(a, b, alternative="less").pvalue
        assert one.p_less == pytest.approx(expected, rel=1e-8)


def test_law_26_and_56_severity_cancels_in_ranks():
    """Lowering all marks of a ballot alike changes no comparison."""
    kind = [[0, 1, 1], [0, 0, 1], [1, 1, 2], [0, 1, 2]] * 5
    severe = [[mark + at % 2 for mark in b] for at, b in enumerate(kind)]
    one, other = _assessed({"g": kind}), _assessed({"g": severe})

    assert comparisons(one) == comparisons(other)
    assert rank_intervals(one) == rank_intervals(other)
    # Wide apart and always in the same order: every rank is certain.
    sure = _assessed({"g": [[0, 1, 3], [0, 2, 3]] * 20})
    assert [(r.first, r.last) for r in rank_intervals(sure)] == [(1, 1), (2, 2), (3, 3)]


@given(st.permutations(range(4)), st.integers(30, 60), st.integers(0, 2))
def test_law_56_clear_differences_leave_one_rank_each(order, size, slips):
    """Where hardly any ballot disagrees, every interval is the rank itself."""
    clear, turned = list(order), list(order)[::-1]
    found = rank_intervals(_assessed({"g": [clear] * size + [turned] * slips}))
    places = {f"p{at}": 1 + option for at, option in enumerate(order)}

    assert {r.subject_id: (r.rank, r.first, r.last) for r in found} == {
        subject: (place, place, place) for subject, place in places.items()
    }


def test_law_56_equal_subjects_share_all_ranks():
    """Nothing is shown where all marks are equal."""
    found = rank_intervals(_assessed({"g": [[0, 0, 0]] * 30}))

    assert [(r.rank, r.first, r.last) for r in found] == [(1, 1, 3)] * 3
    assert found[0].sentence("en").endswith("between rank 1 and rank 3")
    assert found[0].sentence("zh").endswith("应在第 1 至第 3 名之间")


def test_the_example_in_all_its_parts():
    """The roll call holds the electorate; every part is given."""
    found = uncertainty(EXAMPLE)

    assert found.findings == ()
    inside = zip(found.intervals, found.of_electorate, found.bounds, strict=True)
    for wide, narrow, bound in inside:
        assert wide.subject_id == narrow.subject_id == bound.subject_id
        assert wide.low < narrow.low < narrow.high < wide.high
        assert bound.low < narrow.low < narrow.high < bound.high
    assert found.ranks[-1].first == found.ranks[-1].last == 12
    assert repr(found).count("\n") == len(found.intervals) == 12
    assert "<td>c1-secretary</td>" in found._repr_html_()


FEW = {"g": [[0, 1], [1, 1]]}
MANY = {"g": [[0, 1], [1, 1]] * 12}


@pytest.mark.parametrize(
    ("assessment", "codes", "needed"),
    [
        (_assessed(FEW), ["01", "02", "03"], "at least 20"),
        (_assessed({"g": [[0], [1]] * 12}), ["02", "03"], "at least two"),
        (_counted(_assessed(MANY)), ["02", "03"], "level 2"),
        (
            _assessed({"g": [[255, 1], [255, 1], [0, 1]] * 12}),
            ["02", "03"],
            "mark all items",
        ),
        (_assessed(MANY), ["03"], "entitled"),
    ],
    ids=["few ballots", "one subject", "counts", "incomplete", "no electorate"],
)
def test_what_cannot_be_said_names_what_is_needed(assessment, codes, needed):
    """A refusal is a finding in both languages, never an exception."""
    found = uncertainty(assessment).findings

    assert [finding.code for finding in found] == [f"PB-UNC-{code}" for code in codes]
    assert any(needed in finding.message.en for finding in found)


def test_a_group_without_marks_for_an_item_leaves_no_interval_from_counts():
    """Counts of another item say nothing about it."""
    rules = plain_rules(
        (Fraction(1, 2), Fraction(1, 2)),
        {"a": Fraction(1, 2), "b": Fraction(1, 2)},
        empty_group="renormalize",
    )
    form = BallotForm.of(rules, ["p0"])
    heaps = {"a": [[0, 255]] * 20, "b": [[0, 1]] * 20}
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    assessment = _counted(assess(plain_review(rules, box)))

    assert "no valid mark for item 'i1'" in interval_refusal(assessment).en
    assert score_interval(assessment, "p0") is None


@pytest.mark.parametrize("level", [0, 1, -0.5, 95])
def test_a_level_beyond_its_range_is_refused(level):
    """95 is no 95 %."""
    with pytest.raises(ValueRangeError, match="a level"):
        uncertainty(EXAMPLE, level=level)
    with pytest.raises(ValueRangeError, match="a level"):
        clopper_pearson(1, 2, level=level)
    with pytest.raises(ValueRangeError, match="a level"):
        rank_intervals(EXAMPLE, level=level)


def test_an_electorate_that_is_not_recorded_is_asked_for():
    """One interval at a time says so by an error."""
    with pytest.raises(MissingLevelError, match="entitled"):
        score_interval(_assessed(MANY), "p0", of_electorate=True)
    with pytest.raises(UnknownIdError, match="nobody"):
        score_interval(_assessed(MANY), "nobody")


def test_the_roll_call_gives_the_electorate():
    """Where it holds the number entitled of every group."""
    roll = RollCall([GroupRoll(group_id="g", entitled=24, issued=24, returned=24)])
    found = uncertainty(_assessed(MANY, roll_call=roll))

    assert found.findings == ()
    for interval in found.of_electorate:
        assert interval.low == interval.high == float(interval.score)
    assert rank_refusal(EXAMPLE) is None

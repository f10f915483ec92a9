"""Every analysis over every conference that has too little: an answer or a refusal.

An answer is a documented value: numbers that can be, None with a finding that says why.
A refusal is an error of the library that says in words what is needed.
"""

import math
from fractions import Fraction

import attrs
import pytest

from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    CriterionKind,
    GroupSums,
    LastYear,
    Share,
    Span,
    absentee_bounds,
    ballot_margins,
    beta_cdf,
    clear_intervals,
    clopper_pearson,
    comonotone_moments,
    comonotone_sums,
    comparisons,
    composite_refusal,
    composite_span,
    composite_sums,
    criteria_refusal,
    electorate,
    fair_means,
    fewest_removed,
    find_patterns,
    find_trend,
    find_weak_areas,
    grade_firmness,
    half_phantom_limit,
    holm,
    interval_moments,
    interval_refusal,
    kendall_w,
    krippendorff_alpha,
    least_transfer,
    mark_margins,
    percent_agreement,
    rank_intervals,
    rank_refusal,
    reliability,
    removal_margins,
    rwg,
    rwg_j,
    score_figures,
    score_interval,
    stability,
    straight_lines,
    stratified_evidence,
    trend_leaks_nothing,
    uncertainty,
    weak_areas_of_tally,
)
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.errors import PartyBuildError, TallyError
from partybuild.testing.plain import DAY, plain_review, plain_rules


def _assessed(sizes, items=3, subjects=4, *, alike=False, levels=None, standard=None):
    """A conference of these groups; marks in turn, or all the best."""
    rules = plain_rules(
        [Fraction(1, items)] * items, dict.fromkeys(sizes, Fraction(1, len(sizes)))
    )
    if standard is not None:
        rules = attrs.evolve(rules, standard=Fraction(standard))
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    heaps = {
        group: [
            bytes(
                0 if alike else (at * 7 + n * 5 + n * at) % 4 for n in range(form.width)
            )
            for at in range(size)
        ]
        for group, size in sizes.items()
    }
    review = plain_review(rules, BallotBox.from_bytes(form, heaps))
    if levels is None:
        return assess(review)
    tally = attrs.evolve(count(review.box), **dict.fromkeys(levels))
    return assess(attrs.evolve(review, box=None, counted=tally))


LEVELS = ("moments", "contrasts")
CASES = {
    "one ballot": _assessed({"g": 1}),
    "two ballots in two groups": _assessed({"g": 1, "h": 1}),
    "too few ballots": _assessed({"g": 3, "h": 5}),
    "one group": _assessed({"g": 30}),
    "one subject": _assessed({"g": 20, "h": 20}, subjects=1),
    "one subject below standard": _assessed(
        {"g": 20, "h": 20}, subjects=1, standard=99
    ),
    "two subjects": _assessed({"g": 20, "h": 20}, subjects=2),
    "one item": _assessed({"g": 20, "h": 20}, items=1),
    "one item below standard": _assessed({"g": 20, "h": 20}, items=1, standard=99),
    "one subject and one item": _assessed({"g": 20, "h": 20}, items=1, subjects=1),
    "all marks equal": _assessed({"g": 20, "h": 20}, alike=True),
    "one ballot, all marks equal": _assessed({"g": 1}, alike=True),
    "counts only": _assessed({"g": 20, "h": 20}, levels=LEVELS),
    "counts only, all marks equal": _assessed(
        {"g": 20, "h": 20}, levels=LEVELS, alike=True
    ),
    "counts only, one ballot": _assessed({"g": 1}, levels=LEVELS),
    "counts only, one subject and item": _assessed(
        {"g": 20, "h": 20}, items=1, subjects=1, levels=LEVELS
    ),
    "no moments": _assessed({"g": 20, "h": 20}, levels=("moments",)),
    "no contrasts": _assessed({"g": 20, "h": 20}, levels=("contrasts",)),
}
OTHER = _assessed({"g": 20, "h": 20})


def _first(assessment):
    return assessment.standings[0].subject_id


ANALYSES = {
    "absentee_bounds": lambda a: absentee_bounds(a, entitled={"g": 40, "h": 40}),
    "absentee_bounds without electorate": absentee_bounds,
    "ballot_margins": ballot_margins,
    "clear_intervals": clear_intervals,
    "clear_scores": lambda a: DEFAULT_DISCLOSURE.clear(a, with_groups=True),
    "clear_weak_areas": lambda a: clear_weak_areas(a, find_weak_areas(a, on=DAY)),
    "comonotone_sums": lambda a: comonotone_sums(a, 0),
    "comparisons": comparisons,
    "composite_refusal": composite_refusal,
    "composite_span": composite_span,
    "composite_sums": lambda a: composite_sums(a, 0),
    "criteria_refusal of items": lambda a: criteria_refusal(a, CriterionKind.ITEM),
    "criteria_refusal of groups": lambda a: criteria_refusal(a, CriterionKind.GROUP),
    "electorate": electorate,
    "fair_means": fair_means,
    "find_patterns": find_patterns,
    "find_trend": lambda a: find_trend(OTHER, a),
    "find_trend with itself": lambda a: find_trend(a, a),
    "find_weak_areas": lambda a: find_weak_areas(a, on=DAY),
    "find_weak_areas with last year": lambda a: find_weak_areas(
        a, on=DAY, last_year=LastYear(assessment=OTHER)
    ),
    "find_weak_areas before": lambda a: find_weak_areas(
        OTHER, on=DAY, last_year=LastYear(assessment=a)
    ),
    "grade_firmness": lambda a: grade_firmness(a, _first(a)),
    "interval_refusal": interval_refusal,
    "mark_margins": mark_margins,
    "rank_intervals": rank_intervals,
    "rank_refusal": rank_refusal,
    "reliability": reliability,
    "removal_margins": removal_margins,
    "score_figures": score_figures,
    "score_interval": lambda a: score_interval(a, _first(a)),
    "score_interval of the electorate": lambda a: score_interval(
        a, _first(a), of_electorate=True, entitled={"g": 40, "h": 40}
    ),
    "stability": stability,
    "straight_lines": straight_lines,
    "trend_leaks_nothing": lambda a: trend_leaks_nothing(find_trend(a, a), a, a),
    "uncertainty": uncertainty,
    "uncertainty of the electorate": lambda a: uncertainty(a, entitled={"g": 40}),
    "weak_areas_of_tally": lambda a: weak_areas_of_tally(a.tally, a.rules, on=DAY),
}


def _numbers(value, depth=0):
    """All floats that an answer holds, however deep."""
    if isinstance(value, float):
        yield value
    elif attrs.has(type(value)) and depth < 8:
        for field in attrs.fields(type(value)):
            yield from _numbers(getattr(value, field.name), depth + 1)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _numbers(one, depth + 1)
    elif isinstance(value, (tuple, list, frozenset)):
        for one in value:
            yield from _numbers(one, depth + 1)


@pytest.mark.parametrize("analysis", ANALYSES.values(), ids=ANALYSES)
@pytest.mark.parametrize("assessment", CASES.values(), ids=CASES)
def test_too_little_is_answered_or_refused_in_words(assessment, analysis):
    """No error of Python, no number that cannot be."""
    answer, refusal = _answer(analysis, assessment)

    assert all(map(math.isfinite, _numbers(answer)))
    assert refusal is None or len(refusal.split()) > 5
    assert "Fraction(" not in (refusal or "")


def _answer(analysis, assessment):
    try:
        return analysis(assessment), None
    except PartyBuildError as refusal:
        return None, str(refusal)


def _sums(ballots, total, squares):
    return GroupSums(
        weight=Fraction(1),
        ballots=ballots,
        total=Fraction(total),
        squares=Fraction(squares),
    )


SPAN = Span(bottom=Fraction(40), top=Fraction(100), step=Fraction(20))
NAN = float("nan")
REFUSED = {
    "a negative variance": (lambda: _sums(2, 160, 100), "count the ballots again"),
    "an interval of nobody": (
        lambda: half_phantom_limit([], SPAN, upper=True),
        "at least one group",
    ),
    "an interval of a group without a ballot": (
        lambda: interval_moments([_sums(0, 0, 0)], SPAN, upper=False),
        "leave out groups that did not vote",
    ),
    "a level of 1": (
        lambda: half_phantom_limit([_sums(2, 160, 12900)], SPAN, upper=True, level=1),
        "between 0 and 1",
    ),
    "alpha of units of two scales": (
        lambda: krippendorff_alpha([(3, 0, 0), (1, 1)]),
        "the same options",
    ),
    "agreement with a negative count": (
        lambda: percent_agreement([(3, -1)]),
        "from 0 on",
    ),
    "rwg without values": (lambda: rwg((1, 2), [Fraction(1)]), "as counted"),
    "rwg(j) without items": (lambda: rwg_j([], [[Fraction(1)]]), "as counted"),
    "W of ballots of two lengths": (
        lambda: kendall_w([[1, 2], [1]]),
        "every ballot ranks every subject",
    ),
    "a rate of no ballots": (lambda: clopper_pearson(0, 0), "at least 1"),
    "p-values that are none": (lambda: holm([NAN]), "from 0 to 1"),
    "a beta variable at no number": (lambda: beta_cdf(NAN, 1, 1), "a number"),
    "a transfer without values": (
        lambda: least_transfer([Fraction(1)], [], Fraction(1)),
        "one per weight",
    ),
    "whole ballots of no items": (lambda: comonotone_moments([]), "nobody marked"),
    "a share of no marks": (
        lambda: Share(group_id="g", weight=Fraction(1), marks=0, values=(Fraction(1),)),
        "leave it out",
    ),
}


@pytest.mark.parametrize(("made", "needed"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_counted_is_refused_with_what_is_needed(made, needed):
    """Also a variance that would be negative because sums were entered wrongly."""
    with pytest.raises(PartyBuildError, match=needed):
        made()


UNKNOWN = {
    "alpha of nothing": lambda: krippendorff_alpha([]),
    "alpha of equal marks": lambda: krippendorff_alpha([(4, 0), (3, 0)]),
    "agreement of single marks": lambda: percent_agreement([(1, 0), (0, 1)]),
    "rwg of one mark": lambda: rwg((1, 0), [Fraction(1), Fraction(2)]),
    "rwg of one option": lambda: rwg((5,), [Fraction(1)]),
    "W of one ballot": lambda: kendall_w([[1, 2, 3]]),
    "W of one subject": lambda: kendall_w([[1], [2]]),
    "W of equal marks": lambda: kendall_w([[1, 1], [1, 1]]),
    "a transfer between no criteria": lambda: least_transfer([], [], Fraction(1)),
    "evidence of no strata": lambda: stratified_evidence([]),
    "removal from no ballots": lambda: fewest_removed([], Fraction(1)),
}


@pytest.mark.parametrize("made", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_defined_is_none(made):
    """Not 0, and not 1."""
    assert made() is None


@pytest.mark.parametrize(
    "name", ["too few ballots", "one subject", "one item", "one group"]
)
def test_a_search_that_cannot_judge_says_why(name):
    """No area is named local, common or mixed, and a finding says what is needed."""
    found = find_weak_areas(CASES[name], on=DAY)

    assert found.areas == ()
    assert found.findings
    for finding in found.findings:
        assert finding.message.zh
        assert finding.message.en


@pytest.mark.parametrize("name", ["all marks equal", "one ballot, all marks equal"])
def test_equal_marks_have_no_reliability_and_no_weak_area(name):
    """Nothing tells the subjects apart: not 1, and no alarm."""
    found = reliability(CASES[name])

    assert {group.consistency for group in found.groups} == {None}
    assert find_weak_areas(CASES[name], on=DAY).areas == ()


def test_products_that_no_ballots_have_are_refused():
    """Else the spread of a difference would be negative, by cancellation."""
    moments = OTHER.tally.moments
    wrong = tuple(
        tuple(3 * x if at % 6 == 5 else x for at, x in enumerate(pairs))
        for pairs in moments.pairs
    )

    with pytest.raises(TallyError, match="sum of products"):
        attrs.evolve(moments, pairs=wrong)

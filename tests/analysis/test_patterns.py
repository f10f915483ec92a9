"""Patterns of ballots, and fair means beside the official order."""

import json
from fractions import Fraction
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import (
    AdditiveFit,
    PatternRule,
    fair_means,
    find_patterns,
    straight_lines,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.datasets import load_example
from partybuild.errors import EmptyVoterGroupError, MissingLevelError, ValueRangeError
from partybuild.testing.plain import plain_review, plain_rules

CASE = json.loads(
    (Path(__file__).parent / "references.json").read_text(encoding="utf-8")
)["additive_two_way_missing"]
EXAMPLE = assess(load_example("long-march-street-2021"))
MARK = st.one_of(st.none(), st.integers(0, 9))
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(MARK, min_size=width, max_size=width), min_size=1, max_size=7
    )
)


def _assessed(heaps, items=2):
    """An assessment of ballots given as lists of option numbers."""
    even = Fraction(1, items)
    rules = plain_rules([even] * items, {g: Fraction(1, len(heaps)) for g in heaps})
    subjects = len(next(b for heap in heaps.values() for b in heap)) // items
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return assess(plain_review(rules, box))


def test_additive_fit_of_the_reference():
    """R's lm with sum contrasts; fair means exactly."""
    found = AdditiveFit.of(CASE["data_ballot_by_subject"])

    assert found.fair == tuple(map(Fraction, CASE["fair_mean_exact"]))
    assert found.raw == tuple(map(Fraction, CASE["raw_mean"]))
    assert float(found.grand) == pytest.approx(CASE["grand"], rel=1e-10)
    assert [float(x) for x in found.subjects] == pytest.approx(
        CASE["subject_effect"], rel=1e-10
    )
    assert [float(x) for x in found.ballots] == pytest.approx(
        CASE["ballot_effect"], rel=1e-10
    )


def _rank(rows):
    """Rank of the least squares design, by numpy."""
    width = len(rows[0])
    design = [
        [*(s == at for at in range(width)), *(b == at for at in range(len(rows)))]
        for b, row in enumerate(rows)
        for s, x in enumerate(row)
        if x is not None
    ]
    used = sum(any(x is not None for x in row) for row in rows)
    rank = np.linalg.matrix_rank(np.array(design, dtype=float)) if design else 0
    return rank, width + used - 1


@given(TABLES)
def test_law_68_additive_fit(rows):
    """Residuals sum to 0 both ways; it raises iff the graph falls apart."""
    rank, full = _rank(rows)
    if rank < full or not rank:
        with pytest.raises(ValueRangeError, match="separate parts"):
            AdditiveFit.of(rows)
        return
    fit = AdditiveFit.of(rows)
    residuals = [
        [
            0 if x is None else x - fit.grand - a - b
            for x, a in zip(row, fit.subjects, strict=True)
        ]
        for row, b in zip(rows, fit.ballots, strict=True)
    ]
    assert all(sum(row) == 0 for row in residuals)
    assert all(sum(column) == 0 for column in zip(*residuals, strict=True))
    assert sum(fit.subjects) == sum(fit.ballots) == 0
    if all(None not in row for row in rows):
        assert fit.fair == fit.raw


def test_no_ballots_at_all_connect_nothing():
    """The refusal says what is needed."""
    with pytest.raises(ValueRangeError, match="connect all subjects"):
        AdditiveFit.of([])


def test_fair_means_of_the_reference_bound_to_an_assessment():
    """With gaps they stand beside the plain means, with a warning."""
    values = {100: 0, 80: 1, 60: 2, 40: 3, None: 255}
    heap = [[values[x] for x in row] for row in CASE["data_ballot_by_subject"]]
    found = fair_means(_assessed({"g": heap}, items=1))

    assert [m.fair for m in found.means] == list(map(Fraction, CASE["fair_mean_exact"]))
    assert [m.raw for m in found.means] == list(map(Fraction, CASE["raw_mean"]))
    # Two subjects are level in the plain means and not in the fair ones.
    assert [m.raw_rank for m in found.means] == [1, 2, 4, 2]
    assert [m.fair_rank for m in found.means] == [1, 2, 4, 3]
    assert [f.code for f in found.findings] == ["PB-FAIR-01"]
    assert "建议核实" in found.findings[0].message.zh


def test_complete_ballots_need_no_correction():
    """Fair and plain means are the same, and nothing is warned of."""
    found = fair_means(_assessed({"a": [[0, 1], [3, 3]], "b": [[1, 2]]}, items=1))

    assert all(m.fair == m.raw for m in found.means)
    assert found.findings == ()


def test_fair_means_of_groups_that_rated_apart_are_refused():
    """Nobody rated both, so that strictness and quality cannot be told apart."""
    heap = [[0, 255], [255, 1]] * 10
    with pytest.raises(ValueRangeError, match="group 'g' is in separate parts"):
        fair_means(_assessed({"g": heap}, items=1))


HONEST = [[0, 0, 0, 1, 1, 1, 1, 2], [0, 1, 0, 0, 1, 2, 1, 1], [1, 0, 0, 0, 2, 1, 1, 1]]
BLOC = [0, 0, 3, 3, 3, 3, 3, 3]


def _codes(found):
    return [finding.code for finding in found.findings]


def test_honest_ballots_show_no_pattern():
    """Nothing is suggested where nothing stands out."""
    found = find_patterns(_assessed({"g": HONEST * 10}))

    assert (found.straight, found.copies, found.findings) == (0, 0, ())


def test_straight_lining_is_counted_and_never_excluded():
    """A blank ballot is none of it."""
    heap = [*HONEST * 5, [0] * 8, [0] * 8, [2] * 8, [255] * 8]
    found = find_patterns(_assessed({"g": heap}))

    assert (found.straight, found.ballots) == (3, 19)
    assert _codes(found) == ["PB-PAT-01"]
    assert "never a reason to exclude" in found.findings[0].message.en
    assert "建议核实" in found.findings[0].message.zh


def test_copies_need_many_unusual_marks():
    """Equal ballots with usual marks are no copies."""
    odd = [3, 3, 3, 3, 3, 2, 2, 3]
    heap = [*HONEST * 5, odd, odd]

    assert find_patterns(_assessed({"g": heap})).copies == 2
    assert find_patterns(_assessed({"g": [*HONEST * 5, odd]})).copies == 0
    strict = PatternRule(unusual_marks=9)
    assert find_patterns(_assessed({"g": heap}), rule=strict).copies == 0
    # Where the same marks are on most ballots, they are not unusual.
    assert find_patterns(_assessed({"g": [odd] * 9})).copies == 0


@pytest.mark.parametrize(("ballots", "reported"), [(2, False), (3, True)])
def test_a_bloc_is_reported_from_three_ballots(ballots, reported):
    """One up and the rest down, named by subject and group, never by ballot."""
    found = find_patterns(_assessed({"g": [*HONEST * 5, *[BLOC] * ballots]}))
    blocs = [f for f in found.findings if f.code == "PB-PAT-03"]

    assert bool(blocs) == reported
    for finding in blocs:
        assert finding.subject == "p0"
        assert "voter group 'g'" in finding.message.en
        assert "no motive: suggest checking" in finding.message.en
        assert "建议核实" in finding.message.zh


def test_supporting_one_without_lowering_others_is_no_bloc():
    """Voters of the home village are not flagged."""
    found = find_patterns(
        _assessed({"g": [*HONEST * 5, *[[0, 0, 1, 1, 3, 3, 3, 3]] * 6]})
    )

    assert "PB-PAT-03" not in _codes(found)


def test_a_small_group_is_not_named():
    """Three of four ballots would nearly be the voters themselves."""
    found = find_patterns(
        _assessed({"few": [*HONEST[:1], *[BLOC] * 3], "many": HONEST * 5})
    )
    blocs = [f for f in found.findings if f.code == "PB-PAT-03"]

    assert len(blocs) == 1
    assert "one voter group" in blocs[0].message.en
    assert all("few" not in f.message.en + f.message.zh for f in found.findings)


@given(
    st.lists(
        st.lists(st.sampled_from([0, 1, 2, 3, 255]), min_size=8, max_size=8),
        min_size=1,
        max_size=12,
    ),
)
def test_law_8_patterns_do_not_depend_on_the_order_of_ballots(heap):
    """Nor on what order a file had them in."""
    heap = [*heap, *HONEST]
    one, other = _assessed({"g": heap}), _assessed({"g": heap[::-1]})

    assert find_patterns(one) == find_patterns(other)
    assert find_patterns(one).straight <= find_patterns(one).ballots


def test_patterns_and_fair_means_need_the_ballots():
    """Counts alone do not tell what stood together on one ballot."""
    full = _assessed({"g": HONEST * 10})
    review = attrs.evolve(full.review, box=None, counted=count(full.review.box))
    counted = assess(review)

    for function in (find_patterns, fair_means):
        with pytest.raises(MissingLevelError, match="level 4"):
            function(counted)
        assert function(counted, full.review.box) == function(full)


def test_the_example_has_two_straight_ballots_and_nothing_else():
    """And its fair means stand in the same few places as the plain ones."""
    found = find_patterns(EXAMPLE)
    fair = fair_means(EXAMPLE)

    assert (found.ballots, found.straight, found.copies) == (70, 2, 0)
    assert _codes(found) == ["PB-PAT-01"]
    assert sorted(m.subject_id for m in fair.means) == [
        m.subject_id for m in fair.means
    ]
    assert all(abs(m.fair - m.raw) < 1 for m in fair.means)


def test_scores_with_and_without_straight_lining():
    """Another count of the ballots that are left gives the same scores."""
    straight, mixed = [[0, 0, 0, 0]] * 5, [[0, 1, 2, 1], [1, 1, 0, 3], [2, 0, 1, 1]]
    found = straight_lines(_assessed({"a": straight + mixed, "b": mixed}))
    rest = _assessed({"a": mixed, "b": mixed})

    assert (found.ballots, found.straight, found.may_be_shown) == (11, 5, True)
    assert len(found.summary().rows) == 2
    for one in found.shifts:
        standing = rest.standing(one.subject_id)
        assert (one.without, one.rank_without) == (standing.score, standing.rank)
        assert one.score > one.without


def test_few_straight_ballots_are_not_shown_by_difference():
    """The difference of two scores would state what one voter marked."""
    mixed = [[0, 1, 2, 1], [1, 1, 0, 3]]
    found = straight_lines(_assessed({"a": [[0, 0, 0, 0], *mixed], "b": mixed}))

    assert (found.straight, found.may_be_shown) == (1, False)
    assert found.summary().rows == ()
    with pytest.raises(EmptyVoterGroupError):
        straight_lines(_assessed({"a": [[0, 0, 0, 0]] * 5, "b": mixed}))

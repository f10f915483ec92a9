"""Everything printed together: judged against every way to vote, written out."""

import random
from fractions import Fraction
from itertools import product
from math import lcm

import pytest

from partybuild.analysis import Disclosure, find_weak_areas
from partybuild.analysis.disclosure import Interval, Told, meaning, summary_roundings
from partybuild.analysis.disclosure._joint import excuses, given_away
from partybuild.analysis.disclosure._judged import Judged, told_by
from partybuild.analysis.disclosure._other_ways import HeapRow, nearest, other_ways
from partybuild.analysis.disclosure._told_scores import groups_told
from partybuild.analysis.published import clear_weak_areas
from partybuild.analysis.published._told_reasons import reasons_told
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example
from partybuild.kernel import Rounding
from partybuild.testing.plain import plain_review, plain_rules


def _assessment(seed, sizes, weights, items=2):
    chance = random.Random(seed)  # noqa: S311 - invented data
    rules = plain_rules(
        [Fraction(1, items)] * items,
        {g: Fraction(w, sum(weights.values())) for g, w in weights.items()},
    )
    form = BallotForm.of(rules, ["p0", "p1"])
    heaps = {
        group: [
            bytes(chance.choices(range(4), [5, 3, 2, 1], k=form.width))
            for _ in range(size)
        ]
        for group, size in sizes.items()
    }
    return assess(plain_review(rules, BallotBox.from_bytes(form, heaps)))


def _told(judged, places):
    """Standings, and item scores to so many places."""
    gate = Disclosure(means_from=3, distributions_from=10)
    cleared = gate.clear(judged.assessment, [Rounding(places=places)])
    return [*judged.told, *told_by(judged.assessment, cleared.items)]


def _by_trial(judged, told, subject):
    """Marks of one subject that every way to vote leaves as they are."""
    places = [place for place in judged.rows if place[0] == subject]
    mine = [t for t in told if {p[0] for p in t.terms} == {subject}]
    rows = [judged.rows[place] for place in places]
    joint = [t for t in mine if len(t.terms) > 1]
    by_score = []
    for place, row in zip(places, rows, strict=True):
        alone = [t for t in mine if set(t.terms) == {place}]
        ways = {}
        for way in product(*(heap.ways for heap in row.heaps)):
            ways.setdefault(Fraction(sum(way) - row.true, row.unit), []).append(way)
        by_score.append(
            {m: w for m, w in ways.items() if all(_fits(t, {place: m}) for t in alone)}
        )
    whole = [_in_whole_numbers(t, places, by_score) for t in joint]
    fit = [
        choice
        for choice in product(*by_score)
        if all(
            low <= sum(move[m] for move, m in zip(moves, choice, strict=True)) < high
            for moves, low, high in whole
        )
    ]
    seen = [[set() for _ in row.heaps] for row in rows]
    for kept, ways, moves in zip(
        seen, by_score, map(set, zip(*fit, strict=True)), strict=True
    ):
        for way in (way for move in moves for way in ways[move]):
            for values, one in zip(kept, way, strict=True):
                values.add(one)
    return {
        (place, heap.group_id)
        for place, row, kept in zip(places, rows, seen, strict=True)
        for heap, values in zip(row.heaps, kept, strict=True)
        if len(values) == 1 and heap.marks < 5
    }


def _in_whole_numbers(told, places, by_score):
    low, high = told.meant.low - told.value, told.meant.high - told.value
    moves = [
        {m: told.terms.get(place, 0) * m for m in ways}
        for place, ways in zip(places, by_score, strict=True)
    ]
    parts = [low, high, *(Fraction(by) for move in moves for by in move.values())]
    unit = lcm(*(part.denominator for part in parts))
    whole = [{m: int(by * unit) for m, by in move.items()} for move in moves]
    return whole, int(low * unit), int(high * unit)


def _fits(told, moved):
    value = told.value + sum(
        factor * moved.get(place, 0) for place, factor in told.terms.items()
    )
    return told.meant.low <= value < told.meant.high


SCHEMES = [
    ({"a": 1, "b": 2, "c": 4}, {"a": 61, "b": 29, "c": 10}),
    ({"a": 1, "b": 3, "c": 4}, {"a": 1, "b": 1, "c": 1}),
    ({"a": 2, "b": 6}, {"a": 3, "b": 7}),
]


@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: str(s[0]))
@pytest.mark.parametrize("seed", range(2))
def test_nothing_that_trial_gives_away_passes(seed, scheme, places):
    """Totals and items at once: what every way to vote has in common is found."""
    judged = Judged.of(_assessment(seed, *scheme), 5)
    told = _told(judged, places)
    found = {(m.place, m.group_id) for m in given_away(judged.rows, told)}

    for subject in (0, 1):
        assert _by_trial(judged, told, subject) <= found


def test_the_search_finds_most_of_what_trial_finds_open():
    """It keeps back more than it must in few conferences only."""
    true = found = 0
    for seed in range(8):
        judged = Judged.of(_assessment(seed, *SCHEMES[1]), 5)
        told = _told(judged, 1)
        found += len({(m.place, m.group_id) for m in given_away(judged.rows, told)})
        true += sum(len(_by_trial(judged, told, subject)) for subject in (0, 1))

    assert found <= true * 5 / 4


@pytest.mark.parametrize("seed", range(5))
def test_an_excuse_leaves_every_printed_number_as_it_is(seed):
    """Totals, items, group scores and reasons of a conference of 87 ballots."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    sizes = {"a": 3, "b": 6, "c": 40, "d": 38}
    weights = {g: chance.randint(1, 4) for g in sizes}
    assessment = _assessment(seed, sizes, weights, items=4)
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    roundings = summary_roundings(assessment.rules.rounding)
    cleared = Disclosure().clear(assessment, roundings, with_groups=True)
    judged = Judged.of(assessment, 5)
    told = [
        *judged.told,
        *told_by(assessment, cleared.items),
        *groups_told(assessment, cleared.hidden_groups),
        *reasons_told(assessment, weak),
    ]
    checked = 0
    for marks, change in excuses(judged.rows, told):
        if change is None:
            continue
        checked += 1
        row = judged.rows[marks.place]
        at = [heap.group_id for heap in row.heaps].index(marks.group_id)
        assert change[marks.place][at] != row.heaps[at].true
        for one in told:
            assert _holds(one, change, judged.rows)

    assert checked


def _holds(told, change, rows):
    """Write the number down anew, group by group."""
    value = told.value
    for place, factor in told.terms.items():
        if place in change:
            row = rows[place]
            for heap, way in zip(row.heaps, change[place], strict=True):
                moved = Fraction(way - heap.true, row.unit)
                if told.group_id == heap.group_id:
                    value += factor * moved / heap.weight
                elif not told.group_id:
                    value += factor * moved
                assert way in heap.ways
    return told.meant.low <= value < told.meant.high


def test_what_is_told_of_the_example_is_true():
    """Every statement holds for the true scores, and its factors make its value."""
    assessment = assess(load_example("long-march-street-2021"))
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    judged = Judged.of(assessment, 5)
    cleared = Disclosure().clear(assessment, with_groups=True)
    scores = {
        (subject, item): Fraction(row.true, row.unit)
        for (subject, item), row in judged.rows.items()
    }
    for told in (
        *judged.told,
        *told_by(assessment, cleared.items),
        *reasons_told(assessment, weak),
    ):
        assert told.value == sum(f * scores[p] for p, f in told.terms.items())
        assert told.meant.low <= told.value < told.meant.high
    for told in groups_told(assessment, cleared.hidden_groups):
        assert told.meant.low <= told.value < told.meant.high
    assert clear_weak_areas(assessment, weak).told


def test_a_total_beside_items_gives_one_voter_away():
    """Each item score alone leaves the single voter open; with the total none does."""
    judged = Judged.of(_assessment(4, {"a": 1, "b": 2, "c": 6}, SCHEMES[0][1], 3), 5)
    told = _told(judged, 0)
    alone = [one for one in told if len(one.terms) == 1]

    assert not list(given_away(judged.rows, alone))
    assert list(given_away(judged.rows, told))
    assert Disclosure().clear(judged.assessment).rounding is None


def test_a_tie_is_told_exactly_and_the_order_by_its_neighbors():
    """Who stands level has the same score; who stands above has more."""
    rules = plain_rules(["1/2", "1/2"], {"a": "1"})
    form = BallotForm.of(rules, ["p0", "p1", "p2"])
    ballots = [bytes([0, 1, 1, 0, 2, 2])] * 9 + [bytes([0, 0, 0, 0, 2, 3])]
    box = BallotBox.from_bytes(form, {"a": ballots})
    first, second, third = Judged.of(assess(plain_review(rules, box)), 5).told

    for tied in (first, second):
        assert tied.meant.low == tied.value
        assert tied.meant.high - tied.value < Fraction(1, 10**30)
    assert third.meant.high <= first.value


@pytest.mark.parametrize(
    ("value", "edges", "low", "high"),
    [
        ("90.004", ["90"], "90", "90.005"),
        ("89.996", ["90"], "89.9955", "89.9965"),
        ("84.125", [], "84.125", "84.135"),
    ],
)
def test_a_printed_number_means_what_prints_like_it(value, edges, low, high):
    """Also by the side of a threshold on which it had to stay."""
    meant = meaning(Fraction(value), Rounding(), map(Fraction, edges))

    assert meant == Interval(low=Fraction(low), high=Fraction(high))


def test_a_number_printed_as_a_fraction_means_itself():
    """Twelve places were not enough to stay below the threshold."""
    value = 90 - Fraction(1, 10**15)
    meant = meaning(value, Rounding(), [Fraction(90)])

    assert meant.low == value
    assert meant.high - value < Fraction(1, 10**30)


def test_other_ways_add_up_and_start_near_the_true_one():
    """Uneven options, a large heap, a heap that must differ."""
    values = tuple(map(Fraction, (100, 85, 70, 0)))
    row = HeapRow.of(
        [
            ("a", Fraction(1, 4), values, (1, 1, 0, 0)),
            ("b", Fraction(3, 4), values, (70, 20, 5, 3)),
        ]
    )
    low, high = row.true - row.unit // 4, row.true + row.unit // 4
    found = list(other_ways(row, [h.ways for h in row.heaps], low, high, 0))

    assert found
    assert all(low <= sum(ways) < high for ways in found)
    assert all(ways[0] != row.heaps[0].true for ways in found)
    assert list(nearest([1, 4, 6, 9], 5, 0, 9)) == [6, 4, 1]
    assert not list(other_ways(row, [[], row.heaps[1].ways], low, high))


def test_a_statement_on_a_subject_that_nobody_assessed_is_no_line():
    """Its scores do not move."""
    judged = Judged.of(_assessment(1, *SCHEMES[2]), 5)
    told = Told(
        terms={(7, 0): Fraction(1)},
        value=Fraction(80),
        meant=Interval(low=Fraction(80), high=Fraction(81)),
    )

    assert list(given_away(judged.rows, [told])) == []

"""What standings tell of small conferences, against every way to vote written out."""

from fractions import Fraction
from itertools import combinations_with_replacement, product

import attrs
import pytest

from partybuild.analysis import Disclosure
from partybuild.analysis.disclosure import (
    ITEM_ROUNDINGS,
    Told,
    summary_roundings,
)
from partybuild.analysis.disclosure._judged import Judged, told_by
from partybuild.analysis.disclosure._told_scores import groups_told, printed_group
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, EnteredScore
from partybuild.kernel import Label, Rounding
from partybuild.rules import BallotMeasure, Component
from partybuild.testing.plain import OWN, plain_review, plain_rules

WORD = Label(zh="考核", en="assessment")
TINY = Fraction(1, 10**30)


def _assessment(rules, subjects, heaps, **others):
    """Ballots are written as digits, one for each subject and item."""
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(
        form,
        {
            group: [bytes(map(int, ballot)) for ballot in ballots.split()]
            for group, ballots in heaps.items()
        },
    )
    return assess(plain_review(rules, box, **others))


def _entered_rules(**others):
    """Half of the total are ballots, the other half is entered."""
    rules = plain_rules(items=["1/4", "3/4"], groups={"a": "1/3", "b": "2/3"}, **others)
    entered = Component(
        component_id="e", label=WORD, kind="entered", weight="1/2", basis=OWN
    )
    ballots = attrs.evolve(rules.components[0], weight=Fraction(1, 2))
    return attrs.evolve(rules, components=[ballots, entered])


HEAPS = {"a": "0112 0012 1100", "b": "0110 1120 2211 0001"}
HEAPS_OF_THREE = {"a": "011 001 110", "b": "011 112 221 000"}


def test_totals_are_told_as_sums_of_item_scores():
    """The factors are those of the scheme; an item of weight 0 is not among them."""
    rules = plain_rules(items=["1/4", "3/4", 0], groups={"a": "1/3", "b": "2/3"})
    found = Judged.of(
        _assessment(rules, ["p0", "p1"], {"a": "010012", "b": "110122 000111"}), 5
    )
    for subject, told in enumerate(found.told):
        assert told.terms == {
            (subject, 0): Fraction(1, 4),
            (subject, 1): Fraction(3, 4),
        }
        scores = {p: Fraction(row.true, row.unit) for p, row in found.rows.items()}
        assert told.value == sum(f * scores[p] for p, f in told.terms.items())
    assert len(found.told) == 2


def test_ballot_scores_stand_beside_what_was_entered():
    """Only for who has an entered score: the total, and the ballot score in it."""
    entered = [
        EnteredScore(post_id=p, entry_id="e", points=n, source=WORD)
        for p, n in (("p0", 80), ("p1", 60))
    ]
    assessment = _assessment(_entered_rules(), ["p0", "p1"], HEAPS, entered=entered)
    judged = Judged.of(assessment, 5)
    totals, scores = judged.told[::2], judged.told[1::2]

    assert len(judged.told) == 4
    for subject, (total, score) in enumerate(zip(totals, scores, strict=True)):
        standing = assessment.standing(f"p{subject}")
        places = {(subject, 0): Fraction(1, 4), (subject, 1): Fraction(3, 4)}
        assert score.terms == places
        assert total.terms == {p: f / 2 for p, f in places.items()}
        assert total.value == standing.score
        assert score.value == sum(
            factor * item.score
            for factor, item in zip(places.values(), standing.items, strict=True)
        )
        assert total.value == score.value / 2 + (40, 30)[subject]
        shown = Rounding().apply(score.value)
        half = Fraction(1, 200)
        assert (score.meant.low, score.meant.high) == (shown - half, shown + half)
        assert judged.assessment is assessment


TOTALS = [
    # Marks of three subjects by ten voters of one group, and two thresholds.
    ({"g": "012 123 001 012 113 000 122 012 011 221"}, [90, 70]),
    ({"g": "001 001 112 112 000 001 012 111 002 112"}, [84, 76]),
    ({"g": "000 112 221 000 331 112 000 000 113 222"}, [74, 60]),
    ({"g": "000 000 111 111 222"}, [84, 80]),
    # 80, 79.5 and 80.5, two of which print as 80 and the third as 81.
    ({"g": "111 " * 38 + "121 110"}, [90, 70]),
]


@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("case", range(len(TOTALS)))
def test_a_total_stands_for_what_leaves_text_grade_and_order_as_they_are(case, places):
    """Every other total is tried: what would read the same, and nothing else."""
    heaps, edges = TOTALS[case]
    rules = plain_rules(edges=edges, rounding=Rounding(places=places))
    assessment = _assessment(rules, ["p0", "p1", "p2"], heaps)
    scores = {s.subject_id: s.score for s in assessment.standings}
    limits = list(map(Fraction, edges))

    def reads(subject_id, score):
        others = [score for other, score in scores.items() if other != subject_id]
        return (
            rules.rounding.text_beside(score, limits),
            [score >= edge for edge in limits],
            [(score > other) - (score < other) for other in others],
        )

    for at, told in enumerate(Judged.of(assessment, 5).told):
        subject_id = f"p{at}"
        true = scores[subject_id]
        steps = [Fraction(n, 40 * 10**places) for n in range(-90, 91)]
        ends = [*scores.values(), told.meant.low, told.meant.high]
        for other in [true + s for s in steps] + [
            e + d for e in ends for d in (-TINY, 0, TINY)
        ]:
            alike = reads(subject_id, other) == reads(subject_id, true)
            assert (told.meant.low <= other < told.meant.high) is alike


def _every_total(judged, subject, share, weights):
    """What each way to vote makes of a total, in all voter groups and items."""
    places = [place for place in judged.rows if place[0] == subject]
    cells = [(p, heap) for p in places for heap in judged.rows[p].heaps]
    options = [
        [
            share * weights[place[1]] * (heap.weight * sum(way) / heap.marks)
            for way in combinations_with_replacement(VALUES, heap.marks)
        ]
        for place, heap in cells
    ]
    return cells, options


VALUES = tuple(map(Fraction, (100, 80, 60, 40)))
SETTLED = {
    "all best": ["00 00", "00"],
    "all worst": ["33 33", "33"],
    "one less": ["00 01", "00"],
    "one more": ["33 32", "33"],
    "one subject": ["03 03", "02"],
    "no end": ["12 21", "11"],
}


@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("edges", [[90], [100, 99], [95, 45]])
@pytest.mark.parametrize("name", SETTLED)
def test_marks_that_a_total_states_by_itself_are_settled(name, edges, places):
    """With any one mark otherwise, even the best rest makes a lower total; or a higher.

    Two subjects, one item, a group of two voters and a single one.
    """
    first, second = SETTLED[name]
    rules = plain_rules(
        groups={"a": "1/3", "b": "2/3"},
        edges=edges,
        rounding=Rounding(places=places),
    )
    assessment = _assessment(rules, ["p0", "p1"], {"a": first, "b": second})
    judged = Judged.of(assessment, 5)
    limits = list(map(Fraction, edges))

    expected = set()
    for subject in (0, 1):
        true = assessment.standing(f"p{subject}").score
        text = rules.rounding.text_beside(true, limits)
        cells, options = _every_total(judged, subject, Fraction(1), [Fraction(1)])
        totals = list(product(*options))
        alike = [
            parts
            for parts in totals
            if rules.rounding.text_beside(sum(parts), limits) == text
            and [sum(parts) >= e for e in limits] == [true >= e for e in limits]
        ]
        for at, (place, heap) in enumerate(cells):
            if {parts[at] for parts in alike} in (
                {max(options[at])},
                {min(options[at])},
            ):
                expected.add((place, heap.group_id))
    assert judged.settled == expected


@pytest.mark.parametrize(
    ("option", "settled"), [(0, "b"), (3, "ab")], ids=["all best", "all worst"]
)
def test_marks_that_may_differ_by_what_is_rounded_away_are_not_settled(option, settled):
    """One mark of voter a moves the total by half a point: 99.5 prints as 100 still.

    And 40.5 prints as 41: what prints as 40 leaves nothing open.
    """
    rules = plain_rules(
        groups={"a": "1/40", "b": "39/40"}, edges=[90], rounding=Rounding(places=0)
    )
    marks = {"a": str(option), "b": f"{option} {option}"}
    found = Judged.of(_assessment(rules, ["p0"], marks), 5).settled

    assert {group for _, group in found} == set(settled)


def test_a_total_that_is_no_sum_of_item_scores_tells_and_settles_nothing():
    """Part of it are the best marks of a group, taken once more."""
    rules = plain_rules(groups={"a": "1/2", "b": "1/2"})
    more = BallotMeasure(measure_id="m", label=WORD, groups=["a"], basis=OWN)
    parts = [
        attrs.evolve(rules.components[0], weight=Fraction(1, 2)),
        Component(
            component_id="m",
            label=WORD,
            kind="measure",
            measure_id="m",
            weight="1/2",
            basis=OWN,
        ),
    ]
    marks = {"a": "0", "b": "0 0"}
    plain = Judged.of(_assessment(rules, ["p0"], marks), 5)
    mixed = attrs.evolve(rules, measures=[more], components=parts)
    judged = Judged.of(_assessment(mixed, ["p0"], marks), 5)

    assert {group for _, group in plain.settled} == {"a", "b"}
    assert (judged.told, judged.settled) == ((), frozenset())


def test_items_of_no_weight_and_shares_of_the_ballots_move_no_total():
    """Half of the total is entered, so that the worst total is 40 x 1/2 + 40."""
    entered = [EnteredScore(post_id="p0", entry_id="e", points=80, source=WORD)]
    for ballots, known in (("00", True), ("01", False)):
        assessment = _assessment(
            _entered_rules(), ["p0"], {"a": ballots, "b": "00"}, entered=entered
        )
        settled = Judged.of(assessment, 5).settled
        assert (settled == {((0, i), g) for i in (0, 1) for g in "ab"}) is known


def test_group_scores_are_told_of_the_groups_that_are_shown():
    """Their terms are the items that weigh; the text is the one that is printed."""
    rules = plain_rules(
        items=["1/4", "3/4", 0],
        groups={"a": "1/3", "b": "1/3", "c": "1/3"},
        empty_group="renormalize",
    )
    heaps = {
        "a": "000111 011100 222000 001122 123012",
        "b": "001110 012201 110011 220100 001231",
        "c": "",
    }
    assessment = _assessment(rules, ["p0", "p1"], heaps)
    both = list(groups_told(assessment, ()))
    one = list(groups_told(assessment, {"a"}))

    assert [(t.group_id, min(t.terms)[0]) for t in both] == [
        (group, subject) for subject in (0, 1) for group in "ab"
    ]
    assert [t.group_id for t in one] == ["b", "b"]
    assert list(groups_told(assessment, {"a", "b"})) == []
    for told in both:
        subject = min(told.terms)[0]
        assert told.terms == {
            (subject, 0): Fraction(1, 4),
            (subject, 1): Fraction(3, 4),
        }
        standing = assessment.standing(f"p{subject}")
        (group,) = [g for g in standing.groups if g.group_id == told.group_id]
        assert told.value == group.score
        assert told.meant == printed_group(assessment, rules, group).interval
        assert told.meant.low <= told.value < told.meant.high


def test_what_is_told_is_one_thing_however_often_it_is_told():
    """Statements are values, which a set holds once."""
    rules = plain_rules(groups={"a": "1/3", "b": "2/3"})
    assessment = _assessment(rules, ["p0", "p1", "p2"], HEAPS_OF_THREE)
    told = [*Judged.of(assessment, 5).told, *Judged.of(assessment, 5).told]

    assert len(told) == 6
    assert len(set(told)) == 3


@pytest.mark.parametrize("coarse_first", [True, False])
def test_the_bound_of_a_group_is_as_far_as_its_coarsest_scale_goes(coarse_first):
    """One of ten voters moves the item of three options by 30/10, on half the form."""
    rules = plain_rules(items=["1/2", "1/2"])
    fine, first = rules.scales[0], rules.items[0]
    best, _, middle, worst = fine.options
    coarse = attrs.evolve(
        fine, scale_id="coarse", options=[best, attrs.evolve(middle, value=70), worst]
    )
    items = [first, attrs.evolve(rules.items[1], scale_id="coarse")]
    if coarse_first:
        items = [attrs.evolve(first, scale_id="coarse"), rules.items[1]]
    rules = attrs.evolve(rules, scales=[fine, coarse], items=items)
    assessment = _assessment(rules, ["p0"], {"g": "00 " * 10})
    (group,) = assessment.standing("p0").groups

    assert printed_group(assessment, rules, group).text == "≥97"


@pytest.mark.parametrize(("ballots", "text"), [(5, "≥96"), (10, "≥98"), (40, "≥99.5")])
def test_a_group_of_the_best_marks_prints_as_a_bound_by_its_size(ballots, text):
    """One ballot of five moves its mean by 20 / 5."""
    rules = plain_rules(items=["1/4", "3/4"])
    assessment = _assessment(rules, ["p0"], {"g": "00 " * ballots})
    (group,) = assessment.standing("p0").groups

    assert printed_group(assessment, rules, group).text == text
    worst = _assessment(rules, ["p0"], {"g": "33 " * ballots})
    (group,) = worst.standing("p0").groups
    assert printed_group(worst, rules, group).text == "≤45"


def test_who_was_not_assessed_is_told_nothing_about():
    """Item scores of the others keep their places on the form."""
    rules = plain_rules(groups={"a": "1/2", "b": "1/2"}, empty_group="renormalize")
    assessment = _assessment(rules, ["p0", "p1"], {"a": "01 10 22", "b": "00 21 10"})
    items = Disclosure().clear(assessment).items
    at = {"p0": {(0, 0): 1}, "p1": {(1, 0): 1}}

    assert [t.terms for t in told_by(assessment, items)] == [at["p0"], at["p1"]]
    for subject, row in items:
        (told,) = told_by(assessment, [(subject, row)])
        assert told.terms == at[subject]
        assert told.meant == row[0].meant


@pytest.mark.parametrize(
    ("places", "expected"), [(0, [0]), (1, [1, 0]), (2, [2, 1, 0]), (3, [3, 1, 0])]
)
def test_a_summary_table_is_printed_as_the_scheme_says_or_as_a_report(places, expected):
    """The finest first, and none twice."""
    finest = Rounding(places=places)
    found = summary_roundings(finest)

    assert [r.places for r in found] == expected
    assert found[0] is finest
    assert set(found[1:]) <= set(ITEM_ROUNDINGS)


def test_a_judge_passes_what_leaves_small_groups_open():
    """A statement on top of the standings decides; nothing more, nothing less."""
    rules = plain_rules(groups={"a": "1/2", "b": "1/2"})
    assessment = _assessment(rules, ["p0"], {"a": "1", "b": "0 1 2 1 1 2"})
    judged = Judged.of(assessment, 5)
    (total,) = judged.told
    exact = Told(
        terms={(0, 0): Fraction(1)},
        value=total.value,
        meant=attrs.evolve(total.meant, low=total.value, high=total.value + TINY),
    )

    # The single voter's step is three of the six others' steps: always an excuse.
    assert judged.passes([])
    assert judged.passes([exact])
    own = attrs.evolve(
        exact,
        group_id="a",
        value=Fraction(80),
        meant=attrs.evolve(total.meant, low=Fraction(79), high=Fraction(81)),
    )
    assert not judged.passes([own])
    assert not judged.passes([exact, own])

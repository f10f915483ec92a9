"""Laws 1-8: what every tally keeps."""

import json
from fractions import Fraction
from itertools import combinations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import BallotBox, BallotForm, Tally, count, tally
from partybuild.errors import TallyError
from partybuild.kernel import canonical_json
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import boxes, forms, rules, votes

RANDOMS = st.randoms(use_true_random=False)


@st.composite
def _counted(draw, number):
    """Draw tallies, at every level, of several heaps of ballots of one form."""
    scheme = draw(rules())
    form = draw(forms(scheme))
    heaps = [draw(boxes(form, assessable=False)) for _ in range(number)]
    return scheme, heaps


@given(_counted(3))
def test_law_01_commutative_monoid(drawn):
    """Order and grouping of merges do not matter, and no ballots change nothing."""
    scheme, heaps = drawn
    a, b, c = (tally(heap, scheme) for heap in heaps)
    nothing = tally(BallotBox.from_bytes(a.form, {}), scheme)

    assert a + b == b + a
    assert (a + b) + c == a + (b + c)
    assert a + nothing == a == nothing + a
    assert count(heaps[0]) + Tally.empty(a.form) == count(heaps[0])


@given(_counted(3))
def test_law_02_homomorphism(drawn):
    """Counting a heap is adding the counts of its parts, at every level."""
    scheme, heaps = drawn
    parts = [tally(heap, scheme) for heap in heaps]
    whole = heaps[0] + heaps[1] + heaps[2]

    assert tally(whole, scheme) == (parts[0] + parts[1]) + parts[2]
    assert count(whole) == sum(map(count, heaps), Tally.empty(whole.form))


@given(_counted(2))
def test_law_03_cancellation(drawn):
    """What was added can be taken out again; nothing else can."""
    scheme, heaps = drawn
    a, b = (tally(heap, scheme) for heap in heaps)

    assert (a + b) - b == a
    if any(heaps[1].sizes):
        with pytest.raises(TallyError):
            _ = a - (a + b)


def test_law_03_counts_alone_do_not_hide_a_wrong_subtraction():
    """Two heaps with equal counts but other ballots cannot be taken apart."""
    scheme = plain_rules(["50%", "50%"])
    form = BallotForm.of(scheme, ["p1"])
    even = BallotBox.from_bytes(form, {"g": [b"\0\1", b"\1\0"]})
    uneven = BallotBox.from_bytes(form, {"g": [b"\0\0", b"\1\1"]})

    assert count(even) == count(uneven)
    with pytest.raises(TallyError, match="must have been added before"):
        _ = tally(even, scheme) - tally(uneven, scheme)


@given(votes(assessable=False))
def test_law_04_conservation(vote):
    """Options and missing marks of every line add up to the ballots."""
    counted = count(vote.box)
    form = counted.form
    for group, ballots in enumerate(counted.ballots):
        for subject in range(len(form.subject_ids)):
            for item in range(len(form.items)):
                assert sum(counted.cell(group, subject, item)) == ballots


@given(votes(assessable=False))
def test_law_04_a_lost_mark_is_refused(vote):
    """A count sheet whose line does not add up names group, subject and item."""
    counted = count(vote.box)
    group_id = counted.form.group_ids[0]
    vector = list(counted.counts[0])
    vector[-1] += 1
    with pytest.raises(TallyError) as caught:
        attrs.evolve(counted, counts=(tuple(vector), *counted.counts[1:]))

    marks, ballots = counted.ballots[0] + 1, counted.ballots[0]
    assert str(caught.value) == (
        f"group {group_id!r}, subject {counted.form.subject_ids[-1]!r}, item "
        f"{counted.form.item_ids[-1]!r}: {marks} marks counted on {ballots} "
        "ballots; options, blanks and spoilt marks must add up"
    )


@given(votes(assessable=False))
def test_law_05_moments(vote):
    """Sums of squares dominate; equality means that all composites are equal."""
    moments = vote.tally.moments
    for group, vector in enumerate(moments.singles):
        for subject in range(len(vote.box.form.subject_ids)):
            n, total, squares = vector[3 * subject : 3 * subject + 3]
            found = _composites(vote, group, subject)

            assert (n, total) == (len(found), sum(found))
            assert n * squares >= total * total
            assert (n * squares == total * total) == (len(set(found)) <= 1)


@given(votes(complete=True))
def test_law_05_level_1_agrees_with_level_0(vote):
    """Without missing marks the sum of composites is linear in the counts."""
    counted = vote.tally
    for group in range(len(counted.form.group_ids)):
        for subject in range(len(counted.form.subject_ids)):
            linear = sum(
                weight * option.value * number
                for at, (item, weight) in enumerate(_weighted_items(vote.rules))
                for option, number in zip(
                    vote.rules.options_of(item),
                    counted.options(group, subject, at),
                    strict=True,
                )
            )
            total = counted.moments.singles[group][3 * subject + 1]

            assert Fraction(total, counted.moments.denominator) == linear


@given(votes(assessable=False))
def test_law_06_cross_products(vote):
    """Products are those of the ballots, symmetric, and obey Cauchy-Schwarz."""
    subjects = range(len(vote.box.form.subject_ids))
    for group, vector in enumerate(vote.tally.moments.pairs):
        for at, (s, t) in enumerate(combinations(subjects, 2)):
            n, one, other, ones, others, both = vector[6 * at : 6 * at + 6]
            found = _composite_pairs(vote, group, s, t)
            swapped = _composite_pairs(vote, group, t, s)

            assert (n, both) == (len(found), sum(a * b for a, b in found))
            assert (one, ones) == (
                sum(a for a, _ in found),
                sum(a * a for a, _ in found),
            )
            assert (other, others) == (
                sum(b for _, b in found),
                sum(b * b for _, b in found),
            )
            assert both == sum(a * b for a, b in swapped)
            assert both * both <= ones * others


def test_law_06_pairs_are_told_in_the_order_of_their_subjects():
    """Two ballots: 100 for the first, 60 and 40 for the second."""
    rules = plain_rules()
    form = BallotForm.of(rules, "ab")
    heap = box_of_counts(form, {"g": [(2, 0, 0, 0), (0, 0, 1, 1)]})

    moments = tally(heap, rules).moments
    assert (moments.denominator, moments.singles[0]) == (
        1,
        (2, 200, 20000, 2, 100, 5200),
    )
    assert moments.pairs[0] == (2, 200, 100, 20000, 5200, 10000)


@given(votes(assessable=False), RANDOMS)
def test_law_07_round_trip(vote, random):
    """A tally is its document; equal tallies are equal bytes."""
    counted = count(vote.box)
    document = json.loads(canonical_json(counted.document()))
    loaded = Tally(
        form=counted.form,
        ballots=tuple(document["ballots"][g] for g in counted.form.group_ids),
        counts=tuple(
            tuple(
                number
                for subject in counted.form.subject_ids
                for line in document["counts"][group_id][subject]
                for number in line
            )
            for group_id in counted.form.group_ids
        ),
    )
    other = tally(_shuffled(vote.box, random), vote.rules)

    assert loaded == counted
    assert canonical_json(loaded.document()) == canonical_json(counted.document())
    assert canonical_json(other.document()) == canonical_json(vote.tally.document())


@given(votes(assessable=False), RANDOMS)
def test_law_08_order_independence(vote, random):
    """The order of ballots, of groups and of subjects reaches no byte."""
    box = _shuffled(vote.box, random)
    ids = list(vote.box.form.subject_ids)
    form = BallotForm.of(vote.rules, random.sample(ids, len(ids)))

    assert form == vote.box.form
    assert box == vote.box
    assert box.groups == vote.box.groups
    assert tally(box, vote.rules) == vote.tally


def _shuffled(box, random):
    heaps = {g: list(box.ballots(g)) for g in box.form.group_ids}
    for heap in heaps.values():
        random.shuffle(heap)
    groups = random.sample(list(heaps), len(heaps))
    return BallotBox.from_bytes(box.form, {g: heaps[g] for g in groups})


def _weighted_items(scheme):
    return [(item, scheme.item_weight(item)) for item in scheme.items]


def _composites(vote, group, subject):
    group_id = vote.box.form.group_ids[group]
    found = [_composite(vote, ballot, subject) for ballot in vote.box.ballots(group_id)]
    return [value for value in found if value is not None]


def _composite_pairs(vote, group, one, other):
    group_id = vote.box.form.group_ids[group]
    pairs = [
        (_composite(vote, ballot, one), _composite(vote, ballot, other))
        for ballot in vote.box.ballots(group_id)
    ]
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _composite(vote, ballot, subject):
    scale = vote.tally.moments.denominator
    width = len(vote.rules.items)
    marks = ballot[subject * width : (subject + 1) * width]
    if max(marks) > 240:
        return None
    return scale * sum(
        weight * vote.rules.options_of(item)[mark].value
        for mark, (item, weight) in zip(marks, _weighted_items(vote.rules), strict=True)
    )

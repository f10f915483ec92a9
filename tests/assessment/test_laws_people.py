"""Laws 24-29: groups, subjects, voters, and the exact form of a score."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import BallotBox, BallotForm
from partybuild.errors import InputError
from partybuild.rules import EmptyGroupPolicy
from partybuild.testing.awkward import INEXACT_NUMBERS
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import Vote, rules, votes


@st.composite
def _two_groups_of_equal_voices(draw):
    """Draw a vote whose first two groups give each ballot the same weight."""
    vote = draw(votes(rules(groups=3, positive=True), complete=True, fewest=1))
    sizes = vote.box.sizes
    weights = [sizes[0], sizes[1], draw(st.integers(1, 9))]
    groups = [
        attrs.evolve(group, weight=weight)
        for group, weight in zip(vote.rules.voter_groups, weights, strict=True)
    ]
    scheme = attrs.evolve(vote.rules, voter_groups=groups, group_total=sum(weights))
    return Vote(scheme, vote.box)


@given(_two_groups_of_equal_voices())
def test_law_24_merging_groups(vote):
    """Groups whose ballots weigh the same can be merged without any effect."""
    one, other, third = vote.rules.voter_groups
    merged = attrs.evolve(one, weight=one.weight + other.weight)
    scheme = attrs.evolve(vote.rules, voter_groups=[merged, third])
    heaps = vote.heaps
    heaps[one.group_id] += heaps.pop(other.group_id)
    form = BallotForm.of(scheme, vote.form.subject_ids)

    assert Vote(scheme, BallotBox.from_bytes(form, heaps)).scores == vote.scores


def test_law_24_pooling_other_groups_changes_the_score():
    """One ballot of 100 and three of 60: 80 apart, 70 pooled."""
    apart = plain_rules(groups={"a": "50%", "b": "50%"})
    pooled = plain_rules()
    form = BallotForm.of(apart, ["p"])
    box = box_of_counts(form, {"a": [(1, 0, 0, 0)], "b": [(0, 0, 3, 0)]})
    one = box_of_counts(BallotForm.of(pooled, ["p"]), {"g": [(1, 0, 3, 0)]})

    assert Vote(apart, box).scores == (80,)
    assert Vote(pooled, one).scores == (70,)


def test_law_24_pooling_can_reverse_two_subjects():
    """Simpson: A is better in both groups and would lose if they were pooled."""
    groups = {"a": "50%", "b": "50%"}
    scheme = plain_rules(groups=groups, options={"yes": 100, "no": 0})
    form = BallotForm.of(scheme, ["A"])
    better = {"a": [(9, 1)], "b": [(30, 60)]}
    worse = {"a": [(80, 10)], "b": [(3, 7)]}
    (a,), (b,) = (
        Vote(scheme, box_of_counts(form, counts)).scores for counts in (better, worse)
    )

    pooled = plain_rules(options={"yes": 100, "no": 0})
    one = BallotForm.of(pooled, ["A"])
    (all_a,), (all_b,) = (
        Vote(pooled, box_of_counts(one, {"g": [(yes, 100 - yes)]})).scores
        for yes in (9 + 30, 80 + 3)
    )

    assert a > b
    assert (all_a, all_b) == (39, 83)


@given(votes())
def test_law_25_irrelevant_subjects(vote):
    """Without subject C nothing changes for the others but the quotas."""
    scheme = attrs.evolve(vote.rules, quotas=())
    width = len(scheme.items)
    scores, ranks, grades = Vote(scheme, vote.box).outcome()
    for gone, subject in enumerate(vote.form.subject_ids):
        left = [other for other in vote.form.subject_ids if other != subject]
        if not left:
            continue
        heaps = {
            group_id: [b[: gone * width] + b[(gone + 1) * width :] for b in heap]
            for group_id, heap in vote.heaps.items()
        }
        box = BallotBox.from_bytes(BallotForm.of(scheme, left), heaps)
        new_scores, new_ranks, new_grades = Vote(scheme, box).outcome()

        assert new_scores == {other: scores[other] for other in left}
        assert new_grades == {other: grades[other] for other in left}
        for a in left:
            for b in left:
                assert (new_ranks[a] < new_ranks[b]) == (ranks[a] < ranks[b])


@st.composite
def _severe(draw):
    """Draw a vote on an even scale, and one where some ballots mark all lower."""
    scheme = draw(rules(one_scale=True))
    options = [
        attrs.evolve(option, value=100 - 10 * at)
        for at, option in enumerate(scheme.scales[0].options)
    ]
    scale = attrs.evolve(scheme.scales[0], options=options)
    scheme = attrs.evolve(scheme, scales=[scale])
    vote = draw(votes(st.just(scheme), complete=True))
    last = len(options) - 1
    heaps = {
        group_id: [_shifted(draw, ballot, last) for ballot in heap]
        for group_id, heap in vote.heaps.items()
    }
    return vote, vote.with_heaps(heaps)


def _shifted(draw, ballot, last):
    by = draw(st.integers(-min(ballot), last - max(ballot)))
    return bytes(mark + by for mark in ballot)


@given(_severe())
def test_law_26_severity_cancels(drawn):
    """A ballot that marks everybody lower by the same changes no difference."""
    one, other = drawn
    for a in range(len(one.scores)):
        for b in range(len(one.scores)):
            assert one.scores[a] - one.scores[b] == other.scores[a] - other.scores[b]


@given(votes(complete=True), st.data())
def test_law_27_dominance(vote, data):
    """Who is marked at least as well on every line scores at least as much."""
    width = len(vote.rules.items)
    subjects = len(vote.form.subject_ids)
    if subjects == 1:
        scheme = vote.rules
        form = BallotForm.of(scheme, ["p0", "p1"])
        heaps = {g: [b + b for b in heap] for g, heap in vote.heaps.items()}
        vote = Vote(scheme, BallotBox.from_bytes(form, heaps))
    heaps = {
        group_id: [_dominated(data, ballot, width) for ballot in heap]
        for group_id, heap in vote.heaps.items()
    }
    best, second, *_ = vote.with_heaps(heaps).scores

    assert best >= second


def _dominated(data, ballot, width):
    """The first subject gets at most the code, so at least the value, of the next."""
    first = bytes(data.draw(st.integers(0, mark)) for mark in ballot[width : 2 * width])
    return first + ballot[width:]


@pytest.mark.parametrize(
    "word", [105, "105", -1, "101%", *INEXACT_NUMBERS[:4], "满分"], ids=repr
)
def test_law_28_censored_scale(word):
    """A mark outside the declared options is refused, never clipped or rounded."""
    form = BallotForm.of(plain_rules(), ["p"])
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(form, {"g": [["好"], [word]]})

    assert [mistake.place for mistake in caught.value.mistakes] == [
        "group 'g', row 2, column 1 (p, i0)"
    ]


@given(votes(rules(empty_group=EmptyGroupPolicy.ERROR)))
def test_law_29_exactness(vote):
    """A score is a fraction whose denominator comes from sizes, weights and values."""
    scheme, counted = vote.rules, vote.tally
    bound = 1
    for weight in map(scheme.item_weight, scheme.items):
        bound *= weight.denominator
    for weight in map(scheme.group_weight, scheme.voter_groups):
        bound *= weight.denominator
    for scale in scheme.scales:
        for option in scale.options:
            bound *= option.value.denominator
    for subject, score in enumerate(vote.scores):
        sizes = 1
        for group in range(len(scheme.voter_groups)):
            for item in range(len(scheme.items)):
                sizes *= sum(counted.options(group, subject, item))
        assert type(score) is Fraction
        assert bound * sizes % score.denominator == 0


def test_law_29_exactly_85():
    """Weights 70, 20, 10 %, sums 3040, 1580, 2000 of 36, 18, 24: exactly 85."""
    values = [Fraction(3040, 36), Fraction(1580, 18), Fraction(2000, 24)]
    weights = {"a": "70%", "b": "20%", "c": "10%"}
    scheme = plain_rules(groups=weights)
    form = BallotForm.of(scheme, ["p"])
    counts = {"a": [(8, 28, 0, 0)], "b": [(7, 11, 0, 0)], "c": [(4, 20, 0, 0)]}
    (score,) = Vote(scheme, box_of_counts(form, counts)).scores
    floats = 0.7 * (3040 / 36) + 0.2 * (1580 / 18) + 0.1 * (2000 / 24)

    assert [100 * g + 80 * f for ((g, f, _, _),) in counts.values()] == [
        3040,
        1580,
        2000,
    ]
    assert score == sum(
        w * v
        for w, v in zip(
            [Fraction(7, 10), Fraction(1, 5), Fraction(1, 10)], values, strict=True
        )
    )
    assert score == 85
    assert floats < 85

"""Laws 18-23: what weights and option values may and may not do."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.assessment import derive_ballot_score
from partybuild.conference import BallotBox, BallotForm
from partybuild.errors import WeightSumError
from partybuild.testing.plain import plain_grading, plain_rules
from partybuild.testing.strategies import Vote, exact_numbers, rules, votes

FACTORS = st.fractions(Fraction(1, 50), 50, max_denominator=50)


def _recast(vote, scheme, change=bytes):
    """The same ballots on the form of a changed scheme, each changed alike."""
    form = BallotForm.of(scheme, vote.form.subject_ids)
    heaps = {
        group_id: [change(ballot) for ballot in heap]
        for group_id, heap in vote.heaps.items()
    }
    return Vote(scheme, BallotBox.from_bytes(form, heaps))


def _parts(vote):
    return [
        derive_ballot_score(vote.tally, vote.rules, subject)
        for subject in range(len(vote.form.subject_ids))
    ]


@given(votes(), FACTORS, FACTORS)
def test_law_18_weight_scaling(vote, group_factor, item_factor):
    """Weights and their declared total times c give the same result."""
    scheme = vote.rules
    scaled = attrs.evolve(
        scheme,
        voter_groups=[
            attrs.evolve(group, weight=group.weight * group_factor)
            for group in scheme.voter_groups
        ],
        group_total=scheme.group_total * group_factor,
        items=[
            attrs.evolve(item, weight=item.weight * item_factor)
            for item in scheme.items
        ],
        item_total=scheme.item_total * item_factor,
    )

    assert _recast(vote, scaled).outcome() == vote.outcome()


@given(rules(), exact_numbers(-5, 5).filter(bool))
def test_law_18_other_totals_are_refused(scheme, difference):
    """Weights that do not sum to the declared total are never rescaled."""
    total = scheme.item_total + difference
    if total <= 0:
        total = scheme.item_total + 1
    with pytest.raises(WeightSumError) as caught:
        attrs.evolve(scheme, item_total=total)

    assert str(caught.value) == (
        f"the weights of the items sum to {scheme.item_total}, not to {total}; "
        "correct the weights (none is rescaled silently)"
    )


@st.composite
def _with_weightless_marks(draw):
    """Draw two votes that differ only in marks that carry no weight."""
    vote = draw(votes(complete=True))
    scheme = attrs.evolve(
        vote.rules,
        items=[*vote.rules.items, _weightless(vote.rules.items[0], item_id="zero")],
        voter_groups=[
            *vote.rules.voter_groups,
            _weightless(vote.rules.voter_groups[0], group_id="zero"),
        ],
    )
    form = BallotForm.of(scheme, vote.form.subject_ids)
    drawn = []
    for _ in range(2):
        heaps = {
            group_id: [_widened(draw, form, ballot) for ballot in heap]
            for group_id, heap in vote.heaps.items()
        }
        extra = st.lists(_marks(form), max_size=3)
        heaps["zero"] = draw(extra)
        drawn.append(Vote(scheme, BallotBox.from_bytes(form, heaps)))
    return vote, drawn


def _weightless(part, **ids):
    return attrs.evolve(part, weight=0, **ids)


def _widened(draw, form, ballot):
    width = len(form.items) - 1
    last = st.integers(0, len(form.items[-1].options) - 1) | st.just(254)
    return b"".join(
        ballot[at : at + width] + bytes([draw(last)])
        for at in range(0, len(ballot), width)
    )


def _marks(form):
    one = [st.integers(0, len(item.options) - 1) for item in form.items]
    return st.tuples(*one * len(form.subject_ids)).map(bytes)


@given(_with_weightless_marks())
def test_law_19_zero_weight(drawn):
    """Marks without weight change no score, rank or grade, but are counted."""
    vote, (one, other) = drawn
    zero = one.form.group_ids.index("zero")

    assert one.outcome() == other.outcome() == vote.outcome()
    assert one.tally.ballots[zero] == len(one.heaps["zero"])


@given(votes(), st.data())
def test_law_20_item_cloning(vote, data):
    """An item asked twice with half the weight each changes no score."""
    width = len(vote.rules.items)
    at = data.draw(st.integers(0, width - 1))
    item = vote.rules.items[at]
    halves = [
        attrs.evolve(item, item_id=name, weight=item.weight / 2)
        for name in (item.item_id, "copy")
    ]
    items = [*vote.rules.items[:at], *halves, *vote.rules.items[at + 1 :]]

    def _doubled(ballot):
        rows = [ballot[a : a + width] for a in range(0, len(ballot), width)]
        return b"".join(row[: at + 1] + row[at:] for row in rows)

    cloned = _recast(vote, attrs.evolve(vote.rules, items=items), _doubled)
    assert cloned.outcome() == vote.outcome()


@given(votes(), FACTORS, exact_numbers(-50, 50))
def test_law_21_affine_equivariance(vote, a, b):
    """Values a x + b give scores a s + b; ranks and grades stay."""
    scheme = vote.rules
    moved = attrs.evolve(
        scheme,
        scales=[
            attrs.evolve(
                scale,
                options=[attrs.evolve(o, value=a * o.value + b) for o in scale.options],
            )
            for scale in scheme.scales
        ],
        grading=plain_grading([a * edge + b for edge in scheme.grading.edges]),
        rounding=attrs.evolve(scheme.rounding, thresholds="exact"),
    )
    still = attrs.evolve(
        vote, rules=attrs.evolve(scheme, rounding=moved.rounding)
    ).outcome()
    scores, ranks, grades = _recast(vote, moved).outcome()

    assert scores == {s: a * score + b for s, score in still[0].items()}
    assert (ranks, grades) == still[1:]


@given(votes(rules(one_scale=True)))
def test_law_22_reversal(vote):
    """Reading every mark from the other end reverses scores and ranking."""
    scale = vote.rules.scales[0]
    low, high = scale.bottom, scale.top
    options = [
        attrs.evolve(option, value=low + high - option.value)
        for option in reversed(scale.options)
    ]
    scheme = attrs.evolve(vote.rules, scales=[attrs.evolve(scale, options=options)])
    last = len(options) - 1

    def _turned(ballot):
        return bytes(mark if mark > last else last - mark for mark in ballot)

    turned = _recast(vote, scheme, _turned)
    assert turned.scores == tuple(low + high - score for score in vote.scores)
    _, ranks, _ = vote.outcome()
    _, back, _ = turned.outcome()
    for one in ranks:
        for other in ranks:
            assert (ranks[one] < ranks[other]) == (back[one] > back[other])


@given(votes(complete=True))
def test_law_23_two_decompositions_agree(vote):
    """By groups, by items and by the score itself: one number."""
    scheme = vote.rules
    for parts, score in zip(_parts(vote), vote.scores, strict=True):
        by_group = sum(
            scheme.group_weight(group) * node.number
            for group, node in zip(scheme.voter_groups, parts.groups, strict=True)
        )
        by_item = sum(
            scheme.item_weight(item) * node.number
            for item, node in zip(scheme.items, parts.items, strict=True)
        )
        assert by_group == by_item == parts.score.number == score


def test_law_23_missing_marks_go_item_first():
    """With missing marks the order matters; items first is the rule: 56.67."""
    scheme = plain_rules(["50%", "50%"])
    form = BallotForm.of(scheme, ["p"])
    rows = [["好", None], ["一般", "差"], ["一般", "差"]]
    vote = Vote(scheme, BallotBox.from_rows(form, {"g": rows}))
    (parts,) = _parts(vote)
    ballot_first = Fraction(100 + 50 + 50, 3)

    assert vote.scores == (Fraction(170, 3),)
    assert parts.score.number == Fraction(170, 3)
    assert scheme.rounding.text(vote.scores[0]) == "56.67"
    assert scheme.rounding.text(ballot_first) == "66.67"

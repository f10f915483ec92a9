"""Laws of ranks, flags and trimmed means that no other module here holds."""

import json
import random
from fractions import Fraction
from pathlib import Path

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partybuild.analysis import (
    Comparison,
    Disclosure,
    WeakAreaKind,
    WeakAreaRule,
    compared_ranks,
    weak_areas_of_tally,
)
from partybuild.assessment import assess, trimmed_mean
from partybuild.conference import BallotBox, BallotForm, tally
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import BallotMeasure, Component, TrimmedMean, Ungraded
from partybuild.testing.plain import DAY, OWN, plain_review, plain_rules

PISA = json.loads(
    (Path(__file__).parent / "pisa_2018_math.json").read_text(encoding="utf-8")
)["scores"]
# Where errors are normal, degrees of freedom are as good as endless.
ENDLESS = Fraction(10**12)


def _pisa():
    """Compare every two countries by score and standard error."""
    names = sorted(PISA)
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            (a, sa), (b, sb) = (map(Fraction, PISA[name]) for name in (one, other))
            yield Comparison(
                one=one,
                other=other,
                difference=a - b,
                variance=sa**2 + sb**2,
                df=ENDLESS,
            )


def _csranks(level=0.95, draws=4_000):
    """Marginal two-sided confidence sets for ranks of Mogstad et al. (2023).

    The largest studentized difference of one country to all others, by simulation,
    with their stepdown; independent of the library.
    """
    names = sorted(PISA)
    score, error = (np.array([float(PISA[name][k]) for name in names]) for k in (0, 1))
    noise = np.random.default_rng(101).normal(size=(draws, len(names))) * error
    for at, name in enumerate(names):
        others = np.array([k for k in range(len(names)) if k != at])
        spread = np.sqrt(error[at] ** 2 + error[others] ** 2)
        t = (score[at] - score[others]) / spread
        boot = np.abs(noise[:, [at]] - noise[:, others]) / spread
        open_ = np.ones(len(others), dtype=bool)
        while open_.any():
            critical = np.quantile(boot[:, open_].max(axis=1), level)
            fresh = open_ & (np.abs(t) > critical)
            if not fresh.any():
                break
            open_ &= ~fresh
        shown = ~open_
        yield name, 1 + (shown & (t < 0)).sum(), len(names) - (shown & (t > 0)).sum()


def test_law_56_holm_contains_the_intervals_of_csranks_on_pisa():
    """All 37 countries of PISA 2018, mathematics; without simulation."""
    found = {one.subject_id: one for one in compared_ranks(_pisa())}
    scores = {name: Fraction(mean) for name, (mean, _) in PISA.items()}
    wider = 0

    assert len(found) == len(PISA) == 37
    for name, first, last in _csranks():
        own = found[name]
        assert own.first <= first <= own.rank <= last <= own.last
        assert own.rank == 1 + sum(s > scores[name] for s in scores.values())
        wider += (own.first, own.last) != (first, last)
    # Close to them all the same: the price of needing no simulation.
    assert wider <= len(PISA) // 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=5)
def test_law_56_ranks_do_not_depend_on_the_order_of_comparisons(chance):
    """Nor on which of two stands first."""
    pairs = [
        pair
        if chance.random() < 0.5
        else attrs.evolve(
            pair, one=pair.other, other=pair.one, difference=-pair.difference
        )
        for pair in list(_pisa())[:60]
    ]
    chance.shuffle(pairs)
    spans = [(one.subject_id, one.first, one.last) for one in compared_ranks(pairs)]

    plain = compared_ranks(list(_pisa())[:60])
    assert spans == [(one.subject_id, one.first, one.last) for one in plain]


@pytest.mark.parametrize("level", [0, 1, 95])
def test_a_level_of_ranks_lies_between_0_and_1(level):
    """95 means 0.95."""
    with pytest.raises(ValueRangeError, match="between 0 and 1"):
        compared_ranks(_pisa(), level=level)


SUBJECTS, ITEMS = 4, 4


def _rules(order=range(ITEMS), weights=(1,) * ITEMS, **others):
    groups = {"a": "40%", "b": "60%"}
    rules = plain_rules(weights, groups, item_total=sum(weights), **others)
    return attrs.evolve(rules, items=[rules.items[at] for at in order])


def _named(marks, names, order=range(ITEMS), weights=(1,) * ITEMS):
    """Return the weak areas of a vote, by subject, item and kinds."""
    rules = _rules(order, weights)
    form = BallotForm.of(rules, names)
    by_name = sorted(range(SUBJECTS), key=lambda s: names[s])
    heaps = {
        group: [
            bytes(ballot[s * ITEMS + i] for s in by_name for i in order)
            for ballot in heap
        ]
        for group, heap in marks.items()
    }
    counted = tally(BallotBox.from_bytes(form, heaps), rules)
    return [
        (
            names.index(area.subject_id) if area.subject_id else None,
            area.item_id,
            area.kinds,
            area.local_part,
            None if area.proof is None else area.proof.p,
        )
        for area in weak_areas_of_tally(counted, rules, on=DAY)
    ]


def _moved(marks, times, plus):
    """Return weak areas where every value and threshold is x times and plus."""
    options = {
        word: value * times + plus
        for word, value in {"good": 100, "fairly": 80, "fair": 60, "poor": 40}.items()
    }
    rules = _rules(options=options, standard=80 * times + plus)
    names = list("pqrs")
    heaps = {group: list(map(bytes, heap)) for group, heap in marks.items()}
    counted = tally(BallotBox.from_bytes(BallotForm.of(rules, names), heaps), rules)
    usual = WeakAreaRule()
    sizes = ("local_from", "common_from", "mixed_from", "falling_from")
    rule = attrs.evolve(usual, **{name: getattr(usual, name) * times for name in sizes})
    return [
        (area.subject_id, area.item_id, area.kinds, area.local_part / times)
        for area in weak_areas_of_tally(counted, rules, on=DAY, rule=rule)
    ]


def _vote(seed, weak):
    """Marks mostly high, with one weak cell."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    return {
        group: [
            [
                min(3, int(chance.random() < 0.3) + 2 * (at == weak))
                for at in range(SUBJECTS * ITEMS)
            ]
            for _ in range(size)
        ]
        for group, size in (("a", 12), ("b", 18))
    }


VOTES = st.builds(_vote, st.integers(0, 99), st.integers(0, SUBJECTS * ITEMS - 1))


def _as_set(found):
    return {(s, i, kinds, local) for s, i, kinds, local, _ in found}


@given(
    VOTES,
    st.fractions(Fraction(1, 10), 10, max_denominator=20),
    st.fractions(-50, 50, max_denominator=20),
)
@settings(max_examples=25)
def test_law_21_flags_do_not_depend_on_the_unit_of_points(marks, times, plus):
    """Values, standard and thresholds a x + b: the same cells, for the same reasons."""
    plain = _moved(marks, 1, 0)

    assert any(WeakAreaKind.LOCAL in kinds for _, _, kinds, _ in plain)
    assert any(WeakAreaKind.BELOW_STANDARD in kinds for _, _, kinds, _ in plain)
    assert _moved(marks, times, plus) == plain


@given(VOTES, st.permutations("pqrs"), st.permutations(range(ITEMS)))
@settings(max_examples=25)
def test_law_65_relabelling_permutes_flags(marks, names, order):
    """Other ids of subjects, another order of items: the same cells are named."""
    plain = _named(marks, list("pqrs"))

    assert any(WeakAreaKind.LOCAL in kinds for _, _, kinds, *_ in plain)
    assert _as_set(_named(marks, list(names), order)) == _as_set(plain)


@given(VOTES, st.lists(st.integers(1, 9), min_size=ITEMS, max_size=ITEMS))
@settings(max_examples=25)
def test_law_65_item_weights_change_the_order_alone(marks, weights):
    """What is named, how large it is and on what evidence stays."""
    plain, weighted = (
        _named(marks, list("pqrs"), weights=w) for w in ((1,) * ITEMS, weights)
    )

    assert {(*one[:4], one[4]) for one in plain} == {(*w[:4], w[4]) for w in weighted}


def _trimming(*, trimmed):
    rules = plain_rules()
    measure = BallotMeasure(
        measure_id="m",
        label=Label(zh="指标", en="measure"),
        **(
            {"average": TrimmedMean(each=1, least_raters=5, too_few="plain_mean")}
            if trimmed
            else {}
        ),
        basis=OWN,
    )
    total = Component(
        component_id="total-of",
        label=Label(zh="总分", en="total"),
        kind="measure",
        measure_id="m",
        weight=1,
        basis=OWN,
    )
    return attrs.evolve(
        rules, measures=[measure], components=[total], grading=Ungraded(basis=OWN)
    )


@given(st.lists(st.sampled_from([100, 80, 60, 40]), min_size=5, max_size=20))
def test_law_73_trimmed_and_full_give_the_extremes(marks):
    """Whoever has both means of n marks has the best and the worst together."""
    full, n = Fraction(sum(marks), len(marks)), len(marks)

    assert max(marks) + min(marks) == n * full - (n - 2) * trimmed_mean(marks, each=1)


@pytest.mark.parametrize("trimmed", [True, False])
def test_law_73_the_gate_never_prints_both(trimmed):
    """Beside a trimmed total no full mean of an item or a group is shown."""
    rules = _trimming(trimmed=trimmed)
    form = BallotForm.of(rules, ["p"])
    box = BallotBox.from_bytes(form, {"g": [b"\1"] * 20 + [b"\0", b"\2", b"\3"]})
    cleared = Disclosure().clear(assess(plain_review(rules, box)), with_groups=True)

    assert bool(cleared.items) is not trimmed
    assert (cleared.rounding is None) is trimmed
    assert ("g" in cleared.hidden_groups) is trimmed

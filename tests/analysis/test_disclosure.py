"""Disclosure control: what readers of figures printed together can work out."""

import random
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import (
    Cell,
    Change,
    Disclosure,
    Figure,
    Interval,
    Release,
    Share,
    find_leaks,
    find_release_leaks,
    hidden_groups,
    print_mean,
    readable_groups,
    suppressed_groups,
)
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.errors import (
    DisclosureError,
    DuplicateIdError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Rounding, RoundingMode
from partybuild.testing.plain import plain_rules

ONE = Rounding(places=1)
VALUES = tuple(map(Fraction, (100, 80, 60, 40)))


def _total(name, weights):
    return Figure(name, [(Cell(g), Fraction(w)) for g, w in weights.items()])


def _own(groups):
    return [Figure(f"mean {group}", [(Cell(group), Fraction(1))]) for group in groups]


def _rank(rows):
    """Rank by plain elimination, as a textbook writes it."""
    rows, rank = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for at in range(rank + 1, len(rows)):
            by = rows[at][column] / rows[rank][column]
            rows[at] = [a - by * b for a, b in zip(rows[at], rows[rank], strict=True)]
        rank += 1
    return rank


def _tells(figures, group):
    """Whether the mean of a group follows: adding it raises no rank."""
    cells = sorted({cell for figure in figures for cell, _ in figure.terms})
    if Cell(group) not in cells:
        return False
    rows = [[dict(f.terms).get(cell, Fraction()) for cell in cells] for f in figures]
    unit = [Fraction(cell == Cell(group)) for cell in cells]
    return _rank([*rows, unit]) == _rank(rows)


def _conference(seed):
    """Group sizes and published totals of an invented conference."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    groups = "abcdefg"[: chance.randint(2, 7)]
    sizes = {g: chance.choice([1, 2, 3, 4, 5, 6, 9, 20, 40]) for g in groups}
    totals = [_total("by weight", {g: chance.randint(1, 9) for g in groups})]
    if chance.random() < 0.4:
        totals.append(_total("by ballots", sizes))
    return sizes, totals


def test_law_69_two_thousand_conferences_pass_the_audit():
    """No hidden mean follows from what is shown; naive suppression leaks hundreds."""
    naive = 0
    for seed in range(2000):
        sizes, totals = _conference(seed)
        own = _own(sizes)
        try:
            hidden = suppressed_groups(own, totals, sizes)
        except DisclosureError:
            # Then the totals tell it, whatever else is left out.
            assert find_leaks(totals, sizes)
            continue
        printed = [*totals, *(f for f in own if not f.group_ids & hidden)]
        assert not [g for g in hidden if sizes[g] < 5 and _tells(printed, g)]
        assert hidden_groups(sizes) <= hidden
        small = {group for group, size in sizes.items() if size < 5}
        careless = [*totals, *(f for f in own if not f.group_ids & small)]
        told = [group for group in small if _tells(careless, group)]
        leaks = find_leaks(careless, sizes)
        assert {(g,) for g in told} <= {leak.group_ids for leak in leaks}
        naive += bool(told)

    assert naive > 200


def test_law_70_two_totals_need_three_hidden_groups():
    """Groups of 3, 4 and 40 with a weighted and an unweighted total."""
    sizes = {"a": 3, "b": 4, "c": 40}
    totals = [
        _total("by weight", {"a": 5, "b": 3, "c": 2}),
        _total("by ballots", sizes),
    ]
    own = _own(sizes)

    leaks = find_leaks([*totals, own[2]], sizes)

    assert {leak.group_ids for leak in leaks} == {("a",), ("b",)}
    assert suppressed_groups(own, totals, sizes) == {"a", "b", "c"}
    assert suppressed_groups(own, totals[:1], sizes) == {"a", "b"}


def test_a_companion_without_weight_protects_nobody():
    """Counting groups is not enough: the audit knows who is in the total."""
    sizes = {"a": 3, "b": 6, "c": 40, "d": 50}
    total = _total("total", {"a": 3, "c": 3, "d": 4})

    assert hidden_groups(sizes) == {"a", "b"}
    assert suppressed_groups(_own(sizes), [total], sizes) == {"a", "b", "c"}


def test_the_recipe_of_a_leak_works():
    """Whoever follows it holds the hidden mean."""
    sizes = {"a": 3, "b": 40}
    figures = [
        _total("total", {"a": Fraction(3, 10), "b": Fraction(7, 10)}),
        *_own("b"),
    ]
    printed = {"total": Fraction(87), "mean b": Fraction(90)}

    (leak,) = find_leaks(figures, sizes)

    assert leak.result == ((Cell("a"), 1),)
    assert leak.work_out(printed) == Fraction(80)


def test_a_joint_mean_of_few_is_a_leak_too():
    """Two groups of two voters: no mean follows alone, their sum does."""
    sizes = {"a": 2, "b": 2, "c": 30}
    figures = [_total("total", {"a": 1, "b": 1, "c": 1}), *_own("c")]

    (leak,) = find_leaks(figures, sizes)

    assert leak.group_ids == ("a", "b")
    assert leak.ballots == 4
    assert not find_leaks(figures, sizes, least=4)


def test_cells_of_one_group_are_the_same_voters():
    """The difference of two items of a group of three still tells of three."""
    sizes = {"a": 3, "b": 30}
    figures = [
        Figure("x", [(Cell("a", "i"), Fraction(1)), (Cell("b", "i"), Fraction(1))]),
        Figure("y", [(Cell("a", "j"), Fraction(1)), (Cell("b", "i"), Fraction(1))]),
    ]

    (leak,) = find_leaks(figures, sizes)

    assert leak.result == ((Cell("a", "i"), 1), (Cell("a", "j"), -1))


_FIGURES = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.integers(-3, 3), min_size=1),
    max_size=5,
).map(lambda rows: [_total(str(at), row) for at, row in enumerate(rows)])
_SIZES = st.fixed_dictionaries({g: st.integers(0, 8) for g in "abcd"})


@given(_FIGURES, _SIZES, st.randoms(use_true_random=False))
def test_the_order_of_figures_changes_nothing(figures, sizes, chance):
    """Same figures, same leaks with the same recipes."""
    mixed = list(figures)
    chance.shuffle(mixed)

    assert find_leaks(mixed, sizes) == find_leaks(figures, sizes)


_HEAP = st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3).map(bytes))


@given(_HEAP, _HEAP)
def test_law_72_merged_groups_have_no_smaller_cell(one, other):
    """Who pools two groups prints no number that is smaller than before."""
    subjects = ["p", "q", "r"]
    apart = BallotForm.of(plain_rules(groups={"a": "1/2", "b": "1/2"}), subjects)
    pooled = BallotForm.of(plain_rules(), subjects)
    two = count(BallotBox.from_bytes(apart, {"a": one, "b": other}))
    all_of_them = count(BallotBox.from_bytes(pooled, {"g": one + other}))

    for subject in range(len(subjects)):
        cell = all_of_them.options(0, subject, 0)
        for group in range(2):
            own = two.options(group, subject, 0)
            assert all(a >= b for a, b in zip(cell, own, strict=True))


@given(_FIGURES, _SIZES)
def test_law_72_printing_less_never_creates_a_leak(figures, sizes):
    """Where all figures pass, each part of them passes."""
    if not find_leaks(figures, sizes):
        for left_out in range(len(figures)):
            assert not find_leaks(figures[:left_out] + figures[left_out + 1 :], sizes)


@given(_FIGURES, _SIZES)
def test_every_leak_is_one(figures, sizes):
    """The recipe adds up to the result, and few voters are in it."""
    by_name = {figure.name: figure for figure in figures}
    for leak in find_leaks(figures, sizes):
        total = {}
        for name, factor in leak.recipe:
            for cell, by in by_name[name].terms:
                if sizes[cell.group_id]:
                    total[cell] = total.get(cell, 0) + factor * by
        assert {c: f for c, f in total.items() if f} == dict(leak.result)
        assert leak.result
        assert leak.ballots < 5


def test_figures_of_a_table_have_names_of_their_own():
    """Two figures of one name would make a recipe ambiguous."""
    with pytest.raises(DuplicateIdError, match="mean a"):
        find_leaks([*_own("a"), *_own("a")], {"a": 9})


def test_every_group_of_a_figure_has_a_size():
    """A group that nobody counted cannot be judged."""
    with pytest.raises(UnknownIdError, match="voter group"):
        find_leaks(_own("ab"), {"a": 9})


def test_totals_that_leak_are_refused_with_the_way_out():
    """Leaving group figures out cannot mend a total over three voters."""
    gate = Disclosure()

    with pytest.raises(DisclosureError, match="merge these groups") as caught:
        gate.hidden_from_means(_own("a"), [_total("total", {"a": 1})], {"a": 3})
    assert caught.value.groups == ("a",)
    with pytest.raises(DisclosureError, match="with 3 ballots"):
        gate.require(_own("a"), {"a": 3})
    gate.require(_own("a"), {"a": 5})


def test_distributions_need_more_ballots_than_means():
    """Groups of 6 and 7 show a mean, but no counts."""
    sizes = {"a": 6, "b": 7, "c": 40}
    counts = [
        Figure(f"{g} {o}", [(Cell(g, o), Fraction(1))]) for g in sizes for o in "xy"
    ]
    totals = [
        Figure(f"all {o}", [(Cell(g, o), Fraction(1)) for g in sizes]) for o in "xy"
    ]
    gate = Disclosure()

    assert gate.hidden_from_distributions(counts, totals, sizes) == {"a", "b"}
    assert gate.hidden_from_means(counts, totals, sizes) == set()


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ({"means_from": 2}, "an int from 3 on"),
        ({"means_from": True}, "an int from 3 on"),
        ({"means_from": 5.0}, "an int from 3 on"),
        ({"means_from": 12}, "at least means_from"),
    ],
)
def test_a_gate_that_lets_everything_pass_is_refused(fields, match):
    """Two voters know of each other; counts tell more than means."""
    with pytest.raises(ValueRangeError, match=match):
        Disclosure(**fields)


def _fits(shares, printed):
    """Every way to vote, tried one by one: means of each group that fit."""
    kinds = [
        {
            sum(votes, Fraction()) / s.marks
            for votes in product(s.values, repeat=s.marks)
        }
        for s in shares
    ]
    return [
        {
            means[at]
            for means in product(*kinds)
            if printed.low
            <= sum(s.weight * m for s, m in zip(shares, means, strict=True))
            < printed.high
        }
        for at in range(len(shares))
    ]


@st.composite
def _printed(draw):
    values = draw(st.sampled_from([VALUES, tuple(map(Fraction, (100, 85, 70)))]))
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=3))
    weights = draw(st.lists(st.integers(1, 5), min_size=3, max_size=3))[: len(sizes)]
    shares = [
        Share(
            group_id=str(at),
            weight=Fraction(weight, sum(weights)),
            marks=size,
            values=values,
        )
        for at, (size, weight) in enumerate(zip(sizes, weights, strict=True))
    ]
    mean = sum(
        share.weight
        * sum(draw(st.lists(st.sampled_from(values), min_size=n, max_size=n)))
        / share.marks
        for share, n in zip(shares, sizes, strict=True)
    )
    places = draw(st.integers(0, 2))
    half = Fraction(1, 2 * 10**places)
    shown = Rounding(places=places).apply(mean)
    return shares, Interval(low=shown - half, high=shown + half)


@given(_printed())
def test_readable_groups_are_those_that_trial_finds(case):
    """The search agrees with writing out every way to vote."""
    shares, printed = case
    found = []
    for share, fits in zip(shares, _fits(shares, printed), strict=True):
        ends = {min(share.values), max(share.values)}
        if len(fits) == 1 and (share.marks < 5 or fits <= ends):
            found.append(share.group_id)

    assert list(readable_groups(shares, printed)) == found


def _mean(value, **fields):
    kept = {"worst": Fraction(40), "best": Fraction(100), "step": Fraction(20)}
    return print_mean(Fraction(value), **kept, **{"rounding": ONE, **fields})


def test_a_mean_near_an_end_is_printed_as_a_bound():
    """All marks alike would state every single vote."""
    texts = [_mean(value).text for value in (40, 41, 45, "45.1", "94.9", 95, 100)]

    assert texts == ["≤45", "≤45", "≤45", "45.1", "94.9", "≥95", "≥95"]
    assert _mean(100, reach=Fraction(1, 25)).text == "≥99.2"
    assert _mean(99, reach=Fraction(1, 25)).text == "99.0"


@given(
    st.fractions(40, 100, max_denominator=200),
    st.fractions(0, 1, max_denominator=40),
    st.sampled_from(RoundingMode),
    st.integers(0, 2),
)
def test_a_printed_mean_stands_for_itself_and_for_others(value, reach, mode, places):
    """The mean lies in its interval, whose ends leave one voter's step open."""
    rounding = Rounding(places=places, mode=mode)
    printed = _mean(value, reach=reach, rounding=rounding)
    low, high = printed.interval.low, printed.interval.high

    tie = mode is RoundingMode.HALF_EVEN and (value * 10**places * 2).denominator == 1
    assert low <= value < high or tie
    for end in (40, 100):
        if low <= end < high:
            assert low <= 100 - 20 * reach or low <= 40
            assert high > 40 + 20 * reach or high > 100


def _release(sizes, *figures):
    return Release(figures=figures, ballots=sizes)


def test_law_71_a_late_ballot_cannot_be_subtracted():
    """The same total before and after three late ballots tells of three voters."""
    total = _total("total", {"a": 1, "b": 1})
    first = _release({"a": 20, "b": 20}, total)

    (leak,) = find_release_leaks(first, _release({"a": 23, "b": 20}, total))

    assert leak.ballots == 3
    assert leak.group_ids == ("a changed",)
    assert not find_release_leaks(first, first)
    assert not find_release_leaks(first, _release({"a": 25, "b": 20}, total))


def test_law_71_late_ballots_spread_over_figures_are_found():
    """Each figure differs by five ballots or more, their combination by three."""
    figures = [
        _total("ab", {"a": 1, "b": 1}),
        _total("bc", {"b": 1, "c": 1}),
        _total("b", {"b": 1}),
    ]
    sizes, late = {"a": 20, "b": 20, "c": 20}, {"a": 23, "b": 26, "c": 23}

    leaks = find_release_leaks(_release(sizes, *figures), _release(late, *figures))

    assert {leak.group_ids for leak in leaks} == {("a added",), ("c added",)}


def test_law_71_exchanged_ballots_count_both_ways():
    """Two taken out and two put in: four voters, at the same size."""
    total = _total("total", {"a": 1})
    first = _release({"a": 20}, total)

    assert find_release_leaks(first, first, {"a": Change(added=2, removed=2)})
    assert not find_release_leaks(first, first, {"a": Change(added=5, removed=5)})


def test_changes_that_do_not_add_up_are_refused():
    """They would make the audit look at another vote."""
    first = _release({"a": 20}, *_own("a"))
    with pytest.raises(ValueRangeError, match="from 20 ballots to 25"):
        find_release_leaks(
            first, _release({"a": 25}, *_own("a")), {"a": Change(added=4)}
        )

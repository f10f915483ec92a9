"""Disclosure at its edges: five voters and four, the ends of a scale, two leaks."""

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
    print_mean,
    readable_groups,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import Rounding
from partybuild.testing.plain import plain_review, plain_rules

VALUES = tuple(map(Fraction, (100, 80, 60, 40)))


def _total(name, weights):
    return Figure(name, [(Cell(g), Fraction(w)) for g, w in weights.items()])


def _interval(low, high):
    return Interval(low=Fraction(low), high=Fraction(high))


def _share(group, marks, weight=1, values=VALUES):
    return Share(group_id=group, weight=Fraction(weight), marks=marks, values=values)


# Leaks


def test_leaks_are_listed_by_group_whatever_the_order_of_the_figures():
    """Readers of two reports of one conference compare them line by line."""
    sizes = {"d": 40, "c": 3, "b": 2, "a": 4}
    figures = [
        _total("z", {"d": 1, "b": 3}),
        _total("y", {"d": 1}),
        _total("x", {"d": 2, "c": 1}),
        _total("w", {"a": 2, "d": 5}),
    ]

    leaks = find_leaks(figures, sizes)

    assert [leak.group_ids for leak in leaks] == [("a",), ("b",), ("c",)]
    assert [leak.ballots for leak in leaks] == [4, 2, 3]
    assert leaks[0].recipe == (("w", Fraction(1, 2)), ("y", Fraction(-5, 2)))
    assert leaks[1].recipe == (("y", Fraction(-1, 3)), ("z", Fraction(1, 3)))
    assert leaks[2].recipe == (("x", 1), ("y", -2))


def test_the_first_mistake_by_name_is_the_one_that_is_told():
    """The same table is refused in the same words, however it was put together."""
    twice = [_total(name, {"a": 1}) for name in ("y", "x", "y", "x")]
    with pytest.raises(DuplicateIdError, match="'x'"):
        find_leaks(twice, {"a": 9})
    with pytest.raises(UnknownIdError, match="'b'"):
        find_leaks([_total("t", dict.fromkeys("hgfedcba", 1))], {"a": 9})


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abcd"), st.integers(-6, 6), min_size=1),
        max_size=5,
    ),
    st.fixed_dictionaries({g: st.integers(1, 4) for g in "abcd"}),
)
def test_no_leak_is_told_twice(rows, sizes):
    """What is worked out once is not listed again as a multiple of itself."""
    figures = [_total(str(at), row) for at, row in enumerate(rows)]
    results = [leak.result for leak in find_leaks(figures, sizes)]

    assert len(set(results)) == len(results)


# Two publications


def _release(sizes, *figures):
    return Release(figures=figures, ballots=sizes)


@pytest.mark.parametrize(
    ("change", "ballots"),
    [
        (Change(added=1), 1),
        (Change(removed=1), 1),
        (Change(added=2, removed=2), 4),
        (Change(added=3, removed=1), 4),
    ],
)
def test_law_71_a_result_printed_twice_differs_by_none_or_five(change, ballots):
    """Those who came and those who went are counted together; one is a voter too."""
    total = _total("total", {"a": 1})
    first = _release({"a": 20}, total)
    second = _release({"a": 20 + change.added - change.removed}, total)

    leaks = find_release_leaks(first, second, {"a": change})

    assert leaks[0].group_ids == ("a changed",)
    assert leaks[0].ballots == ballots
    assert leaks[0].recipe == (("total (1)", -1), ("total (2)", 1))


def test_law_71_every_figure_printed_twice_is_looked_at():
    """Also those after one that was not printed before, and in order of their names."""
    sizes, late = {"a": 20, "b": 20}, {"a": 21, "b": 22}
    figures = [_total("z", {"b": 1}), _total("y", {"a": 1})]
    new = _total("a new one", {"a": 1, "b": 1})

    leaks = find_release_leaks(_release(sizes, *figures), _release(late, new, *figures))

    assert [leak.recipe[0][0] for leak in leaks[:2]] == ["y (1)", "z (1)"]
    assert [leak.ballots for leak in leaks[:2]] == [1, 2]


def test_law_71_the_gate_asks_for_as_many_late_ballots_as_for_a_mean():
    """Seven late ballots are enough for five, and not for ten."""
    total = _total("total", {"a": 1})
    first, second = _release({"a": 20}, total), _release({"a": 27}, total)

    assert Disclosure().release_leaks(first, second) == ()
    leak = Disclosure(means_from=10).release_leaks(first, second)[0]
    assert (leak.group_ids, leak.ballots) == (("a changed",), 7)
    back = Disclosure(means_from=10).release_leaks(
        second, first, {"a": Change(removed=7)}
    )
    assert {found.ballots for found in back} == {7}


# What a printed mean leaves open


def _fits(shares, printed):
    """Every way to vote, tried one by one: means of each group that fit."""
    kinds = [
        sorted(
            {sum(v, Fraction()) / s.marks for v in product(s.values, repeat=s.marks)}
        )
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


@pytest.mark.parametrize("sizes", [(1, 1), (2, 1), (1, 3), (2, 2), (1, 1, 2)])
@pytest.mark.parametrize(
    "values",
    [VALUES[:2], VALUES[:3], tuple(map(Fraction, ("7/2", "5/2", "4/3")))],
    ids=["two", "three", "broken"],
)
def test_readable_groups_for_every_result_of_a_small_conference(sizes, values):
    """All results of one step and of two, and the least that can be printed."""
    whole = sum(sizes)
    shares = [
        _share(name, size, Fraction(size + at, whole + 3), values)
        for at, (name, size) in enumerate(zip("cba", sizes, strict=False))
    ]
    step = (values[0] - values[-1]) / 8
    weights = sum(share.weight for share in shares)
    for at in range(-1, 10):
        low = (values[-1] + at * step) * weights
        for width in (Fraction(1, 50), step, 2 * step):
            printed = _interval(low, low + width)
            fits = dict(
                zip((s.group_id for s in shares), _fits(shares, printed), strict=True)
            )
            # Below five voters each mean must have a second one beside it.
            known = tuple(sorted(g for g, means in fits.items() if len(means) <= 1))
            assert readable_groups(shares, printed) == known


@pytest.mark.parametrize(
    ("marks", "mean", "known"),
    [
        (4, 85, True),
        (5, 84, False),
        (5, 44, False),
        (5, 96, False),
        (5, 40, True),
        (5, 100, True),
        (40, 100, True),
    ],
)
def test_five_voters_may_be_read_unless_they_agree_on_an_end(marks, mean, known):
    """A mean of five tells no single vote, but all best or all worst tells each."""
    printed = _interval(mean, Fraction(mean) + Fraction(1, 100))

    assert readable_groups([_share("g", marks)], printed) == (("g",) if known else ())


def test_where_nothing_can_differ_nothing_is_given_away():
    """A weight of zero brings nothing in, one option leaves nothing to choose."""
    one_option = _share("a", 1, Fraction(1, 2), VALUES[:1])
    no_weight = _share("b", 1, 0)
    two_options = _share("c", 1, Fraction(1, 2), VALUES[:2])

    assert readable_groups([one_option, no_weight], _interval(50, 51)) == ()
    assert readable_groups([one_option, two_options], _interval(90, 91)) == ("c",)


def test_a_search_given_up_keeps_the_figure_back():
    """What was not found in time counts as impossible, not as a way to vote."""
    many = [_share(name, 30, 30, VALUES[:2]) for name in "bcde"]
    shares = [_share("a", 1, 1, VALUES[:2]), *many]
    # Sums are multiples of 20: none lies in here, which takes long to find out.
    middle = 121 * 80 + 60 * 20
    printed = _interval(middle + 1, middle + 2)

    assert readable_groups(shares, printed) == ("a", "b", "c", "d", "e")


@pytest.mark.parametrize(("mean", "text"), [(45, "≤45"), (46, "46.0"), (95, "≥95")])
def test_a_bound_stands_for_everything_up_to_the_end(mean, text):
    """The value of the bound itself, and the very end, print alike."""
    printed = print_mean(
        Fraction(mean),
        worst=Fraction(40),
        best=Fraction(100),
        step=Fraction(20),
        rounding=Rounding(places=1),
    )
    interval = printed.interval

    assert printed.text == text
    assert interval.low <= mean < interval.high
    assert (interval.low == 40) is (text[0] == "≤")
    assert (interval.low <= 100 < interval.high) is (text[0] == "≥")


# The tables of a conference


def _cleared(marks, groups=None, gate=None, items=("1/2", "1/2"), **others):
    """Clear a conference of one subject whose voters mark both items alike."""
    rules = plain_rules(items=items, groups=groups, **others)
    form = BallotForm.of(rules, ["p"])
    box = BallotBox.from_bytes(
        form, {g: [bytes([m] * len(items)) for m in row] for g, row in marks.items()}
    )
    return (gate or Disclosure()).clear(
        assess(plain_review(rules, box)), with_groups=True
    )


def test_item_scores_need_five_voters_in_all():
    """Five are enough, four are not."""
    five, four = _cleared({"g": [0, 1, 2, 1, 1]}), _cleared({"g": [0, 1, 2, 1]})

    assert [score.text for score in five.items_of("p")] == ["80.0", "80.0"]
    assert five.items_of("nobody") == ()
    assert four.items == ()
    assert four.rounding is None


def test_groups_that_the_standings_give_away_are_named_in_order():
    """Three and one voters: nobody can hide behind the other."""
    weights = {"b": "1/2", "a": "1/2"}
    alone = _cleared({"b": [0, 1, 2], "a": [1]}, weights)
    enough = _cleared({"b": [0, 1, 2, 1, 1], "a": [1, 1, 0, 2, 3, 0]}, weights)

    assert alone.exposed == ("a", "b")
    assert alone.hidden_groups == {"a", "b"}
    assert enough.exposed == ()
    assert enough.hidden_groups == frozenset()


def test_what_was_audited_holds_groups_that_are_shown_and_no_others():
    """The figures beside the total are those of the items and of groups not hidden."""
    weights = dict.fromkeys("abcd", "1/4")
    marks = {g: [0, 1, 2, 3, 1, 2] * 2 for g in "abcd"} | {"a": [1, 2]}
    cleared = _cleared(marks, weights)
    (figures,) = cleared.figures

    assert cleared.hidden_groups >= {"a"}
    assert len(cleared.hidden_groups) > 1
    names = {figure.name for figure in figures}
    shown = {f"group {g}" for g in set(marks) - cleared.hidden_groups}
    assert {name for name in names if name.startswith("group")} == shown
    assert bool(cleared.items) is ({"item i0", "item i1"} <= names)
    assert "total" in names


def test_a_summary_has_one_column_per_item():
    """Subjects and their scores as they may be printed."""
    shown = _cleared({"g": [0, 1, 2, 1, 1]}).summary()
    none = _cleared({"g": [0, 1]}).summary()

    assert [column.en for column in shown.columns] == ["subject", "item 1", "item 2"]
    assert shown.rows == (("p", "80.0", "80.0"),)
    assert [column.en for column in none.columns] == ["subject"]
    assert none.rows == ()

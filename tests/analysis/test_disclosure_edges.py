"""Disclosure at its edges: five voters and four, the ends of a scale, two leaks."""

from fractions import Fraction
from itertools import product

import attrs
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
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, EnteredScore
from partybuild.errors import (
    DisclosureError,
    DuplicateIdError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label, Rounding, RoundingMode
from partybuild.rules import (
    BallotMeasure,
    Compared,
    Component,
    Part,
    RateMeasure,
    Step,
    StepMeasure,
    SumMeasure,
    Ungraded,
)
from partybuild.testing.plain import OWN, plain_review, plain_rules

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


def test_leaks_are_the_simplest_sums_in_order_of_what_they_tell_of():
    """Each with a first cell that no other one has, and its cells in order."""
    sizes = {"a": 2, "b": 1, "c": 1}
    figures = [_total("0", {"b": 2, "c": 2}), _total("1", {"a": 2, "b": -1})]
    both = find_leaks(figures, sizes)
    pairs = find_leaks(
        [_total("0", {"a": 3, "b": 1}), _total("1", {"b": 1, "c": 2})],
        dict.fromkeys("abc", 2),
    )

    half, third = Fraction(1, 2), Fraction(1, 3)
    assert [leak.result for leak in both] == [
        ((Cell("a"), 1), (Cell("c"), half)),
        ((Cell("b"), 1), (Cell("c"), 1)),
    ]
    assert [leak.result for leak in pairs] == [
        ((Cell("a"), 1), (Cell("b"), third)),
        ((Cell("a"), 1), (Cell("c"), -2 * third)),
        ((Cell("b"), 1), (Cell("c"), 2)),
    ]
    items = [
        [(Cell("a", "y"), 2), (Cell("b", "x"), 2)],
        [(Cell("b", "x"), 1), (Cell("b", "y"), 1)],
    ]
    rows = find_leaks(map(Figure, "01", items), {"a": 1, "b": 3})
    assert [leak.result for leak in rows] == [
        ((Cell("a", "y"), 1), (Cell("b", "y"), -1)),
        ((Cell("b", "x"), 1), (Cell("b", "y"), 1)),
    ]
    items = [
        [(Cell("a", "y"), 1), (Cell("b", "y"), -1)],
        [(Cell("a", "x"), -1), (Cell("b", "y"), -1)],
    ]
    (alone,) = find_leaks(map(Figure, "01", items), {"a": 1, "b": 20})
    assert alone.result == ((Cell("a", "x"), 1), (Cell("a", "y"), 1))
    assert alone.recipe == (("0", 1), ("1", -1))
    signs = find_leaks(
        [_total("0", {"a": 2, "b": -1}), _total("1", {"a": 1, "c": 2})],
        {"a": 2, "b": 1, "c": 2},
    )
    assert [leak.group_ids for leak in signs] == [("a", "b"), ("a", "c"), ("b", "c")]
    first = [_total("0", {"b": 3}), _total("1", {"a": 1, "b": -1})]
    assert [leak.group_ids for leak in find_leaks(first, {"a": 2, "b": 1})] == [
        ("a",),
        ("b",),
    ]


def test_the_first_mistake_by_name_is_the_one_that_is_told():
    """The same table is refused in the same words, however it was put together."""
    twice = [_total(name, {"a": 1}) for name in ("y", "x", "y", "x")]
    with pytest.raises(DuplicateIdError, match="'x'"):
        find_leaks(twice, {"a": 9})
    with pytest.raises(UnknownIdError, match="'b'"):
        find_leaks([_total("t", dict.fromkeys("hgfedcba", 1))], {"a": 9})
    for letter in "pqrstuvwxyz":
        groups = [f"{letter}{number}" for number in range(99, 9, -1)]
        with pytest.raises(UnknownIdError, match=f"'{letter}10'"):
            find_leaks([_total("t", dict.fromkeys(groups, 1))], {"a": 9})


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


def test_a_joint_mean_is_told_with_the_weight_of_each_part():
    """The total leaves two pairs of voters: the first once, the second twice."""
    sizes = {"c": 30, "b": 2, "a": 2}
    figures = [_total("total", {"c": 4, "b": 6, "a": 3}), _total("mean c", {"c": 1})]

    (leak,) = find_leaks(figures, sizes)

    assert leak.result == ((Cell("a"), 1), (Cell("b"), 2))
    assert leak.recipe == (("mean c", Fraction(-4, 3)), ("total", Fraction(1, 3)))


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

    assert [leak.group_ids for leak in leaks[:2]] == [("a changed",), ("b changed",)]
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


def test_law_71_a_group_may_come_or_go_as_a_whole():
    """A new group of three and one that is gone are judged by their own size."""
    figures = [_total("total", {"a": 1, "c": 1})]
    with_c = _release({"a": 20, "c": 3}, *figures)
    without = _release({"a": 20}, *figures)

    for first, second, came in (
        (without, with_c, "added"),
        (with_c, without, "removed"),
    ):
        leaks = find_release_leaks(first, second)
        assert [(leak.group_ids, leak.ballots) for leak in leaks[:2]] == [
            (("c changed",), 3),
            ((f"c {came}",), 3),
        ]
        # The other group stayed, so the difference is what the three gave.
        assert leaks[1].result == ((Cell(f"c {came}"), 1),)
        assert {name for name, _ in leaks[1].recipe} == {"total (1)", "total (2)"}


def test_law_71_what_late_ballots_gave_follows_from_the_two_means():
    """Means 80 of 20 and 82 of 22 voters: the two late ones gave 102 on average."""
    total = _total("total", {"a": 1})
    leaks = find_release_leaks(_release({"a": 20}, total), _release({"a": 22}, total))
    (added,) = [leak for leak in leaks if leak.group_ids == ("a added",)]

    printed = {"total (1)": Fraction(80), "total (2)": Fraction(82)}
    assert added.work_out(printed) == Fraction(22 * 82 - 20 * 80, 2)


def test_law_71_groups_that_changed_are_named_in_order():
    """One figure, two groups with two late ballots each."""
    total = _total("total", {"b": 1, "a": 1})
    first = _release({"b": 20, "a": 20}, total)
    second = _release({"b": 22, "a": 22}, total)

    assert find_release_leaks(first, second)[0].group_ids == ("a changed", "b changed")


@pytest.mark.parametrize(
    ("change", "size"),
    [
        (Change(added=-2), 18),
        (Change(added=-1, removed=-1), 20),
        (Change(removed=-2), 22),
        (Change(added=1, removed=21), 0),
        (Change(added=1), 20),
        (Change(added=-1), 19),
        (Change(removed=-1), 21),
    ],
)
def test_changes_of_less_than_nobody_are_refused(change, size):
    """Two ballots fewer are two removed; counted as added they would hide a leak."""
    total = _total("total", {"a": 1})
    with pytest.raises(ValueRangeError, match="voter group 'a'"):
        find_release_leaks(
            _release({"a": 20}, total), _release({"a": size}, total), {"a": change}
        )


def test_a_share_has_a_mark_and_a_release_keeps_its_figures():
    """A group without a mark adds nothing; figures may come in any collection."""
    with pytest.raises(ValueRangeError, match="the marks of a voter group"):
        _share("a", 0)
    assert _share("a", 1).marks == 1
    figures = [_total("t", {"a": 1})]
    assert Release(figures=figures, ballots={"a": 9}).figures == tuple(figures)


def test_the_first_group_with_a_wrong_change_is_the_one_that_is_told():
    """In order of the groups, not of the figures."""
    sizes = dict.fromkeys("hgfedcba", 20)
    wrong = {group: Change(added=1) for group in sizes}
    with pytest.raises(ValueRangeError, match="voter group 'a'"):
        find_release_leaks(_release(sizes), _release(sizes), wrong)


# Groups to leave out


@pytest.mark.parametrize(
    ("sizes", "hidden"),
    [
        ({"d": 50, "c": 40, "b": 6, "a": 3}, "ab"),
        ({"c": 20, "b": 20, "a": 3}, "ab"),
        # Two and three are five together, one and one are not.
        ({"c": 30, "b": 3, "a": 2}, "ab"),
        ({"d": 30, "c": 20, "b": 1, "a": 1}, "abc"),
        ({"b": 5, "a": 5}, ""),
        ({"b": 30, "a": 0}, ""),
        ({"a": 4}, "a"),
    ],
)
def test_groups_are_hidden_until_five_voters_stand_together(sizes, hidden):
    """The smallest first, of equal sizes the smaller id."""
    assert hidden_groups(sizes) == set(hidden)


def test_the_smallest_companion_goes_first():
    """A second total needs a third hidden group: that of 6, not of 30 or of 50."""
    sizes = {"e": 50, "d": 30, "c": 6, "b": 4, "a": 3}
    totals = [
        _total("by weight", {"a": 5, "b": 3, "c": 2, "d": 1, "e": 1}),
        _total("by ballots", sizes),
    ]
    own = [_total(f"mean {group}", {group: 1}) for group in sizes]

    assert suppressed_groups(own, totals, sizes) == {"a", "b", "c"}
    equal = dict(sizes, c=30, d=30, e=30)
    assert suppressed_groups(own, totals, equal) == {"a", "b", "c"}


def test_group_figures_may_be_left_out_and_totals_may_not():
    """A mean of three that is printed in any case cannot be hidden."""
    sizes = {"a": 3, "b": 40}
    own = [_total(f"mean {group}", {group: 1}) for group in sizes]
    total = [_total("total", {"a": 1, "b": 1})]
    gate = Disclosure()

    assert gate.hidden_from_means(own, total, sizes) == {"a", "b"}
    with pytest.raises(DisclosureError):
        gate.hidden_from_means(total, own, sizes)


def test_means_from_five_ballots_and_distributions_from_ten():
    """The numbers that are common practice; four and nine are too few."""
    figures = [_total(f"{group} {at}", {group: 1}) for at in "xy" for group in "abcd"]
    sizes = {"a": 4, "b": 9, "c": 10, "d": 5}
    gate = Disclosure()

    assert [len(gate.leaks(figures[at : at + 1], sizes)) for at in range(4)] == [
        1,
        0,
        0,
        0,
    ]
    alone = {
        size: gate.hidden_from_distributions([], [], {"g": size}) for size in (9, 10)
    }
    assert alone == {9: {"g"}, 10: frozenset()}
    assert gate.hidden_from_means([], [], {"g": 4, "h": 40}) == {"g", "h"}
    assert gate.hidden_from_means([], [], {"g": 5, "h": 40}) == frozenset()


def test_both_numbers_of_ballots_are_whole_numbers():
    """Ten and a half voters have no distribution."""
    with pytest.raises(ValueRangeError, match="distributions_from"):
        Disclosure(distributions_from=Fraction(21, 2))


def test_the_order_of_terms_means_nothing():
    """A figure is the same sum, whichever term is written first."""
    terms = [(Cell("b", "y"), 1), (Cell("b", "x"), 2), (Cell("a", "z"), 3)]

    assert Figure("f", terms) == Figure("f", terms[::-1])
    assert [cell for cell, _ in Figure("f", terms).terms] == sorted(c for c, _ in terms)


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
    [
        VALUES[:2],
        VALUES[:3],
        tuple(map(Fraction, ("7/2", "5/2", "4/3"))),
        tuple(map(Fraction, (-1, -3))),
    ],
    ids=["two", "three", "broken", "taken off"],
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


def test_the_last_mean_before_the_end_of_what_is_printed_is_open():
    """Of 3, 2 and 0 a single voter may have chosen 2 or 3 where less than 4 is told."""
    share = _share("a", 1, values=tuple(map(Fraction, (3, 2, 0))))

    assert readable_groups([share], _interval(1, 4)) == ()
    assert readable_groups([share], _interval(1, 3)) == ("a",)


def test_where_nothing_can_differ_nothing_is_given_away():
    """A weight of zero brings nothing in, one option leaves nothing to choose."""
    one_option = _share("a", 1, Fraction(1, 2), VALUES[:1])
    no_weight = _share("b", 1, 0)
    two_options = _share("c", 1, Fraction(1, 2), VALUES[:2])

    assert readable_groups([one_option, no_weight], _interval(50, 51)) == ()
    assert readable_groups([one_option, two_options], _interval(90, 91)) == ("c",)
    others = [_share(name, 1, Fraction(1, 4), VALUES[:2]) for name in "de"]
    assert readable_groups([one_option, *others], _interval(95, 96)) == ()
    assert readable_groups([one_option, *others], _interval(90, 91)) == ("d", "e")


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


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("places", [0, 1, 2])
def test_a_printed_mean_stands_for_all_that_print_alike_and_nothing_else(mode, places):
    """Just inside the interval the text is the same, outside it is another one."""
    rounding = Rounding(places=places, mode=mode)
    tiny = Fraction(1, 10**6)
    for value in map(Fraction, ("77.777", "71.313", "63")):
        printed = print_mean(
            value,
            worst=Fraction(40),
            best=Fraction(100),
            step=Fraction(20),
            rounding=rounding,
        )
        low, high = printed.interval.low, printed.interval.high
        assert printed.text == rounding.text(value)
        for inside in (low, low + tiny, high - tiny):
            assert rounding.text(inside) == printed.text
        assert rounding.text(low - tiny) != printed.text != rounding.text(high + tiny)


def test_bounds_end_on_the_last_printed_digit():
    """One of forty voters moves the mean by half a point."""
    fields = {"worst": Fraction(40), "best": Fraction(100), "step": Fraction(20)}
    forty = {"reach": Fraction(1, 40), "rounding": Rounding(places=1)}

    assert print_mean(Fraction(100), **fields, **forty).text == "≥99.5"
    assert print_mean(Fraction("99.5"), **fields, **forty).text == "≥99.5"
    assert print_mean(Fraction("99.4"), **fields, **forty).text == "99.4"


@pytest.mark.parametrize("reach", [Fraction(1, 2), Fraction(1)])
def test_where_both_bounds_meet_the_whole_range_is_printed(reach):
    """One or two voters and two options: any text but the range tells the vote."""
    for mean in (80, 90, 100):
        printed = print_mean(
            Fraction(mean),
            worst=Fraction(80),
            best=Fraction(100),
            step=Fraction(20),
            rounding=Rounding(places=1),
            reach=reach,
        )
        assert printed.text == "80~100"
        assert printed.interval.low <= 80
        assert printed.interval.high > 100


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


def _clear(rules, marks, gate=None, **options):
    """Clear a conference of one subject, whose ballots are written as digits."""
    form = BallotForm.of(rules, ["p"])
    heaps = {
        group: [bytes(map(int, ballot)) for ballot in ballots.split()]
        for group, ballots in marks.items()
    }
    review = plain_review(rules, BallotBox.from_bytes(form, heaps))
    return (gate or Disclosure()).clear(assess(review), **options)


ABSENT = {"a": "0 " * 20 + "1 2 0 1 1", "b": ""}


@pytest.mark.parametrize(
    ("policy", "weight", "shown"), [("zero", "3/4", "72.0"), ("renormalize", 1, "96.0")]
)
def test_a_group_without_a_mark_weighs_what_the_scheme_says(policy, weight, shown):
    """It counts as zero, or the others take its weight; bounds move with them."""
    rules = plain_rules(groups={"a": "3/4", "b": "1/4"}, empty_group=policy)
    cleared = _clear(rules, ABSENT)
    best = _clear(rules, {"a": "0 " * 25 + "1", "b": ""})

    ((total, *_),) = cleared.figures
    assert total.terms == ((Cell("a", "i0"), Fraction(weight)),)
    assert cleared.items_of("p")[0].text == shown
    assert best.items_of("p")[0].text == ("≥74.4" if policy == "zero" else "≥99.2")


def test_totals_are_made_of_items_and_groups_by_their_weights():
    """A share of 1/4 and 2/5 is a tenth of the total."""
    rules = plain_rules(
        items=["1/4", "3/4"], groups={"a": "2/5", "b": "3/5", "guests": 0}
    )
    marks = "01 12 20 01 11 21 10 02 12 01"
    cleared = _clear(rules, {"a": marks, "b": marks, "guests": marks})
    ((total, first, second),) = cleared.figures

    assert total.terms == (
        (Cell("a", "i0"), Fraction(1, 10)),
        (Cell("a", "i1"), Fraction(3, 10)),
        (Cell("b", "i0"), Fraction(3, 20)),
        (Cell("b", "i1"), Fraction(9, 20)),
    )
    assert first.terms == (
        (Cell("a", "i0"), Fraction(2, 5)),
        (Cell("b", "i0"), Fraction(3, 5)),
    )
    assert {cell.about for cell, _ in second.terms} == {"i1"}


def test_groups_stay_out_unless_they_are_asked_for():
    """A report prints no scores of single groups."""
    rules = plain_rules(groups={"a": "1/2", "b": "1/2"})
    marks = dict.fromkeys("ab", "0 1 2 3 1 2 0 1")

    assert _clear(rules, marks).hidden_groups == {"a", "b"}
    assert _clear(rules, marks, with_groups=True).hidden_groups == frozenset()


@pytest.mark.parametrize(("most", "other", "sign"), [(0, 1, "≥"), (3, 2, "≤")])
def test_no_shade_or_bar_tells_more_than_a_bound(most, other, sign):
    """Scores that print as one bound are drawn alike; others as they are printed."""
    drawn = {}
    for others in (0, 1, 2, 5, 11, 12):
        marks = f"{most} " * (40 - others) + f"{other} " * others
        (score,) = _clear(plain_rules(), {"g": marks}).items_of("p")
        drawn.setdefault(score.text, []).append(score.shown)
    bounds = [shown for text, shown in drawn.items() if text.startswith(sign)]

    assert len(bounds) == 1
    assert len(bounds[0]) > 1
    assert len(set(bounds[0])) == 1
    for text, shown in drawn.items():
        assert text.startswith(sign) or shown == [Fraction(text)]


@pytest.mark.parametrize(
    ("marks", "text", "below"),
    [
        # 80 exactly is not below 80, and 79.95 is: it gets the digits to say so.
        ("0 2 " * 5, "80.0", False),
        ("1 " * 399 + "2", "79.95", True),
        ("1 " * 199 + "2", "79.9", True),
        ("1 " * 599 + "0", "80.0", False),
    ],
)
def test_a_score_just_below_the_standard_does_not_print_as_the_standard(
    marks, text, below
):
    """What is marked as below 80 never reads 80.0."""
    (score,) = _clear(plain_rules(standard=80), {"g": marks}).items_of("p")

    assert (score.text, score.below) == (text, below)
    assert (score.shown < 80) is below or text == "80.0"


WORD = Label(zh="指标", en="measure")


def _ballots(measure_id, **fields):
    return BallotMeasure(measure_id=measure_id, label=WORD, basis=OWN, **fields)


def _sum(measure_id, **weights):
    return SumMeasure(
        measure_id=measure_id,
        label=WORD,
        parts=[Part(measure_id=m, weight=w, basis=OWN) for m, w in weights.items()],
        basis=OWN,
    )


def _steps(measure_id, of):
    condition = Compared(measure_id=of, comparison="at_least", threshold=80)
    return StepMeasure(
        measure_id=measure_id,
        label=WORD,
        steps=[Step(when=[condition], points=10, basis=OWN)],
        otherwise=0,
        basis=OWN,
    )


def _measured(measure_id, weight):
    return Component(
        component_id="c",
        label=WORD,
        kind="measure",
        measure_id=measure_id,
        weight=weight,
        basis=OWN,
    )


A0, A1, B0, B1 = (Cell(group, item) for group in "ab" for item in ("i0", "i1"))
RATE = RateMeasure(
    measure_id="r", label=WORD, item_id="i1", options=["o0"], base="returned", basis=OWN
)


@pytest.mark.parametrize(
    ("measures", "terms"),
    [
        ([_ballots("m")], {A0: "1/24", A1: "1/8", B0: "1/12", B1: "1/4"}),
        ([_ballots("m", items=["i0"])], {A0: "1/24", B0: "1/12"}),
        ([_ballots("m", groups=["b"])], {B0: "1/12", B1: "1/4"}),
        ([_ballots("m", items=["i1"], groups=["a"])], {A1: "1/8"}),
        (
            [_ballots("x", items=["i0"], groups=["a"]), RATE, _sum("m", x=3, r=2)],
            {A0: "1/8", A1: "1/3", B1: "2/3"},
        ),
        ([RATE, _steps("m", "r")], {A1: "1/6", B1: "1/3"}),
        ([_ballots("m", groups=["a"]), _ballots("unused")], {A0: "1/24", A1: "1/8"}),
    ],
    ids=["all", "one-item", "one-group", "both", "sum", "steps", "unused"],
)
def test_a_total_of_measures_is_audited_by_the_ballots_in_it(measures, terms):
    """Half the total is measure m; groups weigh 1/3 and 2/3, items 1/4 and 3/4."""
    rules = plain_rules(items=["1/4", "3/4"], groups={"a": "1/3", "b": "2/3"})
    components = [
        _measured("m", "1/2"),
        Component(
            component_id="e", label=WORD, kind="entered", weight="1/2", basis=OWN
        ),
    ]
    rules = attrs.evolve(
        rules,
        measures=measures,
        components=components,
        grading=Ungraded(basis=OWN),
    )
    form = BallotForm.of(rules, ["p"])
    ballots = {g: [b"\0\1", b"\1\0", b"\2\1", b"\0\0"] * 3 for g in "ab"}
    entered = [EnteredScore(post_id="p", entry_id="e", points=80, source=WORD)]
    box = BallotBox.from_bytes(form, ballots)
    cleared = Disclosure().clear(assess(plain_review(rules, box, entered=entered)))

    total = cleared.figures[0][0]
    assert dict(total.terms) == {
        cell: Fraction(factor) for cell, factor in terms.items()
    }
    assert cleared.exposed == ()


@pytest.mark.parametrize(
    ("sizes", "marks", "told"),
    [
        ({"a": 5, "b": 6}, [0, 1, 2, 0, 1, 3], True),
        ({"a": 2, "b": 6}, [0, 1, 2, 0, 1, 3], False),
        ({"a": 5, "b": 6}, [0] * 6, False),
    ],
    ids=["many voters", "two voters", "all of one mind"],
)
def test_beside_a_rate_nothing_is_told_of_marks_at_risk(sizes, marks, told):
    """How many chose the best option, and the mean, leave two voters few ways."""
    rate = attrs.evolve(RATE, item_id="i0")
    rules = attrs.evolve(
        plain_rules(groups={"a": "1/2", "b": "1/2"}),
        measures=[rate],
        components=[_measured("r", 1)],
        grading=Ungraded(basis=OWN),
    )
    ballots = {g: [bytes([m]) for m in marks[:size]] for g, size in sizes.items()}
    box = BallotBox.from_bytes(BallotForm.of(rules, ["p"]), ballots)
    assessment = assess(plain_review(rules, box))
    cleared = Disclosure().clear(assessment, with_groups=True)

    assert bool(cleared.items) == told
    assert (cleared.hidden_groups == {"a", "b"}) != told

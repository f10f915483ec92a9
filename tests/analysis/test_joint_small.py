"""The joint judgment on conferences so small that every ballot can be written out.

The answer is worked out from the definition: marks are given away when all ways to
vote, for which every printed number reads the same, agree on them.
"""

import random
from fractions import Fraction
from itertools import combinations_with_replacement, product

import pytest

from partybuild.analysis.disclosure import Interval, Told
from partybuild.analysis.disclosure._joint import excuses, given_away
from partybuild.analysis.disclosure._other_ways import (
    HeapRow,
    nearest,
    other_ways,
    within,
)

FOUR = tuple(map(Fraction, (100, 80, 60, 40)))
UNEVEN = tuple(map(Fraction, (100, 85, 70, 0)))
THREE = tuple(map(Fraction, (3, 2, 0)))
TWO = tuple(map(Fraction, (1, 0)))


class Small:
    """Marks of one subject: for every item, voter group to the marks it gave."""

    def __init__(self, values, weights, *items):
        self.values = values
        self.weights = {g: Fraction(w) for g, w in weights.items()}
        self.items = [
            {g: [int(mark) for mark in marks] for g, marks in item.items()}
            for item in items
        ]

    def rows(self):
        """Return what the judgment looks at."""
        return {
            (0, at): HeapRow.of(
                [
                    (
                        group,
                        self.weights[group],
                        self.values,
                        [marks.count(o) for o in range(len(self.values))],
                    )
                    for group, marks in item.items()
                ]
            )
            for at, item in enumerate(self.items)
        }

    def means(self):
        """Return per item what every voter group gave."""
        return [
            {g: self._mean(marks) for g, marks in item.items()} for item in self.items
        ]

    def _mean(self, marks):
        return sum((self.values[mark] for mark in marks), Fraction()) / len(marks)

    def every_way(self):
        """Per item, every way to vote as the means of its groups."""
        ballots = range(len(self.values))
        return [
            [
                dict(zip(item, means, strict=True))
                for means in product(
                    *(
                        {
                            self._mean(way)
                            for way in combinations_with_replacement(
                                ballots, len(marks)
                            )
                        }
                        for marks in item.values()
                    )
                )
            ]
            for item in self.items
        ]

    def number(self, told, means):
        """A printed number of other means, written down from its factors."""
        if told.group_id:
            return sum(
                factor * means[at].get(told.group_id, 0)
                for (_, at), factor in told.terms.items()
            )
        return sum(
            factor * sum(self.weights[g] * mean for g, mean in means[at].items())
            for (_, at), factor in told.terms.items()
        )

    def told(self, factors, low, high=None, group=""):
        """What is told of item scores: the number lies in [true + low, true + high)."""
        terms = {(0, at): Fraction(f) for at, f in factors.items()}
        bare = Told(terms=terms, value=Fraction(), meant=None, group_id=group)
        value = self.number(bare, self.means())
        if high is None:
            low, high = -Fraction(low), Fraction(low)
        meant = Interval(low=value + Fraction(low), high=value + Fraction(high))
        return Told(terms=terms, value=value, meant=meant, group_id=group)

    def known(self, told, least=5):
        """Item and group whose mean is the same in every way that reads the same."""
        by_item = [
            self._sorted(ways, told, at) for at, ways in enumerate(self.every_way())
        ]
        seen = [{group: set() for group in item} for item in self.items]
        bounds = [(t.meant.low, t.meant.high) for t in told]
        for choice in product(*by_item):
            sums = map(sum, zip(*choice, strict=True))
            if all(lo <= s < hi for s, (lo, hi) in zip(sums, bounds, strict=True)):
                for kept, ways, parts in zip(seen, by_item, choice, strict=True):
                    for means in ways[parts]:
                        for group, mean in means.items():
                            kept[group].add(mean)
        worst, best = min(self.values), max(self.values)
        return {
            ((0, at), group)
            for at, kept in enumerate(seen)
            for group, means in kept.items()
            if len(means) == 1
            and (len(self.items[at][group]) < least or means <= {worst, best})
        }

    def _sorted(self, ways, told, at):
        """Ways to vote on an item by what they add to every printed number."""
        found = {}
        for means in ways:
            whole = [{}] * at + [means]
            parts = tuple(
                self.number(_only(t, at), whole) if (0, at) in t.terms else Fraction()
                for t in told
            )
            found.setdefault(parts, []).append(means)
        return found


def _only(told, at):
    terms = {place: f for place, f in told.terms.items() if place == (0, at)}
    return Told(terms=terms, value=told.value, meant=told.meant, group_id=told.group_id)


def _found(small, told, least=5):
    return {(m.place, m.group_id) for m in given_away(small.rows(), told, least)}


# Numbers that are printed, and whose marks follow from them


ONE = Small(FOUR, {"a": "1/2", "b": "1/2"}, {"a": "0", "b": "12"})
TOP = Small(FOUR, {"a": "1/2", "b": "1/2"}, {"a": "0", "b": "00"})


@pytest.mark.parametrize(
    ("half", "known"), [("1/100", "ab"), ("4.99", "ab"), ("5", "a"), ("10.01", "")]
)
def test_the_best_of_all_is_known_where_it_is_printed_finely(half, known):
    """One of group b moves it by five, voter a by ten; there is no way back up."""
    told = [TOP.told({0: 1}, half)]

    assert _found(TOP, told) == TOP.known(told)
    assert {group for _, group in _found(TOP, told)} == set(known)


CASES = {
    "nothing printed": (ONE, []),
    "exact": (ONE, [ONE.told({0: 1}, 0, "1/1000")]),
    "upper end": (ONE, [ONE.told({0: 1}, 0, 10)]),
    "upper end taken in": (ONE, [ONE.told({0: 1}, 0, "10.001")]),
    "lower end": (ONE, [ONE.told({0: 1}, -5, "1/1000")]),
    "just above the lower end": (ONE, [ONE.told({0: 1}, "-4.999", "1/1000")]),
    "negative factor": (ONE, [ONE.told({0: -1}, 0, "5.001")]),
    "negative factor, end": (ONE, [ONE.told({0: -2}, 0, 10)]),
    "negative factor, lower end": (ONE, [ONE.told({0: -2}, -10, 1)]),
    "factor": (ONE, [ONE.told({0: "3/7"}, 0, "30/7")]),
    "its own score": (ONE, [ONE.told({0: 1}, 10, group="a")]),
    "its own score, coarse": (ONE, [ONE.told({0: 1}, "20.001", group="a")]),
    "another's score": (ONE, [ONE.told({0: 1}, 6), ONE.told({0: 1}, 1, group="b")]),
    "another's, coarse": (ONE, [ONE.told({0: 1}, 6), ONE.told({0: 1}, 11, group="b")]),
    "a group without a mark": (ONE, [ONE.told({0: 1}, 1, group="nobody")]),
}


@pytest.mark.parametrize("name", CASES)
def test_one_item_beside_what_is_printed_of_it(name):
    """Both ends of what a text stands for, and scores of single groups."""
    small, told = CASES[name]

    assert _found(small, told) == small.known(told)


PAIR = Small(
    FOUR,
    {"a": "1/3", "b": "2/3"},
    {"a": "0", "b": "12"},
    {"a": "1", "b": "11"},
)
THREE_ITEMS = Small(
    THREE,
    {"a": "1/4", "b": "3/4"},
    {"a": "1", "b": "0"},
    {"a": "1", "b": "1"},
    {"b": "1"},
)
CHAIN = Small(TWO, {"a": 1}, {"a": "1"}, {"a": "0"}, {"a": "0"})
TOGETHER = {
    "total alone": (PAIR, [PAIR.told({0: "1/2", 1: "1/2"}, "1/100")]),
    "total and one item": (
        PAIR,
        [PAIR.told({0: "1/2", 1: "1/2"}, "1/100"), PAIR.told({0: 1}, 1)],
    ),
    "total and both items": (
        PAIR,
        [
            PAIR.told({0: "1/2", 1: "1/2"}, "1/100"),
            PAIR.told({0: 1}, 7),
            PAIR.told({1: 1}, 7),
        ],
    ),
    "a difference": (
        PAIR,
        [PAIR.told({0: 1, 1: -1}, "1/100"), PAIR.told({0: 1}, 7)],
    ),
    "total and a group over both": (
        PAIR,
        [
            PAIR.told({0: "1/2", 1: "1/2"}, "1/100"),
            PAIR.told({0: "1/2", 1: "1/2"}, "1/100", group="a"),
        ],
    ),
    "two totals of other weights": (
        PAIR,
        [
            PAIR.told({0: "1/2", 1: "1/2"}, "1/100"),
            PAIR.told({0: "1/4", 1: "3/4"}, 3),
        ],
    ),
    "a factor of nothing": (PAIR, [PAIR.told({0: 1, 1: 0}, 1)]),
    # 1 of the first and third item, 3 of the second and twice the third: 0, 1 and 1.
    "totals that overlap": (
        CHAIN,
        [
            CHAIN.told({0: 1, 2: 1}, "1/3", group="a"),
            CHAIN.told({1: 1, 2: 2}, "1/3"),
        ],
    ),
    "three items": (
        THREE_ITEMS,
        [
            THREE_ITEMS.told({0: 1, 1: 1, 2: 1}, "1/100"),
            THREE_ITEMS.told({0: 1}, "3/4"),
            THREE_ITEMS.told({1: 1}, "3/4"),
        ],
    ),
}

# Conferences with an excuse that takes three items: marks of groups a and b, factors
# of the total and of one group's own score, and the item that is printed besides.
THREE_AT_ONCE = [
    (TWO, "1/2 1/2", "1 1, 0 01, 0 1", [2, 1, 1], "a", {0: 1, 1: 1}, None),
    (TWO, "1/2 1/2", "1 01, 00 0, 1 0", [2, 2, 1], "a", {0: 1, 1: 1}, None),
    (TWO, "1/4 3/4", "10 1, 1 1, 10 00", [1, 1, 1], "a", {0: 2, 1: 1}, None),
    (TWO, "3/4 3/4", "0 1, 1 10, 00 11", [1, 2, 1], "b", {0: 1, 1: 2, 2: 2}, 2),
    (THREE, "3/4 3/4", "0 21, 1 2, 00 01", [1, 2, 1], "b", {0: 1, 2: 2}, None),
    (THREE, "3/4 1/4", "21 01, 1 1, 22 2", [1, 2, 1], "a", {1: 1, 2: 2}, None),
    (THREE, "1/2 1/4", "12 22, 20 2, 20 0", [2, 1, 1], "b", {0: 2, 1: 2, 2: 2}, 2),
    (THREE, "1/2 3/4", "1 0, 1 2, 1 2", [1, 1, 1], "b", {0: 2, 1: 1, 2: 2}, None),
]
for number, (values, weights, marks, total, group, own, item) in enumerate(
    THREE_AT_ONCE
):
    small = Small(
        values,
        dict(zip("ab", weights.split(), strict=True)),
        *(dict(zip("ab", cell.split(), strict=True)) for cell in marks.split(",")),
    )
    told = [
        small.told(dict(enumerate(total)), "1/100"),
        small.told(own, "1/100", group=group),
    ]
    if item is not None:
        told.append(small.told({item: 1}, "1/3"))
    TOGETHER[f"three at once, {number}"] = (small, told)


@pytest.mark.parametrize("name", TOGETHER)
def test_items_and_totals_printed_together(name):
    """What no number tells alone may follow from two, and an excuse may need three."""
    small, told = TOGETHER[name]

    assert _found(small, told) == small.known(told)


def test_marks_are_protected_below_so_many_and_where_they_are_all_alike():
    """Five voters who all chose the best are known; five others' mean may be."""
    best = Small(TWO, {"a": 1}, {"a": "00000"})
    mixed = Small(TWO, {"a": 1}, {"a": "00001"})
    for small in (best, mixed):
        told = [small.told({0: 1}, "1/100")]
        for least in (5, 6):
            assert _found(small, told, least) == small.known(told, least)
    assert _found(best, [best.told({0: 1}, "1/100")])
    assert not _found(mixed, [mixed.told({0: 1}, "1/100")])


def test_what_the_standings_tell_is_settled_and_not_judged_again():
    """Marks that a total states by itself keep no table back."""
    told = [TOP.told({0: 1}, "1/100")]
    found = list(given_away(TOP.rows(), told))
    settled = [(m.place, m.group_id) for m in found]

    assert [group for _, group in settled] == ["a", "b"]
    for at, other in ((0, "b"), (1, "a")):
        rest = given_away(TOP.rows(), told, settled=settled[at : at + 1])
        assert [m.group_id for m in rest] == [other]
    assert not list(given_away(TOP.rows(), told, settled=settled))


def test_where_there_is_one_option_nothing_is_given_away():
    """Two options are enough for one voter to have something to hide."""
    one = Small([Fraction(1)], {"a": 1}, {"a": "00"})
    two = Small(TWO, {"a": 1}, {"a": "0"})

    assert not _found(one, [one.told({0: 1}, "1/100")])
    assert _found(two, [two.told({0: 1}, "1/100")]) == {((0, 0), "a")}


def test_an_excuse_may_take_three_items_and_no_more():
    """The fewest that do."""
    for name, (small, told) in TOGETHER.items():
        found = [change for _, change in excuses(small.rows(), told) if change]
        most = max(map(len, found), default=0)
        assert most == 3 if name.startswith("three at once") else most <= 3


def test_an_excuse_takes_no_item_more_than_it_must():
    """The first and the third item are enough for b; all three would do as well."""
    small = Small(
        THREE,
        {"a": "3/4", "b": 1},
        {"a": "1", "b": "1"},
        {"a": "21", "b": "1"},
        {"a": "1", "b": "0"},
    )
    told = [small.told({0: 1, 1: 2, 2: 1}, "1/100"), small.told({0: 2, 2: 2}, 1)]
    found = {(m.place, m.group_id): change for m, change in excuses(small.rows(), told)}

    assert set(found[(0, 0), "b"]) == {(0, 0), (0, 2)}


def test_an_excuse_of_four_items_is_not_looked_for():
    """It would be as true; what is not looked for counts as given away."""
    four = Small(
        TWO,
        {"a": "1/2", "b": "1/2"},
        *({"a": "1", "b": "1"}, {"a": "0", "b": "0"}, {"a": "1", "b": "0"}),
        {"a": "1"},
    )
    told = [
        four.told({0: 1, 1: 1, 2: 2, 3: 2}, "1/100"),
        four.told({1: 2, 3: 2}, "1/100", group="a"),
    ]

    assert ((0, 1), "a") in _found(four, told) - four.known(told)


@pytest.mark.parametrize("name", TOGETHER)
def test_every_excuse_is_a_way_to_vote_that_reads_the_same(name):
    """Other marks of that group; every number as it was; nobody is excused twice."""
    small, told = TOGETHER[name]
    rows, open_still = small.rows(), set()
    for place, row in rows.items():
        open_still |= {(place, heap.group_id) for heap in row.heaps}
    order = []
    for marks, change in excuses(rows, told):
        order.append((marks.place, marks.group_id))
        assert order[-1] in open_still
        open_still.remove(order[-1])
        means = small.means()
        for place, ways in (change or {}).items():
            row = rows[place]
            for heap, way in zip(row.heaps, ways, strict=True):
                mean = Fraction(way, row.unit) / heap.weight
                assert mean in {m[heap.group_id] for m in small.every_way()[place[1]]}
                if mean != means[place[1]][heap.group_id]:
                    open_still.discard((place, heap.group_id))
                    means[place[1]][heap.group_id] = mean
        if change is not None:
            assert means != small.means()
        assert all(
            one.meant.low <= small.number(one, means) < one.meant.high for one in told
        )

    # Where nothing is excused but what is looked at, the others were excused before.
    assert not open_still
    assert order == sorted(order)


def _random(seed):
    """A conference of one subject, and numbers printed of it."""
    chance = random.Random(seed)  # noqa: S311 - invented data
    values = chance.choice([FOUR, UNEVEN, THREE, TWO])
    groups = "abc"[: chance.randint(1, 3)]
    weights = {g: Fraction(chance.randint(1, 5), 10) for g in groups}
    most = 2 if len(groups) == 3 else 3
    items = [
        {
            g: [
                chance.choice(range(len(values)))
                for _ in range(chance.randint(1, most))
            ]
            for g in groups
            if chance.random() < 0.9
        }
        for _ in range(chance.randint(1, 2 if len(values) > 2 else 3))
    ]
    small = Small(values, weights, *[item or {groups[0]: [0]} for item in items])
    spread = values[0] - values[-1]
    told = []
    for at in range(len(small.items)):
        if chance.random() < 0.7:
            low, high = chance.randint(0, 9), chance.randint(1, 9)
            told.append(small.told({at: 1}, -spread * low / 30, spread * high / 30))
    if len(small.items) > 1:
        factors = {at: chance.choice([1, 1, 2, -1]) for at in range(len(small.items))}
        low, high = chance.randint(0, 4), chance.randint(1, 4)
        told.append(small.told(factors, -spread * low / 40, spread * high / 40))
    if chance.random() < 0.4:
        factors = {at: chance.choice([1, 2]) for at in range(len(small.items))}
        group = chance.choice(groups)
        told.append(
            small.told(factors, spread * chance.randint(1, 20) / 30, group=group)
        )
    return small, told


# Where the search gives up, or what takes long to write out.
GIVEN_UP, SLOW = {1, 5}, {11, 37, 54}


@pytest.mark.parametrize("seed", sorted(set(range(60)) - GIVEN_UP - SLOW))
def test_whatever_is_printed_the_marks_that_follow_are_found(seed):
    """And no others."""
    small, told = _random(seed)

    assert _found(small, told) == small.known(told)


@pytest.mark.parametrize("seed", sorted(GIVEN_UP))
def test_a_search_that_gives_up_keeps_back_too_much_and_not_too_little(seed):
    """What it does not find counts as given away."""
    small, told = _random(seed)

    assert _found(small, told) > small.known(told)


# The search for other ways to vote


@pytest.mark.parametrize("values", [FOUR, UNEVEN, THREE, TWO, (Fraction(7, 3),)])
def test_a_row_holds_every_sum_that_its_marks_can_make(values):
    """In whole units of a point, which is the same unit for every voter group."""
    counts = [(2, 1, 0, 0), (0, 0, 1, 0), (0, 3, 1, 1)]
    weights = [Fraction(1, 6), Fraction(1, 3), Fraction(5, 14)]
    parts = [
        (name, weight, values, number[: len(values)])
        for name, weight, number in zip("abc", weights, counts, strict=True)
        if sum(number[: len(values)])
    ]
    row = HeapRow.of(parts)

    whole = Fraction()
    for heap, (name, weight, _, number) in zip(row.heaps, parts, strict=True):
        marks = sum(number)
        true = weight * sum(n * v for n, v in zip(number, values, strict=True)) / marks
        whole += true
        assert (heap.group_id, heap.weight, heap.marks) == (name, weight, marks)
        assert Fraction(heap.true, row.unit) == true
        assert [Fraction(way, row.unit) for way in heap.ways] == sorted(
            {
                weight * sum(way) / marks
                for way in combinations_with_replacement(values, marks)
            }
        )
        assert heap.at_an_end is (marks in {number[0], number[-1]})
    assert Fraction(row.true, row.unit) == whole


@pytest.mark.parametrize(
    "counts", [(57, 3, 0), (55, 3, 3), (58, 2, 1), (0, 61, 0), (9, 50, 3)]
)
def test_of_many_marks_with_uneven_options_those_near_the_true_ones_are_tried(counts):
    """Up to sixty all sums; beyond, up to three marks of an option that has three."""
    row = HeapRow.of([("a", Fraction(sum(counts)), THREE, counts)])
    ways = [Fraction(way, row.unit) for way in row.heaps[0].ways]

    if sum(counts) <= 60:
        every = {3 * a + 2 * b for a in range(61) for b in range(61 - a)}
        assert ways == sorted(every)
    else:
        given = [w for w, n in zip(THREE, counts, strict=True) if n >= 3]
        near = {sum(w * n for w, n in zip(THREE, counts, strict=True))}
        for _ in range(3):
            near |= {w - old + new for w in near for old in given for new in THREE}
        assert ways == sorted(near | {0, 3 * sum(counts)})


VALUES = [1, 4, 6, 9, 10]


@pytest.mark.parametrize("to", range(12))
def test_the_nearest_come_first_and_of_two_as_near_the_larger(to):
    """Whatever the bounds are, and whether the number itself is within."""
    for low, high in product(range(12), repeat=2):
        inside = [v for v in VALUES if low <= v < high]
        assert list(within(VALUES, low, high)) == inside
        assert list(nearest(VALUES, to, low, high)) == sorted(
            inside, key=lambda v: (abs(v - to), -v)
        )


ROW = HeapRow.of(
    [
        ("a", Fraction(1, 2), THREE, (1, 1, 0)),
        ("b", Fraction(1, 4), THREE, (0, 1, 0)),
        ("c", Fraction(1, 4), THREE, (1, 1, 2)),
    ]
)


@pytest.mark.parametrize("other", [None, 0, 1, 2])
@pytest.mark.parametrize("width", [1, 2, 5, 9])
def test_other_ways_are_those_that_add_up(width, other):
    """All of them, but for the last voter group, of which the nearest is enough."""
    ways = [heap.ways for heap in ROW.heaps]
    order = sorted(range(3), key=lambda at: (at != other, len(ways[at])))
    true = [heap.true for heap in ROW.heaps]
    for low in range(sum(w[0] for w in ways) - 2, sum(w[-1] for w in ways) + 3):
        found = list(other_ways(ROW, ways, low, low + width, other))
        fit = [
            way
            for way in product(*ways)
            if low <= sum(way) < low + width
            and (other is None or way[other] != true[other])
        ]
        begun = {tuple(way[at] for at in order[:2]) for way in fit}
        assert set(found) <= set(fit)
        assert len(set(found)) == len(found)
        if other is None:
            assert {tuple(way[at] for at in order[:2]) for way in found} == begun
        else:
            assert {w[other] for w in found} == {w[other] for w in fit}
            assert all(
                sum(w[other] == value for w in found)
                == min(6, len({b for b in begun if b[0] == value}))
                for value in {w[other] for w in fit}
            )
        far = [abs(way[order[0]] - true[order[0]]) for way in found]
        assert far == sorted(far)
        for way in found:
            alike = [w for w in fit if all(w[at] == way[at] for at in order[:2])]
            near = min(abs(w[order[2]] - true[order[2]]) for w in alike)
            assert abs(way[order[2]] - true[order[2]]) == near


MANY = HeapRow.of(
    [
        ("a", Fraction(1, 2), THREE, (1, 0, 0)),
        ("b", Fraction(1, 4), THREE, (0, 2, 1)),
        ("c", Fraction(1, 4), THREE, (2, 2, 2)),
    ]
)


@pytest.mark.parametrize("other", [None, 0])
def test_of_ways_with_one_mark_of_who_must_differ_six_are_tried(other):
    """Whoever need not differ is tried with all of them: the second has nine sums."""
    ways = [heap.ways for heap in MANY.heaps]
    found = [way[0] for way in other_ways(MANY, ways, 0, 10**6, other)]
    true = MANY.heaps[0].true

    assert {way: found.count(way) for way in found} == (
        dict.fromkeys(ways[0], 9)
        if other is None
        else dict.fromkeys({*ways[0]} - {true}, 6)
    )


def test_options_may_take_points_off():
    """What the other group can give at least is less than nothing."""
    values = tuple(map(Fraction, (-1, -2, -4)))
    row = HeapRow.of([(g, Fraction(1, 2), values, (1, 1, 0)) for g in "ab"])
    ways = [heap.ways for heap in row.heaps]
    for low in range(min(ways[0]) * 2 - 1, max(ways[0]) * 2 + 2):
        fit = {a for a, b in product(*ways) if low <= a + b < low + 1}
        assert {a for a, _ in other_ways(row, ways, low, low + 1)} == fit


@pytest.mark.parametrize("values", [FOUR, (Fraction(30), Fraction(-10))])
def test_every_mean_of_many_marks_is_known_where_options_are_even(values):
    """However many they are, and in whatever order the options come."""
    steps = len(values) - 1
    for number in (2, 61, 500):
        for order in (values, values[::-1]):
            counts = (number - 1, *[0] * (steps - 1), 1)
            row = HeapRow.of([("a", Fraction(1), order, counts)])
            (heap,) = row.heaps
            assert len(heap.ways) == steps * number + 1
            assert Fraction(heap.ways[0], row.unit) == values[-1]
            assert Fraction(heap.ways[-1], row.unit) == values[0]
            assert heap.true in heap.ways


def test_a_heap_without_a_way_leaves_none():
    """Nothing that it could give fits what is printed."""
    ways = [heap.ways for heap in ROW.heaps]

    assert not list(other_ways(ROW, [ways[0], [], ways[2]], -(10**6), 10**6))


def test_a_search_takes_no_more_than_so_many_steps():
    """A hundred thousand voters are not written out."""
    row = HeapRow.of([(g, Fraction(1, 2), TWO, (50_000, 50_000)) for g in ("a", "b")])
    ways = [heap.ways for heap in row.heaps]
    found = list(other_ways(row, ways, 0, 10**9))

    assert 100 < len(found) <= 1_000

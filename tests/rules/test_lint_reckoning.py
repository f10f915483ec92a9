"""What the linter reckons with: programs, bounds and reaches, row by row."""

from fractions import Fraction
from itertools import combinations
from random import Random

import attrs
import pytest

from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    AllEqual,
    BallotMeasure,
    Compared,
    Component,
    Distribution,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    OverallAgrees,
    Part,
    PointScale,
    RankMeasure,
    RateMeasure,
    RelativeMeasure,
    Step,
    StepMeasure,
    SumMeasure,
    lint,
)
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._program import greatest, solution
from partybuild.rules._lint._scheme import told
from partybuild.rules._lint._unknowns import Block, Link, Lone, Unknowns
from partybuild.rules._lint._void_checks import mark_sums
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}
TWO = plain_rules(["1/2", "1/2"])
ONE = Fraction(1)


# Programs


def _form(x, y, constant):
    return Form({"x": Fraction(x), "y": Fraction(y)}, Fraction(constant))


def _corners(bounds):
    """Return the corners of what bounds leave, their edges included."""
    found = set()
    for one, other in combinations([bound.form for bound in bounds], 2):
        (a, b), (c, d) = (
            [form.coefs.get(name, Fraction()) for name in "xy"] for form in (one, other)
        )
        if determinant := a * d - b * c:
            x = (b * other.constant - d * one.constant) / determinant
            y = (c * one.constant - a * other.constant) / determinant
            if all(bound.form.at({"x": x, "y": y}) >= 0 for bound in bounds):
                found.add((x, y))
    return [{"x": x, "y": y} for x, y in found]


def _middle(points):
    number = len(points)
    return {name: sum(point[name] for point in points) / number for name in "xy"}


@pytest.mark.parametrize("free", [(), ("x",), ("x", "y")])
@pytest.mark.parametrize("seed", range(4))
def test_programs_end_in_the_best_corner(seed, free):
    """Against all corners of a box that lines cut; strict bounds leave its middle."""
    random = Random(seed)  # noqa: S311 - only drawn for a test
    box = [
        *(_form(-at, at - 1, 4) for at in (0, 1)),
        *(
            _form(at, 1 - at, 4 if name in free else 0)
            for at, name in ((1, "x"), (0, "y"))
        ),
    ]
    for _ in range(25):
        lines = [
            _form(*(random.randint(-3, 3) for _ in range(3)))
            for _ in range(random.randint(1, 4))
        ]
        strict = [random.random() < 0.4 for _ in lines]
        given = [
            *map(Bound, lines, strict),
            *(Bound(form) for form in box),
        ]
        corners = _corners(given)
        goal = _form(*(random.randint(-3, 3) for _ in range(3)))
        found = solution(given, free)

        if not corners:
            assert found is None
            assert greatest(goal, given, free) is None
            continue
        assert greatest(goal, given, free) == max(map(goal.at, corners))
        inside = all(bound.holds(_middle(corners)) for bound in given)
        assert (found is not None) is inside
        assert found is None or all(bound.holds(found) for bound in given)


def test_programs_of_few_bounds():
    """A least value alone; an unknown that no bound names and that only lowers."""
    least = [Bound(_form(1, 0, -1))]

    assert solution(least) == {"x": 1}
    assert greatest(_form(-1, "-1/2", 0), least) == -1
    assert greatest(_form(-1, "1/2", 0), least) is None


# Unknowns


def _unknowns():
    unknowns = Unknowns()
    unknowns.add_block(Block("a", "i0", ("o0", "o1"), closed=True))
    unknowns.add_block(Block("b", "i1", ("o0", "o1"), closed=False))
    unknowns.add_block(Block("c", "i1", ("o0", "o1"), closed=True))
    unknowns.add("low", Lone(Fraction(-1), Fraction(2), Link.SAME))
    unknowns.add("high", Lone(None, None, Link.UP, opaque=True))
    unknowns.add("down", Lone(Fraction(0), None, Link.DOWN))
    for end in ("top", "bottom"):
        unknowns.add(f"place|{end}|m", Lone(Fraction(0), ONE, Link.FREE, opaque=True))
    return unknowns


A, B0, B1 = "a|000", "b|000", "b|001"


def _bound(constant=0, *, strict=False, **coefs):
    named = {name.replace("_", "|"): Fraction(c) for name, c in coefs.items()}
    return Bound(Form(named, Fraction(constant)), strict=strict)


def test_what_blocks_and_values_are_bounded_by():
    """Shares sum to no more than 1; a place is above 0, and two of them above 1."""
    unknowns = _unknowns()

    assert unknowns.domain([A]) == [_bound(1, a_000=-1)]
    assert unknowns.domain([B0]) == [_bound(1, b_000=-1, b_001=-1)]
    assert unknowns.domain(["low"]) == [_bound(1, low=1), _bound(2, low=-1)]
    assert unknowns.domain(["high"]) == []
    assert unknowns.domain(["down"], "'") == [Bound(Form({"down'": ONE}))]
    top, bottom = "place|top|m", "place|bottom|m"
    one = Bound(Form({top: ONE}), strict=True)
    most = Bound(Form({top: -ONE}, ONE))
    assert unknowns.domain([top]) == [one, most]
    assert Bound(Form({top: ONE, bottom: ONE}, -ONE), strict=True) in unknowns.domain(
        [top, bottom]
    )
    assert unknowns.full([A, B0]) == [_bound(-1, b_000=1, b_001=1)]


def test_how_unknowns_hang_together_before_and_after():
    """The first so many options gain; where marks may be missing all stay as many."""
    unknowns = _unknowns()

    def gained(*names):
        ends = {f"{name}'": ONE for name in names} | dict.fromkeys(names, -ONE)
        return Form(ends)

    assert unknowns.links([A]) == [Bound(gained(A))]
    assert unknowns.links([B0]) == [
        Bound(gained(B0)),
        Bound(gained(B0, B1)),
        Bound(gained(B0, B1).negative()),
    ]
    assert unknowns.links(["low"]) == [
        Bound(gained("low")),
        Bound(gained("low").negative()),
    ]
    assert unknowns.links(["high"]) == [Bound(gained("high"))]
    assert unknowns.links(["down"]) == [Bound(gained("down").negative())]
    assert unknowns.links(["place|top|m"]) == []


def test_what_is_free_and_what_is_told():
    """Below 0 or without an end; by one base of an item, and nothing opaque."""
    unknowns = _unknowns()

    assert unknowns.free() == ("low", "high")
    assert unknowns.free("'") == ("low'", "high'")
    for names, is_told in (
        ([A, B0, B1, "low"], True),
        ([A, "c|000"], True),
        ([B0, "c|000"], False),
        (["high"], False),
    ):
        assert unknowns.told(names) is is_told
    assert unknowns.blocks_of(["c|000", A, "low"]) == ("a", "c")
    assert unknowns.lones_of(["low", A, "down"]) == ("down", "low")
    assert [link.reversed for link in Link] == [
        Link.SAME,
        Link.DOWN,
        Link.UP,
        Link.FREE,
    ]


# How far values reach


def _rate(code="r", options=("o0",), **others):
    fields = {"measure_id": code, "item_id": "i0", "base": "valid_marks"}
    return RateMeasure(options=options, **(fields | ABOUT | others))


def _lines(*fields):
    return [
        EventLine(line_id=f"x{at}", **one, **ABOUT) for at, one in enumerate(fields)
    ]


def _events(*fields, **others):
    return EventMeasure(
        measure_id="m", full=10, lines=_lines(*fields), **(ABOUT | others)
    )


def _entered(code="m", **others):
    return EnteredMeasure(measure_id=code, **(ABOUT | others))


def _steps(*steps, otherwise, code="m"):
    return StepMeasure(
        measure_id=code,
        steps=[
            Step(
                points=points,
                when=[Compared(measure_id="r", comparison=how, threshold=limit)],
                basis=OWN,
            )
            for points, how, limit in steps
        ],
        otherwise=otherwise,
        **ABOUT,
    )


def _sum(*parts, code="m", **others):
    terms = [Part(measure_id=m, weight=weight, basis=OWN) for m, weight in parts]
    return SumMeasure(measure_id=code, parts=terms, **(ABOUT | others))


def _relative(of, full):
    return RelativeMeasure(measure_id="m", of=of, full=full, **ABOUT)


def _ranked(**others):
    return RankMeasure(measure_id="m", of="r", **(ABOUT | others))


@pytest.mark.parametrize(
    ("measure", "ends"),
    [
        (_entered(), (0, None)),
        (_entered(most=5), (0, 5)),
        (_entered(least=2, most=5), (2, 5)),
        (_entered(least=-2, most=5), (0, 5)),
        (_entered(least=2, most=5, required=False), (0, 5)),
        (_events({"each": 1, "most": 3}, {"each": 2, "most": 4}), (3, 10)),
        (
            _events({"each": 1, "most": 3}, {"each": 2, "most": 4}, taken="highest"),
            (6, 10),
        ),
        (_events({"each": 1, "most": 3}, {"each": 2}), (0, 10)),
        (_events({"each": 1, "most": 3}, {"each": 0}), (7, 10)),
        (_events({"each": 1}, floor=4), (4, 10)),
        (_events({"least": 1, "most": 8}, floor=4), (4, 10)),
        (_steps((5, "at_least", "1/2"), otherwise=1), (1, 5)),
        (_steps((5, "at_least", 0), otherwise=1), (5, 5)),
        (_steps((5, "above", 1), (7, "below", "1/2"), otherwise=1), (1, 7)),
        (_sum(("r", 10)), (0, 10)),
        (_sum(("r", -10), least=-4), (-4, 0)),
        (_sum(("r", 10), least=2, most=7), (2, 7)),
        (_sum(("r", 10), ("w", 5)), (0, 10)),
        (_sum(("r", 10), ("w", -5), most=8), (-5, 8)),
        (_sum(("p", 1), ("q", 1)), (1, 15)),
        (_sum(("p", 1), ("q", -1)), (-5, -1)),
        (_sum(("p", 1), most=7), (0, 5)),
        (_sum(("p", 1), least=-3), (0, 5)),
        (_relative("r", 100), (0, 100)),
        (_relative("p", 100), (0, 100)),
        (_relative("q", 100), (10, 100)),
        (_relative("q", -100), (-100, -10)),
        (_relative("d", 100), (None, 100)),
        (_ranked(full=9, less=1, floor=2), (2, 9)),
        (_ranked(full=2, less=1, floor=9), (9, 9)),
        (_ranked(full=9, less=0), (9, 9)),
        (BallotMeasure(measure_id="m", items=["i1"], **ABOUT), (40, 100)),
    ],
)
def test_how_far_a_measure_reaches(measure, ends):
    """From the least to the greatest that comes about; None where there is no end."""
    good, better = (
        _steps((points, "at_least", "1/2"), otherwise=other, code=code)
        for code, points, other in (("p", 5, 0), ("q", 10, 1))
    )
    less = _sum(("r", 1), ("w", "-1/2"), code="d")
    given = [_rate(), _rate("w", ["o3"]), good, better, less]
    rules = attrs.evolve(TWO, measures=[*given, measure])

    assert told(rules, "").reach("m") == ends


def _adjusted(kind, limit=None, lines=()):
    return Adjustment(
        adjustment_id=f"a-{kind}", kind=kind, limit=limit, lines=_lines(*lines), **ABOUT
    )


@pytest.mark.parametrize(
    ("fields", "ends"),
    [
        ({}, (40, 100)),
        ({"adjustments": [_adjusted("bonus", 5)]}, (40, 105)),
        ({"adjustments": [_adjusted("deduction", 3)]}, (37, 100)),
        (
            {"adjustments": [_adjusted("bonus", 5), _adjusted("deduction", 3)]},
            (37, 105),
        ),
        ({"adjustments": [_adjusted("bonus")]}, (40, None)),
        ({"adjustments": [_adjusted("deduction")]}, (None, 100)),
        ({"adjustments": [_adjusted("bonus", 9, [{"each": 1, "most": 4}])]}, (40, 104)),
        ({"adjustments": [_adjusted("bonus", 2, [{"each": 1, "most": 4}])]}, (40, 102)),
        ({"adjustments": [_adjusted("bonus", 2, [{"each": 1}])]}, (40, 102)),
        (
            {
                "components": [
                    attrs.evolve(TWO.components[0], weight="60%"),
                    Component(component_id="h", kind="entered", weight="40%", **ABOUT),
                ]
            },
            (24, None),
        ),
        (
            {
                "measures": [_rate("m")],
                "components": [
                    attrs.evolve(TWO.components[0], weight=1),
                    Component(
                        component_id="h",
                        kind="measure",
                        measure_id="m",
                        weight=50,
                        **ABOUT,
                    ),
                ],
                "composition": "added",
            },
            (40, 150),
        ),
    ],
)
def test_how_far_the_total_reaches(fields, ends):
    """Ballots, what is handed in, and points that are added or taken off."""
    assert told(attrs.evolve(TWO, **fields), "").reach("total") == ends


def test_the_total_of_many_steps_keeps_the_bounds_of_its_parts():
    """The ballots beside two tables of five steps, each from 0 to 100."""
    steps = [(20 * at, "below", Fraction(at + 1, 6)) for at in range(5)]
    tables = [_steps(*steps, otherwise=100, code=code) for code in "st"]
    parts = [
        Component(component_id=m, kind="measure", measure_id=m, weight=1, **ABOUT)
        for m in "st"
    ]
    rules = attrs.evolve(
        TWO,
        measures=[_rate(), *tables],
        components=[*TWO.components, *parts],
        composition="added",
    )

    assert told(rules, "").reach("total") == (40, 300)


# Ballots that are voided for being better

CHECK = {"check_id": "c", "effect": "void_ballot", **ABOUT}


def _said(check, rules=TWO):
    return [
        f.message.en.removeprefix("measure: ").partition(":")[0]
        for f in lint(attrs.evolve(rules, ballot_checks=[check]))
        if f.code == "PB-LINT-13"
    ]


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (
            {"lower": 90, "most": 3},
            "3 already hold the range, and one rises from 80 to 100",
        ),
        (
            {"lower": 60, "upper": 90, "most": 1},
            "1 already hold the range, and one rises from 40 to 60",
        ),
        (
            {"lower": 60, "upper": 90, "least": 1},
            "1 only just hold the range, and one rises from 80 to 100",
        ),
        (
            {"lower": 60, "upper": 90, "least": 1, "most": 2},
            "2 already hold the range, and one rises from 40 to 60",
        ),
        (
            {"upper": 90, "least": 2},
            "2 only just hold the range, and one rises from 80 to 100",
        ),
        ({"upper": 90, "most": 2}, None),
        ({"lower": 60, "least": 2}, None),
        ({"lower": 0, "most": 2}, None),
    ],
)
def test_a_limit_that_one_better_mark_breaks(limits, words):
    """One too many within the range, or one too few."""
    check = Distribution(item_id="i0", **limits, **CHECK)

    assert _said(check) == ([] if words is None else [words])
    flagged = attrs.evolve(check, effect="flag")
    assert _said(flagged) == []


HIGH = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
APART = attrs.evolve(
    TWO,
    scales=[*TWO.scales, HIGH],
    items=[TWO.items[0], attrs.evolve(TWO.items[1], scale_id="high")],
)


@pytest.mark.parametrize(
    ("overall", "items", "most_apart", "words"),
    [
        ("i1", ("i0",), 59, None),
        ("i1", ("i0",), 60, "items at 100, the overall mark from 160 to 170"),
        ("i1", ("i0",), 120, "items at 40, the overall mark from 160 to 170"),
        ("i1", ("i0",), 159, "items at 40, the overall mark from 190 to 200"),
        ("i1", ("i0",), 160, None),
        ("i0", ("i1",), 60, "the overall mark at 100, items raised from 160 to 200"),
        ("i0", ("i1",), 120, "the overall mark at 40, items raised from 160 to 200"),
        ("i0", ("i1",), 159, "the overall mark at 40, items raised from 160 to 200"),
        ("i0", ("i1",), 160, None),
        ("i0", (), 20, None),
        ("i0", ("i0", "i1"), 20, None),
    ],
)
def test_an_overall_mark_that_is_voided_for_rising(overall, items, most_apart, words):
    """Away from the items, or the items away from it."""
    check = OverallAgrees(overall=overall, items=items, most_apart=most_apart, **CHECK)

    assert _said(check, APART) == ([] if words is None else [words])


def test_a_ballot_with_one_other_mark_is_voided_for_raising_it():
    """Then all of them are alike."""
    words = "the last other mark of a ballot is raised to 好 as well"

    assert _said(AllEqual(**CHECK)) == [words]


@pytest.mark.parametrize(
    ("values", "item", "sums"),
    [
        ([(0, 1, 2), (0, 10)], "", (0, 1, 2, 10, 11, 12)),
        ([(0, 1, 2), (0, 10)], "i1", (0, 10)),
        # Of 4,096 sums all are looked at, of more those on the way up.
        ([range(64), range(0, 4096, 64)], "", range(4096)),
        ([range(65), range(0, 6400, 100)], "", None),
    ],
)
def test_what_a_ballot_can_give_a_subject(values, item, sums):
    """One mark, or the sum of all of them as they are weighed."""
    scales = [
        PointScale(
            scale_id=f"s{at}", least=0, most=max(some), step=some[1], basis=OWN
        ).scale
        for at, some in enumerate(values)
    ]
    items = [
        attrs.evolve(one, weight=1, scale_id=f"s{at}")
        for at, one in enumerate(TWO.items)
    ]
    rules = attrs.evolve(TWO, scales=scales, items=items, item_total=2)
    found = mark_sums(rules, item)

    if sums is None:
        rising = [(at + up, min(at, 63) * 100) for at in range(65) for up in (0, 1)]
        last = [(min(at + 1, 64), min(at + 1, 63) * 100) for at in range(65)]
        expected = {min(one, 64) + other for one, other in rising} | set(map(sum, last))
        assert found == tuple(sorted(expected))
    else:
        assert found == tuple(sums)

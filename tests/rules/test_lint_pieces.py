"""The steps of a proof one by one, of values that are worked by hand."""

from fractions import Fraction

import attrs
import pytest

from partybuild.kernel import Label
from partybuild.rules import (
    AllEqual,
    BallotMeasure,
    EnteredMeasure,
    OverallAgrees,
    PointScale,
    RateMeasure,
    SubjectClass,
    lint,
)
from partybuild.rules._lint._better import Fall, find_fall
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._pieces import Piece
from partybuild.rules._lint._program import _Rows
from partybuild.rules._lint._region import WHOLE, Region, intersections, joined
from partybuild.rules._lint._space import most_in
from partybuild.rules._lint._unknowns import Block, Link, Lone, Unknowns
from partybuild.rules._lint._void_checks import mark_sums
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}
VAGUE = Region(exact=False)


def _form(constant, **coefs):
    return Form({n: Fraction(c) for n, c in coefs.items()}, Fraction(constant))


def _steps(number):
    return tuple(Piece(WHOLE, _form(at)) for at in range(number))


def _unknowns(link=Link.SAME):
    unknowns = Unknowns()
    unknowns.add("x", Lone(Fraction(), Fraction(1), link))
    return unknowns


def _said(rules, number):
    return [
        (finding.subject, dict(finding.evidence))
        for finding in lint(rules)
        if finding.code == f"PB-LINT-{number:02}"
    ]


def test_of_too_many_pairs_one_is_left_open():
    """Of 28 steps 378 pairs may fall and are looked at, of 30 steps 435 are not."""
    few, many = _steps(28), _steps(30)

    assert find_fall(Unknowns(), few).shown
    assert find_fall(Unknowns(), many) == Fall({}, {}, many[1], many[0], shown=False)


def test_unknowns_are_looked_at_in_the_order_of_their_names():
    """So that an example is the same one in whatever order a set of names comes."""
    names = [f"x{at:02}" for at in range(12)]
    unknowns = Unknowns()
    for name in reversed(names):
        unknowns.add(name, Lone(Fraction(), Fraction(1), Link.UP))

    domain, links = unknowns.domain(set(names)), unknowns.links(set(names))
    assert [name for bound in domain[::2] for name in bound.form.coefs] == names
    assert [min(bound.form.coefs) for bound in links] == names


@pytest.mark.parametrize("regions", [(WHOLE, VAGUE), (VAGUE, WHOLE), (VAGUE, VAGUE)])
def test_a_fall_is_shown_only_between_regions_that_are_told(regions):
    """From 1 to 0, where one of the two may not be reached."""
    pieces = [Piece(r, _form(at)) for at, r in zip((1, 0), regions, strict=True)]

    assert not find_fall(Unknowns(), pieces).shown


def test_a_value_that_reaches_beyond_a_constant_may_fall_to_it():
    """The constant of the first is no more than that of the second."""
    pieces = [Piece(WHOLE, _form(0, x=1)), Piece(WHOLE, _form(0))]

    assert find_fall(_unknowns(), pieces) is not None


def test_what_is_out_of_reach_is_out_of_reach_afterwards():
    """A value of at most 1 does not rise to 2."""
    beyond = Region((Bound(_form(-2, x=1)),))
    pieces = [Piece(WHOLE, _form(10)), Piece(beyond, _form(0))]

    assert find_fall(_unknowns(Link.UP), pieces) is None


def test_a_fall_of_missing_marks_alone_is_not_shown():
    """From 1 + s to 2 s, which falls unless all marks are given and s is 1."""
    unknowns = Unknowns()
    block = unknowns.add_block(Block("b", "i", ("o",), closed=False))
    (name,) = block.names
    pieces = [Piece(WHOLE, _form(at, **{name: 2 - at})) for at in (1, 0)]

    fall = find_fall(unknowns, pieces)
    assert (fall.shown, fall.before, fall.after) == (False, {name: 0}, {name: 0})


def test_a_missing_mark_can_be_worth_the_most():
    """Each mark takes off one or two points, and a bound asks for their sum."""
    unknowns = Unknowns()
    block = unknowns.add_block(Block("b", "i", ("o", "p"), closed=False))
    coefs = dict(zip(block.names, (-2, -1), strict=True))
    region = Region((Bound(_form(3, **coefs)),))

    assert most_in(unknowns, _form(0, **coefs), region) == 0


@pytest.mark.parametrize(
    ("one", "other", "exact"),
    [(WHOLE, WHOLE, True), (WHOLE, VAGUE, False), (VAGUE, WHOLE, False)],
)
def test_what_regions_have_in_common_is_exact_where_both_are(one, other, exact):
    """One that is not makes both together uncertain."""
    assert joined(one, other).exact is exact


def test_too_many_alternatives_are_anything_at_all():
    """Eight times eight are looked at, nine times nine are not."""
    assert intersections([[WHOLE] * 8] * 2) == (WHOLE,) * 64
    assert intersections([[WHOLE] * 9] * 2) == (VAGUE,)


def test_an_unknown_that_is_taken_in_and_put_out_again_is_as_before():
    """From s = 1 - 2x to x = 1/2 - s/2 and back."""
    half = Fraction(1, 2)
    rows = _Rows(["x"], {"s": [Fraction(1), Fraction(-2)]}, [Fraction(), Fraction(1)])
    rows.swap("s", 0)
    assert (rows.names, rows.rows, rows.goal) == (
        ["s"],
        {"x": [half, -half]},
        [half, -half],
    )
    rows.swap("x", 0)
    assert (rows.names, rows.rows, rows.goal) == (["x"], {"s": [1, -2]}, [0, 1])


def test_very_many_sums_rise_one_item_after_the_other():
    """From all worst to all best marks, the first item first; it has three options."""
    scale = PointScale(scale_id="few", least=0, most=100, step=50, basis=OWN).scale
    rules = plain_rules([Fraction(4**at, 5461) for at in range(6, -1, -1)])
    first = attrs.evolve(rules.items[0], scale_id="few")
    sums = mark_sums(
        attrs.evolve(
            rules, scales=[*rules.scales, scale], items=[first, *rules.items[1:]]
        ),
        "",
    )

    worst = 40 * Fraction(1365, 5461)
    assert (sums[0], sums[-1]) == (worst, 100)
    assert sums[1] == worst + 50 * first.weight


def test_a_mean_is_bounded_only_where_it_is_in_every_class():
    """One class is marked from 0, the other from 160 or from 40."""
    for least, said in ((0, []), (40, [("measures.b", {"least": "40"})])):
        low, high = (
            PointScale(scale_id=code, least=at, most=200, step=20, basis=OWN).scale
            for code, at in (("low", least), ("high", 160))
        )
        rules = plain_rules(["1/2", "1/2"])
        rules = attrs.evolve(
            rules,
            scales=[low, high],
            items=[
                attrs.evolve(item, classes=[code], weight=1, scale_id=scale)
                for item, code, scale in zip(
                    rules.items, "ab", ("low", "high"), strict=True
                )
            ],
            subject_classes=[SubjectClass(class_id=code, label=X) for code in "ab"],
            measures=[BallotMeasure(measure_id="b", **ABOUT)],
        )
        assert [one for one in _said(rules, 20) if one[0] == "measures.b"] == said


def test_options_that_count_twice_are_listed_in_order():
    """All four options of a scale, the last one first."""
    options = [f"o{at}" for at in (3, 2, 1, 0)] * 2
    rate = RateMeasure(
        measure_id="r", item_id="i0", base="issued", options=options, **ABOUT
    )

    assert _said(attrs.evolve(plain_rules(), measures=[rate]), 30) == [
        ("measures.r", {"options": "o0, o1, o2, o3"})
    ]


@pytest.mark.parametrize(("least", "said"), [(None, 0), (0, 0), ("1/2", 1), (1, 1)])
def test_what_need_not_be_entered_but_is_more_than_nothing(least, said):
    """Nothing entered is less than the least that may be."""
    entered = EnteredMeasure(
        measure_id="e", least=least, most=9, required=False, **ABOUT
    )

    assert len(_said(attrs.evolve(plain_rules(), measures=[entered]), 27)) == said


def test_every_check_that_voids_is_looked_at():
    """Also after one that only flags, and of a scheme with one item."""
    checks = [
        AllEqual(check_id=code, effect=effect, **ABOUT)
        for code, effect in (("one", "flag"), ("two", "void_ballot"))
    ]

    assert _said(attrs.evolve(plain_rules(), ballot_checks=checks), 13) == [
        ("ballot_checks.two", {})
    ]


def test_an_overall_mark_is_held_against_the_mean_of_items():
    """All worst marks have the mean 40, all best ones 100; the mark stays at 40."""
    check = OverallAgrees(
        check_id="c",
        overall="i0",
        items=["i1", "i2"],
        most_apart=59,
        effect="void_marks",
        **ABOUT,
    )
    rules = plain_rules(["1/2", "1/4", "1/4"])
    (finding,) = [
        f
        for f in lint(attrs.evolve(rules, ballot_checks=[check]))
        if f.code == "PB-LINT-13"
    ]

    assert "items at 40, the overall mark from 80 to 100" in finding.message.en

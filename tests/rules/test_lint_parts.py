"""What the linter says of numbers, parts and quotas, row by row."""

import attrs
import pytest

from partybuild.kernel import Label, Rounding
from partybuild.rules import (
    Adjustment,
    BallotMeasure,
    Cap,
    ClassWeight,
    Compared,
    Component,
    ConditionGrading,
    Consequence,
    Distribution,
    Eligibility,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    Grade,
    GradeCase,
    GradeShare,
    Judgment,
    OverallAgrees,
    Part,
    Placed,
    PointScale,
    Quota,
    RankGrading,
    RankMeasure,
    RateMeasure,
    RelativeMeasure,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    TrimmedMean,
    UnitCeiling,
    UnitGraded,
    lint,
)
from partybuild.rules._lint._report import several
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}
TWO = plain_rules(["1/2", "1/2"])


def _said(rules, number):
    """Return places and facts of the findings of a code."""
    return [
        (f.subject, dict(f.evidence))
        for f in lint(rules)
        if f.code == f"PB-LINT-{number:02}"
    ]


def _places(rules, number):
    return [place for place, _ in _said(rules, number)]


def _rate(code="r", base="valid_marks", options=("o0",), **others):
    fields = {"measure_id": code, "item_id": "i0", "base": base, "options": options}
    return RateMeasure(**(fields | ABOUT | others))


def _mean(code="b", **others):
    return BallotMeasure(measure_id=code, **(ABOUT | others))


def _entered(code="e", **others):
    return EnteredMeasure(measure_id=code, **(ABOUT | others))


def _sum(*parts, code="s", **others):
    terms = [Part(measure_id=m, weight=weight, basis=OWN) for m, weight in parts]
    return SumMeasure(measure_id=code, parts=terms, **(ABOUT | others))


def _compared(code="r"):
    return Compared(measure_id=code, comparison="at_least", threshold="1/2")


def _steps(*when):
    step = Step(points=5, when=when, basis=OWN)
    return StepMeasure(measure_id="p", steps=[step], otherwise=0, **ABOUT)


def _component(code, weight):
    part = {"component_id": f"c-{code}", "measure_id": code, "kind": "measure"}
    return Component(weight=weight, **part, **ABOUT)


def _measured(*measures, **others):
    return attrs.evolve(TWO, measures=measures, **others)


def _by_cases(*when):
    return ConditionGrading(
        grades=[Grade(grade_id=code, label=X) for code in ("grade-0", "rest")],
        cases=[GradeCase(grade_id="grade-0", when=when, basis=OWN)],
        otherwise="rest",
        basis=OWN,
    )


# Numbers


@pytest.mark.parametrize(
    ("each", "share", "least", "split", "code", "raters"),
    [
        (1, 0, 1, False, 54, "1, 2"),
        (1, 0, 2, False, 54, "2"),
        (2, 0, 3, False, 54, "3, 4"),
        (2, 0, 4, False, 54, "4"),
        (1, 0, 3, False, 55, "3"),
        (2, 0, 5, False, 55, "5, 6, 7"),
        (2, 0, 7, False, 55, "7"),
        (2, 0, 8, False, None, None),
        (0, "1/3", 9, False, 55, "9"),
        (0, "26%", 5, False, 55, "5, …"),
        (0, "26%", 5, True, 55, "5"),
        (0, "1/4", 5, False, None, None),
        (0, "1/4", 5, True, None, None),
    ],
)
def test_how_many_marks_trimming_leaves(each, share, least, split, code, raters):
    """Nothing is left, or no more than is dropped, of so many marks."""
    average = TrimmedMean(
        each=each, share=share, least_raters=least, split_marks=split, too_few="error"
    )
    rules = _measured(_mean(average=average))

    for number in (54, 55):
        expected = [("measures.b", {"raters": raters})] if number == code else []
        assert _said(rules, number) == expected


@pytest.mark.parametrize(
    ("measure", "number", "facts"),
    [
        (_rate(options=["o0", "o1"]), 30, None),
        (_rate(options=["o0", "o0"]), 30, {"options": "o0"}),
        (_rate(options=["o3", "o0"], less=["o0", "o3"]), 30, {"options": "o0, o3"}),
        (_entered(required=False, least=0, most=5), 27, None),
        (_entered(required=False, least=1, most=5), 27, {"least": "1"}),
        (_entered(required=True, least=1, most=5), 27, None),
        (_entered(most=0), 22, {"value": "0"}),
        (_entered(least=3, most=3), 22, {"value": "3"}),
        (_entered(least=3, most=4), 22, None),
        (_rate(options=["o0", "o1", "o2", "o3"]), 22, {"value": "1"}),
        (_rate(base="issued", options=["o0", "o1", "o2", "o3"]), 22, None),
        (_mean(), 20, {"least": "40"}),
        (_mean(items=["i1"]), 20, {"least": "40"}),
        (_mean(base="issued"), 20, None),
        (_entered(least=3, most=4), 20, None),
    ],
)
def test_what_is_said_of_a_measure_alone(measure, number, facts):
    """Options that count twice, values that cannot be, and values that never change."""
    place = f"measures.{measure.measure_id}"
    found = [told for told in _said(_measured(measure), number) if told[0] == place]

    assert found == ([] if facts is None else [(place, facts)])


@pytest.mark.parametrize(
    ("groups", "items", "chosen", "baseless"),
    [
        ({"g": 1}, (1,), {}, False),
        ({"g": 1, "h": 0}, (1,), {"groups": ["h"]}, True),
        ({"g": 1, "h": 0}, (1,), {"groups": ["g"]}, False),
        ({"g": 1}, (1, 0), {"items": ["i1"]}, True),
        ({"g": 1}, (1, 0), {"items": ["i0", "i1"]}, False),
    ],
)
def test_a_mean_of_what_has_no_weight_has_no_base(groups, items, chosen, baseless):
    """Neither groups nor items without weight give a mean."""
    rules = plain_rules(items, groups)
    measured = attrs.evolve(rules, measures=[_mean(**chosen)])

    assert _places(measured, 28) == (["measures.b"] if baseless else [])


@pytest.mark.parametrize(("most", "baseless"), [(0, True), (1, False), (None, False)])
def test_a_share_of_a_best_that_is_never_above_0_has_no_base(most, baseless):
    """Where the best has no bound it may be above 0."""
    share = RelativeMeasure(measure_id="s", of="e", full=100, **ABOUT)
    rules = _measured(_entered(most=most), share)

    assert _places(rules, 28) == (["measures.s"] if baseless else [])


@pytest.mark.parametrize(
    ("groups", "policy", "facts"),
    [
        ({"g": 1}, "zero", None),
        ({"g": 1, "h": 0}, "zero", None),
        ({"g": "1/2", "h": "1/2"}, "error", None),
        ({"g": "40%", "h": "60%"}, "zero", {"group": "h", "most": "40%"}),
        ({"g": "60%", "h": "40%"}, "zero", {"group": "g", "most": "40%"}),
        ({"g": "1/2", "h": "1/2"}, "zero", {"group": "h", "most": "50%"}),
        ({"g": "1/3", "h": "2/3"}, "zero", {"group": "h", "most": "1/3"}),
    ],
)
def test_full_marks_without_the_heaviest_group(groups, policy, facts):
    """Only where an empty group counts 0 and another one has weight."""
    found = _said(plain_rules(groups=groups, empty_group=policy), 21)

    assert found == ([] if facts is None else [("empty_group", facts)])


def test_a_standard_is_held_against_the_marks_of_all_items():
    """The lowest of all and the highest of all."""
    high = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
    rules = attrs.evolve(
        TWO,
        scales=[*TWO.scales, high],
        items=[TWO.items[0], attrs.evolve(TWO.items[1], scale_id="high")],
    )

    for standard, sound in ((40, False), (41, True), (200, True), (201, False)):
        found = _said(attrs.evolve(rules, standard=standard), 29)
        facts = {"least": "40", "most": "200"}
        assert found == ([] if sound else [("standard", facts)])


@pytest.mark.parametrize(
    ("thresholds", "places", "edges", "number"),
    [
        ("exact", 0, ("89.5", 80), 0),
        ("rounded", 0, ("89.5", 80), 1),
        ("rounded", 0, ("89.5", "80.5"), 2),
        ("rounded", 1, ("89.5", "80.5"), 0),
    ],
)
def test_edges_finer_than_rounding(thresholds, places, edges, number):
    """Only where rounded values are held against them."""
    rounding = Rounding(places=places, mode="half_up", thresholds=thresholds)
    found = _said(plain_rules(edges=edges, rounding=rounding), 33)

    assert found == [("grading", {"places": str(places)})] * number


def _by_class(low, **others):
    """Return a scheme of which one class is marked from 40 to 100, another higher."""
    scale = PointScale(scale_id="s", least=low, most=low + 10, step=5, basis=OWN)
    items = [
        attrs.evolve(TWO.items[0], classes=["a"], weight=1),
        attrs.evolve(TWO.items[1], classes=["b"], weight=1, scale_id="s"),
    ]
    classes = [SubjectClass(class_id=code, label=X) for code in "ab"]
    return attrs.evolve(
        TWO,
        scales=[*TWO.scales, scale.scale],
        items=items,
        subject_classes=classes,
        **others,
    )


def test_what_is_said_of_a_value_holds_for_every_class():
    """The least of all; a base that one class lacks, a best that one may have."""
    means = [_mean(), _mean("c", items=["i0"])]
    rules = _by_class(160, measures=means)
    assert _said(rules, 20) == [
        ("components.ballots", {"least": "40"}),
        ("measures.b", {"least": "40"}),
    ]
    assert _places(rules, 28) == ["measures.c"]
    share = RelativeMeasure(measure_id="s", of="b", full=100, **ABOUT)
    assert not _places(_by_class(-10, measures=[_mean(), share]), 28)
    assert _said(_by_class(-10), 20) == []


def test_every_measure_is_looked_at():
    """Those behind one without a base as well; a bound below 1 is one."""
    rules = plain_rules((1, 0), options={"好": 1, "差": "0.5"})
    measures = [_mean(items=["i1"]), _rate(options=["o0", "o0"]), _mean("c")]
    rules = attrs.evolve(rules, measures=measures)

    assert _places(rules, 28) == ["measures.b"]
    assert _places(rules, 30) == ["measures.r"]
    assert _said(rules, 20) == [
        ("components.ballots", {"least": "0.5"}),
        ("measures.c", {"least": "0.5"}),
    ]


# Parts

HANDED_IN = [_rate(), _rate("i", base="issued"), _rate("j", base="issued")]
BOTH = {"r": "valid_marks", "i": "issued"}


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({"measures": [_sum(("r", 1), ("i", 1))]}, ["measures.s"]),
        ({"measures": [_sum(("i", 1), ("j", 1))]}, []),
        ({"measures": [_sum(("r", 1), ("i", 0))]}, []),
        (
            {"measures": [_steps(_compared("r"), _compared("i"))]},
            ["measures.p.steps.1"],
        ),
        ({"measures": [_steps(_compared("j"), _compared("i"))]}, []),
        ({"grading": _by_cases(_compared("r"), _compared("i"))}, ["grading.cases.1"]),
        (
            {
                "grading": _by_cases(
                    _compared("r"), Placed(measure_id="i", end="top", share="1/2")
                )
            },
            ["grading.cases.1"],
        ),
    ],
)
def test_rates_over_different_bases_that_are_used_together(fields, places):
    """In a sum, in a step or in a case; two over one base are sound."""
    measures = [*HANDED_IN, *fields.get("measures", ())]
    found = _said(attrs.evolve(TWO, **{**fields, "measures": measures}), 24)

    assert found == [(place, BOTH) for place in places]


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([("e", "50%"), ("f", "40%")], "0.9"),
        ([("e", "50%"), ("f", "50%")], None),
        ([("e", "50%")], None),
        ([("e", "50%"), ("f", 1)], None),
        ([("e", "50%"), ("f", 0)], None),
        ([("e", "-50%"), ("f", "40%")], None),
    ],
)
def test_factors_that_look_like_weights_sum_to_the_whole(parts, total):
    """Two or more of them, each between 0 and 1."""
    entered = [_entered(code, most=9) for code in "ef"]
    found = _said(_measured(*entered, _sum(*parts)), 32)

    assert found == ([] if total is None else [("measures.s", {"total": total})])


@pytest.mark.parametrize(
    ("parts", "shares"),
    [
        ([("r", "1/2"), ("e", "1/2")], "r"),
        ([("e", "1/2"), ("r", "1/2")], "r"),
        ([("r", "1/4"), ("i", "1/4"), ("e", "1/2")], "r, i"),
        ([("r", "1/2"), ("u", "1/2")], "r"),
        ([("r", "1/2"), ("f", "1/2")], None),
        ([("r", "1/2"), ("g", "1/2")], "r"),
        ([("r", 0), ("e", 1)], None),
        ([("r", 1), ("e", 0)], None),
        ([("r", "1/2"), ("i", "1/2")], None),
    ],
)
def test_shares_that_are_weighed_beside_points(parts, shares):
    """Points are what may be above 1, or has no bound."""
    entered = [_entered("e", most=9), _entered("f", most=1), _entered("u")]
    entered.append(_entered("g", most=2))
    total = _sum(*parts, weight_total=1)
    found = _said(_measured(*HANDED_IN, *entered, total), 23)

    assert found == ([] if shares is None else [("measures.s", {"shares": shares})])


def _line(**fields):
    return EventLine(line_id="x", **ABOUT, **fields)


@pytest.mark.parametrize(
    ("line", "limit", "facts"),
    [
        ({"each": 3}, 3, None),
        ({"each": 4}, 3, {"points": "4", "limit": "3"}),
        ({"each": 4, "most": 3}, None, {"points": "4", "limit": "3"}),
        ({"each": 4, "most": 3}, 2, {"points": "4", "limit": "2"}),
        ({"each": 4, "most": 8}, 2, {"points": "4", "limit": "2"}),
        ({"each": 4, "most": 4}, 4, None),
        ({"least": 2, "most": 5}, 1, {"points": "2", "limit": "1"}),
        ({"least": 2, "most": 5}, 2, None),
    ],
)
def test_one_event_counts_no_more_than_its_limits(line, limit, facts):
    """The limit of the line, or that of the whole table."""
    bonus = Adjustment(
        adjustment_id="a", kind="bonus", limit=limit, lines=[_line(**line)], **ABOUT
    )
    found = _said(attrs.evolve(TWO, adjustments=[bonus]), 26)

    assert found == ([] if facts is None else [("adjustments.a.x", facts)])


def test_events_of_a_measure_have_limits_of_their_own():
    """They take points off; no limit of a whole table stands above them."""
    lines = [_line(each=4, most=3), EventLine(line_id="y", each=4, most=4, **ABOUT)]
    events = EventMeasure(measure_id="m", full=10, lines=lines, **ABOUT)

    assert _places(_measured(events), 26) == ["measures.m.x"]


@pytest.mark.parametrize(
    ("kind", "limit", "lines", "unbounded"),
    [
        ("bonus", None, [], True),
        ("bonus", 5, [], False),
        ("deduction", None, [], False),
        ("bonus", None, [{"each": 1}], True),
        ("bonus", None, [{"each": 1, "most": 5}], False),
        ("bonus", None, [{"each": 1, "most": 5}, {"each": 1}], True),
        ("bonus", 3, [{"each": 1}], False),
    ],
)
def test_a_bonus_has_a_limit(kind, limit, lines, unbounded):
    """Its own, or one on every line."""
    listed = [
        EventLine(line_id=f"x{at}", **line, **ABOUT) for at, line in enumerate(lines)
    ]
    rule = Adjustment(adjustment_id="a", kind=kind, limit=limit, lines=listed, **ABOUT)
    found = _places(attrs.evolve(TWO, adjustments=[rule]), 25)

    assert found == (["adjustments.a"] if unbounded else [])


RANKS = RankGrading(
    grades=[
        GradeShare(grade_id="grade-0", label=X, share="1/2"),
        GradeShare(grade_id="rest", label=X),
    ],
    measure_id="r",
    basis=OWN,
)
USES = {
    "component": {
        "components": [*TWO.components, _component("r", 1)],
        "composition": "added",
    },
    "tie": {
        "quotas": [
            Quota(
                quota_id="q",
                grade_id="grade-0",
                ceiling="1/2",
                ties="keys",
                tie_keys=["r"],
                basis=OWN,
            )
        ]
    },
    "cap": {"caps": [Cap(cap_id="c", grade_id="grade-1", when=[_compared()], **ABOUT)]},
    "eligibility": {
        "measures": [_entered("r", most=9)],
        "eligibility": [Eligibility(rule_id="x", when=[_compared()], **ABOUT)],
    },
    "consequence": {
        "consequences": [
            Consequence(consequence_id="x", action="talk", when=[_compared()], **ABOUT)
        ]
    },
    "judgment": {
        "judgments": [
            Judgment(
                judgment_id="j",
                grades=["grade-0", "grade-1"],
                when=[Placed(measure_id="r", end="top", share="1/2")],
                **ABOUT,
            )
        ]
    },
    "case": {"grading": _by_cases(_compared())},
    "places": {"grading": RANKS},
    "sum": {"measures": [_rate(), _sum(("r", 1))]},
    "step": {"measures": [_rate(), _steps(_compared())]},
    "rank": {
        "measures": [
            _rate(),
            RankMeasure(measure_id="k", of="r", full=9, less=1, **ABOUT),
        ]
    },
}


@pytest.mark.parametrize("use", USES)
def test_a_measure_may_be_used_in_many_ways(use):
    """Used in none of them it is told."""
    unused = attrs.evolve(TWO, measures=[_rate()])
    used = attrs.evolve(TWO, **({"measures": [_rate()]} | USES[use]))

    assert _places(unused, 34) == ["measures.r"]
    assert "measures.r" not in _places(used, 34)


CHECK = {"check_id": "c", "effect": "flag", **ABOUT}
CLASS_A = [SubjectClass(class_id="a", label=X)]
FOR_A = ClassWeight(class_id="a", weight=1, basis=OWN)


@pytest.mark.parametrize(
    ("fields", "places"),
    [
        ({}, ["items.i0"]),
        ({"measures": [_rate()]}, []),
        ({"measures": [_rate(item_id="i1")]}, ["items.i0"]),
        (
            {"ballot_checks": [Distribution(item_id="i0", upper=90, most=3, **CHECK)]},
            [],
        ),
        ({"ballot_checks": [Distribution(upper=90, most=3, **CHECK)]}, ["items.i0"]),
        (
            {
                "ballot_checks": [
                    OverallAgrees(overall="i0", items=["i1"], most_apart=9, **CHECK)
                ]
            },
            [],
        ),
        (
            {
                "ballot_checks": [
                    OverallAgrees(overall="i1", items=["i0"], most_apart=9, **CHECK)
                ]
            },
            [],
        ),
    ],
)
def test_an_item_without_weight_is_marked_for_something(fields, places):
    """For a rate or for a check."""
    items = [attrs.evolve(TWO.items[0], weight=0), attrs.evolve(TWO.items[1], weight=1)]

    assert _places(attrs.evolve(TWO, items=items, **fields), 31) == places


def test_what_has_weight_for_one_class_has_weight():
    """An item and a voter group that count for one class only."""
    one, other = TWO.items
    items = [
        attrs.evolve(one, weight=0, class_weights=[FOR_A]),
        attrs.evolve(other, weight=1, class_weights=[attrs.evolve(FOR_A, weight=0)]),
    ]
    rules = attrs.evolve(TWO, items=items, subject_classes=CLASS_A)
    assert not _places(rules, 31)
    groups = plain_rules(groups={"g": 0, "h": 1}).voter_groups
    by_class = [
        attrs.evolve(groups[0], class_weights=[FOR_A]),
        attrs.evolve(groups[1], class_weights=[attrs.evolve(FOR_A, weight=0)]),
    ]
    assert _places(attrs.evolve(TWO, voter_groups=groups), 31) == ["voter_groups.g"]
    rules = attrs.evolve(TWO, voter_groups=by_class, subject_classes=CLASS_A)
    assert not _places(rules, 31)


def test_components_without_weight_or_bound():
    """Beside others one without weight does nothing; what is handed in has a bound."""
    handed_in = Component(component_id="h", kind="entered", weight=1, **ABOUT)
    idle = attrs.evolve(handed_in, weight=0)
    added = {"composition": "added"}

    assert _places(attrs.evolve(TWO, components=[handed_in], **added), 35) == [
        "components.h"
    ]
    assert not _places(attrs.evolve(TWO, components=[idle], **added), 31)
    both = attrs.evolve(TWO, components=[*TWO.components, idle], **added)
    assert (_places(both, 31), _places(both, 35)) == (["components.h"], [])
    for most, places in ((None, ["measures.e"]), (9, [])):
        assert _places(_measured(_entered(most=most)), 35) == places


def test_voters_of_several_kinds_in_several_groups():
    """Kinds are told in their order, groups in that of the scheme; twice is once."""
    groups = plain_rules(groups={"h": "1/2", "g": "1/2"}).voter_groups
    kinds = (["b", "a", "c", "c"], ["a", "b"])
    listed = [
        attrs.evolve(group, kinds=some)
        for group, some in zip(groups, kinds, strict=True)
    ]

    assert [
        facts for _, facts in _said(attrs.evolve(TWO, voter_groups=listed), 56)
    ] == [{"kind": kind, "groups": "h, g"} for kind in "ab"]


def test_the_places_that_rest_on_one_basis_are_counted():
    """The scale, two items, the voter group, the component and the grades."""
    assert _said(TWO, 62) == [("sources", {"places": "6"})]


# Quotas


def _quota(ceiling, code="q", grade="grade-0", **others):
    return Quota(quota_id=code, grade_id=grade, ceiling=ceiling, basis=OWN, **others)


@pytest.mark.parametrize(
    ("ceiling", "rounding", "first", "beyond"),
    [
        ("30%", "floor", "4", None),
        ("30%", "half_up", "2", "2, 3, 5, 6, 9, …"),
        ("30%", "ceiling", None, "1, 2, 3, 4, 5, …"),
        ("1/2", "floor", "2", None),
        ("1/2", "half_up", None, "1, 3"),
        ("1/2", "ceiling", None, "1, 3"),
        (1, "floor", None, None),
        ("1/3", "floor", "3", None),
        ("1/3", "half_up", "2", "2, 5"),
        (0, "half_up", None, None),
    ],
)
def test_with_how_many_heads_a_quota_has_places(ceiling, rounding, first, beyond):
    """The first with a place, and those of which more than the share are admitted."""
    rules = attrs.evolve(TWO, quotas=[_quota(ceiling, rounding=rounding)])
    heads = [facts["first_heads"] for _, facts in _said(rules, 40)]
    over = [facts["heads"] for _, facts in _said(rules, 41)]

    assert heads == ([] if first is None else [first])
    assert over == ([] if beyond is None else [beyond])


@pytest.mark.parametrize(
    ("others", "first", "over"),
    [
        ({}, [("2", "30%")], ["30%"]),
        ({"with_approval": "50%"}, [("2", "30%")], ["30%", "50%"]),
        ({"heads": 3}, [("2", "30%")], ["30%"]),
        ({"heads": 1}, [("2", "30%")], ["30%"]),
        ({"heads": 0}, [], []),
        (
            {
                "scope": "unit",
                "by_unit_grade": [
                    UnitCeiling(unit_grade="a", ceiling="20%", basis=OWN),
                    UnitCeiling(unit_grade="b", ceiling=0, basis=OWN),
                ],
            },
            [("3", "20%")],
            ["20%"],
        ),
    ],
)
def test_every_share_of_a_quota_is_looked_at(others, first, over):
    """Of units the shares by their grade stand in the place of the usual one."""
    rules = attrs.evolve(TWO, quotas=[_quota("30%", rounding="half_up", **others)])
    heads = [(f["first_heads"], f["share"]) for _, f in _said(rules, 40)]

    assert heads == first
    assert sorted(facts["share"] for _, facts in _said(rules, 41)) == over


UNIT = UnitGraded(grades=["z", "a"])


@pytest.mark.parametrize(
    "fields",
    [
        {"caps": [Cap(cap_id="c", grade_id="grade-1", when=[UNIT], **ABOUT)]},
        {"eligibility": [Eligibility(rule_id="x", when=[UNIT], **ABOUT)]},
        {
            "consequences": [
                Consequence(consequence_id="x", action="talk", when=[UNIT], **ABOUT)
            ]
        },
        {
            "judgments": [
                Judgment(
                    judgment_id="j",
                    grades=["grade-0", "grade-1"],
                    when=[UNIT],
                    **ABOUT,
                )
            ]
        },
        {"measures": [_steps(UNIT)]},
        {"grading": _by_cases(UNIT)},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_a_quota_knows_every_grade_of_units_that_is_asked_for(fields):
    """Wherever the scheme asks for one."""
    ceilings = [UnitCeiling(unit_grade="a", ceiling="1/2", basis=OWN)]
    quota = _quota("1/2", scope="unit", by_unit_grade=ceilings)
    rules = attrs.evolve(TWO, quotas=[quota], **fields)

    assert _said(rules, 43) == [("quotas.q", {"unit_grade": "z"})]
    assert not _said(attrs.evolve(rules, quotas=[_quota("1/2")]), 43)


def test_the_quota_on_more_grades_is_the_one_that_is_told():
    """In whatever order they are listed; numbers of heads begin at the first."""
    narrow, wide = _quota("1/2", "n"), _quota("1/4", "w", "grade-1")
    expected = [("quotas.w", {"heads": "2, 3, 4, 5, 6, …"})]
    for quotas in ([narrow, wide], [wide, narrow]):
        assert _said(attrs.evolve(TWO, quotas=quotas), 42) == expected
    # One that cannot be compared hides none that can.
    for between in (_quota("1/2", "o"), _quota("1/2", "o", scope="unit")):
        quotas = [narrow, between, wide]
        assert ("quotas.w", expected[0][1]) in _said(
            attrs.evolve(TWO, quotas=quotas), 42
        )
    equal = [narrow, _quota("1/2", "w", "grade-1")]
    assert not _said(attrs.evolve(TWO, quotas=equal), 42)


@pytest.mark.parametrize(
    ("quotas", "places"),
    [
        ([_quota("20%", grade="g0")], []),
        ([_quota("10%", grade="g0")], ["quotas.q"]),
        ([_quota("40%", grade="g1")], ["quotas.q"]),
        ([_quota("50%", grade="g1")], []),
        (
            [
                _quota(
                    "10%",
                    "p",
                    "g0",
                    scope="unit",
                    by_unit_grade=[UnitCeiling(unit_grade="a", ceiling=0, basis=OWN)],
                ),
                _quota("40%", grade="g1"),
            ],
            ["quotas.q"],
        ),
    ],
)
def test_quotas_beside_the_shares_of_several_grades(quotas, places):
    """A fifth and three tenths: half of all for both; the last takes the rest."""
    grades = [
        GradeShare(grade_id=f"g{at}", label=X, share=share)
        for at, share in enumerate(("20%", "30%", None))
    ]
    grading = RankGrading(grades=grades, measure_id="total", basis=OWN)

    assert _places(attrs.evolve(TWO, grading=grading, quotas=quotas), 42) == places


def test_of_many_numbers_five_are_listed():
    """And that there are more."""
    assert several([1, 2, 3, 4, 5]) == "1, 2, 3, 4, 5"
    assert several([1, 2, 3, 4, 5, 6]) == "1, 2, 3, 4, 5, …"


@pytest.mark.parametrize(
    ("shares", "rounding", "beyond", "first"),
    [
        (("1/2", "1/2"), "half_up", "1, 3", None),
        (("1/2", "1/2"), "floor", None, "2"),
        (("20%", "10%"), "floor", None, "5"),
        (("20%", "10%"), "ceiling", "1", None),
        ((0, "1/2"), "half_up", None, None),
    ],
)
def test_places_by_rank_are_no_more_than_heads(shares, rounding, beyond, first):
    """The shares of the first and of the last, the rest between them."""
    grades = [
        GradeShare(grade_id="top", label=X, share=shares[0], rounding=rounding),
        GradeShare(grade_id="rest", label=X),
        GradeShare(grade_id="last", label=X, share=shares[1], rounding=rounding),
    ]
    grading = RankGrading(grades=grades, measure_id="total", basis=OWN)
    rules = attrs.evolve(TWO, grading=grading)
    over = [facts["heads"] for _, facts in _said(rules, 44)]

    assert over == ([] if beyond is None else [beyond])
    heads = [(place, facts["first_heads"]) for place, facts in _said(rules, 40)]
    assert heads == ([] if first is None else [("grading.top", first)])

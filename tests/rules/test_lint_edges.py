"""What the linter says of schemes at the edges of what it can tell."""

from fractions import Fraction

import attrs
import pytest

from partybuild.kernel import Label, Rounding
from partybuild.rules import (
    Adjustment,
    AllEqual,
    AnyOf,
    BallotMeasure,
    Cap,
    ClassWeight,
    Compared,
    Component,
    ConditionGrading,
    Consequence,
    Distribution,
    EnteredMeasure,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    Judgment,
    Monotone,
    OverallAgrees,
    Part,
    PointScale,
    Quota,
    RankGrading,
    RankMeasure,
    RateMeasure,
    Recorded,
    RelativeMeasure,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    TrimmedMean,
    UnitCeiling,
    UnitGraded,
    lint,
    prove_monotone,
)
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._program import greatest
from partybuild.rules._lint._scheme import told
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
TWO = plain_rules(["1/2", "1/2"])


def _found(rules, *numbers):
    """Return the findings of some codes, or all but that decisions are one's own."""
    codes = {f"PB-LINT-{number:02}" for number in numbers}
    return [
        finding
        for finding in lint(rules)
        if (finding.code in codes if codes else finding.code != "PB-LINT-62")
    ]


def _codes(rules):
    return {int(finding.code[-2:]) for finding in _found(rules)}


def _said(rules, number):
    """Return the one finding of a code: its message in English."""
    (finding,) = _found(rules, number)
    return finding.message.en


def _compared(code, comparison, threshold):
    return Compared(measure_id=code, comparison=comparison, threshold=threshold)


def _rate(code="r", options=("o0",), **others):
    fields = {"measure_id": code, "label": X, "item_id": "i0", "options": options}
    return RateMeasure(**(fields | {"base": "valid_marks"} | others), basis=OWN)


def _steps(*steps, code="points", otherwise=100):
    """Return points by steps, each of points and conditions."""
    return StepMeasure(
        measure_id=code,
        label=X,
        steps=[Step(points=points, when=when, basis=OWN) for points, *when in steps],
        otherwise=otherwise,
        basis=OWN,
    )


def _total(*parts):
    """Return components that take measures, each of a code and a weight."""
    return [
        Component(
            component_id=code,
            label=X,
            kind="measure",
            measure_id=code,
            weight=weight,
            basis=OWN,
        )
        for code, weight in parts
    ]


def _pointed(*measures, **others):
    """Return a scheme whose total is the measure "points"."""
    taken = {"components": _total(("points", 1)), "composition": "added"}
    return attrs.evolve(TWO, measures=measures, **(taken | others))


def _checked(*checks, rules=TWO):
    return attrs.evolve(rules, ballot_checks=checks)


CHECK = {"check_id": "c", "label": X, "basis": OWN, "effect": "void_ballot"}


def _overall(most_apart, items=("i1",), overall="i0"):
    return OverallAgrees(overall=overall, items=items, most_apart=most_apart, **CHECK)


def _fields(value):
    return {f.name: getattr(value, f.name) for f in attrs.fields(type(value))}


# Ballot checks


def test_a_ballot_that_is_voided_for_being_better_is_shown():
    """One mark more is one too many, for one item or for the sum."""
    most_at_top = Distribution(item_id="i0", lower=90, most=3, **CHECK)
    some_low = Distribution(upper=60, least=1, **CHECK)
    few_low = Distribution(upper=60, most=3, **CHECK)
    several_good = Distribution(lower=80, least=2, **CHECK)

    assert "3 already hold the range, and one rises from 80 to 100" in _said(
        _checked(most_at_top), 13
    )
    assert "1 only just hold the range, and one rises from 50 to 60" in _said(
        _checked(some_low), 13
    )
    assert "raised to 好 as well" in _said(_checked(AllEqual(**CHECK)), 13)
    assert not _found(_checked(few_low), 13)
    assert not _found(_checked(several_good), 13)
    for check in (most_at_top, AllEqual(**CHECK), _overall(20)):
        assert _found(_checked(check), 13)
        flagged = type(check)(**(_fields(check) | {"effect": "flag"}))
        assert not _found(_checked(flagged), 13)


def test_many_marks_leave_no_range_without_a_ballot():
    """Two items of 101 marks: sums between the ends are looked at as well."""
    points = PointScale(scale_id="scale", least=0, most=100, step=1, basis=OWN)
    rules = attrs.evolve(TWO, scales=[points.scale])
    middle = Distribution(lower=80, upper=90, most=3, **CHECK)
    beyond = Distribution(lower=101, least=1, **CHECK)

    (finding,) = _found(_checked(middle, rules=rules))
    assert "one rises from 79.5 to 80" in finding.message.en
    assert dict(_found(_checked(beyond, rules=rules), 52)[0].evidence) == {
        "least": "0",
        "most": "100",
    }


def test_an_overall_mark_may_only_leave_the_items_where_it_can():
    """How far it can go decides what is said; the marks run from 40 to 100."""
    assert "items at 40, the overall mark from 60 to 80" in _said(
        _checked(_overall(20)), 13
    )
    assert _codes(_checked(_overall(59))) == {13, 20}
    assert _codes(_checked(_overall(60))) == {53, 20}
    assert _codes(_checked(_overall(0))) == {13, 20}
    assert 52 in _codes(_checked(_overall(-1)))
    assert _codes(_checked(_overall(20, items=()))) == {53, 20}
    assert 13 not in _codes(_checked(_overall(20, items=("i0", "i1"))))
    high = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
    items = [TWO.items[0], attrs.evolve(TWO.items[1], scale_id="high")]
    apart = attrs.evolve(TWO, scales=[*TWO.scales, high], items=items)
    assert dict(_found(_checked(_overall(59), rules=apart), 52)[0].evidence) == {
        "nearest": "60"
    }
    assert 52 not in _codes(_checked(_overall(60), rules=apart))
    assert "the overall mark at 100, items raised from 160 to 200" in _said(
        _checked(_overall(60), rules=apart), 13
    )
    assert 13 not in _codes(_checked(_overall(160), rules=apart))
    below = _overall(59, items=("i0",), overall="i1")
    assert dict(_found(_checked(below, rules=apart), 52)[0].evidence) == {
        "nearest": "60"
    }


def test_a_check_without_a_limit_fails_no_ballot():
    """Neither fewest nor most is stated."""
    (finding,) = _found(_checked(Distribution(lower=50, **CHECK)), 53)

    assert dict(finding.evidence) == {"least": "40", "most": "100"}


# A better ballot


def test_a_table_of_many_steps_is_left_open():
    """Beyond so many pairs of pieces nothing is proven, and it is said."""
    table = [(at, _compared("r", "below", Fraction(at, 30))) for at in range(1, 31)]
    long, short = (
        _pointed(_rate(), _steps(*table)),
        _pointed(_rate(), _steps(*table[::10])),
    )

    assert "not proven" in _said(long, 12)
    assert prove_monotone(short).total is Monotone.PROVEN
    assert not _found(short, 12)


def test_a_fall_that_needs_missing_marks_is_left_open():
    """Examples are ballots without a blank line; this fall has none of them."""
    rules = _pointed(
        _rate("any", ["o0", "o1", "o2", "o3"], base="issued"),
        _rate("good", base="issued"),
        _steps((0, _compared("any", "at_most", "1/2"), _compared("good", "above", 0))),
    )
    proof = prove_monotone(rules)

    assert (proof.total, proof.example) == (Monotone.OPEN, None)
    assert _found(rules, 12)
    assert not _found(rules, 10)


FALLING = _steps((0, _compared("r", "at_least", "1/2")))


def test_an_example_tells_class_and_values_that_are_handed_in():
    """The fall is one of deputies, where points are handed in as well."""
    entered = EnteredMeasure(measure_id="e", label=X, least=0, most=9, basis=OWN)
    steps = _steps((0, _compared("r", "at_least", "1/2"), _compared("e", "above", 5)))
    deputy = ClassWeight(class_id="deputy", weight="1/2", basis=OWN)
    rules = _pointed(
        _rate(),
        entered,
        steps,
        subject_classes=[SubjectClass(class_id="deputy", label=X)],
        items=[attrs.evolve(TWO.items[0], class_weights=[deputy]), TWO.items[1]],
    )
    facts = dict(_found(rules, 10)[0].evidence)

    assert facts["class"] == "deputy"
    code, value = facts["others"].split(" = ")
    assert code == "e"
    assert 5 < Fraction(value) <= 9
    assert (facts["value_before"], facts["value_after"]) == ("100", "0")
    assert prove_monotone(rules).example.class_id == "deputy"


def _by_place(measure_id="points", **others):
    grades = [
        GradeShare(
            grade_id=code,
            label=Label(zh=f"等次{code}", en=f"grade {code}"),
            share=share,
        )
        for code, share in (("best", "1/2"), ("rest", None))
    ]
    return RankGrading(grades=grades, measure_id=measure_id, basis=OWN, **others)


def test_places_by_a_measure_that_falls():
    """The value by which places are given is told as a number, once."""
    by_measure = attrs.evolve(TWO, measures=[_rate(), FALLING], grading=_by_place())
    finding = _found(by_measure, 11)[0]

    assert finding.subject == "grading"
    assert "the place by measure" in finding.message.en
    assert "100 becomes 0" in finding.message.en
    assert prove_monotone(by_measure).total is Monotone.PROVEN
    assert prove_monotone(by_measure).grade is Monotone.OPEN
    cap = Cap(
        cap_id="c",
        label=X,
        grade_id="rest",
        when=[_compared("r", "at_least", "1/2")],
        basis=OWN,
    )
    capped = attrs.evolve(
        TWO, measures=[_rate()], grading=_by_place("total"), caps=[cap]
    )
    (finding,) = _found(capped, 11)
    assert finding.message.en.startswith("the grade (")
    assert "grade best becomes grade rest" in finding.message.en
    assert "由 等次best 变为 等次rest" in finding.message.zh
    by_total = _pointed(_rate(), FALLING, grading=_by_place("total"))
    assert not _found(by_total, 11)
    assert len(_found(by_total, 10)) == 1
    rising = attrs.evolve(TWO, measures=[_rate()], grading=_by_place("r"))
    assert not _found(rising, 11)
    assert prove_monotone(rising).grade is Monotone.PROVEN


def test_a_grade_that_falls_is_told_by_its_name_in_both_languages():
    """A cap that good marks bring about."""
    cap = Cap(
        cap_id="c",
        label=X,
        grade_id="grade-3",
        when=[_compared("r", "at_least", "1/2")],
        basis=OWN,
    )
    rules = attrs.evolve(TWO, measures=[_rate()], caps=[cap])
    (finding,) = _found(rules, 11)

    assert "becomes grade 4" in finding.message.en
    assert "变为 第4等" in finding.message.zh
    assert prove_monotone(rules).grade is Monotone.REFUTED


# Conditions


def _follows(*when):
    return [
        Consequence(consequence_id="c", label=X, action="talk", when=when, basis=OWN)
    ]


def test_conditions_and_their_opposites_share_no_place():
    """Where the grade is one of some, it is none of the others."""
    asked = told(TWO, "").asked
    good = Graded(grades=["grade-0", "grade-1"])
    every = Graded(grades=[f"grade-{at}" for at in range(4)])

    (left,) = asked.elsewhere([good])
    assert left.grades == {"grade-2", "grade-3"}
    assert asked.elsewhere([every]) == ()
    assert asked.both(asked.where([good]), [left]) == ()
    either = AnyOf(conditions=[good, Graded(grades=["grade-2"])])
    assert [region.grades for region in asked.elsewhere([either])] == [{"grade-3"}]


def test_two_grades_at_once_never_follow():
    """A subject has one grade; alternatives are asked one by one."""
    best, worst = Graded(grades=["grade-0"]), Graded(grades=["grade-3"])

    assert 2 in _codes(attrs.evolve(TWO, consequences=_follows(best, worst)))
    either = AnyOf(conditions=[best, worst])
    assert 2 not in _codes(attrs.evolve(TWO, consequences=_follows(either)))
    dead = attrs.evolve(TWO, consequences=_follows(either, best))
    (finding,) = _found(dead, 2)
    assert "alternative 2 of any_of" in finding.message.en


def test_too_many_alternatives_are_not_told_apart():
    """Nothing is said to be dead that was not looked at."""
    many = AnyOf(conditions=[_compared("total", "below", at) for at in range(41, 91)])
    rules = attrs.evolve(TWO, consequences=_follows(many, many))

    assert 2 not in _codes(rules)


def test_steps_that_overlap_are_told_where_they_give_different_points():
    """Equal points contradict nothing; marks that must be missing show nothing."""
    low, high = _compared("r", "at_most", "3/4"), _compared("r", "at_least", "1/2")

    assert _found(_pointed(_rate(), _steps((10, low), (20, high))), 5)
    assert not _found(_pointed(_rate(), _steps((10, low), (10, high))), 5)
    everything = _rate("r", ["o0", "o1", "o2", "o3"], base="issued")
    assert not _found(_pointed(everything, _steps((10, low), (20, high))), 5)


# Grades


@pytest.mark.parametrize(
    ("mode", "edge", "reached"),
    [
        ("down", "0.01", False),
        ("down", "0", True),
        ("down", "-0.1", True),
        ("down", "-1.1", True),
        ("half_up", "0.6", False),
        ("half_up", "0.4", False),
        ("half_even", "0", True),
    ],
)
def test_what_thresholds_look_at_decides_which_grades_are_reached(mode, edge, reached):
    """Of marks from -1/2 to 0 rounded to whole points."""
    rounding = Rounding(places=0, mode=mode, thresholds="rounded")
    options = {"好": 0, "差": "-0.5"}
    rules = plain_rules(options=options, edges=[edge], rounding=rounding)
    best = {f.subject for f in _found(rules, 1)} & {"grading.grade-0"}

    assert bool(best) is not reached


def test_a_body_may_give_grades_that_no_total_reaches():
    """What a judgment can choose is within reach."""
    rules = plain_rules(edges=(90, 80, 20))
    judgment = Judgment(
        judgment_id="j", label=X, grades=["grade-2", "grade-3"], basis=OWN
    )

    assert [f.subject for f in _found(rules, 1)] == ["grading.grade-3"]
    assert not _found(attrs.evolve(rules, judgments=[judgment]), 1)
    never = attrs.evolve(judgment, when=[_compared("total", "below", 40)])
    assert _found(attrs.evolve(rules, judgments=[never]), 1)


def test_a_cap_that_always_holds_empties_the_grades_above_it():
    """Grades by place as well."""
    cap = {"cap_id": "c", "label": X, "basis": OWN, "grade_id": "rest"}
    always = Cap(when=[_compared("total", "at_least", 40)], **cap)
    sometimes = Cap(when=[_compared("total", "at_least", 41)], **cap)
    rules = attrs.evolve(TWO, grading=_by_place("total"))

    assert {f.subject for f in _found(attrs.evolve(rules, caps=[always]), 1)} == {
        "grading.best"
    }
    assert not _found(attrs.evolve(rules, caps=[sometimes]), 1)


# Numbers and parts


@pytest.mark.parametrize(
    ("standard", "sound"),
    [("40", False), ("40.1", True), ("100", True), ("100.1", False)],
)
def test_a_standard_lies_within_the_marks(standard, sound):
    """Above the worst mark, and no higher than the best."""
    assert bool(_found(attrs.evolve(TWO, standard=standard), 29)) is not sound


def test_an_adjustment_of_nothing_does_nothing():
    """A limit of 0, whatever is entered."""
    bonus = {"adjustment_id": "a", "label": X, "kind": "bonus", "basis": OWN}

    for limit, codes in ((0, {20, 31}), (1, {20}), (None, {20, 25})):
        adjusted = Adjustment(limit=limit, **bonus)
        assert _codes(attrs.evolve(TWO, adjustments=[adjusted])) == codes


def test_voters_of_one_kind_vote_in_one_group():
    """One kind in two groups is told; a kind of its own is not."""
    rules = plain_rules(groups={"g": "1/2", "h": "1/2"})
    for other, told_of in (("b", []), ("a", ["a"])):
        kinds = (["a"], [other])
        groups = [
            attrs.evolve(group, kinds=kind)
            for group, kind in zip(rules.voter_groups, kinds, strict=True)
        ]
        found = _found(attrs.evolve(rules, voter_groups=groups), 56)
        assert [dict(finding.evidence)["kind"] for finding in found] == told_of


def _quota(code, grade, **others):
    return Quota(quota_id=code, grade_id=grade, basis=OWN, **others)


def test_quotas_are_compared_where_they_count_the_same_heads():
    """More grades with fewer places, of one body, one base and two grades."""
    narrow, wide = _quota("n", "grade-0", ceiling="1/2"), {"ceiling": "1/4"}

    for others, told_of in (
        ({}, True),
        ({"scope": "unit"}, False),
        ({"base": "headcount"}, False),
    ):
        quotas = [narrow, _quota("w", "grade-1", **wide, **others)]
        assert bool(_found(attrs.evolve(TWO, quotas=quotas), 42)) is told_of
    same = [narrow, _quota("w", "grade-0", **wide)]
    assert not _found(attrs.evolve(TWO, quotas=same), 42)


# What the linter works with


def test_bounds_that_contradict_each_other_leave_no_greatest_value():
    """At least 1 and at most 0."""
    x = Form({"x": Fraction(1)})

    assert greatest(x, [Bound(x.less(Fraction(1))), Bound(x.negative())]) is None


def _span(*measures, code="points"):
    return told(attrs.evolve(TWO, measures=measures), "").reach(code)


def test_how_far_a_share_of_the_best_reaches():
    """By the best of all, of whom the least is told; below 0 nothing is."""
    entered = EnteredMeasure(measure_id="e", label=X, most=8, basis=OWN)
    least = attrs.evolve(entered, least=2)
    lowered = SumMeasure(
        measure_id="s",
        label=X,
        parts=[Part(measure_id="e", weight=-1, basis=OWN)],
        basis=OWN,
    )

    def relative(full, of="e"):
        return RelativeMeasure(
            measure_id="points", label=X, of=of, full=full, basis=OWN
        )

    assert _span(least, relative(100)) == (25, 100)
    assert _span(entered, relative(100)) == (0, 100)
    assert _span(least, relative(-100)) == (-100, -25)
    assert _span(entered, lowered, relative(100, "s")) == (None, 100)


def test_sums_of_many_pieces_keep_the_bounds_of_their_parts():
    """Two tables of five steps and a value: from 0 to 100 each."""
    tables = [
        _steps(
            *(
                (20 * at, _compared("r", "below", Fraction(at + 1, 6)))
                for at in range(5)
            ),
            code=code,
        )
        for code in ("s", "t")
    ]
    entered = EnteredMeasure(measure_id="e", label=X, most=10, basis=OWN)
    total = SumMeasure(
        measure_id="points",
        label=X,
        parts=[Part(measure_id=code, basis=OWN) for code in ("s", "t", "e")],
        basis=OWN,
    )

    assert _span(_rate(), *tables, entered, total) == (0, 210)


def test_facts_and_values_that_never_change_are_asked_too():
    """A fact is there or not; a unit has one grade; a constant holds or does not."""
    rules = _pointed(_rate(), _steps(code="c"), FALLING)
    asked = told(rules, "").asked
    fact, unit = Recorded(cap_id="c"), UnitGraded(grades=["a"])

    for condition in (fact, unit):
        here, there = asked.where([condition]), asked.elsewhere([condition])
        assert len(here) == len(there) == 1
        assert asked.both(here, there) == ()
        assert asked.both(here, here) == here
    for comparison, threshold, holds in (
        ("at_least", 100, True),
        ("above", 100, False),
        ("below", 101, True),
        ("at_most", 99, False),
    ):
        constant = [_compared("c", comparison, threshold)]
        assert bool(asked.where(constant)) is holds
        assert bool(asked.elsewhere(constant)) is not holds


def test_a_step_that_always_holds_is_one_mistake():
    """What comes after it is hidden, and not told once more."""
    always = (0, _compared("r", "at_least", 0))
    later = (50, _compared("r", "at_least", "1/2"))

    assert {3, 4} & _codes(_pointed(_rate(), _steps(always, later))) == {3}
    assert {3, 4} & _codes(_pointed(_rate(), _steps(later, later))) == {4}


def test_an_overlap_is_shown_with_the_values_that_make_it():
    """Points that are handed in beside marks; places are not for showing."""
    entered = EnteredMeasure(measure_id="e", label=X, most=9, basis=OWN)
    low, high = _compared("e", "at_least", 1), _compared("e", "at_most", 8)
    (finding,) = _found(_pointed(entered, _steps((10, low), (20, high))), 5)
    assert finding.message.en.startswith("holds together with measures.points.steps.1")
    assert "(as for e: " in finding.message.en
    assert "（如e：" in finding.message.zh
    ranked = RankMeasure(
        measure_id="e", label=X, of="r", full=9, less=1, floor=0, basis=OWN
    )
    assert not _found(_pointed(_rate(), ranked, _steps((10, low), (20, high))), 5)


def test_points_by_place_reach_from_the_floor_to_the_full():
    """Whoever is first has the full points; without steps down, so has everybody."""
    ranked = {"measure_id": "points", "label": X, "of": "r", "full": 9, "basis": OWN}

    assert _span(_rate(), RankMeasure(less=1, floor=2, **ranked)) == (2, 9)
    assert _span(_rate(), RankMeasure(less=0, floor=2, **ranked)) == (9, 9)


def test_a_quota_that_leaves_nobody_out_brings_no_grade_about():
    """Where all may be good, the next grade is only for those who earn it."""
    rules = plain_rules(options={"好": 100, "差": 95}, edges=(90, 80))

    def missed(**others):
        limited = attrs.evolve(rules, quotas=[_quota("q", "grade-0", **others)])
        return {f.subject for f in _found(limited, 1)}

    assert missed(ceiling=1) == {"grading.grade-1", "grading.grade-2"}
    assert missed(ceiling="1/2") == {"grading.grade-2"}
    assert missed(heads=3) == {"grading.grade-2"}
    assert missed(heads=0) == {"grading.grade-0", "grading.grade-2"}


def test_ties_go_by_what_rises_with_better_marks():
    """A rate of the best marks may break ties, one of the worst may not."""
    for options, told_of in ((["o0"], False), (["o3"], True)):
        quota = _quota("q", "grade-0", ceiling="1/2", ties="keys", tie_keys=["r"])
        rules = attrs.evolve(TWO, measures=[_rate("r", options)], quotas=[quota])
        assert bool(_found(rules, 14)) is told_of


def test_values_without_a_base_or_with_bounds():
    """A share of a best that is never above 0; a mean that no vote brings low."""
    entered = EnteredMeasure(measure_id="e", label=X, most=0, basis=OWN)
    share = RelativeMeasure(measure_id="s", label=X, of="e", full=100, basis=OWN)
    mean = BallotMeasure(measure_id="b", label=X, basis=OWN)

    assert _found(attrs.evolve(TWO, measures=[entered, share]), 28)
    above = attrs.evolve(entered, most=1)
    assert not _found(attrs.evolve(TWO, measures=[above, share]), 28)
    low = [f.subject for f in _found(attrs.evolve(TWO, measures=[mean]), 20)]
    assert low == ["components.ballots", "measures.b"]
    everybody = attrs.evolve(mean, base="issued")
    low = [f.subject for f in _found(attrs.evolve(TWO, measures=[everybody]), 20)]
    assert low == ["components.ballots"]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"each": 1, "least_raters": 4}, set()),
        ({"each": 1, "least_raters": 3}, {55}),
        ({"each": 1, "least_raters": 2}, {54}),
        ({"share": "1/4", "least_raters": 4}, set()),
        ({"share": "26%", "least_raters": 100}, {55}),
    ],
)
def test_trimming_leaves_more_than_it_drops(fields, codes):
    """Half of the marks at most, of as few raters as are taken."""
    average = TrimmedMean(too_few="error", **fields)
    mean = BallotMeasure(measure_id="b", label=X, average=average, basis=OWN)

    assert _codes(attrs.evolve(TWO, measures=[mean])) & {54, 55} == codes


def test_parts_without_weight_do_nothing():
    """An item that no rate asks for, a component beside others."""
    items = [attrs.evolve(TWO.items[0], weight=0), attrs.evolve(TWO.items[1], weight=1)]
    idle = attrs.evolve(TWO, items=items)

    assert [f.subject for f in _found(idle, 31)] == ["items.i0"]
    assert not _found(attrs.evolve(idle, measures=[_rate()]), 31)
    parts = [*TWO.components, *_total(("r", 0))]
    rules = attrs.evolve(TWO, measures=[_rate()], components=parts)
    assert [f.subject for f in _found(rules, 31)] == ["components.r"]


def test_heads_of_quotas_with_approval_and_of_odd_shares():
    """The wider share is told as well; a third is no percentage."""
    rules = attrs.evolve(
        TWO, quotas=[_quota("q", "grade-0", ceiling="1/3", with_approval=1)]
    )
    (finding,) = _found(rules, 40)
    assert dict(finding.evidence) == {"first_heads": "3", "share": "1/3"}
    over = attrs.evolve(rules.quotas[0], rounding="ceiling")
    found = _found(attrs.evolve(rules, quotas=[over]), 40, 41)
    assert [dict(f.evidence)["share"] for f in found] == ["1/3"]


def test_grades_of_units_that_a_quota_forgets():
    """Named in a step or a case, and without a ceiling of its own."""
    ceiling = UnitCeiling(unit_grade="a", ceiling="1/2", basis=OWN)
    quota = _quota("q", "grade-0", scope="unit", by_unit_grade=[ceiling])
    stepped = _steps((5, UnitGraded(grades=["f", "a", "e", "c", "d", "b"])))
    facts = [
        dict(f.evidence)
        for f in _found(
            attrs.evolve(TWO, measures=[_rate(), stepped], quotas=[quota]), 43
        )
    ]
    assert facts == [{"unit_grade": code} for code in "bcdef"]
    cases = ConditionGrading(
        grades=[Grade(grade_id=code, label=X) for code in ("grade-0", "rest")],
        cases=[
            GradeCase(grade_id="grade-0", when=[UnitGraded(grades=["c"])], basis=OWN)
        ],
        otherwise="rest",
        basis=OWN,
    )
    by_cases = attrs.evolve(TWO, grading=cases, quotas=[quota])
    assert [dict(f.evidence) for f in _found(by_cases, 43)] == [{"unit_grade": "c"}]


def test_quotas_beside_grades_by_place():
    """Fewer places than the shares give; the last grade with places needs none."""
    rules = attrs.evolve(TWO, grading=_by_place("total"))

    def tighter(**others):
        return _found(attrs.evolve(rules, quotas=[_quota("q", "best", **others)]), 42)

    assert "of 2 heads q admits 0, best 1" in tighter(ceiling="1/4")[0].message.en
    assert not tighter(ceiling="1/2")
    unit = UnitCeiling(unit_grade="a", ceiling="1/4", basis=OWN)
    assert not tighter(scope="unit", by_unit_grade=[unit])
    three = [
        GradeShare(grade_id=f"g{at}", label=X, share=s)
        for at, s in enumerate(["1/2", None, "1/4"])
    ]
    grading = RankGrading(grades=three, measure_id="total", basis=OWN)
    middle = attrs.evolve(TWO, grading=grading, quotas=[_quota("q", "g1", ceiling=0)])
    assert not _found(middle, 42)


def test_a_rate_over_all_voters_pools_their_groups():
    """One of two groups without weight still counts in a pooled rate."""
    rules = plain_rules(groups={"g": 1, "h": 0})

    assert [f.subject for f in _found(rules, 31)] == ["voter_groups.h"]
    for pooled, subjects in ((True, []), (False, ["voter_groups.h"])):
        measured = attrs.evolve(rules, measures=[_rate(pooled=pooled)])
        assert [f.subject for f in _found(measured, 31)] == subjects

"""What the linter says, row by row: held against trying, or worked by hand."""

from fractions import Fraction
from itertools import combinations, pairwise, product

import attrs
import pytest

from partybuild.kernel import Citation, JointBasis, Label, OwnDecision, Rounding
from partybuild.rules import (
    BallotMeasure,
    Cap,
    Compared,
    Component,
    ConditionGrading,
    Distribution,
    EnteredMeasure,
    Grade,
    GradeCase,
    GradeShare,
    InClass,
    Judgment,
    MedianMark,
    Monotone,
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
    Ungraded,
    lint,
    prove_monotone,
)
from partybuild.rules._lint._ballot_checks import fitting_subjects
from partybuild.rules._lint._grade_checks import earned_pieces
from partybuild.rules._lint._scheme import told
from partybuild.rules._lint._unknowns import Link
from partybuild.testing.plain import OWN, plain_grading, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}
THREE = plain_rules(options={"好": 100, "中": 60, "差": 0})
TWO = plain_rules(["1/2", "1/2"])
WORTH = (100, 60, 0)
CHOICES = [c for n in (1, 2, 3) for c in combinations(("o0", "o1", "o2"), n)]


def _rate(code="r", options=("o0",), **others):
    fields = {"measure_id": code, "item_id": "i0", "base": "valid_marks"}
    return RateMeasure(options=options, **(fields | ABOUT | others))


def _compared(code, comparison, threshold):
    return Compared(measure_id=code, comparison=comparison, threshold=threshold)


def _steps(*steps, otherwise=0, code="points"):
    return StepMeasure(
        measure_id=code,
        steps=[Step(points=points, when=when, basis=OWN) for points, *when in steps],
        otherwise=otherwise,
        **ABOUT,
    )


def _with_total(rules, *measures, code="points"):
    """Return a scheme whose total is one measure."""
    part = {"component_id": code, "measure_id": code, "kind": "measure", "weight": 1}
    return attrs.evolve(
        rules,
        measures=measures,
        components=[Component(**part, **ABOUT)],
        composition="added",
    )


def _codes(rules):
    return {int(finding.code[-2:]) for finding in lint(rules)} - {62}


def _one(rules, number):
    """Return the one finding of a code."""
    (found,) = (f for f in lint(rules) if f.code == f"PB-LINT-{number:02}")
    return found


# A better ballot


def _marks(ballots, *, missing):
    """Return how often each of three options may be chosen, with and without blanks."""
    for counts in product(range(ballots + 1), repeat=3):
        if sum(counts) == ballots or (missing and 0 < sum(counts) < ballots):
            yield counts


def _falls(value, *, missing):
    """Whether trying four ballots finds better marks of a lower value."""
    tried = list(_marks(4, missing=missing))
    return any(
        value(after) < value(before)
        for before, after in product(tried, tried)
        if sum(before) == sum(after)
        and after[0] >= before[0]
        and after[0] + after[1] >= before[0] + before[1]
    )


def _verdict(value):
    if _falls(value, missing=False):
        return Monotone.REFUTED
    return Monotone.OPEN if _falls(value, missing=True) else Monotone.PROVEN


def _share(options, counts, base):
    number = sum(counts[int(option[1])] for option in options)
    return Fraction(number, sum(counts) if base == "valid_marks" else 4)


@pytest.mark.parametrize("base", ["valid_marks", "issued"])
@pytest.mark.parametrize("options", CHOICES)
@pytest.mark.parametrize("comparison", ["at_least", "below"])
def test_points_for_a_rate_fall_where_trying_finds_that_they_do(
    base, options, comparison
):
    """Ten points from one half on, or below one half."""
    points = _steps((10, _compared("r", comparison, "1/2")))
    proof = prove_monotone(_with_total(THREE, _rate("r", options, base=base), points))

    def value(counts):
        half = _share(options, counts, base) >= Fraction(1, 2)
        return 10 if half is (comparison == "at_least") else 0

    assert proof.total is _verdict(value)
    if proof.example is not None:
        before, after = (
            [sum(n for _, o, n in told if o == f"o{at}") for at in range(3)]
            for told in (_scaled(proof.example.before), _scaled(proof.example.after))
        )
        assert value(after) < value(before)
        assert all(sum(after[:at]) >= sum(before[:at]) for at in (1, 2, 3))


def _scaled(marks):
    """Return marks as those of four ballots."""
    number = sum(n for _, _, n in marks)
    return [(item, option, Fraction(4 * n, number)) for item, option, n in marks]


@pytest.mark.parametrize("base", ["valid_marks", "issued"])
@pytest.mark.parametrize("options", CHOICES)
@pytest.mark.parametrize("weight", [-60, -50, 30, 40, 50, 61])
def test_a_mean_and_a_rate_together_fall_where_an_option_is_worth_less(
    base, options, weight
):
    """Each option is worth its mark, and more or less where the rate counts it."""
    mean = BallotMeasure(measure_id="b", base=base, **ABOUT)
    both = SumMeasure(
        measure_id="points",
        parts=[
            Part(measure_id="b", basis=OWN),
            Part(measure_id="r", weight=weight, basis=OWN),
        ],
        **ABOUT,
    )
    rules = _with_total(THREE, mean, _rate("r", options, base=base), both)
    worth = [w + weight * (f"o{at}" in options) for at, w in enumerate(WORTH)]
    falling = any(one < other for one, other in combinations(worth, 2))
    low, high = min(worth), max(worth)
    if base == "issued":
        low, high = min(low, 0), max(high, 0)

    verdict = Monotone.REFUTED if falling else Monotone.PROVEN
    assert prove_monotone(rules).total is verdict
    assert told(rules, "").reach("points") == (low, high)


def test_what_is_not_told_in_marks_is_left_open():
    """A fall between cases of which one asks for a median is not shown."""
    median = BallotMeasure(measure_id="m", average=MedianMark(), **ABOUT)
    points = _steps(
        (50, _compared("r", "at_least", "1/2")),
        (0, _compared("m", "at_least", 90)),
        otherwise=100,
    )
    proof = prove_monotone(_with_total(THREE, _rate(), median, points))

    assert (proof.total, proof.example) == (Monotone.OPEN, None)


@pytest.mark.parametrize(
    ("options", "less", "ends"),
    [
        (("o0",), (), (0, 1)),
        (("o0",), ("o2",), (-1, 1)),
        (("o0", "o0"), ("o2",), (-1, 2)),
        (("o0", "o1", "o2"), (), (1, 1)),
        (("o0", "o1"), ("o0", "o1"), (0, 0)),
    ],
)
def test_how_far_rates_reach(options, less, ends):
    """Options that count, those that are taken off, and those that do both."""
    rules = attrs.evolve(THREE, measures=[_rate("r", options, less=less)])

    assert told(rules, "").reach("r") == ends


@pytest.mark.parametrize(
    ("fields", "policy", "ends"),
    [
        ({}, "error", (40, 100)),
        ({}, "zero", (0, 100)),
        ({"groups": ["g"]}, "zero", (40, 100)),
        ({"groups": ["g", "h"]}, "renormalize", (40, 100)),
        ({"items": ["i0"]}, "error", (40, 100)),
        ({"items": ["i0", "i1"]}, "error", (40, 100)),
        ({"base": "issued"}, "error", (0, 100)),
        ({"average": MedianMark()}, "error", (40, 100)),
    ],
)
def test_how_far_means_of_marks_reach(fields, policy, ends):
    """Some groups or some items are a whole of their own; an empty group counts 0."""
    rules = plain_rules(
        ["30%", "20%", "50%"], {"g": "40%", "h": "60%"}, empty_group=policy
    )
    mean = BallotMeasure(measure_id="b", **ABOUT, **fields)

    assert told(attrs.evolve(rules, measures=[mean]), "").reach("b") == ends


@pytest.mark.parametrize(
    ("groups", "fields", "proven"),
    [
        ({"g": 1}, {"pooled": True}, True),
        ({"g": 1}, {}, True),
        ({"g": "1/2", "h": "1/2"}, {}, True),
        ({"g": "1/2", "h": "1/2"}, {"pooled": True}, False),
    ],
)
def test_a_rate_and_a_mean_are_of_the_same_marks_where_their_groups_are(
    groups, fields, proven
):
    """A mean less a rate that its own mark always outweighs; or of other voters."""
    rules = plain_rules(groups=groups, options={"好": 100, "中": 60, "差": 0})
    both = SumMeasure(
        measure_id="points",
        parts=[
            Part(measure_id="b", basis=OWN),
            Part(measure_id="r", weight=-30, basis=OWN),
        ],
        **ABOUT,
    )
    mean = BallotMeasure(measure_id="b", **ABOUT)
    proof = prove_monotone(_with_total(rules, mean, _rate(**fields), both))

    assert (proof.total is Monotone.PROVEN) is proven


@pytest.mark.parametrize(
    ("measure", "link"),
    [
        (_rate("m", ["o0"]), Link.UP),
        (_rate("m", ["o2"]), Link.DOWN),
        (_rate("m", ["o1"]), Link.FREE),
        (_rate("m", ["o0", "o1", "o2"]), Link.SAME),
        (BallotMeasure(measure_id="m", **ABOUT), Link.UP),
        (BallotMeasure(measure_id="m", average=MedianMark(), **ABOUT), Link.UP),
        (EnteredMeasure(measure_id="m", most=9, **ABOUT), Link.SAME),
        (_steps(code="m", otherwise=7), Link.SAME),
        (_steps((9, _compared("r", "above", "1/2")), code="m"), Link.UP),
        (_steps((9, _compared("r", "at_most", "1/2")), code="m"), Link.DOWN),
        (_steps((9, _compared("b", "above", 70)), code="m"), Link.UP),
        (RankMeasure(measure_id="m", of="r", full=9, less=1, **ABOUT), Link.UP),
        (RankMeasure(measure_id="m", of="w", full=9, less=1, **ABOUT), Link.DOWN),
        (RankMeasure(measure_id="m", of="w", full=9, less=0, **ABOUT), Link.SAME),
        (RelativeMeasure(measure_id="m", of="r", full=9, **ABOUT), Link.UP),
        (RelativeMeasure(measure_id="m", of="r", full=-9, **ABOUT), Link.DOWN),
        (RelativeMeasure(measure_id="m", of="r", full="1/2", **ABOUT), Link.UP),
        (RelativeMeasure(measure_id="m", of="r", full="-1/2", **ABOUT), Link.DOWN),
    ],
)
def test_how_a_measure_moves_with_better_marks(measure, link):
    """Up, down, either way, or not at all."""
    before = [
        _rate(),
        _rate("w", ["o2"]),
        BallotMeasure(measure_id="b", **ABOUT),
    ]
    rules = attrs.evolve(THREE, measures=[*before, measure])

    assert told(rules, "").links["m"] is link


def test_a_fall_from_a_limit_to_what_is_handed_in():
    """Below one half the sum is cut to 100; from there on points are taken off."""
    entered = EnteredMeasure(measure_id="e", most=1, **ABOUT)
    points = _steps((150, _compared("r", "at_least", "1/2")), otherwise=300, code="p")
    total = SumMeasure(
        measure_id="points",
        parts=[
            Part(measure_id="p", basis=OWN),
            Part(measure_id="e", weight=-100, basis=OWN),
        ],
        most=100,
        **ABOUT,
    )
    rules = _with_total(THREE, _rate(), entered, points, total)

    assert prove_monotone(rules).total is Monotone.REFUTED
    rising = attrs.evolve(points, otherwise=100)
    rules = _with_total(THREE, _rate(), entered, rising, total)
    assert prove_monotone(rules).total is Monotone.PROVEN


def test_a_fall_without_a_blank_is_shown_and_one_with_blanks_is_open():
    """Marks that must be missing are in no example."""
    rules = plain_rules(options={"好": 100, "差": 0})
    everything = _rate("any", ["o0", "o1"], base="issued")
    few = _compared("any", "at_most", "1/2")
    for when, verdict in (
        ([few, _compared("r", "above", 0)], Monotone.OPEN),
        ([_compared("any", "above", "1/2"), _compared("r", "above", 0)], "refuted"),
    ):
        points = _steps((0, *when), otherwise=10)
        measures = [everything, _rate(base="issued"), points]
        proof = prove_monotone(_with_total(rules, *measures))
        assert proof.total is Monotone(verdict)
        assert (proof.example is None) is (proof.total is Monotone.OPEN)


@pytest.mark.parametrize(
    ("condition", "verdict"),
    [
        (Placed(measure_id="r", end="top", share="1/2"), Monotone.PROVEN),
        (Placed(measure_id="r", end="bottom", share="1/2"), Monotone.OPEN),
        (_compared("s", "at_least", "1/2"), Monotone.PROVEN),
        (_compared("s", "below", "1/2"), Monotone.OPEN),
    ],
)
def test_points_for_a_place_or_beside_the_best(condition, verdict):
    """They depend on what others get, so that a fall is not shown in marks."""
    share = RelativeMeasure(measure_id="s", of="r", full=1, **ABOUT)
    rules = _with_total(THREE, _rate(), share, _steps((10, condition)))

    assert prove_monotone(rules).total is verdict


def test_shares_of_different_bases_do_not_cancel():
    """A share of the ballots issued less the same share of those returned."""
    both = SumMeasure(
        measure_id="points",
        parts=[
            Part(measure_id="r", basis=OWN),
            Part(measure_id="s", weight=-1, basis=OWN),
        ],
        **ABOUT,
    )
    rates = [_rate(base="issued"), _rate("s", base="returned")]

    assert prove_monotone(_with_total(THREE, *rates, both)).total is Monotone.OPEN


def test_a_fall_of_very_many_pieces_is_left_open():
    """Three times three steps are more pieces than are looked at one by one."""
    shares = ("3/4", "1/2")
    falling = [
        _steps(
            *(
                (at, _compared("r", "at_least", share))
                for at, share in enumerate(shares)
            ),
            otherwise=2,
            code=code,
        )
        for code in "pqs"
    ]
    total = SumMeasure(
        measure_id="points",
        parts=[Part(measure_id=code, basis=OWN) for code in "pqs"],
        **ABOUT,
    )

    rules = _with_total(THREE, _rate(), *falling, total)
    assert prove_monotone(rules).total is Monotone.OPEN


def test_an_example_tells_every_item_that_moves():
    """From all worst to all best marks, each item with its marks."""
    total = SumMeasure(
        measure_id="points", parts=[Part(measure_id="b", weight=-1, basis=OWN)], **ABOUT
    )
    mean = BallotMeasure(measure_id="b", **ABOUT)
    example = prove_monotone(_with_total(TWO, mean, total)).example

    worst, best = (
        {(item, option) for item, option, number in told if number}
        for told in (example.before, example.after)
    )
    assert worst == {("i0", "o3"), ("i1", "o3")}
    assert best == {("i0", "o0"), ("i1", "o0")}
    assert example.ballots == 1


GOOD = _compared("r", "at_least", "1/2")
GREAT = _compared("r", "at_least", "3/4")
FALLING = _steps((0, GOOD), otherwise=10)
RISING = _steps((10, GOOD))


def _capped(*whens):
    return [
        Cap(cap_id=f"c{at}", grade_id="grade-1", when=when, **ABOUT)
        for at, when in enumerate(whens)
    ]


def _by_place(measure_id):
    grades = [
        GradeShare(grade_id=code, label=X, share=share)
        for code, share in (("grade-0", "1/2"), ("grade-1", None))
    ]
    return RankGrading(grades=grades, measure_id=measure_id, basis=OWN)


def _one_case(*when):
    return ConditionGrading(
        grades=[Grade(grade_id=code, label=X) for code in ("grade-0", "grade-1")],
        cases=[GradeCase(grade_id="grade-0", when=when, basis=OWN)],
        otherwise="grade-1",
        basis=OWN,
    )


@pytest.mark.parametrize(
    ("points", "fields", "codes"),
    [
        (RISING, {}, []),
        (FALLING, {}, [10]),
        (RISING, {"caps": _capped([])}, []),
        (RISING, {"caps": _capped([GOOD])}, []),
        (RISING, {"caps": _capped([GREAT])}, [11]),
        (RISING, {"caps": _capped([], [GREAT])}, [11]),
        (RISING, {"caps": _capped([_compared("r", "below", "1/2")])}, []),
        (FALLING, {"caps": _capped([GOOD])}, [10]),
        (FALLING, {"caps": _capped([], [GOOD])}, [10]),
        (RISING, {"grading": _one_case(GOOD)}, []),
        (RISING, {"grading": _one_case(_compared("r", "below", "1/2"))}, [11]),
        (FALLING, {"grading": _one_case(GOOD)}, [10]),
        (FALLING, {"grading": _one_case(_compared("r", "below", "1/2"))}, [10, 11]),
        (RISING, {"grading": _by_place("total")}, []),
        (FALLING, {"grading": _by_place("total")}, [10]),
        (FALLING, {"grading": _by_place("points")}, [10, 11]),
        (RISING, {"grading": _by_place("w")}, [11]),
        (FALLING, {"grading": _by_place("r")}, [10]),
        (RISING, {"grading": _by_place("total"), "caps": _capped([GOOD])}, [11]),
        (FALLING, {"grading": _by_place("total"), "caps": _capped([GOOD])}, [10, 11]),
    ],
)
def test_a_fall_is_told_once(points, fields, codes):
    """Bands follow the total; cases, places and caps have directions of their own."""
    rules = _with_total(THREE, _rate(), _rate("w", ["o2"]), points)
    rules = attrs.evolve(rules, **({"grading": plain_grading([5])} | fields))

    found = [int(f.code[-2:]) for f in lint(rules) if f.code.startswith("PB-LINT-1")]
    assert found == codes
    proof = prove_monotone(rules)
    assert (proof.total is Monotone.PROVEN) is (10 not in codes)
    if "grading" not in fields:
        assert (proof.grade is Monotone.PROVEN) is (not codes)
    assert (proof.example is None) is (
        proof.total is not Monotone.REFUTED and proof.grade is not Monotone.REFUTED
    )


def test_a_fall_of_one_class_is_a_fall():
    """What is shown for one class stands before what is open for another."""
    median = BallotMeasure(measure_id="m", average=MedianMark(), **ABOUT)
    in_a, in_b = (InClass(classes=[code]) for code in "ab")
    points = _steps(
        (0, in_a, _compared("m", "at_least", 90)), (0, in_b, GOOD), otherwise=100
    )
    classes = [SubjectClass(class_id=code, label=X) for code in "ab"]
    rules = attrs.evolve(THREE, subject_classes=classes)
    rules = _with_total(rules, _rate(), median, points)
    proof = prove_monotone(rules)

    assert (proof.total, proof.example.class_id) == (Monotone.REFUTED, "b")
    assert dict(_one(rules, 10).evidence)["class"] == "b"
    ties = _quota(0, "1/2", ties="keys", tie_keys=["points"])
    assert 14 in _codes(attrs.evolve(rules, quotas=[ties]))


# Grades


@pytest.mark.parametrize("mode", ["half_up", "half_even", "down"])
@pytest.mark.parametrize("places", [0, 1])
def test_grades_are_reached_where_what_is_rounded_reaches_the_edge(mode, places):
    """Of totals from low to high, rounded as the scheme says, on both sides of 0."""
    rounding = Rounding(places=places, mode=mode, thresholds="rounded")
    unit = Fraction(1, 10**places)
    values = [Fraction(at, 4) * unit for at in (-7, -6, -5, -2, -1, 1, 2, 4, 6, 9, 10)]
    edges = [Fraction(at, 2) * unit for at in range(-3, 6)]
    for edge, (low, high) in product(edges, pairwise(values)):
        rules = plain_rules(
            options={"好": high, "差": low}, edges=[edge], rounding=rounding
        )
        pieces = earned_pieces(told(rules, ""))

        reached = {int(-piece.form.constant) for piece in pieces}
        best, worst = rounding.apply(high) >= edge, rounding.apply(low) < edge
        assert reached == {at for at, is_met in enumerate((best, worst)) if is_met}


@pytest.mark.parametrize(
    ("places", "when", "missed"),
    [
        ((2,), [], []),
        ((2,), [_compared("total", "at_least", 40)], ["grade-0", "grade-1"]),
        ((0, 2), [_compared("total", "at_least", 40)], ["grade-0", "grade-1"]),
        ((1,), [_compared("total", "below", 90)], []),
        ((1,), [_compared("total", "at_least", 90)], ["grade-0"]),
        ((3,), [_compared("total", "above", 40)], ["grade-0", "grade-1", "grade-2"]),
    ],
)
def test_which_grades_caps_leave_within_reach(places, when, missed):
    """A fact may be recorded of anybody and need not be."""
    caps = [
        Cap(cap_id=f"c{at}", grade_id=f"grade-{at}", when=when, **ABOUT)
        for at in places
    ]
    found = {
        f.subject.removeprefix("grading.")
        for f in lint(attrs.evolve(TWO, caps=caps))
        if f.code == "PB-LINT-01"
    }

    assert found == set(missed)


HIGH = plain_rules(options={"好": 100, "差": 95}, edges=(90, 80))
"""A scheme in which marks earn the best of three grades, whatever is voted."""
EITHER = {
    "judgments": [Judgment(judgment_id="j", grades=["grade-0", "grade-2"], **ABOUT)]
}


def _cap(place, *when):
    return Cap(cap_id=f"c{place}", grade_id=f"grade-{place}", when=when, **ABOUT)


def _quota(place, ceiling, **others):
    fields = {"quota_id": f"q{place}", "grade_id": f"grade-{place}", "basis": OWN}
    return Quota(ceiling=ceiling, **(fields | others))


def _missed(rules):
    """Return the places of the grades that are said to be out of reach."""
    return [int(f.subject[-1]) for f in lint(rules) if f.code == "PB-LINT-01"]


@pytest.mark.parametrize(
    ("fields", "missed"),
    [
        ({}, [1, 2]),
        ({"caps": [_cap(2)]}, [1]),
        ({"caps": [_cap(0)]}, [1, 2]),
        ({"caps": [_cap(2, _compared("total", "below", 90))]}, [1, 2]),
        ({"caps": [_cap(2, _compared("total", "below", 96))]}, [1]),
        ({"caps": [_cap(2, _compared("total", "above", 90))]}, [0, 1]),
        ({"caps": [_cap(1, Placed(measure_id="total", end="top", share=1))]}, [0, 2]),
        (EITHER, [1]),
        ({"caps": [_cap(1)], **EITHER}, []),
        ({"quotas": [_quota(0, "1/2")], **EITHER}, []),
        ({"quotas": [_quota(0, "1/2", with_approval=1)], **EITHER}, []),
        ({"quotas": [_quota(0, 1)], **EITHER}, [1]),
        ({"quotas": [_quota(1, "1/2")]}, [1]),
        ({"quotas": [_quota(0, 0)]}, [0, 2]),
        ({"quotas": [_quota(0, 0), _quota(1, 0)]}, [0, 1]),
        ({"quotas": [_quota(1, 0), _quota(0, "1/2")]}, [0, 1]),
        ({"quotas": [_quota(0, 0, with_approval="1/2")]}, [2]),
    ],
)
def test_which_grades_somebody_can_get(fields, missed):
    """By marks, by a fact that lowers them, by a judgment, or for want of a place."""
    assert _missed(attrs.evolve(HIGH, **fields)) == missed


def test_a_grade_that_one_class_gets_is_within_reach():
    """By a judgment or past a cap that is meant for one class only."""
    classes = {"subject_classes": [SubjectClass(class_id="a", label=X)]}
    judgment = attrs.evolve(EITHER["judgments"][0], when=[InClass(classes=["a"])])
    cap = _cap(1, InClass(classes=["a"]))

    assert _missed(attrs.evolve(HIGH, judgments=[judgment], **classes)) == [1]
    assert _missed(attrs.evolve(HIGH, caps=[cap], **classes)) == [2]
    by_place = RankGrading(
        grades=[
            GradeShare(grade_id="grade-0", label=X, share="1/2"),
            GradeShare(grade_id="grade-1", label=X),
            GradeShare(grade_id="grade-2", label=X, share=0),
        ],
        measure_id="total",
        basis=OWN,
    )
    ranked = attrs.evolve(HIGH, grading=by_place, caps=[cap], **classes)
    assert _missed(ranked) == [2]
    always = [_cap(1, _compared("total", "above", 90))]
    assert _missed(attrs.evolve(ranked, caps=always)) == [0, 2]
    nobody_by_place = attrs.evolve(
        by_place,
        grades=[
            attrs.evolve(grade, share=share)
            for grade, share in zip(by_place.grades, ("1/2", 0, None), strict=True)
        ],
    )
    assert _missed(attrs.evolve(ranked, grading=nobody_by_place, caps=[])) == [1]
    assert _missed(attrs.evolve(ranked, grading=nobody_by_place)) == []


def test_a_cap_to_the_best_of_several_grades_holds_nothing():
    """Where there is but one grade, nothing else could be meant."""
    best = _cap(0)
    nothing = attrs.evolve(best, grade_id="ungraded")

    assert 6 in _codes(attrs.evolve(plain_rules(edges=(90,)), caps=[best]))
    ungraded = attrs.evolve(TWO, grading=Ungraded(basis=OWN), caps=[nothing])
    assert 6 not in _codes(ungraded)


def test_how_far_the_totals_of_all_classes_reach():
    """One class is marked from 40 to 100, the other from 160 to 200."""
    high = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
    items = [
        attrs.evolve(TWO.items[0], classes=["a"], weight=1),
        attrs.evolve(TWO.items[1], classes=["b"], weight=1, scale_id="high"),
    ]
    rules = attrs.evolve(
        TWO,
        scales=[*TWO.scales, high],
        items=items,
        subject_classes=[SubjectClass(class_id=code, label=X) for code in "ab"],
        grading=plain_grading([300]),
    )

    assert dict(_one(rules, 1).evidence) == {
        "lower": "300",
        "upper": "unbounded",
        "total_from": "40",
        "total_to": "200",
    }


# Conditions


def _cases(*whens, grades=("grade-0", "grade-1", "rest")):
    return ConditionGrading(
        grades=[Grade(grade_id=code, label=X) for code in grades],
        cases=[
            GradeCase(grade_id=grade, when=when, basis=OwnDecision(decision=label))
            for grade, when, label in zip(
                grades, whens, (Label.same("first"), Label.same("second")), strict=False
            )
        ],
        otherwise=grades[-1],
        basis=OWN,
    )


@pytest.mark.parametrize(
    ("first", "second", "code", "place"),
    [
        ((90, 110), (80, 110), 3, "cases.1"),
        ((90, 100), (101, 110), 2, "cases.2"),
        ((80, 101), (90, 100), 4, "cases.2"),
        ((80, 90), (85, 95), 5, "cases.2"),
    ],
)
def test_cases_of_a_grading_are_told_by_their_number(first, second, code, place):
    """Conditions that always hold, never hold, come too late, or overlap."""
    whens = [
        [_compared("total", "at_least", low), _compared("total", "below", high)]
        for low, high in (first, second)
    ]
    grading = _cases(*whens)
    found = [
        f
        for f in lint(attrs.evolve(TWO, grading=grading))
        if f.code == f"PB-LINT-{code:02}" and f.subject == f"grading.{place}"
    ]

    assert len(found) == 1
    assert found[0].basis == grading.cases[int(place[-1]) - 1].basis


def test_a_case_that_always_holds_in_one_class_hides_nothing_of_another():
    """The second case is the first one again, and asks for one of two classes."""
    when = [InClass(classes=["a"])]
    classes = [SubjectClass(class_id=code, label=X) for code in "ab"]
    grading = _cases([_compared("total", "at_least", 0), *when], when)
    rules = attrs.evolve(TWO, subject_classes=classes, grading=grading)

    assert {3, 4} <= _codes(rules)


@pytest.mark.parametrize(
    ("top", "bottom", "dead"),
    [("60%", "50%", False), ("50%", "51%", False), ("50%", "50%", True)],
)
def test_nobody_is_in_the_first_and_in_the_last_half(top, bottom, dead):
    """Shares overlap only where they are more than all."""
    when = [
        Placed(measure_id="total", end="top", share=top),
        Placed(measure_id="total", end="bottom", share=bottom),
    ]
    cap = Cap(cap_id="c", grade_id="grade-3", when=when, **ABOUT)

    assert (2 in _codes(attrs.evolve(TWO, caps=[cap]))) is dead


# What numbers rest on

CONFIRMED = Citation(title=X, locator="3")
BARE = Citation(title=X)
IN_USE = Citation(title=X, locator="3", status="practice")
UNSURE = Citation(title=X, locator="3", status="unconfirmed")


@pytest.mark.parametrize(
    ("basis", "told_of"),
    [
        (CONFIRMED, []),
        (BARE, [(63, BARE)]),
        (IN_USE, [(61, IN_USE)]),
        (UNSURE, [(60, UNSURE)]),
        (JointBasis(parts=[CONFIRMED, BARE]), [(63, BARE)]),
        (JointBasis(parts=[IN_USE, CONFIRMED]), [(61, IN_USE)]),
    ],
)
def test_only_what_is_no_confirmed_article_is_told_of(basis, told_of):
    """A number that rests on an article with its place is not noted."""
    items = [attrs.evolve(TWO.items[0], basis=basis), *TWO.items[1:]]
    found = lint(attrs.evolve(TWO, items=items))

    sources = [f for f in found if f.subject == "sources" and f.basis != OWN]
    assert [(int(f.code[-2:]), f.basis) for f in sources] == told_of
    assert all(dict(f.evidence) == {"places": "1"} for f in sources)


# Ballot checks

CHECK = {"label": X, "effect": "flag"}


def _limit(code, decision="x", **others):
    basis = OwnDecision(decision=Label.same(decision))
    return Distribution(check_id=code, basis=basis, **CHECK, **others)


def test_a_check_out_of_reach_or_without_limits_is_all_that_is_told():
    """Whether the limits fit is not asked before every one of them means something."""
    fitting = [_limit("top", lower=90, most=3), _limit("rest", upper=90, most=7)]
    beyond = _limit("beyond", lower=101, most=3)
    idle = _limit("idle", lower=50)

    assert 51 in _codes(attrs.evolve(TWO, ballot_checks=fitting))
    for check in (beyond, idle):
        assert _codes(attrs.evolve(TWO, ballot_checks=[check, *fitting])) == {20, 53}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (({"lower": 90, "most": 3}, {"upper": 90, "most": 7}), 51),
        (({"lower": 90, "least": 2}, {"lower": 80, "most": 1}), 50),
    ],
)
def test_limits_that_do_not_fit_rest_on_the_first_of_them(limits, code):
    """The finding names the place and the decision of one check."""
    checks = [_limit(f"c{at}", f"d{at}", **one) for at, one in enumerate(limits)]
    found = _one(attrs.evolve(TWO, ballot_checks=checks), code)

    assert (found.subject, found.basis) == ("ballot_checks.c0", checks[0].basis)


@pytest.mark.parametrize(
    ("limits", "fit"),
    [
        ([{"lower": 1, "least": 2}, {"lower": 0, "most": 1}], None),
        ([{"lower": 1, "least": 2}, {"lower": 0, "most": 2}], (2, 2)),
        ([{"lower": 1, "least": 1}, {"upper": 1, "least": 2}], (3, None)),
        ([{"lower": 0, "upper": 2, "most": 0}], (1, None)),
        ([{"lower": 0, "upper": 1, "most": 4}, {"lower": 1, "most": 5}], (1, 9)),
    ],
)
def test_how_many_subjects_limits_fit(limits, fit):
    """Of marks 0, 1 and 2, of which the upper end of a range is left out."""
    checks = [_limit(f"c{at}", **one) for at, one in enumerate(limits)]

    assert fitting_subjects([Fraction(at) for at in range(3)], checks) == fit


def _agreement(most_apart, items, overall="i0"):
    three = plain_rules(["1/2", "1/4", "1/4"])
    high = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
    scales = [*three.scales, high]
    rules = attrs.evolve(
        three,
        scales=scales,
        items=[
            attrs.evolve(item, scale_id="high") if item.item_id == "i2" else item
            for item in three.items
        ],
    )
    check = OverallAgrees(
        check_id="c",
        overall=overall,
        items=items,
        most_apart=most_apart,
        **ABOUT,
        effect="flag",
    )
    return attrs.evolve(rules, ballot_checks=[check])


@pytest.mark.parametrize(
    ("overall", "items", "farthest", "nearest"),
    [
        ("i0", ("i1",), 60, 0),
        # The items together are from 100 to 150, apart they are from 160 to 200.
        ("i0", ("i1", "i2"), 110, 0),
        ("i0", ("i2",), 160, 60),
        ("i2", ("i0",), 160, 60),
        ("i2", ("i0", "i1"), 160, 60),
    ],
)
def test_how_far_an_overall_mark_can_be_from_its_items(
    overall, items, farthest, nearest
):
    """As far as the check allows, or nearer than any two marks are."""
    for apart, said in ((farthest, True), (farthest - 1, False)):
        assert (53 in _codes(_agreement(apart, items, overall))) is said
    for apart, said in ((nearest, False), (nearest - 1, True)):
        assert (52 in _codes(_agreement(apart, items, overall))) is said
    allowed = _one(_agreement(farthest, items, overall), 53)
    assert dict(allowed.evidence) == {"farthest": str(farthest)}
    never = _one(_agreement(nearest - 1, items, overall), 52)
    assert dict(never.evidence) == {"nearest": str(nearest)}

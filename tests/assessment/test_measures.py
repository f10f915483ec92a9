"""Measures, worked by hand or stated by real schemes."""

from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import BallotForm, EnteredScore, GroupRoll, RollCall
from partybuild.errors import (
    EmptyVoterGroupError,
    MissingEntryError,
    ReviewRuleError,
    TooFewMarksError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    BallotMeasure,
    Compared,
    Component,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    MedianMark,
    Part,
    RankMeasure,
    RateMeasure,
    RelativeMeasure,
    Step,
    StepMeasure,
    SumMeasure,
    TrimmedMean,
    Ungraded,
)
from partybuild.testing.plain import OWN, box_of_counts, plain_review, plain_rules

X = Label(zh="指标", en="measure")
SOURCE = Label(zh="组织部", en="organization department")


def _scheme(measures, *, total, rules=None, **others):
    """Return a scheme whose total is one measure."""
    return attrs.evolve(
        plain_rules() if rules is None else rules,
        measures=measures,
        components=[
            Component(
                component_id="total-of",
                label=X,
                kind="measure",
                measure_id=total,
                weight=1,
                basis=OWN,
            )
        ],
        grading=Ungraded(basis=OWN),
        **others,
    )


def _review(scheme, votes, entered=(), subjects=("p",), **others):
    box = box_of_counts(BallotForm.of(scheme, subjects), votes)
    entries = [
        EnteredScore(post_id=post, entry_id=code, points=points, source=SOURCE)
        for post, code, points in entered
    ]
    return plain_review(scheme, box, entered=entries, **others)


def _value(review, measure, subject="p"):
    assessment = assess(review)
    assert verify_receipt(receipt_json(assessment)) == ()
    return assessment.standing(subject).measure(measure).value


def _ballots(**others):
    return BallotMeasure(measure_id="m", label=X, basis=OWN, **others)


def _entered(code, **others):
    return EnteredMeasure(measure_id=code, label=X, basis=OWN, **others)


ONE_BALLOT = {"g": [[1, 0, 0, 0]]}


def test_a6_points_over_all_ballots():
    """30/8/2 of 40 at 1, 0.8 and 0.6 are 94 points; 76 daily points make 94.80."""
    rules = plain_rules(options={"好": 100, "一般": 80, "差": 60})
    scheme = _scheme(
        [
            _ballots(base="returned"),
            _entered("daily", most=80),
            SumMeasure(
                measure_id="sum",
                label=X,
                parts=[
                    Part(measure_id="daily", basis=OWN),
                    Part(measure_id="m", weight="20%", basis=OWN),
                ],
                basis=OWN,
            ),
        ],
        total="sum",
        rules=rules,
    )
    review = _review(scheme, {"g": [[30, 8, 2]]}, [("p", "daily", 76)])

    assert _value(review, "m") == 94
    assert _value(review, "sum") == Fraction("94.80")
    assert assess(review).standings[0].score == Fraction("94.80")


def test_a1_rate_of_an_option():
    """0.5 x 7/9 + 0.3 x 12/15 + 0.2 x 41/60, over the ballots of each group."""
    rules = plain_rules(groups={"A": "0.5", "B": "0.3", "C": "0.2"})
    votes = {"A": [[7, 2, 0, 0]], "B": [[12, 3, 0, 0]], "C": [[41, 15, 4, 0]]}
    rate = {"label": X, "item_id": "i0", "base": "valid_ballots", "basis": OWN}
    scheme = _scheme(
        [
            RateMeasure(measure_id="good", options=["o0"], **rate),
            RateMeasure(measure_id="net", options=["o0", "o1"], less=["o2"], **rate),
            RateMeasure(measure_id="pooled", options=["o0"], pooled=True, **rate),
        ],
        total="good",
        rules=rules,
    )
    review = _review(scheme, votes)

    assert _value(review, "good") == Fraction(689, 900)
    assert scheme.rounding.percent_text(_value(review, "good")) == "76.56%"
    assert _value(review, "net") == 1 - 2 * Fraction(4, 60) * Fraction("0.2")
    assert _value(review, "pooled") == Fraction(60, 84)


@pytest.mark.parametrize("pooled", [True, False])
def test_an_option_that_a_rate_names_twice_counts_twice(pooled):
    """The linter warns of it; library and verifier take the rule at its word."""
    rate = {"label": X, "item_id": "i0", "base": "valid_marks", "basis": OWN}
    scheme = _scheme(
        [
            RateMeasure(measure_id="m", options=["o0"] * 2, pooled=pooled, **rate),
            RateMeasure(
                measure_id="net", options=["o0"], less=["o1"] * 2, pooled=pooled, **rate
            ),
        ],
        total="m",
    )
    review = _review(scheme, {"g": [[3, 1, 0, 0]]})

    assert _value(review, "m") == Fraction(6, 4)
    assert _value(review, "net") == Fraction(3 - 2, 4)


def test_a_missing_mark_is_out_of_the_base_unless_the_rule_says_otherwise():
    """Two of four ballots leave the line blank."""
    for base, expected in (("valid_marks", 100), ("valid_ballots", 50)):
        scheme = _scheme([_ballots(base=base)], total="m")
        form = BallotForm.of(scheme, ["p"])
        box = type(box_of_counts(form, {})).from_bytes(
            form, {"g": [b"\x00", b"\x00", b"\xff", b"\xff"]}
        )
        assert _value(plain_review(scheme, box), "m") == expected


def test_a7_plenary_and_own_unit():
    """40 points: 24 by the plenary and 16 by the own unit, each group by itself."""
    rules = plain_rules(
        options={"好": 1, "差": 0}, groups={"plenary": 1, "unit": 1}, group_total=2
    )
    measures = [
        attrs.evolve(_ballots(groups=["plenary"]), measure_id="by-plenary"),
        attrs.evolve(_ballots(groups=["unit"]), measure_id="by-unit"),
        SumMeasure(
            measure_id="report",
            label=X,
            parts=[
                Part(measure_id="by-plenary", weight=24, basis=OWN),
                Part(measure_id="by-unit", weight=16, basis=OWN),
            ],
            weight_total=40,
            basis=OWN,
        ),
    ]
    votes = {"plenary": [[3, 1]], "unit": [[1, 3]]}

    scheme = _scheme(measures, total="report", rules=rules)
    assert _value(_review(scheme, votes), "report") == 18 + 4


def test_some_items_are_scaled_to_one():
    """Of items 30, 30 and 40 the last two weigh 3/7 and 4/7 by themselves."""
    rules = plain_rules([30, 30, 40], item_total=100)
    scheme = _scheme([_ballots(items=["i1", "i2"])], total="m", rules=rules)
    votes = {"g": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]]}

    assert _value(_review(scheme, votes), "m") == Fraction(3 * 80 + 4 * 60, 7)


@pytest.mark.parametrize(
    ("average", "expected"),
    [
        (TrimmedMean(each=1, least_raters=3, too_few="error"), 90),
        (
            TrimmedMean(share="1/8", split_marks=True, least_raters=3, too_few="error"),
            Fraction(50 + 100 + 80 + 20, 3),
        ),
        (TrimmedMean(each=1, least_raters=5, too_few="plain_mean"), 80),
        (MedianMark(), 90),
    ],
    ids=["one each", "half a mark", "too few", "median"],
)
def test_averages(average, expected):
    """Marks 100, 100, 80, 40."""
    scheme = _scheme([_ballots(average=average)], total="m")

    assert _value(_review(scheme, {"g": [[2, 1, 0, 1]]}), "m") == expected


@pytest.mark.parametrize(
    ("least_raters", "error", "message"),
    [
        (5, ReviewRuleError, "gave 2 marks, and it drops extremes only from 5 on"),
        (2, TooFewMarksError, "of 2 marks, 2 were to be dropped"),
    ],
)
def test_too_few_marks_to_trim_are_said(least_raters, error, message):
    """No trimmed mean of nothing, and none below what the rule says."""
    average = TrimmedMean(each=1, least_raters=least_raters, too_few="error")
    scheme = _scheme([_ballots(average=average)], total="m")

    with pytest.raises(error, match=message):
        assess(_review(scheme, {"g": [[1, 1, 0, 0]]}))


STEPS = StepMeasure(
    measure_id="m",
    label=X,
    steps=[
        Step(
            when=[Compared(measure_id="rate", comparison="at_least", threshold="90%")],
            points=200,
            basis=OWN,
        ),
        Step(
            when=[Compared(measure_id="rate", comparison="above", threshold="80%")],
            points=150,
            basis=OWN,
        ),
    ],
    otherwise=0,
    basis=OWN,
)


@pytest.mark.parametrize(
    ("rate", "points"),
    [("0.9", 200), ("0.8999", 150), ("0.8001", 150), ("0.8", 0)],
)
def test_steps_are_inclusive_or_strict_as_they_say(rate, points):
    """≥ 90 % gives 200 points, more than 80 % gives 150."""
    scheme = _scheme([STEPS, _entered("rate")], total="m")
    review = _review(scheme, ONE_BALLOT, [("p", "rate", rate)])

    assert _value(review, "m") == points


def test_of_overlapping_steps_the_first_one_counts_and_is_named():
    """95 % lies in both steps."""
    scheme = _scheme([STEPS, _entered("rate")], total="m")
    review = _review(scheme, ONE_BALLOT, [("p", "rate", "0.95")])
    text = assess(review).standings[0].explain("zh")

    assert "“指标”0.95 不低于 0.9" in text


def test_points_by_place_and_relative_to_the_best():
    """First full points, each place minus 2; own / best x 600."""
    measures = [
        _entered("income"),
        RankMeasure(
            measure_id="place",
            label=X,
            of="income",
            full=100,
            less=2,
            floor=95,
            basis=OWN,
        ),
        RelativeMeasure(measure_id="share", label=X, of="income", full=600, basis=OWN),
    ]
    scheme = _scheme(measures, total="place")
    subjects = ("a", "b", "c", "d", "e")
    values = dict(zip(subjects, (40, 30, 30, 20, 10), strict=True))
    review = _review(
        scheme,
        {"g": [[1, 0, 0, 0]] * 5},
        [(post, "income", points) for post, points in values.items()],
        subjects=subjects,
    )

    assert [_value(review, "place", s) for s in subjects] == [100, 98, 98, 95, 95]
    assert [_value(review, "share", s) for s in subjects] == [600, 450, 450, 300, 150]
    own, best = (
        assess(review).standing("e").measure("share").derivation.terms[0].node.terms
    )
    assert (own.node.value, best.node.value) == (10, 40)
    assert best.node.name == Label(zh="最高值", en="best value")


EVENTS = EventMeasure(
    measure_id="m",
    label=X,
    full=20,
    floor=5,
    lines=[
        EventLine(line_id="meeting", label=X, each=5, most=10, basis=OWN),
        EventLine(line_id="breach", label=X, least=3, most=5, basis=OWN),
    ],
    basis=OWN,
)


@pytest.mark.parametrize(
    ("entered", "expected"),
    [
        ((), 20),
        ((("p", "meeting", 1),), 15),
        ((("p", "meeting", 3),), 10),
        ((("p", "meeting", 2), ("p", "breach", 4)), 6),
        ((("p", "meeting", 2), ("p", "breach", 5)), 5),
    ],
)
def test_events_take_points_off_down_to_a_floor(entered, expected):
    """5 points per missing meeting, 10 at most; 3 to 5 per breach; 5 are left."""
    review = _review(_scheme([EVENTS], total="m"), ONE_BALLOT, entered)

    assert _value(review, "m") == expected


def test_of_several_awards_only_the_highest_counts():
    """A10: highest level only, not cumulative; 3 points for two, not 6."""
    awards = Adjustment(
        adjustment_id="awards",
        label=X,
        kind="bonus",
        lines=[
            EventLine(line_id="county", label=X, each=1, basis=OWN),
            EventLine(line_id="province", label=X, each=3, basis=OWN),
        ],
        taken="highest",
        basis=OWN,
    )
    scheme = plain_rules(adjustments=[awards])
    entered = [("p", "county", 1), ("p", "province", 1)]
    review = _review(scheme, {"g": [[0, 1, 0, 0]]}, entered)
    assessment = assess(review)

    assert assessment.standings[0].score == 83
    assert verify_receipt(receipt_json(assessment)) == ()


def test_added_components_need_no_weights():
    """A10: 40 results + 30 base + 30 vitality."""
    parts = [("results", 38), ("base", 29), ("vitality", "27.5")]
    scheme = attrs.evolve(
        plain_rules(),
        components=[
            Component(component_id=code, label=X, kind="entered", weight=1, basis=OWN)
            for code, _ in parts
        ],
        composition="added",
    )
    review = _review(scheme, ONE_BALLOT, [("p", code, n) for code, n in parts])

    assert assess(review).standings[0].score == Fraction("94.5")


def test_an_empty_group_needs_a_rule():
    """Its term is dropped, or shared, or an error; never a zero."""
    votes = {"A": [[1, 0, 0, 0]], "B": []}
    expected = {"zero": 50, "renormalize": 100}
    for policy, value in expected.items():
        rules = plain_rules(groups={"A": "1/2", "B": "1/2"}, empty_group=policy)
        scheme = _scheme([_ballots()], total="m", rules=rules)
        assert _value(_review(scheme, votes), "m") == value
    rules = plain_rules(groups={"A": "1/2", "B": "1/2"})
    for measure in (
        _ballots(),
        RateMeasure(
            measure_id="m",
            label=X,
            item_id="i0",
            options=["o0"],
            base="valid_marks",
            basis=OWN,
        ),
    ):
        with pytest.raises(EmptyVoterGroupError):
            assess(_review(_scheme([measure], total="m", rules=rules), votes))


def test_bases_beyond_the_ballots_come_from_the_roll_call():
    """Eight of ten ballots came back, two of them void."""
    scheme = _scheme([_ballots(base="issued")], total="m")
    roll = GroupRoll(group_id="g", issued=10, returned=8, void=2)
    review = _review(scheme, {"g": [[6, 0, 0, 0]]}, roll_call=RollCall([roll]))

    assert _value(review, "m") == 60


def test_what_is_missing_or_out_of_range_is_refused():
    """A value is never guessed."""
    scheme = _scheme([_entered("m", least=1, most=5)], total="m")
    with pytest.raises(MissingEntryError, match="m"):
        assess(_review(scheme, ONE_BALLOT))
    with pytest.raises(ValueRangeError, match="'m' of 'p' is 6; expected 1 to 5"):
        _review(scheme, ONE_BALLOT, [("p", "m", 6)])
    with pytest.raises(ValueRangeError, match="number of events of 'meeting'"):
        _review(_scheme([EVENTS], total="m"), ONE_BALLOT, [("p", "meeting", "1/2")])
    with pytest.raises(ValueRangeError, match="points of 'breach'"):
        _review(_scheme([EVENTS], total="m"), ONE_BALLOT, [("p", "breach", 2)])
    with pytest.raises(UnknownIdError, match="'other'"):
        _review(scheme, ONE_BALLOT, [("p", "other", 2)])
    optional = _scheme([_entered("m", required=False)], total="m")
    assert _value(_review(optional, ONE_BALLOT), "m") == 0


def test_nothing_relates_to_a_best_value_of_zero():
    """Own / best needs a best above 0."""
    best = RelativeMeasure(measure_id="m", label=X, of="income", full=1, basis=OWN)
    scheme = _scheme([_entered("income"), best], total="m")
    with pytest.raises(ReviewRuleError, match="best value of 'income' is 0"):
        assess(_review(scheme, ONE_BALLOT, [("p", "income", 0)]))

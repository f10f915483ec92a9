"""What a printed text stands for: all numbers that print like it, and no others.

Readers know how numbers are printed. A text that were taken to stand for more than it
does would call marks open that it gives away.
"""

from fractions import Fraction

import pytest

from partybuild.analysis.disclosure import Interval, Share, meaning, print_mean
from partybuild.analysis.disclosure._cleared_item import cleared_item
from partybuild.analysis.disclosure._printed_mean import meant_by
from partybuild.analysis.disclosure._told import both, exactly
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.kernel import Rounding, RoundingMode, ThresholdValue
from partybuild.testing.plain import plain_review, plain_rules

TINY = Fraction(1, 10**30)


def _around(center, step, number):
    """Numbers about a center, each with its neighbors on both sides."""
    for at in range(-number, number + 1):
        yield from (center + at * step + by for by in (-TINY, 0, TINY))


def _agrees(interval, values, alike):
    """Inside the interval all print alike; outside none does but its very ends."""
    inside = 0
    for value in values:
        if interval.low <= value < interval.high:
            assert alike(value), value
            inside += 1
        elif value not in {interval.low - TINY, interval.high}:
            assert not alike(value) or value in {
                interval.low,
                interval.high,
                *(interval.low - Fraction(1, 10**40),),
            }, value
    assert inside


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("center", ["-2", "-1.3", "-0.5", "0", "0.4", "1.5", "71.25"])
def test_a_rounded_number_stands_for_all_that_are_rounded_to_it(center, places, mode):
    """Below zero, too, where cutting off goes up."""
    rounding = Rounding(places=places, mode=mode)
    value = Fraction(center)
    text = rounding.text(value)

    _agrees(
        meant_by(value, rounding),
        _around(rounding.apply(value), Fraction(1, 4 * 10**places), 8),
        lambda other: rounding.text(other) == text,
    )


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("places", [0, 1, 2])
@pytest.mark.parametrize("value", ["80", "80.001", "79.999", "80.5", "80.51", "0", "7"])
def test_zeros_that_are_left_out_where_the_number_is_exact_say_so(value, places, mode):
    """80 prints as "80", and 80.001 as "80.00"."""
    rounding = Rounding(places=places, mode=mode, zeros="drop_when_exact")
    true = Fraction(value)
    meant = meant_by(true, rounding)

    inside = [
        other
        for other in _around(true, Fraction(1, 200), 110)
        if meant.low <= other < meant.high
    ]
    assert true in inside
    assert {rounding.text(other) for other in inside} == {rounding.text(true)}
    if len(rounding.text(true)) < len(Rounding(places=places).text(true)):
        assert inside == [true]
    else:
        assert len(inside) > 1


def test_what_is_printed_with_zeros_is_not_the_number_without_them():
    """80.001 prints as "80.00", so it does not stand for 80, which prints as "80"."""
    rounding = Rounding(zeros="drop_when_exact")

    assert meant_by(Fraction("80.001"), rounding).low > 80
    assert meant_by(Fraction("79.999"), rounding).high == 80
    assert meant_by(Fraction(80), rounding).low == 80


EDGES = [Fraction(90), Fraction("80.003"), Fraction(60)]


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize(
    "value",
    [
        *("89.995", "89.996", "89.9996", "89.99995", "89.994", "90", "90.004"),
        *("80.003", "80.0031", "80.0029", "80.0025", "80.0045", "80.005", "79.995"),
        *("60", "59.995", "59.9949", "70", "95.555"),
    ],
)
def test_a_total_stands_for_what_prints_like_it_beside_the_thresholds(value, mode):
    """A text with more digits says that fewer would have told the wrong grade."""
    rounding = Rounding(mode=mode)
    true = Fraction(value)
    text = rounding.text_beside(true, EDGES)
    sides = [true >= edge for edge in EDGES]

    _agrees(
        meaning(true, rounding, EDGES),
        [
            *_around(true, Fraction(1, 4 * 10**5), 6),
            *_around(true, Fraction(1, 2000), 11),
        ],
        lambda other: (
            rounding.text_beside(other, EDGES) == text
            and [other >= edge for edge in EDGES] == sides
        ),
    )


@pytest.mark.parametrize("value", ["-0.9", "-0.5", "0", "0.5", "0.9"])
def test_where_digits_are_cut_off_nought_stands_for_both_its_sides(value):
    """Everything between -1 and 1 prints as 0, whichever of it is true."""
    cut = Rounding(places=0, mode="down")
    meant = meaning(Fraction(value), cut)

    assert meant == meant_by(Fraction(0), cut)
    assert -1 < meant.low < TINY - 1
    assert meant.high == 1
    beside = meaning(Fraction(value), cut, [Fraction("0.7")])
    assert beside.high == (1 if value == "0.9" else Fraction("0.7"))


@pytest.mark.parametrize("edges", [("80.003", "80.008"), ("80.008", "80.003")])
def test_of_thresholds_close_together_the_one_that_asks_for_more_digits_counts(edges):
    """80.005 would print as 80.01 and reach 80.008; 80.003 is reached anyhow."""
    value, limits = Fraction("80.005"), list(map(Fraction, edges))
    meant = meaning(value, Rounding(), limits)

    assert Rounding().text_beside(value, limits) == "80.005"
    assert (meant.low, meant.high) == (value, Fraction("80.0055"))


def test_where_the_rounded_number_is_graded_thresholds_tell_nothing():
    """Then the text alone decides."""
    rounding = Rounding(thresholds=ThresholdValue.ROUNDED)

    assert meaning(Fraction("89.996"), rounding, EDGES) == meant_by(
        Fraction(90), rounding
    )


def test_a_number_that_twelve_places_tell_is_no_fraction():
    """One that is nearer to a threshold is told exactly."""
    for number in (12, 13):
        value = 90 - Fraction(4, 10**number)
        meant = meaning(value, Rounding(), EDGES)
        assert meant.low <= value < meant.high
        assert (meant.high - meant.low < TINY) is (number == 13)


def test_two_texts_leave_what_both_leave():
    """The larger of the lower ends, the smaller of the upper ones."""
    one, other = Interval(low=1, high=4), Interval(low=2, high=9)

    assert both(one, other) == both(other, one) == Interval(low=2, high=4)
    assert exactly(Fraction(3)).low == 3
    assert 3 < exactly(Fraction(3)).high < 3 + TINY


ENDS = {"worst": Fraction(40), "best": Fraction(100), "step": Fraction(20)}


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("reach", ["1/4", "1/25", "1/3"])
def test_next_to_a_bound_a_mean_does_not_stand_for_what_the_bound_says(
    reach, places, mode
):
    """45.02 prints as 45.0, and 45 as "≤45": who reads 45.0 knows it is more."""
    rounding = Rounding(places=places, mode=mode)
    fields = {**ENDS, "rounding": rounding, "reach": Fraction(reach)}
    low = print_mean(Fraction(40), **fields).interval.high
    high = print_mean(Fraction(100), **fields).interval.low
    texts = {
        value: print_mean(value, **fields).text
        for value in [
            *_around(low, Fraction(1, 30), 5),
            *_around(high, Fraction(1, 30), 5),
            *_around(low, Fraction(1, 3), 2),
            *_around(high, Fraction(1, 3), 2),
        ]
        if 40 <= value <= 100
    }
    for true in list(texts)[::7]:
        _agrees(
            print_mean(true, **fields).interval,
            [true, *texts],
            lambda other, text=texts[true]: texts[other] == text,
        )


def test_a_mean_next_to_the_lower_bound_is_above_it():
    """45 itself prints as "≤45"."""
    fields = {**ENDS, "rounding": Rounding(places=1)}
    meant = print_mean(Fraction("45.02"), **fields).interval

    assert 45 < meant.low < 45 + TINY


def _items(standard, rounding, weight=1):
    """How item scores of twenty voters print."""
    rules = plain_rules(standard=standard)
    form = BallotForm.of(rules, ["p"])
    box = BallotBox.from_bytes(form, {"g": [b"\0"] * 20})
    assessment = assess(plain_review(rules, box))
    share = Share(
        group_id="g", weight=Fraction(weight), marks=20, values=(100, 80, 60, 40)
    )
    return lambda score: cleared_item(assessment, [share], Fraction(score), 0, rounding)


@pytest.mark.parametrize("mode", RoundingMode)
@pytest.mark.parametrize(
    "score",
    [
        "79.95",
        "79.96",
        "79.949",
        "80",
        "80.04",
        "79.995",
        "79.9995",
        "70",
        "45.1",
        "45.02",
        "98.97",
        "60",
    ],
)
def test_an_item_score_stands_for_what_is_printed_and_marked_like_it(score, mode):
    """Beside a standard of 80 the text gets the digits that tell the side."""
    item = _items(80, Rounding(places=1, mode=mode))
    true = item(score)
    # What is drawn is drawn alike for all of them.
    assert true.meant.low <= true.shown < true.meant.high
    _agrees(
        true.meant,
        [
            *_around(Fraction(score), Fraction(1, 4000), 4),
            *_around(Fraction(score), Fraction(1, 100), 6),
        ],
        lambda other: (item(other).text, item(other).below) == (true.text, true.below),
    )


def test_a_bound_stays_a_bound_beside_a_standard():
    """44.96 would round to 45 as well, and its digits are nobody's business."""
    item = _items(45, Rounding(places=1))

    assert (item("44.96").text, item("44.96").below) == ("≤45", True)
    assert item("44.96").meant == item("41").meant
    assert item(45).text == "≤45"
    assert item("45.96").text == "46.0"


def test_the_ends_of_a_scale_are_those_of_the_groups_that_voted():
    """Half the weight is with a group without a mark, which counts as zero."""
    item = _items(None, Rounding(places=1), weight="1/2")

    assert [item(score).text for score in (20, 25, "25.1", 49, "49.6")] == [
        "≤25",
        "≤25",
        "25.1",
        "49.0",
        "≥49.5",
    ]

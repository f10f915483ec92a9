"""Parts of a scheme that do not fit together are refused."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import (
    DuplicateIdError,
    InexactNumberError,
    UnknownIdError,
    ValueRangeError,
    WeightSumError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    Cap,
    Component,
    Quota,
)
from partybuild.testing.plain import OWN, plain_rules
from partybuild.testing.strategies import exact_numbers, rules

X = Label.same("x")
RULES = plain_rules(["50%", "50%"])


@given(rules(), st.sampled_from(["items", "voter_groups", "components"]), st.data())
def test_weights_that_do_not_sum_are_refused(scheme, name, data):
    """Nothing is rescaled silently, whichever weights are off."""
    parts = list(getattr(scheme, name))
    at = data.draw(st.integers(0, len(parts) - 1))
    more = data.draw(exact_numbers(0, 5).filter(bool))
    parts[at] = attrs.evolve(parts[at], weight=parts[at].weight + more)
    with pytest.raises(WeightSumError) as caught:
        attrs.evolve(scheme, **{name: parts})

    assert caught.value.total - caught.value.expected == more
    assert "none is rescaled silently" in str(caught.value)


@pytest.mark.parametrize("weight", ["-1%", -1])
def test_negative_weights_are_refused(weight):
    """A weight below 0 would turn praise into blame."""
    for part in (RULES.items[0], RULES.voter_groups[0], RULES.components[0]):
        with pytest.raises(ValueRangeError, match="a number of at least 0"):
            attrs.evolve(part, weight=weight)
    with pytest.raises(
        ValueRangeError, match=r"limit of adjustment 'x' is -1; .*at least 0"
    ):
        Adjustment(adjustment_id="x", label=X, kind="bonus", limit=-1, basis=OWN)
    with pytest.raises(
        ValueRangeError, match="group_total is 0; expected a number above 0"
    ):
        attrs.evolve(RULES, group_total=0)


@pytest.mark.parametrize("weight", [0.5, True, None, float("nan")])
def test_inexact_weights_are_refused(weight):
    """A float weight is a mistake even where it looks exact."""
    for part in (RULES.items[0], RULES.voter_groups[0], RULES.components[0]):
        with pytest.raises(InexactNumberError):
            attrs.evolve(part, weight=weight)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"items": RULES.items[:1] * 2}, DuplicateIdError, "item id 'i0' occurs twice"),
        (
            {"voter_groups": RULES.voter_groups * 2},
            DuplicateIdError,
            "voter group id 'g' occurs twice",
        ),
        ({"scales": RULES.scales * 2}, DuplicateIdError, "scale id 'scale'"),
        ({"scales": ()}, UnknownIdError, "no scale with id 'scale'; known: none"),
        (
            {
                "components": [
                    RULES.components[0],
                    attrs.evolve(RULES.components[0], component_id="again"),
                ]
            },
            ValueRangeError,
            "number of components of kind 'ballots' is 2; expected at least 1",
        ),
        (
            {
                "adjustments": [
                    Adjustment(
                        adjustment_id="ballots", label=X, kind="bonus", basis=OWN
                    )
                ]
            },
            DuplicateIdError,
            "component or adjustment id 'ballots' occurs twice",
        ),
        (
            {"caps": [Cap(cap_id="c", label=X, grade_id="zz", basis=OWN)]},
            UnknownIdError,
            "no grade with id 'zz'",
        ),
        (
            {"caps": [Cap(cap_id="c", label=X, grade_id="grade-1", basis=OWN)] * 2},
            DuplicateIdError,
            "cap id 'c' occurs twice",
        ),
        (
            {"quotas": [Quota(quota_id="q", grade_id="zz", ceiling=0, basis=OWN)]},
            UnknownIdError,
            "no grade with id 'zz'",
        ),
        (
            {"quotas": [Quota(quota_id="q", grade_id="grade-3", ceiling=0, basis=OWN)]},
            ValueRangeError,
            "grade of quota 'q' is grade-3; expected a grade with a worse one below it",
        ),
        (
            {
                "quotas": [
                    Quota(quota_id="q", grade_id="grade-0", ceiling=0, basis=OWN)
                ]
                * 2
            },
            DuplicateIdError,
            "quota id 'q' occurs twice",
        ),
    ],
    ids=range(11),
)
def test_parts_that_do_not_fit_are_refused(changed, error, message):
    """Every id is unique and leads somewhere."""
    with pytest.raises(error, match=message):
        attrs.evolve(RULES, **changed)


def test_option_words_of_one_item():
    """Labels of an item replace the scale's, one for each option, all different."""
    words = [Label.same(word) for word in ("繁重", "较多", "一般", "较少")]
    item = attrs.evolve(RULES.items[0], option_labels=words)
    scheme = attrs.evolve(RULES, items=[item, RULES.items[1]])

    assert [option.label for option in scheme.options_of(item)] == words
    assert [option.value for option in scheme.options_of(item)] == [100, 80, 60, 40]
    for wrong, message in (
        (
            words[:3],
            "number of option labels of item 'i0' is 3; expected 4, one for each",
        ),
        (
            [*words[:3], words[0]],
            "word for an option of item 'i0' id '繁重' occurs twice",
        ),
    ):
        with pytest.raises((ValueRangeError, DuplicateIdError), match=message):
            attrs.evolve(
                RULES,
                items=[attrs.evolve(item, option_labels=wrong), RULES.items[1]],
            )


def test_component_has_a_kind():
    """A misspelt kind is refused, not ignored."""
    with pytest.raises(ValueError, match="'ballot' is not a valid ComponentKind"):
        Component(component_id="c", label=X, kind="ballot", weight=1, basis=OWN)


def test_weights_are_shares_of_the_declared_total():
    """Points of 30, 30 and 40 against 100 are shares of the whole."""
    scheme = plain_rules([30, 30, 40], item_total=100)

    assert [scheme.item_weight(item) for item in scheme.items] == [
        Fraction(3, 10),
        Fraction(3, 10),
        Fraction(2, 5),
    ]

"""Rates of options: every base, and what each of them needs."""

from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import option_rates
from partybuild.conference import BallotForm, GroupRoll, RollCall, count
from partybuild.errors import EmptyVoterGroupError, MissingLevelError, UnknownIdError
from partybuild.rules import Base
from partybuild.testing.plain import box_of_counts, plain_rules


@pytest.mark.parametrize(
    ("base", "rate"),
    [
        (Base.VALID_MARKS, "1/2"),
        (Base.VALID_BALLOTS, "1/2"),
        (Base.RETURNED, "2/5"),
        (Base.ISSUED, "1/3"),
        (Base.PRESENT, "1/4"),
        (Base.ENTITLED, "1/5"),
    ],
)
def test_rate_has_the_base_that_was_asked_for(base, rate):
    """The same two votes are a half of the valid and a fifth of the entitled."""
    rules = plain_rules()
    counted = count(box_of_counts(BallotForm.of(rules, ["p0"]), {"g": [(2, 2, 0, 0)]}))
    heads = {"returned": 5, "issued": 6, "present": 8, "entitled": 10}
    roll_call = RollCall([GroupRoll(group_id="g", void=1, **heads)])
    good, *_ = option_rates(
        counted, rules, subject_id="p0", item_id="i0", base=base, roll_call=roll_call
    )

    assert good.number == Fraction(rate)


def test_rate_needs_what_it_is_a_share_of():
    """A base that was not recorded, and ids that do not exist, are refused."""
    rules = plain_rules()
    counted = count(box_of_counts(BallotForm.of(rules, ["p0"]), {"g": [(2, 2, 0, 0)]}))
    asked = {"subject_id": "p0", "item_id": "i0", "base": Base.ENTITLED}
    roll = RollCall([GroupRoll(group_id="g", issued=4, returned=4)])
    empty = count(box_of_counts(BallotForm.of(rules, ["p0"]), {}))

    for changed, error, message in (
        ({}, MissingLevelError, "a rate over entitled ballots needs the roll call"),
        (
            {"roll_call": roll},
            MissingLevelError,
            "the number entitled in the roll call",
        ),
        ({"subject_id": "p9"}, UnknownIdError, "no subject with id 'p9'"),
        ({"item_id": "i9"}, UnknownIdError, "no item with id 'i9'"),
    ):
        with pytest.raises(error, match=message):
            option_rates(counted, rules, **(asked | changed))
    for policy, group in (("error", "g"), ("zero", "all"), ("renormalize", "all")):
        scheme = attrs.evolve(rules, empty_group=policy)
        with pytest.raises(EmptyVoterGroupError, match=f"voter group '{group}'"):
            option_rates(empty, scheme, **(asked | {"base": Base.VALID_BALLOTS}))


def test_rate_shares_the_weight_of_an_empty_group():
    """Renormalized, the group that voted decides alone."""
    rules = plain_rules(groups={"a": "50%", "b": "50%"}, empty_group="renormalize")
    counted = count(box_of_counts(BallotForm.of(rules, ["p0"]), {"a": [(3, 1, 0, 0)]}))
    good, *_ = option_rates(
        counted, rules, subject_id="p0", item_id="i0", base=Base.VALID_MARKS
    )

    assert good.number == Fraction(3, 4)

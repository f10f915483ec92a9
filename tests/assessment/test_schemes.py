"""Schemes A1 and A2: answers that follow from the stated rules, to the last digit."""

import tomllib
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from partybuild.assessment import (
    assess,
    derive_ballot_score,
    option_rates,
    receipt_json,
    verify_receipt,
)
from partybuild.conference import BallotForm, EnteredScore, count
from partybuild.kernel import Label, Rounding
from partybuild.rules import Adjustment, Base
from partybuild.testing.plain import OWN, box_of_counts, plain_review, plain_rules
from partybuild.testing.strategies import Vote


def _case(name):
    path = Path(__file__).parent / "cases" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


A1, A2 = _case("A1"), _case("A2")
A2_RULES = plain_rules(A2["items"], A2["weights"], A2["options"])
A2_BOX = box_of_counts(BallotForm.of(A2_RULES, ["p"]), A2["votes"])
A2_WITH_BONUS = attrs.evolve(
    A2_RULES,
    adjustments=[
        Adjustment(
            adjustment_id="bonus",
            label=Label(zh="加分", en="bonus"),
            kind="bonus",
            basis=OWN,
        )
    ],
)


@pytest.mark.parametrize("case", A1["case"], ids=lambda case: case["title"])
def test_a1_rates(case):
    """Group weight times votes over ballots of the group, printed as the form does."""
    scheme = plain_rules(
        groups=A1["weights"],
        options={word: 4 - at for at, word in enumerate(A1["options"])},
        empty_group="zero",
        rounding=Rounding(places=A1["places"], mode=case["mode"]),
    )
    votes = {group: [line] for group, line in case["votes"].items()}
    counted = count(box_of_counts(BallotForm.of(scheme, ["p"]), votes))
    rates = option_rates(
        counted, scheme, subject_id="p", item_id="i0", base=Base.VALID_BALLOTS
    )

    assert [rate.number for rate in rates] == [Fraction(e) for e in case["exact"]]
    assert [scheme.rounding.percent_text(r.number) for r in rates] == case["printed"]
    for rate in rates:
        assert rate.recompute() == rate.value
        assert all(t.node.recompute() == t.node.value for t in rate.terms)


def test_a1_empty_group_keeps_the_rest_below_100_percent():
    """With the third group empty the shares of a subject sum to 80 %."""
    case = A1["case"][-1]

    assert sum(map(Fraction, case["exact"])) == Fraction(8, 10)


def test_a2_item_and_group_scores():
    """Every intermediate number of the worked example, exactly."""
    expected = A2["expected"]
    parts = derive_ballot_score(count(A2_BOX), A2_RULES, 0)
    for group, node in zip(A2["weights"], parts.groups, strict=True):
        assert node.number == Fraction(expected["groups"][group])
        assert [term.node.number for term in node.terms] == [
            Fraction(number) for number in expected["items"][group]
        ]


def test_a2_total():
    """94.40666... in all, printed 94.41."""
    total = A2["expected"]["total"]
    assessment = assess(plain_review(A2_RULES, A2_BOX))
    (standing,) = assessment.standings

    assert Vote(A2_RULES, A2_BOX).scores == (Fraction(total["exact"]),)
    assert standing.score == Fraction(total["exact"])
    assert standing.printed == total["printed"]
    assert verify_receipt(receipt_json(assessment)) == ()


def test_a2_bonus():
    """A bonus of 2 is added in full: 96.41."""
    expected = A2["expected"]["with_bonus"]
    review = plain_review(
        A2_WITH_BONUS,
        A2_BOX,
        entered=[
            EnteredScore(
                post_id="p",
                entry_id="bonus",
                points=expected["bonus"],
                source=Label.same("x"),
            )
        ],
    )
    (standing,) = assess(review).standings

    assert standing.score == Fraction(expected["exact"])
    assert standing.printed == expected["printed"]


def test_a2_rounding_too_early_is_another_number():
    """The staff score rounded first gives 94.408: equal in print here, not exactly."""
    early = A2["expected"]["rounded_too_early"]
    groups = A2["expected"]["groups"] | {"staff": early["staff"]}
    total = sum(
        Fraction(A2["weights"][group].removesuffix("%")) / 100 * Fraction(score)
        for group, score in groups.items()
    )

    assert total == Fraction(early["total"])
    assert total != Fraction(A2["expected"]["total"]["exact"])
    assert Rounding().text(total) == A2["expected"]["total"]["printed"]

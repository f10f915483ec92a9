"""Published tables P1-P8: every percentage as it was printed, and no sum repaired."""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from partybuild.assessment import option_rates
from partybuild.conference import BallotForm, GroupRoll, count
from partybuild.errors import RollCallError
from partybuild.kernel import Rounding, RoundingMode
from partybuild.rules import Base
from partybuild.testing.plain import box_of_counts, plain_rules

CASES = tomllib.loads(
    (Path(__file__).parent / "cases" / "P.toml").read_text(encoding="utf-8")
)
ROWS = [
    pytest.param(table, row, id=f"{table['id']}-{row['counts']}")
    for table in CASES["table"]
    for row in table["rows"]
]
SHARES = [pytest.param(share, id=share["id"]) for share in CASES["share"]]
SUMS = [pytest.param(case, id=case["title"]) for case in CASES["sum"]]


def _rates(counts):
    """Rates of the options through form, box, tally and rules, as for any ballot."""
    options = {f"选项{at}": len(counts) - at for at in range(len(counts))}
    scheme = plain_rules(options=options)
    box = box_of_counts(BallotForm.of(scheme, ["p"]), {"g": [counts]})
    rates = option_rates(
        count(box), scheme, subject_id="p", item_id="i0", base=Base.VALID_BALLOTS
    )
    return [rate.number for rate in rates]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_percentages_are_printed_as_published(table, row):
    """Counts give the published percentages, trailing zeros included."""
    rule = Rounding(places=table.get("places", 2), zeros=table["zeros"])

    assert [rule.text(rate * 100) for rate in _rates(row["counts"])] == row["printed"]


@pytest.mark.parametrize(("table", "row"), ROWS)
def test_sums_are_not_repaired(table, row):
    """Cells rounded one by one sum to 99.99 or 100.01 where they do."""
    printed = sum(map(Decimal, row["printed"]))

    assert printed == Decimal(row.get("sum", "100"))
    assert sum(_rates(row["counts"])) == 1


@pytest.mark.parametrize("share", SHARES)
def test_shares_are_printed_as_published(share):
    """Return rates and membership shares."""
    rule = Rounding(zeros=share["zeros"])

    assert rule.text(Fraction(100 * share["count"], share["base"])) == share["printed"]


@pytest.mark.parametrize("case", SUMS)
def test_published_sums_agree(case):
    """Parts that the publication adds up do add up."""
    assert sum(case["parts"]) == case["stated"]


def test_truncation_was_not_the_rule_of_p4():
    """7, 44 and 38 of 128 would be printed lower if digits were cut off."""
    cut = Rounding(places=1, mode=RoundingMode.DOWN)
    texts = [cut.text(Fraction(100 * number, 128)) for number in (7, 44, 38)]

    assert texts == ["5.4", "34.3", "29.6"]


def test_another_base_than_stated_is_refused():
    """Eleven answers of seven departments: the roll call cannot close."""
    (case,) = CASES["contradiction"]
    with pytest.raises(RollCallError, match="returned 11 is more than issued 7"):
        GroupRoll(group_id="g", issued=case["issued"], returned=sum(case["counts"]))

"""Invented schemes, written by the page on the format alone, work as written."""

import tomllib
from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import (
    parse_rulebook,
    read_rulebook,
    rulebook_toml,
)
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.testing.cases import case_mistakes, case_review

FOLDER = Path(__file__).parent / "followed"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))


def test_three_unusual_schemes_are_followed():
    """Nested groups and classes, overlapping steps, a quota by the team's grade."""
    assert NAMES == ["nested-groups", "overlapping-steps", "team-quota"]


@pytest.mark.parametrize("name", NAMES)
def test_a_followed_scheme_gives_the_answers_worked_by_hand(name):
    """What the file says is what is reckoned, and it can be written again."""
    rulebook = read_rulebook(FOLDER / f"{name}.toml")
    text = (FOLDER / "cases" / f"{name}.toml").read_text(encoding="utf-8")
    for case in tomllib.loads(text)["case"]:
        assessment = assess(case_review(rulebook, case))

        assert case_mistakes(assessment, case) == ()
        assert verify_receipt(receipt_json(assessment)) == ()
    assert parse_rulebook(rulebook_toml(rulebook)) == rulebook


def test_a_wrong_answer_of_a_case_is_named():
    """The comparison would see a last digit that differs."""
    case = tomllib.loads(
        (FOLDER / "cases" / "team-quota.toml").read_text(encoding="utf-8")
    )["case"][0]
    wrong = case | {
        "places": {"good x": 3},
        "not_assessed": ["x1"],
        "findings": ["PB-X"],
        "expected": {"x1": {"score": "95.01", "grade": "poor"}},
    }
    rulebook = read_rulebook(FOLDER / "team-quota.toml")
    found = case_mistakes(assess(case_review(rulebook, wrong)), wrong)

    assert [line.partition(" is ")[0] for line in found] == [
        "x1: score",
        "x1: grade",
        "places",
        "not assessed",
        "findings",
    ]
    assert found[0] == "x1: score is 95, expected 95.01"

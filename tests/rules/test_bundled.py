"""Every bundled rulebook answers its cases to the last digit, without any Python."""

import tomllib
from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import screen_ballots
from partybuild.datasets import load_rulebook, rulebook_names, rulebook_path
from partybuild.kernel import Severity
from partybuild.rules import lint
from partybuild.testing.cases import case_fills, case_mistakes, case_review

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
BOOKS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
CASES = [
    pytest.param(book, case, id=f"{book['rulebook']}: {case['title']}")
    for book in BOOKS
    for case in book["case"]
]


def _rulebook(code, case):
    """Load a rulebook; what it leaves open the case fills in, as a lower office."""
    if "fills" not in case:
        return load_rulebook(code)
    above = {code: rulebook_path(code).read_text(encoding="utf-8")}
    return parse_rulebook(case_fills(code, case), above=above)


@pytest.mark.parametrize(("book", "case"), CASES)
def test_a_case_is_answered_to_the_last_digit(book, case):
    """Scores, grades, places and findings, and a receipt that verifies itself."""
    screening = screen_ballots(case_review(_rulebook(book["rulebook"], case), case))
    assessment = assess(screening.review)

    assert case_mistakes(assessment, case) == ()
    assert [f.subject for f in screening.findings] == case.get("screened", [])
    assert verify_receipt(receipt_json(assessment)) == ()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book["rulebook"])
def test_the_linter_finds_the_faults_of_the_real_scheme_and_no_others(book):
    """What it finds stands in the case file, and so on the page of the scheme."""
    found = lint(_rulebook(book["rulebook"], book["case"][0]))
    notes = {f.code for f in found if f.severity is Severity.INFO}

    assert sorted({f.code for f in found} - notes) == book["lint"]
    assert sorted(notes) == book["notes"]


def test_every_scheme_has_a_case_that_says_where_its_answers_come_from():
    """Constructed or published: no case leaves it open."""
    with_cases = {book["rulebook"] for book in BOOKS}

    assert {name for name in rulebook_names() if name.startswith("a")} == with_cases
    assert {case["kind"] for book in BOOKS for case in book["case"]} <= {
        "constructed",
        "published",
    }

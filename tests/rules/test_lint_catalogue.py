"""Rulebooks with one fault each: the linter or the reader finds it, and no other."""

from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.errors import PartyBuildError
from partybuild.kernel import Severity
from partybuild.rules import LINT_CODES, lint

BROKEN = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "broken").glob("*.toml"))
}
SEVERITIES = {code.code: code.severity for code in LINT_CODES}
# Without an example, monotony stays open; no one fault of a rulebook brings that.
WITHOUT_FILE = {"PB-LINT-12"}


def _stated(text, word):
    """Return what the head of a file says behind a word."""
    found = [line for line in text.splitlines() if line.startswith(f"# {word}: ")]
    return found[0].removeprefix(f"# {word}: ") if found else None


LINTED = {name: text for name, text in BROKEN.items() if _stated(text, "Expects")}
REFUSED = {name: text for name, text in BROKEN.items() if _stated(text, "Refused")}


def test_every_broken_rulebook_says_what_is_wrong_and_who_finds_it():
    """One fault, one finder."""
    assert len(LINTED) + len(REFUSED) == len(BROKEN) >= 25
    assert all(_stated(text, "Fault") for text in BROKEN.values())


@pytest.mark.parametrize("text", LINTED.values(), ids=LINTED)
def test_the_planted_fault_is_found_and_nothing_else(text):
    """No other error and no other warning stands beside it."""
    planted = _stated(text, "Expects")
    found = lint(parse_rulebook(text))
    serious = {f.code for f in found if f.severity is not Severity.INFO}

    assert planted in {finding.code for finding in found}
    assert serious == {planted} - {
        c for c, s in SEVERITIES.items() if s is Severity.INFO
    }


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_contradicts_itself_outright_is_refused_when_it_is_read(text):
    """The reader says what the linter need not look for."""
    with pytest.raises(PartyBuildError) as caught:
        parse_rulebook(text)

    assert _stated(text, "Refused") in str(caught.value)


def test_every_code_has_a_rulebook_that_shows_it():
    """A code that nothing brings about would be a code that nobody checks."""
    shown = {_stated(text, "Expects") for text in LINTED.values()}

    assert shown | WITHOUT_FILE == set(SEVERITIES)

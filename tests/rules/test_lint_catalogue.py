"""Rulebooks with one fault each: the linter or the reader finds it, and no other."""

from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook, unstated_bases
from partybuild.errors import PartyBuildError
from partybuild.kernel import Severity
from partybuild.rules import LINT_CODES, lint

FILES = {p.stem: p for p in sorted((Path(__file__).parent / "broken").glob("*.toml"))}
BROKEN = {name: path.read_text(encoding="utf-8") for name, path in FILES.items()}
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


@pytest.mark.parametrize("name", LINTED)
def test_the_planted_fault_is_found_and_nothing_else(name):
    """No other error and no other warning stands beside it."""
    planted = _stated(LINTED[name], "Expects")
    found = [*lint(parse_rulebook(LINTED[name])), *unstated_bases(FILES[name])]
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


def test_only_a_base_that_is_not_written_is_noted(tmp_path):
    """Written, it is silent; of a ballot measure it is noted as well."""
    text = BROKEN["base-left-to-its-default"]
    (note,) = unstated_bases(FILES["base-left-to-its-default"])
    assert note.subject == "quotas.good-ceiling"
    assert "有效" not in note.message.zh
    path = tmp_path / "rules.toml"
    path.write_text(text + 'base = "assessed"\n', "utf-8")
    assert unstated_bases(path) == ()
    measure = """
[[versions.measures]]
kind = "ballots"
measure_id = "leaders-score"
label = ["领导班子测评得分", "score by the leaders"]
groups = ["leaders"]
basis = "measure: Art. 8"
"""
    path.write_text(text + 'base = "assessed"\n' + measure, "utf-8")
    (note,) = unstated_bases(path)
    assert note.subject == "measures.leaders-score"
    assert "领导班子测评得分：百分比的基数没有写明" in note.message.zh
    path.write_text(
        f'format = "partybuild-rulebook/1"\nversions = [1]\n{"x = 1"}', "utf-8"
    )
    assert unstated_bases(path) == ()

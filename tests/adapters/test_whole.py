"""Files that are read whole have a limit of size and of depth, and say so."""

import json
from datetime import date

import pytest

from partybuild.adapters import interchange, popolo, records, rulebooks
from partybuild.adapters.cli import main
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import BallotForm
from partybuild.errors import InputError
from partybuild.organization import Sector
from partybuild.testing._ledgers import ledger, life
from partybuild.testing.plain import box_of_counts, plain_review, plain_rules

RULES = plain_rules()
BOX = box_of_counts(BallotForm.of(RULES, ["p"]), {"g": [(1, 0, 0, 0)]})
REVIEW = records.review_document(plain_review(RULES, BOX))
SETTING = "PARTYBUILD_MOST_BYTES"
READERS = {
    "review.json": records.read_review,
    "feedback.json": records.read_feedback,
    "ledger.json": records.read_ledger,
    "ledger.jsonl": records.read_ledger,
    "scanned.jsonl": lambda path: records.scan_ledger(path, on=date(2022, 1, 1)),
    "roster.json": lambda path: popolo.read_popolo(path, sector=Sector.COMMUNITY),
    "elements.json": interchange.read_elements,
    "rulebook.toml": rulebooks.read_rulebook,
}


@pytest.mark.parametrize("name", READERS)
def test_a_file_that_is_too_large_is_not_read(name, tmp_path, monkeypatch):
    """What was found, where, and how to raise the limit; one byte less is read."""
    path = tmp_path / name
    path.write_text("[" * 101)
    monkeypatch.setenv(SETTING, "100")
    with pytest.raises(InputError, match="larger than 100 bytes") as caught:
        READERS[name](path)
    assert SETTING in str(caught.value)
    assert name in str(caught.value)

    path.write_text("[" * 100)
    with pytest.raises(InputError) as caught:
        READERS[name](path)
    assert "larger" not in str(caught.value)


def test_a_receipt_that_is_too_large_is_not_verified(tmp_path, monkeypatch, capsys):
    """The command says the same of what it reads itself."""
    path = tmp_path / "receipt.json"
    path.write_text(" " * 101)
    monkeypatch.setenv(SETTING, "100")

    assert main(["verify", str(path)]) != 0
    assert "larger than 100 bytes" in capsys.readouterr().err


@pytest.mark.parametrize("stated", ["0", "-1", "many", "1" * 16, "1_0"])
def test_a_limit_that_is_no_number_is_told(stated, tmp_path, monkeypatch):
    """A limit that was misspelled is none that anybody wants."""
    path = tmp_path / "review.json"
    path.write_text("{}")
    monkeypatch.setenv(SETTING, stated)
    with pytest.raises(InputError, match=f"{SETTING}.*expected bytes"):
        records.read_review(path)


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_nested_too_deep_is_refused(name, tmp_path):
    """No reader ends with an error of Python's stack."""
    path = tmp_path / name
    deep = "[" * 100_000 + "]" * 100_000
    path.write_text(f"a = {deep}" if name.endswith("toml") else deep)
    with pytest.raises(InputError, match="some hundred deep"):
        READERS[name](path)


def test_a_deep_line_of_a_ledger_is_told_with_its_number(tmp_path):
    """The look through a ledger says where; reading it says what."""
    path = tmp_path / "ledger.jsonl"
    records.write_ledger(ledger(*life()), path)
    with path.open("a") as file:
        file.write("[" * 100_000 + "\n")
    with pytest.raises(InputError, match="line 3"):
        records.scan_ledger(path, on=date(2022, 1, 1))
    with pytest.raises(InputError, match=r"line 3[^$]*\$: .*some hundred deep"):
        records.read_ledger(path)


def _within(depth):
    """A review with conditions that stand in each other."""
    version = REVIEW["rulebook"]["versions"][0]
    label = {"zh": "谈话", "en": "talk"}
    grade = version["rules"]["grading"]["bands"][0]["grade_id"]
    rule = {"consequence_id": "c", "label": label, "action": "talk"}
    rule |= {"basis": {"decision": label}, "when": ["@"]}
    version = version | {"rules": version["rules"] | {"consequences": [rule]}}
    text = json.dumps(
        REVIEW | {"rulebook": REVIEW["rulebook"] | {"versions": [version]}}
    )
    opened, closed = '{"kind": "any_of", "conditions": [', "]}"
    inmost = f'{{"kind": "graded", "grades": ["{grade}"]}}'
    return text.replace('"@"', opened * depth + inmost + closed * depth)


def test_conditions_within_conditions_are_followed_as_deep_as_they_may_be():
    """What can be read can be written, assessed and verified."""
    review = records.review_from_json(_within(64))

    assert records.review_from_json(records.review_json(review)) == review
    book = review.rulebook
    assert rulebooks.parse_rulebook(rulebooks.rulebook_toml(book)) == book
    assert verify_receipt(receipt_json(assess(review))) == ()


@pytest.mark.parametrize("depth", [65, 150, 300])
def test_conditions_deeper_than_that_are_refused(depth):
    """They would end at the stack of whatever reads them next."""
    with pytest.raises(InputError, match=r"at most 64|some hundred deep"):
        records.review_from_json(_within(depth))


@pytest.mark.parametrize("key", ["a." * 100_000 + "a", "[" + "'a' . " * 300 + "b]\n#"])
def test_a_key_of_very_many_parts_is_refused_at_once(key):
    """The standard reader would take hours for it, or all memory."""
    with pytest.raises(InputError, match="line 2: a key of more than 100 parts"):
        rulebooks.parse_rulebook(f"# a key\n{key} = 1")

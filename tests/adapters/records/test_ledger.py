"""Ledgers as documents: the same ledger back, and every mistake with its place."""

import json

import pytest

from partybuild.adapters.records import (
    ledger_document,
    ledger_from_document,
    read_ledger,
    write_ledger,
)
from partybuild.errors import FileExistsAlreadyError, InputError
from partybuild.testing._ledgers import ledger, life

LEDGER = ledger(*life("p1"), *life("p2", closed=170))
SUFFIXES = pytest.mark.parametrize("suffix", ["json", "jsonl"])


def changed(change):
    """Return the mistakes of a document that was changed in one place."""
    data = json.loads(json.dumps(ledger_document(LEDGER)))
    change(data)
    with pytest.raises(InputError) as caught:
        ledger_from_document(data)
    return {mistake.place: mistake.message for mistake in caught.value.mistakes}


@SUFFIXES
def test_a_ledger_comes_back_as_it_was(tmp_path, suffix):
    """Both forms hold the whole log, and the same ledger gives the same bytes."""
    path = write_ledger(LEDGER, tmp_path / f"ledger.{suffix}")
    again = read_ledger(path)

    assert again == LEDGER
    assert again.entry("p1").closed_on == LEDGER.entry("p1").closed_on
    bytes_before = path.read_bytes()
    write_ledger(again, path, force=True)
    assert path.read_bytes() == bytes_before
    with pytest.raises(FileExistsAlreadyError):
        write_ledger(LEDGER, path)


def test_the_document_names_format_version_and_bases_once():
    """A basis that all steps share is written once."""
    document = ledger_document(LEDGER)

    assert (document["format"], document["version"]) == ("partybuild-ledger", 1)
    assert len(document["bases"]) == 1
    assert "problem_id" not in document["problems"][0][1]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda d: d.update(version=2), "$.version", "this release reads version 1"),
        (
            lambda d: d.update(version=True),
            "$.version",
            "found True; this release reads version 1",
        ),
        (lambda d: d.update(format="x"), "$.format", "partybuild-ledger"),
        (lambda d: d.update(extra=1), "$.extra", "unknown field"),
        (lambda d: d.pop("title"), "$.title", "missing"),
        (lambda d: d.update(problems=3), "$.problems", "a list"),
        (lambda d: d["problems"].append([]), "$.problems[2]", "a list of steps"),
        (lambda d: d["problems"].append([3]), "$.problems[2][0]", "opens a problem"),
        (
            lambda d: d["problems"][1][2].update(basis=7),
            "$.problems[1][2].basis",
            "one of 1 bases",
        ),
        (
            lambda d: d["problems"][1][2].update(problem_id="p1"),
            "$.problems[1][2].problem_id",
            "unknown field",
        ),
        (
            lambda d: d["problems"][0][4].update(kind="vanish"),
            "$.problems[0][4].kind",
            "expected one of",
        ),
        (
            lambda d: d["problems"][0][4].update(on="25.1.2022"),
            "$.problems[0][4].on",
            "expected a day",
        ),
        (
            lambda d: d["problems"][0][4].update(on=20220125),
            "$.problems[0][4].on",
            "20220125; expected a day",
        ),
        (
            lambda d: d["problems"][0].pop(3),
            "$.problems[0][3]",
            "close on 2022-04-10",
        ),
        (
            lambda d: d["problems"][0][4].update(by="g2-secretary"),
            "$.problems[0][4]",
            "a second person",
        ),
        (
            lambda d: d["problems"][0][4].update(on="2022-01-01"),
            "$.problems[0][4]",
            "in the order of their days",
        ),
        (
            lambda d: d["problems"][0][3].pop("evidence"),
            "$.problems[0][3]",
            "there is no evidence",
        ),
        (lambda d: d["problems"].append(d["problems"][0]), "$", "occurs twice"),
    ],
)
def test_every_mistake_has_its_place(change, place, words):
    """Nothing is taken on trust: not the form, not the rules of the ledger."""
    mistakes = changed(change)

    assert list(mistakes) == [place]
    assert words in mistakes[place]


def test_mistakes_of_all_problems_are_listed_at_once():
    """One run names them all."""

    def change(data):
        data["problems"][0][1]["kind"] = "x"
        data["problems"][1][4]["by"] = "g2-secretary"

    assert list(changed(change)) == ["$.problems[0][1].kind", "$.problems[1][4]"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "$"),
        ("[]\n", "$"),
        ("{\n", "line 1, column 2"),
        ('{"a": 1, "a": 2}\n', "$..a"),
    ],
)
def test_lines_that_are_no_ledger(tmp_path, text, place):
    """The first line is the ledger's own."""
    path = tmp_path / "l.jsonl"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_ledger(path)
    assert caught.value.mistakes[0].place == place


def test_a_mistake_in_a_line_is_named_with_its_line(tmp_path):
    """Large ledgers are mended by line."""
    path = write_ledger(LEDGER, tmp_path / "l.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace('"close"', '"vanish"')
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_ledger(path)
    assert caught.value.mistakes[0].place == "line 3: $[4].kind"


@pytest.mark.parametrize("raw", [b"\xff\xfe{}", None])
def test_a_file_that_cannot_be_read(tmp_path, raw):
    """Another encoding, or no file at all."""
    path = tmp_path / "l.jsonl"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError):
        read_ledger(path)


def test_numbers_that_are_no_text_are_refused(tmp_path):
    """A code written as 1.5 is neither text nor exact."""
    path = write_ledger(LEDGER, tmp_path / "l.json")
    text = path.read_text(encoding="utf-8").replace('"FUSE-1"', "1.5")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="inexact number"):
        read_ledger(path)

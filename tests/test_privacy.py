"""Who could learn a vote from what: one test per row of docs/explanation-privacy.md."""

import ast
import logging
import os
import pickle
import random
import re
import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import partybuild as pb
from partybuild.adapters import excel
from partybuild.adapters._files import write_bytes
from partybuild.adapters.records import (
    assessment_document,
    review_document,
    review_from_document,
    review_json,
)
from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.errors import InputError
from partybuild.testing.plain import plain_review, plain_rules

SOURCES = Path(pb.__file__).parent
FORM = BallotForm.of(plain_rules(["60%", "40%"]), ["a", "b"])
WORDS = ("好", "较好", "一般", "差")


def _rows(seed=1, ballots=12):
    chance = random.Random(seed)  # noqa: S311 - invented ballots
    return [chance.choices(WORDS, k=FORM.width) for _ in range(ballots)]


def _orders(rows):
    """The same ballots as they might have been handed in."""
    return [rows, rows[::-1], sorted(rows), rows[5:] + rows[:5]]


def _review(rows):
    box = BallotBox.from_rows(FORM, {"g": rows})
    return plain_review(plain_rules(["60%", "40%"]), box)


def _recombined(rows):
    """Other ballots with the same counts: every column shuffled by itself."""
    chance = random.Random(2)  # noqa: S311 - invented ballots
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns:
        chance.shuffle(column)
    return [list(row) for row in zip(*columns, strict=True)]


def test_a_box_keeps_no_order_of_entry():
    """Its bytes, its pickle and its text are those of the set of ballots."""
    boxes = [BallotBox.from_rows(FORM, {"g": rows}) for rows in _orders(_rows())]

    assert len({box.groups for box in boxes}) == 1
    assert len({pickle.dumps(box) for box in boxes}) == 1
    assert len({repr(box) for box in boxes}) == 1


def test_what_shows_itself_shows_no_ballot():
    """Text and notebook of a box or a review are those of any other ballots."""
    one, other = _review([["好"] * 4] * 12), _review([["差"] * 4] * 12)

    assert repr(one.box) == repr(other.box)
    assert one.box._repr_html_() == other.box._repr_html_()
    assert repr(one) == repr(other)
    assert one._repr_html_() == other._repr_html_()


def test_documents_and_workbooks_hold_ballots_sorted():
    """Neither the file of a review nor its workbook keeps the order of entry."""
    reviews = [_review(rows) for rows in _orders(_rows())]

    assert len({review_json(review) for review in reviews}) == 1
    assert len({excel.ballot_workbook(review) for review in reviews}) == 1


def test_a_tally_and_a_receipt_do_not_tell_which_marks_stood_together():
    """Ballots whose marks were exchanged, with the same counts, give the same."""
    rows = _rows()
    one, other = _review(rows), _review(_recombined(rows))

    assert one.box != other.box
    assert count(one.box).counts == count(other.box).counts
    assert receipt_json(assess(one)) == receipt_json(assess(other))


def test_the_receipt_holds_no_name_of_a_voter_and_no_time():
    """It says days, never hours, and knows groups, never persons."""
    receipt = receipt_json(assess(pb.load_example("long-march-street-2021")))

    assert re.search(r"\d:\d\d|\dT\d", receipt) is None
    assert not {"voter", "voter_id", "serial", "time", "ip"} & set(
        re.findall(r'"(\w+)":', receipt)
    )


def test_results_for_others_hold_no_figure_of_a_single_group():
    """assessment.json names the groups' weights, not what they marked."""
    review = pb.load_example("long-march-street-2021")
    weak = pb.find_weak_areas(pb.assess(review), on=review.conference.held_on)
    document = assessment_document(pb.assess(review), weak)
    keys = set(re.findall(r"'(\w+)':", repr(document["standings"])))

    assert keys
    assert keys.isdisjoint({g.group_id for g in review.version.rules.voter_groups})


@pytest.mark.parametrize("at", range(4))
def test_an_error_prints_one_wrong_mark_and_no_ballot(at):
    """The other marks of the ballot stay out of its text and of what it carries."""
    row = ["较好", "一般", "差", "好"]
    row[at] = "优"
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(FORM, {"g": [row, *_rows()]})
    (mistake,) = caught.value.mistakes
    found = mistake.message.split("expected")[0]

    assert "'优'" in found
    assert not any(f"'{word}'" in found for word in WORDS)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_an_error_of_a_document_prints_one_wrong_mark():
    """The same for a file of a review."""
    document = review_document(_review(_rows()))
    document["ballots"]["g"][0][0][0] = "优"
    with pytest.raises(InputError) as caught:
        review_from_document(document)

    assert [mistake.place for mistake in caught.value.mistakes] == [
        "$.ballots.g[0][0][0]"
    ]
    assert "'好'" not in str(caught.value)


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_nothing_is_logged(caplog):
    """No module logs, warns with data, or keeps a trace of what it read."""
    users = {path.name for path in SOURCES.rglob("*.py") if "logging" in _imports(path)}
    with caplog.at_level(logging.DEBUG):
        assess(_review(_rows()))

    assert users == set()
    assert [r for r in caplog.records if r.name.startswith("partybuild")] == []


def test_a_temporary_file_is_private_and_does_not_stay(tmp_path, monkeypatch):
    """While a file is written nobody else reads it; after a failure it is gone."""
    seen = []
    real = os.fsync

    def _fails(handle):
        real(handle)
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _fails)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(tmp_path / "review.json", b"secret")

    assert seen == [0o600]
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_tells_no_time():
    """Every member of the package carries the same invented time, and no user."""
    book = excel.ballot_workbook(_review(_rows()))
    with zipfile.ZipFile(BytesIO(book)) as package:
        times = {member.date_time for member in package.infolist()}
        properties = package.read("docProps/core.xml").decode()

    assert len(times) == 1
    assert "<dc:creator></dc:creator>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties

"""Documents of an earlier version are read; newer ones are refused."""

import json
from copy import deepcopy

import pytest

from partybuild.adapters.records import (
    FEEDBACK_FORMAT,
    FEEDBACK_VERSION,
    LEDGER_FORMAT,
    LEDGER_VERSION,
    REVIEW_FORMAT,
    REVIEW_VERSION,
    _migrations,
    read_feedback,
    review_document,
    review_from_document,
    review_from_json,
)
from partybuild.adapters.records._migrations import Change, current_document
from partybuild.assessment import assess, receipt_json
from partybuild.datasets import load_example
from partybuild.errors import InputError


def _held_on(document):
    """Version 0, which never was, called the day of the conference `day`."""
    conference = document["conference"]
    conference["held_on"] = conference.pop("day")


def _kept_from(document):
    document["kept"] = document["start"].split("-")[0]


@pytest.fixture(scope="module")
def review():
    """Return the example conference."""
    return load_example("long-march-street-2021")


@pytest.fixture
def version_0(review, monkeypatch):
    """Return the example as version 0, which this test alone can read."""
    change = Change("$.conference.day", _held_on)
    monkeypatch.setitem(_migrations.MIGRATIONS, (REVIEW_FORMAT, 0), (change,))
    document = review_document(review)
    document["version"] = 0
    document["conference"]["day"] = document["conference"].pop("held_on")
    return document


def _refused(document):
    with pytest.raises(InputError) as refused:
        review_from_document(document, "old.json")
    (mistake,) = refused.value.mistakes
    return mistake.place, mistake.message


def test_every_version_of_the_product_has_a_way_to_its_newest():
    """A table with a hole would strand documents between two releases."""
    newest = {
        REVIEW_FORMAT: REVIEW_VERSION,
        FEEDBACK_FORMAT: FEEDBACK_VERSION,
        LEDGER_FORMAT: LEDGER_VERSION,
    }

    assert set(_migrations.MIGRATIONS) == {
        (kind, step) for kind, last in newest.items() for step in range(1, last)
    }


def test_an_earlier_document_gives_the_same_receipt(review, version_0):
    """Migration changes how a review is written, not what it says."""
    before = deepcopy(version_0)

    again = review_from_json(json.dumps(version_0))

    assert again == review_from_document(version_0) == review
    assert receipt_json(assess(again)) == receipt_json(assess(review))
    assert version_0 == before


def test_without_its_migration_an_earlier_version_is_refused(review):
    """The version of the test above is not in the product."""
    place, message = _refused({**review_document(review), "version": 0})

    assert place == "$.version"
    assert "found 0; this release reads version 1" in message


@pytest.mark.parametrize("version", [2, -1, -(10**30), False, "0", None])
def test_versions_without_a_way_are_refused(version_0, version):
    """Newer ones, and those that are none."""
    assert _refused({**version_0, "version": version})[0] == "$.version"


@pytest.mark.parametrize("conference", [{}, [], "text", None])
def test_a_migration_that_fails_names_the_place(version_0, conference):
    """What the old version cannot have held is a mistake, not a traceback."""
    place, message = _refused({**version_0, "conference": conference})

    assert place == "$.conference.day"
    assert message.startswith("version 0 cannot be brought to version 1: ")


def test_an_old_document_nested_without_end_is_refused(version_0):
    """It can be read as JSON and not copied: a mistake, not a traceback."""
    deep: list = []
    for _ in range(100_000):
        deep = [deep]

    place, message = _refused({**version_0, "note": deep})

    assert (place, message) == ("$", "nested too deeply to be brought to version 1")
    while deep:  # level by level, or the interpreter frees it beyond its own stack
        (deep,) = deep


def test_steps_are_taken_in_order(monkeypatch):
    """Two steps: the second sees what the first made."""

    def _start(document):
        document["start"] = document.pop("from")

    steps = {
        ("invented", 1): (Change("$.from", _start),),
        ("invented", 2): (Change("$.start", _kept_from),),
    }
    monkeypatch.setattr(_migrations, "MIGRATIONS", steps)
    old = {"format": "invented", "version": 1, "from": "2020-01"}

    new = current_document(old, "invented", 3, "x")

    assert new == {
        "format": "invented",
        "version": 3,
        "start": "2020-01",
        "kept": "2020",
    }
    with pytest.raises(InputError, match=r"\$\.start: version 2 cannot"):
        current_document({**old, "from": 7}, "invented", 3, "x")
    with pytest.raises(InputError, match=r"\$\.version"):
        current_document(old, "invented", 4, "x")


def test_feedback_is_migrated_too(tmp_path, monkeypatch):
    """The readers of documents share the table."""

    def _feedback(document):
        document["feedback"] = document.pop("told")

    change = Change("$.told", _feedback)
    monkeypatch.setitem(_migrations.MIGRATIONS, (FEEDBACK_FORMAT, 0), (change,))
    path = tmp_path / "feedback.json"
    path.write_text(json.dumps({"format": FEEDBACK_FORMAT, "version": 0, "told": []}))

    assert read_feedback(path) == ()

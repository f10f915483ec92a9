"""Feedback comes back from its document, and nothing else is taken for it."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.records import (
    feedback_document,
    read_feedback,
    write_feedback,
)
from partybuild.conference import Feedback
from partybuild.errors import FileExistsAlreadyError, InputError
from partybuild.kernel import Label

X = Label(zh="好", en="good")


def _told(post_id, grade_id="good", on=date(2022, 1, 28)):
    return Feedback(
        post_id=post_id, given_on=on, grade_id=grade_id, opinion=X, given_by=X
    )


def test_it_comes_back(tmp_path):
    """Sorted by post and day, and never over another file."""
    told = [_told("p2"), _told("p1", on=date(2022, 2, 1)), _told("p1")]
    path = write_feedback(told, tmp_path / "feedback.json")

    assert read_feedback(path) == (told[2], told[1], told[0])
    with pytest.raises(FileExistsAlreadyError):
        write_feedback([], path)
    write_feedback([], path, force=True)
    assert read_feedback(path) == ()


@given(st.permutations([_told("p1"), _told("p1", "fair"), _told("p2"), _told("p3")]))
def test_the_order_of_the_input_reaches_no_document(told):
    """Same feedback, same document."""
    assert feedback_document(told) == feedback_document(told[::-1])


def _read(tmp_path, **changes):
    document = feedback_document([_told("p1")]) | changes
    path = tmp_path / "feedback.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return read_feedback(path)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "partybuild-review"}, r"\$\.format: found 'partybuild-review'"),
        ({"version": 2}, r"\$\.version: found 2; this release reads version 1"),
        ({"version": True}, r"\$\.version"),
        ({"more": 1}, r"\$\.more: unknown field"),
        ({"feedback": None}, r"\$\.feedback"),
        ({"feedback": [{"post_id": "p1"}]}, r"feedback\[0\]\.given_on: a required"),
    ],
)
def test_anything_else_is_refused_with_its_path(tmp_path, changes, words):
    """A wrong file is no feedback, and a missing day is named."""
    with pytest.raises(InputError, match=words):
        _read(tmp_path, **changes)


def test_a_list_is_no_document(tmp_path):
    """The format and version stand in one object."""
    path = tmp_path / "feedback.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match="one JSON object"):
        read_feedback(path)

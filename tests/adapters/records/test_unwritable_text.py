"""What could be read but never written again is refused where it stands."""

import json
import pickle
from copy import deepcopy

import attrs
import pytest

from partybuild.adapters.popolo import read_popolo
from partybuild.adapters.records import (
    FEEDBACK_FORMAT,
    LEDGER_FORMAT,
    read_feedback,
    read_ledger,
    read_review,
    review_document,
    review_from_document,
    review_json,
)
from partybuild.adapters.rulebooks import read_rulebook
from partybuild.datasets import load_example
from partybuild.errors import InputError, Mistake, ValueRangeError
from partybuild.kernel import Label, unwritable
from partybuild.ledgers import RectificationLedger

HALVES = ["\ud800", "a\udfff", "\udcff党"]
BROKEN = [*HALVES, "\x00", "党\x00建"]
PAIR = "\U0001f469"
"""Written as two halves by many programs, and one good character."""


@pytest.fixture(scope="module")
def review():
    """Return the example conference."""
    return load_example("long-march-street-2021")


@pytest.fixture
def document(review):
    """Return a fresh document of the example."""
    return deepcopy(review_document(review))


def _refusal(call):
    with pytest.raises(InputError) as refused:
        call()
    assert str(refused.value).encode()
    return {m.place: m.message for m in refused.value.mistakes}


def _both_ways(document, tmp_path):
    """Return the mistakes of the data, which are those of its file."""
    path = tmp_path / "review.json"
    path.write_text(json.dumps(document), encoding="ascii")
    found = _refusal(lambda: review_from_document(document))
    assert _refusal(lambda: read_review(path)) == found
    return found


@pytest.mark.parametrize("text", BROKEN)
def test_a_text_of_a_review_is_named_with_its_path(document, tmp_path, text):
    """A title, an id, a note, several at once; from data as from a file."""
    conference = document["conference"]
    conference["title"]["zh"] = text
    conference["conference_id"] = text
    document["posts"][2]["title"]["en"] = text

    found = _both_ways(document, tmp_path)

    assert found == dict.fromkeys(
        (
            "$.posts[2].title.en",
            "$.conference.title.zh",
            "$.conference.conference_id",
        ),
        f"found {unwritable(text)}; expected text",
    )


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_key_can_be_reported(document, tmp_path, text):
    """The error can be written, to a terminal and as JSON."""
    document[text] = 1
    path = tmp_path / "review.json"
    path.write_text(json.dumps(document), encoding="ascii")

    (message,) = _refusal(lambda: read_review(path)).values()
    (place,) = _refusal(lambda: review_from_document(document))

    assert message == f"the key {text!r} holds {unwritable(text)}"
    assert place.startswith("$.")
    assert place.encode()


def test_a_pair_of_halves_is_one_character(document, tmp_path):
    """JSON in ASCII writes every rare character so."""
    document["conference"]["title"]["zh"] = PAIR
    path = tmp_path / "review.json"
    path.write_text(json.dumps(document), encoding="ascii")

    assert "\\ud83d\\udc69" in path.read_text(encoding="ascii")
    assert read_review(path).conference.title.zh == PAIR


def test_a_deep_document_is_looked_through(tmp_path):
    """As deep as JSON can be read: no error of ours beneath it."""
    deep = 900
    path = tmp_path / "review.json"
    path.write_text("[" * deep + '"\\ud800"' + "]" * deep, encoding="ascii")

    assert list(_refusal(lambda: read_review(path))) == ["$" + "[0]" * deep]


def _popolo(path):
    return read_popolo(path, sector="village")


@pytest.mark.parametrize("escape", ["\\ud800", "\\u0000"])
@pytest.mark.parametrize(
    ("name", "text", "read", "place"),
    [
        (
            "f.json",
            f'{{"format": "{FEEDBACK_FORMAT}", "x": "@"}}',
            read_feedback,
            "$.x",
        ),
        (
            "l.json",
            f'{{"format": "{LEDGER_FORMAT}", "x": ["@"]}}',
            read_ledger,
            "$.x[0]",
        ),
        ("l.jsonl", f'{{"format": "{LEDGER_FORMAT}", "x": "@"}}', read_ledger, "$.x"),
        ("p.json", '{"persons": [{"id": "@"}]}', _popolo, "$.persons[0].id"),
    ],
    ids=["feedback", "ledger", "lines", "popolo"],
)
def test_every_reader_of_json_refuses_it(tmp_path, name, text, read, place, escape):
    """They share one way from text to data."""
    path = tmp_path / name
    path.write_text(text.replace("@", escape), encoding="ascii")

    assert list(_refusal(lambda: read(path))) == [place]


def test_a_rulebook_refuses_it(tmp_path):
    """TOML itself knows no halves, but an escaped NUL."""
    head = 'format = "partybuild-rulebook/1"\n'
    path = tmp_path / "rules.toml"
    path.write_text(f'{head}rulebook_id = "a\\u0000"\n', encoding="utf-8")
    assert "NUL" in "".join(
        message
        for place, message in _refusal(lambda: read_rulebook(path)).items()
        if "rulebook_id" in place
    )
    path.write_text(f'{head}rulebook_id = "a\\ud800"\n', encoding="utf-8")
    assert "not TOML" in str(_refusal(lambda: read_rulebook(path)))


@pytest.mark.parametrize(
    "found", ["../x", "a/b", "a\\b", "..", " . ", "", "a\nb", "a\x1b[31m", "a\u2028b"]
)
def test_the_id_of_a_document_can_name_a_file(review, document, tmp_path, found):
    """Scripts write `out/<id>.html`: it stays in its folder, on one line."""
    document["conference"]["conference_id"] = found
    document["rulebook"]["rulebook_id"] = found

    places = _both_ways(document, tmp_path)

    assert set(places) == {"$.conference.conference_id", "$.rulebook.rulebook_id"}
    assert all("expected an id that can name a file" in p for p in places.values())
    for make in (
        lambda: attrs.evolve(review.conference, conference_id=found),
        lambda: attrs.evolve(review.rulebook, rulebook_id=found),
        lambda: RectificationLedger(ledger_id=found, title=Label.same("x")),
    ):
        with pytest.raises(ValueRangeError, match=r"_id is .*; expected an id"):
            make()


@pytest.mark.parametrize(
    "found", ["长征街道-2021", "2021.1", "a b", "〔2022〕1号", PAIR]
)
def test_other_ids_are_as_before(document, found):
    """An id is a code of the office's own."""
    document["conference"]["conference_id"] = found

    again = review_from_document(document)

    assert again.conference.conference_id == found
    assert review_from_document(json.loads(review_json(again))) == again


@pytest.mark.parametrize("text", BROKEN)
def test_a_label_cannot_be_made_of_it(text):
    """So that what a program makes can be written as well."""
    with pytest.raises(ValueRangeError, match="label text 'en' is "):
        Label(zh="好", en=text)


@pytest.mark.parametrize("text", HALVES)
def test_a_mistake_can_always_be_written(text):
    """Whatever a stranger's file holds; the code of the half is shown."""
    mistake = Mistake(f"$.{text}", f"found {text}")

    assert str(mistake).encode().count(b"\\ud") == 2
    assert Mistake("$.党", "好") == pickle.loads(pickle.dumps(Mistake("$.党", "好")))

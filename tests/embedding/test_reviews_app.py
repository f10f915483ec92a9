"""The application of the how-to, over a real connection, PostgreSQL and SQLite."""

import json
import logging
import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from reviews_app import MOST_BYTES, create_app
from reviews_store import open_store

from partybuild.adapters.records import REVIEW_FORMAT, _migrations, review_document
from partybuild.adapters.records._migrations import Change
from partybuild.assessment import assess, receipt_json

ID = "long-march-street-2021"
HERE = f"/reviews/{ID}"
WORDS = ("fairly_good", "较好", "poor", '"ballots"')

# Answers that are the same over either store are asked over one.
ON_SQLITE = pytest.mark.parametrize("served", ["sqlite"], indirect=True, scope="module")


def _changed(text, note):
    document = json.loads(text)
    document["conference"]["note"] = {"zh": note, "en": note}
    return json.dumps(document)


def _mistakes(answer):
    assert answer.status == 422
    return {m["place"]: m["message"] for m in json.loads(answer.body)["mistakes"]}


def test_what_was_handed_in_is_kept_to_the_byte(client, store, text):
    """A sender's own spacing comes back, and the hash is that of what was sent."""
    sent = text.replace("\n", "\r\n").encode()

    added = client.ask("POST", "/reviews", b"\xef\xbb\xbf" + sent)

    assert (added.status, added.headers["location"], added.headers["etag"]) == (
        201,
        HERE,
        '"1"',
    )
    assert json.loads(added.body) == {
        "review_id": ID,
        "version": 1,
        "sha256": sha256(sent).hexdigest(),
    }
    found = client.ask("GET", HERE)
    assert (found.body, found.headers["etag"]) == (sent, '"1"')
    assert found.headers["cache-control"] == "no-store"
    assert store.get(ID).text.encode() == sent


def test_a_review_is_handed_in_once(client, text):
    """The second sender learns what is there; whose answer was lost knows its hash."""
    first = client.ask("POST", "/reviews", text)
    again = client.ask("POST", "/reviews", text)

    assert (first.status, again.status) == (201, 409)
    assert again.body == first.body


def test_a_correction_names_what_it_corrects(client, text):
    """Without a version, or with another one, nothing is taken."""
    client.ask("POST", "/reviews", text)
    better = _changed(text, "corrected")

    refused = {
        seen: client.ask("PUT", HERE, better, If_Match=seen).status
        for seen in ("", '"0"', '"2"', "*", "x", '"²"', "9" * 500)
    }
    kept = client.ask("PUT", HERE, better, If_Match='"1"')
    late = client.ask("PUT", HERE, text, If_Match='"1"')

    assert refused.pop("") == 428
    assert set(refused.values()) == {412}
    assert (kept.status, kept.headers["etag"]) == (200, '"2"')
    assert (late.status, late.body) == (412, kept.body)
    assert client.ask("GET", HERE).text == better
    assert client.ask("GET", f"{HERE}?version=1").text == text


def test_of_competing_edits_one_is_kept(client, store, text):
    """Eight at the same moment; each loser learns the version that won."""
    client.ask("POST", "/reviews", text)
    edits = [_changed(text, f"edit {number}") for number in range(8)]

    with ThreadPoolExecutor(len(edits)) as pool:
        answers = list(
            pool.map(lambda edit: client.ask("PUT", HERE, edit, If_Match='"1"'), edits)
        )

    (winner,) = [at for at, answer in enumerate(answers) if answer.status == 200]
    assert {answer.status for answer in answers} == {200, 412}
    assert {answer.body for answer in answers} == {answers[winner].body}
    assert (store.newest(ID), store.get(ID).text) == (2, edits[winner])


def test_racing_writers_of_the_store_lose_nothing(address, store, review, text):
    """The look at the newest version is no lock: the key decides."""
    held_on = review.conference.held_on
    stores = [open_store(address) for _ in range(8)]
    for version in range(3):
        with ThreadPoolExecutor(8) as pool:
            added = list(
                pool.map(
                    lambda one: one.add(ID, version, held_on, f'"{id(one)}"'),  # noqa: B023
                    stores,
                )
            )
        assert added.count(True) == 1
        assert store.get(ID).text == f'"{id(stores[added.index(True)])}"'


@ON_SQLITE
def test_the_assessment_is_that_of_the_library(client, review, text):
    """Standings as printed; item scores as the gate lets them through."""
    client.ask("POST", "/reviews", text)

    best = json.loads(client.ask("GET", f"{HERE}/assessment", token="").body)[
        "standings"
    ][0]

    standing = assess(review).standings[0]
    assert (best["score"], best["rank"], best["grade"]) == ("96.04", 1, "好")
    assert (best["score"], best["rank"]) == (standing.printed, standing.rank)
    assert len(best["items"]) == len(standing.items)
    assert not {str(i.score) for i in standing.items} & set(best["items"])


@ON_SQLITE
def test_the_public_sees_no_voter_group(client, review, text):
    """Counts per group are in the receipt alone."""
    client.ask("POST", "/reviews", text)

    answer = client.ask("GET", f"{HERE}/assessment", token="").text
    page = client.ask("GET", f"{HERE}/page", token="")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "96.04" in page.text
    groups = [group.group_id for group in review.roll_call.groups]
    assert len(groups) == 4
    assert not [group for group in groups if f'"{group}"' in answer]


@ON_SQLITE
def test_the_receipt_holds_to_the_byte(client, review, text):
    """However the document was spaced and ordered."""
    document = dict(reversed(json.loads(text).items()))
    client.ask("POST", "/reviews", json.dumps(document))

    receipt = client.ask("GET", f"{HERE}/receipt")

    assert receipt.text == receipt_json(assess(review))
    assert json.loads(client.ask("POST", "/verify", receipt.body).body) == {
        "holds": True,
        "problems": [],
    }


@ON_SQLITE
def test_a_changed_receipt_does_not_hold(client, review):
    """Nor does what is no receipt; neither is an error of the server."""
    receipt = receipt_json(assess(review)).replace("96.04", "96.05")

    for content in (receipt.encode(), b"\xff", b"[]", b""):
        answer = json.loads(client.ask("POST", "/verify", content).body)
        assert not answer["holds"]
        assert answer["problems"]


@ON_SQLITE
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/reviews"), ("PUT", HERE), ("GET", HERE), ("GET", f"{HERE}/receipt")],
)
def test_what_holds_ballots_is_for_the_review_body(client, store, text, method, path):
    """Without the token, or with another, it is neither taken nor given."""
    client.ask("POST", "/reviews", text)
    body = _changed(text, "forged") if method != "GET" else None

    for token in ("", "other", "秘".encode().decode("latin-1")):
        answer = client.ask(method, path, body, token=token, If_Match='"1"')
        assert answer.status == 401
        assert not [word for word in WORDS if word in answer.text]
    assert store.newest(ID) == 1


@ON_SQLITE
def test_every_mistake_comes_back_with_its_place(client, store, text, caplog):
    """All of them in one answer; nothing is kept, and the log hears nothing."""
    document = json.loads(text)
    document["conference"]["year"] = "2021"
    document["conference"]["title"]["zh"] = "\ud800"
    found = _mistakes(client.ask("POST", "/reviews", json.dumps(document)))
    assert "half a character" in found["$.conference.title.zh"]

    document["conference"]["title"]["zh"] = "题"
    document["balots"] = {}
    document["ballots"]["leaders"][0][0][0] = "较好、好"
    with caplog.at_level(logging.DEBUG):
        found = _mistakes(client.ask("POST", "/reviews", json.dumps(document)))

    assert found["$.conference.year"] == "found '2021'; expected a whole number"
    assert "did you mean 'ballots'" in found["$.balots"]
    assert store.newest(ID) == 0
    assert not [word for word in WORDS if word in caplog.text]


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "line 1, column 1"),
        (b"\xff", "byte 0"),
        (b"[" * 100_000, "$"),
        (b'{"format": "\\ud800"}', "$.format"),
        (b'{"\\ud800": "\\u0000"}', "$"),
        (b'{"a": 1, "a": 2}', "$..a"),
        (b'{"format": "partybuild-review", "version": 99}', "$.version"),
        (b'{"format": "partybuild-review", "version": 1}', "$.conference"),
    ],
)
def test_what_is_no_document_is_refused(client, content, place):
    """Whatever comes, the answer is a list of mistakes."""
    assert place in _mistakes(client.ask("POST", "/reviews", content))


@ON_SQLITE
def test_the_id_of_the_address_must_be_that_of_the_conference(client, store, text):
    """A slip of the pen would file a review under another name."""
    client.ask("POST", "/reviews", text)
    answer = client.ask("PUT", "/reviews/another", text, If_Match='"1"')

    assert "$.conference.conference_id" in _mistakes(answer)
    assert (store.newest("another"), store.newest(ID)) == (0, 1)


@ON_SQLITE
def test_what_cannot_be_assessed_is_refused_at_the_door(client, store, text):
    """A score that the rules ask for is missing: it would fail at every reading."""
    document = json.loads(text)
    document["conference"]["held_on"] = "1999-01-01"

    assert _mistakes(client.ask("POST", "/reviews", json.dumps(document)))
    assert store.newest(ID) == 0


@pytest.mark.parametrize(
    "path",
    [
        HERE,
        "/reviews/a%00b",
        "/reviews/%2e%2e",
        f"/reviews/{'x' * 5000}",
        "/reviews/%ff",
    ],
)
def test_what_is_not_there_is_not_found(client, text, path):
    """Ids that no database could hold are not there either."""
    assert client.ask("GET", path).status == 404
    assert client.ask("GET", f"{path}/assessment").status == 404
    client.ask("POST", "/reviews", text)
    assert client.ask("GET", f"{HERE}?version=2").status == 404
    assert client.ask("GET", f"{HERE}?version={10**30}").status == 422


def test_a_name_in_chinese_is_an_id(client, text):
    """Its address is quoted; answers and pages are found by it."""
    document = json.loads(text)
    document["conference"]["conference_id"] = "长征街道 2021?"

    added = client.ask("POST", "/reviews", json.dumps(document))

    assert client.ask("GET", added.headers["location"]).status == 200
    assert added.headers["location"].isascii()


@ON_SQLITE
def test_a_body_beyond_the_limit_is_cut_off(client, store):
    """Memory is bounded; the server reads no further and goes on working."""
    with socket.create_connection(("127.0.0.1", client.port), timeout=60) as connection:
        head = (
            b"POST /verify HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n"
        )
        connection.sendall(head)
        sent, answer = 0, b""
        try:
            while sent < 20 * MOST_BYTES:
                sent += connection.send(b" " * 65_536)
            answer = connection.recv(100)
        except (BrokenPipeError, ConnectionResetError):
            answer = b"closed"
    assert answer
    assert sent < 5 * MOST_BYTES
    assert client.ask("GET", HERE).status == 404


def test_old_documents_are_read_and_stay_as_they_are(
    client, store, review, monkeypatch
):
    """Migrated each time it is read; the text of long ago comes back unchanged."""

    def _held_on(document):
        document["conference"]["held_on"] = document["conference"].pop("day")

    change = Change("$.conference.day", _held_on)
    monkeypatch.setitem(_migrations.MIGRATIONS, (REVIEW_FORMAT, 0), (change,))
    document = review_document(review)
    document["version"] = 0
    document["conference"]["day"] = document["conference"].pop("held_on")
    old = json.dumps(document, indent=3)

    assert store.add(ID, 0, review.conference.held_on, old)

    assert client.ask("GET", f"{HERE}/receipt").text == receipt_json(assess(review))
    assert client.ask("GET", HERE).text == old


@ON_SQLITE
def test_a_stored_document_that_cannot_be_read_shows_nothing(
    client, store, review, text, caplog
):
    """Its words may quote a ballot: neither the answer nor the log has them."""
    broken = json.loads(text)
    broken["ballots"]["leaders"][0][0][0] = "较好、好"
    store.add(ID, 0, review.conference.held_on, json.dumps(broken))

    with caplog.at_level(logging.DEBUG):
        answer = client.ask("GET", f"{HERE}/assessment", token="")

    assert (answer.status, "cannot be read" in answer.text) == (503, True)
    assert f"unreadable: ('{ID}', 1): InputError" in caplog.text
    assert not [word for word in WORDS if word in answer.text + caplog.text]


@ON_SQLITE
def test_an_application_without_a_token_is_not_made(store):
    """An empty token would let everybody in."""
    with pytest.raises(ValueError, match="token"):
        create_app(store, "")


def test_ten_times_the_voters_are_stored_and_assessed(client, text):
    """A document of a megabyte and more goes in and comes back."""
    document = json.loads(text)
    document["ballots"] = {g: 10 * b for g, b in document["ballots"].items()}
    for roll in document["roll_call"]["groups"]:
        for key in ("entitled", "present", "issued", "returned", "void"):
            roll[key] *= 10
    large = json.dumps(document, ensure_ascii=False, indent=1)
    assert len(large) > 1_000_000

    assert client.ask("POST", "/reviews", large.encode()).status == 201
    assert client.ask("GET", HERE).text == large
    standing = json.loads(client.ask("GET", f"{HERE}/assessment").body)["standings"][0]
    assert standing["score"] == "96.04"


def test_the_program_as_a_server_starts_it_logs_no_ballot(
    postgres, examples, client_at, text, tmp_path
):
    """Its own output and PostgreSQL's log after good, bad and competing requests."""
    postgres.ask("TRUNCATE revisions")
    broken = json.loads(text)
    broken["ballots"]["leaders"][0][0][0] = "较好、好"
    log = tmp_path / "log"
    with socket.create_server(("127.0.0.1", 0)) as listening, log.open("wb") as output:
        number = listening.fileno()
        command = ["uvicorn", "--factory", "reviews_app:from_environment"]
        program = subprocess.Popen(
            [sys.executable, "-m", *command, "--fd", str(number)],
            cwd=examples,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(map(str, filter(None, sys.path))),
                "REVIEWS_STORE": postgres.address("reviews_app"),
                "REVIEWS_TOKEN": "secret",
            },
            pass_fds=[number],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            client = client_at(listening.getsockname()[1])
            statuses = [
                client.ask("POST", "/reviews", content).status
                for content in (text, text, json.dumps(broken))
            ]
            statuses.append(client.ask("PUT", HERE, text, If_Match='"7"').status)
            statuses.append(client.ask("GET", f"{HERE}/page").status)
        finally:
            program.terminate()
            program.wait(30)
    assert statuses == [201, 409, 422, 412, 200]
    said = log.read_text(encoding="utf-8") + postgres.log()
    assert "POST /reviews" in said
    assert "INSERT INTO revisions VALUES ($1" in said
    assert not [word for word in (*WORDS, "secret") if word in said]
    assert not re.search(r"\$\.ballots|Traceback", said)

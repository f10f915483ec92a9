"""What PostgreSQL does with documents: text and jsonb, rights, damage, backups."""

import json
import subprocess
import sys
from contextlib import closing

import psycopg
import pytest
from reviews_store import DamagedError, open_store

from partybuild.adapters.records import review_from_json
from partybuild.assessment import assess, receipt_json
from partybuild.errors import InputError

ID = "long-march-street-2021"


@pytest.fixture
def database(postgres):
    """Return the server with an empty table."""
    postgres.ask("TRUNCATE revisions")
    return postgres


@pytest.fixture
def filled(database, review, text):
    """Return the server with two versions of the example, added by the application."""
    store = open_store(database.address("reviews_app"))
    for version in range(2):
        kept = text.replace("\n", "\r\n" * (1 + version))
        assert store.add(ID, version, review.conference.held_on, kept)
    return database


def test_jsonb_gives_the_same_receipt_and_other_bytes(database, review, text):
    """It sorts keys, drops spacing, and changes no exact number."""
    ((kept, binary),) = database.ask(
        "SELECT %s::json::text, %s::jsonb::text", text, text
    )

    assert kept == text
    assert binary != text
    assert list(json.loads(binary)) != list(json.loads(text))
    again = review_from_json(binary)
    assert again == review
    assert receipt_json(assess(again)) == receipt_json(assess(review))


def test_jsonb_hides_what_the_reader_refuses(database):
    """Of a key that stands twice it keeps the last; 0.30 and 1e2 become other texts."""
    twice = '{"a": 1, "a": 2, "b": 0.30, "c": 1e2, "d": "1/3"}'

    ((kept, binary),) = database.ask(
        "SELECT %s::json::text, %s::jsonb::text", twice, twice
    )

    assert kept == twice
    assert binary == '{"a": 2, "b": 0.30, "c": 100, "d": "1/3"}'
    with pytest.raises(InputError, match="the key occurs twice"):
        review_from_json(twice)


def test_what_a_reader_takes_the_database_takes(database, text):
    """Rare characters and controls, escaped or not; NUL is refused by both."""
    document = json.loads(text)
    document["conference"]["title"]["zh"] = "\U00020bb7野家 👩‍👩‍👧 \x01\x1f\x7f\ufffe"
    for ascii_only in (True, False):
        written = json.dumps(document, ensure_ascii=ascii_only)
        review_from_json(written)
        ((found,),) = database.ask("SELECT %s::jsonb::text", written)
        assert review_from_json(found) == review_from_json(written)
    with pytest.raises(psycopg.errors.UntranslatableCharacter):
        database.ask("SELECT %s::jsonb", '"\\u0000"')
    with pytest.raises(InputError, match="NUL"):
        review_from_json('"\\u0000"')


def test_the_documents_can_be_asked(filled):
    """As the how-to shows: what a conference says, and the newest version of each."""
    question = """
        SELECT DISTINCT ON (review_id) version, document->'conference'->>'host_id',
            jsonb_array_length((document::jsonb)->'conference'->'reports')
        FROM revisions WHERE document->'conference'->>'year' = %s
        ORDER BY review_id, version DESC
    """
    assert filled.ask(question, "2021", role="reviews_reader") == [(2, "street", 12)]
    assert filled.ask(question, "2020", role="reviews_reader") == []


@pytest.mark.parametrize("role", ["reviews_app", "reviews_reader"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE revisions SET version = 9", "DELETE FROM revisions", "TRUNCATE revisions"],
)
def test_no_role_changes_what_was_stored(filled, role, statement):
    """Not even the application, if somebody gets hold of it."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        filled.ask(statement, role=role)


def test_readers_add_nothing(database, review, text):
    """Reports and notebooks have a role of their own."""
    store = open_store(database.address("reviews_reader"))

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        store.add(ID, 0, review.conference.held_on, text)


def test_a_changed_text_is_noticed(filled, examples):
    """By the application when it reads, and by the check in SQL for all."""
    check = (examples / "check.sql").read_text(encoding="utf-8")
    store = open_store(filled.address("reviews_reader"))
    assert filled.ask(check) == []

    filled.ask(
        "UPDATE revisions SET document = replace(document::text, %s, %s)::json "
        "WHERE version = 2",
        '"fairly_good"',
        '"good"',
    )

    assert filled.ask(check) == [(ID, 2)]
    assert store.get(ID, 1) is not None
    with pytest.raises(DamagedError, match=f"^{ID}, version 2$"):
        store.get(ID)


def test_a_backup_brings_back_every_byte(filled, examples, programs, tmp_path):
    """Dumped as text, restored into another database, checked there."""
    dump, other = (
        tmp_path / "dump.sql",
        filled.address().replace("/postgres?", "/copy?"),
    )
    before = filled.ask("SELECT * FROM revisions ORDER BY version")
    with closing(psycopg.connect(filled.address(), autocommit=True)) as connection:
        connection.execute("DROP DATABASE IF EXISTS copy")
        connection.execute("CREATE DATABASE copy TEMPLATE template0")
    for command in (
        ["pg_dump", "--file", dump, filled.address()],
        ["psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", dump, other],
    ):
        subprocess.run(
            [programs / command[0], *command[1:]], check=True, stdout=subprocess.DEVNULL
        )

    with psycopg.connect(other) as connection:
        found = connection.execute(
            "SELECT * FROM revisions ORDER BY version"
        ).fetchall()
        assert found == before
        assert (
            connection.execute(
                (examples / "check.sql").read_text(encoding="utf-8")
            ).fetchall()
            == []
        )
    assert [r.text for r in _versions(other)] == [
        r.text for r in _versions(filled.address())
    ]


def _versions(address):
    store = open_store(address)
    return [store.get(ID, version) for version in (1, 2)]


def test_a_store_is_made_once_and_never_by_accident(tmp_path, examples, monkeypatch):
    """Opening makes nothing; the program of the how-to does, and may be run again."""
    path = tmp_path / "reviews.db"
    with pytest.raises(Exception, match="unable to open database file"):
        open_store(str(path)).newest(ID)
    assert not path.exists()

    monkeypatch.setenv("REVIEWS_STORE", str(path))
    for _ in range(2):
        subprocess.run([sys.executable, examples / "reviews_store.py"], check=True)

    assert open_store(str(path)).newest(ID) == 0

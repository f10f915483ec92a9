"""The scheduled script of the how-to, over PostgreSQL and SQLite."""

import json
import os
import subprocess
import sys
from datetime import date

import nightly_pages
import pytest
from reviews_store import open_store

ID = "long-march-street-2021"
DAYS = ["2022-01-01", "2022-01-31"]


@pytest.fixture
def ran(address, tmp_path, monkeypatch, capsys):
    """Return what runs the script and gives its exit code and both its outputs."""
    monkeypatch.setenv("REVIEWS_STORE", address)

    def _ran(*words):
        code = nightly_pages.main([*map(str, words), str(tmp_path / "out")])
        return code, *capsys.readouterr()

    return _ran


def test_the_pages_of_the_days_are_written(ran, store, review, text, tmp_path):
    """Other days have none; a second run writes the same bytes; the newest counts."""
    held_on, page = review.conference.held_on, tmp_path / "out" / f"{ID}.html"
    store.add(ID, 0, held_on, text)

    assert ran("2022-01-26", "2022-12-31") == (0, "", "")
    assert not page.exists()
    assert ran(*DAYS) == (0, f"{page}\n", "")
    first = page.read_bytes()
    assert ran(held_on, held_on) == (0, f"{page}\n", "")
    assert page.read_bytes() == first

    document = json.loads(text)
    document["conference"]["title"] = {"zh": "更正后的会议", "en": "corrected"}
    store.add(ID, 1, held_on, json.dumps(document))
    ran(*DAYS)
    assert "更正后的会议" in page.read_text(encoding="utf-8")
    assert [path.name for path in page.parent.iterdir()] == [page.name]


def test_what_is_refused_is_named_and_the_rest_written(ran, store, text, tmp_path):
    """One bad document keeps no other back, and no word of it is told."""
    broken = json.loads(text)
    broken["ballots"]["leaders"][0][0][0] = "好、较好"
    store.add("bad", 0, date(2022, 1, 2), json.dumps(broken))
    store.add(ID, 0, date(2022, 1, 25), text)

    code, out, err = ran(*DAYS)

    assert (code, out) == (1, f"{tmp_path / 'out' / ID}.html\n")
    assert err == "bad: refused: InputError\n"


def test_it_says_where_it_cannot_write(ran, store, text, tmp_path):
    """A file stands where the folder should be."""
    store.add(ID, 0, date(2022, 1, 25), text)
    (tmp_path / "out").write_text("taken")

    code, out, err = ran(*DAYS)

    assert (code, out) == (3, "")
    assert str(tmp_path / "out") in err


def test_it_does_not_start_without_a_store(ran, tmp_path, monkeypatch, capsys):
    """A missing file is not made; what is no database, or has no table, is named."""
    missing, other, empty = (tmp_path / name for name in ("no.db", "o.db", "e.db"))
    other.write_text("no database, but long enough to be taken for one" * 9)
    empty.touch()

    for path in (missing, other, empty, "postgresql://nobody@/none?host=/nowhere", ""):
        monkeypatch.setenv("REVIEWS_STORE", str(path))
        code, out, err = ran(*DAYS)
        assert (code, out) == (2, "")
        assert err.count("\n") >= 1
    assert not missing.exists()
    with pytest.raises(SystemExit, match="2"):
        ran("25 January", "2022-01-25")


def test_it_runs_as_a_scheduler_starts_it(text, examples, tmp_path):
    """From another folder, with next to no environment, in no UTF-8 locale."""
    address = str(tmp_path / "reviews.db")
    open_store(address, make=True).add(ID, 0, date(2022, 1, 25), text)
    done = subprocess.run(
        [sys.executable, examples / "nightly_pages.py", *DAYS, tmp_path / "报表"],
        cwd=tmp_path,
        env={
            "REVIEWS_STORE": address,
            "LC_ALL": "C",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "报表" / f"{ID}.html").is_file()

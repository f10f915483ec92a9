"""Every version of every review, as its text: in PostgreSQL, or in a file of SQLite.

`REVIEWS_STORE=postgresql://... python reviews_store.py` makes the table, once.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

# json, not jsonb: it keeps the text to the byte, and can be asked like jsonb.
# No CHECK on the document: the server's log would quote a row that fails it.
CREATE = """
CREATE TABLE IF NOT EXISTS revisions (
    review_id text NOT NULL,
    version integer NOT NULL,
    held_on date NOT NULL,
    sha256 text NOT NULL,
    document json NOT NULL,
    PRIMARY KEY (review_id, version)
)
"""
ADD = "INSERT INTO revisions VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
NEWEST = "SELECT max(version) FROM revisions WHERE review_id = %s"
READ = """
SELECT sha256, CAST(document AS text) FROM revisions
WHERE review_id = %s AND version = %s
"""
HELD = """
SELECT DISTINCT review_id FROM revisions WHERE held_on BETWEEN %s AND %s
ORDER BY review_id
"""


class DamagedError(Exception):
    """A text is no longer the one that was stored."""


@dataclass(frozen=True)
class Revision:
    """One version of a review's document, as it was handed in."""

    review_id: str
    version: int
    sha256: str
    text: str


@dataclass(frozen=True)
class Store:
    """Versions are added and never changed: what was assessed can be read again."""

    connect: Callable[[], Any]
    mark: str = "%s"

    def create(self) -> None:
        """Make the table where there is none."""
        with closing(self.connect()) as connection, connection:
            connection.execute(CREATE)

    def add(self, review_id: str, after: int, held_on: date, text: str) -> bool:
        """Keep the version that follows another; 0 stands before the first.

        Returns:
            Whether it was kept. Of two edits of one version the key lets only one
            in; there is no lock that somebody could forget to give back.
        """
        if after != self.newest(review_id):
            return False
        row = (review_id, after + 1, held_on.isoformat(), _digest(text), text)
        with closing(self.connect()) as connection, connection:
            return connection.execute(self._said(ADD), row).rowcount == 1

    def newest(self, review_id: str) -> int:
        """Return the number of the newest version, 0 if there is none."""
        ((version,),) = self._rows(NEWEST, review_id)
        return version or 0

    def get(self, review_id: str, version: int | None = None) -> Revision | None:
        """Return a version, the newest where none is named; None if there is none.

        Raises:
            DamagedError: If the text is not the one that was stored.
        """
        number = self.newest(review_id) if version is None else version
        for digest, text in self._rows(READ, review_id, number):
            if _digest(text) != digest:
                raise DamagedError(f"{review_id}, version {number}")
            return Revision(review_id, number, digest, text)
        return None

    def held(self, first: date, last: date) -> list[str]:
        """Return the ids of the reviews held between two days, both included."""
        days = first.isoformat(), last.isoformat()
        return [review_id for (review_id,) in self._rows(HELD, *days)]

    def _rows(self, question: str, *values: object) -> list[Any]:
        with closing(self.connect()) as connection:
            return connection.execute(self._said(question), values).fetchall()

    def _said(self, statement: str) -> str:
        return statement.replace("%s", self.mark)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def open_store(address: str, *, make: bool = False) -> Store:
    """Return the store at a PostgreSQL address, or in a file of SQLite.

    Args:
        address: Such as postgresql://reviews@db/reviews, or a path.
        make: Whether to make the table, and the file of SQLite, if missing.
    """
    if address.startswith("postgresql://"):
        store = Store(partial(psycopg.connect, address, connect_timeout=10))
    else:
        # A slip of the pen in the path makes no empty database.
        uri = f"{Path(address).absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
        store = Store(partial(sqlite3.connect, uri, uri=True, timeout=10), mark="?")
    if make:
        store.create()
    return store


if __name__ == "__main__":
    open_store(os.environ["REVIEWS_STORE"], make=True)

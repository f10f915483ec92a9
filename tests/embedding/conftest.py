"""A PostgreSQL server of our own, stores in it and in SQLite, and the app over HTTP."""

import os
import re
import shlex
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import attrs
import psycopg
import pytest
import uvicorn
from reviews_app import create_app
from reviews_store import open_store

from partybuild.adapters.records import review_json
from partybuild.datasets import load_example

EXAMPLES = Path(__file__).parents[2] / "examples" / "embedding"
ROLES = Path(EXAMPLES, "roles.sql").read_text(encoding="utf-8")


@attrs.frozen
class Postgres:
    """A running server, its log, and addresses for its owner and for each role."""

    folder: Path

    def address(self, role="owner"):
        """Return the address for a role."""
        return f"postgresql://{role}@/postgres?host={self.folder}&port=5432"

    def ask(self, question, *values, role="owner"):
        """Return the rows of an answer; a statement without rows gives none."""
        with psycopg.connect(self.address(role)) as connection:
            asked = connection.execute(question, values)
            return asked.fetchall() if asked.description else []

    def log(self):
        """Return what the server has logged."""
        return (self.folder / "log").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def programs():
    """Return the folder of the newest PostgreSQL that is installed."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    found = [path for path in folders if (path / "initdb").is_file()]
    if found:
        return max(found, key=lambda path: int(re.sub(r"\D", "", path.parent.name)))
    elsewhere = shutil.which("initdb")
    assert elsewhere, "no initdb: install PostgreSQL (the Debian package postgresql)"
    return Path(elsewhere).resolve().parent


# PostgreSQL refuses to be root.
_AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def _as_postgres(*command):
    """Run a program of PostgreSQL."""
    words = [*_AS_POSTGRES, *map(str, command)]
    # Into a file: a server that was started would keep a pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, cwd="/", stdout=said, stderr=said, check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode(errors="replace")


@pytest.fixture(scope="session")
def postgres(programs):
    """Start a PostgreSQL server of our own, and stop it whatever happens."""
    # Short, because the path of a socket is; and not the folder of another user.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    data, control = folder / "data", programs / "pg_ctl"
    # It waits for the end of its input, which comes even if the tests are killed.
    stop = [*_AS_POSTGRES, control, "-D", data, "-m", "immediate", "stop"]
    guard = subprocess.Popen(
        ["/bin/sh", "-c", f'cat; {shlex.join(map(str, stop))}; rm -r "$0"', folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    try:
        if _AS_POSTGRES:
            shutil.chown(folder, "postgres")
        _as_postgres(
            *(programs / "initdb", "-D", data, "-U", "owner", "-A", "trust"),
            *("-E", "UTF8", "--locale=C", "--no-sync"),
        )
        # It listens on no port: the socket in its folder is the only way in.
        options = f"-c listen_addresses='' -c fsync=off -p 5432 -k {folder}"
        # As the how-to says: every statement in the log, and no value.
        options += " -c log_statement=all -c log_parameter_max_length=0"
        log = folder / "log"
        _as_postgres(control, "-D", data, "-w", "-l", log, "-o", options, "start")
        server = Postgres(folder)
        open_store(server.address(), make=True)
        server.ask(ROLES)
        yield server
    finally:
        guard.communicate()
        assert not folder.exists()


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory):
    """Return the path of a file of SQLite with the table in it."""
    path = tmp_path_factory.mktemp("store") / "评议 100%?.db"
    open_store(str(path), make=True)
    return path


@attrs.frozen
class Answer:
    """What the application answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        """The body as text."""
        return self.body.decode()


@attrs.frozen
class Client:
    """A client of the application, over a connection of its own each time."""

    port: int

    def ask(self, method, path, body=None, *, token="secret", **headers):  # noqa: S107
        """Return the answer to a request."""
        content = body.encode() if isinstance(body, str) else body
        named = {key.replace("_", "-"): value for key, value in headers.items()}
        if token:
            named["Authorization"] = f"Bearer {token}"
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, content, named)
            answer = connection.getresponse()
            found = {key.lower(): value for key, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())


@pytest.fixture(scope="session")
def examples():
    """Return the folder of the programs that the how-to shows."""
    return EXAMPLES


@pytest.fixture(scope="session")
def client_at():
    """Return what makes a client of the application at a port."""
    return Client


def _serve(app):
    """Serve an application on a free port of the loopback."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.01)
            yield Client(listening.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def served(request):
    """Return a store of each kind, as the application has it, and a client of it."""
    if request.param == "sqlite":
        address = str(request.getfixturevalue("sqlite"))
    else:
        address = request.getfixturevalue("postgres").address("reviews_app")
    store = open_store(address)
    for client in _serve(create_app(store, "secret")):
        yield address, store, client


@pytest.fixture
def address(served, request):
    """Return the address of a store that is empty again."""
    found, _, _ = served
    if found.startswith("postgresql"):
        request.getfixturevalue("postgres").ask("TRUNCATE revisions")
    else:
        with closing(sqlite3.connect(found)) as connection, connection:
            connection.execute("DELETE FROM revisions")
    return found


@pytest.fixture
def store(served, address):
    """Return an empty store."""
    return served[1]


@pytest.fixture
def client(served, address):
    """Return a client of the application over an empty store."""
    return served[2]


@pytest.fixture(scope="session")
def review():
    """Return the example conference."""
    return load_example("long-march-street-2021")


@pytest.fixture(scope="session")
def text(review):
    """Return its document."""
    return review_json(review)

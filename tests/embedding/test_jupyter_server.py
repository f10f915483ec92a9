"""The notebook of the how-to, run by a Jupyter server as its analysts run it."""

import json
import os
import subprocess
import sys
import time
import uuid
from contextlib import closing
from http.client import HTTPConnection

import attrs
import nbformat
import pytest
from reviews_store import open_store
from websocket import create_connection

ID = "long-march-street-2021"
TOKEN = "a-token-of-the-test"  # noqa: S105


@attrs.frozen
class Jupyter:
    """A running server."""

    port: int

    def ask(self, method, path, body=None, token=TOKEN):
        """Return status and data of an answer."""
        headers = {"Authorization": f"token {token}"}
        content = None if body is None else json.dumps(body)
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, content, headers)
            answer = connection.getresponse()
            found = answer.read()
            return answer.status, json.loads(found) if found else None

    def run(self, kernel_id, code):
        """Return what a cell shows, by its kind: text, or the HTML of a result."""
        number = uuid.uuid4().hex
        header = {"msg_id": number, "msg_type": "execute_request", "version": "5.3"}
        request = {
            "header": {**header, "username": "", "session": number, "date": ""},
            "parent_header": {},
            "metadata": {},
            "content": {"code": code, "silent": False},
            "channel": "shell",
        }
        address = f"ws://127.0.0.1:{self.port}/api/kernels/{kernel_id}/channels"
        shown = {}
        with closing(
            create_connection(f"{address}?token={TOKEN}", timeout=60)
        ) as socket:
            socket.send(json.dumps(request))
            while True:
                message = json.loads(socket.recv())
                content = message["content"]
                if message["parent_header"].get("msg_id") != number:
                    continue
                assert message["msg_type"] != "error", content["traceback"]
                shown |= content.get("data", {})
                if content.get("execution_state") == "idle":
                    return shown


@pytest.fixture(scope="module")
def jupyter(postgres, examples, review, text, tmp_path_factory):
    """Start the server of the how-to in a copy of its folder."""
    postgres.ask("TRUNCATE revisions")
    store = open_store(postgres.address("reviews_app"))
    store.add(ID, 0, review.conference.held_on, text)
    folder = tmp_path_factory.mktemp("jupyter")
    for path in examples.glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    root = ["--allow-root"] if os.geteuid() == 0 else []
    config = folder / "jupyter_server_config.py"
    command = ["-m", "jupyter_server", "--port=0", "--config", config, *root]
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(
            [sys.executable, *command],
            env={
                **os.environ,
                "JUPYTER_CONFIG_DIR": str(folder / "config"),
                "JUPYTER_DATA_DIR": str(folder / "data"),
                "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
                "JUPYTER_TOKEN": TOKEN,
                "IPYTHONDIR": str(folder / "ipython"),
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "REVIEWS_STORE": postgres.address("reviews_reader"),
            },
            stdout=log,
            stderr=log,
        )
        try:
            yield _answering(folder, program)
        finally:
            program.terminate()
            program.wait(60)


def _answering(folder, program):
    """Return the server once it answers at the port that it chose."""
    while True:
        assert program.poll() is None, (folder / "log").read_text(encoding="utf-8")
        for path in (folder / "runtime").glob("jpserver-*.json"):
            try:
                # The file may be half written, and is there before the server is.
                port = json.loads(path.read_text(encoding="utf-8"))["port"]
                server = Jupyter(port)
                server.ask("GET", "/api")
            except (ValueError, OSError):
                continue
            return server
        time.sleep(0.05)


def test_the_notebook_runs_on_the_server(jupyter, examples):
    """Cell by cell over the kernel's own channel; results show themselves."""
    notebook = nbformat.read(examples / "weak_areas.ipynb", as_version=4)
    status, kernel = jupyter.ask("POST", "/api/kernels", {"name": "python3"})
    assert status == 201

    held, assessment, weak = [
        jupyter.run(kernel["id"], cell.source)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]

    assert held["text/plain"] == f"['{ID}']"
    assert "<td>96.04</td>" in assessment["text/html"]
    assert weak["text/html"].count("<tr>") > 1
    refused = jupyter.run(
        kernel["id"],
        "try:\n    store.add('x', 0, date(2022, 1, 1), '{}')\n"
        "except Exception as error:\n    found = type(error).__name__\nfound",
    )
    assert refused["text/plain"] == "'InsufficientPrivilege'"
    assert jupyter.ask("DELETE", f"/api/kernels/{kernel['id']}")[0] == 204


def test_answers_are_not_saved(jupyter, examples):
    """A notebook keeps what was asked; what it showed may hold voter groups."""
    content = json.loads((examples / "weak_areas.ipynb").read_text(encoding="utf-8"))
    output = {"output_type": "stream", "name": "stdout", "text": "leaders 9 9"}
    content["cells"][1] |= {"outputs": [output], "execution_count": 1}
    model = {"type": "notebook", "format": "json", "content": content}

    status, _ = jupyter.ask("PUT", "/api/contents/mine.ipynb", model)
    _, found = jupyter.ask("GET", "/api/contents/mine.ipynb")

    assert status == 201
    asked, answered = content["cells"][1], found["content"]["cells"][1]
    assert (answered["outputs"], answered["execution_count"]) == ([], None)
    assert answered["source"] == "".join(asked["source"])


def _status_without_token(jupyter, method, path):
    return jupyter.ask(method, path, {"name": "python3"}, "other")[0]


def test_nobody_runs_anything_without_the_token(jupyter):
    """A kernel is a program with the rights of the review body."""
    for method, path in (("POST", "/api/kernels"), ("PUT", "/api/contents/x.ipynb")):
        assert _status_without_token(jupyter, method, path) == 403


def test_the_notebook_of_the_how_to_shows_no_result(examples):
    """It is handed on without answers."""
    notebook = nbformat.read(examples / "weak_areas.ipynb", as_version=4)
    assert not any(c.outputs for c in notebook.cells if c.cell_type == "code")

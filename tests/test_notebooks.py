"""The notebooks of the documentation run, and show what is kept in them."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def _shown(notebook):
    """What every cell shows as text; pictures differ from font to font."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                found.append(output["text"])
            elif "image/png" not in output["data"]:
                data = output["data"]
                found.append(json.dumps(data, ensure_ascii=False, sort_keys=True))
    return found


def test_there_is_one_for_each_kind_of_user():
    """A first conference, a street's analyst, a province on DuckDB."""
    assert [path.stem for path in NOTEBOOKS] == [
        "first-conference",
        "province-duckdb",
        "street-analyst",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
# The kernel's sockets belong to its client; nothing here opens one.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_a_notebook_shows_again_what_it_shows_in_the_documentation(path):
    """Every cell runs in a fresh kernel; text and tables are the same."""
    kept = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    NotebookClient(fresh, timeout=120, kernel_name="python3").execute()

    assert _shown(fresh) == _shown(kept)
    assert [c["execution_count"] for c in kept.cells if c.cell_type == "code"] == [
        *range(1, 1 + sum(c.cell_type == "code" for c in kept.cells))
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_tells_nothing_of_the_machine(path):
    """No path, no time, no name of a kernel's environment."""
    text = path.read_text(encoding="utf-8")

    assert not [word for word in ("/home", "/root", "iopub", "tmp/") if word in text]
    assert path.stat().st_size < 200_000

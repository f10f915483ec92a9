"""The architecture page shows the import graph that the code has."""

import runpy
from pathlib import Path

TOOL = Path(__file__).parent.parent / "tools" / "import_graph.py"


def test_the_page_shows_the_real_import_graph():
    """`python tools/import_graph.py` draws it anew."""
    tool = runpy.run_path(str(TOOL))
    text = tool["PAGE"].read_text(encoding="utf-8")

    assert tool["page"](text) == text

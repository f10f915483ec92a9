"""Draw the real import graph of the layers into docs/architecture.md.

Usage: ``python tools/import_graph.py``. A test compares the page with the code.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "partybuild"
PAGE = ROOT / "docs" / "architecture.md"
START, END = "<!-- import graph: tools/import_graph.py -->\n", "<!-- end -->\n"
LAYERS = (
    "adapters",
    "datasets",
    "testing",
    "reporting",
    "ledgers",
    "analysis",
    "assessment",
    "conference",
    "rules",
    "duties",
    "organization",
    "kernel",
    "errors",
)


def imports(layer: str) -> set[str]:
    """Return the other layers that some module of a layer imports."""
    names: set[str] = set()
    for path in (PACKAGE / layer).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module)
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
    parts = [name.split(".") for name in names if name.startswith("partybuild.")]
    return {part[1] for part in parts} & set(LAYERS) - {layer}


def table() -> str:
    """Return the graph as a table: which layer imports which."""
    lines = ["| layer | imports |", "| --- | --- |"]
    for layer in LAYERS:
        found = imports(layer)
        words = ", ".join(f"`{name}`" for name in LAYERS if name in found)
        lines.append(f"| `{layer}` | {words or 'nothing'} |")
    return "\n".join(lines) + "\n"


def page(text: str) -> str:
    """Return the page with the present graph in it."""
    before, rest = text.split(START)
    return before + START + "\n" + table() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

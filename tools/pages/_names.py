"""The page of all public names, by the package that publishes them."""

import ast
import importlib
import inspect
from itertools import pairwise
from pathlib import Path

import partybuild

_ROOT = Path(partybuild.__file__).parent
_HEAD = """# Every public name

What is listed here may be relied on
([compatibility](../contributing.md#compatibility)); what is not, may not. The pages by
layer tell the rest of classes and functions. The names of `partybuild` itself are those
of the layers, to be had by a shorter way.
"""


def _modules() -> list[str]:
    """Return the packages and modules that publish names, the root first."""
    found: list[str] = []
    for path in sorted(_ROOT.rglob("*.py")):
        parts = path.relative_to(_ROOT).with_suffix("").parts
        public = not any(p.startswith("_") and p != "__init__" for p in parts)
        if public and "__all__" in path.read_text(encoding="utf-8"):
            found.append(".".join(["partybuild", *parts]).removesuffix(".__init__"))
    return sorted(found)


def _texts() -> dict[str, str]:
    """Return what stands below each constant and type in the sources."""
    found: dict[str, str] = {}
    for path in sorted(_ROOT.rglob("*.py")):
        body = ast.parse(path.read_text(encoding="utf-8")).body
        for one, below in pairwise(body):
            if not isinstance(below, ast.Expr) or not isinstance(
                below.value, ast.Constant
            ):
                continue
            if isinstance(one, ast.Assign):
                target = one.targets[0]
            elif isinstance(one, ast.AnnAssign):
                target = one.target
            else:
                continue
            if isinstance(target, ast.Name):
                found[target.id] = str(below.value.value)
    return found


def _sentence(text: str) -> str:
    """Return the first paragraph of a docstring, for a cell of a table."""
    return " ".join(text.strip().partition("\n\n")[0].split()).replace("|", r"\|")


def _line(module: str, name: str, texts: dict[str, str]) -> str:
    value = getattr(importlib.import_module(module), name)
    kinds = {  # a function behind a cache is one
        "class": inspect.isclass(value),
        "function": inspect.isfunction(inspect.unwrap(value)),
        "module": inspect.ismodule(value),
    }
    for kind in (kind for kind, fits in kinds.items() if fits):
        return f"| `{name}` | {kind} | {_sentence(inspect.getdoc(value) or '')} |"
    kind = "constant" if name.strip("_").isupper() or name.startswith("_") else "type"
    return f"| `{name}` | {kind} | {_sentence(texts.get(name, ''))} |"


def names_page() -> str:
    """Return the page.

    Returns:
        Markdown.
    """
    texts = _texts()
    parts = [_HEAD]
    for module in _modules():
        names = importlib.import_module(module).__all__
        lines = [_line(module, name, texts) for name in names]
        table = ["| name | kind | what it is |", "| --- | --- | --- |", *lines]
        parts.append(f"## `{module}`\n\n" + "\n".join(table) + "\n")
    return "\n".join(parts)

"""The public face: names and parameters, written down, so that no change slips in.

`python tests/test_api.py` writes api.txt anew. A line that goes or changes breaks what
others wrote: docs/contributing.md says how long the old one has to stay.
"""

import importlib
import inspect
import re
from enum import Enum
from pathlib import Path

import attrs

import partybuild

SNAPSHOT = Path(__file__).parent / "api.txt"
# The same as the last release had it.
RELEASED = Path(__file__).parent / "api-released.txt"
BREAKING = Path(__file__).parents[1] / "changelog.d"
ROOT = Path(partybuild.__file__).parent


def _modules():
    """Every module that publishes names; the root is written by hand."""
    for path in sorted(ROOT.rglob("__init__.py")):
        relative = path.parent.relative_to(ROOT)
        parts = ["partybuild", *relative.parts]
        if "__all__" in path.read_text(encoding="utf-8"):
            yield ".".join(parts)
    yield from ("partybuild.testing.plain", "partybuild.testing.strategies")


def _parameters(value):
    """Names of parameters, with what is needed and what is by name only."""
    found = []
    by_name = False
    for parameter in inspect.signature(value).parameters.values():
        if parameter.name in {"self", "cls"}:
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not by_name:
            by_name = True
            found.append("*")
        default = "" if parameter.default is parameter.empty else "=..."
        star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}
        by_name = by_name or parameter.kind is parameter.VAR_POSITIONAL
        found.append(f"{star.get(parameter.kind, '')}{parameter.name}{default}")
    return f"({', '.join(found)})"


def _members(owner):
    """Public methods and properties that the class or a base of ours defines."""
    ours = [c for c in owner.__mro__ if c.__module__.startswith("partybuild")]
    for name in sorted({name for c in ours for name in vars(c)}):
        if name.startswith("_"):
            continue
        member = inspect.getattr_static(owner, name)
        if isinstance(member, property):
            yield f".{name}"
        elif isinstance(member, (classmethod, staticmethod)) or inspect.isfunction(
            member
        ):
            yield f".{name}{_parameters(getattr(owner, name))}"


def _lines(module_name):
    module = importlib.import_module(module_name)
    for name in module.__all__:
        value = getattr(module, name)
        full = f"{module_name}.{name}"
        if inspect.isclass(value) and issubclass(value, Enum):
            yield full
            yield from (f"{full}.{m.name} = {m.value!r}" for m in value)
        elif inspect.isclass(value):
            yield f"{full}{_parameters(value) if attrs.has(value) else ''}"
            if not issubclass(value, Exception):
                yield from (f"{full}{member}" for member in _members(value))
        elif inspect.isfunction(value):
            yield f"{full}{_parameters(value)}"
        else:
            yield full


def current():
    """The face as it is now, one line per name."""
    lines = [f"partybuild.{name}" for name in partybuild.__all__]
    for module in _modules():
        if module not in {"partybuild", "partybuild.adapters"}:
            lines += _lines(module)
    return "\n".join(lines) + "\n"


def test_the_public_face_is_the_one_written_down():
    """Whoever changes it sees what others would have to change."""
    assert current() == SNAPSHOT.read_text(encoding="utf-8")


def _faces(path):
    """Names, each with its parameters and whether they may be left out."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, given = line.partition(" = ")[0].partition("(")
        parameters = re.findall(r"([*]*\w+)(=\.\.\.)?", given)
        found[name] = {parameter: bool(default) for parameter, default in parameters}
    return found


def _broken():
    """Names of the last release that a caller would miss, or call in vain."""
    now = _faces(SNAPSHOT)
    for name, before in _faces(RELEASED).items():
        after = now.get(name, {})
        needed = {
            parameter
            for parameter, optional in after.items()
            # What may be left out now, or had to be given before, does no harm.
            if not optional
            and not parameter.startswith("*")
            and before.get(parameter, True)
        }
        if name not in now or set(before) - set(after) or needed:
            yield name


def test_what_breaks_a_caller_is_told_in_the_changelog():
    """A name of the last release goes only with a word to whoever used it."""
    told = "".join(
        path.read_text(encoding="utf-8") for path in BREAKING.glob("*.breaking.md")
    )
    missing = [name for name in _broken() if f"`{name}`" not in told]

    assert missing == []


if __name__ == "__main__":
    SNAPSHOT.write_text(current(), encoding="utf-8")

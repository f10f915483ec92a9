"""The rules of the house that a machine can check."""

import ast
import importlib
import pickle
import subprocess
import sys
import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

import partybuild
from partybuild import errors
from partybuild.kernel import VERSION

ROOT = Path(partybuild.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
EDGES = {"adapters", "datasets", "testing", "__main__.py", "__init__.py"}
CORE = [m for m in MODULES if m.relative_to(ROOT).parts[0] not in EDGES]
EXACT = {
    "kernel",
    "organization",
    "duties",
    "rules",
    "conference",
    "assessment",
    "ledgers",
}
# The adapters load lazily, and the strategies are a module of their own, so that
# neither needs an optional package on import.
LAYERS = sorted(
    p.parent.name
    for p in ROOT.glob("*/__init__.py")
    if p.parent.name not in {"adapters", "testing"}
)


def _name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_passes_300_lines(path):
    """A longer module holds more than one concept."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def _public_names(layer):
    module = importlib.import_module(f"partybuild.{layer}")
    return module, module.__all__


@pytest.mark.parametrize("layer", LAYERS)
def test_every_public_name_resolves_and_is_listed_in_order(layer):
    """`__all__` is what users, docs and tab completion go by."""
    module, names = _public_names(layer)

    assert len(set(names)) == len(names)
    assert all(hasattr(module, name) for name in names)
    assert sorted(names) == sorted(dict.fromkeys(names))


def test_every_name_of_the_root_resolves():
    """The curated names load lazily, and all of them do."""
    assert set(dir(partybuild)) == set(partybuild.__all__)
    assert all(getattr(partybuild, name) is not None for name in partybuild.__all__)


def _public_classes():
    for layer in LAYERS:
        module, names = _public_names(layer)
        for name in names:
            value = getattr(module, name)
            plain = isinstance(value, type) and not issubclass(value, Exception)
            if plain and attrs.has(value):
                yield pytest.param(value, id=f"{layer}.{name}")


@pytest.mark.parametrize("kind", list(_public_classes()))
def test_public_values_are_frozen_and_slotted(kind):
    """A value that could change, or grow a field, could lie about a result."""
    assert kind.__attrs_props__.is_frozen
    assert "__dict__" not in dir(kind) or kind.__dictoffset__ == 0


def _annotations(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign):
            yield node.annotation
        elif isinstance(node, ast.arg) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns


@pytest.mark.parametrize(
    "path", [m for m in CORE if m.relative_to(ROOT).parts[0] in EXACT], ids=_name
)
def test_no_float_is_annotated_where_scores_are_made(path):
    """Where a grade is made, no number is a float."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = [
        node.id
        for annotation in _annotations(tree)
        for node in ast.walk(annotation)
        if isinstance(node, ast.Name)
    ]

    assert "float" not in names


IMPURE_MODULES = {
    "io",
    "locale",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
    "uuid",
}
IMPURE_CALLS = {"open", "input", "print", "hash", "id"}
IMPURE_METHODS = {"today", "now", "utcnow", "fromtimestamp", "getenv"}


@pytest.mark.parametrize("path", CORE, ids=_name)
def test_the_core_reads_no_clock_file_environment_or_chance(path):
    """Same input, same bytes: nothing below the adapters looks outside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]

    assert not imported & IMPURE_MODULES
    assert not {c.id for c in calls if isinstance(c, ast.Name)} & IMPURE_CALLS
    assert not {c.attr for c in calls if isinstance(c, ast.Attribute)} & IMPURE_METHODS


def test_importing_the_package_loads_no_part_of_it():
    """`import partybuild` is cheap, and needs no optional package."""
    code = (
        "import sys, partybuild; "
        "print([m for m in sys.modules if m.startswith('partybuild.') or m in "
        "{'attrs', 'attr', 'cattrs', 'xlsxwriter', 'docx', 'python_calamine'}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


SAMPLES = {
    "str": "text",
    "int": 3,
    "object": 0.5,
    "date": date(2022, 1, 25),
    "Fraction": Fraction(1, 3),
    "tuple[str, ...]": ("a", "b"),
    "tuple[int, ...]": (1, 2),
    "tuple[Mistake, ...]": (errors.Mistake("A1", "wrong"),),
}


def _sample(field):
    kind = field.type if isinstance(field.type, str) else None
    text = kind or getattr(field.type, "__name__", str(field.type))
    text = str(field.type) if "tuple" in text else text
    text = text.replace("partybuild.errors.", "")
    return SAMPLES.get(text, "text")


def _error_classes():
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, Exception):
            yield pytest.param(value, id=name)


@pytest.mark.parametrize("kind", list(_error_classes()))
def test_every_error_is_ours_and_a_builtin_and_survives_pickling(kind):
    """A caller catches one base or the nearest builtin; a worker can send it on."""
    assert issubclass(kind, errors.PartyBuildError)
    if kind is errors.PartyBuildError:
        return
    builtin = [b for b in kind.__mro__ if b.__module__ == "builtins"]
    assert builtin[0] not in (Exception, BaseException, object)

    error = kind(*[_sample(field) for field in attrs.fields(kind)])
    again = pickle.loads(pickle.dumps(error))

    assert type(again) is kind
    assert str(again) == str(error)
    assert str(error)


def test_the_version_is_stated_once_for_packaging_and_once_for_receipts():
    """Both places say the same."""
    project = tomllib.loads(
        (ROOT.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    )

    assert project["project"]["version"] == VERSION == partybuild.__version__


def test_optional_packages_stay_out_of_a_plain_assessment():
    """Assessing a review loads neither workbook nor document libraries."""
    code = (
        "import sys, partybuild as pb; pb.assess; pb.find_weak_areas; "
        "print(sorted({'xlsxwriter', 'docx', 'python_calamine', 'hypothesis'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"

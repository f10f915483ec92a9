"""The rules of the house that a machine can check."""

import ast
import importlib
import os
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
# Every module that publishes names, those within adapters and testing included. The
# root and adapters load lazily; the root has a test of its own.
PUBLIC = sorted(
    str(path.relative_to(ROOT).with_suffix(""))
    .replace(os.sep, ".")
    .removesuffix(".__init__")
    for path in MODULES
    if "__all__" in path.read_text(encoding="utf-8")
    and path not in {ROOT / "__init__.py", ROOT / "adapters" / "__init__.py"}
)


def _name(path):
    return path.relative_to(ROOT).as_posix()


def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def test_every_layer_says_what_is_public():
    """A layer without `__all__` would slip past the tests below."""
    layers = {path.parent.name for path in ROOT.glob("*/__init__.py")}

    # What testing publishes lives in its modules, of which only one needs Hypothesis.
    assert layers - {"adapters", "testing"} <= set(PUBLIC)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_passes_300_lines(path):
    """A longer module holds more than one concept.

    The verifier recomputes everything and may import nothing: it runs on its own.
    """
    if _name(path) != "assessment/_verifier.py":
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def _public_names(layer):
    module = importlib.import_module(f"partybuild.{layer}")
    return module, module.__all__


def _place(name):
    """Constants, then classes, then the rest, as the linter wants them."""
    return (not name.isupper(), not name[0].isupper(), name)


@pytest.mark.parametrize("layer", PUBLIC)
def test_every_public_name_resolves_and_is_listed_in_order(layer):
    """`__all__` is what users, docs and tab completion go by."""
    module, names = _public_names(layer)

    assert len(set(names)) == len(names)
    assert [name for name in names if not hasattr(module, name)] == []
    assert sorted(names, key=_place) == list(names)


@pytest.mark.parametrize("layer", PUBLIC)
def test_tab_completion_shows_the_public_face_only(layer):
    """What a module imports for itself is not offered to whoever types a dot."""
    module, names = _public_names(layer)

    assert {name for name in dir(module) if not name.startswith("_")} <= set(names)


def test_every_name_of_the_root_resolves():
    """The curated names load lazily, and all of them do."""
    assert dir(partybuild) == sorted(partybuild.__all__)
    assert sorted(partybuild.__all__, key=_place) == partybuild.__all__
    assert all(getattr(partybuild, name) is not None for name in partybuild.__all__)


@pytest.mark.parametrize("layer", PUBLIC)
def test_public_values_are_frozen_and_slotted(layer):
    """A value that could change, or grow a field, could lie about a result."""
    module, names = _public_names(layer)
    values = [
        value
        for value in (getattr(module, name) for name in names)
        if isinstance(value, type)
        and attrs.has(value)
        and not issubclass(value, Exception)
    ]

    assert [v for v in values if not v.__attrs_props__.is_frozen] == []
    assert [v for v in values if v.__dictoffset__] == []


def _annotations(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
            yield node.annotation
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            yield node.returns


def _written_out(annotation):
    """Annotations in quotes are annotations too."""
    for node in ast.walk(annotation):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _written_out(ast.parse(node.value, mode="eval"))
        elif isinstance(node, ast.Name):
            yield node.id


@pytest.mark.parametrize(
    "path", [m for m in CORE if m.relative_to(ROOT).parts[0] in EXACT], ids=_name
)
def test_no_float_is_annotated_where_scores_are_made(path):
    """Where a grade is made, no number is a float."""
    tree = _tree(path)
    names = {name for a in _annotations(tree) for name in _written_out(a)}
    literals = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]

    assert "float" not in names
    assert literals == []


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
IMPURE_METHODS = {
    "fromtimestamp",
    "getenv",
    "now",
    "open",
    "read_bytes",
    "read_text",
    "today",
    "utcnow",
    "write_bytes",
    "write_text",
}


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", CORE, ids=_name)
def test_the_core_reads_no_clock_file_environment_or_chance(path):
    """Same input, same bytes: nothing below the adapters looks outside."""
    tree = _tree(path)
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]

    assert not set(_imported(tree)) & IMPURE_MODULES
    assert not {c.id for c in calls if isinstance(c, ast.Name)} & IMPURE_CALLS
    assert not {c.attr for c in calls if isinstance(c, ast.Attribute)} & IMPURE_METHODS


VERIFIER = ROOT / "assessment" / "_verifier.py"


def test_the_verifier_needs_nothing_but_the_standard_library():
    """A mistake of the package cannot hide in a module that shares none of it."""
    assert set(_imported(_tree(VERIFIER))) <= sys.stdlib_module_names


def test_importing_the_package_loads_no_part_of_it():
    """`import partybuild` is cheap, and needs no optional package."""
    code = (
        "import sys; before = set(sys.modules); import partybuild; "
        "print(sorted(m for m in set(sys.modules) - before - {'partybuild'} "
        "if m.split('.')[0] not in sys.stdlib_module_names))"
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
    """A field of a kind that has no sample yet fails here, and needs one."""
    if isinstance(field.type, type) and not hasattr(field.type, "__args__"):
        return SAMPLES[field.type.__name__]
    return SAMPLES[str(field.type).replace(f"{errors.Mistake.__module__}.", "")]


ERRORS = {
    name: value
    for name in errors.__all__
    if isinstance(value := getattr(errors, name), type) and issubclass(value, Exception)
}


def test_every_exception_is_defined_and_listed_in_errors():
    """Who catches `PartyBuildError` catches all of them."""
    defined = {
        node.name
        for path in MODULES
        if path != VERIFIER  # stands alone, and lets none of its own out
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(("Error", "Exception"))
    }

    assert defined == set(ERRORS)


def _own_raises(function):
    """Names of our errors raised in a body, those of inner functions apart."""
    left = list(function.body)
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            name = getattr(node.exc.func, "id", "")
            if name in ERRORS:
                yield name
        left.extend(ast.iter_child_nodes(node))


def _raised_undocumented(path):
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        text = ast.get_docstring(node) or ""
        documented = text.partition("Raises:")[2]
        if len(text.splitlines()) > 1:  # a one-line docstring has no sections at all
            for name in _own_raises(node):
                if f"{name}:" not in documented:
                    yield f"{node.name}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_what_a_function_raises_itself_its_docstring_says(path):
    """Section Raises may name more (what a called function raises), never less."""
    assert list(_raised_undocumented(path)) == []


@pytest.mark.parametrize("kind", ERRORS.values(), ids=ERRORS)
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


def test_decisions_are_numbered_without_gap_or_double():
    """Another page refers to a decision by its number."""
    pages = sorted((ROOT.parent.parent / "docs" / "adr").glob("*.md"))
    heads = [page.read_text(encoding="utf-8").partition(".")[0] for page in pages]

    assert [page.name[:4] for page in pages] == [
        f"{n:04}" for n in range(1, len(pages) + 1)
    ]
    assert heads == [f"# {n}" for n in range(1, len(pages) + 1)]

"""The conformance suite, run on this implementation.

README.md beside this file says what another implementation has to do with it.
"""

import json
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import jsonschema
import pytest

from partybuild import rules
from partybuild.adapters.records import review_from_document
from partybuild.assessment import _verifier, assess, receipt_json, verify_receipt
from partybuild.errors import InputError
from partybuild.kernel import canonical_json

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir())
RELEASED = sorted((HERE / "released").glob("*/*.receipt.json"))
REFUSED = json.loads((HERE / "refused.json").read_text(encoding="utf-8"))
FORGED = json.loads((HERE / "forged.json").read_text(encoding="utf-8"))
CHANGELOG = HERE.parents[1] / "CHANGELOG.md"


def _module(path):
    spec = spec_from_file_location(path.stem, path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUN, OURS = _module(HERE / "run.py"), _module(HERE / "ours.py")
TOOL = _module(HERE.parents[1] / "tools" / "make_conformance.py")


def _text(path):
    return path.read_text(encoding="utf-8")


def _case_name(path):
    return path.name


def _file_name(path):
    return f"{path.parent.name}-{path.name}"


@pytest.mark.parametrize("case", CASES, ids=_case_name)
def test_a_review_gives_its_receipt_to_the_byte(case):
    """Counting, scoring, grading and the canonical text, all in one."""
    review = review_from_document(json.loads(_text(case / "review.json")))

    assert receipt_json(assess(review)) == _text(case / "receipt.json")


@pytest.mark.parametrize("case", CASES, ids=_case_name)
def test_the_verifier_holds_every_receipt(case):
    """Recomputed by the module that shares no code with the rest."""
    assert verify_receipt(_text(case / "receipt.json")) == ()


def test_the_verifier_runs_by_itself():
    """An auditor copies one file and needs nothing else."""
    case = CASES[0] / "receipt.json"
    command = [sys.executable, "-I", _verifier.__file__]
    ran = subprocess.run(
        command, input=case.read_bytes(), capture_output=True, check=False
    )

    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_a_wrong_review_is_refused_at_its_place(case):
    """Every planted mistake is named; nothing is half taken."""
    document = json.loads(_text(HERE / "cases" / case["review"] / "review.json"))

    with pytest.raises(InputError) as refused:
        review_from_document(RUN.changed(document, case["changes"]))
    assert [mistake.place for mistake in refused.value.mistakes] == case["places"]


@pytest.mark.parametrize("case", FORGED, ids=lambda case: case["name"])
def test_a_forged_receipt_does_not_hold(case):
    """Even where the forger makes every hash anew."""
    receipt = json.loads(_text(HERE / "cases" / case["receipt"] / "receipt.json"))
    forged = RUN.changed(receipt, case["changes"])
    anew = canonical_json(RUN.hashed_anew(forged))

    assert verify_receipt(canonical_json(forged)) != ()
    assert verify_receipt(anew) != ()


@pytest.mark.parametrize("path", RELEASED, ids=_file_name)
def test_a_receipt_of_an_earlier_release_still_holds(path):
    """What was handed in once can be checked for as long as anybody keeps it."""
    assert verify_receipt(_text(path)) == ()


@pytest.mark.parametrize("path", RELEASED, ids=_file_name)
def test_an_earlier_review_gives_the_same_result_today(path):
    """An upgrade changes no result, no hash of rules and no hash of a tally."""
    before = json.loads(_text(path))
    stored = path.with_name(path.name.replace(".receipt.", ".review."))
    review = review_from_document(json.loads(_text(stored)))
    today = json.loads(receipt_json(assess(review)))

    assert RUN.result(today) == RUN.result(before)
    assert set(RUN.ABOUT_RELEASE) <= set(before)


def test_every_release_has_left_its_reviews_and_receipts():
    """None of the changelog is missing, and no receipt without its review."""
    released = re.findall(r"^## (\d+\.\d+\.\d+)", _text(CHANGELOG), re.MULTILINE)
    kept = {path.name: list(path.iterdir()) for path in (HERE / "released").iterdir()}

    assert released
    assert sorted(kept) == sorted(released)
    for files in kept.values():
        names = [re.fullmatch(r"(.+)\.(review|receipt)\.json", f.name) for f in files]
        both = {
            kind: {n[1] for n in names if n[2] == kind}
            for kind in ("review", "receipt")
        }
        assert both["review"] == both["receipt"]
        assert any(name.startswith("long-march-street-") for name in both["review"])


def _documents(kind):
    if kind in {"review", "receipt"}:
        yield from (HERE / "cases").glob(f"*/{kind}.json")
        yield from (HERE / "released").glob(f"*/*.{kind}.json")
    else:
        yield HERE / f"{kind}.json"


@pytest.mark.parametrize("kind", ["review", "receipt", "refused", "forged"])
def test_documents_are_what_their_schema_says(kind):
    """Another implementer reads the schema, not this code."""
    schema = json.loads(_text(HERE / "schema" / f"{kind}.schema.json"))
    validator = jsonschema.Draft202012Validator(schema)
    paths = list(_documents(kind))

    assert schema == TOOL.schemas()[kind]
    assert paths
    for path in paths:
        assert [e.message for e in validator.iter_errors(json.loads(_text(path)))] == []


def _stored(name):
    """Return the releases that stored a case; each is a review and a receipt."""
    return [path.parent.name for path in HERE.glob(f"released/*/{name}.review.json")]


class _InProcess(RUN.Implementation):
    """This library, without a process for every document."""

    def says(self, word, document):
        return OURS.answer(word, document)


def test_the_runner_holds_this_library():
    """What another implementation is held against finds no fault here."""
    names = ["long-march-street-2021", "plain-000", "algebra-000"]
    tried = list(RUN.failures(_InProcess([]), names))

    assert {what for _, what in tried} == {""}
    stored = sum(len(_stored(name)) for name in names)
    assert len(tried) == 2 * 3 + len(REFUSED) + len(FORGED) + 2 * stored


class _Wrong(_InProcess):
    """An implementation that takes everything and answers nothing."""

    def says(self, word, document):
        return 0, b"{}"


def test_the_runner_finds_what_is_wrong():
    """A suite that nobody can fail shows nothing."""
    tried = list(RUN.failures(_Wrong([]), ["long-march-street-2021"]))
    wrong = {name for name, what in tried if what}

    assert {f"refused: {case['name']}" for case in REFUSED} <= wrong
    assert "long-march-street-2021" in wrong
    assert "0.1.0: long-march-street-2021" in wrong
    assert "forged: a weight changed" in wrong


def test_the_runner_is_a_command():
    """It calls the other implementation as a program of its own."""
    command = [sys.executable, HERE / "run.py", "--case", "plain-001"]
    ran = subprocess.run(
        [*command, sys.executable, HERE / "ours.py"],
        capture_output=True,
        check=False,
        text=True,
    )

    held = 2 + 2 * len(_stored("plain-001"))
    assert (ran.returncode, ran.stdout) == (0, f"{held} held, 0 failed\n")


def test_cases_use_the_whole_algebra():
    """A kind of rule without a case would be held by nobody else's implementation."""
    used = set()

    def _walk(value):
        if isinstance(value, dict):
            used.add(value.get("kind"))
            for part in value.values():
                _walk(part)
        elif isinstance(value, list):
            for part in value:
                _walk(part)

    for case in CASES:
        _walk(json.loads(_text(case / "receipt.json"))["rules"])

    assert _kinds() - {kind for kind in used if isinstance(kind, str)} == set()


def _kinds():
    """Every kind that a value of a scheme can name in a document."""
    return {
        kind
        for name in rules.__all__
        if isinstance(kind := getattr(getattr(rules, name), "kind", None), str)
    }

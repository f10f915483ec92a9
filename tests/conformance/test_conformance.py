"""The conformance suite, run on this implementation.

README.md beside this file says what another implementation has to do with it.
"""

import copy
import json
import subprocess
import sys
from pathlib import Path

import pytest

from partybuild import rules
from partybuild.adapters.records import review_from_document
from partybuild.assessment import _verifier, assess, receipt_json, verify_receipt
from partybuild.errors import InputError
from partybuild.kernel import canonical_json, digest

HERE = Path(__file__).parent
CASES = sorted(path for path in (HERE / "cases").iterdir())
RELEASED = sorted((HERE / "released").glob("*/*.receipt.json"))
REFUSED = json.loads((HERE / "refused.json").read_text(encoding="utf-8"))
FORGED = json.loads((HERE / "forged.json").read_text(encoding="utf-8"))
# What a receipt says of the release that wrote it, and the hash over it.
ABOUT_RELEASE = ("library", "sha256")


def _text(path):
    return path.read_text(encoding="utf-8")


def _changed(document, changes):
    """Apply the changes of a case: a path of keys and places, and what stands there."""
    changed = copy.deepcopy(document)
    for change in changes:
        *above, last = change["at"]
        parent = changed
        for step in above:
            parent = parent[step]
        if "to" in change:
            parent[last] = change["to"]
        else:
            del parent[last]
    return changed


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
        review_from_document(_changed(document, case["changes"]))
    assert [mistake.place for mistake in refused.value.mistakes] == case["places"]


@pytest.mark.parametrize("case", FORGED, ids=lambda case: case["name"])
def test_a_forged_receipt_does_not_hold(case):
    """Even where the forger makes every hash anew."""
    receipt = json.loads(_text(HERE / "cases" / case["receipt"] / "receipt.json"))
    forged = _changed(receipt, case["changes"])
    content = {key: value for key, value in forged.items() if key != "sha256"}
    for part in ("rules", "tally"):
        content[f"{part}_sha256"] = digest(content[part])
    anew = canonical_json(content | {"sha256": digest(content)})

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

    for about in ABOUT_RELEASE:
        assert before.pop(about)
        today.pop(about)
    assert today == before


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

"""The independent verifier: it holds true receipts and finds every change."""

import ast
import copy
import json
import runpy
import shutil
import subprocess
import sys
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partybuild.assessment import _verifier, assess, receipt_json, verify_receipt
from partybuild.conference import BallotForm
from partybuild.kernel import canonical_json, digest
from partybuild.testing.plain import box_of_counts, plain_review, plain_rules
from partybuild.testing.strategies import reviews

FILE = Path(_verifier.__file__)
RULES = plain_rules(["50%", "50%"], quotas=(), edges=(90, 80))
BOX = box_of_counts(BallotForm.of(RULES, ["p"]), {"g": [(2, 1, 0, 0), (1, 1, 1, 0)]})
RECEIPT = receipt_json(assess(plain_review(RULES, BOX)))


@given(reviews())
def test_every_receipt_holds(review):
    """The verifier recomputes whatever the library can assess."""
    assert verify_receipt(receipt_json(assess(review))) == ()


def _paths(value, path=()):
    """Every place in a document that holds one value."""
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _paths(part, (*path, key))
    elif isinstance(value, list) and value:
        for at, part in enumerate(value):
            yield from _paths(part, (*path, at))
    else:
        yield path


def _at(document, path):
    for step in path:
        document = document[step]
    return document


def _other(value):
    """Another value of the same kind, as a forger would choose it."""
    if isinstance(value, bool) or value is None:
        return "?"
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return str(int(value) + 1) if value.isdigit() else f"{value}0"
    return {"x": 1} if value == [] else []


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reviews(), st.data())
def test_every_changed_field_is_found(review, data):
    """Any single value changed, anywhere in the receipt, is told."""
    receipt = json.loads(receipt_json(assess(review)))
    path = data.draw(st.sampled_from(list(_paths(receipt))))
    forged = copy.deepcopy(receipt)
    parent = _at(forged, path[:-1])
    parent[path[-1]] = _other(parent[path[-1]])

    assert verify_receipt(canonical_json(forged)) != ()


def test_every_field_of_one_receipt_is_found_when_changed_or_gone():
    """Exhaustively, for one receipt: changed, removed, or another type."""
    receipt = json.loads(RECEIPT)
    for path in list(_paths(receipt)):
        for change in ("other", "gone", "true"):
            forged = copy.deepcopy(receipt)
            parent = _at(forged, path[:-1])
            if change == "gone":
                del parent[path[-1]]
            else:
                old = parent[path[-1]]
                parent[path[-1]] = _other(old) if change == "other" else True

            assert verify_receipt(canonical_json(forged)) != (), (path, change)


RESULT_FIELDS = ("score", "printed", "rank", "grade_by_score", "grade_id")


@pytest.mark.parametrize("field", RESULT_FIELDS)
def test_forger_who_makes_a_new_hash_is_found_by_recomputing(field):
    """A result that the counts do not give is named, hashes or not."""
    forged = json.loads(RECEIPT)
    old = forged["results"][0][field]
    forged["results"][0][field] = new = _other(old)
    sentence = f"p: {field} is {new!r}, recomputed {old!r}"

    assert verify_receipt(_rehashed(forged)) == (sentence,)


def _rehashed(receipt):
    content = {key: value for key, value in receipt.items() if key != "sha256"}
    for part in ("rules", "tally"):
        content[f"{part}_sha256"] = digest(content[part])
    return canonical_json(content | {"sha256": digest(content)})


def test_forged_counts_contradict_the_results():
    """One mark moved from one option to another, with fresh hashes."""
    forged = json.loads(RECEIPT)
    line = forged["tally"]["counts"]["g"]["p"][0]
    line[0], line[3] = line[0] - 1, line[3] + 1
    problems = verify_receipt(_rehashed(forged))

    assert problems[0] == "p: score is '260/3', recomputed '230/3'"


def test_lost_marks_and_ballots_are_found():
    """Lines that do not add up, and a roll call that does not close."""
    lost = json.loads(RECEIPT)
    lost["tally"]["counts"]["g"]["p"][0][8] = 1
    roll = json.loads(RECEIPT)
    roll["roll_call"][0]["returned"] = 4
    more_than_came = json.loads(RECEIPT)
    more_than_came["roll_call"][0]["present"] = 2
    more_than_issued = json.loads(RECEIPT)
    more_than_issued["roll_call"][0]["issued"] = 2

    assert verify_receipt(_rehashed(lost)) == (
        "group g, subject p: marks and ballots differ",
    )
    for forged in (roll, more_than_came, more_than_issued):
        told = verify_receipt(_rehashed(forged))
        assert told == ("group g: the roll call does not close",)


def test_results_of_others_are_found():
    """Subjects without counts, subjects twice, or out of order."""
    renamed = json.loads(RECEIPT)
    renamed["results"][0]["subject_id"] = "q"
    two = plain_review(
        RULES,
        box_of_counts(
            BallotForm.of(RULES, ["p", "q"]),
            {"g": [(2, 1, 0, 0), (1, 1, 1, 0), (0, 0, 3, 0), (0, 0, 3, 0)]},
        ),
    )
    turned = json.loads(receipt_json(assess(two)))
    turned["results"].reverse()
    uneven = json.loads(RECEIPT)
    uneven["tally"]["ballots"]["h"] = 0
    uneven["tally"]["counts"]["h"] = {}
    uneven["roll_call"].append({**uneven["roll_call"][0], "group_id": "h"})

    assert verify_receipt(_rehashed(renamed)) == (
        "the subjects with a result are not those with counts",
    )
    assert verify_receipt(_rehashed(turned)) == (
        "the results are not in the order of their ranks",
    )
    assert "the voter groups do not mark the same subjects" in verify_receipt(
        _rehashed(uneven)
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the receipt is damaged: JSONDecodeError"),
        ("[]", "the receipt is damaged: TypeError"),
        ("{}", "the receipt is damaged: KeyError"),
        ("1", "the receipt is damaged: TypeError"),
        ('{"format": 1.5}', "the receipt holds the inexact number 1.5"),
        ('{"format": NaN}', "the receipt holds the inexact number NaN"),
        ('{"a": 1, "a": 1}', "the receipt says something twice"),
        ('{"format": "x", "version": 1}', "this is not a partybuild receipt"),
        ("[" * 100_000, "the receipt is damaged: RecursionError"),
        (RECEIPT[:-40], "the receipt is damaged: JSONDecodeError"),
    ],
    ids=range(10),
)
def test_what_is_no_receipt_is_told(text, problem):
    """Damage never ends in a traceback and never in silence."""
    (found,) = verify_receipt(text)

    assert found.startswith(problem)


def test_receipt_without_a_band_for_its_score_is_refused():
    """Rules that the library would refuse are refused here too."""
    forged = json.loads(RECEIPT)
    bands = forged["rules"]["rules"]["grading"]["bands"]
    bands[1]["lower"], bands[2]["lower"] = "89", "88"

    assert verify_receipt(_rehashed(forged)) == ("no band takes the score 260/3",)


def test_receipt_whose_items_are_shares_of_nothing_is_refused():
    """The sum that the weights are shares of is not 0."""
    forged = json.loads(RECEIPT)
    forged["rules"]["rules"]["item_total"] = "0"
    (told,) = verify_receipt(_rehashed(forged))

    assert told.startswith("the receipt is damaged: ZeroDivisionError")


def test_receipt_with_an_empty_group_is_refused_under_error():
    """A score that the scheme does not allow is not recomputed silently."""
    review = plain_review(RULES, BOX)
    receipt = json.loads(receipt_json(assess(review)))
    for line in receipt["tally"]["counts"]["g"]["p"]:
        line[:] = [0] * 8 + [3]

    assert verify_receipt(_rehashed(receipt)) == ("p: group g marked nothing",)


def test_verifier_imports_nothing_of_the_package():
    """Standard library only, so that no mistake of ours can hide in it."""
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").partition(".")[0])
            assert node.level == 0

    assert imported <= sys.stdlib_module_names


def test_verifier_runs_alone(tmp_path):
    """Copied elsewhere, isolated from the package, it reads a receipt on stdin."""
    copied = tmp_path / "verify.py"
    shutil.copy(FILE, copied)
    forged = RECEIPT.replace('"rank":1', '"rank":2')
    for text, code, words in (
        (RECEIPT, 0, "the receipt holds\n"),
        (forged, 1, "p: rank is 2, recomputed 1\n"),
    ):
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(copied)],
            input=text.encode(),
            capture_output=True,
            cwd=tmp_path,
            check=False,
        )
        assert (done.returncode, done.stderr) == (code, b"")
        assert done.stdout.decode().endswith(words)


def test_main_reads_standard_input(monkeypatch, capsys):
    """The command's exit code says whether the receipt holds."""
    for text, code in ((RECEIPT, 0), ("{}", 1)):
        monkeypatch.setattr("sys.stdin", StringIO(text))
        monkeypatch.delitem(sys.modules, _verifier.__name__, raising=False)
        with pytest.raises(SystemExit) as caught:
            runpy.run_module(_verifier.__name__, run_name="__main__")
        assert caught.value.code == code
    assert capsys.readouterr().out.startswith("the receipt holds\n")


def test_score_a_hair_below_an_edge_is_printed_alike():
    """More digits, and beyond twelve of them the fraction, on both sides."""
    for shift in (Fraction(1, 10**4), Fraction(1, 10**20)):
        edge = Fraction(260, 3) + shift
        rules = plain_rules(["50%", "50%"], edges=(edge, 80))
        review = plain_review(rules, BOX)
        (standing,) = assess(review).standings

        assert Fraction(standing.printed) < edge
        assert verify_receipt(receipt_json(assess(review))) == ()


@pytest.mark.parametrize("policy", ["zero", "renormalize"])
def test_empty_groups_are_verified_under_their_policy(policy):
    """A group without a ballot is dropped or its weight shared, on both sides."""
    rules = plain_rules(groups={"g": "40%", "h": "60%"}, empty_group=policy)
    box = box_of_counts(BallotForm.of(rules, ["p"]), {"g": [(1, 1, 0, 0)]})
    assessment = assess(plain_review(rules, box))

    assert assessment.standings[0].score == (36 if policy == "zero" else 90)
    assert verify_receipt(receipt_json(assessment)) == ()


def test_places_without_a_middle_grade_are_told():
    """Grades by place need the one that takes whoever has no place."""
    graded = {"grades": [{"grade_id": "a", "share": "1/2"}], "measure_id": "total"}
    forged = json.loads(RECEIPT)
    forged["rules"]["rules"]["grading"] = {"kind": "places", **graded}

    assert verify_receipt(_rehashed(forged)) == (
        "of grades by place exactly one is without a share",
    )


@pytest.mark.parametrize("average", ["mean", "median", "trimmed"])
def test_counts_of_any_size_are_verified_at_once(average):
    """Runs of equal marks are weighed, never written out."""
    forged = json.loads(RECEIPT)
    rules = forged["rules"]["rules"]
    if average != "mean":
        measure = {"measure_id": "m", "kind": "ballots", "base": "valid_marks"}
        measure["average"] = {"kind": average, "least_raters": 1, "each": "1"}
        measure["average"] |= {"share": "0", "split_marks": True}
        rules["measures"] = [measure]
    many = 10**40
    forged["tally"]["ballots"]["g"] = many
    for line in forged["tally"]["counts"]["g"]["p"]:
        line[:] = [many - 1, 1, 0, 0, 0, 0, 0, 0, 0]
    problems = verify_receipt(_rehashed(forged))

    assert "group g: the roll call does not close" in problems
    assert any("p: score" in problem for problem in problems)


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        (("item_total",), "1e999999999", "the receipt holds the number 1e999999999"),
        (("rounding", "places"), 10**9, "results have 0 to 12 places, not 1000000000"),
        (("rounding", "places"), -1, "results have 0 to 12 places, not -1"),
    ],
)
def test_numbers_that_would_take_all_memory_are_refused(path, value, problem):
    """What no receipt of the library holds is told, and not computed."""
    forged = json.loads(RECEIPT)
    rules = forged["rules"]["rules"]
    rules["rounding"]["thresholds"] = "rounded"
    _at(rules, path[:-1])[path[-1]] = value

    assert verify_receipt(_rehashed(forged)) == (problem,)

"""Plant faults in the rules of the arithmetic, and see whether the tests find them.

Usage: ``python tools/mutants.py [PACKAGE ...]``; without a package all of them. Each
mutant is one small change of one function or class: a comparison, a boundary, an
operator, a negated condition, swapped arguments, a statement or a refusal removed, a
promise of a field. It runs in a process of its own with the tests that run its line,
the quick ones first, until one fails. Tests longer than a second are left out and
properties try few examples, so that the figures err on the bad side.

Outcomes are kept in .mutants, for modules that did not change since; explained.toml
holds the mutants that change nothing that anybody could see, with the reason.
"""

import argparse
import hashlib
import importlib
import json
import os
import pickle
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "mutation"))
# Set before Hypothesis is imported: changed modules must be the first to be imported.
os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from _session import (
    WALL,
    Baseline,
    Fresh,
    Order,
    Session,
    arguments,
    few_examples,
    import_anew,
    in_parallel,
)
from _sites import Mutant, mutants
from _trial import Outcome, trial

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "partybuild"
KEPT = ROOT / ".mutants"
EXPLAINED = Path(__file__).parent / "mutation" / "explained.toml"
# The tests of a package, and of what calls it; doctests of the package come with it.
TESTS = {
    "analysis/disclosure": [
        "tests/analysis/test_disclosure.py",
        "tests/analysis/test_disclosure_edges.py",
        "tests/analysis/test_gate.py",
        "tests/analysis/test_joint_disclosure.py",
        "tests/analysis/test_joint_small.py",
        "tests/analysis/test_printed_meaning.py",
        "tests/analysis/test_told_scores.py",
        "tests/analysis/test_laws_analysis.py",
        "tests/reporting",
        "tests/test_results_in_notebooks.py",
    ],
    "assessment": [
        "tests/assessment",
        "tests/conformance",
        "tests/conference/test_comments.py",
    ],
    "conference": ["tests/conference", "tests/assessment", "tests/conformance"],
    "rules": [
        "tests/rules",
        "tests/organization/test_elections.py",
        "tests/assessment",
        "tests/conformance",
        "tests/test_results_in_notebooks.py",
    ],
    "rules/_lint": ["tests/rules"],
}
LOST = (Outcome.SURVIVED, Outcome.UNREACHED)


def options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help=", ".join(TESTS))
    parser.add_argument("--only", default="", help="part of the name of a mutant")
    parser.add_argument("--sample", type=int, help="try so many, drawn at random")
    parser.add_argument("--seed", type=int, default=9, help="seed of the sample")
    parser.add_argument("--again", action="store_true", help="only what survived")
    parser.add_argument("--rest", action="store_true", help="only what is not tried")
    parser.add_argument("--tests", nargs="+", help="tests, instead of the usual")
    parser.add_argument("--examples", type=int, default=10, help="of one property")
    parser.add_argument("--seconds", type=float, default=2, help="for one mutant")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--show", action="store_true", help="report, try nothing")
    found = parser.parse_args()
    if unknown := set(found.packages) - set(TESTS):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return found


def checksum(path: Path) -> str:
    """Return what says whether a module is the one that was changed."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def results(package: str) -> dict[str, Outcome]:
    """Return the last outcome of each mutant of the modules as they are now."""
    path = KEPT / f"{package.replace('/', '.')}.jsonl"
    if not path.exists():
        return {}
    now = {
        file.relative_to(SOURCE).as_posix(): checksum(file)
        for file in (SOURCE / package).glob("*.py")
    }
    lines = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {
        line["name"]: Outcome(line["outcome"])
        for line in lines
        if line["module"] == now.get(line["name"].split(" ")[0])
    }


def explanations() -> dict[str, str]:
    """Return the mutants that nobody could see, with the title of their group."""
    groups = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["groups"]
    return {name: group["reason"] for group in groups for name in group["mutants"]}


def attempt(package: str, wanted: Sequence[Mutant], asked: argparse.Namespace) -> None:
    """Try mutants of one package, first those of loaded functions."""
    few = few_examples(asked.examples)
    path = KEPT / f"{package.replace('/', '.')}.jsonl"
    baseline_file = path.with_suffix(".baseline")
    own = f"tests/{package.partition('/')[0]}/"

    def report(mutant: Mutant, outcome: Outcome, killer: str) -> None:
        fields = {"name": mutant.name, "outcome": outcome.value, "killer": killer}
        line = json.dumps(
            {**fields, "module": checksum(mutant.module)}, ensure_ascii=False
        )
        with path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    tests = [
        *(str(ROOT / test) for test in asked.tests or TESTS[package]),
        str(SOURCE / package),
    ]
    size = path.stat().st_size if path.exists() else 0

    def live(_: object) -> None:
        importlib.import_module("partybuild.testing._register").register()
        session = Session(
            mutants=wanted,
            files=sorted(map(str, (SOURCE / package).glob("*.py"))),
            own=own,
            few=few,
            most=asked.seconds,
            jobs=asked.jobs,
            report=report,
            kept=baseline_file,
        )
        pytest.main(arguments(tests), plugins=[session])

    in_parallel(live, [None])
    tried = set()
    if path.exists():
        with path.open(encoding="utf-8") as file:
            file.seek(size)
            tried = {json.loads(line)["name"] for line in file}
    rest = [mutant for mutant in wanted if mutant.name not in tried]
    baseline: Baseline = pickle.loads(baseline_file.read_bytes())  # noqa: S301

    def anew(share: Sequence[Mutant]) -> None:
        order = Order(baseline, own)
        for mutant in share:
            most = 3 * asked.seconds
            names = order.within(order.of(mutant, anew=True), most)
            fresh = Fresh(names, baseline.seconds, few, most)
            outcome, found = trial(lambda m=mutant, f=fresh: import_anew(m, f), WALL)
            killer = "" if found is None or not names else names[found]
            if killer:
                order.learn(mutant, killer)
            report(mutant, outcome if names else Outcome.UNREACHED, killer)

    in_parallel(anew, [rest[at :: asked.jobs] for at in range(asked.jobs)])


def summary(package: str, wanted: Sequence[Mutant], *, sampled: bool) -> str:
    """Return the figures of one package, and what survived without an explanation."""
    found = results(package)
    known = explanations()
    count = Counter(found[mutant.name] for mutant in wanted if mutant.name in found)
    lost = [m for m in wanted if found.get(m.name) in LOST]
    left = [mutant for mutant in lost if mutant.name not in known]
    tried = sum(count.values())
    killed = count[Outcome.KILLED] + count[Outcome.TIMEOUT]
    names = {mutant.name for mutant in wanted}
    stale = [
        n
        for n in known
        if n.partition(" ")[0].rpartition("/")[0] == package and n not in names
    ]
    lines = [
        *(f"{m.module.name}:{m.site.line} [{m.site.operator}] {m.name}" for m in left),
        *(f"explained, but no longer a mutant: {n}" for n in stale if not sampled),
        (
            f"{package}: {len(wanted)} mutants, {tried} tried, {killed} killed "
            f"({killed / max(tried, 1):.1%}; {count[Outcome.TIMEOUT]} by time), "
            f"{len(lost)} survived: {len(lost) - len(left)} explained, {len(left)} not"
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    """Try mutants, and report."""
    asked = options()
    KEPT.mkdir(exist_ok=True)
    for package in asked.packages or TESTS:
        wanted = [
            mutant
            for path in sorted((SOURCE / package).glob("*.py"))
            for mutant in mutants(path, SOURCE)
            if asked.only in mutant.name
        ]
        if asked.sample is not None and asked.sample < len(wanted):
            drawn = set(
                random.Random(asked.seed).sample(range(len(wanted)), asked.sample)
            )
            wanted = [mutant for at, mutant in enumerate(wanted) if at in drawn]
        before, known = results(package), explanations()
        chosen = [
            mutant
            for mutant in wanted
            if not (asked.rest and mutant.name in before)
            and not (asked.again and before.get(mutant.name) not in LOST)
            and not (asked.again and mutant.name in known)
        ]
        if chosen and not asked.show:
            attempt(package, chosen, asked)
        print(summary(package, wanted, sampled=bool(asked.sample or asked.only)))


if __name__ == "__main__":
    main()

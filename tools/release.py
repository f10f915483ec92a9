"""Prepare a release: its version, its changelog, and what it writes, kept for ever.

Usage: ``python tools/release.py VERSION [--on DATE]``, in a clean checkout. It writes
the version where it is stated; labels the receipts of the conformance suite with it,
after it has seen that nothing else in them changes; stores under
tests/conformance/released/VERSION the example and every case that no earlier release
stored; keeps the public names as tests/api-released.txt; and gathers the fragments of
changelog.d into CHANGELOG.md. It commits nothing: docs/contributing.md says what
follows.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "tests" / "conformance"
VERSION_FILE = ROOT / "src" / "partybuild" / "kernel" / "_version.py"
# Stored by every release, whether or not its results are new.
ALWAYS = "long-march-street-"
# All that may differ between the receipts of two releases.
ABOUT_RELEASE = ("library", "sha256")


def output(*command: str) -> str:
    """Run a command at the root and return what it printed."""
    ran = subprocess.run(  # noqa: S603 - the commands are those below
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return ran.stdout


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers that compare."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit(f"{version!r} is no version; write three numbers, such as 1.2.3")
    return tuple(int(part) for part in version.split("."))


def state(version: str) -> None:
    """Write the version where it is stated, if it may be released now."""
    (before,) = re.findall(r'VERSION = "(.+)"', VERSION_FILE.read_text("utf-8"))
    if number(version) <= number(before):
        sys.exit(f"{version} does not follow {before}")
    if output("git", "status", "--porcelain"):
        sys.exit("commit or remove first what `git status` lists")
    if not any((ROOT / "changelog.d").glob("*.md")):
        sys.exit("changelog.d holds nothing that a user could be told")
    for path, line in (
        (VERSION_FILE, 'VERSION = "{}"'),
        (ROOT / "pyproject.toml", '\nversion = "{}"'),
    ):
        text = path.read_text("utf-8")
        if text.count(line.format(before)) != 1:
            sys.exit(f"{path.name} does not state {before} exactly once")
        text = text.replace(line.format(before), line.format(version))
        path.write_text(text, "utf-8")


def content(path: Path) -> Any:  # noqa: ANN401 - a document of any shape
    """Read a document."""
    return json.loads(path.read_text("utf-8"))


def result(receipt: str) -> dict[str, Any]:
    """Return what a receipt says but for the release that wrote it."""
    document: dict[str, Any] = json.loads(receipt)
    return {key: document[key] for key in document if key not in ABOUT_RELEASE}


def label_receipts() -> int:
    """Write the receipts of the suite as this release writes them."""
    # The version must be written before the package is imported.
    from partybuild.adapters.records import review_from_document
    from partybuild.assessment import assess, receipt_json

    cases = sorted((SUITE / "cases").iterdir())
    for case in cases:
        stored = (case / "receipt.json").read_text("utf-8")
        receipt = receipt_json(
            assess(review_from_document(content(case / "review.json")))
        )
        if result(receipt) != result(stored):
            sys.exit(
                f"{case.name} gives another result: that is no release but an error"
            )
        (case / "receipt.json").write_text(receipt, "utf-8")
    return len(cases)


def store(version: str) -> int:
    """Keep reviews and receipts as this release writes them."""
    released = SUITE / "released"
    known = [content(path) for path in sorted(released.glob("*/*.review.json"))]
    folder = released / version
    folder.mkdir()
    for case in sorted((SUITE / "cases").iterdir()):
        if case.name.startswith(ALWAYS) or content(case / "review.json") not in known:
            for kind in ("review", "receipt"):
                copy = folder / f"{case.name}.{kind}.json"
                shutil.copy(case / f"{kind}.json", copy)
    return len(list(folder.glob("*.review.json")))


def main() -> None:
    """Do all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("version")
    # The day where the release is made; towncrier takes it when none is given.
    parser.add_argument("--on", metavar="DATE")
    asked = parser.parse_args()
    state(asked.version)
    print(f"receipts of the suite: {label_receipts()} give the results they gave")
    print(f"stored for ever: {store(asked.version)} reviews with their receipts")
    shutil.copy(ROOT / "tests" / "api.txt", ROOT / "tests" / "api-released.txt")
    gather = [sys.executable, "-m", "towncrier", "build", "--yes"]
    gather += ["--version", asked.version]
    output(*gather, *(["--date", asked.on] if asked.on else []))
    print("CHANGELOG.md is written; read it, then go on as docs/contributing.md says")


if __name__ == "__main__":
    main()

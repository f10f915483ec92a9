"""Hold another implementation against the suite; README.md says what it has to do.

Usage: ``python run.py [--case NAME ...] COMMAND [WORD ...]``. The command is called
with one more word, ``assess`` or ``verify``, and a document on standard input. One line
tells of every case that fails, the last one how many there were.
"""

import argparse
import copy
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# What a receipt says of the release that wrote it, and the hash over it.
ABOUT_RELEASE = ("library", "sha256")


def content(path: Path) -> Any:
    """Read a document."""
    return json.loads(path.read_text("utf-8"))


def canonical(document: object) -> bytes:
    """Return the one line that hashes are made of."""
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def digest(document: object) -> str:
    """Return the hash of a document."""
    return hashlib.sha256(canonical(document)).hexdigest()


def changed(document: Any, changes: list[dict[str, Any]]) -> Any:
    """Return a document with the changes of a case made to it."""
    document = copy.deepcopy(document)
    for change in changes:
        *above, last = change["at"]
        parent = document
        for step in above:
            parent = parent[step]
        if "to" in change:
            parent[last] = change["to"]
        else:
            del parent[last]
    return document


def hashed_anew(receipt: dict[str, Any]) -> dict[str, Any]:
    """Return a receipt with the hashes that fit what it says."""
    content = {key: value for key, value in receipt.items() if key != "sha256"}
    for part in ("rules", "tally"):
        content[f"{part}_sha256"] = digest(content[part])
    return content | {"sha256": digest(content)}


def result(receipt: dict[str, Any]) -> dict[str, Any]:
    """Return what a receipt says but for the release that wrote it."""
    return {key: receipt[key] for key in receipt if key not in ABOUT_RELEASE}


class Implementation:
    """A command that assesses and verifies."""

    def __init__(self, command: list[str]) -> None:
        """Take the words of the command."""
        self.command = command

    def says(self, word: str, document: bytes) -> tuple[int, bytes]:
        """Return exit code and output for one document."""
        ran = subprocess.run(
            [*self.command, word], input=document, stdout=subprocess.PIPE, check=False
        )
        return ran.returncode, ran.stdout

    def holds(self, receipt: bytes) -> bool:
        """Return whether the verifier holds a receipt."""
        return self.says("verify", receipt)[0] == 0


def failures(tool: Implementation, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield every case, with what is wrong with it or an empty text."""
    for folder in sorted((HERE / "cases").iterdir()):
        if names and folder.name not in names:
            continue
        receipt = (folder / "receipt.json").read_bytes()
        given = tool.says("assess", (folder / "review.json").read_bytes())
        yield folder.name, "" if given == (0, receipt) else "another receipt"
        yield folder.name, "" if tool.holds(receipt) else "the verifier refuses it"
    for case in content(HERE / "refused.json"):
        if names and case["review"] not in names:
            continue
        review = content(HERE / "cases" / case["review"] / "review.json")
        code, said = tool.says("assess", canonical(changed(review, case["changes"])))
        places = sorted(said.decode().splitlines())
        fits = code == 1 and places == sorted(case["places"])
        yield f"refused: {case['name']}", "" if fits else f"said {places}"
    for case in content(HERE / "forged.json"):
        if names and case["receipt"] not in names:
            continue
        receipt = content(HERE / "cases" / case["receipt"] / "receipt.json")
        forged = changed(receipt, case["changes"])
        held = [tool.holds(canonical(one)) for one in (forged, hashed_anew(forged))]
        yield f"forged: {case['name']}", "it is held" if any(held) else ""
    for path in sorted((HERE / "released").glob("*/*.receipt.json")):
        name = path.name.removesuffix(".receipt.json")
        if names and name not in names:
            continue
        review = path.with_name(f"{name}.review.json").read_bytes()
        code, given = tool.says("assess", review)
        same = code == 0 and result(json.loads(given)) == result(content(path))
        title = f"{path.parent.name}: {name}"
        yield title, "" if same else "another result"
        yield title, "" if tool.holds(path.read_bytes()) else "the verifier refuses it"


def main() -> None:
    """Run the suite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", action="append", default=[], help="this one only")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    asked = parser.parse_args()
    if not asked.command:
        parser.error("name the command of the implementation")
    tried = list(failures(Implementation(asked.command), asked.case))
    wrong = [(name, what) for name, what in tried if what]
    for name, what in wrong:
        sys.stdout.write(f"{name}: {what}\n")
    sys.stdout.write(f"{len(tried) - len(wrong)} held, {len(wrong)} failed\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""Write the tests that hold each law into the table of docs/laws.md.

``python tools/laws.py`` renews the last column after tests were added or renamed; the
statements are written by hand.
"""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "laws.md"
LAWS = range(1, 74)
_TEST = re.compile(r"^def (test_laws?_(\d+)(?:_and_(\d+))?_\w+)", re.MULTILINE)
_ROW = re.compile(r"^\| (\d+) \| ([^|]+?) \|(.*)\|$")


def tests_of_laws() -> dict[int, list[tuple[str, str]]]:
    """Return law to the tests named after it, each with its file."""
    found: dict[int, list[tuple[str, str]]] = {law: [] for law in LAWS}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for name, one, other in _TEST.findall(path.read_text(encoding="utf-8")):
            for law in filter(None, (one, other)):
                file = path.relative_to(ROOT / "tests").as_posix()
                found[int(law)].append((file, name))
    return found


def rows() -> Iterator[tuple[int, str, str]]:
    """Yield number, statement and tests of each line of the page."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if match := _ROW.match(line):
            yield int(match[1]), match[2], match[3]


def _renewed(line: str, found: dict[int, list[tuple[str, str]]]) -> str:
    match = _ROW.match(line)
    if match is None:
        return line
    files: dict[str, list[str]] = {}
    for file, name in found[int(match[1])]:
        short = re.sub(r"^test_laws?_\d+_(and_\d+_)?", "", name)
        files.setdefault(file, []).append(short.replace("_", " "))
    kept = "; ".join(f"`{file}`: {', '.join(names)}" for file, names in files.items())
    return f"| {match[1]} | {match[2]} | {kept or '**none**'} |"


def main() -> None:
    """Renew the page."""
    found = tests_of_laws()
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    renewed = "\n".join(_renewed(line, found) for line in lines)
    PAGE.write_text(f"{renewed}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Check a release: the same wheel twice, alone, with lowest and newest versions.

Usage: ``python tools/check_release.py [--quick] [PYTHON ...]``. It builds the wheel
twice and compares the bytes; installs it with nothing but its three dependencies under
each interpreter (those named, or the running one); assesses the example away from the
sources; and runs the tests of the layers below the adapters with the lowest versions
that are declared and with the newest ones. With ``--quick`` the tests are left out.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = (
    "kernel",
    "organization",
    "duties",
    "rules",
    "conference",
    "assessment",
    "ledgers",
)
SMOKE = """
import importlib.metadata
import sys
import partybuild as pb
names = sorted(d.name.lower() for d in importlib.metadata.distributions())
# The three dependencies, what they need themselves, and what a new environment holds.
allowed = {"attrs", "cattrs", "partybuild", "python-dateutil"}
allowed |= {"six", "typing-extensions", "typing_extensions", "tzdata"}
allowed |= {"pip", "setuptools", "wheel"}
assert set(names) <= allowed, names
review = pb.load_example("long-march-street-2021")
assessment = pb.assess(review)
assert pb.verify_receipt(pb.receipt_json(assessment)) == ()
assert pb.find_weak_areas(assessment, on=review.conference.held_on).areas
print(pb.__file__, assessment.standings[0].printed, sys.version.split()[0])
"""


def run(*command: object, cwd: Path | None = None) -> str:
    """Run a command without this project's sources in reach; return what it printed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    ran = subprocess.run(  # noqa: S603 - the commands are those below
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{ran.stdout}")
    return ran.stdout


def build(folder: Path) -> Path:
    """Build the wheel from a copy of the sources, and return it."""
    sources = folder / "sources"
    caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", sources / "src", ignore=caches)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, sources)
    (wheel,) = folder.glob("*.whl")
    return wheel


def environment(folder: Path, python: str, *packages: object) -> Path:
    """Return the interpreter of a new environment that holds some packages."""
    run(python, "-m", "venv", folder)
    inside = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(inside, "-m", "pip", "install", "-q", *packages)
    return inside


def lowest() -> list[str]:
    """Return the dependencies at the lowest versions that are declared."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = tomllib.load(file)["project"]["dependencies"]
    return [line.split(",", maxsplit=1)[0].replace(">=", "==") for line in declared]


def check_tests(python: Path, folder: Path) -> str:
    """Run the tests below the adapters, and return the closing line."""
    tests = [ROOT / "tests" / layer for layer in LAYERS]
    # Neither the settings nor the examples in Markdown, which need more packages.
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\naddopts = --import-mode=importlib\n", "utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-W", "error", "-c", settings]
    options += [f"--rootdir={ROOT / 'tests'}", f"--confcutdir={ROOT / 'tests'}"]
    printed = run(python, "-m", "pytest", *options, *tests, cwd=folder)
    return printed.splitlines()[-1]


def main() -> None:
    """Run the checks; the first that fails ends the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave the tests out")
    parser.add_argument("python", nargs="*", default=[sys.executable])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheels = [build(folder / str(at)) for at in (1, 2)]
        hashes = {hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels}
        if len(hashes) != 1:
            sys.exit("two builds of the same sources differ")
        print(f"two builds, one wheel: sha256 {hashes.pop()}")
        empty = folder / "empty"
        empty.mkdir()
        for at, python in enumerate(asked.python):
            alone = environment(folder / f"alone{at}", python, wheels[0])
            print("alone:", run(alone, "-I", "-c", SMOKE, cwd=empty).strip())
            if asked.quick:
                continue
            runner = ("pytest", "hypothesis", "cn2an", "scipy", "chinesecalendar")
            newest = environment(folder / f"newest{at}", python, wheels[0], *runner)
            print("newest versions:", check_tests(newest, empty))
            oldest = environment(
                folder / f"oldest{at}", python, wheels[0], *lowest(), *runner
            )
            print("lowest versions:", check_tests(oldest, empty))


if __name__ == "__main__":
    main()

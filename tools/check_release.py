"""Check a release: the same wheel twice, alone, with lowest and newest versions.

Usage: ``python tools/check_release.py [--quick] [PYTHON ...]``. It builds the wheel
twice and compares the bytes; installs it with nothing but its three dependencies under
each interpreter (those named, or every one from 3.11 on that is found here); assesses
the example away from the sources; checks the types of a user's program against the
wheel; and runs the conformance suite and the tests of the layers below the adapters
with the lowest versions that are declared and with the newest ones. With ``--quick``
types and tests are left out; ``--tests NAME`` runs the tests of that folder alone;
``--extras`` runs instead those of the adapters, with every extra at its lowest version.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
LAYERS = (
    "conformance",
    "kernel",
    "organization",
    "duties",
    "rules",
    "conference",
    "assessment",
    "ledgers",
    "analysis",
    "reporting",
)
LEAST = (3, 11)
# What the tests of those layers compare with, and what shows a report.
RUNNER = "pytest cn2an jsonschema openpyxl scipy krippendorff pingouin statsmodels"
SHOWN = "all,pyarrow"
EXTRAS = "calendar excel word plot frames testing pandas polars pyarrow duckdb pyspark"
ADAPTERS = "calendar cli excel frames html interchange plot records rulebooks"
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
    # Hypothesis then minds neither the clock nor what it found before.
    environment["CI"] = "1"
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


def lowest(*extras: str) -> list[str]:
    """Return the dependencies, and those of extras, at the lowest declared versions."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    declared: list[str] = list(project["dependencies"])
    for extra in extras:
        declared += project["optional-dependencies"][extra]
    return [
        line.split(",", maxsplit=1)[0].replace(">=", "==")
        for line in declared
        if not line.startswith("partybuild")
    ]


def interpreters() -> list[str]:
    """Return one interpreter of each version from 3.11 on that is found here."""
    found: dict[str, str] = {}
    kept = sorted(Path.home().glob(".pyenv/versions/3.*/bin/python"))
    on_path = [shutil.which(f"python3.{minor}") for minor in range(LEAST[1], 30)]
    tell = "import sys; print(*sys.version_info[:2])"
    for python in (sys.executable, *filter(None, on_path), *kept):
        # A name may stand for a version that is not switched on.
        ran = subprocess.run(  # noqa: S603 - an interpreter that was found
            [python, "-c", tell], capture_output=True, text=True, check=False
        )
        version = tuple(map(int, ran.stdout.split()))
        if ran.returncode == 0 and version >= LEAST:
            found.setdefault(ran.stdout, str(python))
    return list(found.values())


def check_types(wheel: Path, folder: Path) -> None:
    """Hold a user's program against the wheel, and run it."""
    python = environment(folder / "user", sys.executable, wheel)
    program = shutil.copy(ROOT / "tools" / "consumer.py", folder / "consumer.py")
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}')
    mypy = ("--strict", "--no-incremental", f"--python-executable={python}")
    run(sys.executable, "-m", "mypy", *mypy, program, cwd=folder)
    run(sys.executable, "-m", "pyright", "--pythonpath", python, program, cwd=folder)
    run(python, "-I", program, cwd=folder)


def check_tests(
    python: Path, folder: Path, names: Sequence[str], warned: str = "error"
) -> str:
    """Run tests, and return the closing line."""
    tests = [ROOT / "tests" / name for name in names]
    # Neither the settings nor the examples in Markdown, which need more packages.
    settings = folder / "pytest.ini"
    settings.write_text("[pytest]\naddopts = --import-mode=importlib\n", "utf-8")
    options = ["-q", "-p", "no:cacheprovider", "-W", warned, "-c", settings]
    options += [f"--rootdir={ROOT / 'tests'}", f"--confcutdir={ROOT / 'tests'}"]
    printed = run(python, "-m", "pytest", *options, *tests, cwd=folder)
    return printed.splitlines()[-1]


def check_extras(wheel: Path, folder: Path) -> str:
    """Run the tests of the adapters with the lowest extras; return the closing line."""
    extras = EXTRAS.split()
    packages = (
        f"{wheel}[{','.join(extras)}]",
        *lowest(*extras),
        *RUNNER.split(),
        "rdflib",
    )
    inside = environment(folder / "extras", sys.executable, *packages)
    # Old packages make Python warn of them.
    return check_tests(
        inside, folder, [f"adapters/{name}" for name in ADAPTERS.split()], "default"
    )


def main() -> None:
    """Run the checks; the first that fails ends the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave the tests out")
    parser.add_argument("--tests", action="append", metavar="NAME", choices=LAYERS)
    parser.add_argument("--extras", action="store_true", help="lowest extras instead")
    parser.add_argument("python", nargs="*")
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
        if asked.extras:
            print(f"lowest extras: {check_extras(wheels[0], folder)}")
            return
        if not asked.quick:
            check_types(wheels[0], folder)
            print("types: mypy and pyright, strict, hold a user's program")
        for at, python in enumerate(asked.python or interpreters()):
            alone = environment(folder / f"alone{at}", python, wheels[0])
            print("alone:", run(alone, "-I", "-c", SMOKE, cwd=empty).strip())
            if asked.quick:
                continue
            for named, versions in (("newest", []), ("lowest", lowest())):
                place = folder / f"{named}{at}"
                runner = RUNNER.split()
                shown = f"{wheels[0]}[{SHOWN}]"
                inside = environment(place, python, shown, *versions, *runner)
                closing = check_tests(inside, empty, asked.tests or LAYERS)
                print(f"{named} versions: {closing}", flush=True)


if __name__ == "__main__":
    main()

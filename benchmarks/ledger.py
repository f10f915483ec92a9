"""How fast a large ledger is loaded, filtered for overdue and summarized.

Run it from the root of the repository:

    python benchmarks/ledger.py                  # 10,000 to 1,000,000 problems
    python benchmarks/ledger.py 10000 100000     # other numbers, growing

The file has a line for each problem, with one to five steps. `scan_ledger` looks
through it: overdue problems, and rates by area and by organization. `read_ledger` holds
every step against every rule and keeps the ledger, which is then asked for the same.
The two have to agree. It ends with status 1 if the scan of 1,000,000 problems takes
more than a minute, or if either takes more than 3 times as long per problem as with a
tenth of them. Each number is measured in a process of its own, one round.
"""

import resource
import subprocess
import sys
import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import attrs

from partybuild.adapters.records import read_ledger, scan_ledger, write_ledger
from partybuild.duties import WEAKNESSES
from partybuild.ledgers import ledger_rates
from partybuild.testing._ledgers import ledger, life, problem

ON = date(2022, 10, 1)
LIMIT = 60.0
GROWTH = 3
PATTERN = 500  # different histories; their problems are repeated under other ids


def written(size: int, path: Path) -> None:
    """Write a ledger of a size, line by line."""
    steps = []
    for number in range(PATTERN):
        begun = life(f"{number:07d}", closed=90 + number % 150, due=100 + number % 160)
        about = attrs.evolve(
            problem(f"{number:07d}"),
            area=WEAKNESSES[number % len(WEAKNESSES)].code,
            organization_id=f"o{number % 97}",
        )
        begun[0] = attrs.evolve(begun[0], problem=about)
        steps += begun[: 1 + number % 5]
    write_ledger(ledger(*steps), path)
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{head}\n")
        for number in range(size):
            line = lines[number % PATTERN]
            old = f'"problem_id":"{number % PATTERN:07d}"'
            file.write(line.replace(old, f'"problem_id":"{number:07d}"') + "\n")


def scanned(path: Path) -> tuple[float, str]:
    """Return the seconds of a scan, and what it shows."""
    start = perf_counter()
    found = scan_ledger(path, on=ON)
    rows = len(found.summary().rows)
    took = perf_counter() - start
    return took, f"{rows} {found.rates.total.on_time} {len(found.rates.by_area)}"


def loaded(path: Path) -> tuple[float, str]:
    """Return the seconds of reading, filtering and counting, and what it shows."""
    start = perf_counter()
    whole = read_ledger(path)
    overdue, rates = whole.overdue(ON), ledger_rates(whole, on=ON)
    took = perf_counter() - start
    return took, f"{len(overdue)} {rates.total.on_time} {len(rates.by_area)}"


def alone(kind: str, path: Path) -> tuple[float, str, int]:
    """Measure in a process of its own: seconds, answer, peak memory in MB."""
    out = subprocess.run(
        [sys.executable, __file__, kind, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )
    took, answer, memory = out.stdout.strip().split("|")
    return float(took), answer, int(memory)


def main(sizes: list[int]) -> int:
    """Print a table, and return the status."""
    print("problems  MB on disk  scan s  MB  read, filter, count s  MB")
    times: dict[str, list[float]] = {"scan": [], "load": []}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / "ledger.jsonl"
            path.unlink(missing_ok=True)
            written(size, path)
            scan, said, scan_mb = alone("scan", path)
            load, also, load_mb = alone("load", path)
            disk = path.stat().st_size // 10**6
            print(f"{size}  {disk}  {scan:.2f}  {scan_mb}  {load:.2f}  {load_mb}", said)
            failed |= said != also or (size >= 10**6 and scan > LIMIT)
            times["scan"].append(scan / size)
            times["load"].append(load / size)
    for kind, each in times.items():
        for one, other in pairwise(each):
            print(f"{kind}: {other / one:.2f} times as long per problem")
            failed |= other > GROWTH * one
    return int(failed)


if __name__ == "__main__":
    if sys.argv[1:2] in (["scan"], ["load"]):
        measured = scanned if sys.argv[1] == "scan" else loaded
        seconds, shown = measured(Path(sys.argv[2]))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
        print(f"{seconds}|{shown}|{peak}")
    else:
        sys.exit(main([*map(int, sys.argv[1:])] or [10_000, 100_000, 1_000_000]))

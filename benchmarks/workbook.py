"""How fast filled workbooks are read, beside openpyxl and pandas.

Run it from the root of the repository:

    python benchmarks/workbook.py            # 70 and 10,000 ballots
    python benchmarks/workbook.py 70 1000    # other numbers

The others only get the cells into Python; partybuild also checks every mark,
names mistakes by their cell, and gives a ballot box. A library that is not
installed is left out and named.
"""

import resource
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from random import Random
from time import perf_counter

import attrs

from partybuild.adapters import excel
from partybuild.conference import BallotBox, BallotForm, GroupRoll, Review, RollCall
from partybuild.datasets import load_example


def ballots_of(review: Review, number: int) -> Review:
    """Return the review with a number of random ballots, spread over its groups."""
    random = Random(1)
    form: BallotForm = review.form
    marks = [0, 0, 0, 0, 1, 1, 2, 3, 255, 254]
    heaps: dict[str, list[bytes]] = {group: [] for group in form.group_ids}
    for at in range(number):
        group = form.group_ids[at % len(form.group_ids)]
        heaps[group].append(bytes(random.choices(marks, k=form.width)))
    rolls = [
        GroupRoll(group_id=group, issued=len(heap), returned=len(heap))
        for group, heap in heaps.items()
    ]
    box = BallotBox.from_bytes(form, heaps)
    return attrs.evolve(review, box=box, counted=None, roll_call=RollCall(rolls))


def read_with_openpyxl(path: Path) -> int:
    """Read every cell with openpyxl."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    return sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) if row)


def read_with_pandas(path: Path) -> int:
    """Read every sheet with pandas, by the same reading library as partybuild."""
    import pandas as pd

    frames = pd.read_excel(path, sheet_name=None, header=None, engine="calamine")
    return sum(len(frame) for frame in frames.values())


def main(numbers: list[int]) -> None:
    """Print one line per number of ballots and library."""
    example = load_example("long-march-street-2021")
    readers = {"openpyxl": read_with_openpyxl, "pandas": read_with_pandas}
    for number in numbers:
        review = ballots_of(example, number)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ballots.xlsx"
            begun = perf_counter()
            excel.write_ballots(review, path)
            wrote = perf_counter() - begun
            size = path.stat().st_size / 1e6
            print(f"{number:,} ballots: written in {wrote:.2f} s, {size:.1f} MB")
            begun = perf_counter()
            again = excel.read_review(path)
            own = perf_counter() - begun
            if again != review:
                sys.exit("the workbook did not read back the same")
            print(f"  partybuild {own:8.2f} s  (checked, equal to what was written)")
            for name, read in readers.items():
                if find_spec(name) is None:
                    print(f"  {name:10} not installed")
                    continue
                begun = perf_counter()
                read(path)
                taken = perf_counter() - begun
                print(f"  {name:10} {taken:8.2f} s  = {taken / own:.1f} x partybuild")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"peak memory of the whole run: {peak:.0f} MB")


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [70, 10_000])

"""Measure weak areas of many conferences, and every analysis of the example.

``python benchmarks/analysis.py`` names the weak areas of 10,000 conferences of 12
subjects and 8 items from their tallies, with the sums of ballots and from counts alone.
Then it runs all analyses of the bundled example in a fresh process, after import, from
the review to the gate. Processor seconds of one core.
"""

import random
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date

import attrs

from partybuild.analysis import weak_areas_of_tally
from partybuild.conference import BallotBox, BallotForm, Tally, tally
from partybuild.testing.plain import plain_rules

RULES = plain_rules(
    [1] * 8, {"leaders": "30%", "staff": "40%", "public": "30%"}, item_total=8
)
FORM = BallotForm.of(RULES, [f"s{number:02}" for number in range(12)])
SIZES = {"leaders": 10, "staff": 30, "public": 30}
CONFERENCES = 10_000
KINDS = 200
ON = date(2022, 1, 25)

EXAMPLE = """
import time
from datetime import date
from partybuild.analysis import *
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import assess
from partybuild.datasets import load_example
review = load_example("long-march-street-2021")
for name in __import__("partybuild.analysis").analysis.__all__:
    globals()[name]
start, clock = time.process_time(), time.perf_counter()
assessment = assess(review)
weak = find_weak_areas(assessment, on=date(2022, 1, 25))
cleared = DEFAULT_DISCLOSURE.clear(assessment)
parts = (weak, cleared, uncertainty(assessment), reliability(assessment),
         stability(assessment), find_patterns(assessment),
         tag_comments(review.conference), clear_intervals(assessment, cleared=cleared),
         clear_weak_areas(assessment, weak, cleared=cleared))
print(time.process_time() - start, time.perf_counter() - clock)
"""


def conferences(number: int) -> list[Tally]:
    """Return tallies of invented votes, with the sums of ballots."""
    chance = random.Random(1)
    made: list[Tally] = []
    for _ in range(number):
        heaps = {
            group: [
                bytes(chance.choices(range(4), (50, 30, 15, 5), k=FORM.width))
                for _ in range(size)
            ]
            for group, size in SIZES.items()
        }
        made.append(tally(BallotBox.from_bytes(FORM, heaps), RULES))
    return made


def seconds(tallies: Sequence[Tally], times: int) -> float:
    """Return the processor seconds of naming all weak areas so many times over."""
    start = time.process_time()
    for _ in range(times):
        for counted in tallies:
            weak_areas_of_tally(counted, RULES, on=ON)
    return time.process_time() - start


def main() -> None:
    """Print one line per promise."""
    tallies = conferences(KINDS)
    bare = [attrs.evolve(t, moments=None, contrasts=None) for t in tallies]
    for what, found in (("sums of ballots", tallies), ("counts alone", bare)):
        taken = seconds(found, CONFERENCES // KINDS)
        verdict = "met" if taken < 60 else "MISSED"
        print(f"10,000 conferences, {what}: {taken:.1f} s (under 60) {verdict}")
    runs = [
        subprocess.run(
            [sys.executable, "-c", EXAMPLE],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        for _ in range(5)
    ]
    best = min(float(run[0]) for run in runs) * 1000
    median = sorted(float(run[0]) for run in runs)[2] * 1000
    verdict = "met" if median < 250 else "MISSED"
    print(
        f"example, everything: {median:.0f} ms, best {best:.0f} (under 250) {verdict}"
    )


if __name__ == "__main__":
    main()

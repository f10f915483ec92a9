"""Measure counting and assessing from data frames beside hand-written queries.

``python benchmarks/frames.py`` prints one line per promise, all sides in one run on
the same marks, taking turns. ``python benchmarks/frames.py 1000 10000`` measures
instead how a folder of so many conferences (7,000 marks each) goes from Parquet to
graded results: seconds, marks per second and the most memory.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl

from partybuild.adapters.frames import (
    FolderOptions,
    SyntheticNation,
    assess_folder,
    read_tallies,
    tally_frame,
    write_synthetic,
)
from partybuild.assessment import ScoreTable, grade
from partybuild.testing.plain import plain_rules

RULES = plain_rules(
    [1] * 10, {"leaders": "20%", "staff": "50%", "public": "30%"}, item_total=10
)
KEYS = ["conference", "subject", "group", "item", "option"]
CONFERENCES = 7_143  # 50 million marks
ROUNDS = 5


Taken = tuple[float, float]
"""Seconds by the clock, and of the processor."""


def taking_turns(rounds: int, *sides: Callable[[], object]) -> list[Taken]:
    """Return the least seconds of each side, by the clock and of the processor."""
    times: list[list[Taken]] = [[] for _ in sides]
    turns = list(zip(sides, times, strict=True))
    for number in range(rounds):
        # What ran before leaves memory behind or none: nobody always follows the same.
        random.Random(number).shuffle(turns)
        for side, taken in turns:
            start, used = time.perf_counter(), time.process_time()
            side()
            seconds = time.perf_counter() - start
            taken.append((seconds, time.process_time() - used))
    return [
        (min(clock), min(processor))
        for clock, processor in (zip(*taken, strict=True) for taken in times)
    ]


def _said(what: str, ratio: float, bound: float, *, most: bool = False) -> None:
    met = ratio <= bound if most else ratio >= bound
    limit = "at most" if most else "at least"
    verdict = "met" if met else "MISSED"
    print(f"{what}: {ratio:.2f} ({limit} {bound}) {verdict}", flush=True)


def _compared(
    what: str, one: Taken, other: Taken, bound: float, *, most: bool = False
) -> None:
    for kind, ours, theirs in zip(("clock", "processor"), one, other, strict=True):
        _said(f"{what}, {kind}", ours / theirs, bound, most=most)


def counting(folder: Path) -> None:
    """Count 50 million marks in long form, in wide form, by hand and in pandas."""
    nation = SyntheticNation(conferences=CONFERENCES)
    marks = nation.marks(RULES)
    for layout in ("long", "wide"):
        write_synthetic(nation, RULES, folder / layout, layout)
    long = pl.read_parquet(folder / "long").lazy()
    wide = pl.read_parquet(folder / "wide").lazy()
    files = str(folder / "long" / "*.parquet")
    database = duckdb.read_parquet(files)
    named = ", ".join(f'"{key}"' for key in KEYS)
    by_hand = f"select {named}, count(*) n from read_parquet('{files}') group by all"  # noqa: S608
    database_wide = duckdb.read_parquet(str(folder / "wide" / "*.parquet"))
    frame = long.collect().to_pandas()
    sides = {
        "tally_frame, Polars, long": lambda: tally_frame(long, RULES).collect(),
        "by hand, Polars": lambda: long.group_by(KEYS).len().collect(),
        "tally_frame, DuckDB, long": lambda: tally_frame(
            database, RULES
        ).to_arrow_table(),
        "by hand, DuckDB": lambda: duckdb.sql(by_hand).to_arrow_table(),
        "by hand, DuckDB, words as numbers": lambda: duckdb.sql(
            _numbered(files)
        ).to_arrow_table(),
        "tally_frame, Polars, wide": lambda: tally_frame(wide, RULES).collect(),
        "tally_frame, DuckDB, wide": lambda: tally_frame(
            database_wide, RULES
        ).to_arrow_table(),
        "pandas groupby": lambda: frame.groupby(KEYS, observed=True).size(),
    }
    taken = dict(zip(sides, taking_turns(ROUNDS, *sides.values()), strict=True))
    for name, (clock, processor) in taken.items():
        print(
            f"  {name}: {clock:.2f} s, {marks / clock / 1e6:.0f} M marks/s; "
            f"{processor:.2f} s of the processor"
        )
    ours = taken["tally_frame, Polars, long"]
    _compared(
        "Polars, against by hand", ours, taken["by hand, Polars"], 1.15, most=True
    )
    duck = taken["tally_frame, DuckDB, long"]
    hands = [taken["by hand, DuckDB"], taken["by hand, DuckDB, words as numbers"]]
    best = min(clock for clock, _ in hands), min(used for _, used in hands)
    _compared("DuckDB, against the better by hand", duck, best, 1.15, most=True)
    wide_form = taken["tally_frame, Polars, wide"]
    _compared("Polars, wide, times as fast as long", ours, wide_form, 1)
    wide_duck = taken["tally_frame, DuckDB, wide"]
    _compared("DuckDB, wide, times as fast as long", duck, wide_duck, 1)
    _compared("times as fast as pandas groupby", taken["pandas groupby"], ours, 8)


def _numbered(files: str) -> str:
    """Return a query of one who knows the words, and groups by their numbers."""
    known = {
        "group": [group.group_id for group in RULES.voter_groups],
        "item": [item.item_id for item in RULES.items],
        "option": [o.option_id for o in RULES.options_of(RULES.items[0])],
    }
    numbers, words = [], []
    for column, codes in known.items():
        listed = ", ".join(f"'{code}'" for code in codes)
        number = f'enum_code(try_cast("{column}" as enum({listed})))'
        numbers.append(f'{number}::smallint as "{column}"')
        cases = " ".join(f"when {at} then '{code}'" for at, code in enumerate(codes))
        words.append(f'case "{column}" {cases} end as "{column}"')
    return (
        f"select conference, subject, {', '.join(words)}, n from ("  # noqa: S608
        f"select conference, subject, {', '.join(numbers)}, count(*) n "
        f"from read_parquet('{files}') group by all)"
    )


def core_seconds(side: Callable[[], object]) -> float:
    """Return the median processor seconds of one side."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        start = time.process_time()
        side()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def scoring(folder: Path) -> None:
    """Score and grade subjects from tallies that are there."""
    nation = SyntheticNation(conferences=1_000)
    write_synthetic(nation, RULES, folder / "scores")
    tallies = list(read_tallies(pl.read_parquet(folder / "scores"), RULES).values())
    table = ScoreTable.of(RULES)

    def assess_all() -> None:
        for tally in tallies:
            scores = table.scores(tally)
            grade(RULES, dict(zip(tally.form.subject_ids, scores, strict=True)), {})

    both = core_seconds(assess_all)
    only = core_seconds(lambda: [table.scores(t) for t in tallies])
    subjects = nation.conferences * nation.subjects
    _said("exact scores per second and core", subjects / only, 30_000)
    _said("exact scores with grades, the same", subjects / both, 30_000)


def growth(folder: Path, sizes: list[int]) -> None:
    """Take folders of growing size from Parquet to graded results."""
    for size in sizes:
        source = folder / f"marks-{size}"
        write_synthetic(SyntheticNation(conferences=size), RULES, source)
        start = time.perf_counter()
        run = assess_folder(
            source, RULES, folder / f"results-{size}", options=FolderOptions()
        )
        seconds = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{run.marks} marks, {run.subjects} subjects: {seconds:.0f} s, "
            f"{run.marks / seconds / 1e6:.2f} M marks/s, at most {memory:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        if sys.argv[1:]:
            growth(Path(name), sorted(map(int, sys.argv[1:])))
        else:
            counting(Path(name))
            scoring(Path(name))

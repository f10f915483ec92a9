"""Measure what the library promises, side by side with its peers in one run.

``python benchmarks/skeleton.py`` prints one line per promise: the time of both
sides on the same data, the ratio, and the ratio promised. Peers that are not
installed (pydantic, pandas, votekit) are named and left out; install them into
an environment of their own, never into the library's.
"""

import itertools
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from importlib.util import find_spec
from typing import Literal

import partybuild as pb
from partybuild.assessment import ScoreTable
from partybuild.conference import BallotBox, BallotForm, Tally, count
from partybuild.rules import ReviewRules
from partybuild.testing.plain import FOUR_OPTIONS, plain_rules

WORDS = tuple(FOUR_OPTIONS)
GROUPS = {"leaders": "20%", "staff": "50%", "public": "30%"}


def best_of(repeats: int, *sides: Callable[[], object]) -> list[float]:
    """Return the median seconds of each side, the sides taking turns."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(repeats):
        for side, taken in zip(sides, times, strict=True):
            start = time.perf_counter()
            side()
            taken.append(time.perf_counter() - start)
    return [statistics.median(taken) for taken in times]


def _scheme(items: int) -> ReviewRules:
    return plain_rules([1] * items, GROUPS, item_total=items)


def _rows(ballots: int, width: int) -> list[list[str]]:
    rng = random.Random(7)
    return [rng.choices(WORDS, (50, 30, 15, 5), k=width) for _ in range(ballots)]


def box_against_pydantic() -> Iterator[str]:
    """Build a validated box from rows of words; pydantic validates the same rows.

    As lists of literals (its fastest form, which knows neither the items nor the
    number of marks) and as a model with one field per line of the ballot.
    """
    form = BallotForm.of(_scheme(8), [f"p{at:02}" for at in range(12)])
    rows = _rows(10_000, form.width)
    marks = len(rows) * form.width

    def _ours() -> object:
        return BallotBox.from_rows(form, {"staff": rows})

    if not find_spec("pydantic"):
        yield _absent("pydantic")
        return
    from pydantic import TypeAdapter, create_model

    mark = Literal["好", "较好", "一般", "差"]
    fields = [f"line_{at}" for at in range(form.width)]
    lists = TypeAdapter(list[list[mark]])
    models = TypeAdapter(
        list[create_model("Ballot", **dict.fromkeys(fields, (mark, ...)))]
    )
    records = [dict(zip(fields, row, strict=True)) for row in rows]
    ours, by_list, by_model = best_of(
        5,
        _ours,
        lambda: lists.validate_python(rows),
        lambda: models.validate_python(records),
    )
    yield _line("box from rows, pydantic lists of literals", ours, by_list, 4)
    yield _line("box from rows, pydantic ballots with fields", ours, by_model, 4)
    yield f"    {marks / ours / 1e6:.1f} million marks a second"


def result_against_votekit() -> Iterator[str]:
    """From rows of words to scores; VoteKit goes from score ballots to its result."""
    if not find_spec("votekit"):
        yield _absent("votekit")
        return
    from votekit.ballot import ScoreBallot
    from votekit.elections import Rating
    from votekit.pref_profile import ScoreProfile

    rules = plain_rules()
    subjects = [f"p{at:02}" for at in range(12)]
    form = BallotForm.of(rules, subjects)
    rows = _rows(2_000, form.width)

    def _ours() -> object:
        box = BallotBox.from_rows(form, {"g": rows})
        return ScoreTable.of(rules).scores(count(box))

    def _theirs() -> object:
        ballots = [
            ScoreBallot(
                scores={
                    subject: FOUR_OPTIONS[word]
                    for subject, word in zip(subjects, row, strict=True)
                }
            )
            for row in rows
        ]
        return Rating(ScoreProfile(ballots=ballots), per_candidate_limit=100)

    ours, peer = best_of(5, _ours, _theirs)
    yield _line("ballots to scores, votekit", ours, peer, 30)


def tally_against_pandas() -> Iterator[str]:
    """Count ten million marks; pandas counts them in long form, as categoricals."""
    form = BallotForm.of(_scheme(10), [f"p{at:02}" for at in range(40)])
    rng = random.Random(7)
    population = bytes(rng.choices(range(4), (50, 30, 15, 5), k=65_536))
    sizes = {"leaders": 5_000, "staff": 12_500, "public": 7_500}
    box = BallotBox.from_bytes(
        form,
        {
            group: [_slice(rng, population, form.width) for _ in range(size)]
            for group, size in sizes.items()
        },
    )
    marks = sum(box.sizes) * form.width
    if not find_spec("pandas"):
        yield _absent("pandas")
        return
    frame = _long_form(box)
    keys = ["group", "subject", "item", "option"]

    def _ours() -> object:
        return count(box)

    def _grouped() -> object:
        return frame.groupby(keys, observed=True, sort=False).size()

    def _crossed() -> object:
        import pandas as pd

        return pd.crosstab([frame.group, frame.subject, frame.item], frame.option)

    ours, grouped = best_of(5, _ours, _grouped)
    (crossed,) = best_of(1, _crossed)
    yield _line(f"tally of {marks:,} marks, pandas", ours, min(grouped, crossed), 10)
    yield (
        f"    {marks / ours / 1e6:.0f} million marks a second; pandas: groupby "
        f"{grouped:.2f} s, crosstab {crossed:.2f} s"
    )


def _slice(rng: random.Random, population: bytes, width: int) -> bytes:
    at = rng.randrange(len(population) - width)
    return population[at : at + width]


def _long_form(box: BallotBox):  # noqa: ANN202 - pandas may be absent
    import numpy as np
    import pandas as pd

    form = box.form
    columns: dict[str, list[object]] = {"group": [], "option": []}
    for at, marks in enumerate(box.groups):
        columns["option"].append(np.frombuffer(marks, dtype=np.int8))
        columns["group"].append(np.full(len(marks), at, dtype=np.int8))
    ballots = sum(box.sizes)
    lines = np.arange(form.width)
    codes = {
        "group": (np.concatenate(columns["group"]), form.group_ids),
        "subject": (np.tile(lines // len(form.items), ballots), form.subject_ids),
        "item": (np.tile(lines % len(form.items), ballots), form.item_ids),
        "option": (np.concatenate(columns["option"]), WORDS),
    }
    return pd.DataFrame(
        {
            name: pd.Categorical.from_codes(values.astype(np.int8), categories=words)
            for name, (values, words) in codes.items()
        }
    )


def scores_against_fractions() -> Iterator[str]:
    """Score 10,000 subjects exactly; the peer is the plain loop over fractions."""
    rules = _scheme(10)
    form = BallotForm.of(rules, [f"p{at:05}" for at in range(10_000)])
    rng = random.Random(7)
    ballots = (12, 60, 36)
    tally = Tally(
        form=form,
        ballots=ballots,
        counts=tuple(_random_counts(rng, form.width, size) for size in ballots),
    )
    table = ScoreTable.of(rules)

    def _plain() -> tuple[Fraction, ...]:
        items = [(rules.item_weight(i), rules.options_of(i)) for i in rules.items]
        groups = [rules.group_weight(group) for group in rules.voter_groups]
        found: list[Fraction] = []
        for subject in range(len(form.subject_ids)):
            score = Fraction(0)
            for group, group_weight in enumerate(groups):
                for item, (item_weight, options) in enumerate(items):
                    counts = tally.options(group, subject, item)
                    worth = sum(
                        o.value * n for o, n in zip(options, counts, strict=True)
                    )
                    score += group_weight * item_weight * worth / sum(counts)
            found.append(score)
        return tuple(found)

    if table.scores(tally) != _plain():
        message = "the two sides do not agree"
        raise AssertionError(message)
    ours, peer = best_of(3, lambda: table.scores(tally), _plain)
    yield _line("10,000 exact scores, Fraction loop", ours, peer, 5)


def _random_counts(rng: random.Random, width: int, ballots: int) -> tuple[int, ...]:
    vector: list[int] = []
    for _ in range(width):
        cuts = sorted(rng.randrange(ballots + 1) for _ in range(3))
        edges = [0, *cuts, ballots]
        vector += [b - a for a, b in itertools.pairwise(edges)] + [0] * 5
    return tuple(vector)


def import_against_attrs() -> Iterator[str]:
    """Import in fresh interpreters, by turns; both find their bytecode compiled."""
    taken: dict[str, list[float]] = {"partybuild": [], "attrs": []}
    for _ in range(15):
        for name, times in taken.items():
            times.append(_seconds_in_fresh_interpreter(f"import {name}"))
    ours, peer = (statistics.median(times) for times in taken.values())
    verdict = "met" if ours <= 1.5 * peer else "MISSED"
    yield (
        f"import partybuild: {ours * 1e3:.1f} ms, attrs {peer * 1e3:.1f} ms: "
        f"{ours / peer:.2f} times (at most 1.5): {verdict}"
    )


def _seconds_in_fresh_interpreter(statement: str, setup: str = "pass") -> float:
    code = (
        f"import time\n{setup}\nstart = time.perf_counter()\n{statement}\n"
        "print(time.perf_counter() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    )
    return float(done.stdout)


def example_after_import() -> Iterator[str]:
    """Assess the example and find its weak areas, first and later calls."""
    setup = (
        "from datetime import date\nimport partybuild as pb\n"
        "pb.assess, pb.find_weak_areas\n"
        "review = pb.load_example('long-march-street-2021')"
    )
    work = "pb.find_weak_areas(pb.assess(review), on=date(2022, 1, 25))"
    first = statistics.median(
        _seconds_in_fresh_interpreter(work, setup) for _ in range(5)
    )
    review = pb.load_example("long-march-street-2021")
    (later,) = best_of(
        5, lambda: pb.find_weak_areas(pb.assess(review), on=date(2022, 1, 25))
    )
    verdict = "met" if first < 0.1 else "MISSED"
    yield (
        f"example assessed with weak areas: {first * 1e3:.0f} ms the first time, "
        f"{later * 1e3:.0f} ms after that (less than 100): {verdict}"
    )


def _line(what: str, ours: float, peer: float, promised: int) -> str:
    verdict = "met" if peer / ours >= promised else "MISSED"
    return (
        f"{what}: {ours * 1e3:.1f} ms against {peer * 1e3:.1f} ms: "
        f"{peer / ours:.1f} times as fast (at least {promised}): {verdict}"
    )


def _absent(peer: str) -> str:
    return f"{peer} is not installed; this comparison is left out"


def main() -> None:
    """Print every comparison."""
    for measured in (
        box_against_pydantic,
        result_against_votekit,
        tally_against_pandas,
        scores_against_fractions,
        import_against_attrs,
        example_after_import,
    ):
        for line in measured():
            print(line, flush=True)


if __name__ == "__main__":
    main()

"""Simulate voters and count how often weak areas and intervals are right.

``python benchmarks/simulation.py`` prints the tables of docs/simulation.md in about ten
minutes; ``python benchmarks/simulation.py 100`` makes 100 conferences of each kind
instead of 2,000; a second argument names the file of the picture. The marks are
invented: latent-normal voters, each with a strictness of their own, a preference per
subject and noise per mark. The same seed gives the same figures.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from partybuild.analysis import (
    GroupSums,
    Span,
    WeakAreaKind,
    half_phantom_limit,
    weak_areas_of_tally,
)
from partybuild.conference import BallotBox, BallotForm, tally
from partybuild.testing.plain import plain_rules

SEED = 20261125
SUBJECTS, ITEMS = 12, 8
WEIGHTS = {"leaders": "30%", "staff": "40%", "public": "30%"}
SIZES = {20: (5, 6, 9), 40: (6, 14, 20), 70: (7, 23, 40)}
POINTS = (5, 8, 10)
LEVELS = (84, 95, 99, 99.9)
USUAL = 88.0
STRICTNESS, PREFERENCE, NOISE = 1.0, 0.5, 0.8
EDGES = (0.0, -1.2, -2.2)
VALUES = np.array([100, 80, 60, 40])

RULES = plain_rules([1] * ITEMS, WEIGHTS, item_total=ITEMS)
FORM = BallotForm.of(RULES, [f"s{number:02}" for number in range(SUBJECTS)])
SHARES = [float(RULES.group_weight(group)) for group in RULES.voter_groups]
THUMB = {
    "the lowest item of each subject": lambda m: m <= m.min(axis=1, keepdims=True),
    "an item 5 points below the subject's own mean": (
        lambda m: m < m.mean(axis=1, keepdims=True) - 5
    ),
    "an item 1 sd below the mean of its column": (
        lambda m: m < m.mean(axis=0) - m.std(axis=0, ddof=1)
    ),
}


def latent(score: float) -> float:
    """Return the latent quality whose expected mark is a score."""
    spread = NormalDist(0, sqrt(STRICTNESS**2 + PREFERENCE**2 + NOISE**2))
    low, high = -20.0, 20.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        mean = 40 + 20 * sum(spread.cdf(middle - edge) for edge in EDGES)
        low, high = (middle, high) if mean < score else (low, middle)
    return low


def votes(chance: np.random.Generator, quality: np.ndarray, ballots: int) -> np.ndarray:
    """Return marks by place on the scale, ballots by subjects by items."""
    subjects, items = quality.shape
    seen = (
        quality
        + chance.normal(0, STRICTNESS, (ballots, 1, 1))
        + chance.normal(0, PREFERENCE, (ballots, subjects, 1))
        + chance.normal(0, NOISE, (ballots, subjects, items))
    )
    return sum((seen < edge).astype(np.uint8) for edge in EDGES)


def heaps(marks: np.ndarray, sizes: Sequence[int]) -> list[np.ndarray]:
    """Return the ballots of each voter group."""
    ends = [0, *np.cumsum(sizes)]
    return [marks[start:end] for start, end in pairwise(ends)]


def official(marks: np.ndarray, sizes: Sequence[int]) -> np.ndarray:
    """Return item scores by the official weights."""
    means = [VALUES[heap].mean(axis=0) for heap in heaps(marks, sizes)]
    return sum(w * mean for w, mean in zip(SHARES, means, strict=True))


def named(marks: np.ndarray, sizes: Sequence[int]) -> set[tuple[int, int, str]]:
    """Return what the library names: subject (-1 for all), item and kind."""
    ballots = {
        group: [ballot.tobytes() for ballot in heap]
        for group, heap in zip(WEIGHTS, heaps(marks, sizes), strict=True)
    }
    counted = tally(BallotBox.from_bytes(FORM, ballots), RULES)
    subjects = {name: at for at, name in enumerate(FORM.subject_ids)} | {"": -1}
    return {
        (subjects[area.subject_id], FORM.item_ids.index(area.item_id), kind.value)
        for area in weak_areas_of_tally(counted, RULES, on=date(2022, 1, 25))
        for kind in area.kinds
    }


def clean(conferences: int) -> Iterator[tuple[str, int, str, float, float]]:
    """Yield false alarms where no cell is weak: per conference, and share with one."""
    kinds = {
        "subjects alike (88 points)": np.full(SUBJECTS, USUAL),
        "subjects from 78 to 99": np.linspace(78, 99, SUBJECTS),
        "one item 8 points low for all": np.full(SUBJECTS, USUAL),
    }
    for number, (what, scores) in enumerate(kinds.items()):
        quality = np.array([[latent(score)] * ITEMS for score in scores])
        true: set[tuple[int, int, str]] = set()
        if what.startswith("one item"):
            quality[:, 0], true = latent(USUAL - 8), {(-1, 0, "common")}
        for ballots, sizes in SIZES.items():
            chance = np.random.default_rng([SEED, 1, number, ballots])
            alarms: dict[str, list[int]] = {"local": [], "any comparison": []}
            alarms |= {rule: [] for rule in THUMB}
            for _ in range(conferences):
                marks = votes(chance, quality, ballots)
                found = named(marks, sizes) - true
                local = sum(kind == WeakAreaKind.LOCAL.value for *_, kind in found)
                below = WeakAreaKind.BELOW_STANDARD.value
                alarms["local"].append(local)
                alarms["any comparison"].append(sum(k != below for *_, k in found))
                table = official(marks, sizes)
                for rule, flags in THUMB.items():
                    alarms[rule].append(int(flags(table).sum()))
            for rule, counts in alarms.items():
                yield what, ballots, rule, float(np.mean(counts)), _share(counts)


def _share(counts: Sequence[int]) -> float:
    return sum(number > 0 for number in counts) / len(counts)


def power(conferences: int) -> Iterator[tuple[int, int, str, float]]:
    """Yield how often one weak cell is found, by its points and the ballots."""
    for points in POINTS:
        quality = np.full((SUBJECTS, ITEMS), latent(USUAL))
        quality[0, 0] = latent(USUAL - points)
        for ballots, sizes in SIZES.items():
            chance = np.random.default_rng([SEED, 2, points, ballots])
            hits: dict[str, int] = dict.fromkeys(("local", *THUMB), 0)
            for _ in range(conferences):
                marks = votes(chance, quality, ballots)
                hits["local"] += (0, 0, "local") in named(marks, sizes)
                table = official(marks, sizes)
                for rule, flags in THUMB.items():
                    hits[rule] += bool(flags(table)[0, 0])
            for rule, times in hits.items():
                yield points, ballots, rule, times / conferences


def coverage(conferences: int) -> Iterator[tuple[float, int, float, float]]:
    """Yield how often the 95% interval holds the true score, and its mean width."""
    span = Span(Fraction(40), Fraction(100), Fraction(20))
    weights = [RULES.group_weight(group) for group in RULES.voter_groups]
    for level in LEVELS:
        quality = np.full((1, ITEMS), latent(level))
        for ballots, sizes in SIZES.items():
            chance = np.random.default_rng([SEED, 3, round(level * 10), ballots])
            held, width = 0, 0.0
            for _ in range(conferences):
                marks = VALUES[votes(chance, quality, ballots)].sum(axis=(1, 2))
                groups = [
                    GroupSums(
                        weight,
                        len(heap),
                        Fraction(int(heap.sum()), ITEMS),
                        Fraction(int((heap**2).sum()), ITEMS**2),
                    )
                    for weight, heap in zip(weights, heaps(marks, sizes), strict=True)
                ]
                low = half_phantom_limit(groups, span, upper=False)
                high = half_phantom_limit(groups, span, upper=True)
                held += low <= level <= high
                width += high - low
            yield level, ballots, held / conferences, width / conferences


def draw(
    path: str,
    alarms: list[tuple[str, int, str, float, float]],
    found: list[tuple[int, int, str, float]],
) -> None:
    """Draw false alarms beside power, in one picture."""
    mpl.use("Agg")
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    names = {"local": "local weak area", **dict.fromkeys(THUMB)}
    rules = list(names)
    short = ["local (partybuild)", "lowest item", "own mean - 5", "column - 1 sd"]
    for offset, ballots in enumerate(SIZES):
        rates = [
            next(
                r
                for w, n, k, r, _ in alarms
                if "alike" in w and (n, k) == (ballots, rule)
            )
            for rule in rules
        ]
        at = [place + 0.25 * (offset - 1) for place in range(len(rules))]
        left.bar(at, rates, width=0.24, label=f"{ballots} ballots")
        line = [r for p, n, k, r in found if (n, k) == (ballots, "local")]
        right.plot(POINTS, line, marker="o", label=f"{ballots} ballots")
    left.set_xticks(range(len(rules)), short, rotation=15)
    left.set_yscale("symlog", linthresh=0.5)
    left.axhline(0.5, color="black", linewidth=0.8, linestyle="--")
    left.set_ylabel("false alarms per clean conference")
    right.set_xticks(POINTS)
    right.set_ylim(0, 1.02)
    right.set_xlabel("points by which one cell is weak")
    right.set_ylabel("share of conferences that name it")
    left.legend()
    right.legend()
    figure.suptitle("Simulation: invented voters, 12 subjects, 8 items")
    figure.savefig(path, dpi=120)


def table(
    head: Sequence[str], cells: dict[tuple[object, object], list[str]]
) -> Iterator[str]:
    """Yield the lines of a table, one line per key."""
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for key, values in cells.items():
        yield f"| {' | '.join(map(str, (*key, *values)))} |"


def main(conferences: int = 2000, picture: str = "") -> None:
    """Print the tables; draw the picture where a file is named."""
    rules = ("local", "any comparison", *THUMB)
    alarms = list(clean(conferences))
    cells: dict[tuple[object, object], list[str]] = {}
    for what, ballots, _, rate, share in alarms:
        cells.setdefault((what, ballots), []).append(f"{rate:.2f} ({share:.1%})")
    print(*table(("no weakness", "ballots", *rules), cells), "", sep="\n", flush=True)
    found = list(power(conferences))
    cells = {}
    for points, ballots, _, rate in found:
        cells.setdefault((points, ballots), []).append(f"{rate:.1%}")
    head = ("points", "ballots", "local", *THUMB)
    print(*table(head, cells), "", sep="\n", flush=True)
    cells = {
        (f"{level:g}", ballots): [f"{held:.1%}", f"{width:.1f}"]
        for level, ballots, held, width in coverage(2 * conferences)
    }
    print(*table(("true score", "ballots", "coverage", "width"), cells), "", sep="\n")
    worst = max(rate for *_, rule, rate, _ in alarms if rule == "local")
    print(f"false local flags per clean conference: at most {worst:.3f} (promise 0.5)")
    if picture:
        draw(picture, alarms, found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 2000, *sys.argv[2:3])

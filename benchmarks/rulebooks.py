"""Measure how fast rulebooks load, and what loaded rules cost in an assessment.

``python benchmarks/rulebooks.py`` loads and compiles the largest bundled rulebook (text
to a scheme ready to score), and assesses the same review by loaded rules and by rules
built in Python, the two taking turns.
"""

import time
from collections.abc import Callable

import attrs

from partybuild.adapters.rulebooks import parse_rulebook, rulebook_toml
from partybuild.assessment import ScoreTable, assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example, rulebook_names, rulebook_path
from partybuild.testing.plain import plain_review, plain_rulebook, plain_rules


def by_turns(repeats: int, *sides: Callable[[], object]) -> list[float]:
    """Return the least processor seconds of each side; other work only adds."""
    times: list[list[float]] = [[] for _ in sides]
    for _ in range(repeats):
        for side, taken in zip(sides, times, strict=True):
            start = time.process_time()
            side()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def loading() -> str:
    """Load and compile the largest bundled rulebook that leaves nothing open."""
    texts = {
        name: rulebook_path(name).read_text(encoding="utf-8")
        for name in rulebook_names()
        if "{ parameter" not in rulebook_path(name).read_text(encoding="utf-8")
    }
    name = max(texts, key=lambda one: len(texts[one]))

    def _loaded() -> object:
        book = parse_rulebook(texts[name])
        return [ScoreTable.of(v.rules) for v in book.versions if v.rules.items]

    start = time.perf_counter()
    _loaded()
    first = time.perf_counter() - start
    (later,) = by_turns(30, _loaded)
    verdict = "met" if later < 0.05 else "MISSED"
    return (
        f"{name} ({len(texts[name].splitlines())} lines) loaded and compiled: "
        f"{later * 1e3:.1f} ms, the first time in a process {first * 1e3:.1f} ms "
        f"(less than 50): {verdict}"
    )


def assessing() -> str:
    """Assess one review by loaded rules and by those built in Python."""
    rules = plain_rules()
    form = BallotForm.of(rules, [f"p{at:02}" for at in range(12)])
    lines = [["好", "较好", "一般"][at % 3] for at in range(form.width)]
    review = plain_review(rules, BallotBox.from_rows(form, {"g": [lines] * 40}))
    built = plain_rulebook(rules)
    rulebook = parse_rulebook(rulebook_toml(built))
    form = BallotForm.of(rulebook.versions[0].rules, form.subject_ids)
    box = BallotBox.from_rows(form, {"g": [lines] * 40})
    loaded = attrs.evolve(review, rulebook=rulebook, box=box)
    ours, peer = by_turns(300, lambda: assess(loaded), lambda: assess(review))
    return _ratio("plain review", ours, peer)


def example() -> str:
    """Assess the example by its rules as TOML states them, and as its document does."""
    review = load_example("long-march-street-2022")
    text = rulebook_toml(review.rulebook)
    rulebook = parse_rulebook(text)
    rules = rulebook.at(review.conference.held_on).rules
    # Ballots of a form made from these very rules, as those of the other side are.
    form = BallotForm.of(rules, review.conference.subject_ids)
    box = attrs.evolve(review.box, form=form)
    loaded = attrs.evolve(review, rulebook=rulebook, box=box)
    ours, peer = by_turns(40, lambda: assess(loaded), lambda: assess(review))
    return _ratio("example", ours, peer)


def _ratio(what: str, ours: float, peer: float) -> str:
    verdict = "met" if ours <= 1.1 * peer else "MISSED"
    return (
        f"{what} assessed by loaded rules {ours * 1e3:.2f} ms, by rules built in "
        f"Python {peer * 1e3:.2f} ms: {ours / peer:.3f} times (at most 1.1): {verdict}"
    )


if __name__ == "__main__":
    for measured in (loading, assessing, example):
        print(measured(), flush=True)

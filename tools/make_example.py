"""Make the files of the example conference, the same bytes every time.

Run ``python tools/make_example.py`` after a change of ``tools/example`` or of a
document format; ``--out DIR`` writes elsewhere, to compare.
"""

import argparse
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from example._conference import (
    build_conference,
    build_posts,
    build_roll_call,
    build_tree,
    build_veto,
)
from example._marks import cast_ballots
from example._rules import build_rulebook

from partybuild.adapters.excel import write_ballots, write_count_sheet
from partybuild.adapters.records import write_review
from partybuild.conference import BallotBox, BallotForm, Review

_SOURCES = Path(__file__).parent / "example"
_DATASETS = Path(__file__).parents[1] / "src" / "partybuild" / "datasets"
_EXAMPLE = _DATASETS / "long_march_street_2021"


def source(name: str) -> Mapping[str, Any]:
    """Return the contents of one of the generator's TOML files."""
    return tomllib.loads((_SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def build_review(plan: Mapping[str, Any]) -> Review:
    """Return the example conference whose marks follow a plan."""
    record = source("conference")
    tree = build_tree(source("organizations"))
    rulebook = build_rulebook(source("rules"))
    conference = build_conference(record)
    rules = rulebook.at(conference.held_on).rules
    form = BallotForm.of(rules, conference.subject_ids)
    return Review(
        tree=tree,
        posts=build_posts(tree),
        rulebook=rulebook,
        conference=conference,
        roll_call=build_roll_call(plan),
        box=BallotBox.from_rows(form, cast_ballots(form, plan)),
        cap_facts=[build_veto(record)],
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_EXAMPLE)
    out: Path = parser.parse_args(arguments).out
    review = build_review(source("plan"))
    write_review(review, out / "review.json", force=True)
    write_ballots(review, out / "ballots.xlsx", force=True)
    write_count_sheet(review, out / "counts.xlsx", force=True)


if __name__ == "__main__":
    main()

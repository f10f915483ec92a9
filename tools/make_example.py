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
from partybuild.organization import OrganizationTree

_TOOLS = Path(__file__).parent
_DATASETS = Path(__file__).parents[1] / "src" / "partybuild" / "datasets"
_SECOND = "example_2022"


def source(name: str, folder: str = "example") -> Mapping[str, Any]:
    """Return the contents of one of the generator's TOML files."""
    text = (_TOOLS / folder / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def build_review(plan: Mapping[str, Any]) -> Review:
    """Return the example conference whose marks follow a plan."""
    tree = build_tree(source("organizations"))
    return _review(source("conference"), source("rules"), tree, plan)


def build_second_review(plan: Mapping[str, Any]) -> Review:
    """Return the second year's conference whose marks follow a plan."""
    changed = source("rules", _SECOND)
    rules = dict(source("rules"))
    *old, last = rules["versions"]
    rules["versions"] = [
        *old,
        {**last, "last": changed["last_day_of_2021"]},
        changed["versions"],
    ]
    merged = source("organizations", _SECOND)["merged"]
    tree = build_tree(source("organizations"), merged)
    return _review(source("conference", _SECOND), rules, tree, plan)


def _review(
    record: Mapping[str, Any],
    rules: Mapping[str, Any],
    tree: OrganizationTree,
    plan: Mapping[str, Any],
) -> Review:
    rulebook = build_rulebook(rules)
    conference = build_conference(record)
    form = BallotForm.of(rulebook.at(conference.held_on).rules, conference.subject_ids)
    return Review(
        tree=tree,
        posts=build_posts(tree.at(conference.held_on)),
        rulebook=rulebook,
        conference=conference,
        roll_call=build_roll_call(plan),
        box=BallotBox.from_rows(form, cast_ballots(form, plan)),
        cap_facts=[build_veto(record)],
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the files of both years."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_DATASETS)
    out: Path = parser.parse_args(arguments).out
    reviews = {
        2021: build_review(source("plan")),
        2022: build_second_review(source("plan", _SECOND)),
    }
    for year, review in reviews.items():
        folder = out / f"long_march_street_{year}"
        folder.mkdir(exist_ok=True)
        write_review(review, folder / "review.json", force=True)
        write_ballots(review, folder / "ballots.xlsx", force=True)
        write_count_sheet(review, folder / "counts.xlsx", force=True)


if __name__ == "__main__":
    main()

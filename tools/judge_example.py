"""Judge the search for weak areas on many conferences with the example's plan.

Run ``python tools/judge_example.py 160``: every seed gives other voters and marks
with the same truth behind them. The table in ``docs/example.md`` comes from here.
"""

import argparse
from collections import Counter

from make_example import build_review, source

from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess


def main() -> None:
    """Count what was missed and what was found beside the plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, help="how many seeds, from 1")
    seeds = parser.parse_args().seeds
    plan = source("plan")
    planted = {(w["kind"], w.get("subject", ""), w["item"]) for w in plan["planted"]}
    missed: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    exact = 0
    for seed in range(1, seeds + 1):
        review = build_review({**plan, "seed": seed})
        areas = find_weak_areas(assess(review), on=review.conference.held_on)
        found = {(k.value, a.subject_id, a.item_id) for a in areas for k in a.kinds}
        missed.update(kind for kind, _, _ in planted - found)
        beside.update(kind for kind, _, _ in found - planted)
        exact += found == planted
    print(f"{seeds} seeds, {exact} of them exactly as planned")
    for kind in ("common", "local", "mixed", "below_standard"):
        print(f"{kind}: {missed[kind]} missed, {beside[kind]} beside the plan")


if __name__ == "__main__":
    main()

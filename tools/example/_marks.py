"""Invented marks with a known truth behind them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from random import Random
from statistics import NormalDist
from typing import Any

from partybuild.conference import BallotForm
from partybuild.rules import Option

Plan = Mapping[str, Any]
"""Contents of plan.toml."""

_UNIT = NormalDist()


def _expected(place: float, model: Plan, options: Sequence[Option]) -> float:
    spread = (
        sum(model[part] ** 2 for part in ("severity", "preference", "noise")) ** 0.5
    )
    below = [_UNIT.cdf((cut - place) / spread) for cut in model["cuts"]]
    edges = [0.0, *below, 1.0]
    shares = [high - low for low, high in pairwise(edges)]
    values = [float(option.value) for option in reversed(options)]
    return sum(share * value for share, value in zip(shares, values, strict=True))


def place_of(points: float, model: Plan, options: Sequence[Option]) -> float:
    """Return the place on the latent scale where the expected mark is *points*.

    It is rounded to thousandths, so that the last digit of a platform's error
    function cannot reach a mark.
    """
    low, high = -8000, 8000
    while high - low > 1:
        middle = (low + high) // 2
        if _expected(middle / 1000, model, options) < points:
            low = middle
        else:
            high = middle
    return high / 1000


def expected_points(plan: Plan, group: str, subject: str, item: str) -> float:
    """Return the expected mark that the plan gives one cell of one voter group."""
    local = sum(
        planted["points"]
        for planted in plan["planted"]
        if planted["kind"] == "local"
        and (planted["subject"], planted["item"]) == (subject, item)
    )
    points = plan["levels"][subject] + plan["items"][item] + plan["groups"][group]
    return float(points + local)


def _normal(random: Random) -> float:
    # Only random() is promised to repeat on every Python; twelve of them summed
    # are near enough to a normal deviate and need no library function.
    return sum(random.random() for _ in range(12)) - 6.0


def cast_ballots(form: BallotForm, plan: Plan) -> dict[str, list[list[str | None]]]:
    """Return the valid ballots of every voter group as rows of words.

    Args:
        form: What the ballots mark.
        plan: Truth, model, turnout and missing marks.

    Returns:
        Voter group to its ballots, each in the order of the form.
    """
    random = Random(plan["seed"])
    heaps: dict[str, list[list[str | None]]] = {}
    for line in plan["ballots"]:
        group = line["group"]
        places = [
            place_of(expected_points(plan, group, s, i), plan["model"], item.options)
            for s in form.subject_ids
            for i, item in zip(form.item_ids, form.items, strict=True)
        ]
        heaps[group] = [
            list(_ballot(random, form, plan["model"], places))
            for _ in range(line["returned"] - line["void"])
        ]
    _leave_out(form, plan["missing"], heaps)
    return heaps


def _ballot(
    random: Random, form: BallotForm, model: Plan, places: Sequence[float]
) -> Iterator[str]:
    severity = model["severity"] * _normal(random)
    at = 0
    for _ in form.subject_ids:
        preference = model["preference"] * _normal(random)
        for item in form.items:
            noise = model["noise"] * _normal(random)
            felt = places[at] + severity + preference + noise
            reached = sum(cut < felt for cut in model["cuts"])
            yield item.options[len(item.options) - 1 - reached].option_id
            at += 1


def _leave_out(
    form: BallotForm,
    missing: Sequence[Plan],
    heaps: Mapping[str, list[list[str | None]]],
) -> None:
    for line in missing:
        ballot = heaps[line["group"]][line["ballot"]]
        subjects = line.get("subjects", form.subject_ids)
        items = line.get("items", form.item_ids)
        for subject, item in product(subjects, items):
            row = form.subject_ids.index(subject)
            ballot[row * len(form.items) + form.item_ids.index(item)] = line["mark"]

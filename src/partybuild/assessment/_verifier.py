"""Recompute a receipt without any other part of the package.

This module imports the standard library only and shares no code with the rest,
so that a mistake there cannot hide here. It runs on its own as well:
``python _verifier.py < receipt.json``.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

Data = Mapping[str, Any]
"""A part of a receipt; its values are checked as they are used."""


class _RefusedError(Exception):
    """The receipt is not of the form that this module understands."""


def verify_receipt(text: str) -> tuple[str, ...]:
    """Recompute every result of a receipt.

    Args:
        text: The receipt, as it was written.

    Returns:
        One sentence per contradiction; empty when the receipt holds.
    """
    try:
        receipt = json.loads(
            text,
            parse_float=_refuse_float,
            parse_constant=_refuse_float,
            object_pairs_hook=_unique,
        )
        if (receipt["format"], receipt["version"]) != ("partybuild-receipt", 1):
            return ("this is not a partybuild receipt of version 1",)
        return (*_hashes(receipt), *_roll_call(receipt), *_results(receipt))
    except _RefusedError as refused:
        return (str(refused),)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as wrong:
        return (f"the receipt is damaged: {type(wrong).__name__}: {wrong}",)


def _refuse_float(text: str) -> None:
    raise _RefusedError(f"the receipt holds the inexact number {text}")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) != len(pairs):
        raise _RefusedError("the receipt says something twice")
    return found


def _hashes(receipt: Data) -> Iterator[str]:
    content = {key: value for key, value in receipt.items() if key != "sha256"}
    for name, part, stated in (
        ("contents", content, "sha256"),
        ("rules", receipt["rules"], "rules_sha256"),
        ("tally", receipt["tally"], "tally_sha256"),
    ):
        text = json.dumps(
            part, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        if hashlib.sha256(text.encode()).hexdigest() != receipt[stated]:
            yield f"the {name} of the receipt are not those its hash was made of"


def _roll_call(receipt: Data) -> Iterator[str]:
    ballots = receipt["tally"]["ballots"]
    rolls = {roll["group_id"]: roll for roll in receipt["roll_call"]}
    for group, valid in ballots.items():
        roll = rolls[group]
        chain = [roll["void"], roll["returned"], roll["issued"]]
        chain += [roll[key] for key in ("present", "entitled") if key in roll]
        if chain != sorted(chain) or roll["returned"] - roll["void"] != valid:
            yield f"group {group}: the roll call does not close"
        for subject, lines in receipt["tally"]["counts"][group].items():
            if any(sum(line) != valid or min(line) < 0 for line in lines):
                yield f"group {group}, subject {subject}: marks and ballots differ"


def _results(receipt: Data) -> Iterator[str]:
    rules = receipt["rules"]["rules"]
    scores = {
        subject: _total(receipt, rules, subject) for subject in _subjects(receipt)
    }
    graded = _grades(receipt, rules, scores)
    stated = {result["subject_id"]: result for result in receipt["results"]}
    if set(stated) != set(scores) or len(stated) != len(receipt["results"]):
        yield "the subjects with a result are not those with counts"
        return
    order = sorted(scores, key=lambda subject: (-scores[subject], subject))
    if [result["subject_id"] for result in receipt["results"]] != order:
        yield "the results are not in the order of their ranks"
    for subject in order:
        score, result = scores[subject], stated[subject]
        recomputed = {
            "score": str(score),
            "printed": _printed(rules, score),
            "rank": 1 + sum(other > score for other in scores.values()),
            "grade_by_score": graded[subject][0],
            "grade_id": graded[subject][1],
        }
        for key, value in recomputed.items():
            if result[key] != value:
                yield f"{subject}: {key} is {result[key]!r}, recomputed {value!r}"


def _subjects(receipt: Data) -> list[str]:
    groups = list(receipt["tally"]["counts"].values())
    if any(sorted(group) != sorted(groups[0]) for group in groups):
        raise _RefusedError("the voter groups do not mark the same subjects")
    return sorted(groups[0])


def _total(receipt: Data, rules: Data, subject: str) -> Fraction:
    entered = {
        entry["entry_id"]: Fraction(entry["points"])
        for entry in receipt.get("entered", ())
        if entry["post_id"] == subject
    }
    total = Fraction(0)
    for part in rules["components"]:
        ballots = part["kind"] == "ballots"
        value = (
            _ballot_score(receipt, rules, subject)
            if ballots
            else entered[part["component_id"]]
        )
        total += Fraction(part["weight"]) * value
    for rule in rules.get("adjustments", ()):
        points = entered.get(rule["adjustment_id"], Fraction(0))
        if "limit" in rule:
            points = min(points, Fraction(rule["limit"]))
        total += -points if rule["kind"] == "deduction" else points
    return total


def _ballot_score(receipt: Data, rules: Data, subject: str) -> Fraction:
    score = Fraction(0)
    for place, item in enumerate(rules["items"]):
        weight = Fraction(item["weight"]) / Fraction(rules["item_total"])
        if weight:
            score += weight * _item_score(receipt, rules, subject, place, item)
    return score


def _item_score(
    receipt: Data, rules: Data, subject: str, place: int, item: Data
) -> Fraction:
    # A dict, because StopIteration inside a generator is no error to catch.
    scales = {scale["scale_id"]: scale["options"] for scale in rules["scales"]}
    values = [Fraction(option["value"]) for option in scales[item["scale_id"]]]
    part, kept, everything = Fraction(0), Fraction(0), Fraction(0)
    for group in rules["voter_groups"]:
        weight = Fraction(group["weight"]) / Fraction(rules["group_total"])
        line = receipt["tally"]["counts"][group["group_id"]][subject][place]
        marks = sum(line[: len(values)])
        everything += weight
        if marks:
            worth = sum(v * n for v, n in zip(values, line, strict=False))
            part += weight * worth / marks
            kept += weight
        elif weight and rules["empty_group"] == "error":
            raise _RefusedError(f"{subject}: group {group['group_id']} marked nothing")
    return part * everything / kept if rules["empty_group"] == "renormalize" else part


def _grades(
    receipt: Data, rules: Data, scores: Mapping[str, Fraction]
) -> dict[str, tuple[str, str]]:
    bands = rules["grading"]["bands"]
    order = [band["grade_id"] for band in bands]
    held_on = receipt["conference"]["held_on"]
    limits = {
        cap["cap_id"]: order.index(cap["grade_id"]) for cap in rules.get("caps", ())
    }
    by_score = {subject: _band(rules, score) for subject, score in scores.items()}
    places = dict(by_score)
    for fact in receipt.get("cap_facts", ()):
        # ISO days compare as text.
        if fact["decided_on"] <= held_on <= fact.get("expires_on", held_on):
            subject = fact["post_id"]
            places[subject] = max(places[subject], limits[fact["cap_id"]])
    quotas = rules.get("quotas", ())
    for quota in sorted(
        quotas, key=lambda q: (order.index(q["grade_id"]), q["quota_id"])
    ):
        limit = order.index(quota["grade_id"])
        seats = _seats(quota, len(scores))
        eligible = [subject for subject in scores if places[subject] <= limit]
        for subject in eligible:
            level = sum(scores[other] >= scores[subject] for other in eligible)
            if level > seats:
                places[subject] = limit + 1
    return {s: (order[by_score[s]], order[places[s]]) for s in scores}


def _band(rules: Data, score: Fraction) -> int:
    if rules["rounding"]["thresholds"] == "rounded":
        score = _rounded(score, rules["rounding"]["places"], rules["rounding"]["mode"])
    for place, band in enumerate(rules["grading"]["bands"]):
        if "lower" not in band or score >= Fraction(band["lower"]):
            return place
    raise _RefusedError(f"no band takes the score {score}")


def _seats(quota: Data, heads: int) -> int:
    share = Fraction(quota["ceiling"]) * heads
    extra = {"floor": Fraction(0), "half_up": Fraction(1, 2)}.get(quota["rounding"])
    return -(-share // 1) if extra is None else (share + extra) // 1


def _rounded(score: Fraction, places: int, mode: str) -> Fraction:
    scaled = abs(score) * 10**places
    whole = scaled // 1
    rest = scaled - whole
    half = Fraction(1, 2)
    up = rest > half or (rest == half and (mode == "half_up" or whole % 2 == 1))
    if up and mode != "down":
        whole += 1
    return Fraction(whole if score >= 0 else -whole, 10**places)


def _printed(rules: Data, score: Fraction) -> str:
    rounding = rules["rounding"]
    edges = [Fraction(b["lower"]) for b in rules["grading"]["bands"] if "lower" in b]
    for places in range(rounding["places"], 13):
        shown = _rounded(score, places, rounding["mode"])
        agrees = all((shown >= edge) == (score >= edge) for edge in edges)
        if agrees or rounding["thresholds"] == "rounded":
            return _digits(shown, places, rounding["zeros"], exact=shown == score)
    return str(score)


def _digits(shown: Fraction, places: int, zeros: str, *, exact: bool) -> str:
    units = str(int(abs(shown) * 10**places)).rjust(places + 1, "0")
    text = f"{units[:-places]}.{units[-places:]}" if places else units
    if places and (zeros == "drop" or (zeros == "drop_when_exact" and exact)):
        text = text.rstrip("0").rstrip(".")
    return f"-{text}" if shown < 0 else text


def main() -> int:
    """Verify the receipt on standard input.

    Returns:
        0 when it holds, 1 otherwise.
    """
    problems = verify_receipt(sys.stdin.read())
    for line in problems or ("the receipt holds",):
        sys.stdout.write(f"{line}\n")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())

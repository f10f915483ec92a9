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


_MOST_PLACES = 12


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
    everybody = _subjects(receipt)
    case = _Case(receipt, everybody)
    for measure in rules.get("measures", ()):
        if measure["kind"] in {"entered", "events"}:
            _measure(case, measure)
    left_out = {
        subject: rule
        for subject in everybody
        if (rule := _left_out(case, subject)) is not None
    }
    if left_out != receipt.get("not_assessed", {}):
        yield "the subjects who are not assessed are others"
        return
    case = _Case(receipt, [s for s in everybody if s not in left_out])
    for measure in rules.get("measures", ()):
        _measure(case, measure)
    scores = {subject: _total(case, subject) for subject in case.subjects}
    case.values["total"] = scores
    graded = _grades(case, scores)
    case.possible.update({subject: grades[1] for subject, grades in graded.items()})
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
            "grade_id": _only(graded[subject][1]),
            "possible": graded[subject][1] if len(graded[subject][1]) > 1 else [],
            "measures": {
                m["measure_id"]: str(case.values[m["measure_id"]][subject])
                for m in rules.get("measures", ())
            },
            **_consequences(case, subject),
        }
        for key, value in recomputed.items():
            if result.get(key, type(value)()) != value:
                yield f"{subject}: {key} is {result.get(key)!r}, recomputed {value!r}"


def _exact(number: Any) -> Fraction:  # noqa: ANN401 - whatever the receipt holds
    """Take a number as receipts write it; an exponent could ask for any room."""
    if isinstance(number, str) and "e" in number.lower():
        raise _RefusedError(f"the receipt holds the number {number[:40]}")
    return Fraction(number)


def _only(grades: list[str]) -> str:
    return grades[0] if len(grades) == 1 else "undecided"


def _consequences(case: "_Case", subject: str) -> dict[str, list[str]]:
    """Return what follows for all that may be decided, and for some of it only."""
    surely: list[str] = []
    perhaps: list[str] = []
    recorded, unanswered = case.facts[subject], case.unanswered[subject]
    case.unanswered[subject] = set()
    for consequence in case.rules.get("consequences", ()):
        answers: list[bool] = []
        for grade in case.possible[subject]:
            # No condition asks that something is not on record: none and all decide.
            for found in (set[str](), unanswered):
                case.grades[subject] = grade
                case.facts[subject] = recorded | found
                answers.append(_hold(case, consequence["when"], subject))
        if all(answers):
            surely.append(consequence["consequence_id"])
        elif any(answers):
            perhaps.append(consequence["consequence_id"])
    return {"consequences": surely, "open_consequences": perhaps}


class _Case:
    """What is known of some subjects while their results are recomputed."""

    def __init__(self, receipt: Data, subjects: list[str]) -> None:
        self.receipt = receipt
        self.rules: Data = receipt["rules"]["rules"]
        self.subjects = subjects
        self.entered: dict[str, dict[str, Fraction]] = {s: {} for s in subjects}
        for entry in receipt.get("entered", ()):
            if entry["post_id"] in self.entered:
                points = _exact(entry["points"])
                self.entered[entry["post_id"]][entry["entry_id"]] = points
        records = {r["post_id"]: r for r in receipt.get("subjects", ())}
        self.units = {u["unit_id"]: u for u in receipt.get("units", ())}
        self.unit_of = {s: records.get(s, {}).get("unit_id", "") for s in subjects}
        self.class_of = {s: records.get(s, {}).get("class_id", "") for s in subjects}
        self.values: dict[str, dict[str, Fraction]] = {}
        self.grades: dict[str, str] = {}
        self.possible: dict[str, list[str]] = {}
        self.facts: dict[str, set[str]] = {s: set() for s in subjects}
        held_on = receipt["conference"]["held_on"]
        for fact in receipt.get("cap_facts", ()):
            # ISO days compare as text.
            counts = fact["decided_on"] <= held_on <= fact.get("expires_on", held_on)
            if counts and fact["post_id"] in self.facts:
                self.facts[fact["post_id"]].add(fact["cap_id"])
        self.decided = {
            (one["about"], one["rule_id"], one["post_id"]): one["outcome"]
            for one in receipt.get("decisions", ())
        }
        answered = {(f["cap_id"], f["post_id"]) for f in receipt.get("cap_facts", ())}
        answered |= {key[1:] for key in self.decided if key[0] == "fact"}
        required = [
            cap["cap_id"]
            for cap in self.rules.get("caps", ())
            if cap.get("answer_required")
        ]
        self.unanswered = {
            s: {c for c in required if (c, s) not in answered} for s in subjects
        }

    def weight(self, part: Data, subject: str) -> Fraction:
        """Return the weight of an item or a group as it is stated for a subject."""
        mine = self.class_of[subject]
        for other in part.get("class_weights", ()):
            if other["class_id"] == mine:
                return _exact(other["weight"])
        if part.get("classes", ()) and mine not in part["classes"]:
            return Fraction(0)
        return _exact(part["weight"])

    def group_share(self, group: Data, subject: str) -> Fraction:
        """Return a group's share of the whole, through the sets it lies in."""
        sets = {s["set_id"]: s for s in self.rules.get("group_sets", ())}
        share, within = self.weight(group, subject), group.get("within", "")
        while within:
            outer = sets[within]
            total = _exact(outer.get("total", "1"))
            share *= _exact(outer["weight"]) / total
            within = outer.get("within", "")
        return share / _exact(self.rules["group_total"])

    def item_share(self, item: Data, subject: str) -> Fraction:
        """Return an item's share of the whole."""
        return self.weight(item, subject) / _exact(self.rules["item_total"])


def _subjects(receipt: Data) -> list[str]:
    groups = list(receipt["tally"]["counts"].values())
    if any(sorted(group) != sorted(groups[0]) for group in groups):
        raise _RefusedError("the voter groups do not mark the same subjects")
    if groups:
        return list(groups[0])
    # Without ballots nothing but the results says who reported.
    stated = [result["subject_id"] for result in receipt["results"]]
    return [*stated, *receipt.get("not_assessed", {})]


def _left_out(case: _Case, subject: str) -> str | None:
    for rule in case.rules.get("eligibility", ()):
        if _hold(case, rule["when"], subject):
            return str(rule["rule_id"])
    return None


def _hold(case: _Case, conditions: list[Data], subject: str) -> bool:
    return all(_holds(case, condition, subject) for condition in conditions)


def _holds(case: _Case, condition: Data, subject: str) -> bool:
    kind = condition["kind"]
    if kind == "compared":
        value = case.values[condition["measure_id"]][subject]
        limit = _exact(condition["threshold"])
        return {
            "at_least": value >= limit,
            "above": value > limit,
            "at_most": value <= limit,
            "below": value < limit,
        }[condition["comparison"]]
    if kind == "placed":
        values = case.values[condition["measure_id"]]
        if condition["end"] == "top":
            near = sum(other >= values[subject] for other in values.values())
        else:
            near = sum(other <= values[subject] for other in values.values())
        return near <= _exact(condition["share"]) * len(values)
    if kind == "any_of":
        return any(_holds(case, one, subject) for one in condition["conditions"])
    if kind == "unit_graded":
        return case.units[case.unit_of[subject]]["grade"] in condition["grades"]
    if kind == "recorded":
        if condition["cap_id"] in case.unanswered[subject]:
            raise _RefusedError(f"{subject}: nobody answered {condition['cap_id']!r}")
        return condition["cap_id"] in case.facts[subject]
    if kind == "graded":
        return case.grades[subject] in condition["grades"]
    if kind == "in_class":
        return case.class_of[subject] in condition["classes"]
    raise _RefusedError(f"a condition of kind {kind!r} is not known")


def _measure(case: _Case, measure: Data) -> None:
    values = {s: _measured(case, measure, s) for s in case.subjects}
    case.values[measure["measure_id"]] = values


def _measured(case: _Case, measure: Data, subject: str) -> Fraction:
    kind = measure["kind"]
    if kind == "ballots":
        return _weighted_marks(case, subject, measure)
    if kind == "rate":
        return _rate(case, measure, subject)
    if kind == "entered":
        if measure["required"]:
            return case.entered[subject][measure["measure_id"]]
        return case.entered[subject].get(measure["measure_id"], Fraction(0))
    if kind == "events":
        return _after_events(case, measure, subject)
    if kind == "steps":
        fitting = [s for s in measure["steps"] if _hold(case, s["when"], subject)]
        return _exact(fitting[0]["points"] if fitting else measure["otherwise"])
    if kind == "sum":
        return _summed(case, measure, subject)
    return _compared(measure, case.values[measure["of"]], subject)


def _after_events(case: _Case, measure: Data, subject: str) -> Fraction:
    lost = _events(measure["lines"], measure["taken"], case.entered[subject])
    return max(_exact(measure["floor"]), _exact(measure["full"]) - lost)


def _summed(case: _Case, measure: Data, subject: str) -> Fraction:
    total = Fraction(0)
    for part in measure["parts"]:
        total += _exact(part["weight"]) * case.values[part["measure_id"]][subject]
    total = max(total, _exact(measure.get("least", total)))
    return min(total, _exact(measure.get("most", total)))


def _compared(measure: Data, values: Mapping[str, Fraction], subject: str) -> Fraction:
    own, full = values[subject], _exact(measure["full"])
    if measure["kind"] == "by_rank":
        better = sum(other > own for other in values.values())
        return max(_exact(measure["floor"]), full - better * _exact(measure["less"]))
    if measure["kind"] == "relative":
        return own / max(values.values()) * full
    raise _RefusedError(f"a measure of kind {measure['kind']!r} is not known")


def _events(lines: list[Data], taken: str, entered: Mapping[str, Fraction]) -> Fraction:
    points: list[Fraction] = []
    for line in lines:
        number = entered.get(line["line_id"], Fraction(0))
        earned = number * _exact(line["each"]) if "each" in line else number
        points.append(min(earned, _exact(line.get("most", earned))))
    if taken == "highest":
        return max(points, default=Fraction(0))
    return sum(points, Fraction(0))


def _base(case: _Case, group: str, marks: int, base: str) -> int:
    if base == "valid_marks":
        return marks
    if base == "valid_ballots":
        return int(case.receipt["tally"]["ballots"][group])
    rolls = {roll["group_id"]: roll for roll in case.receipt["roll_call"]}
    return int(rolls[group][base])


def _line(case: _Case, group: str, subject: str, place: int) -> tuple[list[Data], Any]:
    item = case.rules["items"][place]
    # A dict, because StopIteration inside a generator is no error to catch.
    scales = {scale["scale_id"]: scale["options"] for scale in case.rules["scales"]}
    options = scales[item["scale_id"]]
    line = case.receipt["tally"]["counts"][group][subject][place]
    return options, line[: len(options)]


def _rate(case: _Case, measure: Data, subject: str) -> Fraction:
    ids = [item["item_id"] for item in case.rules["items"]]
    place = ids.index(measure["item_id"])
    counted, less = measure["options"], measure.get("less", [])
    rates: list[_Part] = []
    votes, heads = Fraction(0), 0
    for group in case.rules["voter_groups"]:
        options, line = _line(case, group["group_id"], subject, place)
        # An option that is named twice counts twice.
        plus = sum(
            n * (counted.count(o["option_id"]) - less.count(o["option_id"]))
            for o, n in zip(options, line, strict=True)
        )
        base = _base(case, group["group_id"], sum(line), measure["base"])
        votes, heads = votes + plus, heads + base
        share = case.group_share(group, subject)
        rate = Fraction(plus, base) if base else None
        rates.append((group["group_id"], share, rate))
    if measure["pooled"]:
        return votes / heads
    return _over_groups(case, subject, rates)


_Part = tuple[str, Fraction, Fraction | None]


def _over_groups(case: _Case, subject: str, parts: list[_Part]) -> Fraction:
    total, kept, everything = Fraction(0), Fraction(0), Fraction(0)
    for group, share, value in parts:
        everything += share
        if value is not None:
            total += share * value
            kept += share
        elif share and case.rules["empty_group"] == "error":
            raise _RefusedError(f"{subject}: group {group} marked nothing")
    if case.rules["empty_group"] == "renormalize":
        return total * everything / kept
    return total


def _weighted_marks(case: _Case, subject: str, measure: Data) -> Fraction:
    """Return a score of the ballots; the measure may name parts, means and a base."""
    wanted_items, wanted_groups = measure.get("items", ()), measure.get("groups", ())
    items = [
        (place, case.item_share(item, subject))
        for place, item in enumerate(case.rules["items"])
        if not wanted_items or item["item_id"] in wanted_items
    ]
    groups = [
        (group["group_id"], case.group_share(group, subject))
        for group in case.rules["voter_groups"]
        if not wanted_groups or group["group_id"] in wanted_groups
    ]
    all_items = sum((share for _, share in items), Fraction(0))
    all_groups = sum((share for _, share in groups), Fraction(0))
    score = Fraction(0)
    for place, item_share in items:
        if item_share:
            parts = [
                (group, share / all_groups, _cell(case, group, subject, place, measure))
                for group, share in groups
            ]
            score += item_share / all_items * _over_groups(case, subject, parts)
    return score


def _cell(
    case: _Case, group: str, subject: str, place: int, measure: Data
) -> Fraction | None:
    options, line = _line(case, group, subject, place)
    values = [_exact(option["value"]) for option in options]
    base = _base(case, group, sum(line), measure.get("base", "valid_marks"))
    if not base:
        return None
    mean = measure.get("average", {"kind": "mean"})
    # Runs of equal marks, from lowest to highest: counts may be of any size.
    runs = sorted(zip(values, line, strict=True))
    marks = sum(line)
    few = mean["kind"] == "trimmed" and marks < mean["least_raters"]
    if mean["kind"] == "mean" or few:
        return sum((value * number for value, number in runs), Fraction(0)) / base
    if mean["kind"] == "median":
        return (_mark(runs, marks // 2) + _mark(runs, marks - 1 - marks // 2)) / 2
    cut = _exact(mean["each"]) or _exact(mean["share"]) * marks
    if not mean["split_marks"]:
        cut = Fraction(cut // 1)
    worth, everything, before = Fraction(0), Fraction(0), 0
    for value, number in runs:
        # The part of the run that neither end takes.
        kept = min(before + number, marks - cut) - max(before, cut)
        before += number
        worth += max(Fraction(0), kept) * value
        everything += max(Fraction(0), kept)
    return worth / everything


def _mark(runs: list[tuple[Fraction, Any]], place: int) -> Fraction:
    """Return the mark at a place, from 0 for the lowest."""
    for value, number in runs:
        if place < number:
            return value
        place -= number
    raise _RefusedError(f"there is no mark at place {place}")


def _total(case: _Case, subject: str) -> Fraction:
    entered = case.entered[subject]
    total = Fraction(0)
    for part in case.rules["components"]:
        if part["kind"] == "ballots":
            value = _weighted_marks(case, subject, {})
        elif part["kind"] == "measure":
            value = case.values[part["measure_id"]][subject]
        else:
            value = entered[part["component_id"]]
        total += _exact(part["weight"]) * value
    for rule in case.rules.get("adjustments", ()):
        if rule.get("lines"):
            points = _events(rule["lines"], rule.get("taken", "all"), entered)
        else:
            points = entered.get(rule["adjustment_id"], Fraction(0))
        if "limit" in rule:
            points = min(points, _exact(rule["limit"]))
        total += -points if rule["kind"] == "deduction" else points
    return total


def _order(rules: Data) -> list[str]:
    grading = rules["grading"]
    if grading.get("kind") == "ungraded":
        return ["ungraded"]
    return [grade["grade_id"] for grade in grading.get("bands", grading.get("grades"))]


def _first_grade(case: _Case, subject: str, order: list[str]) -> int:
    grading = case.rules["grading"]
    kind = grading.get("kind", "bands")
    if kind == "bands":
        return _band(case.rules, case.values["total"][subject])
    if kind == "ungraded":
        return 0
    if kind == "conditions":
        for step in grading["cases"]:
            if _hold(case, step["when"], subject):
                return order.index(step["grade_id"])
        return order.index(grading["otherwise"])
    if kind == "places":
        return _placed(case, subject)
    raise _RefusedError(f"grading of kind {kind!r} is not known")


def _placed(case: _Case, subject: str) -> int:
    grading = case.rules["grading"]
    grades = grading["grades"]
    values = case.values[grading["measure_id"]]
    own, heads = values[subject], len(values)
    rest = [at for at, grade in enumerate(grades) if "share" not in grade]
    if len(rest) != 1:
        raise _RefusedError("of grades by place exactly one is without a share")
    (middle,) = rest
    level_or_better = sum(other >= own for other in values.values())
    seats = 0
    for at in range(middle):
        seats += _rounded_seats(_exact(grades[at]["share"]) * heads, grades[at])
        if level_or_better <= seats:
            return at
    level_or_worse = sum(other <= own for other in values.values())
    seats = 0
    for at in range(len(grades) - 1, middle, -1):
        seats += _rounded_seats(_exact(grades[at]["share"]) * heads, grades[at])
        if level_or_worse <= seats:
            return at
    return middle


def _earned(case: _Case, subject: str, order: list[str]) -> set[int]:
    """Return the places of the grades that are possible before caps and quotas."""
    for judgment in case.rules.get("judgments", ()):
        if _hold(case, judgment.get("when", []), subject):
            key = ("judgment", judgment["judgment_id"], subject)
            if key in case.decided:
                return {order.index(case.decided[key])}
            return {order.index(grade) for grade in judgment["grades"]}
    return {_first_grade(case, subject, order)}


def _held(case: _Case, earned: set[int], subject: str, order: list[str]) -> set[int]:
    held = set(earned)
    unsure: list[int] = []
    for cap in case.rules.get("caps", ()):
        limit = order.index(cap["grade_id"])
        own = bool(cap.get("when")) and _hold(case, cap["when"], subject)
        if own or cap["cap_id"] in case.facts[subject]:
            held = {max(place, limit) for place in held}
        elif cap["cap_id"] in case.unanswered[subject]:
            unsure.append(limit)
    for limit in unsure:
        held |= {max(place, limit) for place in held}
    return held


def _grades(
    case: _Case, scores: Mapping[str, Fraction]
) -> dict[str, tuple[str, list[str]]]:
    rules, order = case.rules, _order(case.rules)
    first = {subject: _earned(case, subject, order) for subject in scores}
    held = {s: _held(case, first[s], s, order) for s in scores}
    places = {subject: set(now) for subject, now in held.items()}
    quotas = sorted(
        rules.get("quotas", ()),
        key=lambda q: (order.index(q["grade_id"]), q["quota_id"]),
    )
    for quota in quotas:
        by_unit = quota.get("scope", "all") == "unit"
        scopes: dict[str, list[str]] = {}
        for subject in scores:
            unit = case.unit_of[subject] if by_unit else ""
            scopes.setdefault(unit, []).append(subject)
        for unit, members in scopes.items():
            seats = _seats(case, quota, unit, members)
            _limit(case, quota, seats, members, first, held, places)
    graded: dict[str, tuple[str, list[str]]] = {}
    for subject in scores:
        by_score = _only([order[place] for place in first[subject]])
        graded[subject] = (by_score, [order[p] for p in sorted(places[subject])])
    return graded


def _limit(
    case: _Case,
    quota: Data,
    seats: int,
    members: list[str],
    first: Mapping[str, set[int]],
    held: Mapping[str, set[int]],
    places: dict[str, set[int]],
) -> None:
    """Take the places of the subjects whom a quota leaves none, or perhaps none."""
    limit = _order(case.rules).index(quota["grade_id"])
    merit = {subject: _merit(case, quota, subject) for subject in members}
    surely = {s for s in members if max(places[s]) <= limit}
    perhaps = {s for s in members if min(places[s]) <= limit} - surely
    running = set(surely)
    at_most = surely | perhaps
    if quota.get("held_down_take_place"):
        for subject in set(members) - surely:
            if min(first[subject]) <= limit < max(held[subject]):
                at_most.add(subject)
                if max(first[subject]) <= limit < min(held[subject]):
                    running.add(subject)
    rule = quota.get("ties", "exclude")
    for subject in sorted(surely | perhaps):
        own = merit[subject]
        above = [sum(merit[o] > own for o in some) for some in (running, at_most)]
        level = [sum(merit[o] >= own for o in some) for some in (running, at_most)]
        level[0] += subject in perhaps
        within = above if rule == "include" else [number - 1 for number in level]
        if within[1] < seats:
            continue
        is_open = within[0] < seats
        if rule == "decision" and above[0] < seats and not is_open:
            tied = [s for s in running & surely if merit[s] == own]
            vote = _vote(case, quota["quota_id"], tied, seats - above[0], subject)
            if running == at_most and vote == "admitted":
                continue
            is_open = running != at_most or vote == "open"
        lowered = {max(place, limit + 1) for place in places[subject]}
        places[subject] = places[subject] | lowered if is_open else lowered


def _vote(case: _Case, quota: str, tied: list[str], left: int, subject: str) -> str:
    votes = {one: case.decided.get(("tie", quota, one)) for one in tied}
    chosen = sum(vote == "admitted" for vote in votes.values())
    if chosen > left:
        raise _RefusedError(f"quota {quota}: more are admitted than places are left")
    # Once the last place is given, nobody who is left waits for one.
    return votes.get(subject) or ("open" if chosen < left else "declined")


def _merit(case: _Case, quota: Data, subject: str) -> list[Fraction]:
    keys = ["total", *quota.get("tie_keys", ())]
    return [case.values[key][subject] for key in keys]


def _seats(case: _Case, quota: Data, unit: str, members: list[str]) -> int:
    heads = len(members)
    if quota.get("base", "assessed") == "headcount":
        concerned = {unit} if unit else {case.unit_of[s] for s in members}
        heads = sum(case.units[one]["heads"] for one in concerned)
    share = _exact(quota["ceiling"])
    by_grade = {
        c["unit_grade"]: _exact(c["ceiling"]) for c in quota.get("by_unit_grade", ())
    }
    if by_grade:
        share = by_grade[case.units[unit]["grade"]]
    held_on = case.receipt["conference"]["held_on"]
    for approval in case.receipt.get("approvals", ()):
        mine = (approval["quota_id"], approval.get("unit_id", ""))
        if mine == (quota["quota_id"], unit) and approval["decided_on"] <= held_on:
            share = max(share, _exact(quota.get("with_approval", share)))
    seats = _rounded_seats(share * heads, quota)
    return min(seats, int(quota.get("heads", seats)))


def _rounded_seats(places: Fraction, quota: Data) -> int:
    extra = {"floor": Fraction(0), "half_up": Fraction(1, 2)}.get(quota["rounding"])
    return int(-(-places // 1) if extra is None else (places + extra) // 1)


def _band(rules: Data, score: Fraction) -> int:
    if rules["rounding"]["thresholds"] == "rounded":
        score = _rounded(score, rules["rounding"]["places"], rules["rounding"]["mode"])
    for place, band in enumerate(rules["grading"]["bands"]):
        if "lower" not in band or score >= _exact(band["lower"]):
            return place
    raise _RefusedError(f"no band takes the score {score}")


def _rounded(score: Fraction, places: int, mode: str) -> Fraction:
    if not 0 <= places <= _MOST_PLACES:
        raise _RefusedError(f"results have 0 to {_MOST_PLACES} places, not {places}")
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
    bands = rules["grading"].get("bands", ())
    edges = [_exact(b["lower"]) for b in bands if "lower" in b]
    for places in range(rounding["places"], _MOST_PLACES + 1):
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

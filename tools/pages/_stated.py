"""What a rulebook file states, in words: the file itself is read, not the classes.

So a page says of every number what the file says, parameters that are left open
included.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Stated = Mapping[str, Any]


def name(part: Stated) -> str:
    """Return the name of a part in both languages."""
    return text(part["label"])


def text(label: Any) -> str:  # noqa: ANN401 - a label is written in three ways
    """Return a label, written in any of the three ways, in both languages."""
    if isinstance(label, str):
        return label
    zh, en = (label["zh"], label["en"]) if isinstance(label, dict) else label
    return en if zh == en else f"{en} {zh}"


def number(value: Any) -> str:  # noqa: ANN401 - a number or a parameter
    """Return a number as stated; one that is left open is named as such."""
    return f"*open: {value['parameter']}*" if isinstance(value, dict) else str(value)


def basis(part: Stated) -> str:
    """Return what a part rests on, as the file cites it."""
    if "own_decision" in part:
        return f"own decision: {text(part['own_decision'])}"
    stated = part["basis"]
    return stated if isinstance(stated, str) else text(stated["title"])


def conditions(when: Iterable[Stated], rules: Stated) -> str:
    """Return conditions, all of which hold, as one clause."""
    return " and ".join(_condition(one, rules) for one in when) or "always"


def _condition(one: Stated, rules: Stated) -> str:
    match one["kind"]:
        case "compared":
            relation = one["comparison"].replace("_", " ")
            return f"{measure(one, rules)} {relation} {number(one['threshold'])}"
        case "placed":
            end = "first" if one["end"] == "top" else "last"
            share = number(one["share"])
            return f"{measure(one, rules)} within the {end} {share}"
        case "unit_graded":
            return f"the unit is graded {' or '.join(one['grades'])}"
        case "recorded":
            return f"the fact {part(rules, 'caps', one['cap_id'])} is recorded"
        case "graded":
            return f"the grade is {' or '.join(one['grades'])}"
        case "in_class":
            return f"the class is {' or '.join(one['classes'])}"
        case _:
            both = (_condition(other, rules) for other in one["conditions"])
            return "either " + " or ".join(both)


def part(rules: Stated, section: str, code: str) -> str:
    """Return the name of a part of the rules by its code."""
    for one in rules.get(section, ()):
        if code in {one[key] for key in one if key.endswith("_id")}:
            return name(one)
    return code


def measure(one: Stated, rules: Stated) -> str:
    """Return the name of the measure that a part names."""
    code = one.get("measure_id", "total")
    return "the total" if code == "total" else part(rules, "measures", code)


def _ballots(one: Stated, rules: Stated) -> str:
    of = [part(rules, "items", code) for code in one.get("items", ())]
    by = [part(rules, "voter_groups", code) for code in one.get("groups", ())]
    average = one.get("average", {}).get("kind", "mean")
    base = one.get("base", "valid_marks").replace("_", " ")
    return (
        f"{average} of the marks over {base}"
        + (f", items: {'; '.join(of)}" if of else ", all items by weight")
        + (f", groups: {'; '.join(by)}" if by else ", all groups by weight")
    )


def _rate(one: Stated, rules: Stated) -> str:
    less = f" less {', '.join(one['less'])}" if one.get("less") else ""
    pooled = ", all voters as one group" if one.get("pooled") else ""
    return (
        f"share of {', '.join(one['options'])}{less} in "
        f"{part(rules, 'items', one['item_id'])}, of "
        f"{one['base'].replace('_', ' ')}{pooled}"
    )


def lines(table: Sequence[Stated]) -> str:
    """Return a table of events in one sentence."""
    said: list[str] = []
    for line in table:
        worth = (
            f"{number(line['each'])} each"
            if "each" in line
            else f"{number(line['least'])} to {number(line.get('most', 'any'))}"
        )
        said.append(f"{name(line)}: {worth}")
    return "; ".join(said)


def measured(one: Stated, rules: Stated) -> str:
    """Return how a measure comes about."""
    match one["kind"]:
        case "ballots":
            return _ballots(one, rules)
        case "rate":
            return _rate(one, rules)
        case "entered":
            low, high = one.get("least"), one.get("most")
            limits = "" if low is None else f", at least {number(low)}"
            limits += "" if high is None else f", at most {number(high)}"
            return "handed in" + limits
        case "events":
            return (
                f"{number(one['full'])} less {lines(one['lines'])}, never below "
                f"{number(one.get('floor', 0))}"
            )
        case "steps":
            steps = "; ".join(
                f"{number(step['points'])} where {conditions(step['when'], rules)}"
                for step in one["steps"]
            )
            return f"first of: {steps}; otherwise {number(one['otherwise'])}"
        case "by_rank":
            return (
                f"{number(one['full'])} for the first by {_of(one, rules)}, "
                f"{number(one['less'])} less for each place"
            )
        case "relative":
            return f"own / best {_of(one, rules)} x {number(one['full'])}"
        case _:
            parts = " + ".join(
                f"{number(term.get('weight', 1))} x {measure(term, rules)}"
                for term in one["parts"]
            )
            most = f", at most {number(one['most'])}" if "most" in one else ""
            least = f", at least {number(one['least'])}" if "least" in one else ""
            return parts + least + most


def _of(one: Stated, rules: Stated) -> str:
    return part(rules, "measures", one["of"])

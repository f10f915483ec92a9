"""The pages of the bundled rulebooks."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pages._cases import case_parts, filled
from pages._stated import (
    Stated,
    basis,
    conditions,
    lines,
    measure,
    measured,
    name,
    number,
    text,
)
from pages._table import table
from partybuild.datasets import rulebook_names, rulebook_path
from partybuild.kernel import Severity
from partybuild.rules import lint

_CASES = Path(__file__).parents[2] / "tests" / "rules" / "cases"
_INDEX = """\
# Real schemes as rulebooks

Every scheme below is one TOML file in the package; none of them needs Python. Each page
is made from the file and its cases (`python tools/make_pages.py`), and a test holds
it against them. The numbers of a scheme are cited to its source. What a source does not
state is either said for the bundled copy, marked as an own decision, or left open: then
the rulebook is not complete until you fill it in. The cases are constructed from the
stated rules; all ballots and persons in them are invented.

```python
from partybuild.datasets import load_rulebook, rulebook_names

print(len(rulebook_names()))
print(load_rulebook("a02-work-results"))
```

"""
_EMPTY = {
    "error": "no score",
    "renormalize": "the other groups share its weight",
    "zero": "its term is dropped and the other weights stay",
}


def rulebook_pages() -> dict[str, str]:
    """Return the page of every bundled scheme, and their index, by file name."""
    found: dict[str, str] = {}
    rows: list[list[str]] = []
    for code in rulebook_names():
        path = _CASES / f"{code}.toml"
        if not path.exists():
            continue
        source = rulebook_path(code).read_text(encoding="utf-8")
        book = tomllib.loads(source)
        cases = tomllib.loads(path.read_text(encoding="utf-8"))
        found[f"rulebooks/{code}.md"] = _page(source, book, cases)
        rows.append(
            [
                f"[{code}]({code}.md)",
                text(book["title"]),
                ", ".join(version["version"] for version in book["versions"]),
                str(len(book.get("parameters", ()))),
                str(len(cases["case"])),
            ]
        )
    head = ["rulebook", "scheme", "versions", "left open", "cases"]
    toctree = "```{toctree}\n:hidden:\n:glob:\n\na*\n```\n"
    found["rulebooks/index.md"] = _INDEX + table(head, rows) + toctree
    return found


def _page(source: str, book: Stated, cases: Stated) -> str:
    parts = [f"# {text(book['title'])}\n\n", _intro(source), "\n"]
    parts += [f"Name: `{book['rulebook_id']}`.\n\n", "## Sources\n\n"]
    parts.append(table(["key", "document or decision", "status"], _sources(book)))
    if "parameters" in book:
        parts += ["## Left open\n\n", _OPEN, _open(book)]
    for version in book["versions"]:
        parts.append(
            f"## Version {version['version']}\n\nIn force from {version['first']}"
            + (f" to {version['last']}" if "last" in version else "")
            + f" ({basis(version)}).\n\n"
        )
        parts += _weighed(version)
        parts += _graded(version)
    parts.append(_lint(book["rulebook_id"], cases["case"][0]))
    parts += case_parts(book["rulebook_id"], cases)
    return "".join(parts).rstrip() + "\n"


_OPEN = """\
The source does not state these. There is no default: whoever uses the rulebook fills
them in. The cases below do so with invented numbers.

"""


def _intro(source: str) -> str:
    said = [line[2:] for line in source.splitlines() if line.startswith("# ")]
    first = source.index("format =")
    count = source[:first].count("\n")
    return "\n".join(said[:count]) + "\n"


def _sources(book: Stated) -> Iterator[list[str]]:
    for key, one in book["citations"].items():
        if "own_decision" in one:
            yield [key, text(one["own_decision"]), "own decision"]
        else:
            issued = f", {one['issued']}" if "issued" in one else ""
            yield [key, text(one["title"]) + issued, one.get("status", "confirmed")]


def _open(book: Stated) -> str:
    rows = [
        [one["parameter_id"], name(one), _range(one), basis(one)]
        for one in book["parameters"]
    ]
    return table(["parameter", "what", "range", "basis"], rows)


def _range(one: Stated) -> str:
    low, high = one.get("least"), one.get("most")
    if low is None and high is None:
        return "any"
    return f"{'' if low is None else low} to {'' if high is None else high}".strip()


def _weighed(rules: Stated) -> Iterator[str]:
    yield "### What is weighed\n\n"
    if rules.get("scales"):
        head = ["scale", "options", "basis"]
        yield table(
            head, [[s["scale_id"], _options(s), basis(s)] for s in rules["scales"]]
        )
    if rules.get("items"):
        yield _counted(rules["items"], "item", "item_total", rules)
    if rules.get("group_sets"):
        yield _counted(rules["group_sets"], "group of groups", "group_total", rules)
    if rules.get("voter_groups"):
        yield _counted(rules["voter_groups"], "voter group", "group_total", rules)
    if rules.get("measures"):
        head = ["measure", "how it comes about", "basis"]
        yield table(
            head, [[name(m), measured(m, rules), basis(m)] for m in rules["measures"]]
        )
    head = ["part of the total", "weight", "taken from", "basis"]
    rows = [
        [name(c), number(c["weight"]), _taken(c, rules), basis(c)]
        for c in rules["components"]
    ]
    rows += [
        [
            name(a),
            "in full" if "limit" not in a else f"at most {number(a['limit'])}",
            f"{a['kind']}: {lines(a['lines']) if a.get('lines') else 'handed in'}"
            + (" (only the highest)" if a.get("taken") == "highest" else ""),
            basis(a),
        ]
        for a in rules.get("adjustments", ())
    ]
    yield table(head, rows)
    if rules.get("composition") == "added":
        yield "The parts are added.\n\n"


def _options(scale: Stated) -> str:
    if "options" in scale:
        return "; ".join(f"{name(o)} = {number(o['value'])}" for o in scale["options"])
    return (
        f"{number(scale.get('least', 0))} to {number(scale['most'])}, by "
        f"{number(scale.get('step', 1))}"
    )


def _counted(parts: Sequence[Stated], what: str, total: str, rules: Stated) -> str:
    rows = [
        [name(p), number(p["weight"]) + _by_class(p), p.get("within", ""), basis(p)]
        for p in parts
    ]
    head = [what, "weight", "within", "basis"]
    if not any(row[2] for row in rows):
        head.remove("within")
        rows = [[row[0], row[1], row[3]] for row in rows]
    said = f"Weights are stated against {number(rules.get(total, 1))}.\n\n"
    return table(head, rows) + (said if total in rules else "")


def _by_class(one: Stated) -> str:
    return "".join(
        f"; {w['class_id']}: {number(w['weight'])}"
        for w in one.get("class_weights", ())
    )


def _taken(component: Stated, rules: Stated) -> str:
    kind = component["kind"]
    return measure(component, rules) if kind == "measure" else kind


def _graded(rules: Stated) -> Iterator[str]:
    yield "### How it grades\n\n"
    yield from _grading(rules["grading"], rules)
    rows = [*_limits(rules)]
    if rows:
        yield table(["limit", "rule", "basis"], rows)
    rounding: Mapping[str, Any] = rules.get("rounding", {})
    mode = rounding.get("mode", "half_up").replace("_", " ")
    yield (
        f"Printed to {rounding.get('places', 2)} places, {mode}. A blank line: "
        f"{rules.get('blank', 'abstain')}. A voter group without a valid mark: "
        f"{_EMPTY[rules.get('empty_group', 'error')]}.\n\n"
    )


def _grading(grading: Stated, rules: Stated) -> Iterator[str]:
    rests = f"Basis of the grades: {basis(grading)}.\n\n"
    match grading.get("kind", "bands"):
        case "ungraded":
            yield "Scores and places, no grades. " + rests
        case "bands":
            rows = [
                [name(b), number(b.get("lower", "")), number(b.get("upper", ""))]
                for b in grading["bands"]
            ]
            yield table(["grade", "from", "to below"], rows) + rests
        case "places":
            rows = [
                [name(g), number(g.get("share", "the rest"))] for g in grading["grades"]
            ]
            yield table(["grade", "share of those assessed"], rows) + rests
        case _:
            names = {g["grade_id"]: name(g) for g in grading["grades"]}
            rows = [
                [names[c["grade_id"]], conditions(c["when"], rules), basis(c)]
                for c in grading["cases"]
            ]
            rows.append([names[grading["otherwise"]], "otherwise", basis(grading)])
            yield table(["grade", "first case that holds", "basis"], rows)


def _limits(rules: Stated) -> Iterator[list[str]]:
    for quota in rules.get("quotas", ()):
        yield [f"quota of {quota['grade_id']}", _quota(quota), basis(quota)]
    for cap in rules.get("caps", ()):
        why = conditions(cap["when"], rules) if cap.get("when") else "where recorded"
        yield [name(cap), f"not better than {cap['grade_id']}; {why}", basis(cap)]
    for rule in rules.get("eligibility", ()):
        why = conditions(rule["when"], rules)
        yield [name(rule), f"not assessed where {why}", basis(rule)]
    for check in rules.get("ballot_checks", ()):
        yield [name(check), _check(check), basis(check)]
    for one in rules.get("consequences", ()):
        limit = (
            f" within {one['within_months']} months" if "within_months" in one else ""
        )
        why = conditions(one["when"], rules)
        yield [name(one), f"follows{limit} where {why}", basis(one)]
    if "reports" in rules:
        report = rules["reports"]
        share = number(report["least_problem_share"])
        said = f"problems and causes at least {share} of the report"
        yield ["reports", said, basis(report)]


def _quota(quota: Stated) -> str:
    if "worse_at_least" in quota:
        return f"at least {number(quota['worse_at_least'])} with a worse grade"
    ceiling = f"at most {number(quota['ceiling'])}" if "ceiling" in quota else ""
    by_grade = "; ".join(
        f"unit graded {u['unit_grade']}: {number(u['ceiling'])}"
        for u in quota.get("by_unit_grade", ())
    )
    heads = f"at most {quota['heads']} heads" if "heads" in quota else ""
    return "; ".join(filter(None, [by_grade or ceiling, heads]))


def _check(check: Stated) -> str:
    effect = check["effect"].replace("_", " ")
    if check["kind"] != "distribution":
        return f"{check['kind'].replace('_', ' ')}: {effect}"
    low, high = check.get("lower", "…"), check.get("upper", "…")
    least, most = check.get("least", 0), check.get("most", "any number")
    return (
        f"{least} to {most} subjects from {low} to below {high} on a ballot: {effect}"
    )


def _lint(code: str, case: Stated) -> str:
    found = lint(filled(code, case))
    faults = [f for f in found if f.severity is not Severity.INFO]
    said = "The linter proves what it can before there are any ballots.\n\n"
    said += "".join(f"- fault {f.code}: {f.message.en}\n" for f in faults)
    if not faults:
        said += "- It finds no fault.\n"
    notes = [f for f in found if f.severity is Severity.INFO]
    for note in dict.fromkeys(f.code for f in notes):
        first, *others = [f for f in notes if f.code == note]
        more = f" (and {len(others)} more of the kind)" if others else ""
        said += f"- note {note}: {first.message.en}{more}\n"
    return f"## What the linter finds\n\n{said}\n"

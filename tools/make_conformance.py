"""Make the conformance suite: reviews as JSON, and the receipts they must give.

Usage: ``python tools/make_conformance.py``. It writes tests/conformance/schema, and
tests/conformance/cases; cases that exist are kept, so that a change of results shows in
the tests and not here. To take in a new kind of rule, raise the number of reviews
below, or delete the folder and look at the difference before it is committed.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

import partybuild
from partybuild.adapters.records import review_json, review_schema
from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotBox, BallotForm, Review, screen_ballots
from partybuild.kernel import Label
from partybuild.rules import AllEqual, BallotCheck, Distribution, OverallAgrees
from partybuild.testing.plain import OWN, plain_review, plain_rules
from partybuild.testing.strategies import algebraic_reviews, reviews

SUITE = Path(__file__).parent.parent / "tests" / "conformance"
CASES = SUITE / "cases"
LARGEST = 12_000  # characters of a review; a person should be able to read a case
EXAMPLES = ("long-march-street-2021", "long-march-street-2022")


def drawn(strategy: SearchStrategy[Review], wanted: int) -> list[Review]:
    """Return reviews of a strategy, the same in every run of one Hypothesis."""
    found: dict[str, Review] = {}

    @seed(20210331)
    @settings(
        max_examples=wanted * 8,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def _collect(review: Review) -> None:
        text = review_json(review)
        if len(text) <= LARGEST and len(review.conference.subject_ids) > 1:
            found.setdefault(text, review)

    _collect()
    # The largest say the most, and their order does not depend on the drawing.
    texts = sorted(found, key=lambda text: (-len(text), text))
    return [found[text] for text in texts[:wanted]]


def screened() -> dict[str, Review]:
    """Return one review per check of the ballots, after the screening."""
    about = {"label": Label(zh="规定", en="rule"), "basis": OWN}
    checks: dict[str, BallotCheck] = {
        "all-equal-ballots": AllEqual(check_id="c", effect="void_ballot", **about),
        "all-equal-marks": AllEqual(check_id="c", effect="void_marks", **about),
        "distribution": Distribution(
            check_id="c", effect="void_ballot", lower=95, most=2, **about
        ),
        "overall": OverallAgrees(
            check_id="c",
            effect="void_marks",
            overall="i1",
            items=["i0"],
            most_apart=10,
            **about,
        ),
    }
    marks = [[0, 0, 0, 0, 0, 0], [0, 1, 1, 2, 2, 3], [0, 3, 1, 1, 3, 0]]
    found: dict[str, Review] = {}
    for name, check in checks.items():
        scheme = plain_rules(["60%", "40%"], ballot_checks=[check])
        form = BallotForm.of(scheme, ["a", "b", "c"])
        box = BallotBox.from_bytes(form, {"g": [bytes(ballot) for ballot in marks]})
        found[name] = screen_ballots(plain_review(scheme, box)).review
    return found


def write(name: str, review: Review) -> None:
    """Write one case, unless it exists."""
    folder = CASES / name
    if folder.exists():
        return
    folder.mkdir(parents=True)
    review_text = review_json(review)
    (folder / "review.json").write_text(
        # One line: a case is compared, not edited.
        json.dumps(json.loads(review_text), ensure_ascii=False, sort_keys=True) + "\n",
        encoding="utf-8",
    )
    (folder / "receipt.json").write_text(receipt_json(assess(review)), encoding="utf-8")


def schemas() -> dict[str, Any]:
    """Return the schema of each kind of document in the suite, by its name."""
    review = review_schema()
    defined: dict[str, Any] = review["$defs"]
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    fraction = {"type": "string", "pattern": r"^-?\d+(/\d+)?$"}
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    line = {"type": "array", "items": count}
    counts = _by_id(_by_id({"type": "array", "items": line}))
    result = {
        "subject_id": text | _said("Post that was assessed."),
        "score": fraction | _said("Exact total."),
        "printed": text | _said("The total as it is printed."),
        "rank": count | _said("1 plus the number of higher totals."),
        "grade_by_score": text | _said("Grade before caps and quotas."),
        "grade_id": text | _said("The grade, or `undecided`."),
        "measures": _by_id(fraction) | _said("Measure to its exact value."),
        "possible": _list_of(text) | _said("Grades, where several are possible."),
        "consequences": _list_of(text) | _said("What follows."),
        "open_consequences": _list_of(text) | _said("What may follow."),
    }
    records = {
        "roll_call": ("conference.GroupRoll", "Scrutineers' record, per voter group."),
        "entered": ("conference.EnteredScore", "Scores and points given by bodies."),
        "cap_facts": ("conference.CapFact", "Facts that hold grades down."),
        "subjects": ("conference.SubjectRecord", "Class and unit of subjects."),
        "units": ("conference.UnitRecord", "Grades and heads of units."),
        "approvals": ("conference.Approval", "Decisions that widen quotas."),
        "decisions": ("conference.Decision", "What a body decided."),
    }
    parts = {
        "format": {"const": "partybuild-receipt"},
        "version": {"const": 1},
        "library": text | _said("Release that wrote the receipt."),
        "conference": _record(
            {"conference_id": text, "held_on": text, "year": {"type": "integer"}}
        ),
        "rulebook_id": text | _said("Rulebook that the version belongs to."),
        "rules": {"$ref": "#/$defs/rules.RulebookVersion"},
        "rules_sha256": digest | _said("Hash of `rules`."),
        "tally": _record({"ballots": _by_id(count), "counts": counts})
        | _said("Per voter group: ballots; per subject one line of counts an item."),
        "tally_sha256": digest | _said("Hash of `tally`."),
        "results": _list_of(_record(result, optional=list(result)[6:]))
        | _said("Results, the highest total first."),
        "not_assessed": _by_id(text) | _said("Subject to the rule that leaves it out."),
        "sha256": digest | _said("Hash of everything else."),
        **{
            key: _list_of({"$ref": f"#/$defs/{name}"}) | _said(what)
            for key, (name, what) in records.items()
        },
    }
    optional = ["subjects", "units", "approvals", "decisions", "not_assessed"]
    receipt = _head("A receipt") | _record(parts, optional=optional)
    change = _record(
        {
            "at": {"type": "array", "items": {"type": ["string", "integer"]}},
            "to": _said("What stands there then; without it the place is removed."),
        },
        optional=["to"],
    )
    about: dict[str, Any] = {"name": text, "changes": _list_of(change)}
    refused = {"review": text, "places": _list_of(text)}
    return {
        "review": review,
        "receipt": receipt | {"$defs": defined},
        "refused": _head("Reviews to refuse") | _list_of(_record(about | refused)),
        "forged": _head("Receipts to refuse")
        | _list_of(_record(about | {"receipt": text})),
    }


def _head(title: str) -> dict[str, Any]:
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": draft, "title": title}


def _said(what: str) -> dict[str, Any]:
    return {"description": what}


def _by_id(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": value}


def _list_of(value: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": value}


def _record(parts: dict[str, Any], optional: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": parts,
        "required": [key for key in parts if key not in optional],
        "additionalProperties": False,
    }


def main() -> None:
    """Write the schemas, and every case that is not there yet."""
    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1)
        path = SUITE / "schema" / f"{name}.schema.json"
        path.write_text(f"{text}\n", encoding="utf-8")
    for name in EXAMPLES:
        write(name, partybuild.load_example(name))
    for name, review in screened().items():
        write(f"screened-{name}", review)
    for kind, strategy, wanted in (
        ("plain", reviews(), 30),
        ("algebra", algebraic_reviews(), 90),
    ):
        for number, review in enumerate(drawn(strategy, wanted)):
            write(f"{kind}-{number:03}", review)


if __name__ == "__main__":
    main()

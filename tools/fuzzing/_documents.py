"""Readers of JSON and TOML, of receipts and of numbers."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from _choices import Choices, Target, documents, refusing, spliced, text_of
from _folder import FOLDER
from _small import LINES, REVIEW, RULES

from partybuild.adapters.interchange import elements_from_document
from partybuild.adapters.popolo import popolo_roster
from partybuild.adapters.records import (
    ledger_document,
    ledger_from_document,
    read_feedback,
    read_ledger,
    read_review,
    review_document,
    review_from_document,
    scan_ledger,
    write_ledger,
)
from partybuild.adapters.rulebooks import parse_rulebook, rulebook_toml
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.kernel import exact
from partybuild.organization import Sector
from partybuild.testing._ledgers import day, ledger, life
from partybuild.testing.plain import plain_rulebook

CASES = Path(__file__).parent.parent.parent / "tests" / "conformance" / "cases"
SMALL = review_document(REVIEW)
SMALLEST: object = json.loads(receipt_json(assess(REVIEW)))


def _counted() -> dict[str, Any]:
    counts = {
        subject: [[*line, 0, 0, 0, 0, 0] for line in lines]
        for subject, lines in (("a", LINES[:2]), ("b", LINES[2:]))
    }
    tally = {"ballots": {"g": 2}, "counts": {"g": counts}}
    rest = {key: part for key, part in SMALL.items() if key != "ballots"}
    return {**rest, "counts": tally}


# Together they hold every field and kind that any of the cases holds.
RECEIPTS = (
    *("algebra-007", "algebra-029", "algebra-030", "algebra-036", "algebra-065"),
    *("algebra-066", "plain-019", "screened-overall", "screened-all-equal-marks"),
)
REVIEWS = (
    *("algebra-030", "algebra-033", "algebra-036", "algebra-065", "algebra-085"),
    *("plain-023", "screened-overall", "screened-distribution"),
)


def _cases(part: str, names: Iterable[str]) -> list[object]:
    return [
        json.loads((CASES / name / f"{part}.json").read_text(encoding="utf-8"))
        for name in names
    ]


def _review(document: object) -> object:
    review = review_from_document(document)
    if review_from_document(review_document(review)) != review:
        raise AssertionError("what was taken does not come back the same")
    return review


def _ledger(document: object) -> object:
    found = ledger_from_document(document)
    if ledger_from_document(ledger_document(found)) != found:
        raise AssertionError("what was taken does not come back the same")
    return found


def _receipt(document: object) -> object:
    return verify_receipt(text_of(document))


def _assessed(document: object) -> object:
    receipt = receipt_json(assess(review_from_document(document)))
    if problems := verify_receipt(receipt):
        raise AssertionError(problems)
    return receipt


def _feedback(document: object) -> object:
    path = FOLDER / "feedback.json"
    path.write_text(text_of(document), encoding="utf-8", errors="surrogatepass")
    return read_feedback(path)


def _popolo(document: object) -> object:
    return popolo_roster(document, sector=Sector.COMMUNITY)


def _number(choices: Choices) -> object:
    return exact(choices.data.decode("utf-8", "replace"))


def _text() -> Target:
    """Return a target that changes the bytes of a file of a review."""
    content = text_of(SMALL).encode()
    path = FOLDER / "review.json"

    def _read(choices: Choices) -> object:
        whole = choices.below(8) == 7
        path.write_bytes(choices.data if whole else spliced(content, choices))
        return read_review(path)

    return refusing(_read)


def _lines() -> Target:
    """Return a target that changes a ledger of lines, read whole and looked through."""
    path = FOLDER / "ledger.jsonl"
    write_ledger(ledger(*life()), path, force=True)
    content = path.read_bytes()

    def _read(choices: Choices) -> object:
        read = choices.one((read_ledger, lambda path: scan_ledger(path, on=day(90))))
        path.write_bytes(spliced(content, choices))
        return read(path)

    return refusing(_read)


DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _toml(value: Any) -> str:  # noqa: ANN401 - whatever TOML may say
    if isinstance(value, dict):
        pairs = (f"{text_of(str(key))} = {_toml(one)}" for key, one in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    return "1.5" if value is None else text_of(value)


HEAD = {"format": "partybuild-rulebook/1", "rulebook_id": "r", "title": ["册", "book"]}
OPTIONS = [
    {"option_id": "good", "label": ["好", "good"], "value": 100},
    {"option_id": "poor", "label": ["差", "poor"], "value": 40},
]
BAND = {"grade_id": "a", "label": ["优", "A"], "lower": 90}
RULEBOOK: dict[str, object] = {
    **HEAD,
    "citations": {
        "m": {
            "title": ["办法", "measure"],
            "issuer": ["党工委", "W"],
            "issued": "2020-12-20",
        },
        "own": {"own_decision": ["会议", "meeting"]},
    },
    "versions": [
        {
            "version": "2021",
            "first": "2021-01-01",
            "basis": "m: Art. 1",
            "title": ["办法", "measure"],
            "scales": [{"scale_id": "s", "basis": "own", "options": OPTIONS}],
            "items": [
                {"item_id": "i", "label": ["项", "item"], "weight": "100%"}
                | {"scale_id": "s", "basis": "m: Art. 6"}
            ],
            "voter_groups": [
                {"group_id": "g", "label": ["组", "group"], "weight": 1, "basis": "own"}
            ],
            "components": [
                {"component_id": "b", "label": ["票", "ballots"], "kind": "ballots"}
                | {"weight": 1, "basis": "own"}
            ],
            "grading": {
                "basis": "own",
                "bands": [BAND, {"grade_id": "b", "label": ["良", "B"], "upper": 90}],
            },
        }
    ],
}
DELEGATED: dict[str, object] = {
    **HEAD,
    "rulebook_id": "above",
    "authority": "district",
    "citations": {"own": {"own_decision": ["会议", "meeting"]}},
    "parameters": [
        {
            "parameter_id": "w",
            "label": ["权重", "weight"],
            "basis": "own",
            "filled_by": ["district", "street"],
            "least": 0,
            "most": 1,
        }
    ],
}
FILLING: dict[str, object] = {
    **HEAD,
    "extends": ["above"],
    "authority": "street",
    "citations": RULEBOOK["citations"],
    "fills": [{"parameter_id": "w", "value": "1", "basis": "own"}],
}


def _file(document: Any) -> str:  # noqa: ANN401 - a document
    pairs = document.items() if isinstance(document, dict) else ()
    return "\n".join(f"{text_of(str(key))} = {_toml(one)}" for key, one in pairs)


def _chain(document: Any) -> object:  # noqa: ANN401 - a document
    above = {"above": _file(document["above"])} if "above" in document else {}
    return parse_rulebook(_file(document.get("rulebook")), above=above)


def _rulebook() -> Target:
    """Return a target that changes what a rulebook says, or its text."""
    whole = rulebook_toml(plain_rulebook(RULES)).encode()
    filled = json.loads(text_of({**RULEBOOK, **FILLING}))
    filled["versions"][0]["items"][0]["weight"] = {"parameter": "w"}
    said = documents(
        _chain, {"rulebook": RULEBOOK}, {"rulebook": filled, "above": DELEGATED}
    )

    def _read(choices: Choices) -> object:
        if choices.below(4):
            return said(choices.data[1:])
        text = spliced(whole, choices).decode("utf-8", "replace")
        return parse_rulebook(text)

    return refusing(_read)


FEEDBACK: dict[str, object] = {
    "format": "partybuild-feedback",
    "version": 1,
    "feedback": [
        {
            "post_id": "p",
            "given_on": "2022-02-01",
            "grade_id": "good",
            "opinion": {"zh": "意见", "en": "opinion"},
            "given_by": {"zh": "书记", "en": "secretary"},
        }
    ],
}
POPOLO: dict[str, object] = {
    "organizations": [
        {"id": "o", "name": "街道党工委", "classification": "working_committee"},
        {
            "id": "c",
            "name": "社区党委",
            "classification": "committee",
            "parent_id": "o",
            "founding_date": "2019-03",
            "other_names": [{"name": "旧名", "end_date": "2020-01-01"}],
        },
    ],
    "posts": [
        {"id": "s", "organization_id": "c", "label": "书记", "role": "secretary"}
    ],
    "persons": [{"id": "x", "name": "甲某"}],
    "memberships": [
        {"person_id": "x", "post_id": "s", "start_date": "2020-01-01"},
        {
            "member": {"id": "c", "type": "organization"},
            "organization_id": "o",
            "end_date": "2019-12-31",
        },
    ],
}
ELEMENTS: dict[str, object] = {
    "standard": "GB/T 14946.1-2009",
    "elements": {"person.name": "A0101", "post.title": "A0215"},
}


def _elements(document: object) -> object:
    return elements_from_document(document)


MAKERS = {
    "assessed": lambda: documents(
        _assessed, *[SMALL, _counted()] * 2, *_cases("review", REVIEWS)
    ),
    "elements": lambda: documents(_elements, ELEMENTS),
    "feedback": lambda: documents(_feedback, FEEDBACK),
    "ledger": lambda: documents(_ledger, ledger_document(ledger(*life()))),
    "lines": _lines,
    "number": lambda: refusing(_number),
    "popolo": lambda: documents(_popolo, POPOLO),
    "receipt": lambda: documents(
        _receipt, *[SMALLEST] * 4, *_cases("receipt", RECEIPTS)
    ),
    "review": lambda: documents(
        _review, *[SMALL, _counted()] * 3, *_cases("review", REVIEWS)
    ),
    "rulebook": _rulebook,
    "text": _text,
}

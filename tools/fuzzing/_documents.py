"""Readers of JSON, of receipts and of numbers."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from _bases import documents, text_of
from _choices import Choices, Target, refusing, spliced
from _folder import FOLDER
from _small import LINES, REVIEW

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
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.kernel import exact
from partybuild.organization import Sector
from partybuild.testing._ledgers import day, ledger, life

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
        _assessed, *[SMALL, _counted()] * 4, *_cases("review", REVIEWS)
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
    "text": _text,
}

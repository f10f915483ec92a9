"""The hidden sheet that makes a workbook whole: its form and its review as text."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import cast

import attrs

from partybuild.adapters import records
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._words import CARRIED
from partybuild.adapters.excel._workbook import Sheet, Workbook
from partybuild.conference import BallotBox, BallotForm, GroupRoll, Review, RollCall
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Document, Label

FORM = "form"
REVIEW = "review"

_CHUNK = 30_000
# The bars keep spaces at the ends of a chunk through every office program.
_BAR = "|"


def carried_lines(
    printed: PrintedForm, review: Review | None
) -> tuple[tuple[str, str, str, str], ...]:
    """Return the rows of the hidden sheet: kind, part, digest, text.

    The review is carried without ballots and without the scrutineers' record:
    both stand in the visible sheets, and only there.

    Args:
        printed: The form.
        review: The review, where there is one.

    Returns:
        One row per part.
    """
    lines = [*document_lines(FORM, _form_document(printed))]
    if review is not None:
        lines += document_lines(
            REVIEW, records.review_document(_without_ballots(review))
        )
    return tuple(lines)


def carried_form(book: Workbook, form: BallotForm) -> PrintedForm | None:
    """Return the names that the workbook gives to a form, if it carries any.

    Args:
        book: The workbook.
        form: The form by its ids.

    Returns:
        The form with the names in the workbook; None where the hidden sheet
        is absent or says nothing that can be read.
    """
    sheet = book.sheet(CARRIED)
    document = _fields(None if sheet is None else carried_document(sheet, FORM))
    if not document:
        return None
    plain = PrintedForm.plain(form)
    subjects = _names(document.get("subjects"))
    groups = _names(document.get("groups"))
    return attrs.evolve(
        plain,
        subjects={s: subjects.get(s, label) for s, label in plain.subjects},
        groups={g: groups.get(g, label) for g, label in plain.groups},
    )


def carried_codes(book: Workbook) -> dict[str, str]:
    """Return the codes that the workbook was made with, as far as they are known."""
    sheet = book.sheet(CARRIED)
    document = _fields(None if sheet is None else carried_document(sheet, FORM))
    found = {name: document.get(name) for name in ("check_code", "rules_code")}
    return {name: code for name, code in found.items() if isinstance(code, str)}


def carried_review(book: Workbook) -> Review:
    """Return the review that the workbook carries, without its ballots.

    Args:
        book: The workbook.

    Returns:
        The review with an empty ballot box.

    Raises:
        InputError: If the workbook carries none, or a damaged one.
    """
    sheet = book.sheet(CARRIED)
    remedy = "give the review itself: read_review(path, review=...)"
    if sheet is None:
        message = f"the workbook has no sheet {CARRIED.zh!r} with the review; {remedy}"
        raise InputError(book.source, (Mistake("file", message),))
    document = carried_document(sheet, REVIEW)
    if document is None:
        message = f"the review in this hidden sheet is damaged or missing; {remedy}"
        raise InputError(book.source, (Mistake(f"{sheet.name}!A1", message),))
    return records.review_from_document(document, f"{book.source}, {sheet.name}")


def document_lines(
    kind: str, document: Document
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of the hidden sheet that hold one document.

    Args:
        kind: Kind of document.
        document: The document.

    Yields:
        Kind, part, digest and text.
    """
    text = json.dumps(document, sort_keys=True, separators=(",", ":"))
    # An underscore can look like an escaped character to an office program.
    text = text.replace("_", "\\u005f")
    chunks = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
    seal = sha256(text.encode()).hexdigest()
    for number, chunk in enumerate(chunks, start=1):
        yield kind, f"{number}/{len(chunks)}", seal, f"{_BAR}{chunk}{_BAR}"


def carried_document(sheet: Sheet, kind: str) -> object:
    """Return a document of the hidden sheet; None where it is damaged or missing."""
    rows = [row[:4] for row in sheet.rows if len(row) >= 4 and row[0] == kind]
    chunks = [row[3] for row in rows]
    text = "".join(c[1:-1] for c in chunks if isinstance(c, str) and c[:1] == _BAR)
    if not rows or sha256(text.encode("utf-8", "replace")).hexdigest() != rows[0][2]:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _form_document(printed: PrintedForm) -> Document:
    document: dict[str, Document] = {
        "check_code": printed.check_code,
        "subjects": [[s, label.zh, label.en] for s, label in printed.subjects],
        "groups": [[g, label.zh, label.en] for g, label in printed.groups],
    }
    if printed.rules_code:
        document["rules_code"] = printed.rules_code
    return document


def _without_ballots(review: Review) -> Review:
    form = review.form
    return attrs.evolve(
        review,
        box=BallotBox.from_bytes(form, {}),
        counted=None,
        roll_call=RollCall(
            [GroupRoll(group_id=g, issued=0, returned=0) for g in form.group_ids]
        ),
    )


def _fields(document: object) -> dict[str, object]:
    return cast("dict[str, object]", document) if isinstance(document, dict) else {}


def _names(rows: object) -> dict[str, Label]:
    names: dict[str, Label] = {}
    for row in cast("list[object]", rows) if isinstance(rows, list) else []:
        words = cast("list[object]", row) if isinstance(row, list) else []
        texts = [word for word in words if isinstance(word, str) and word.strip()]
        if len(texts) == len(words) == 3:
            names[texts[0]] = Label(zh=texts[1], en=texts[2])
    return names

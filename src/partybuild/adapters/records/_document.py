"""The review document: what it holds, and how it becomes a `Review`."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportUnknownLambdaType=false

import json
from collections.abc import Callable
from typing import Any, TypeVar

from partybuild.adapters.records._ballots import (
    ballots_from_document,
    counts_from_document,
)
from partybuild.adapters.records._converter import (
    did_you_mean,
    document_converter,
    mistakes_of,
)
from partybuild.adapters.records._json import parse_bytes, parse_json
from partybuild.adapters.records._migrations import current_document
from partybuild.conference import (
    Approval,
    BallotForm,
    CapFact,
    Conference,
    Decision,
    EnteredScore,
    Review,
    RollCall,
    SubjectRecord,
    UnitRecord,
)
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Document, to_document
from partybuild.organization import OrganizationTree, Post
from partybuild.rules import Rulebook

T = TypeVar("T")

REVIEW_FORMAT = "partybuild-review"
"""What the document of a review says it is."""
REVIEW_VERSION = 1
"""Version of the format of that document."""

PARTS: dict[str, Any] = {
    "tree": OrganizationTree,
    "posts": tuple[Post, ...],
    "rulebook": Rulebook,
    "conference": Conference,
    "roll_call": RollCall,
    "entered": tuple[EnteredScore, ...],
    "cap_facts": tuple[CapFact, ...],
    "subjects": tuple[SubjectRecord, ...],
    "units": tuple[UnitRecord, ...],
    "approvals": tuple[Approval, ...],
    "decisions": tuple[Decision, ...],
}
OPTIONAL = {"entered", "cap_facts", "subjects", "units", "approvals", "decisions"}
_KEYS = {"format", "version", "ballots", "counts", *PARTS}


def review_document(review: Review) -> dict[str, Document]:
    """Return a review as plain JSON data.

    Args:
        review: The review.

    Returns:
        The document; `review_from_document` gives an equal review back.
    """
    document: dict[str, Document] = {
        "format": REVIEW_FORMAT,
        "version": REVIEW_VERSION,
    }
    for part in PARTS:
        value = getattr(review, part)
        if not (part in OPTIONAL and value == ()):
            document[part] = to_document(value)
    if review.box is not None:
        document["ballots"] = review.box.document()
    elif review.counted is not None:
        document["counts"] = review.counted.document()
    return document


def review_json(review: Review) -> str:
    """Return the text of a review's document: sorted keys, one value a line."""
    document = review_document(review)
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def review_from_document(document: object, source: str = "review") -> Review:
    """Return the review that a document states.

    Args:
        document: Data as JSON gives it; documents of earlier versions are migrated.
        source: What it was read from, for the errors.

    Returns:
        The review.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its path.
    """
    document = current_document(document, REVIEW_FORMAT, REVIEW_VERSION, source)
    mistakes = [
        Mistake(f"$.{key}", f"unknown field{did_you_mean(str(key), sorted(_KEYS))}")
        for key in document
        if key not in _KEYS
    ]
    parts: dict[str, Any] = {}
    for name, kind in PARTS.items():
        if name in document:
            parts[name] = _taken(f"$.{name}", document[name], kind, mistakes)
        elif name not in OPTIONAL:
            mistakes.append(Mistake(f"$.{name}", "a required field is missing"))
    if mistakes:
        raise InputError(source, tuple(mistakes))
    parts.update(_ballots(document, parts, source))
    return _checked("$", source, lambda: Review(**parts))


def review_from_json(text: str | bytes, source: str = "review") -> Review:
    """Return the review that the text of a document states.

    Args:
        text: JSON; bytes are UTF-8.
        source: What it was read from, for the errors.

    Returns:
        The review.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its path.
    """
    if isinstance(text, bytes):
        return review_from_document(parse_bytes(text, source), source)
    return review_from_document(parse_json(text, source), source)


def _taken(path: str, value: object, kind: Any, mistakes: list[Mistake]) -> Any:  # noqa: ANN401
    try:
        return document_converter().structure(value, kind)
    except Exception as error:  # noqa: BLE001 - all are mistakes of the document
        mistakes.extend(mistakes_of(error, path))
        return None


def _ballots(
    document: dict[str, Any], parts: dict[str, Any], source: str
) -> dict[str, object]:
    conference: Conference = parts["conference"]
    rulebook: Rulebook = parts["rulebook"]
    form = _checked(
        "$.rulebook",
        source,
        lambda: BallotForm.of(
            rulebook.at(conference.held_on).rules, conference.subject_ids
        ),
    )
    # A scheme that asks for no ballots has neither.
    if not form.items and "ballots" not in document and "counts" not in document:
        return {}
    if ("ballots" in document) == ("counts" in document):
        message = "expected exactly one of 'ballots' and 'counts'"
        raise InputError(source, (Mistake("$", message),))
    if "ballots" in document:
        return {"box": ballots_from_document(form, document["ballots"], source)}
    return {"counted": counts_from_document(form, document["counts"], source)}


def _checked(path: str, source: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except InputError:
        raise
    except PartyBuildError as error:
        raise InputError(source, (Mistake(path, str(error)),)) from error

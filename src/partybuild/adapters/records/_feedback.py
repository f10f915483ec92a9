"""What was fed back to the secretaries, as a document of its own."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import json
from collections.abc import Iterable
from pathlib import Path

import attrs

from partybuild.adapters._files import write_bytes
from partybuild.adapters.records._converter import document_converter, mistakes_of
from partybuild.adapters.records._json import read_json
from partybuild.adapters.records._migrations import current_document
from partybuild.conference import Feedback
from partybuild.errors import InputError
from partybuild.kernel import Document, to_document

FEEDBACK_FORMAT = "partybuild-feedback"
"""What the document of a feedback says it is."""
FEEDBACK_VERSION = 1
"""Version of the format of that document."""


@attrs.frozen(kw_only=True)
class _Filed:
    format: str
    version: int
    feedback: tuple[Feedback, ...]


def feedback_document(feedback: Iterable[Feedback]) -> dict[str, Document]:
    """Return feedback as plain JSON data, by post and day.

    Args:
        feedback: What was fed back.

    Returns:
        The document.
    """
    # By the whole of it, so that no order of input shows.
    told = sorted(
        feedback,
        key=lambda f: (f.post_id, f.given_on, f.grade_id, f.opinion, f.given_by),
    )
    return {
        "format": FEEDBACK_FORMAT,
        "version": FEEDBACK_VERSION,
        "feedback": to_document(tuple(told)),
    }


def write_feedback(
    feedback: Iterable[Feedback], path: str | Path, *, force: bool = False
) -> Path:
    """Write a document of feedback.

    Args:
        feedback: What was fed back.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    document = feedback_document(feedback)
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    return write_bytes(path, text.encode(), force=force)


def read_feedback(path: str | Path) -> tuple[Feedback, ...]:
    """Read a document of feedback.

    Args:
        path: A JSON file in UTF-8.

    Returns:
        What was fed back; `partybuild.assessment.check_feedback` compares it with
        an assessment.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its JSON path.
    """
    data, source = read_json(path)
    data = current_document(data, FEEDBACK_FORMAT, FEEDBACK_VERSION, source)
    try:
        filed: _Filed = document_converter().structure(data, _Filed)
    except Exception as error:
        raise InputError(source, tuple(mistakes_of(error))) from error
    return filed.feedback

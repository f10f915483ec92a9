"""Review documents on disk."""

from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.records._document import review_from_document, review_json
from partybuild.adapters.records._json import read_json
from partybuild.conference import Review


def read_review(path: str | Path) -> Review:
    """Read a review document.

    Args:
        path: A JSON file in UTF-8.

    Returns:
        The review.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its JSON path.
    """
    data, source = read_json(path)
    return review_from_document(data, source)


def write_review(review: Review, path: str | Path, *, force: bool = False) -> Path:
    """Write a review document.

    Args:
        review: The review, ballots included: it belongs to the review body.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    return write_bytes(path, review_json(review).encode(), force=force)

"""Feedback letters: the suffix of the file decides the format."""

from pathlib import Path

from partybuild.errors import ValueRangeError
from partybuild.reporting import Report


def write_letter(letter: Report, path: str | Path, *, force: bool = False) -> Path:
    """Write the feedback letter to one secretary as .docx or .html.

    Args:
        letter: The letter, from `build_letter`.
        path: File to write; its suffix decides the format.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If python-docx is not installed.
        ValueRangeError: If no letter is written with that suffix.
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".docx":
        from partybuild.adapters import word

        return word.write_word(letter, path, force=force)
    if suffix in {".html", ".htm"}:
        from partybuild.adapters import html

        return html.write_html(letter, path, force=force)
    raise ValueRangeError("suffix of a letter", repr(suffix), ".docx or .html")

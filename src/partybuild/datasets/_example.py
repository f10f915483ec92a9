"""Example conferences that are shipped with the package."""

from pathlib import Path

from partybuild.adapters.records import read_ledger, read_review
from partybuild.conference import Review
from partybuild.errors import UnknownIdError
from partybuild.ledgers import RectificationLedger

EXAMPLES = ("long-march-street-2021", "long-march-street-2022")
"""Names of the examples."""


def example_path(name: str, file: str) -> Path:
    """Return where a file of an example lies.

    Args:
        name: Name of the example.
        file: "review.json" (everything), "ballots.xlsx" (the filled ballots),
            "counts.xlsx" (the count sheet) or, of the first year, "ledger.json" (what
            became of its problems).

    Returns:
        Path of the file.

    Raises:
        UnknownIdError: If there is no such example, or no such file in it.

    Examples:
        >>> example_path("long-march-street-2021", "review.json").name
        'review.json'
    """
    if name not in EXAMPLES:
        raise UnknownIdError("example", name, EXAMPLES)
    folder = Path(__file__).parent / name.replace("-", "_")
    files = tuple(sorted(path.name for path in folder.iterdir() if path.is_file()))
    if file not in files:
        raise UnknownIdError("file of the example", file, files)
    return folder / file


def load_example(name: str) -> Review:
    """Return an example conference; its marks are invented.

    Args:
        name: Name of the example.

    Returns:
        The review: record, rules, roll call and ballots.

    Raises:
        UnknownIdError: If there is no such example.

    Examples:
        >>> load_example("long-march-street-2021").conference.year
        2021
    """
    return read_review(example_path(name, "review.json"))


def load_example_ledger(name: str) -> RectificationLedger:
    """Return the ledger opened after an example conference; it is invented.

    Args:
        name: Name of the example; only the first year has one.

    Returns:
        The ledger, as it stood before the conference of the year after.

    Raises:
        UnknownIdError: If there is no such example, or it has no ledger.

    Examples:
        >>> ledger = load_example_ledger("long-march-street-2021")
        >>> len(ledger), len(ledger.open_entries())
        (20, 7)
    """
    return read_ledger(example_path(name, "ledger.json"))

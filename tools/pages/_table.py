"""Tables and citations as Markdown."""

from collections.abc import Iterable, Sequence

from partybuild.kernel import Basis, Citation, CitationStatus, Label

_STATUS = {
    CitationStatus.CONFIRMED: "confirmed",
    CitationStatus.PRACTICE: "practice",
    CitationStatus.UNCONFIRMED: "not confirmed",
}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, followed by a blank line."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "".join(
            "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n"
            for line in lines
        )
        + "\n"
    )


def both(label: Label) -> str:
    """Return a label in both languages, once where they are the same."""
    return label.en if label.zh == label.en else f"{label.en} {label.zh}"


def article(basis: Basis) -> str:
    """Return document and article; where no article is confirmed it says so."""
    text = f"{basis.text('en')} {basis.text('zh')}"
    if isinstance(basis, Citation) and not basis.locator:
        text += "; no article confirmed"
    return text


def status(basis: Basis) -> str:
    """Return how far a basis is confirmed."""
    return _STATUS[basis.status] if isinstance(basis, Citation) else "own decision"

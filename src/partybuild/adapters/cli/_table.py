"""Tables for a terminal, in which a Chinese character is two columns wide."""

from collections.abc import Sequence
from unicodedata import category, east_asian_width


def clean(text: str) -> str:
    """Return *text* without characters that could steer a terminal."""
    return "".join(
        "\ufffd" if category(char) in {"Cc", "Cs"} else char for char in text
    )


def width(text: str) -> int:
    """Return the columns that *text* takes on a terminal."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return an aligned table.

    Args:
        head: Column headings.
        rows: Cells, as many in each row as there are headings.

    Returns:
        Lines joined, without a final newline.
    """
    lines = [[clean(cell) for cell in line] for line in (head, *rows)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    text = [
        "  ".join(
            cell + " " * (wide - width(cell))
            for cell, wide in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    ]
    rule = "  ".join("-" * wide for wide in widths)
    return "\n".join([text[0], rule, *text[1:]])

"""Make the pages of the documentation that say what the package bundles.

Run ``python tools/make_pages.py`` after a change of a bundled rule; ``--out DIR``
writes elsewhere, to compare.
"""

import argparse
from pathlib import Path

from pages._linter import linter_page
from pages._names import names_page
from pages._regulations import regulations_page
from pages._rulebooks import rulebook_pages

_DOCS = Path(__file__).parents[1] / "docs"


def pages() -> dict[str, str]:
    """Return file names below the documentation, and what they hold."""
    return {
        "linter.md": linter_page(),
        "reference/names.md": names_page(),
        "regulations.md": regulations_page(),
        **rulebook_pages(),
    }


def main() -> None:
    """Write the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=_DOCS)
    out: Path = parser.parse_args().out
    for name, text in pages().items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

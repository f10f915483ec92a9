"""What every page begins with."""

from collections.abc import Iterator

from partybuild.adapters.html._blocks import text_of
from partybuild.adapters.html._style import STYLE
from partybuild.kernel import Lang

LANGUAGES: dict[Lang, str] = {"zh": "zh-CN", "en": "en"}
"""Language tags."""
CONTENTS: dict[Lang, str] = {"zh": "目录", "en": "Contents"}
"""Name of the list of links."""


def head_lines(lang: Lang, title: str) -> Iterator[str]:
    """Yield everything up to the beginning of the body.

    Args:
        lang: Language that shows first.
        title: Title, not yet escaped.

    Yields:
        Lines of HTML.
    """
    yield "<!DOCTYPE html>"
    yield f'<html lang="{LANGUAGES[lang]}">'
    yield '<head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # A page without scripts says so, in case a text ever slipped through.
    yield '<meta http-equiv="Content-Security-Policy" '
    yield "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{text_of(title)}</title><style>{STYLE}</style></head><body>"

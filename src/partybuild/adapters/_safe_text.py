"""Text that no document format can misread."""

import re

# What XML 1.0 cannot hold: control characters, lone surrogates, two non-characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)
_LONGEST = 20_000
_CUT = "…"


def safe_text(text: str) -> str:
    """Return *text* without characters that XML forbids, cut at a great length.

    Args:
        text: Any text.

    Returns:
        The text; each forbidden character is shown as U+FFFD, and what was cut
        off is marked by an ellipsis.
    """
    clean = _FORBIDDEN.sub("\ufffd", text)
    return clean if len(clean) <= _LONGEST else clean[:_LONGEST] + _CUT

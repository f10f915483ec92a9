"""Which texts a document can hold, and which ids can name one."""

import re

import attrs

from partybuild.errors import ValueRangeError

# Neither can be written in UTF-8 to every database and every file of XML.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_NOT_IN_IDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029/\\]")


def unwritable(text: str) -> str:
    r"""Return what a text holds that no document can hold, or nothing.

    Args:
        text: Any text of Python.

    Returns:
        Words for the first such character: half of a surrogate pair, which no
        encoding can write, or NUL, which neither XML nor PostgreSQL takes.

    Examples:
        >>> unwritable("党建")
        ''
        >>> unwritable("a\ud800")
        'half a character (U+D800) at position 1'
    """
    if (found := _UNWRITABLE.search(text)) is None:
        return ""
    code = ord(found[0])
    name = f"half a character (U+{code:04X})" if code else "the character NUL (U+0000)"
    return f"{name} at position {found.start()}"


def unfit_id(text: str) -> str:
    """Return what keeps an id from naming a document and its files, or nothing.

    Args:
        text: The id.

    Returns:
        Words for what is wrong: no text at all, a control character, a separator of
        paths, or the name of a folder.

    Examples:
        >>> unfit_id("长征街道-2021")
        ''
        >>> unfit_id("../x")
        "'/' at position 2"
    """
    if text.strip(" .") == "":
        return "no text that could name a file"
    if fault := unwritable(text):
        return fault
    if (found := _NOT_IN_IDS.search(text)) is None:
        return ""
    return f"{found[0]!r} at position {found.start()}"


def document_id(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse an id that cannot name a document and its files; an attrs validator."""
    if type(value) is not str or unfit_id(value):
        expected = "an id: text without control characters, '/' and '\\'"
        raise ValueRangeError(field.name, repr(value), expected)

"""JSON text to plain data, without floats and without doubled keys."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from partybuild.adapters._whole import whole_bytes
from partybuild.errors import InputError, Mistake
from partybuild.kernel import unwritable

# A quick look at the text: only where this is found must every value be looked at.
_SUSPECT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])|[\x00\ud800-\udfff]")


TOO_DEEP = (
    "not readable: lists and objects stand in each other some hundred deep; no "
    "document needs that, so check that it is the right file"
)


class InexactText(str):
    """A number with a point or an exponent, kept as it was written."""

    __slots__ = ()


def parse_json(text: str, source: str) -> Any:  # noqa: ANN401 - it is what JSON says
    """Return the data of a JSON text.

    Args:
        text: The text.
        source: What it was read from, for the error.

    Returns:
        Dicts, lists, texts, ints, bools and None; a number that is no int comes
        back as `InexactText`, so that its place can be named.

    Raises:
        InputError: If the text is no JSON, a key occurs twice, or a text holds what
            could not be written again: half a character, or NUL.
    """
    doubled: list[Mistake] = []

    def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubled.extend(
                Mistake(f"$..{key}", "the key occurs twice in one object")
                for key, times in Counter(key for key, _ in pairs).items()
                for _ in range(times - 1)
            )
        return found

    try:
        data = json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_pairs,
            parse_float=InexactText,
            parse_constant=InexactText,
        )
    except json.JSONDecodeError as wrong:
        place = f"line {wrong.lineno}, column {wrong.colno}"
        raise InputError(source, (Mistake(place, f"not JSON: {wrong.msg}"),)) from None
    except RecursionError:
        raise InputError(source, (Mistake("$", TOO_DEEP),)) from None
    except ValueError as wrong:
        # Besides syntax: ints beyond the limit.
        raise InputError(source, (Mistake("$", f"not readable: {wrong}"),)) from None
    if doubled:
        raise InputError(source, tuple(doubled))
    if _SUSPECT.search(text) and (faults := tuple(_faults(data))):
        raise InputError(source, faults)
    return data


def _faults(data: Any) -> Iterator[Mistake]:  # noqa: ANN401 - it is what JSON says
    # A list of what is still to be seen: a document may be nested as deep as the stack.
    ahead: list[tuple[str, Any]] = [("$", data)]
    while ahead:
        path, part = ahead.pop()
        if isinstance(part, str) and (fault := unwritable(part)):
            yield Mistake(path, f"found {fault}; expected text")
        inside: list[tuple[str, Any]] = []
        if isinstance(part, list):
            inside = [(f"{path}[{at}]", one) for at, one in enumerate(part)]
        elif isinstance(part, dict):
            for key, one in part.items():
                inside.append((f"{path}.{key}", one))
                if fault := unwritable(key):
                    yield Mistake(path, f"the key {key!r} holds {fault}")
        ahead += reversed(inside)


def parse_bytes(content: bytes, source: str) -> Any:  # noqa: ANN401 - it is what JSON says
    """Return the data of a JSON text in UTF-8.

    Args:
        content: The bytes of the text.
        source: What it was read from, for the error.

    Returns:
        The data as `parse_json` gives it.

    Raises:
        InputError: If the bytes are no JSON in UTF-8.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as wrong:
        place = f"byte {wrong.start}"
        raise InputError(source, (Mistake(place, "the text is not UTF-8"),)) from None
    return parse_json(text, source)


def read_json(path: str | Path) -> tuple[Any, str]:
    """Return the data of a JSON file, and the name to call it by in errors.

    Args:
        path: A JSON file in UTF-8.

    Returns:
        The data as `parse_json` gives it, and the name of the file.

    Raises:
        InputError: If the file cannot be read, is too large or is no JSON in UTF-8.
    """
    source = Path(path).name
    try:
        content = whole_bytes(path)
    except OSError as wrong:
        message = f"the file cannot be read: {wrong.strerror}"
        raise InputError(source, (Mistake(str(path), message),)) from wrong
    return parse_bytes(content, source), source

"""Rulebook documents as texts, and the documents above them."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

from partybuild.adapters._whole import whole_text
from partybuild.adapters.records import InexactText
from partybuild.adapters.records._json import TOO_DEEP
from partybuild.adapters.rulebooks._syntax import syntax_hint
from partybuild.adapters.rulebooks._values import described
from partybuild.errors import InputError, Mistake

RULEBOOK_FORMAT = "partybuild-rulebook/1"
"""What the file of a rulebook says it is."""

# The standard reader takes for a key of many parts the square of their number.
_LONG_KEY = re.compile(
    r"""(?<![A-Za-z0-9_-])"""
    r"""(?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){100}"""
)


@attrs.frozen
class Source:
    """One document.

    Attributes:
        name: What it is called in errors: the name of its file.
        text: Its text.
        data: What the text says.
    """

    name: str
    text: str
    data: dict[str, Any]

    @property
    def code(self) -> str:
        """Code of the document, or its name where it states none."""
        code = self.data.get("rulebook_id")
        return code if isinstance(code, str) else self.name


def parsed(text: str, name: str) -> Source:
    """Return the document that a text holds.

    Args:
        text: TOML.
        name: What it was read from.

    Returns:
        The document.

    Raises:
        InputError: If the text is no TOML, or of another format.
    """
    if long := _LONG_KEY.search(text):
        place = f"line {text.count(chr(10), 0, long.start()) + 1}"
        message = "a key of more than 100 parts; no rulebook holds any"
        raise InputError(name, (Mistake(place, message),))
    try:
        data = tomllib.loads(text, parse_float=InexactText)
    except tomllib.TOMLDecodeError as wrong:
        problem, _, place = str(wrong).rpartition(" (at ")
        place = place.rstrip(")")
        hint = syntax_hint(text, problem, place)
        mistake = Mistake(place, f"not TOML: {problem}{hint}")
        raise InputError(name, (mistake,)) from None
    except RecursionError:
        raise InputError(name, (Mistake("the text", TOO_DEEP),)) from None
    except ValueError as wrong:
        # Besides syntax: ints beyond the limit.
        mistake = Mistake("the text", f"not readable: {wrong}")
        raise InputError(name, (mistake,)) from None
    if data.get("format") != RULEBOOK_FORMAT:
        found = f"found {described(data['format'])}" if "format" in data else "missing"
        mistake = Mistake("format", f'{found}; expected "{RULEBOOK_FORMAT}"')
        raise InputError(name, (mistake,))
    return Source(name, text, data)


def read_source(path: str | Path) -> Source:
    """Return the document that a file holds.

    Args:
        path: A TOML file in UTF-8.

    Returns:
        The document.

    Raises:
        InputError: If the file cannot be read, is too large, is no TOML, or of
            another format.
    """
    return parsed(whole_text(path), Path(path).name)


def chain_of(lowest: Source, find: Callable[[str], Source | None]) -> list[Source]:
    """Return the documents above one, and itself.

    Args:
        lowest: The document.
        find: Returns the document of a code, where it is known.

    Returns:
        Documents, the highest first.

    Raises:
        InputError: If a document above is not known, or documents extend each other
            in a circle.
    """
    found: list[Source] = []
    _climb(lowest, find, (), found)
    return found


def _climb(
    source: Source,
    find: Callable[[str], Source | None],
    below: tuple[str, ...],
    found: list[Source],
) -> None:
    below = (*below, source.code)
    above: Any = source.data.get("extends", [])
    codes = [above] if isinstance(above, str) else above
    # What is no list of codes is refused with the rest of the document.
    for code in codes if isinstance(codes, list) else ():
        if code in below:
            walk = " -> ".join((*below, code))
            message = f"the documents extend each other in a circle: {walk}"
            raise InputError(source.name, (Mistake("extends", message),))
        higher = find(code) if isinstance(code, str) else None
        if higher is None:
            message = (
                f"there is no document {code!r} at hand; give its file (above=), or "
                f"put {code}.toml into the same folder"
            )
            raise InputError(source.name, (Mistake("extends", message),))
        if higher not in found:
            _climb(higher, find, below, found)
    found.append(source)

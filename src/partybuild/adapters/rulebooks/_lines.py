"""On which line of a TOML text each key stands; the standard reader does not tell.

The text is known to be good TOML: `tomllib` has read it. This walk only follows it,
and leaves every value alone.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

import attrs

_Path: TypeAlias = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BLANKS = frozenset(" \t\r\n#")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''(?:.)*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


@attrs.frozen
class Lines:
    """Lines of keys and of list entries.

    Attributes:
        at: Line, counted from 1, by the keys that lead to the place.
    """

    at: Mapping[_Path, int]

    def of(self, path: _Path) -> int:
        """Return the line of a place, or of the nearest one around it that has one."""
        while path and path not in self.at:
            path = path[:-1]
        return self.at.get(path, 1)


def lines_of(text: str) -> Lines:
    """Return on which lines the keys of a TOML text stand.

    Args:
        text: A text that `tomllib` reads.

    Returns:
        The lines.
    """
    return Lines(_Scan(text.replace("\r\n", "\n")).found)


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.found: dict[_Path, int] = {}
        self.entries: dict[_Path, int] = {}
        table: _Path = ()
        while not self._ended():
            if self._takes("[["):
                table = self._entry(self._resolved(self._keys()))
                self._takes("]]")
            elif self._takes("["):
                table = self._marked(self._resolved(self._keys()))
                self._takes("]")
            else:
                self._pair(table)

    def _ended(self) -> bool:
        self._skip()
        return self.at == len(self.text)

    def _skip(self) -> None:
        if self.text[self.at : self.at + 1] in _BLANKS and (
            blank := _BLANK.match(self.text, self.at)
        ):
            self.at = blank.end()

    def _takes(self, sign: str) -> bool:
        self._skip()
        if not self.text.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def _token(self, *forms: re.Pattern[str]) -> str:
        self._skip()
        for form in forms:
            if found := form.match(self.text, self.at):
                self.at = found.end()
                return found.group()
        return ""

    def _keys(self) -> _Path:
        keys: list[str] = []
        while True:
            keys.append(_key(self._token(_BARE, _STRING)))
            if not self._takes("."):
                return tuple(keys)

    def _marked(self, path: _Path) -> _Path:
        line = bisect_right(self.breaks, self.at - 1) + 1
        for length in range(1, len(path) + 1):
            self.found.setdefault(path[:length], line)
        return path

    def _resolved(self, keys: _Path) -> _Path:
        """Return the path of a header: the last entry of every list on the way."""
        path: _Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self.entries:
                path = (*path, self.entries[path])
        return (*path, keys[-1])

    def _entry(self, path: _Path) -> _Path:
        self.entries[path] = self.entries.get(path, -1) + 1
        return self._marked((*path, self.entries[path]))

    def _pair(self, table: _Path) -> None:
        path = self._marked((*table, *self._keys()))
        self._takes("=")
        self._value(path)

    def _value(self, path: _Path) -> None:
        if self._takes("["):
            entry = 0
            while not self._takes("]"):
                self._skip()
                self._marked((*path, entry))
                self._value((*path, entry))
                self._takes(",")
                entry += 1
        elif self._takes("{"):
            while not self._takes("}"):
                self._pair(path)
                self._takes(",")
        else:
            self._token(_STRING, _SCALAR)


def _key(token: str) -> str:
    if token[:1] == '"' and "\\" in token:
        return next(iter(tomllib.loads(f"{token} = 0")))
    return token[1:-1] if token[:1] in {'"', "'"} else token


def place_of(path: _Path, data: object, lines: Lines, keys: Mapping[str, str]) -> str:
    """Return a place in words: line, then keys; entries by their codes.

    Args:
        path: Keys and numbers of list entries.
        data: The data of the whole text.
        lines: Its lines.
        keys: Name of a list, and the key that names its entries.

    Returns:
        Text such as ``line 12, versions[2021].items[study].weight``.
    """
    words, name = "", ""
    here = data
    for step in path:
        if isinstance(step, int):
            here = cast("Sequence[object]", here)[step]
            words += f"[{_code(here, keys.get(name, '')) or f'#{step + 1}'}]"
        else:
            name = step
            here = cast("Mapping[str, object]", here).get(step)
            bare = _BARE.fullmatch(step)
            words += f".{step}" if bare else f'."{step}"'
    return f"line {lines.of(path)}{', ' if words else ''}{words.removeprefix('.')}"


def _code(entry: object, key: str) -> str:
    if not isinstance(entry, dict):
        return ""
    code = cast("Mapping[str, object]", entry).get(key)
    return code if isinstance(code, str) else ""

"""What to do about a text that is no TOML: what officials trip over, line by line."""

import re
from unicodedata import normalize

# Chinese quotation marks and brackets; a colon stands where TOML has an equals sign.
_PLAIN = {
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": "'",
    "\u2019": "'",
    "\u3010": "[",
    "\u3011": "]",
    "\uff1a": "=",
}
_FIRST_WIDE, _LAST_WIDE = "\uff01", "\uff5e"
_PLACE = re.compile(r"line (\d+)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_BARE_SHARE = re.compile(r"=\s*([0-9.]+\s*[%％])")
_BARE_WORD = re.compile(r"=\s*([^\s\"'\[\]{},#0-9+-][^,\]}#]*)")
_PLAIN_WORDS = frozenset({"true", "false", "inf", "nan"})


def syntax_hint(text: str, problem: str, place: str) -> str:
    """Return what to do about a text that is no TOML.

    Args:
        text: The text.
        problem: What the parser says.
        place: Where it says so, such as "line 3, column 5".

    Returns:
        The line in question and a hint, to stand after the problem.
    """
    match, lines = _PLACE.search(place), text.splitlines()
    number = min(int(match[1]), len(lines)) if match else len(lines)
    line = lines[number - 1].strip() if lines else ""
    hint = _hint(line, problem)
    shown = f"; the line is: {line[:80]}" if line else ""
    return f"{shown}{f'; {hint}' if hint else ''}"


def _hint(line: str, problem: str) -> str:
    bare = _QUOTED.sub('""', line).partition("#")[0]
    for char in bare:
        plain = _PLAIN.get(char, "")
        if not plain and _FIRST_WIDE <= char <= _LAST_WIDE:
            plain = normalize("NFKC", char)
        if plain:
            return f"the full-width {char} stands there; write {plain} (half-width)"
    if "verwrite" in problem or "twice" in problem or "declare" in problem:
        return (
            "the key or table stands there already; keep one, or begin the next entry "
            "of a list with [[...]]"
        )
    if bare.count('"') % 2:
        return 'a quotation mark is missing; a text stands between two "'
    if share := _BARE_SHARE.search(bare):
        return f'write a share as a text: "{share[1]}"'
    word = _BARE_WORD.search(bare)
    if word and word[1].strip() not in _PLAIN_WORDS:
        return f'put a text in quotation marks: "{word[1].strip()}"'
    if "=" not in bare and not bare.startswith("["):
        return "a key, =, and its value are expected, or a heading such as [[items]]"
    if "nclosed" in problem or "nexpected end" in problem:
        return "a closing ] or } or quotation mark is missing"
    return ""

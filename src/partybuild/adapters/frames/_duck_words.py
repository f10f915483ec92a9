"""Words of a scheme as numbers in DuckDB, and numbers as codes."""

from collections.abc import Mapping, Sequence

from partybuild.adapters.frames._words import SchemeWords
from partybuild.kernel import digest

BREAK, NULL, KNOWN = "chr(31)", "chr(30)", "chr(29)"
"""What stands between words that are kept, for a null, and for a known word."""


def name(column: str) -> str:
    """Return the name of a column as DuckDB reads it."""
    return '"' + column.replace('"', '""') + '"'


def text(word: str) -> str:
    """Return a word as DuckDB reads it."""
    return "'" + word.replace("'", "''") + "'"


def bits(codes: Sequence[str]) -> int:
    """Return how many bits hold the number of a code."""
    return (len(codes) - 1).bit_length()


def coded(number: str, codes: Sequence[str]) -> str:
    """Return the expression that turns the number of a code into the code."""
    cases = " ".join(f"when {at} then {text(code)}" for at, code in enumerate(codes))
    return f"case {number} {cases} end"


def kept(value: str) -> str:
    """Return the expression that keeps a word beside others in one text."""
    marks = f"concat({BREAK}, {NULL}, {KNOWN})"
    return f"coalesce(translate({value}, {marks}, '\ufffd\ufffd\ufffd'), {NULL})"


def cut(place: int | str) -> str:
    """Return the expression that cuts a word out of the text ``odd`` again."""
    return f"nullif(split_part(odd, {BREAK}, {place}), {NULL})"


class DuckWords:
    """Expressions that turn the words of a scheme into numbers."""

    def __init__(self, words: SchemeWords) -> None:
        self.groups = words.form.group_ids
        self.items = words.form.item_ids
        self.options = tuple(
            dict.fromkeys(o for item in self.items for o in words.options_of(item))
        )
        self._words = words

    def group(self) -> str:
        """Return the number of the column ``group``."""
        return _number(name("group"), self._words.groups, self.groups)

    def item(self) -> str:
        """Return the number of the column ``item``."""
        return _number(name("item"), self._words.items, self.items)

    def option(self) -> str:
        """Return the number of the column ``option``; ``i`` has that of the item."""
        option = name("option")
        tables: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for at, item in enumerate(self.items):
            table = tuple(sorted(self._table(item).items()))
            tables.setdefault(table, []).append(str(at))
        if len(tables) == 1:
            found = _number(option, dict(next(iter(tables))), self.options)
        else:
            cases = " ".join(
                f"when i in ({', '.join(places)}) then "
                + _number(option, dict(table), self.options)
                for table, places in tables.items()
            )
            found = f"case {cases} end"
        return self._or_blank(found, option)

    def option_of(self, item: str, column: str) -> str:
        """Return the number of a column of options of one item."""
        value = name(column)
        return self._or_blank(_number(value, self._table(item), self.options), value)

    def _table(self, item: str) -> dict[str, str]:
        known = self._words.options_of(item)
        return {w: c for w, c in self._words.options[item].items() if c in known}

    def _or_blank(self, found: str, value: str) -> str:
        if not self._words.blank:
            return found
        # After the look-up: before it, words that repeat would be looked up again.
        blank = f"{self.options.index('blank')}::integer"
        return f"coalesce({found}, if({value} is null, {blank}, null))"


def _number(value: str, table: Mapping[str, str], codes: Sequence[str]) -> str:
    # An enumeration that names every code as often as the others, and always at the
    # same last bits, gives the number of a word without a table: places it lacks
    # are filled with words of no use.
    spelled = [[w for w, c in table.items() if c == code] for code in codes]
    width = 1 << bits(codes)
    spelled += [[] for _ in range(width - len(codes))]
    unused = digest([list(pair) for pair in sorted(table.items())])
    known = [
        words[layer] if layer < len(words) else f"{unused} {layer} {at}"
        for layer in range(max(map(len, spelled)))
        for at, words in enumerate(spelled)
    ]
    names = ", ".join(map(text, known))
    code = f"enum_code(try_cast({value} as enum({names})))"
    return f"({code}::integer & {width - 1})"

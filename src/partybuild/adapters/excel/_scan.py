"""A look at a sheet's XML before anything builds a table from it.

A few bytes can claim a cell in the last row and column, and a table from A1 to
there fills any memory. So the size is measured first. The same look finds the
formulas, which the reading library shows as plain values.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.parsers import expat

import attrs

_SLICE = 8_000_000
_OVERLAP = 200
# Office programs write cells, values and formulas in one plain way. Whatever is
# written in another way is legal too, and is read by a real parser instead.
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"')
_ODD_CELL = re.compile(
    rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}"(?: (?:s|t|cm|vm|ph)="[A-Za-z0-9]*")*/?>)[\s/>]'
)
_PLAIN_VALUE = re.compile(rb"<v>([^<]*)<")
_ODD_VALUE = re.compile(rb"<v[\s/]")
_PREFIXED = re.compile(rb":(?:c|v|f|is)[\s/>]")
_FORMULA = re.compile(rb"<f[\s/>]")
_VALUE = re.compile(rb"<(?:[^\s<>/:]+:)?v(?:\s[^<]*)?>([^<]*)<")
_ADDRESS = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS = b"0123456789"


@attrs.frozen
class Extent:
    """What one sheet holds.

    Attributes:
        rows: Rows down to the last cell that may hold something.
        columns: Columns up to the last such cell.
        formulas: Addresses of the cells that hold a formula.
    """

    rows: int
    columns: int
    formulas: frozenset[str]

    @property
    def cells(self) -> int:
        """Cells of the table from A1 to the last cell."""
        return self.rows * self.columns


def scan(xml: bytes, trusted_cells: int, most_cells: int) -> Extent:
    """Measure a sheet.

    Sheets as office programs write them are measured by a search over the
    bytes, which counts too many cells but never too few. Where that is too
    much, or where there are formulas or odd markup, the XML is read event by
    event.

    Args:
        xml: The sheet's part of the workbook.
        trusted_cells: Size above which the sheet is measured precisely.
        most_cells: Size above which there is no need to go on.

    Returns:
        Its extent and its formulas.

    Raises:
        expat.ExpatError: If the part is no XML.
        ValueError: If a cell stands where no cell can.
    """
    odd = _ODD_CELL.search(xml) or _PREFIXED.search(xml) or _FORMULA.search(xml)
    if not odd:
        columns, rows = 0, 0
        for piece in _pieces(xml):
            found = b" ".join(_PLAIN_CELL.findall(piece))
            letters = set(found.translate(None, _DIGITS).split())
            numbers = set(found.translate(None, _LETTERS).split())
            columns = max(columns, *map(_column_number, letters), 0)
            rows = max(rows, *map(int, numbers), 0)
        if rows * columns <= trusted_cells:
            return Extent(rows, columns, frozenset())
    return _Cells(most_cells).read(xml)


def text_size(xml: bytes, lengths: list[int]) -> int:
    """Return a bound on the characters a sheet takes from the shared texts.

    Args:
        xml: The sheet's part of the workbook.
        lengths: Length of every shared text.

    Returns:
        The sum over all cells; a number counts like a reference to a text.
    """
    odd = _ODD_VALUE.search(xml) or _PREFIXED.search(xml)
    pattern = _VALUE if odd else _PLAIN_VALUE
    uses: Counter[bytes] = Counter()
    for piece in _pieces(xml):
        uses.update(pattern.findall(piece))
    return sum(times * _length(text, lengths) for text, times in uses.items())


def _length(text: bytes, lengths: list[int]) -> int:
    if b"&" in text:
        # A number in disguise; it may mean any text, so the longest is counted.
        return max(lengths, default=0)
    try:
        at = int(text[:20])
    except ValueError:
        return 0
    return lengths[at] if 0 <= at < len(lengths) else 0


def shared_lengths(xml: bytes) -> list[int]:
    """Return the length of every shared text, its markup included."""
    starts = [match.start() for match in re.finditer(rb"<(?:[\w.-]+:)?si[\s/>]", xml)]
    return [b - a for a, b in pairwise([*starts, len(xml)])]


def _pieces(xml: bytes) -> Iterator[bytes]:
    # Pieces overlap, so that nothing is cut in two; a few cells count twice.
    if len(xml) <= _SLICE:
        yield xml
        return
    for at in range(0, len(xml), _SLICE):
        yield xml[max(0, at - _OVERLAP) : at + _SLICE]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:8].upper():
        number = number * 26 + letter - 64
    return number


class _Cells:
    """Handlers of one pass over a sheet."""

    def __init__(self, most_cells: int) -> None:
        self._most_cells = most_cells
        self._row = 0
        self._column = 0
        self._rows = 0
        self._columns = 0
        self._formulas: set[str] = set()
        self._address = ""

    def read(self, xml: bytes) -> Extent:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        for at in range(0, len(xml), _SLICE):
            parser.Parse(xml[at : at + _SLICE], at + _SLICE >= len(xml))
            if self._rows * self._columns > self._most_cells:
                break
        return Extent(self._rows, self._columns, frozenset(self._formulas))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes.get("r", ""))
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) if number.isdecimal() else self._row + 1
            self._column = 0
        elif tag in {"v", "is", "f"}:
            self._rows = max(self._rows, self._row)
            self._columns = max(self._columns, self._column)
            if tag == "f":
                self._formulas.add(self._address)

    def _cell(self, address: str) -> None:
        if match := _ADDRESS.fullmatch(address):
            self._column = _column_number(match[1].encode())
            self._row = int(match[2])
        elif address:
            # The reading library would make room for whatever its numbers run over to.
            raise ValueError(address)
        else:
            self._column += 1
        self._address = address.upper()

"""A look at a sheet's XML before anything builds a table from it.

A few bytes can claim a cell in the last row and column, and a table from A1 to
there fills any memory. So the size is measured first. The same look finds the
formulas, which the reading library shows as plain values.
"""

import re
from collections import Counter
from collections.abc import Iterator
from xml.parsers import expat

import attrs

_SLICE = 8_000_000
_OVERLAP = 200
_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)[0-9]""")
_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]+([0-9]+)""")
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v(?:\s[^>]*)?>\s*([0-9]+)")
_ADDRESS = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")


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


def scan(xml: bytes, most_cells: int) -> Extent:
    """Measure a sheet.

    Most sheets are measured by a search over the bytes, which counts too many
    cells but never too few. Only where that is too much, or where there are
    formulas or cells without an address, is the XML read event by event.

    Args:
        xml: The sheet's part of the workbook.
        most_cells: Size above which the sheet is measured precisely.

    Returns:
        Its extent and its formulas.

    Raises:
        expat.ExpatError: If the part is no XML.
    """
    addressed, columns, rows = 0, 0, 0
    for piece in _pieces(xml):
        found = _COLUMN.findall(piece)
        addressed += len(found)
        columns = max(columns, *map(_column_number, set(found)), 0)
        rows = max(rows, *map(int, set(_ROW.findall(piece))), 0)
    cells = sum(1 for piece in _pieces(xml) for _ in _CELL.finditer(piece))
    simple = addressed >= cells and not _FORMULA.search(xml)
    if simple and rows * columns <= most_cells:
        return Extent(rows, columns, frozenset())
    return _Cells().read(xml)


def text_size(xml: bytes, lengths: list[int]) -> int:
    """Return a bound on the characters a sheet takes from the shared texts.

    Args:
        xml: The sheet's part of the workbook.
        lengths: Length of every shared text.

    Returns:
        The sum over all cells; a number counts like a reference to a text.
    """
    uses: Counter[bytes] = Counter()
    for piece in _pieces(xml):
        uses.update(_VALUE.findall(piece))
    return sum(
        times * lengths[int(index)]
        for index, times in uses.items()
        if len(index) < 10 and int(index) < len(lengths)
    )


def shared_lengths(xml: bytes) -> list[int]:
    """Return the length of every shared text, its markup included."""
    starts = [match.start() for match in re.finditer(rb"<(?:[\w.-]+:)?si[\s/>]", xml)]
    return [b - a for a, b in zip(starts, [*starts[1:], len(xml)], strict=True)]


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

    def __init__(self) -> None:
        self._row = 0
        self._column = 0
        self._rows = 0
        self._columns = 0
        self._formulas: set[str] = set()
        self._address = ""

    def read(self, xml: bytes) -> Extent:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.Parse(xml, True)  # noqa: FBT003 - the parser takes no keyword
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
        else:
            self._column += 1
        self._address = address.upper()

"""A look at the table of an OpenDocument file before anything builds it.

Cells and rows may say that they are repeated a million times, so the size is
measured first; formulas and merged cells are found on the way.
"""

from xml.parsers import expat

from partybuild.adapters.excel._limits import MOST_CELLS, MOST_MERGED, MOST_TEXT
from partybuild.adapters.excel._refused import refused
from partybuild.adapters.excel._scan import Extent
from partybuild.adapters.excel._text import address

Area = tuple[int, int, int, int]

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_VALUE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type"
_SHEET, _ROW, _FORMULA = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}formula"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
_COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
_SPANNED = f"{_TABLE}number-rows-spanned", f"{_TABLE}number-columns-spanned"
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_FORMULAS = 200_000
_SLICE = 8_000_000


def scan_ods(
    source: str, xml: bytes
) -> tuple[dict[str, Extent], dict[str, tuple[Area, ...]]]:
    """Measure the sheets of an OpenDocument spreadsheet.

    Args:
        source: Name of the file, for errors.
        xml: Its content.

    Returns:
        Sheet name to its extent, and to its merged ranges.

    Raises:
        InputError: If the sheets are larger than what is read.
        expat.ExpatError: If the content is no XML.
    """
    reader = _Sheets(source)
    parser = expat.ParserCreate(namespace_separator=" ")
    # Without it the text of a cell comes in pieces, one more at each entity.
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    for at in range(0, len(xml), _SLICE):
        parser.Parse(xml[at : at + _SLICE], at + _SLICE >= len(xml))
    return reader.extents, reader.merged


class _Sheets:
    """Handlers of one pass over the content."""

    def __init__(self, source: str) -> None:
        self.extents: dict[str, Extent] = {}
        self.merged: dict[str, tuple[Area, ...]] = {}
        self._source = source
        self._tables = 0
        self._name = ""
        self._row = self._row_repeat = self._column = self._repeat = 0
        self._rows = self._columns = 0
        self._cells = self._texts = 0
        self._formulas: set[str] = set()
        self._areas: list[Area] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take in a table, a row or a cell."""
        if name == _SHEET:
            self._tables += 1
            self._name = attributes.get(f"{_TABLE}name", "")
            self._row = self._rows = self._columns = 0
            self._formulas, self._areas = set(), []
            if self._tables > 1:
                raise refused(self._source, "a table stands inside a cell; remove it")
        elif name == _ROW:
            self._row_repeat = self._times(attributes, _ROWS_REPEATED, _MOST_ROWS)
            self._column = 0
        elif name in _CELLS:
            self._repeat = self._times(attributes, _COLUMNS_REPEATED, _MOST_COLUMNS)
            self._cell(attributes)

    def end(self, name: str) -> None:
        """Step on behind a table, a row or a cell."""
        if name in _CELLS:
            self._column += self._repeat
            self._repeat = 0
        elif name == _ROW:
            self._row += self._row_repeat
        elif name == _SHEET:
            self._tables -= 1
            self._cells += self._rows * self._columns
            extent = Extent(self._rows, self._columns, frozenset(self._formulas))
            self.extents[self._name] = extent
            self.merged[self._name] = tuple(self._areas)
            if self._cells > MOST_CELLS:
                raise self._too_large()

    def text(self, data: str) -> None:
        """Weigh the text of a cell, as often as it is repeated."""
        if self._repeat:
            self._texts += len(data) * self._repeat * self._row_repeat
            self._used()
            if self._texts > MOST_TEXT:
                raise refused(self._source, "the texts are too long to read")

    def _times(self, attributes: dict[str, str], what: str, most: int) -> int:
        if what not in attributes:
            return 1
        text = attributes[what]
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            kind = "rows" if what == _ROWS_REPEATED else "columns"
            raise refused(self._source, f"{kind} are repeated {text[:20]!r} times")
        if not 1 <= int(text) <= most:
            raise self._too_large()
        return int(text)

    def _used(self) -> None:
        self._rows = max(self._rows, self._row + self._row_repeat)
        self._columns = max(self._columns, self._column + self._repeat)
        if self._rows * self._columns > MOST_CELLS:
            raise self._too_large()

    def _cell(self, attributes: dict[str, str]) -> None:
        spans = [attributes.get(what, "1") for what in _SPANNED]
        if any(span not in {"", "1"} for span in spans):
            high, wide = (int(s) if s.isdecimal() and len(s) < 8 else 1 for s in spans)
            top, left = self._row, self._column
            self._areas.append((top, left, top + high - 1, left + wide - 1))
            if len(self._areas) > MOST_MERGED:
                raise refused(self._source, "too many merged cells; unmerge them")
        formula = _FORMULA in attributes
        if formula or _VALUE in attributes:
            self._used()
        if formula:
            for row in range(self._row, self._row + self._row_repeat):
                for column in range(self._column, self._column + self._repeat):
                    self._formulas.add(address(row, column))
            if len(self._formulas) > _MOST_FORMULAS:
                raise refused(self._source, "too many formulas; save values only")

    def _too_large(self) -> Exception:
        return refused(
            self._source,
            f"sheet {self._name!r} reaches too far: more than {MOST_CELLS:,} cells; "
            "delete what is not needed",
        )

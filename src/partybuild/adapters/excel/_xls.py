"""A look at an old .xls file before anything builds a table from it.

The records of the file are walked without their contents: where the cells are,
which of them are formulas, and whether the file is encrypted or holds macros.
"""

from collections.abc import Iterator
from io import BytesIO
from struct import error as struct_error
from struct import unpack_from
from typing import Any

import attrs

from partybuild.adapters._optional import optional
from partybuild.adapters.excel._limits import MOST_CELLS
from partybuild.adapters.excel._package import Package
from partybuild.adapters.excel._refused import damaged, refused
from partybuild.adapters.excel._scan import Extent
from partybuild.adapters.excel._text import address
from partybuild.errors import InputError

OLE = bytes.fromhex("d0cf11e0a1b11ae1")

_BOF, _EOF, _BOUND_SHEET, _FILE_PASS, _SST = 0x809, 0x0A, 0x85, 0x2F, 0xFC
_DIMENSIONS = 0x200
_EDGES = {10: "<HHHH", 14: "<IIHH"}
_FORMULAS = {0x06, 0x206, 0x406}
_CELLS = {*_FORMULAS, 0x203, 0x204, 0x205, 0xFD, 0x27E, 0xD6, 0x04, 0x03, 0x02}
_RUNS = {0xBD, 0xBE}
_MACRO_SHEET = 1
_MOST_SHEETS = 1_000


@attrs.define
class _Found:
    """What one sheet's records say."""

    rows: int = 0
    columns: int = 0
    stated: int = 0
    formulas: set[str] = attrs.field(factory=set[str])


def open_xls(source: str, data: bytes) -> Package:
    """Look through an .xls file, within limits of time and memory.

    Args:
        source: Name of the file, for errors.
        data: All its bytes.

    Returns:
        The file as it is, filled up to whole sectors, with the extent of each sheet.

    Raises:
        InputError: If the file is encrypted, holds macros, is damaged or too
            large.
        MissingExtraError: If olefile is not installed.
    """
    olefile = optional("reading an .xls file", "excel", "olefile")
    _refuse_loops(source, data)
    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            if ole.exists("EncryptedPackage"):
                raise refused(source, "it is encrypted; save it without a password")
            if ole.exists("_VBA_PROJECT_CUR") or ole.exists("VBA"):
                raise refused(
                    source, "it holds macros, which are never run; save it as .xlsx"
                )
            if not ole.exists("Workbook"):
                raise refused(
                    source, "it is no workbook of Excel 97 or later; save it as .xlsx"
                )
            _refuse_chains(source, ole)
            stream: bytes = ole.openstream("Workbook").read()
        # Half a sector at the end would make the reading library panic.
        whole = data + bytes(-len(data) % ole.sector_size)
        return Package(source, whole, record_extents(source, stream), {})
    except InputError:
        raise
    except (OSError, ValueError, IndexError, struct_error, MemoryError) as error:
        raise damaged(source) from error


def _refuse_loops(source: str, data: bytes) -> None:
    # The list of tables of sectors is a chain, which must end.
    if len(data) < 512:
        raise damaged(source)
    shift = int(unpack_from("<H", data, 30)[0])
    if shift not in {9, 12}:
        raise damaged(source)
    size, seen = 1 << shift, set[int]()
    sector = int(unpack_from("<I", data, 68)[0])
    while sector < 0xFFFFFFFA:
        end = (sector + 2) * size
        if sector in seen or end > len(data) + size:
            raise damaged(source)
        seen.add(sector)
        sector = int(unpack_from("<I", data.ljust(end, b"\xff"), end - 4)[0])


def _refuse_chains(source: str, ole: Any) -> None:  # noqa: ANN401 - olefile has no types
    ole.loadminifat()
    for table in (ole.fat, ole.minifat):
        following = list(map(int, table))
        done = bytearray(len(following))
        for start in range(len(following)):
            at, path = start, list[int]()
            while at < len(following) and not done[at]:
                done[at] = 1
                path.append(at)
                at = following[at]
            if at < len(following) and done[at] == 1:
                raise damaged(source)
            for passed in path:
                done[passed] = 2


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        if at + 4 + length > len(stream):
            return
        yield kind, at, length
        at += 4 + length


def record_extents(source: str, stream: bytes) -> dict[str, Extent]:
    """Return what each sheet holds, from the records of a workbook."""
    look = _Look(source, stream)
    for kind, at, length in _records(stream):
        look.take(kind, at, length)
    if len(look.names) > _MOST_SHEETS:
        raise refused(source, f"it has more than {_MOST_SHEETS:,} sheets; split it")
    found = {name: look.sheet(at) for at, name in look.names.items()}
    sheets = look.sheets.values()
    if sum(max(one.rows * one.columns, one.stated) for one in sheets) > MOST_CELLS:
        raise refused(
            source,
            f"its sheets reach over more than {MOST_CELLS:,} cells; "
            "delete what is not needed",
        )
    return {
        name: Extent(one.rows, one.columns, frozenset(one.formulas))
        for name, one in found.items()
    }


@attrs.define
class _Look:
    """One walk over the records of a workbook."""

    source: str
    stream: bytes
    names: dict[int, str] = attrs.field(factory=dict[int, str])
    sheets: dict[int, _Found] = attrs.field(factory=dict[int, _Found])
    depth: int = 0
    begun: int = 0

    def sheet(self, at: int) -> _Found:
        """Return what was found in the sheet that begins at a place."""
        return self.sheets.setdefault(at, _Found())

    def take(self, kind: int, at: int, length: int) -> None:
        """Take in one record."""
        body = at + 4
        if kind == _BOF:
            self.depth += 1
            self.begun = at if self.depth == 1 else self.begun
        elif kind == _EOF:
            self.depth -= 1
        elif kind in _CELLS or kind in _RUNS:
            self._cell(kind, body, length)
        elif kind == _DIMENSIONS and length in _EDGES:
            self._edges(unpack_from(_EDGES[length], self.stream, body))
        elif kind == _BOUND_SHEET:
            place, name = _bound_sheet(self.source, self.stream[body : body + length])
            self.names[place] = name
        elif kind == _FILE_PASS:
            raise refused(self.source, "it is encrypted; save it without a password")
        elif kind == _SST:
            (texts,) = unpack_from("<I", self.stream, body + 4)
            if texts > len(self.stream):
                raise damaged(self.source)

    def _cell(self, kind: int, body: int, length: int) -> None:
        row, column = unpack_from("<HH", self.stream, body)
        last = column
        if kind in _RUNS:
            (last,) = unpack_from("<H", self.stream, body + length - 2)
        found = self.sheet(self.begun)
        found.rows = max(found.rows, row + 1)
        found.columns = max(found.columns, last + 1, column + 1)
        if kind in _FORMULAS:
            found.formulas.add(address(row, column))

    def _edges(self, edges: tuple[int, ...]) -> None:
        # The reading library makes room for as many cells as a sheet states.
        top, bottom, left, right = edges
        if bottom and right:
            if top >= bottom or left >= right:
                raise damaged(self.source)
            found = self.sheet(self.begun)
            found.stated = max(found.stated, (bottom - top) * (right - left))


def _bound_sheet(source: str, body: bytes) -> tuple[int, str]:
    place, _, kind, length, wide = unpack_from("<IBBBB", body)
    if kind == _MACRO_SHEET:
        raise refused(source, "it holds macros, which are never run; save it as .xlsx")
    if wide & 1:
        return place, body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    return place, body[8 : 8 + length].decode("latin-1")

"""A workbook's sheets as rows of values, with what the values do not tell."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, cast

import attrs

from partybuild.adapters.excel._package import damaged, open_package
from partybuild.adapters.excel._scan import Extent
from partybuild.adapters.excel._text import address, match_key
from partybuild.errors import MissingExtraError
from partybuild.kernel import Label

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell: TypeAlias = int | float | str | bool | date | datetime | time | timedelta | None
"""What may stand in a cell; "" where nothing stands."""


@attrs.frozen
class Sheet:
    """One sheet, read from cell A1 on.

    Attributes:
        name: Name on the tab.
        rows: Rows of values; all of one length.
        formulas: Addresses of the cells that hold a formula.
        merged: Merged ranges: first row, first column, last row, last column.
    """

    name: str
    rows: list[list[Cell]]
    formulas: frozenset[str]
    merged: tuple[tuple[int, int, int, int], ...]

    def is_formula(self, row: int, column: int) -> bool:
        """Return whether a cell holds a formula."""
        return bool(self.formulas) and address(row, column) in self.formulas


@attrs.frozen
class Workbook:
    """All sheets of a workbook file.

    Attributes:
        source: Name of the file, for errors.
        sheets: Sheets by name, in the order of the tabs.
    """

    source: str
    sheets: dict[str, Sheet]

    def sheet(self, name: Label) -> Sheet | None:
        """Return the sheet of a name in either language, if there is one."""
        for wanted in (name.zh, name.en):
            for found, sheet in self.sheets.items():
                if match_key(found) == match_key(wanted):
                    return sheet
        return None


def open_workbook(path: str | Path) -> Workbook:
    """Read a workbook file.

    Args:
        path: The file.

    Returns:
        Its sheets.

    Raises:
        InputError: If the file is no workbook that can be read safely.
        MissingExtraError: If the reading library is not installed.
    """
    try:
        from python_calamine import (
            CalamineWorkbook,
            SheetTypeEnum,
        )
    except ImportError as error:
        raise MissingExtraError("reading a workbook", "excel") from error
    package = open_package(path)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(package.data))
        sheets = {
            meta.name: _sheet(
                meta.name,
                book.get_sheet_by_name(meta.name),
                package.extents[meta.name],
            )
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        }
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # The library is written in Rust: its panics derive from BaseException.
        raise damaged(package.source) from error
    return Workbook(package.source, sheets)


def _sheet(name: str, found: "CalamineSheet", extent: Extent) -> Sheet:
    # Without its empty margin a table's addresses would be wrong.
    rows = found.to_python(skip_empty_area=False) if found.start else []
    return Sheet(
        name=name,
        rows=cast("list[list[Cell]]", rows),
        formulas=extent.formulas,
        merged=tuple((*a, *b) for a, b in found.merged_cell_ranges or ()),
    )

"""Opening a workbook of any kind that offices send: .xlsx, .xls, .ods or .csv."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from partybuild.adapters._optional import optional
from partybuild.adapters.excel._csv import SUFFIXES, open_csv
from partybuild.adapters.excel._package import Package, file_bytes, open_package
from partybuild.adapters.excel._refused import damaged
from partybuild.adapters.excel._workbook import Cell, Sheet, Workbook
from partybuild.adapters.excel._xls import OLE, open_xls

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def open_workbook(path: str | Path) -> Workbook:
    """Read a workbook file, or a folder of .csv files.

    Args:
        path: The file or the folder.

    Returns:
        Its sheets.

    Raises:
        InputError: If it is no workbook that can be read safely.
        MissingExtraError: If the reading library is not installed.
    """
    if Path(path).is_dir() or Path(path).suffix.lower() in SUFFIXES:
        return open_csv(path)
    optional("reading a workbook", "excel", "python_calamine")
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    source, data = Path(path).name, file_bytes(path)
    opened = open_xls if data.startswith(OLE) else open_package
    package = opened(source, data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(package.data))
        sheets = {
            meta.name: _sheet(meta.name, book.get_sheet_by_name(meta.name), package)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        }
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        # The library is written in Rust: its panics derive from BaseException.
        raise damaged(package.source) from error
    return Workbook(package.source, sheets)


def _sheet(name: str, found: "CalamineSheet", package: Package) -> Sheet:
    # Without its empty margin a table's addresses would be wrong.
    rows = found.to_python(skip_empty_area=False) if found.start else []
    merged = tuple((*a, *b) for a, b in found.merged_cell_ranges or ())
    return Sheet(
        name=name,
        rows=cast("list[list[Cell]]", rows),
        formulas=package.extents[name].formulas,
        merged=merged or package.merged.get(name, ()),
    )

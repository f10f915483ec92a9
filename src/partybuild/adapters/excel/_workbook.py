"""A workbook's sheets as rows of values, with what the values do not tell."""

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import attrs

from partybuild.adapters.excel._text import address, match_key
from partybuild.kernel import Label

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

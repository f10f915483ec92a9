"""The table in a sheet: its heading row, its columns and its whole numbers."""

from collections.abc import Iterator

import attrs

from partybuild.adapters.excel._lookup import Lookup, cell_word, described, is_empty
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._text import address, match_key
from partybuild.adapters.excel._workbook import Cell, Sheet
from partybuild.errors import NumberSyntaxError
from partybuild.kernel import Label, exact

_MOST_TITLE_ROWS = 20
_MOST_HEADS = 999_999_999


@attrs.frozen
class Grid:
    """A table with one row of headings.

    Attributes:
        sheet: The sheet.
        head: Row of the headings, counted from 0.
        columns: Place of what a column holds to the column.
    """

    sheet: Sheet
    head: int
    columns: dict[int, int]

    @classmethod
    def find(
        cls,
        sheet: Sheet,
        anchor: Label,
        headings: Lookup,
        required: dict[int, str],
        mistakes: Mistakes,
    ) -> "Grid | None":
        """Find the table of a sheet by a heading that it must have.

        Args:
            sheet: The sheet.
            anchor: Heading that tells the row of headings.
            headings: Headings known here, and what their columns hold.
            required: Columns that must be there, with their names for errors.
            mistakes: Where everything wrong is noted.

        Returns:
            The table; None where columns are missing or unknown.
        """
        head = _head_row(sheet, anchor)
        if head is None:
            mistakes.at(
                sheet.name, 0, 0, f"no row of headings with {anchor.zh!r} was found"
            )
            return None
        wrong = _note_merged(sheet, head, mistakes)
        columns: dict[int, int] = {}
        for column, value in enumerate(sheet.rows[head]):
            if is_empty(value):
                continue
            place = headings.find(cell_word(value) or "")
            if place is None:
                wrong = True
                expected = "、".join(required.values())
                message = f"unknown column {described(value)}; expected {expected}"
                mistakes.at(sheet.name, head, column, message)
            elif place in columns:
                wrong = True
                other = address(head, columns[place])
                message = f"column {described(value)} stands in {other} already"
                mistakes.at(sheet.name, head, column, message)
            else:
                columns[place] = column
        for place, name in required.items():
            if place not in columns:
                wrong = True
                mistakes.at(sheet.name, head, 0, f"there is no column {name!r}")
        grid = cls(sheet, head, columns)
        return None if wrong | grid._note_strays(mistakes) else grid

    def _note_strays(self, mistakes: Mistakes) -> bool:
        stray = False
        heads = self.sheet.rows[self.head]
        headed = {at for at, head in enumerate(heads) if not is_empty(head)}
        width = max(map(len, self.sheet.rows), default=0)
        for column in set(range(width)) - headed:
            for row in range(self.head + 1, len(self.sheet.rows)):
                cells = self.sheet.rows[row]
                if column < len(cells) and not is_empty(cells[column]):
                    # What it says stays out: it may name the voter.
                    message = "the cell is filled, but its column has no heading"
                    mistakes.at(self.sheet.name, row, column, message)
                    stray = True
                    break
        return stray

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Return the rows under the headings that hold anything, with their places."""
        for row in range(self.head + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[row]
            if any(cells) and not all(map(is_empty, cells)):
                yield row, cells

    def whole(
        self, row: int, place: int, mistakes: Mistakes, *, empty: int | None
    ) -> int | None:
        """Return the count in a cell.

        Args:
            row: Row, counted from 0.
            place: What the column holds.
            mistakes: Where a cell without a count is noted.
            empty: Meaning of an empty cell; None where it means nothing.

        Returns:
            The count; None where there is none.
        """
        column = self.columns[place]
        value = self.sheet.rows[row][column]
        if self.sheet.is_formula(row, column):
            message = "a formula stands where a count is due; write the number"
        elif is_empty(value):
            return empty
        else:
            count = _whole(value)
            if count is not None:
                return count
            message = f"{described(value)} is no count; expected a whole number"
        mistakes.at(self.sheet.name, row, column, message)
        return None


def _head_row(sheet: Sheet, anchor: Label) -> int | None:
    keys = {match_key(anchor.zh), match_key(anchor.en)}
    for row, cells in enumerate(sheet.rows[:_MOST_TITLE_ROWS]):
        if any(isinstance(cell, str) and match_key(cell) in keys for cell in cells):
            return row
    return None


def _note_merged(sheet: Sheet, head: int, mistakes: Mistakes) -> bool:
    merged = [area for area in sheet.merged if area[2] >= head]
    for top, left, bottom, right in merged:
        mistakes.add(
            f"{sheet.name}!{address(top, left)}:{address(bottom, right)}",
            "merged cells; unmerge them and give each column its own heading "
            "and each cell its own value",
        )
    return bool(merged)


def _whole(value: Cell) -> int | None:
    word = cell_word(value)
    if word is None:
        return None
    try:
        number = exact(word)
    except NumberSyntaxError:
        return None
    whole = number.denominator == 1 and 0 <= number <= _MOST_HEADS
    return int(number) if whole else None

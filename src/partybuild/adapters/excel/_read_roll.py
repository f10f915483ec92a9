"""The scrutineers' record, read from the sheet 登记."""

from collections.abc import Mapping
from itertools import pairwise

import attrs

from partybuild.adapters.excel._grid import Grid
from partybuild.adapters.excel._lookup import Lookup, cell_word, described
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._names import Names
from partybuild.adapters.excel._text import address, match_key
from partybuild.adapters.excel._words import (
    ENTITLED,
    GROUP,
    ISSUED,
    PRESENT,
    REGISTER,
    RETURNED,
    TOTAL,
    VALID,
    VOID,
)
from partybuild.adapters.excel._workbook import Workbook
from partybuild.conference import GroupRoll
from partybuild.kernel import Label

REGISTER_COLUMNS = (GROUP, ENTITLED, PRESENT, ISSUED, RETURNED, VOID, VALID)
_GROUP, _ENTITLED, _PRESENT, _ISSUED, _RETURNED, _VOID, _VALID = range(7)
_REQUIRED = (_GROUP, _ISSUED, _RETURNED, _VOID)


@attrs.frozen
class RollRow:
    """One line of the record, and where it stands.

    Attributes:
        roll: The counts.
        place: Sheet and row, for errors.
        cells: Address of each count that is kept, by its heading.
    """

    roll: GroupRoll
    place: str
    cells: Mapping[Label, str]

    def counts(self) -> dict[Label, int | None]:
        """Return what the record says, by the headings."""
        roll = self.roll
        return {
            ENTITLED: roll.entitled,
            PRESENT: roll.present,
            ISSUED: roll.issued,
            RETURNED: roll.returned,
            VOID: roll.void,
        }


def read_roll(book: Workbook, names: Names, mistakes: Mistakes) -> dict[int, RollRow]:
    """Read the record of all voter groups.

    Args:
        book: The workbook.
        names: Names of the form.
        mistakes: Where everything wrong is noted.

    Returns:
        Place of the group to its line; faulty lines are left out.
    """
    sheet = book.sheet(REGISTER)
    if sheet is None:
        mistakes.add(
            REGISTER.zh, "the sheet is missing; it holds the scrutineers' record"
        )
        return {}
    headings = Lookup.of(
        (word, at)
        for at, label in enumerate(REGISTER_COLUMNS)
        for word in (label.zh, label.en)
    )
    required = {at: REGISTER_COLUMNS[at].zh for at in _REQUIRED}
    grid = Grid.find(sheet, GROUP, headings, required, mistakes)
    if grid is None:
        return {}
    found: dict[int, RollRow] = {}
    seen: set[int] = set()
    for row, cells in grid.rows():
        column = grid.columns[_GROUP]
        word = cell_word(cells[column]) or ""
        if match_key(word) in {match_key(TOTAL.zh), match_key(TOTAL.en)}:
            continue
        place = names.groups.find(word)
        if place is None:
            known = "、".join(names.printed.group_words("zh"))
            message = f"{described(cells[column])} is no voter group of the form"
            mistakes.at(sheet.name, row, column, f"{message}; expected {known}")
            continue
        if place in seen:
            mistakes.at(sheet.name, row, column, f"{word!r} has a row already")
            continue
        seen.add(place)
        roll = _roll(grid, row, names.form.group_ids[place], mistakes)
        if roll is not None:
            places = {
                REGISTER_COLUMNS[at]: f"{sheet.name}!{address(row, column)}"
                for at, column in grid.columns.items()
            }
            found[place] = RollRow(roll, f"{sheet.name}!A{row + 1}", places)
    for at, word in enumerate(names.printed.group_words("zh")):
        if at not in seen:
            mistakes.add(sheet.name, f"there is no row for voter group {word!r}")
    return found


def _roll(grid: Grid, row: int, group_id: str, mistakes: Mistakes) -> GroupRoll | None:
    sheet = grid.sheet.name
    counts: dict[int, int | None] = {}
    wrong = False
    for place in (_VOID, _RETURNED, _ISSUED, _PRESENT, _ENTITLED):
        if place not in grid.columns:
            continue
        known = mistakes.count
        counts[place] = grid.whole(row, place, mistakes, empty=None)
        if counts[place] is None and mistakes.count == known and place in _REQUIRED:
            name = REGISTER_COLUMNS[place].zh
            message = f"{name} is empty; write the number, 0 where there is none"
            mistakes.at(sheet, row, grid.columns[place], message)
        wrong |= mistakes.count > known
    chain = [(place, count) for place, count in counts.items() if count is not None]
    for (place, count), (limit, most) in pairwise(chain):
        if count > most:
            wrong = True
            mistakes.at(
                sheet,
                row,
                grid.columns[place],
                f"{REGISTER_COLUMNS[place].zh} {count} is more than "
                f"{REGISTER_COLUMNS[limit].zh} {most}; check the record",
            )
    if wrong:
        return None
    roll = GroupRoll(
        group_id=group_id,
        entitled=counts.get(_ENTITLED),
        present=counts.get(_PRESENT),
        issued=counts[_ISSUED] or 0,
        returned=counts[_RETURNED] or 0,
        void=counts[_VOID] or 0,
    )
    return roll if _valid_agrees(grid, row, roll, mistakes) else None


def _valid_agrees(grid: Grid, row: int, roll: GroupRoll, mistakes: Mistakes) -> bool:
    # Our own workbook computes this cell; a formula's value may be out of date.
    column = grid.columns.get(_VALID)
    if column is None or grid.sheet.is_formula(row, column):
        return True
    known = mistakes.count
    typed = grid.whole(row, _VALID, mistakes, empty=roll.valid)
    if typed is not None and typed != roll.valid:
        mistakes.at(
            grid.sheet.name,
            row,
            column,
            f"有效 is {typed}, but 收回 {roll.returned} less 作废 {roll.void} "
            f"leaves {roll.valid}",
        )
    return mistakes.count == known

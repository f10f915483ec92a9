"""Counts, read from one count sheet per voter group."""

from collections.abc import Iterator, Mapping

from partybuild.adapters.excel._count_columns import count_headings, count_words
from partybuild.adapters.excel._grid import Grid
from partybuild.adapters.excel._lookup import cell_word, described
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._names import Names
from partybuild.adapters.excel._read_roll import RollRow
from partybuild.adapters.excel._text import address
from partybuild.adapters.excel._words import COUNTS, ITEM, SUBJECT
from partybuild.adapters.excel._workbook import Sheet, Workbook
from partybuild.conference import Tally

_SUBJECT, _ITEM = -1, -2


def read_tally(
    book: Workbook, names: Names, rolls: Mapping[int, RollRow], mistakes: Mistakes
) -> Tally | None:
    """Read the counts of all voter groups.

    Args:
        book: The workbook.
        names: Names of the form.
        rolls: Lines of the scrutineers' record, by the place of the group.
        mistakes: Where everything wrong is noted.

    Returns:
        The tally, without what only ballots can give; None where anything is
        wrong.
    """
    known = mistakes.count
    form = names.form
    columns = Tally.empty(form).columns
    counts = [[0] * (form.width * columns) for _ in form.group_ids]
    for place, sheet in names.group_sheets(book, COUNTS, mistakes).items():
        _read_sheet(sheet, names, rolls.get(place), counts[place], mistakes)
    if mistakes.count > known or len(rolls) < len(form.group_ids):
        return None
    return Tally(
        form=form,
        ballots=tuple(rolls[at].roll.valid for at in range(len(form.group_ids))),
        counts=tuple(map(tuple, counts)),
    )


def _read_sheet(
    sheet: Sheet,
    names: Names,
    roll: RollRow | None,
    counts: list[int],
    mistakes: Mistakes,
) -> None:
    words = count_words(names.form, "zh")
    grid = _grid(sheet, names, mistakes)
    if grid is None:
        return
    seen: dict[int, int] = {}
    for row, line in _lines(grid, names, seen, mistakes):
        known = mistakes.count
        cell = _cell(grid, row, names, line, mistakes)
        counts[line * len(words) : (line + 1) * len(words)] = cell
        if roll and mistakes.count == known and sum(cell) != roll.roll.valid:
            mistakes.add(
                f"{sheet.name}!A{row + 1}",
                f"{sum(cell)} marks counted, but {roll.place} leaves "
                f"{roll.roll.valid} valid ballots; options, 空白, 废, 弃权, 不了解 "
                "and 回避 must add up to them; count again",
            )
    _note_missing_lines(sheet, names, seen, mistakes)


def count_cells(
    book: Workbook, names: Names, mistakes: Mistakes
) -> dict[tuple[int, int, int], tuple[str, int]]:
    """Read every counted cell, whether or not the lines add up.

    Args:
        book: The workbook.
        names: Names of the form.
        mistakes: Where everything that is no count is noted.

    Returns:
        Places of group, line and column to the cell's address and its count.
    """
    found: dict[tuple[int, int, int], tuple[str, int]] = {}
    for place, sheet in names.group_sheets(book, COUNTS, mistakes).items():
        grid = _grid(sheet, names, mistakes)
        seen: dict[int, int] = {}
        if grid is None:
            continue
        for row, line in _lines(grid, names, seen, mistakes):
            for at, count in enumerate(_cell(grid, row, names, line, mistakes)):
                cell = f"{sheet.name}!{address(row, grid.columns[at])}"
                found[place, line, at] = cell, count
        _note_missing_lines(sheet, names, seen, mistakes)
    return found


def _lines(
    grid: Grid, names: Names, seen: dict[int, int], mistakes: Mistakes
) -> Iterator[tuple[int, int]]:
    for row, _ in grid.rows():
        line = _line(grid, row, names, mistakes)
        if line is None:
            continue
        if line in seen:
            message = f"this subject and item stand in row {seen[line] + 1} already"
            mistakes.at(grid.sheet.name, row, grid.columns[_ITEM], message)
            continue
        seen[line] = row
        yield row, line


def _grid(sheet: Sheet, names: Names, mistakes: Mistakes) -> Grid | None:
    words = count_words(names.form, "zh")
    required = {_SUBJECT: SUBJECT.zh, _ITEM: ITEM.zh} | dict(enumerate(words))
    headings = count_headings(names.form)
    return Grid.find(sheet, SUBJECT, headings, required, mistakes)


def _line(grid: Grid, row: int, names: Names, mistakes: Mistakes) -> int | None:
    places: list[int | None] = []
    for what, lookup, words in (
        (_SUBJECT, names.subjects, names.printed.subject_words("zh")),
        (_ITEM, names.items, names.printed.item_words("zh")),
    ):
        column = grid.columns[what]
        value = grid.sheet.rows[row][column]
        place = lookup.find(cell_word(value) or "")
        places.append(place)
        if place is None:
            kind = "subject" if what == _SUBJECT else "item"
            message = f"{described(value)} is no {kind} of the form"
            expected = f"expected one of {'、'.join(words)}"
            mistakes.at(grid.sheet.name, row, column, f"{message}; {expected}")
    subject, item = places
    if subject is None or item is None:
        return None
    return subject * len(names.form.items) + item


def _cell(
    grid: Grid, row: int, names: Names, line: int, mistakes: Mistakes
) -> list[int]:
    form = names.form
    item = form.items[line % len(form.items)]
    cell: list[int] = []
    for place in range(len(count_words(form, "zh"))):
        # An empty cell may mean 0: the sum over the line is checked anyway.
        found = grid.whole(row, place, mistakes, empty=0) or 0
        if found and len(item.options) <= place < form.most_options:
            message = f"item {item.label.zh!r} has no such option; expected nothing"
            mistakes.at(grid.sheet.name, row, grid.columns[place], message)
        cell.append(found)
    return cell


def _note_missing_lines(
    sheet: Sheet, names: Names, seen: Mapping[int, int], mistakes: Mistakes
) -> None:
    form = names.form
    labels = dict(names.printed.subjects)
    for line in range(form.width):
        if line not in seen:
            subject, item = divmod(line, len(form.items))
            mistakes.add(
                sheet.name,
                f"there is no row for {labels[form.subject_ids[subject]].zh}, "
                f"{form.items[item].label.zh}",
            )

"""Ballots, read from one sheet per voter group."""

from collections.abc import Iterator, Mapping
from operator import itemgetter

import attrs

from partybuild.adapters.excel._grid import Grid
from partybuild.adapters.excel._lookup import Lookup, cell_word, described, is_empty
from partybuild.adapters.excel._mark_words import mark_lookup
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._names import Names
from partybuild.adapters.excel._read_roll import RollRow
from partybuild.adapters.excel._words import BALLOTS, SUBJECT, TICKET
from partybuild.adapters.excel._workbook import Cell, Sheet, Workbook
from partybuild.conference import BallotBox, FormItem, NoChoice, refused_word
from partybuild.rules import BlankPolicy

_BLANK = int(NoChoice.BLANK)
# Columns are known by their place: items first, then the two that come before.
_TICKET, _SUBJECT = -1, -2


def read_box(
    book: Workbook, names: Names, rolls: Mapping[int, RollRow], mistakes: Mistakes
) -> BallotBox | None:
    """Read the ballots of all voter groups.

    Args:
        book: The workbook.
        names: Names of the form.
        rolls: Lines of the scrutineers' record, by the place of the group.
        mistakes: Where everything wrong is noted.

    Returns:
        The ballot box; None where anything is wrong.
    """
    known = mistakes.count
    tables = [_Marks(item, names) for item in names.form.items]
    ballots: dict[str, list[bytes]] = {}
    for place, sheet in names.group_sheets(book, BALLOTS, mistakes).items():
        reader = _Reader(names, sheet, tables, mistakes)
        heap = reader.read(rolls.get(place))
        ballots[names.form.group_ids[place]] = heap
    if mistakes.count > known:
        return None
    return BallotBox.from_bytes(names.form, ballots)


class _Marks(dict[object, int]):
    """The byte of every word that one item's cells have shown so far."""

    def __init__(self, item: FormItem, names: Names) -> None:
        super().__init__({"": _BLANK})
        self.item = item
        self._words = mark_lookup(names.form, item)

    def __missing__(self, value: object) -> int:
        if is_empty(value):
            return _BLANK
        word = cell_word(value)
        byte = None if word is None else self._words.find(word)
        if byte is None:
            raise KeyError(value)
        # Only texts are kept: 1.0 and true would share a place.
        if isinstance(value, str):
            self[value] = byte
        return byte

    def refusal(self, value: Cell) -> str:
        """Say why a value is no mark."""
        if isinstance(value, str):
            return refused_word(self.item, value)
        offered = "、".join(option.label.zh for option in self.item.options)
        return f"{described(value)} is no mark; expected one of {offered}"


@attrs.frozen
class _Ballot:
    """Rows of one ballot, by the place of the subject; None where there is none."""

    number: str
    first: int
    rows: list[int | None]


@attrs.frozen
class _Reader:
    """The ballots of one voter group's sheet."""

    names: Names
    sheet: Sheet
    tables: list[_Marks]
    mistakes: Mistakes

    def read(self, roll: RollRow | None) -> list[bytes]:
        """Return the ballots, without the rows of the form that were not used."""
        grid = self._grid()
        if grid is None:
            return []
        known = self.mistakes.count
        marks = self._marks(grid)
        ballots = list(self._ballots(grid).values())
        self._note_incomplete(ballots)
        if self.mistakes.count > known or roll is None:
            return []
        return self._counted(grid, ballots, marks, roll)

    def _grid(self) -> Grid | None:
        items = self.names.items
        headings = [(TICKET, _TICKET), (SUBJECT, _SUBJECT)]
        words = [(w, at) for label, at in headings for w in (label.zh, label.en)]
        required = {_TICKET: TICKET.zh, _SUBJECT: SUBJECT.zh}
        required |= dict(enumerate(self.names.printed.item_words("zh")))
        lookup = Lookup.of([*words, *items.exact.items()], items.alike.items())
        return Grid.find(self.sheet, SUBJECT, lookup, required, self.mistakes)

    def _marks(self, grid: Grid) -> bytes:
        """Return the marks of all rows under the headings, row by row."""
        rows = self.sheet.rows[grid.head + 1 :]
        items = len(self.tables)
        marks = bytearray(len(rows) * items)
        for at, table in enumerate(self.tables):
            column = grid.columns[at]
            try:
                marks[at::items] = bytes(
                    map(table.__getitem__, map(itemgetter(column), rows))
                )
            except KeyError:
                self._note_column(grid, at)
        if self.sheet.formulas:
            self._note_formulas(grid)
        return bytes(marks)

    def _note_column(self, grid: Grid, at: int) -> None:
        table, column = self.tables[at], grid.columns[at]
        for row in range(grid.head + 1, len(self.sheet.rows)):
            value = self.sheet.rows[row][column]
            try:
                table[value]
            except KeyError:
                if not self.sheet.is_formula(row, column):
                    message = table.refusal(value)
                    self.mistakes.at(self.sheet.name, row, column, message)

    def _note_formulas(self, grid: Grid) -> None:
        for row in range(grid.head + 1, len(self.sheet.rows)):
            for at in range(len(self.tables)):
                column = grid.columns[at]
                if self.sheet.is_formula(row, column):
                    message = "a formula stands where a mark is due; write the mark"
                    self.mistakes.at(self.sheet.name, row, column, message)

    def _ballots(self, grid: Grid) -> dict[str, _Ballot]:
        found: dict[str, _Ballot] = {}
        number_column, column = grid.columns[_TICKET], grid.columns[_SUBJECT]
        places: dict[object, int | None] = {}
        subjects = len(self.names.form.subject_ids)
        for row, cells in grid.rows():
            number = cell_word(cells[number_column])
            if not number:
                message = "the ballot number is missing: one number for each ballot"
                self.mistakes.at(self.sheet.name, row, number_column, message)
                continue
            name = cells[column]
            if name not in places:
                places[name] = self.names.subjects.find(cell_word(name) or "")
            place = places[name]
            if place is None:
                self._note_subject(row, column, name)
                continue
            ballot = found.get(number)
            if ballot is None:
                ballot = found[number] = _Ballot(number, row, [None] * subjects)
            if ballot.rows[place] is None:
                ballot.rows[place] = row
            else:
                first = (ballot.rows[place] or 0) + 1
                # Its number is not said: it may be the voter's own.
                message = f"this ballot has {described(name)} in row {first} already"
                self.mistakes.at(self.sheet.name, row, column, message)
        return found

    def _note_subject(self, row: int, column: int, name: Cell) -> None:
        words = self.names.printed.subject_words("zh")
        if isinstance(name, str) and self.names.subjects.is_ambiguous(name):
            message = f"{name!r} names more than one; write one of {'、'.join(words)}"
        else:
            message = (
                f"{described(name)} is no subject of the form; "
                f"expected one of {'、'.join(words)}"
            )
        self.mistakes.at(self.sheet.name, row, column, message)

    def _note_incomplete(self, ballots: list[_Ballot]) -> None:
        form = self.names.form
        words = dict(
            zip(
                (subject for subject, _ in self.names.printed.subjects),
                self.names.printed.subject_words("zh"),
                strict=True,
            )
        )
        for ballot in ballots:
            missing = [
                words[subject]
                for subject, row in zip(form.subject_ids, ballot.rows, strict=True)
                if row is None
            ]
            if missing:
                self.mistakes.add(
                    f"{self.sheet.name}!A{ballot.first + 1}",
                    f"this ballot has no row for {'、'.join(missing)}",
                )

    def _counted(
        self, grid: Grid, ballots: list[_Ballot], marks: bytes, roll: RollRow
    ) -> list[bytes]:
        # Rows of the form that nobody used look like blank ballots. How many
        # blank ballots there were is known: the record says how many are valid.
        items, first = len(self.tables), grid.head + 1
        width = self.names.form.width
        encoded = [
            b"".join(
                marks[(row - first) * items : (row - first + 1) * items]
                for row in ballot.rows
                if row is not None
            )
            for ballot in ballots
        ]
        blank = bytes([_BLANK]) * width
        marked = [ballot for ballot in encoded if ballot != blank]
        valid = roll.roll.valid
        if not len(marked) <= valid <= len(encoded):
            self.mistakes.add(
                self.sheet.name,
                f"{len(marked)} marked ballots of {len(encoded)} in this sheet, but "
                f"{roll.place} leaves {valid} valid ones "
                f"(收回 {roll.roll.returned} less 作废 {roll.roll.void})",
            )
            return []
        kept = marked + [blank] * (valid - len(marked))
        if self.names.form.blank is BlankPolicy.FORBIDDEN:
            self._note_blanks(grid, ballots, encoded, kept)
        return kept

    def _note_blanks(
        self,
        grid: Grid,
        ballots: list[_Ballot],
        encoded: list[bytes],
        kept: list[bytes],
    ) -> None:
        blank = bytes([_BLANK]) * self.names.form.width
        used = len(kept) - sum(marks != blank for marks in encoded)
        for ballot, marks in zip(ballots, encoded, strict=True):
            if marks == blank:
                used -= 1
                if used < 0:
                    continue
            for row, at in self._blank_cells(ballot, marks):
                table, column = self.tables[at], grid.columns[at]
                message = refused_word(table.item, None)
                self.mistakes.at(self.sheet.name, row, column, message)

    def _blank_cells(self, ballot: _Ballot, marks: bytes) -> Iterator[tuple[int, int]]:
        items = len(self.tables)
        for place, row in enumerate(ballot.rows):
            for at in range(items):
                if row is not None and marks[place * items + at] == _BLANK:
                    yield row, at

"""Who filled a ledger's workbook in, when, and on what basis."""

from datetime import date

from partybuild.adapters.excel import _ledger_words as words
from partybuild.adapters.excel._ledger_columns import LedgerNames
from partybuild.adapters.excel._ledger_meaning import Said, day_in
from partybuild.adapters.excel._lookup import Lookup, cell_word, described
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._text import address, match_key
from partybuild.adapters.excel._workbook import Cell, Sheet, Workbook
from partybuild.kernel import Basis, Label, Lang, OwnDecision

_LANGS: tuple[Lang, Lang] = ("zh", "en")


class FilledIn:
    """What the first sheet says, unless the caller said it."""

    def __init__(
        self,
        book: Workbook,
        names: LedgerNames,
        given: tuple[str | None, date | None, Basis | None],
        mistakes: Mistakes,
    ) -> None:
        self._sheet: Sheet | None = book.sheet(words.FILLED)
        self._given = given
        self._mistakes = mistakes
        self._found: tuple[str, date | None, Basis | None] | None = None
        printed = [names.words(lang) for lang in _LANGS]
        self._post_ids = tuple(one for one, _ in names.posts)
        self._place_ids = tuple(one for one, _ in names.organizations)
        self._posts = _lookup(names.posts, [posts for posts, _ in printed])
        self._places = _lookup(names.organizations, [places for _, places in printed])

    def post(self, word: str) -> int | None:
        """Return the place of the post that a word means."""
        return self._posts.find(word)

    def organization(self, word: str) -> int | None:
        """Return the place of the organization that a word means."""
        return self._places.find(word)

    def said(self, row_by: str) -> Said | None:
        """Return who filled a row in; None where the workbook does not say.

        What is missing is noted once, when it is first needed: a workbook in which
        nothing was changed need not say who changed it.

        Args:
            row_by: Who filled in the row, where it says so.

        Returns:
            Who, when and on what basis.
        """
        if self._found is None:
            self._found = self._read()
        by, on, basis = self._found
        if not (row_by or by) or on is None or basis is None:
            return None
        return Said(
            by=row_by or by,
            on=on,
            basis=basis,
            posts=self._posts,
            post_ids=self._post_ids,
            places=self._places,
            place_ids=self._place_ids,
        )

    def _read(self) -> tuple[str, date | None, Basis | None]:
        by, on, basis = self._given
        if by is None:
            by = self._text(words.FILLED_BY)
        if on is None:
            on = self._day()
        if basis is None:
            text = self._text(words.FILLED_BASIS)
            basis = OwnDecision(decision=Label.same(text)) if text else None
        return by, on, basis

    def _cell(self, label: Label) -> tuple[Cell, str]:
        sheet = self._sheet
        if sheet is None:
            return "", words.FILLED.zh
        keys = {match_key(label.zh), match_key(label.en)}
        for row, cells in enumerate(sheet.rows):
            if cells and isinstance(cells[0], str) and match_key(cells[0]) in keys:
                place = f"{sheet.name}!{address(row, 1)}"
                if sheet.is_formula(row, 1):
                    self._mistakes.add(place, "a formula stands here; write the value")
                    return "", ""
                return (cells[1] if len(cells) > 1 else ""), place
        return "", sheet.name

    def _text(self, label: Label) -> str:
        value, place = self._cell(label)
        word = cell_word(value)
        if not word and place:
            found = "is empty" if word == "" else f"is {described(value)}"
            message = f"{label.zh} {found}; say it here or when reading the workbook"
            self._mistakes.add(place, message)
        return word or ""

    def _day(self) -> date | None:
        value, place = self._cell(words.FILLED_ON)
        day = day_in(value)
        if day is None and place:
            found = described(value) if cell_word(value) != "" else "nothing"
            message = f"{words.FILLED_ON.zh}: found {found}; expected a day"
            self._mistakes.add(place, message)
        return day


def _lookup(
    names: tuple[tuple[str, Label], ...], printed: list[dict[str, str]]
) -> Lookup:
    places = {one: at for at, (one, _) in enumerate(names)}
    return Lookup.of(
        [(word, places[one]) for pairs in printed for one, word in pairs.items()],
        [
            (word, places[one])
            for one, label in names
            for word in (one, label.zh, label.en)
        ],
    )

"""What the words in a workbook's headings, first columns and tabs mean."""

from collections.abc import Iterable

import attrs

from partybuild.adapters.excel._carried import carried_codes, carried_form
from partybuild.adapters.excel._lookup import Lookup
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._text import match_key, sheet_names
from partybuild.adapters.excel._workbook import Sheet, Workbook
from partybuild.conference import BallotForm
from partybuild.kernel import Label, Lang

_LANGS: tuple[Lang, Lang] = ("zh", "en")


@attrs.frozen
class Names:
    """Names of one form, as they may be written in a workbook.

    Attributes:
        form: The form.
        printed: The form with the names to show in errors.
        subjects: Words for subjects; places in the form.
        groups: Words for voter groups; places in the form.
        items: Words for items; places in the form.
    """

    form: BallotForm
    printed: PrintedForm
    subjects: Lookup
    groups: Lookup
    items: Lookup

    @classmethod
    def of(cls, book: Workbook, form: BallotForm, known: PrintedForm | None) -> "Names":
        """Gather the names that the caller and the workbook itself give."""
        carried = carried_form(book, form)
        forms = [p for p in (known, carried) if p is not None]
        forms = forms or [PrintedForm.plain(form)]
        # Words as printed come first: they are the ones that no two share.
        return cls(
            form,
            forms[0],
            _lookup(
                form.subject_ids,
                [dict(p.subjects) for p in forms],
                [
                    zip(map(_first, p.subjects), p.subject_words(lang), strict=True)
                    for p in forms
                    for lang in _LANGS
                ],
            ),
            _lookup(
                form.group_ids,
                [dict(p.groups) for p in forms],
                [
                    zip(form.group_ids, p.group_words(lang), strict=True)
                    for p in forms
                    for lang in _LANGS
                ],
            ),
            _lookup(
                form.item_ids,
                [{item.item_id: item.label for item in form.items}],
                [
                    zip(form.item_ids, p.item_words(lang), strict=True)
                    for p in forms
                    for lang in _LANGS
                ],
            ),
        )

    def group_sheets(
        self, book: Workbook, prefix: Label, mistakes: Mistakes
    ) -> dict[int, Sheet]:
        """Return the sheet of each voter group, and note what is missing.

        Args:
            book: The workbook.
            prefix: Kind of sheet.
            mistakes: Where unknown and missing sheets are noted.

        Returns:
            Place of the group to its sheet.
        """
        tabs = self._tabs(prefix)
        found: dict[int, Sheet] = {}
        for name, sheet in book.sheets.items():
            place = tabs.find(name)
            if place is None and is_kind(name, prefix):
                place = self.groups.find(name.split("·", 1)[1])
                if place is None:
                    known = "、".join(self.printed.group_words("zh"))
                    message = f"the form has no such voter group, only {known}"
                    mistakes.add(name, message)
            if place is not None and place in found:
                other = found[place].name
                mistakes.add(name, f"the voter group has a sheet already: {other}")
            elif place is not None:
                found[place] = sheet
        for at, name in enumerate(self.printed.sheet_names(prefix, "zh")):
            if at not in found:
                mistakes.add(name, "the sheet is missing; every group needs its own")
        return found

    def _tabs(self, prefix: Label) -> Lookup:
        tabs: list[tuple[str, int]] = []
        for lang in _LANGS:
            for names in (
                self.printed.sheet_names(prefix, lang),
                sheet_names(prefix, self.form.group_ids, lang),
            ):
                tabs += [(name, at) for at, name in enumerate(names)]
        return Lookup.of(tabs)

    def refuse_other_form(self, book: Workbook, mistakes: Mistakes) -> None:
        """Note a workbook that was made for another form, or under other rules."""
        codes = carried_codes(book)
        for name, what, own in (
            ("check_code", "the form with check code", self.printed.check_code),
            ("rules_code", "the rules with code", self.printed.rules_code),
        ):
            code = codes.get(name, own)
            if own and code != own:
                mistakes.add(
                    "file",
                    f"the workbook was made for {what} {code}, this one has {own}; "
                    "use the rules it was made with",
                )


def _first(pair: tuple[str, Label]) -> str:
    return pair[0]


def _lookup(
    ids: tuple[str, ...],
    labels: list[dict[str, Label]],
    printed: list[Iterable[tuple[str, str]]],
) -> Lookup:
    places = {identifier: at for at, identifier in enumerate(ids)}
    words = (
        (word, places[identifier])
        for pairs in printed
        for identifier, word in pairs
        if identifier in places
    )
    others = [
        (word, places[identifier])
        for named in labels
        for identifier, label in named.items()
        if identifier in places
        for word in (label.zh, label.en)
    ]
    return Lookup.of(words, [*places.items(), *others])


def is_kind(name: str, prefix: Label) -> bool:
    """Return whether a sheet's name says that it is of a kind."""
    key = match_key(name)
    return any(key.startswith(match_key(f"{prefix.text(g)}·")) for g in _LANGS)


def has_kind(book: Workbook, prefix: Label) -> bool:
    """Return whether any sheet is of a kind."""
    return any(is_kind(name, prefix) for name in book.sheets)

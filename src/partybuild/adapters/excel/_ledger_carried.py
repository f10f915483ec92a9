"""The ledger that its workbook carries, as it was when the workbook was written."""

from datetime import date
from typing import cast

import attrs

from partybuild.adapters import records
from partybuild.adapters.excel._carried import carried_document, document_lines
from partybuild.adapters.excel._ledger_columns import LedgerNames, Printer
from partybuild.adapters.excel._words import CARRIED
from partybuild.adapters.excel._workbook import Workbook
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Document, Label, Lang
from partybuild.ledgers import RectificationLedger

_KIND = "ledger"


@attrs.frozen(kw_only=True)
class CarriedLedger:
    """What a workbook knows of the ledger that it was written from.

    Attributes:
        ledger: The ledger as it was then.
        printer: What printed its rows.
        written: Ids of the problems that have a row.
    """

    ledger: RectificationLedger
    printer: Printer
    written: tuple[str, ...]

    def lines(self) -> tuple[tuple[str, str, str, str], ...]:
        """Return the rows of the hidden sheet."""
        names = self.printer.names
        document: dict[str, Document] = {
            "on": self.printer.on.isoformat(),
            "lang": self.printer.lang,
            "posts": [[one, x.zh, x.en] for one, x in names.posts],
            "organizations": [[one, x.zh, x.en] for one, x in names.organizations],
            "written": list(self.written),
            "ledger": records.ledger_document(self.ledger),
        }
        return tuple(document_lines(_KIND, document))

    @classmethod
    def of(cls, book: Workbook) -> "CarriedLedger":
        """Return what a workbook carries.

        Args:
            book: The workbook.

        Returns:
            The ledger as it was, and how it was printed.

        Raises:
            InputError: If the workbook carries none, or a damaged one.
        """
        sheet = book.sheet(CARRIED)
        if sheet is None:
            message = (
                f"the workbook has no hidden sheet {CARRIED.zh!r} with the ledger, so "
                "that nobody can tell what was changed; write a workbook anew and "
                "copy the changes into it"
            )
            raise InputError(book.source, (Mistake("file", message),))
        found = carried_document(sheet, _KIND)
        place = f"{sheet.name}!A1"
        if not isinstance(found, dict):
            message = "the ledger in this hidden sheet is damaged or missing"
            raise InputError(book.source, (Mistake(place, message),))
        document = cast("dict[str, object]", found)
        source = f"{book.source}, {sheet.name}"
        ledger = records.ledger_from_document(document.get("ledger"), source)
        try:
            lang = document["lang"]
            names = LedgerNames(
                posts=_labels(document["posts"]),
                organizations=_labels(document["organizations"]),
            ).known(ledger)
            return cls(
                ledger=ledger,
                printer=Printer(
                    date.fromisoformat(str(document["on"])), _lang(lang), names
                ),
                written=tuple(
                    ledger.entry(str(one)).problem_id
                    for one in cast("list[object]", document["written"])
                ),
            )
        except (ValueError, LookupError, TypeError) as error:
            message = "the hidden sheet does not say how the ledger was printed"
            raise InputError(book.source, (Mistake(place, message),)) from error


def _lang(value: object) -> Lang:
    if value == "zh":
        return "zh"
    if value == "en":
        return "en"
    raise ValueError(value)


def _labels(rows: object) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for row in cast("list[list[object]]", rows):
        one, zh, en = map(str, row)
        found[one] = Label(zh=zh, en=en)
    return found

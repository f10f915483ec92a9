"""Reviews, ballots and counts from workbooks: everything, or one error."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from partybuild.adapters.excel._carried import carried_review
from partybuild.adapters.excel._compare import compare_counts
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._names import Names, has_kind
from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read_ballots import read_box
from partybuild.adapters.excel._read_counts import read_tally
from partybuild.adapters.excel._read_roll import RollRow, read_roll
from partybuild.adapters.excel._words import BALLOTS, COUNTS
from partybuild.adapters.excel._workbook import Workbook
from partybuild.conference import BallotBox, BallotForm, Review, RollCall, Tally
from partybuild.errors import InputError, Mistake


def read_ballots(path: str | Path, form: BallotForm) -> tuple[BallotBox, RollCall]:
    """Read the ballots and the scrutineers' record from a workbook.

    Ballot numbers are dropped: the box keeps no order and nothing else that
    could tell a voter.

    Args:
        path: Workbook of ballots.
        form: Form they were cast on.

    Returns:
        The ballot box and the roll call, which close.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its cell,
            and nothing is taken.
        MissingExtraError: If the reading library is not installed.
    """
    return _ballots(open_workbook(path), form, None)


def read_counts(path: str | Path, form: BallotForm) -> tuple[Tally, RollCall]:
    """Read a count sheet and the scrutineers' record from a workbook.

    Args:
        path: Workbook of counts.
        form: Form that was counted.

    Returns:
        The tally, which knows counts only, and the roll call, which close.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its cell,
            and nothing is taken.
        MissingExtraError: If the reading library is not installed.
    """
    return _counts(open_workbook(path), form, None)


def read_review(
    path: str | Path,
    review: Review | None = None,
    *,
    second: str | Path | None = None,
) -> Review:
    """Read a whole review from a workbook of ballots or of counts.

    Args:
        path: The workbook: .xlsx, .xls, .ods, or a folder with a .csv file for
            each sheet.
        review: Review to take everything from but ballots, counts and the
            scrutineers' record; None takes the review that the workbook carries.
        second: Count sheet of the same vote that another teller filled in; it
            must tell the same in every cell.

    Returns:
        The review.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its place,
            and nothing is taken.
        MissingExtraError: If the reading library is not installed.
    """
    book = open_workbook(path)
    kinds = [kind for kind in (BALLOTS, COUNTS) if has_kind(book, kind)]
    if len(kinds) != 1:
        mistakes = Mistakes(book.source)
        found = "both" if kinds else f"only {'、'.join(book.sheets) or 'no sheet'}"
        mistakes.add(
            "file",
            f"expected sheets of ballots (测评·…) or of counts (计票·…), found {found}",
        )
        mistakes.refuse()
    base = carried_review(book) if review is None else review
    printed = PrintedForm.of(base)
    if kinds == [BALLOTS]:
        if second is not None:
            message = "it holds ballots; only count sheets are counted twice"
            raise InputError(book.source, (Mistake("file", message),))
        box, roll = _ballots(book, base.form, printed)
        return attrs.evolve(base, box=box, counted=None, roll_call=roll)
    if second is not None:
        compare_counts(path, second, printed).refuse()
    counted, roll = _counts(book, base.form, printed)
    return attrs.evolve(base, box=None, counted=counted, roll_call=roll)


def _ballots(
    book: Workbook, form: BallotForm, printed: PrintedForm | None
) -> tuple[BallotBox, RollCall]:
    mistakes = Mistakes(book.source)
    names = Names.of(book, form, printed)
    names.refuse_other_form(book, mistakes)
    rolls = read_roll(book, names, mistakes)
    box = read_box(book, names, rolls, mistakes)
    mistakes.refuse()
    if box is None:
        # Nothing is taken without a box, even if no mistake was noted.
        raise InputError(book.source, ())
    return box, _roll_call(rolls)


def _counts(
    book: Workbook, form: BallotForm, printed: PrintedForm | None
) -> tuple[Tally, RollCall]:
    mistakes = Mistakes(book.source)
    names = Names.of(book, form, printed)
    names.refuse_other_form(book, mistakes)
    rolls = read_roll(book, names, mistakes)
    tally = read_tally(book, names, rolls, mistakes)
    mistakes.refuse()
    if tally is None:
        # Nothing is taken without counts, even if no mistake was noted.
        raise InputError(book.source, ())
    return tally, _roll_call(rolls)


def _roll_call(rolls: Mapping[int, RollRow]) -> RollCall:
    return RollCall([row.roll for row in rolls.values()])

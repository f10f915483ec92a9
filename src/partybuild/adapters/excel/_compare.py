"""Two independent count sheets of one vote, compared cell by cell."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from partybuild.adapters.excel._count_columns import count_words
from partybuild.adapters.excel._mistakes import Mistakes
from partybuild.adapters.excel._names import Names
from partybuild.adapters.excel._open import open_workbook
from partybuild.adapters.excel._printed_form import PrintedForm
from partybuild.adapters.excel._read_counts import count_cells
from partybuild.adapters.excel._read_roll import RollRow, read_roll
from partybuild.conference import BallotForm
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Label, Record, Summary, Tabular

_Known = tuple[Label, str, int | None]


@attrs.frozen(kw_only=True, repr=False)
class CountDifference(Record):
    """One count on which two count sheets differ.

    Attributes:
        what: Voter group, secretary, item and option; or the line of the record.
        cell: Sheet and cell in the first workbook.
        other_cell: Sheet and cell in the second workbook.
        count: The count in the first; None where nothing stands there.
        other_count: The count in the second.
    """

    what: Label
    cell: str
    other_cell: str
    count: int | None
    other_count: int | None


@attrs.frozen(kw_only=True, repr=False)
class CountComparison(Tabular):
    """Where two count sheets of one vote differ.

    Attributes:
        source: Name of the first file.
        other_source: Name of the second file.
        differences: Every count that differs, in the order of the first.
    """

    source: str
    other_source: str
    differences: tuple[CountDifference, ...]

    @property
    def agrees(self) -> bool:
        """Whether the two tell the same."""
        return not self.differences

    def refuse(self) -> None:
        """Refuse two sheets that differ: they must be reconciled before scoring.

        Raises:
            InputError: With the cell of every difference in the first file.
        """
        if self.differences:
            mistakes = tuple(
                Mistake(
                    one.cell,
                    f"{_shown(one.count)} here, {_shown(one.other_count)} in "
                    f"{self.other_source}, {one.other_cell}: count again until both "
                    "sheets say the same",
                )
                for one in self.differences
            )
            raise InputError(self.source, mistakes)

    def summary(self) -> Summary:
        """Return the differences, with both cells."""
        return Summary(
            caption=Label(zh="两份计票单不一致处", en="where two count sheets differ"),
            columns=(
                Label(zh="内容", en="what"),
                Label(zh="第一份单元格", en="cell"),
                Label(zh="票数", en="count"),
                Label(zh="第二份单元格", en="other cell"),
                Label(zh="另一票数", en="other count"),
            ),
            rows=[
                (d.what, d.cell, d.count, d.other_cell, d.other_count)
                for d in self.differences
            ],
            shown=5,
        )


def compare_counts(
    path: str | Path, other: str | Path, form: BallotForm | PrintedForm
) -> CountComparison:
    """Compare two count sheets that two tellers filled in by themselves.

    Lines need not add up yet: what differs is found before that is asked.

    Args:
        path: The first workbook of counts.
        other: The second.
        form: Form that was counted; a printed form tells names for errors.

    Returns:
        Every count, and every number of the scrutineers' record, that differs.

    Raises:
        InputError: If either workbook holds what is no count; every mistake is
            listed with its cell.
        MissingExtraError: If the reading library is not installed.
    """
    first, second = _counts(path, form), _counts(other, form)
    return CountComparison(
        source=Path(path).name,
        other_source=Path(other).name,
        differences=tuple(
            CountDifference(
                what=what,
                cell=cell,
                other_cell=there[1],
                count=count,
                other_count=there[2],
            )
            for key, (what, cell, count) in first.items()
            for there in [second.get(key, (what, "-", None))]
            if count != there[2]
        ),
    )


def _counts(
    path: str | Path, form: BallotForm | PrintedForm
) -> dict[tuple[object, ...], _Known]:
    book = open_workbook(path)
    mistakes = Mistakes(book.source)
    printed = form if isinstance(form, PrintedForm) else None
    plain = form.form if isinstance(form, PrintedForm) else form
    names = Names.of(book, plain, printed)
    names.refuse_other_form(book, mistakes)
    found = dict(_known(names, read_roll(book, names, mistakes)))
    cells = count_cells(book, names, mistakes)
    words = count_words(plain, "zh"), count_words(plain, "en")
    groups, subjects = dict(names.printed.groups), dict(names.printed.subjects)
    for (place, line, at), (cell, count) in cells.items():
        subject, item = divmod(line, len(plain.items))
        labels = (
            groups[plain.group_ids[place]],
            subjects[plain.subject_ids[subject]],
            plain.items[item].label,
            Label(zh=words[0][at], en=words[1][at]),
        )
        found["cell", place, line, at] = _joined(labels), cell, count
    mistakes.refuse()
    return found


def _known(
    names: Names, rolls: Mapping[int, RollRow]
) -> Iterator[tuple[tuple[object, ...], _Known]]:
    groups = dict(names.printed.groups)
    for place, row in rolls.items():
        group = groups[names.form.group_ids[place]]
        for heading, count in row.counts().items():
            cell = row.cells.get(heading, row.place)
            yield ("roll", place, heading.zh), (_joined((group, heading)), cell, count)


def _joined(labels: Iterable[Label]) -> Label:
    found = tuple(labels)
    return Label(
        zh="，".join(label.zh for label in found),
        en=", ".join(label.en for label in found),
    )


def _shown(count: int | None) -> str:
    return "nothing" if count is None else str(count)

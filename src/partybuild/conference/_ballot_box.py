"""Ballots, one byte a mark, with nothing that identifies a voter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import getitem, itemgetter
from typing import Self

import attrs

from partybuild.conference._form import BallotForm, FormItem
from partybuild.conference._mark import NO_CHOICES
from partybuild.errors import InputError, Mistake, TallyError
from partybuild.kernel import Document, Label, Summary, Tabular
from partybuild.rules import BlankPolicy

_ABSTAIN = BlankPolicy.ABSTAIN

Row = Sequence[str | None]
"""Marks of one ballot: the words of all items of the first subject, and so on."""


def _packed(ballots: Iterable[bytes]) -> bytes:
    # Sorting removes the order of entry, the last thing that could tell a voter.
    return b"".join(sorted(ballots))


def _fits(box: "BallotBox", _: object, groups: tuple[bytes, ...]) -> None:
    width = box.form.width
    if len(groups) != len(box.form.group_ids):
        raise TallyError("a ballot box holds exactly one heap per voter group")
    if any(len(marks) % width for marks in groups):
        raise TallyError(f"every ballot of this form has exactly {width} marks")
    special = [c for c in NO_CHOICES if c != 255 or box.form.blank is _ABSTAIN]
    lines = [bytes([*range(len(i.options)), *special]) for i in box.form.items]
    # Where all lines take the same bytes, one pass over all marks is enough.
    step = 1 if len(set(lines)) == 1 else len(lines)
    for marks in groups:
        for at, known in enumerate(lines[:step]):
            if strange := marks[at::step].translate(None, known):
                raise TallyError(
                    f"byte {strange[0]} stands for no mark of this form; "
                    "a mark outside the options is never taken"
                )


@attrs.frozen(repr=False)
class BallotBox(Tabular):
    """Valid ballots of one vote, sorted within each voter group.

    A voter's name, the time, the order of entry and serial numbers are not
    kept: equal sets of ballots give equal boxes, byte for byte.

    Attributes:
        form: What the ballots mark.
        groups: Marks of each group of the form, ballots joined, one byte a mark.

    Shapes:
        ``len(groups[g]) == n_g * form.width``.
    """

    form: BallotForm
    groups: tuple[bytes, ...] = attrs.field(validator=_fits)

    @classmethod
    def from_rows(cls, form: BallotForm, rows: Mapping[str, Iterable[Row]]) -> Self:
        """Build a validated box from the words on the ballots.

        Args:
            form: What the ballots mark.
            rows: Voter group to its ballots; each ballot is a row of words in
                the order of the form: all items of the first subject (sorted
                by id), then of the next. None or "" is a blank.

        Returns:
            The box.

        Raises:
            InputError: If a group is unknown, a row has another length or a
                word is no option; all mistakes are listed.

        """
        heaps = {group_id: list(ballots) for group_id, ballots in rows.items()}
        tables = tuple(form.codes(item) for item in form.items)
        groups: list[bytes] = []
        mistakes: list[Mistake] = []
        for group_id in form.group_ids:
            heap = heaps.pop(group_id, [])
            try:
                groups.append(_packed(_encoded(form, tables, heap)))
            except (KeyError, TypeError, ValueError):
                mistakes.extend(_mistakes(form, tables, group_id, heap))
        known = ", ".join(form.group_ids)
        mistakes.extend(
            Mistake(f"group {group_id!r}", f"the form has no such group, only {known}")
            for group_id in heaps
        )
        if mistakes:
            raise InputError("ballots", tuple(mistakes))
        return cls(form, tuple(groups))

    @classmethod
    def from_bytes(
        cls, form: BallotForm, ballots: Mapping[str, Iterable[bytes]]
    ) -> Self:
        """Build a box from ballots that are encoded already, one bytes each.

        Args:
            form: What the ballots mark.
            ballots: Voter group to its ballots, one byte a mark.

        Returns:
            The box.

        Raises:
            TallyError: If a ballot has another length or a byte is no mark.
            UnknownIdError: If the form has no such group.
        """
        heaps = {group_id: list(heap) for group_id, heap in ballots.items()}
        for group_id, heap in heaps.items():
            form.place(group_id)
            if any(len(ballot) != form.width for ballot in heap):
                raise TallyError(
                    f"every ballot of this form has exactly {form.width} marks"
                )
        return cls(form, tuple(_packed(heaps.get(g, ())) for g in form.group_ids))

    def ballots(self, group_id: str) -> tuple[bytes, ...]:
        """Return the ballots of one group, sorted."""
        return self._split(self.groups[self.form.place(group_id)])

    def _split(self, marks: bytes) -> tuple[bytes, ...]:
        width = self.form.width
        return tuple(marks[at : at + width] for at in range(0, len(marks), width))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Ballots in each group of the form."""
        return tuple(len(marks) // self.form.width for marks in self.groups)

    def __add__(self, other: "BallotBox") -> "BallotBox":
        """Return the ballots of both boxes in one."""
        if self.form != other.form:
            raise TallyError("ballots of two different forms cannot share a box")
        pairs = zip(self.groups, other.groups, strict=True)
        return BallotBox(
            self.form, tuple(_packed(self._split(a + b)) for a, b in pairs)
        )

    def __repr__(self) -> str:
        """Tell sizes only, never a mark."""
        sizes = ", ".join(
            f"{group_id}={size}"
            for group_id, size in zip(self.form.group_ids, self.sizes, strict=True)
        )
        form = self.form
        return (
            f"BallotBox({len(form.subject_ids)} subjects, {len(form.items)} items, "
            f"ballots: {sizes})"
        )

    def document(self) -> Document:
        """Return the ballots as words: group, ballot, subject, item."""
        return {
            group_id: [list(self._words(ballot)) for ballot in self.ballots(group_id)]
            for group_id in self.form.group_ids
        }

    def _words(self, ballot: bytes) -> Iterator[Document]:
        items = self.form.items
        special: dict[int, Document] = {int(c): c.code for c in NO_CHOICES}
        special[255] = None
        for at in range(0, len(ballot), len(items)):
            marks = ballot[at : at + len(items)]
            yield [
                special[byte] if byte in special else item.options[byte].option_id
                for byte, item in zip(marks, items, strict=True)
            ]

    def summary(self) -> Summary:
        """Return sizes only, never a mark."""
        return Summary(
            caption=Label(zh="票箱", en="ballot box"),
            columns=(
                Label(zh="参评主体", en="voter group"),
                Label(zh="票数", en="ballots"),
            ),
            rows=list(zip(self.form.group_ids, self.sizes, strict=True)),
            shown=2,
        )


_Tables = Sequence[Mapping[str | None, int]]


def _encoded(form: BallotForm, tables: _Tables, heap: Sequence[Row]) -> list[bytes]:
    width, first = form.width, tables[0]
    if any(length != width for length in set(map(len, heap))):
        raise ValueError
    # Both ways look every word up in C; a row of one word would come back from
    # itemgetter without its tuple.
    if width > 1 and all(table == first for table in tables):
        return [bytes(itemgetter(*row)(first)) for row in heap]
    lines = [*tables] * len(form.subject_ids)
    return [bytes(map(getitem, lines, row)) for row in heap]


def _mistakes(
    form: BallotForm, tables: _Tables, group_id: str, heap: Sequence[Row]
) -> Iterator[Mistake]:
    for number, row in enumerate(heap, start=1):
        place = f"group {group_id!r}, row {number}"
        try:
            length = len(row)
        except TypeError:
            kind = type(row).__name__
            yield Mistake(place, f"{row!r} ({kind}) is no row of marks")
            continue
        if length != form.width:
            yield Mistake(
                place,
                f"{length} marks; expected {form.width} "
                f"({len(form.subject_ids)} subjects x {len(form.items)} items)",
            )
            continue
        for column, word in enumerate(row):
            subject, line = divmod(column, len(form.items))
            item = form.items[line]
            try:
                known = word in tables[line]
            except TypeError:
                known = False
            if not known:
                where = (
                    f"{place}, column {column + 1} "
                    f"({form.subject_ids[subject]}, {item.item_id})"
                )
                yield Mistake(where, refused_word(item, word))


def refused_word(item: FormItem, word: object) -> str:
    """Say why a word is no mark for an item, and what may stand there.

    Args:
        item: Line of the ballot.
        word: What was found there.

    Returns:
        The sentence.
    """
    offered = "、".join(option.label.zh for option in item.options)
    if word is None or word == "":
        return f"the line is blank, which this form forbids; expected one of {offered}"
    if not isinstance(word, str):
        return f"{word!r} ({type(word).__name__}) is no mark; expected one of {offered}"
    hits = [o for o in item.options if o.label.zh in word or o.option_id in word]
    if len(hits) > 1 or (hits and word.count(hits[0].label.zh) > 1):
        return (
            f"{word!r} marks more than one option; write 废 (spoilt) "
            "where the paper has two boxes marked"
        )
    return f"{word!r} is no option of item {item.item_id!r}; expected one of {offered}"

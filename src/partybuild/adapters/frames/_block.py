"""Counts of many conferences as one matrix of integers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Literal

import attrs
import numpy as np
import numpy.typing as npt

from partybuild.adapters.frames._check import CountRow
from partybuild.adapters.frames._words import SchemeWords
from partybuild.conference import NO_CHOICES, BallotForm, Tally
from partybuild.errors import InputError, Mistake

Absent = Literal["refuse", "blank"]
"""What happens to a mark that a ballot should have and no row holds."""

Whole = npt.NDArray[np.int64]
Subject = tuple[str, str]
"""Conference and subject."""


@attrs.frozen(eq=False, repr=False)
class Block:
    """Counts by code that can be placed, and those that cannot.

    Attributes:
        words: Words of the scheme.
        subjects: Conference and subject of each row, sorted.
        cells: Marks of each row.
        odd: Counts with a null, an unknown word or a count below 0.

    Shapes:
        ``cells``: (rows, groups, items, columns), columns as in a tally.
    """

    words: SchemeWords
    subjects: Sequence[Subject]
    cells: Whole
    odd: Sequence[CountRow] = ()

    @classmethod
    def of(
        cls,
        words: SchemeWords,
        subjects: Sequence[Subject],
        cells: Whole,
        held: Sequence[int],
        odd: Sequence[CountRow] = (),
    ) -> "Block":
        """Sort rows, and leave out those that no count stands behind.

        Args:
            words: Words of the scheme.
            subjects: Conference and subject of each row; none twice.
            cells: Marks of each row.
            held: Rows to keep.
            odd: Counts that cannot be placed.

        Returns:
            The block.
        """
        order = sorted(held, key=subjects.__getitem__)
        if order != list(range(len(subjects))):
            cells = cells[order]
        return cls(words, [subjects[at] for at in order], cells, tuple(odd))

    @classmethod
    def merged(cls, blocks: Sequence["Block"]) -> "Block":
        """Return the sum of blocks of one scheme; there must be one."""
        first = blocks[0]
        if len(blocks) == 1:
            return first
        rows: dict[Subject, int] = {}
        for block in blocks:
            for subject in block.subjects:
                rows.setdefault(subject, len(rows))
        cells = np.zeros((len(rows), *first.cells.shape[1:]), np.int64)
        for block in blocks:
            cells[[rows[subject] for subject in block.subjects]] += block.cells
        odd = [row for block in blocks for row in block.odd]
        return cls.of(first.words, list(rows), cells, range(len(rows)), odd)

    @classmethod
    def of_rows(cls, words: SchemeWords, rows: Iterable[CountRow]) -> "Block":
        """Place a few counts by code, all of which can be placed."""
        cells = words.cells
        marks: dict[Subject, Whole] = {}
        shape = (len(words.form.group_ids), len(words.form.items), words.columns)
        for conference, subject, group, item, option, number, _ in rows:
            key = (str(conference), str(subject))
            if key not in marks:
                marks[key] = np.zeros(shape, np.int64)
            marks[key].reshape(-1)[cells[group, item, option]] += number
        stacked = np.zeros((len(marks), *shape), np.int64)
        for at, counts in enumerate(marks.values()):
            stacked[at] = counts
        return cls.of(words, list(marks), stacked, range(len(marks)))

    def conferences(self) -> Iterator[tuple[str, int, int]]:
        """Yield every conference, with its first row and the row after its last."""
        first = 0
        for conference, rows in groupby(self.subjects, itemgetter(0)):
            last = first + len(list(rows))
            yield conference, first, last
            first = last

    def tallies(self, absent: Absent = "refuse") -> Iterator[tuple[str, Tally]]:
        """Yield the tally of every conference, sorted by conference.

        Args:
            absent: Whether a mark that no row holds is refused or a blank.

        Yields:
            Conference and its tally.

        Raises:
            InputError: If marks are absent and *absent* is "refuse".
        """
        form, words = self.words.form, self.words
        blank = words.columns - len(NO_CHOICES)
        sums = self.cells.sum(axis=3)
        mistakes: list[Mistake] = []
        for conference, first, last in self.conferences():
            part, held = self.cells[first:last], sums[first:last]
            # Every ballot marks every subject and item, so all lines of a group
            # must sum to the same number of ballots; what lacks becomes a blank.
            ballots: Whole = held.max(axis=(0, 2))
            short: Whole = ballots[None, :, None] - held
            if short.any():
                if absent == "refuse" or not words.blank:
                    place = f"conference {conference!r}" if conference else "frame"
                    texts = self._short(short, ballots, first)
                    mistakes += [Mistake(place, text) for text in texts]
                    continue
                part = part.copy()
                part[..., blank] += short
            if not mistakes:
                yield conference, self._tally(form, part, ballots, first)
        if mistakes:
            raise InputError("frame", tuple(mistakes))

    def _tally(
        self, form: BallotForm, part: Whole, ballots: Whole, first: int
    ) -> Tally:
        counts: list[list[int]] = (
            part.swapaxes(0, 1).reshape(len(form.group_ids), -1).tolist()
        )
        names = [subject for _, subject in self.subjects[first : first + len(part)]]
        return Tally(
            form=attrs.evolve(form, subject_ids=names),
            ballots=tuple(ballots.tolist()),
            counts=tuple(map(tuple, counts)),
        )

    def _short(self, short: Whole, ballots: Whole, first: int) -> Iterator[str]:
        form = self.words.form
        for place in np.argwhere(short.swapaxes(0, 1))[:3].tolist():
            group, row, item = place
            most = int(ballots[group])
            yield (
                f"group {form.group_ids[group]!r}, subject "
                f"{self.subjects[first + row][1]!r}, item {form.item_ids[item]!r}: "
                f"{most - int(short[row, group, item])} marks, but {most} ballots; "
                "mark blanks as blank, or say absent='blank'"
            )

    def group_sums(self) -> Mapping[tuple[str, str], int]:
        """Return the marks of every conference and group."""
        sums = self.cells.sum(axis=(2, 3))
        return {
            (conference, group): number
            for conference, first, last in self.conferences()
            for group, number in zip(
                self.words.form.group_ids,
                sums[first:last].sum(axis=0).tolist(),
                strict=True,
            )
            if number
        }

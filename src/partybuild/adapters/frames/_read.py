"""From frames to checked counts, and from counts to one tally per conference."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, cast

import attrs

from partybuild.adapters.frames._check import (
    CountRow,
    count_mistakes,
    repeated_mistakes,
)
from partybuild.adapters.frames._columns import FrameColumns
from partybuild.adapters.frames._count import (
    KEYS,
    coded,
    raw_counts,
    repeated,
    strange_counts,
    summed,
    words_merge,
)
from partybuild.adapters.frames._source import Lazy, Source, united
from partybuild.adapters.frames._words import SchemeWords
from partybuild.conference import NO_CHOICES, Tally
from partybuild.errors import InputError, Mistake

Absent = Literal["refuse", "blank"]
"""What happens to a mark that a ballot should have and no row holds."""


@attrs.frozen(repr=False)
class Counted:
    """Counts of a source, not yet computed, and what is needed to check them.

    Attributes:
        source: Where they come from.
        counts: Counts by code.
        repeats: Per partition with ballot numbers, the marks that stand twice.
        words: Words of the scheme.
    """

    source: Source
    counts: Lazy
    repeats: tuple[Lazy, ...]
    words: SchemeWords

    @classmethod
    def of(
        cls, frames: object, words: SchemeWords, renamed: Mapping[str, str] | None
    ) -> "Counted":
        """Plan the count of frames; nothing is computed where frames are lazy.

        Args:
            frames: Frame or partitions.
            words: Words of the scheme.
            renamed: Roles and items to columns.

        Returns:
            The counts.

        Raises:
            InputError: If columns are missing or of wrong types, in any
                partition; all of it is listed.
        """
        source = Source.of(frames)
        parts: list[Lazy] = []
        repeats: list[Lazy] = []
        mistakes: list[Mistake] = []
        for number, frame in enumerate(source.parts, start=1):
            try:
                columns = FrameColumns.of(frame.collect_schema(), words, renamed)
            except InputError as error:
                mistakes += [_in_part(m, number, source) for m in error.mistakes]
                continue
            parts.append(raw_counts(frame, columns))
            twice = repeated(frame, columns)
            if twice is not None:
                repeats.append(twice)
        if mistakes:
            raise InputError("frame", tuple(mistakes))
        raw = united(parts)
        if source.lazy or len(parts) > 1:
            return cls(source, summed(coded(raw, words)), tuple(repeats), words)
        raw = raw.collect().lazy()
        counts = coded(raw, words)
        if words_merge(raw, words):
            counts = summed(counts)
        return cls(source, counts, tuple(repeats), words)

    def rows(self) -> list[CountRow]:
        """Compute the counts and refuse what cannot be counted.

        Returns:
            Counts by code, unsorted.

        Raises:
            InputError: If anything is wrong; all of it is listed.
        """
        rows = self.raw_rows()
        self._refuse(rows, list(self._empty(rows)))
        return rows

    def refuse(self, mistakes: Iterable[Mistake] = ()) -> None:
        """Refuse whatever of these counts cannot be counted; there may be none.

        Args:
            mistakes: Mistakes that are known already.

        Raises:
            InputError: If anything is wrong; all of it is listed.
        """
        self._refuse(self.raw_rows(), list(mistakes))

    def _refuse(self, rows: list[CountRow], mistakes: list[Mistake]) -> None:
        mistakes += count_mistakes(rows, self.words)
        for frame in self.repeats:
            twice = frame.collect()
            mistakes += repeated_mistakes(list(twice.rows()), twice.columns)
        if mistakes:
            raise InputError("frame", tuple(mistakes))

    def checked(self) -> Lazy:
        """Compute the counts and refuse what cannot be counted, in the engine.

        Returns:
            The counts by code.

        Raises:
            InputError: If anything is wrong; all of it is listed.
        """
        counts = self.counts.collect().lazy()
        odd = attrs.evolve(self, counts=strange_counts(counts, self.words))
        odd.refuse(self._empty([]))
        return counts

    def raw_rows(self) -> list[CountRow]:
        """Compute the counts, whatever they hold.

        Returns:
            Counts by code, unsorted; unknown words under their own name.
        """
        table = self.counts.collect().select(*KEYS, "count", "least")
        rows = cast("list[CountRow]", table.rows())
        if table.implementation.is_pandas():
            return [_without_nan(row) for row in rows]
        return rows

    def _empty(self, rows: list[CountRow]) -> Iterator[Mistake]:
        if self.source.lazy:
            if not rows:
                yield Mistake("frame", "no row: there is nothing to count")
            return
        for number, frame in enumerate(self.source.parts, start=1):
            if not len(frame.head(1).collect()):
                yield _in_part(
                    Mistake("frame", "no row: there is nothing to count"),
                    number,
                    self.source,
                )


def _without_nan(row: CountRow) -> CountRow:
    # In pandas a missing word is a float.
    words = (word if isinstance(word, str) else None for word in row[:5])
    return cast("CountRow", (*words, *row[5:]))


def _in_part(mistake: Mistake, number: int, source: Source) -> Mistake:
    if len(source.parts) == 1:
        return mistake
    return Mistake(f"partition {number}, {mistake.place}", mistake.message)


def conference_tallies(
    rows: Iterable[CountRow], words: SchemeWords, absent: Absent = "refuse"
) -> Iterator[tuple[str, Tally]]:
    """Yield the tally of every conference, sorted by conference.

    Args:
        rows: Checked counts by code.
        words: Words of the scheme.
        absent: Whether a mark that no row holds is refused or a blank.

    Yields:
        Conference and its tally.

    Raises:
        InputError: If marks are absent and *absent* is "refuse".
    """
    form = words.form
    groups = {group: at for at, group in enumerate(form.group_ids)}
    columns = form.most_options + len(NO_CHOICES)
    cells = _cells(words, columns)
    width = len(form.items) * columns
    heaps: dict[str, dict[str, list[list[int]]]] = {}
    # Millions of rows: checked ones hold text only, which is said once for all.
    for conference, subject, group, item, option, count, _ in cast(
        "Iterable[tuple[str, str, str, str, str, int, int]]", rows
    ):
        try:
            vectors = heaps[conference][subject]
        except KeyError:
            vectors = [[0] * width for _ in groups]
            heaps.setdefault(conference, {})[subject] = vectors
        vectors[groups[group]][cells[item, option]] += count
    mistakes: list[Mistake] = []
    for conference in sorted(heaps):
        subjects = dict(sorted(heaps.pop(conference).items()))
        ballots, short = _levelled(subjects, columns, words)
        if short and (absent == "refuse" or not words.blank):
            place = f"conference {conference!r}" if conference else "frame"
            mistakes += [Mistake(place, text) for text in short[:3]]
            continue
        if mistakes:
            continue
        yield (
            conference,
            Tally(
                form=attrs.evolve(form, subject_ids=subjects),
                ballots=ballots,
                counts=tuple(
                    tuple(
                        number
                        for vectors in subjects.values()
                        for number in vectors[at]
                    )
                    for at in range(len(groups))
                ),
            ),
        )
    if mistakes:
        raise InputError("frame", tuple(mistakes))


def _cells(
    words: SchemeWords, columns: int
) -> dict[tuple[str | None, str | None], int]:
    cells: dict[tuple[str | None, str | None], int] = {}
    special = columns - len(NO_CHOICES)
    for place, item in enumerate(words.form.items):
        at = place * columns
        for option, entry in enumerate(item.options):
            cells[item.item_id, entry.option_id] = at + option
        for number, choice in enumerate(NO_CHOICES):
            cells[item.item_id, choice.code] = at + special + number
    return cells


def _levelled(
    subjects: Mapping[str, list[list[int]]], columns: int, words: SchemeWords
) -> tuple[tuple[int, ...], list[str]]:
    # Every ballot marks every subject and item, so all lines of a group must sum
    # to the same number of ballots; what lacks becomes a blank.
    short: list[str] = []
    ballots: list[int] = []
    blank = columns - len(NO_CHOICES)
    for at, group in enumerate(words.form.group_ids):
        sums = [
            (sum(vectors[at][line : line + columns]), subject, line)
            for subject, vectors in subjects.items()
            for line in range(0, len(vectors[at]), columns)
        ]
        most = max(sums)[0]
        ballots.append(most)
        for number, subject, line in sums:
            if number < most:
                subjects[subject][at][line + blank] += most - number
                item = words.form.items[line // columns].item_id
                short.append(
                    f"group {group!r}, subject {subject!r}, item {item!r}: {number} "
                    f"marks, but {most} ballots; mark blanks as blank, or say "
                    "absent='blank'"
                )
    return tuple(ballots), short

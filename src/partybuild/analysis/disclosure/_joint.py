"""Everything printed taken together: whether it reads the same for other ballots."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from math import ceil, lcm

import attrs

from partybuild.analysis.disclosure._hidden_groups import MEANS_FROM
from partybuild.analysis.disclosure._other_ways import (
    Heap,
    HeapRow,
    other_ways,
    within,
)
from partybuild.analysis.disclosure._told import Place, Told

_MOST_ROWS = 12
_MOST_TRIALS = 2_000
_MOST_ITEMS = 3
"""Items of one subject that are changed together."""

Change = Mapping[Place, tuple[int, ...]]
"""What voter groups add to item scores, where it is not what they truly added."""


@attrs.frozen(kw_only=True)
class Marks:
    """What one voter group gave one subject for one item.

    Attributes:
        place: Subject and item.
        group_id: Voter group.
    """

    place: Place
    group_id: str


@attrs.frozen(eq=False)
class _Line:
    """What is told, in whole numbers: by how much the sum may move."""

    group_id: str
    by: Mapping[Place, int]
    low: int
    high: int

    @classmethod
    def of(cls, told: Told, rows: Mapping[Place, HeapRow]) -> "_Line":
        by: dict[Place, Fraction] = {}
        for place, factor in told.terms.items():
            if place in rows:
                row = rows[place]
                heaps = [h for h in row.heaps if h.group_id == told.group_id]
                if not told.group_id:
                    by[place] = factor / row.unit
                elif heaps:
                    by[place] = factor / (heaps[0].weight * row.unit)
        unit = lcm(*(factor.denominator for factor in by.values()))
        return cls(
            told.group_id,
            {
                place: factor.numerator * (unit // factor.denominator)
                for place, factor in by.items()
                if factor
            },
            ceil((told.meant.low - told.value) * unit),
            ceil((told.meant.high - told.value) * unit),
        )

    def room(self, place: Place, moved: int) -> tuple[int, int]:
        """Return from where to where one item score may move, in its units."""
        by, low, high = self.by[place], self.low - moved, self.high - moved
        if by < 0:
            by, low, high = -by, 1 - high, 1 - low
        return -(-low // by), -(-high // by)


@attrs.frozen
class _Conference:
    rows: Mapping[Place, HeapRow]
    lines: Mapping[Place, Sequence[_Line]]

    @classmethod
    def of(cls, rows: Mapping[Place, HeapRow], told: Iterable[Told]) -> "_Conference":
        lines: dict[Place, list[_Line]] = {place: [] for place in rows}
        for one in told:
            line = _Line.of(one, rows)
            for place in line.by:
                lines[place].append(line)
        return cls(rows, lines)

    def own(self, place: Place) -> list[_Line]:
        """Return what is told of one item score alone."""
        return [line for line in self.lines[place] if len(line.by) == 1]

    def moved(self, line: _Line, change: Change) -> int:
        """Return by how much other contributions move a printed number."""
        total = 0
        for place, ways in change.items():
            by = line.by.get(place)
            if by is None:
                continue
            row = self.rows[place]
            if not line.group_id:
                total += by * (sum(ways) - row.true)
            else:
                total += by * sum(
                    way - heap.true
                    for heap, way in zip(row.heaps, ways, strict=True)
                    if heap.group_id == line.group_id
                )
        return total

    def holds(self, line: _Line, change: Change) -> bool:
        """Return whether a number would print the same."""
        return line.low <= self.moved(line, change) < line.high

    def ways(
        self,
        place: Place,
        lines: Iterable[_Line],
        change: Change,
        other: int | None = None,
    ) -> Iterator[tuple[int, ...]]:
        """Yield contributions to one item score that all the numbers allow."""
        row = self.rows[place]
        low = sum(heap.ways[0] for heap in row.heaps)
        high = sum(heap.ways[-1] for heap in row.heaps) + 1
        allowed: list[Sequence[int]] = [heap.ways for heap in row.heaps]
        for line in lines:
            start, end = line.room(place, self.moved(line, change))
            if not line.group_id:
                low, high = max(low, row.true + start), min(high, row.true + end)
                if low >= high:
                    return iter(())
                continue
            for at, heap in enumerate(row.heaps):
                if heap.group_id == line.group_id:
                    allowed[at] = within(
                        allowed[at], heap.true + start, heap.true + end
                    )
        return other_ways(row, allowed, low, high, other)


def marks_at_risk(
    rows: Mapping[Place, HeapRow],
    least: int = MEANS_FROM,
    settled: Iterable[tuple[Place, str]] = (),
) -> dict[tuple[Place, int], Heap]:
    """Return the marks of few voters, and those that are all the best or the worst.

    Args:
        rows: The true marks, by subject and item.
        least: Marks from which the mean of a group may be known.
        settled: Marks that the standings state by themselves.

    Returns:
        Place, and number of the voter group there, to its marks.
    """
    known = set(settled)
    return {
        (place, at): heap
        for place, row in rows.items()
        for at, heap in enumerate(row.heaps)
        if len(heap.ways) > 1
        and (heap.marks < least or heap.at_an_end)
        and (place, heap.group_id) not in known
    }


def given_away(
    rows: Mapping[Place, HeapRow],
    told: Iterable[Told],
    least: int = MEANS_FROM,
    settled: Iterable[tuple[Place, str]] = (),
) -> Iterator[Marks]:
    """Yield the marks that readers of everything printed together may work out.

    Args:
        rows: The true marks, by subject and item.
        told: Everything printed together.
        least: Marks from which the mean of a group may be known.
        settled: Marks that the standings state by themselves, by place and voter
            group; no table beside them can tell more.

    Yields:
        Subject, item and voter group.
    """
    for marks, change in excuses(rows, told, least, settled):
        if change is None:
            yield marks


def excuses(
    rows: Mapping[Place, HeapRow],
    told: Iterable[Told],
    least: int = MEANS_FROM,
    settled: Iterable[tuple[Place, str]] = (),
) -> Iterator[tuple[Marks, Change | None]]:
    """Yield marks at risk with other ballots for which everything reads the same.

    For each voter group of few voters, and for each group of any size whose
    marks are all the best or all the worst, another way to vote is searched with
    which every printed number reads the same and this group's mean is another.
    What is found is a proof: readers cannot exclude it. What is not found within
    the limits of the search counts as given away.

    Args:
        rows: The true marks, by subject and item.
        told: Everything printed together.
        least: Marks from which the mean of a group may be known.
        settled: Marks that need no excuse.

    Yields:
        Marks, and what the groups gave instead; None where nothing was found.
        Marks that the excuse of others changes, too, are not yielded again.

    Source:
        Own rule. One item is changed alone, or with up to two other items of the
        same subject.
    """
    found = _Conference.of(rows, told)
    at_risk = marks_at_risk(rows, least, settled)
    while at_risk:
        place, at = min(at_risk)
        heap = at_risk[place, at]
        change = _other(found, place, at)
        del at_risk[place, at]
        yield Marks(place=place, group_id=heap.group_id), change
        for changed, ways in (change or {}).items():
            for number, (true, way) in enumerate(
                zip(rows[changed].heaps, ways, strict=True)
            ):
                if way != true.true:
                    at_risk.pop((changed, number), None)


def _other(found: _Conference, place: Place, at: int) -> Change | None:
    """Return other ballots for which everything printed reads the same."""
    for ways in found.ways(place, found.lines[place], {}, at):
        return {place: ways}
    group_id = found.rows[place].heaps[at].group_id
    trials = iter(range(_MOST_TRIALS))
    for items in range(1, _MOST_ITEMS):
        for ways in islice(found.ways(place, found.own(place), {}, at), _MOST_ROWS):
            whole = _completed(found, {place: ways}, group_id, items, trials)
            if whole is not None:
                return whole
    return None


def _completed(
    found: _Conference, change: Change, group_id: str, items: int, trials: Iterator[int]
) -> Change | None:
    """Return the change with so many more items, so that nothing prints otherwise."""
    (subject,) = {place[0] for place in change}
    left = [p for p in found.rows if p[0] == subject and p not in change]
    moved = dict.fromkeys(one for place in change for one in found.lines[place])
    broken = [one for one in moved if not found.holds(one, change)]
    if items == 1:
        for last in left:
            if all(last in one.by for one in broken):
                if next(trials, None) is None:
                    return None
                for ways in found.ways(last, found.lines[last], change):
                    return {**change, last: ways}
        return None
    # The voter group whose marks moved moves back in the next item, if it must.
    back = [one for one in broken if one.group_id == group_id]
    for more in left:
        true = tuple(heap.true for heap in found.rows[more].heaps)
        told = [*found.own(more), *(one for one in back if more in one.by)]
        for ways in islice(found.ways(more, told, change), _MOST_ROWS):
            if ways != true:
                whole = _completed(
                    found, {**change, more: ways}, group_id, items - 1, trials
                )
                if whole is not None:
                    return whole
    return None

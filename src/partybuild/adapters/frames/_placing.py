"""Counted numbers put into their cells, and what has none."""

from collections.abc import Sequence
from math import prod

import attrs
import numpy as np

from partybuild.adapters.frames._block import Block, Whole
from partybuild.adapters.frames._check import CountRow
from partybuild.adapters.frames._codes import plain
from partybuild.adapters.frames._numbers import Named
from partybuild.adapters.frames._words import SchemeWords

_NEAR = 1 << 16

KindWords = tuple[Sequence[str | None], Sequence[str | None], Sequence[str | None]]
"""Words of groups, items and options, by number."""
Codes = tuple[str | None, str | None, str | None]
"""Codes of group, item and option."""


@attrs.frozen(eq=False, repr=False)
class Found:
    """How often each number occurs.

    Attributes:
        keys: Numbers, made of subject, group, item and option in this order; None
            for all that may be.
        counts: Marks of each.
        words: Words of groups, items and options, by number.
    """

    keys: Whole | None
    counts: Whole
    words: KindWords


class Placing:
    """Cells of all subjects, while counts are put into them."""

    def __init__(self, subjects: Sequence[Named], words: SchemeWords) -> None:
        form = words.form
        self._subjects = subjects
        self._words = words
        self._cells_of = words.cells
        shape = (len(form.group_ids), len(form.items), words.columns)
        self._cells = np.zeros((len(subjects), *shape), np.int64)
        self._width = int(np.prod(shape))
        self._held = np.zeros(len(subjects), np.bool_)
        self._named = np.array(
            [c is not None and bool(s) for c, s in subjects], np.bool_
        )
        self._odd: list[CountRow] = []
        self._placed: set[int] = set()

    def place(self, found: Found, least: int = 1) -> None:
        """Put counts into their cells.

        Args:
            found: Numbers and counts.
            least: Least count that was added; where it is not above 0, nothing
                is added, and below 0 nothing is right.
        """
        width = prod(map(len, found.words))
        if found.keys is None:
            table = found.counts.reshape(len(self._subjects), width)
            self._place_table(table, found.words, least)
            return
        rows, kinds = np.divmod(found.keys, width)
        used, kinds = np.unique(kinds, return_inverse=True)
        coded, cells = self._coded(used, found.words)
        targets = cells[kinds]
        good = (targets >= 0) & self._named[rows] & (least >= 0)
        wrong = np.flatnonzero(~good)
        for row, at, number in zip(
            plain(rows[wrong]),
            plain(kinds[wrong]),
            plain(found.counts[wrong]),
            strict=True,
        ):
            self._refuse(row, coded[at], number, least)
        rows, targets = rows[good], targets[good]
        self._held[rows] = True
        self._placed.update(plain(np.unique(targets)))
        if least > 0:
            places = rows * self._width + targets
            np.add.at(self._cells.reshape(-1), places, found.counts[good])

    def _place_table(self, table: Whole, words: KindWords, least: int) -> None:
        used = np.flatnonzero(table.any(axis=0))
        coded, cells = self._coded(used, words)
        good = (cells >= 0) & (least >= 0)
        known = bool(self._named.all())
        if not known or not good.all():
            wrong = table[:, used] * ~good
            wrong[~self._named] = table[~self._named][:, used]
            for row, at in np.argwhere(wrong).tolist():
                self._refuse(row, coded[at], int(table[row, used[at]]), least)
        used, cells = used[good], cells[good]
        once = len(np.unique(cells)) == len(cells)
        fresh = once and self._placed.isdisjoint(plain(cells))
        self._placed.update(plain(cells))
        flat = self._cells.reshape(len(table), self._width)
        height = max(1, _NEAR // table.shape[1])
        for first in range(0, len(table), height):
            rows = slice(first, first + height)
            part = table[rows] if len(used) == table.shape[1] else table[rows][:, used]
            if not known:
                part = part * self._named[rows, None]
            if not self._held[rows].all():
                self._held[rows] |= part.any(axis=1)
            if least <= 0:
                continue
            if fresh:
                flat[rows, cells] = part
            elif once:
                flat[rows, cells] += part
            else:
                for at, cell in enumerate(cells.tolist()):
                    flat[rows, cell] += part[:, at]

    def _coded(self, kinds: Whole, words: KindWords) -> tuple[list[Codes], Whole]:
        groups, items, options = words
        coded = [
            self._words.code_of(
                groups[kind // len(options) // len(items)],
                items[kind // len(options) % len(items)],
                options[kind % len(options)],
            )
            for kind in plain(kinds)
        ]
        cells = [self._cells_of.get(code, -1) for code in coded]
        return coded, np.array(cells, np.int64)

    def _refuse(self, row: int, codes: Codes, number: int, least: int) -> None:
        shown = number if least > 0 else 0
        self._odd.append((*self._subjects[row], *codes, shown, least))

    def block(self) -> Block:
        """Return the counts."""
        held = np.flatnonzero(self._held).tolist()
        subjects = [(str(c), str(s)) for c, s in self._subjects]
        return Block.of(self._words, subjects, self._cells, held, self._odd)

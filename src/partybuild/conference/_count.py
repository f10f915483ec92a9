"""Counting a ballot box, at the speed of the standard library's C."""

from fractions import Fraction
from itertools import combinations
from math import lcm

from partybuild.conference._ballot_box import BallotBox
from partybuild.conference._levels import Contrasts, Moments
from partybuild.conference._mark import NO_CHOICES
from partybuild.conference._tally import Tally
from partybuild.rules import ReviewRules

_MISSING = [int(choice) for choice in NO_CHOICES]


def count(box: BallotBox) -> Tally:
    """Count the marks of a box (level 0).

    Args:
        box: Ballots.

    Returns:
        The tally without sums of composites.
    """
    form = box.form
    return Tally(
        form=form,
        ballots=box.sizes,
        counts=tuple(_counted(box, marks) for marks in box.groups),
    )


# Byte k becomes a byte with only bit k set; bytes above 7 become 0.
_ONE_BIT = bytes([*(1 << code for code in range(8)), *bytes(248)])


def _counted(box: BallotBox, marks: bytes) -> tuple[int, ...]:
    # A strided slice lines up one cell of all ballots. Read as one large integer
    # with a bit per option, it is counted by masking and popcount: no mark is
    # touched by the interpreter, and no branch guessed wrong as in bytes.count.
    width, most = box.form.width, box.form.most_options
    ballots = len(marks) // width
    ones = int.from_bytes(b"\1" * ballots, "big")
    masks = [ones << code for code in range(min(most, 8))]
    rest = [*range(8, most), *_MISSING]
    vector: list[int] = []
    for line in range(width):
        column = marks[line::width]
        bits = int.from_bytes(column.translate(_ONE_BIT), "big")
        cell = [(bits & mask).bit_count() for mask in masks]
        left = ballots - sum(cell)
        for code in rest:
            hits = column.count(code) if left else 0
            left -= hits
            cell.append(hits)
        vector.extend(cell)
    return tuple(vector)


def tally(box: BallotBox, rules: ReviewRules) -> Tally:
    """Count a box and keep the sums that intervals and comparisons need.

    Args:
        box: Ballots.
        rules: Scheme that gives option values and weights.

    Returns:
        The tally at levels 0, 1, 2 and, where all items share the ends of one
        scale, 2b.
    """
    level0 = count(box)
    values = [[option.value for option in item.options] for item in box.form.items]
    weights = [rules.item_weight(item) for item in rules.items]
    weighted = [
        [weight * value for value in line]
        for weight, line in zip(weights, values, strict=True)
    ]
    return Tally(
        form=box.form,
        ballots=level0.ballots,
        counts=level0.counts,
        moments=_moments(box, *_integers(weighted)),
        contrasts=_contrasts(box, *_integers(values)) if _comparable(box) else None,
    )


def _comparable(box: BallotBox) -> bool:
    # Items on scales with other ends cannot be subtracted from one another.
    ends = {(item.options[0].value, item.options[-1].value) for item in box.form.items}
    enough = len(box.form.subject_ids) > 1 and len(box.form.items) > 1
    return len(ends) == 1 and enough


_Table = tuple[tuple[int, ...], ...]


def _integers(values: list[list[Fraction]]) -> tuple[_Table, int]:
    denominator = lcm(*(value.denominator for line in values for value in line))
    table = tuple(tuple(int(v * denominator) for v in line) for line in values)
    return table, denominator


def _moments(box: BallotBox, table: _Table, denominator: int) -> Moments:
    singles: list[tuple[int, ...]] = []
    pairs: list[tuple[int, ...]] = []
    for group_id in box.form.group_ids:
        rows = [_composites(ballot, table) for ballot in box.ballots(group_id)]
        columns = list(zip(*rows, strict=True)) or [()] * len(box.form.subject_ids)
        single: list[int] = []
        for column in columns:
            kept = [c for c in column if c is not None]
            single += (len(kept), sum(kept), sum(c * c for c in kept))
        singles.append(tuple(single))
        pair: list[int] = []
        for one, other in combinations(columns, 2):
            both = [
                (a, b)
                for a, b in zip(one, other, strict=True)
                if a is not None and b is not None
            ]
            pair += (
                len(both),
                sum(a for a, _ in both),
                sum(b for _, b in both),
                sum(a * a for a, _ in both),
                sum(b * b for _, b in both),
                sum(a * b for a, b in both),
            )
        pairs.append(tuple(pair))
    return Moments(
        table=table,
        denominator=denominator,
        singles=tuple(singles),
        pairs=tuple(pairs),
    )


def _composites(ballot: bytes, table: _Table) -> list[int | None]:
    items = len(table)
    first_missing = min(_MISSING)
    found: list[int | None] = []
    for at in range(0, len(ballot), items):
        marks = ballot[at : at + items]
        if max(marks) >= first_missing:
            found.append(None)
        else:
            found.append(
                sum(line[mark] for line, mark in zip(table, marks, strict=True))
            )
    return found


def _contrasts(box: BallotBox, table: _Table, denominator: int) -> Contrasts:
    first_missing = min(_MISSING)
    ballots: list[int] = []
    sums: list[tuple[tuple[int, ...], ...]] = []
    for group_id in box.form.group_ids:
        whole = [b for b in box.ballots(group_id) if max(b) < first_missing]
        ballots.append(len(whole))
        sums.append(_contrast_sums(whole, table, len(box.form.subject_ids)))
    local, own, common = zip(*sums, strict=True)
    return Contrasts(
        table=table,
        denominator=denominator,
        ballots=tuple(ballots),
        local=local,
        own=own,
        common=common,
    )


def _contrast_sums(
    ballots: list[bytes], table: _Table, subjects: int
) -> tuple[tuple[int, ...], ...]:
    items = len(table)
    lines = table * subjects
    cells = subjects * items
    local, own, common = [0] * (2 * cells), [0] * (2 * cells), [0] * (2 * items)
    for ballot in ballots:
        marks = [line[mark] for line, mark in zip(lines, ballot, strict=True)]
        rows = [sum(marks[at : at + items]) for at in range(0, cells, items)]
        columns = [sum(marks[at::items]) for at in range(items)]
        total = sum(rows)
        for item, column in enumerate(columns):
            value = items * column - total
            common[2 * item] += value
            common[2 * item + 1] += value * value
        base = [total - items * column for column in columns]
        for cell, mark in enumerate(marks):
            row = rows[cell // items]
            value = items * mark - row
            own[2 * cell] += value
            own[2 * cell + 1] += value * value
            value = subjects * value + base[cell % items]
            local[2 * cell] += value
            local[2 * cell + 1] += value * value
    return tuple(local), tuple(own), tuple(common)

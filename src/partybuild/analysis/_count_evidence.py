"""Evidence from counts alone, which do not tell how marks on a ballot go together."""

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from operator import mul
from typing import Self, TypeAlias

import attrs

from partybuild.analysis._contrast_evidence import Evidence, evidence_below
from partybuild.conference import Tally
from partybuild.rules import ReviewRules

# Integers where all cells share one base, fractions elsewhere.
Number: TypeAlias = int | Fraction


@attrs.frozen
class Sums:
    """Numbers of all cells of one voter group, with their margins.

    Attributes:
        unit: What a number is multiplied by to be in points.
        cells: One number per subject and item.
        rows: Sum per subject.
        columns: Sum per item.
        whole: Sum of all.
    """

    unit: Fraction
    cells: tuple[Number, ...]
    rows: tuple[Number, ...]
    columns: tuple[Number, ...]
    whole: Number

    @classmethod
    def of(cls, cells: list[Number], items: int, unit: Fraction) -> Self:
        """Add up the margins."""
        starts = range(0, len(cells), items)
        rows = tuple(sum(cells[at : at + items]) for at in starts)
        columns = tuple(sum(cells[item::items]) for item in range(items))
        return cls(unit, tuple(cells), rows, columns, sum(rows))

    def four(self, subject: int, item: int) -> tuple[Number, Number, Number, Number]:
        """Return cell, other items, other subjects, and all the rest."""
        cell = self.cells[subject * len(self.columns) + item]
        row, column = self.rows[subject] - cell, self.columns[item] - cell
        return cell, row, column, self.whole - row - column - cell


@attrs.frozen
class GroupCounts:
    """Means of one voter group and what their errors are made of.

    Attributes:
        ballots: Valid ballots of the group.
        means: Mean of each cell.
        variances: Variance of each mean.
        squares: Variance squared, over its degrees of freedom.
        least: For each item, the fewest marks of a cell.
    """

    ballots: int
    means: Sums
    variances: Sums
    squares: Sums
    least: tuple[int, ...]


@attrs.frozen
class CountEvidence:
    """Evidence of the counts of one conference.

    Marks on one ballot go up and down together, which can only shrink a
    difference: between cells they are taken as independent. For the items of all
    subjects together they are taken to move as one, the worst case, because a
    voter may mark one item low for everybody.

    Attributes:
        groups: Voter groups with a ballot.
        subjects: Number of subjects.
        items: Number of items.
    """

    groups: tuple[GroupCounts, ...]
    subjects: int
    items: int

    @classmethod
    def of(cls, tally: Tally, rules: ReviewRules) -> Self | None:
        """Return the evidence; None where a cell has no valid mark.

        Args:
            tally: Counts.
            rules: Scheme.

        Returns:
            The evidence, or None.
        """
        groups: list[GroupCounts] = []
        for at, ballots in enumerate(tally.ballots):
            if ballots:
                counted = _group(tally, rules, at)
                if counted is None:
                    return None
                groups.append(counted)
        return cls(tuple(groups), len(tally.form.subject_ids), len(tally.form.items))

    def local(self, subject: int, item: int) -> Evidence:
        """Return the evidence that a cell's double difference is below zero."""
        row, column = Fraction(-1, self.items - 1), Fraction(-1, self.subjects - 1)
        return self._cell(subject, item, (Fraction(1), row, column, row * column))

    def own(self, subject: int, item: int) -> Evidence:
        """Return the evidence that a cell is below the subject's other items."""
        zero = Fraction(0)
        others = Fraction(-1, self.items - 1)
        return self._cell(subject, item, (Fraction(1), others, zero, zero))

    def common(self, item: int, expected: Fraction) -> Evidence:
        """Return the evidence that an item is below the others, for all subjects."""
        inside = Fraction(1, self.subjects)
        outside = inside / (self.items - 1)
        estimate, parts = Fraction(), list[tuple[Fraction, Fraction]]()
        for share, group in self._shares():
            means, variances = group.means, group.variances
            column = means.columns[item]
            mean = inside * column - outside * (means.whole - column)
            estimate += share * means.unit * mean
            for least, variance in (
                (group.least[item], inside * variances.columns[item]),
                (
                    min(n for at, n in enumerate(group.least) if at != item),
                    outside * (variances.whole - variances.columns[item]),
                ),
            ):
                # (sum of a sd)^2 <= (sum of a)(sum of a sd^2): no root is needed.
                part = share * share * variances.unit * variance
                parts.append((part, part * part / max(least - 1, 1)))
        return self._evidence(estimate, expected, parts)

    def _cell(self, subject: int, item: int, factors: tuple[Fraction, ...]) -> Evidence:
        estimate, parts = Fraction(), list[tuple[Fraction, Fraction]]()
        for share, group in self._shares():
            total, variance, square = (
                sums.unit * _dot(factors, sums.four(subject, item), power)
                for sums, power in (
                    (group.means, 1),
                    (group.variances, 2),
                    (group.squares, 4),
                )
            )
            estimate += share * total
            parts.append((share**2 * variance, share**4 * square))
        return self._evidence(estimate, Fraction(), parts)

    def _shares(self) -> list[tuple[Fraction, GroupCounts]]:
        ballots = sum(group.ballots for group in self.groups)
        return [(Fraction(group.ballots, ballots), group) for group in self.groups]

    def _evidence(
        self,
        estimate: Fraction,
        expected: Fraction,
        parts: list[tuple[Fraction, Fraction]],
    ) -> Evidence:
        variance = sum((part for part, _ in parts), Fraction())
        squares = sum((square for _, square in parts), Fraction())
        return Evidence(
            sum(group.ballots for group in self.groups),
            estimate,
            evidence_below(estimate - expected, variance, squares),
            conservative=True,
        )


def _dot(factors: Iterable[Fraction], sums: Iterable[Number], power: int) -> Fraction:
    pairs = zip(factors, sums, strict=True)
    return sum((f**power * x for f, x in pairs if f), Fraction())


def _group(tally: Tally, rules: ReviewRules, group: int) -> GroupCounts | None:
    items, unit = len(rules.items), _value_unit(rules)
    scales = [rules.scale_of(item) for item in rules.items]
    worth = [[int(o.value * unit) for o in scale.options] for scale in scales]
    squared = [[value * value for value in line] for line in worth]
    vector, columns = tally.counts[group], tally.columns
    bases: list[int] = []
    totals: list[int] = []
    squares: list[int] = []
    for at in range(len(vector) // columns):
        item = at % items
        counts = vector[at * columns : at * columns + len(worth[item])]
        if not any(counts):
            return None
        bases.append(sum(counts))
        totals.append(sum(map(mul, worth[item], counts)))
        squares.append(sum(map(mul, squared[item], counts)))
    spreads = [n * q - t * t for n, t, q in zip(bases, totals, squares, strict=True)]
    means: list[Number] = list(totals)
    variances: list[Number] = list(spreads)
    thirds: list[Number] = [spread * spread for spread in spreads]
    marks = bases[0]
    if marks > 1 and len(set(bases)) == 1:
        one = Fraction(1, marks * marks * (marks - 1) * unit * unit)
        units = Fraction(1, marks * unit), one, one * one / (marks - 1)
    else:
        # One mark has no spread to see; the largest possible is taken.
        widest = [((scale.top - scale.bottom) / 2) ** 2 for scale in scales]
        means = [Fraction(t, n * unit) for t, n in zip(totals, bases, strict=True)]
        variances = [
            widest[at % items] if n == 1 else Fraction(s, n * n * (n - 1) * unit**2)
            for at, (s, n) in enumerate(zip(spreads, bases, strict=True))
        ]
        thirds = [
            Fraction(v) ** 2 / max(n - 1, 1)
            for v, n in zip(variances, bases, strict=True)
        ]
        units = (Fraction(1),) * 3
    return GroupCounts(
        tally.ballots[group],
        Sums.of(means, items, units[0]),
        Sums.of(variances, items, units[1]),
        Sums.of(thirds, items, units[2]),
        tuple(min(bases[item::items]) for item in range(items)),
    )


def _value_unit(rules: ReviewRules) -> int:
    """Return a number that makes every option value whole."""
    return lcm(
        *(o.value.denominator for item in rules.items for o in rules.options_of(item))
    )


def value_sums(
    values: Iterable[Fraction], counts: Iterable[int]
) -> tuple[int, Fraction, Fraction]:
    """Return how many marks there are, their sum and the sum of their squares."""
    marks, total, squares = 0, Fraction(), Fraction()
    for value, number in zip(values, counts, strict=True):
        if number:
            part = value * number
            marks, total, squares = marks + number, total + part, squares + value * part
    return marks, total, squares

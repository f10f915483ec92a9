"""What every mark is worth in the total, in whole units."""

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from typing import Self

import attrs

from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._gain_curve import GainCurve
from partybuild.analysis._grade_ladder import GradeLadder, bound_units
from partybuild.analysis._plain_scheme import refuse_other_schemes
from partybuild.assessment import Assessment
from partybuild.conference import Tally
from partybuild.kernel import ForReviewBody, Record
from partybuild.rules import EmptyGroupPolicy, ReviewRules

_Worth = tuple[tuple[tuple[int, ...], ...], ...]


@attrs.frozen(kw_only=True, repr=False)
class Remarking(ForReviewBody, Record):
    """An assessment in integers, ready to ask what other marks would do.

    Only marks that chose an option are changed, and only to another option of
    their item. A missing mark stays missing: the bases of the means stay, and
    so every change of a mark moves the total by its own fixed amount.

    Attributes:
        tally: Counts.
        unit: Whole units in one point.
        scores: Total of every subject, in the order of the form.
        worth: Per group and line, what a mark of each option adds to the total.
        ladder: How totals become grades.

    Shapes:
        ``len(worth[g]) == S * I``.
    """

    tally: Tally
    unit: int
    scores: tuple[int, ...]
    worth: _Worth
    ladder: GradeLadder

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Compile an assessment.

        Args:
            assessment: The assessment.

        Returns:
            The integers, over one common denominator.

        Raises:
            ReviewRuleError: If the scheme is none of weighted totals and bands.
        """
        refuse_other_schemes(assessment, "a margin")
        tally = assessment.tally
        totals = [assessment.standing(s).score for s in tally.form.subject_ids]
        values, value_unit = _values(assessment.rules)
        shares = _shares(tally, assessment.rules)
        unit = lcm(
            value_unit * lcm(*(base for line in shares for _, base in line)),
            *(total.denominator for total in totals),
            *bound_units(assessment),
        )
        worth = tuple(
            tuple(
                tuple(
                    value * factor * (unit // (value_unit * base))
                    for value in values[group][line % len(values[group])]
                )
                for line, (factor, base) in enumerate(shares[group])
            )
            for group in range(len(shares))
        )
        return cls(
            tally=tally,
            unit=unit,
            scores=tuple(int(total * unit) for total in totals),
            worth=worth,
            ladder=GradeLadder.of(assessment, unit),
        )

    def __repr__(self) -> str:
        """Tell sizes only, never a count of marks."""
        return f"Remarking of {self.tally!r}"

    def final(self, subject: int) -> int:
        """Return the place of a subject's grade, 0 for the best."""
        return self.ladder.final(self.scores, subject)

    def mark_gains(self, subject: int, *, up: bool) -> GainCurve:
        """Return what changing marks can move the total by.

        Args:
            subject: Place of the subject on the form.
            up: Whether marks go to the best option, or to the worst.

        Returns:
            The gains of all marks that can move the total that way, as counts.
        """
        return GainCurve.of(self._cells(subject, up=up))

    def _cells(self, subject: int, *, up: bool) -> Iterator[tuple[int, int]]:
        items, columns = len(self.tally.form.items), self.tally.columns
        for lines, counts in zip(self.worth, self.tally.counts, strict=True):
            for at in range(subject * items, (subject + 1) * items):
                line = lines[at]
                cell = counts[at * columns : at * columns + len(line)]
                for value, marks in zip(line, cell, strict=True):
                    gain = line[0] - value if up else value - line[-1]
                    if gain and marks:
                        yield gain, marks


def _values(rules: ReviewRules) -> tuple[list[list[list[int]]], int]:
    """Return group weight x item weight x option value, in integers."""
    share = ballot_share(rules)
    exact = [
        [
            [
                share * rules.group_weight(g) * rules.item_weight(i) * option.value
                for option in rules.scale_of(i).options
            ]
            for i in rules.items
        ]
        for g in rules.voter_groups
    ]
    unit = lcm(*(v.denominator for lines in exact for line in lines for v in line))
    return [[[int(v * unit) for v in line] for line in lines] for lines in exact], unit


def _shares(tally: Tally, rules: ReviewRules) -> list[list[tuple[int, int]]]:
    """Return per group and line the factor and base that a mark counts with."""
    weights = [rules.group_weight(group) for group in rules.voter_groups]
    renormalize = rules.empty_group is EmptyGroupPolicy.RENORMALIZE
    shares: list[list[tuple[int, int]]] = [[] for _ in weights]
    columns, options = tally.columns, tally.form.most_options
    for at in range(0, tally.form.width * columns, columns):
        marks = [sum(counts[at : at + options]) for counts in tally.counts]
        kept = Fraction(1)
        if renormalize and not all(marks):
            pairs = zip(weights, marks, strict=True)
            # Where only groups of weight 0 marked, nothing counts anyway.
            kept = sum((w for w, n in pairs if n), Fraction()) or Fraction(1)
        for share, number in zip(shares, marks, strict=True):
            share.append((kept.denominator, (number or 1) * kept.numerator))
    return shares

"""Evidence behind cells and columns: from ballots where they are, else from counts."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Self

import attrs

from partybuild.analysis._contrast_evidence import (
    Evidence,
    Stratum,
    stratified_evidence,
)
from partybuild.analysis._count_evidence import CountEvidence, value_sums
from partybuild.analysis._half_phantom import GroupSums, Span, half_phantom_limit
from partybuild.conference import Contrasts, Tally
from partybuild.rules import ReviewRules

# With fewer whole ballots than this share of all, those left out could tell
# another story, and the counts, which hold every mark, are the better witness.
_WHOLE_SHARE = Fraction(1, 2)


@attrs.frozen
class CellEvidence:
    """Evidence of one conference.

    Attributes:
        tally: Counts.
        rules: Scheme.
        contrasts: Sums over whole ballots; None where counts must do.
        counts: What the counts give where they must do; None where a cell has no
            valid mark, or ballots are the better witness.
        norm: Expected difference per item.
    """

    tally: Tally
    rules: ReviewRules
    contrasts: Contrasts | None
    counts: CountEvidence | None
    norm: Mapping[str, Fraction] = attrs.field(hash=False)

    @classmethod
    def of(cls, tally: Tally, rules: ReviewRules, norm: Mapping[str, Fraction]) -> Self:
        """Return the evidence of counts, and of ballots where they were kept.

        Args:
            tally: Counts.
            rules: Scheme.
            norm: Expected difference per item.

        Returns:
            The evidence.
        """
        contrasts = tally.contrasts
        if contrasts is not None:
            whole, every = sum(contrasts.ballots), sum(tally.ballots)
            if whole < _WHOLE_SHARE * every:
                contrasts = None
        counts = CountEvidence.of(tally, rules) if contrasts is None else None
        return cls(tally, rules, contrasts, counts, norm)

    @property
    def ballots(self) -> int:
        """Valid ballots."""
        return sum(self.tally.ballots)

    def local(self, subject: int, item: int) -> Evidence | None:
        """Return the evidence that a cell's double difference is below zero."""
        subjects, items = self._size
        if self.contrasts is None:
            return None if self.counts is None else self.counts.local(subject, item)
        unit = self.contrasts.denominator * (subjects - 1) * (items - 1)
        cell = subject * items + item
        return self._from_ballots(self.contrasts, self.contrasts.local, cell, unit)

    def own(self, subject: int, item: int) -> Evidence | None:
        """Return the evidence that a cell is below the subject's other items."""
        _, items = self._size
        if self.contrasts is None:
            return None if self.counts is None else self.counts.own(subject, item)
        unit = self.contrasts.denominator * (items - 1)
        cell = subject * items + item
        return self._from_ballots(self.contrasts, self.contrasts.own, cell, unit)

    def common(self, item: int) -> Evidence | None:
        """Return the evidence that an item is below the others, for all subjects."""
        subjects, items = self._size
        expected = self.norm.get(self.rules.items[item].item_id, Fraction(0))
        if self.contrasts is None:
            return None if self.counts is None else self.counts.common(item, expected)
        unit = self.contrasts.denominator * subjects * (items - 1)
        vectors = self.contrasts.common
        return self._from_ballots(self.contrasts, vectors, item, unit, expected)

    def upper_limit(self, subject: int, item: int) -> float:
        """Return the upper limit of a cell's item score."""
        scale = self.rules.scale_of(self.rules.items[item])
        values = [option.value for option in scale.options]
        groups: list[GroupSums] = []
        for group, rule in enumerate(self.rules.voter_groups):
            counts = self.tally.options(group, subject, item)
            marks, total, squares = value_sums(values, counts)
            if marks:
                weight = self.rules.group_weight(rule)
                groups.append(GroupSums(weight, marks, total, squares))
        share = sum((group.weight for group in groups), Fraction())
        groups = [attrs.evolve(g, weight=g.weight / share) for g in groups]
        span = Span(scale.bottom, scale.top, scale.step)
        return half_phantom_limit(groups, span, upper=True)

    @property
    def _size(self) -> tuple[int, int]:
        return len(self.tally.form.subject_ids), len(self.tally.form.items)

    def _from_ballots(
        self,
        contrasts: Contrasts,
        vectors: tuple[tuple[int, ...], ...],
        place: int,
        unit: int,
        expected: Fraction = Fraction(0),
    ) -> Evidence | None:
        strata = [
            Stratum(
                ballots,
                Fraction(vector[2 * place], unit),
                Fraction(vector[2 * place + 1], unit * unit),
            )
            for ballots, vector in zip(contrasts.ballots, vectors, strict=True)
        ]
        return stratified_evidence(strata, expected)

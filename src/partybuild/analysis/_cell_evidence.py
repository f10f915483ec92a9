"""Evidence behind cells and columns: from ballots where they are, else from counts."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Self

import attrs

from partybuild.analysis._contrast_evidence import (
    Evidence,
    Part,
    Stratum,
    lower_p,
    stratified_evidence,
)
from partybuild.analysis._half_phantom import GroupSums, Span, half_phantom_limit
from partybuild.assessment import Assessment
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
        norm: Expected difference per item.
    """

    tally: Tally
    rules: ReviewRules
    contrasts: Contrasts | None
    norm: Mapping[str, Fraction] = attrs.field(hash=False)

    @classmethod
    def of(cls, assessment: Assessment, norm: Mapping[str, Fraction]) -> Self:
        """Return the evidence of an assessment."""
        tally = assessment.tally
        contrasts = tally.contrasts
        if contrasts is not None:
            whole, every = sum(contrasts.ballots), sum(tally.ballots)
            if whole < _WHOLE_SHARE * every:
                contrasts = None
        return cls(tally, assessment.rules, contrasts, norm)

    @property
    def ballots(self) -> int:
        """Valid ballots."""
        return sum(self.tally.ballots)

    def local(self, subject: int, item: int) -> Evidence | None:
        """Return the evidence that a cell's double difference is below zero."""
        subjects, items = self._size
        if self.contrasts is not None:
            unit = self.contrasts.denominator * (subjects - 1) * (items - 1)
            cell = subject * items + item
            return self._from_ballots(self.contrasts, self.contrasts.local, cell, unit)
        factor = Fraction(subjects * items, (subjects - 1) * (items - 1))
        return self._from_counts(
            [
                {
                    (s, i): factor
                    * ((s == subject) - Fraction(1, subjects))
                    * ((i == item) - Fraction(1, items))
                }
                for s in range(subjects)
                for i in range(items)
            ]
        )

    def own(self, subject: int, item: int) -> Evidence | None:
        """Return the evidence that a cell is below the subject's other items."""
        _, items = self._size
        if self.contrasts is not None:
            unit = self.contrasts.denominator * (items - 1)
            cell = subject * items + item
            return self._from_ballots(self.contrasts, self.contrasts.own, cell, unit)
        others = Fraction(-1, items - 1)
        return self._from_counts(
            [{(subject, i): Fraction(1) if i == item else others} for i in range(items)]
        )

    def common(self, item: int) -> Evidence | None:
        """Return the evidence that an item is below the others, for all subjects."""
        subjects, items = self._size
        expected = self.norm.get(self.rules.items[item].item_id, Fraction(0))
        if self.contrasts is not None:
            unit = self.contrasts.denominator * subjects * (items - 1)
            return self._from_ballots(
                self.contrasts, self.contrasts.common, item, unit, expected
            )
        own, others = Fraction(1, subjects), Fraction(-1, subjects * (items - 1))
        places = [(s, i) for s in range(subjects) for i in range(items)]
        return self._from_counts(
            [
                {place: own for place in places if place[1] == item},
                {place: others for place in places if place[1] != item},
            ],
            expected,
        )

    def upper_limit(self, subject: int, item: int) -> float:
        """Return the upper limit of a cell's item score."""
        scale = self.rules.scale_of(self.rules.items[item])
        values = [option.value for option in scale.options]
        groups: list[GroupSums] = []
        for group, rule in enumerate(self.rules.voter_groups):
            counts = self.tally.options(group, subject, item)
            if marks := sum(counts):
                weight = self.rules.group_weight(rule)
                groups.append(GroupSums(weight, marks, *_sums(values, counts)))
        share = sum((group.weight for group in groups), Fraction())
        groups = [attrs.evolve(g, weight=g.weight / share) for g in groups]
        span = Span(scale.bottom, scale.top, scale.step)
        return half_phantom_limit(groups, span, upper=True)

    @property
    def _unmarked(self) -> bool:
        """Whether a group that voted left some cell without any valid mark."""
        form = self.tally.form
        return any(
            ballots and not sum(self.tally.options(group, subject, item))
            for group, ballots in enumerate(self.tally.ballots)
            for subject in range(len(form.subject_ids))
            for item in range(len(form.items))
        )

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

    def _from_counts(
        self,
        blocks: Sequence[Mapping[tuple[int, int], Fraction]],
        expected: Fraction = Fraction(0),
    ) -> Evidence | None:
        # Counts do not tell how marks on one ballot go together. Between blocks
        # they are taken as independent: marks of a ballot go up and down
        # together, which can only shrink a difference. Within a block, whose
        # factors have one sign, they are taken to move as one, the worst case:
        # a voter may mark one item low for everybody.
        if self._unmarked:
            return None
        ballots = self.ballots
        estimate, parts = Fraction(), list[Part]()
        for group, size in enumerate(self.tally.ballots):
            share = Fraction(size, ballots)
            for block in blocks if size else ():
                mean, variance, marks = self._block(group, block)
                estimate += share * mean
                parts.append(Part(share * share * variance, max(marks - 1, 1)))
        p = lower_p(estimate - expected, parts)
        return Evidence(ballots, estimate, p, conservative=True)

    def _block(
        self, group: int, block: Mapping[tuple[int, int], Fraction]
    ) -> tuple[Fraction, Fraction, int]:
        mean, variance, least = Fraction(), Fraction(), self.tally.ballots[group]
        for (subject, item), factor in block.items():
            scale = self.rules.scale_of(self.rules.items[item])
            values = [option.value for option in scale.options]
            counts = self.tally.options(group, subject, item)
            total, squares = _sums(values, counts)
            marks = sum(counts)
            mean += factor * total / marks
            if marks > 1:
                spread = (squares - total * total / marks) / (marks - 1)
            else:
                # One mark has no spread to see; take the largest possible.
                spread = ((scale.top - scale.bottom) / 2) ** 2
            variance += abs(factor) * spread / marks
            least = min(least, marks)
        # (sum of a sd)^2 <= (sum of a)(sum of a sd^2), exactly and without roots.
        return mean, variance * sum(map(abs, block.values())), least


def _sums(values: list[Fraction], counts: tuple[int, ...]) -> tuple[Fraction, Fraction]:
    pairs = list(zip(values, counts, strict=True))
    total = sum((value * count for value, count in pairs), Fraction())
    squares = sum((value * value * count for value, count in pairs), Fraction())
    return total, squares

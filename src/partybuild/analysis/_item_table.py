"""Item scores of all subjects by the official weights, and what sets them apart."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

import attrs

from partybuild.assessment import Assessment
from partybuild.kernel import Label


@attrs.frozen(kw_only=True)
class ItemTable:
    """Item scores, one row per subject in the order of the form.

    Attributes:
        subject_ids: Subjects.
        names: Titles of their posts.
        item_ids: Items.
        labels: Words on the ballot.
        areas: Codes of the areas of work.
        weights: Share of each item in the whole.
        means: Item scores by the official weights.
        own: Each item score less the mean of the subject's other items.
        effects: For each item, the mean of that difference over all subjects.
        standard: Score below which an item is below standard.

    Shapes:
        ``len(means) == len(own) == S``; ``len(means[s]) == len(effects) == I``.
    """

    subject_ids: tuple[str, ...]
    names: tuple[Label, ...]
    item_ids: tuple[str, ...]
    labels: tuple[Label, ...]
    areas: tuple[str, ...]
    weights: tuple[Fraction, ...]
    means: tuple[tuple[Fraction, ...], ...]
    own: tuple[tuple[Fraction, ...], ...]
    effects: tuple[Fraction, ...]
    standard: Fraction | None

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the table of an assessment."""
        rules, form = assessment.rules, assessment.tally.form
        standings = [assessment.standing(subject) for subject in form.subject_ids]
        means = tuple(tuple(i.score for i in s.items) for s in standings)
        own = tuple(map(_own_shortfalls, means))
        return cls(
            subject_ids=form.subject_ids,
            names=tuple(standing.name for standing in standings),
            item_ids=form.item_ids,
            labels=tuple(item.label for item in rules.items),
            areas=tuple(item.area for item in rules.items),
            weights=tuple(rules.item_weight(item) for item in rules.items),
            means=means,
            own=own,
            effects=tuple(map(_mean, zip(*own, strict=True))),
            standard=rules.standard,
        )

    def column_mean(self, item: int) -> Fraction:
        """Return the mean of an item over all subjects."""
        return _mean([row[item] for row in self.means])

    def local_part(self, subject: int, item: int) -> Fraction:
        """Return the own shortfall less the mean shortfall of the other subjects.

        It equals the double difference times S/(S-1) times I/(I-1).
        """
        own, subjects = self.own[subject][item], len(self.means)
        return (own - self.effects[item]) * subjects / (subjects - 1)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction()) / len(values)


def _own_shortfalls(row: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    total, others = sum(row, Fraction()), len(row) - 1
    # x - (total - x) / others, with one division less.
    return tuple((x * (others + 1) - total) / others for x in row)

"""Item scores of all subjects by the official weights, and what sets them apart."""

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
        standard: Score below which an item is below standard.

    Shapes:
        ``len(means) == S``; ``len(means[s]) == I``.
    """

    subject_ids: tuple[str, ...]
    names: tuple[Label, ...]
    item_ids: tuple[str, ...]
    labels: tuple[Label, ...]
    areas: tuple[str, ...]
    weights: tuple[Fraction, ...]
    means: tuple[tuple[Fraction, ...], ...]
    standard: Fraction | None

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the table of an assessment."""
        rules, form = assessment.rules, assessment.tally.form
        standings = [assessment.standing(subject) for subject in form.subject_ids]
        return cls(
            subject_ids=form.subject_ids,
            names=tuple(standing.name for standing in standings),
            item_ids=form.item_ids,
            labels=tuple(item.label for item in rules.items),
            areas=tuple(item.area for item in rules.items),
            weights=tuple(rules.item_weight(item) for item in rules.items),
            means=tuple(tuple(i.score for i in s.items) for s in standings),
            standard=rules.standard,
        )

    def column_mean(self, item: int) -> Fraction:
        """Return the mean of an item over all subjects."""
        return sum((row[item] for row in self.means), Fraction()) / len(self.means)

    def column_effect(self, item: int) -> Fraction:
        """Return an item's mean over all subjects, less that of the other items."""
        marks = [score for row in self.means for score in row]
        everything = sum(marks, Fraction()) / len(self.means)
        own = self.column_mean(item)
        return own - (everything - own) / (len(self.item_ids) - 1)

    def own_shortfall(self, subject: int, item: int) -> Fraction:
        """Return an item score less the mean of the subject's other items."""
        row = self.means[subject]
        others = sum(row, Fraction()) - row[item]
        return row[item] - others / (len(row) - 1)

    def local_part(self, subject: int, item: int) -> Fraction:
        """Return the own shortfall less the mean shortfall of the other subjects.

        It equals the double difference times S/(S-1) times I/(I-1).
        """
        own = self.own_shortfall(subject, item)
        others = len(self.means) - 1
        return own - (self.column_effect(item) * (others + 1) - own) / others

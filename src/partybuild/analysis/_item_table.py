"""Item scores of all subjects by the official weights, and what sets them apart."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Self

import attrs

from partybuild.analysis._item_scores import Scores, item_scores
from partybuild.assessment import Assessment
from partybuild.conference import Tally
from partybuild.kernel import Label
from partybuild.rules import ReviewRules


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
    means: Scores
    own: Scores
    effects: tuple[Fraction, ...]
    standard: Fraction | None

    @classmethod
    def of(cls, assessment: Assessment) -> Self:
        """Return the table of an assessment."""
        form = assessment.tally.form
        standings = [assessment.standing(subject) for subject in form.subject_ids]
        means = tuple(tuple(i.score for i in s.items) for s in standings)
        names = tuple(standing.name for standing in standings)
        return cls._of(assessment.rules, form.subject_ids, names, means)

    @classmethod
    def of_tally(cls, tally: Tally, rules: ReviewRules) -> Self:
        """Return the table of a tally; its ids serve as names of the subjects.

        Args:
            tally: Counts.
            rules: Scheme.

        Returns:
            The table that an assessment of the same counts gives.

        Raises:
            EmptyVoterGroupError: If a weighted group has no valid mark for a
                weighted item and the scheme says no more than "error".
        """
        subjects = tally.form.subject_ids
        names = tuple(map(Label.same, subjects))
        return cls._of(rules, subjects, names, item_scores(tally, rules))

    @classmethod
    def _of(
        cls,
        rules: ReviewRules,
        subject_ids: tuple[str, ...],
        names: tuple[Label, ...],
        means: Scores,
    ) -> Self:
        # One denominator for the whole table: integers until the last step.
        unit = lcm(*(mean.denominator for row in means for mean in row))
        whole = [[m.numerator * (unit // m.denominator) for m in row] for row in means]
        others = len(rules.items) - 1
        # x - (total - x) / others, times the number of others.
        own = [[x * (others + 1) - sum(row) for x in row] for row in whole]
        base = unit * max(others, 1)
        return cls(
            subject_ids=subject_ids,
            names=names,
            item_ids=tuple(item.item_id for item in rules.items),
            labels=tuple(item.label for item in rules.items),
            areas=tuple(item.area for item in rules.items),
            weights=tuple(rules.item_weight(item) for item in rules.items),
            means=means,
            own=tuple(tuple(Fraction(x, base) for x in row) for row in own),
            effects=tuple(
                Fraction(sum(column), base * len(means))
                for column in zip(*own, strict=True)
            ),
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

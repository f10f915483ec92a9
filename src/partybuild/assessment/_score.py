"""Exact scores from counts: integers inside, one fraction at the end."""

from fractions import Fraction
from math import lcm
from operator import mul

import attrs

from partybuild.conference import NO_CHOICES, BallotForm, Tally
from partybuild.errors import EmptyVoterGroupError
from partybuild.rules import EmptyGroupPolicy, ReviewRules


@attrs.frozen
class ScoreTable:
    """A scheme compiled to integers, to score any number of tallies with.

    Attributes:
        policy: What happens to a group without a valid mark.
        groups: Integer weight of each voter group.
        items: For each item: integer weight, then the worth of each column of a
            tally; missing marks are worth nothing because they are left out of
            the base.
        columns: Counts that a tally keeps for one subject and item.
        denominator: Product of the three common denominators.
    """

    policy: EmptyGroupPolicy
    groups: tuple[int, ...]
    items: tuple[tuple[int, tuple[int, ...]], ...]
    columns: int
    denominator: int

    @classmethod
    def of(cls, rules: ReviewRules) -> "ScoreTable":
        """Compile a scheme.

        Args:
            rules: The scheme.

        Returns:
            The table.
        """
        group_weights, group_unit = _integers(
            [rules.group_weight(group) for group in rules.voter_groups]
        )
        item_weights, item_unit = _integers(
            [rules.item_weight(item) for item in rules.items]
        )
        values = [[o.value for o in rules.scale_of(i).options] for i in rules.items]
        _, value_unit = _integers([value for line in values for value in line])
        most = max(len(line) for line in values)
        lines = [
            tuple(int(v * value_unit) for v in line)
            + (0,) * (most - len(line) + len(NO_CHOICES))
            for line in values
        ]
        return cls(
            rules.empty_group,
            group_weights,
            tuple(zip(item_weights, lines, strict=True)),
            most + len(NO_CHOICES),
            group_unit * item_unit * value_unit,
        )

    def scores(self, tally: Tally) -> tuple[Fraction, ...]:
        """Return the ballot score of every subject, in the order of the form.

        Args:
            tally: Counts made on a form of the compiled scheme.

        Returns:
            Exact scores, by the item-first rule: marks are averaged over the
            valid marks of an item inside each group, then items, then groups.

        Raises:
            EmptyVoterGroupError: If a weighted group has no valid mark for a
                weighted item and the scheme says no more than "error".

        Source:
            The scheme's own weights and values; a blank is never a zero.
        """
        cells = len(self.items) * self.columns
        worth = [_times(weight, line) for weight, line in self.items]
        flat = [value for line in worth for value in line]
        found: list[Fraction] = []
        for subject in range(len(tally.form.subject_ids)):
            at = subject * cells
            blocks = [vector[at : at + cells] for vector in tally.counts]
            found.append(self._score(tally, subject, blocks, worth, flat))
        return tuple(found)

    def _score(
        self,
        tally: Tally,
        subject: int,
        blocks: list[tuple[int, ...]],
        worth: list[tuple[int, ...]],
        flat: list[int],
    ) -> Fraction:
        columns, missing = self.columns, len(NO_CHOICES)
        above, below = 0, 1
        for weight, block, ballots in zip(
            self.groups, blocks, tally.ballots, strict=True
        ):
            if not weight:
                continue
            lost = sum(
                sum(block[columns - m :: columns]) for m in range(1, missing + 1)
            )
            if lost == 0 and ballots:
                # Without missing marks every item has the same base.
                part, base = sum(map(mul, block, flat)), ballots
            else:
                bases = self._bases(block)
                if not all(bases):
                    return self._score_with_empty_cells(tally.form, subject, blocks)
                base = lcm(*bases)
                part = sum(
                    base
                    // bases[i]
                    * sum(map(mul, block[i * columns : (i + 1) * columns], line))
                    for i, line in enumerate(worth)
                )
            above, below = above * base + weight * part * below, below * base
        return Fraction(above, below * self.denominator)

    def _bases(self, block: tuple[int, ...]) -> list[int]:
        # An item of weight 0 may stay unmarked; its base must then not be 0.
        columns, options = self.columns, self.columns - len(NO_CHOICES)
        return [
            sum(block[i * columns : i * columns + options]) or int(weight == 0)
            for i, (weight, _) in enumerate(self.items)
        ]

    def _score_with_empty_cells(
        self, form: BallotForm, subject: int, blocks: list[tuple[int, ...]]
    ) -> Fraction:
        total, all_weights = Fraction(), sum(self.groups)
        bases = [self._bases(block) for block in blocks]
        for item, (weight, line) in enumerate(self.items):
            if not weight:
                continue
            part, kept = Fraction(), 0
            for group, group_weight in enumerate(self.groups):
                if not group_weight:
                    continue
                if base := bases[group][item]:
                    at = item * self.columns
                    marks = blocks[group][at : at + self.columns]
                    part += Fraction(group_weight * sum(map(mul, marks, line)), base)
                    kept += group_weight
                elif self.policy is EmptyGroupPolicy.ERROR:
                    raise EmptyVoterGroupError(
                        form.group_ids[group],
                        form.subject_ids[subject],
                        form.item_ids[item],
                    )
            if not kept:
                raise EmptyVoterGroupError(
                    "all", form.subject_ids[subject], form.item_ids[item]
                )
            if self.policy is EmptyGroupPolicy.RENORMALIZE:
                part = part * all_weights / kept
            total += weight * part
        return total / self.denominator


def _times(weight: int, line: tuple[int, ...]) -> tuple[int, ...]:
    """Return every value of a line times its weight."""
    return tuple(weight * value for value in line)


def _integers(values: list[Fraction]) -> tuple[tuple[int, ...], int]:
    unit = lcm(*(value.denominator for value in values))
    return tuple(int(value * unit) for value in values), unit

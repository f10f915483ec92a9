"""Scores by voter group or by item, and the weights that join them."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction
from typing import Self

import attrs

from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.assessment import Assessment
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import ComponentKind, EmptyGroupPolicy, ReviewRules


class CriterionKind(Enum):
    """What weights belong to."""

    GROUP = "group"
    ITEM = "item"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _LABELS[self]


_LABELS = {
    CriterionKind.GROUP: Label(zh="参评主体", en="voter group"),
    CriterionKind.ITEM: Label(zh="测评项目", en="item"),
}


@attrs.frozen(kw_only=True, repr=False)
class Criteria:
    """Ballot scores taken apart by voter group or by item.

    The total is ``fixed + share * sum(weights * values)``. Values of a voter
    group are for the review body: whoever prints what follows from them passes
    the disclosure gate.

    Attributes:
        kind: Voter groups or items.
        ids: Codes of the criteria.
        labels: Their names.
        weights: Their shares of the whole; they sum to 1.
        values: Per subject, in the order of the form, the ballot score that
            each criterion alone would give.
        ballots: Per subject, the ballot score: the sum of weights times values.
        fixed: Per subject, points that no ballot decides.
        share: Weight of the ballots in the total.
    """

    kind: CriterionKind
    ids: tuple[str, ...]
    labels: tuple[Label, ...]
    weights: tuple[Fraction, ...]
    values: tuple[tuple[Fraction, ...], ...]
    ballots: tuple[Fraction, ...]
    fixed: tuple[Fraction, ...]
    share: Fraction

    @classmethod
    def of(cls, assessment: Assessment, kind: CriterionKind) -> Self:
        """Take the scores of an assessment apart.

        Args:
            assessment: The assessment.
            kind: Voter groups or items.

        Returns:
            The criteria.

        Raises:
            ValueRangeError: If `criteria_refusal` says why they cannot be.
        """
        refused = criteria_refusal(assessment, kind)
        if refused is not None:
            raise ValueRangeError(f"weights by {kind.label.en}", refused.en, "a remedy")
        rules = assessment.rules
        share = ballot_share(rules)
        if kind is CriterionKind.ITEM:
            ids = tuple(item.item_id for item in rules.items)
            labels = tuple(item.label for item in rules.items)
            weights = tuple(map(rules.item_weight, rules.items))
        else:
            ids = tuple(group.group_id for group in rules.voter_groups)
            labels = tuple(group.label for group in rules.voter_groups)
            weights = tuple(map(rules.group_weight, rules.voter_groups))
        values: list[tuple[Fraction, ...]] = []
        ballots: list[Fraction] = []
        fixed: list[Fraction] = []
        for subject in assessment.tally.form.subject_ids:
            standing = assessment.standing(subject)
            if kind is CriterionKind.ITEM:
                line = tuple(item.score for item in standing.items)
            else:
                line = tuple(g.score or Fraction(0) for g in standing.groups)
            values.append(line)
            ballots.append(
                sum((w * v for w, v in zip(weights, line, strict=True)), Fraction())
            )
            fixed.append(standing.score - share * ballots[-1])
        return cls(
            kind=kind,
            ids=ids,
            labels=labels,
            weights=weights,
            values=tuple(values),
            ballots=tuple(ballots),
            fixed=tuple(fixed),
            share=share,
        )

    def total(self, subject: int) -> Fraction:
        """Return a subject's total under the weights in force."""
        return self.fixed[subject] + self.share * self.ballots[subject]

    def __repr__(self) -> str:
        """Tell what was taken apart, never a score of a group."""
        return f"Criteria({self.kind.label.en}: {', '.join(self.ids)})"


def ballot_share(rules: ReviewRules) -> Fraction:
    """Return the weight of the ballots in the total."""
    return sum(
        (c.weight for c in rules.components if c.kind is ComponentKind.BALLOTS),
        Fraction(),
    )


def criteria_refusal(assessment: Assessment, kind: CriterionKind) -> Label | None:
    """Return why weights of a kind cannot be moved; None where they can.

    Args:
        assessment: The assessment.
        kind: Voter groups or items.

    Returns:
        The reason, with what is needed.
    """
    if (refused := plain_refusal(assessment)) is not None:
        return refused
    rules, items = assessment.rules, kind is CriterionKind.ITEM
    number = len(rules.items if items else rules.voter_groups)
    if number < 2:
        return Label(
            zh=f"只有一个{kind.label.zh}，权重无从变动；至少需要两个",
            en=f"only one {kind.label.en}: no weight can move; at least two are needed",
        )
    missing = _unmarked_items if items else _unmarked_groups
    for what, subject in missing(assessment):
        return Label(
            zh=f"{subject} 在{kind.label.zh}“{what}”缺有效选项，权重无从变动；"
            "请补齐有效选项",
            en=f"{kind.label.en} {what!r} lacks valid marks for {subject!r}: no weight "
            "can move; marks are needed there",
        )
    return None


def _unmarked_items(assessment: Assessment) -> Iterator[tuple[str, str]]:
    tally, rules = assessment.tally, assessment.rules
    # What is a mistake in an item that counts is one in an item that may count.
    enough = all if rules.empty_group is EmptyGroupPolicy.ERROR else any
    groups = [at for at, group in enumerate(rules.voter_groups) if group.weight]
    for at, item in enumerate(rules.items):
        # Only an item without weight may be left without marks.
        subjects = () if item.weight else tally.form.subject_ids
        for place, subject in enumerate(subjects):
            if not enough(sum(tally.options(g, place, at)) for g in groups):
                yield item.item_id, subject


def _unmarked_groups(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for subject in assessment.tally.form.subject_ids:
        for group in assessment.standing(subject).groups:
            if group.score is None:
                yield group.group_id, subject

"""The scores of a conference, as figures and as shares of the voter groups."""

from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._figure import Cell, Figure
from partybuild.analysis.disclosure._possible import Share
from partybuild.analysis.disclosure._total_terms import measured_terms
from partybuild.assessment import Assessment
from partybuild.kernel import Record
from partybuild.rules import ComponentKind, EmptyGroupPolicy, Item


@attrs.frozen(kw_only=True)
class ScoreFigures(Record):
    """The scores of one subject, by what they are made of.

    Attributes:
        total: The ballot score, over all voter groups and items.
        items: Item scores over all voter groups.
        groups: Scores of single voter groups over all items.
    """

    total: Figure
    items: tuple[Figure, ...]
    groups: tuple[Figure, ...]


def item_shares(assessment: Assessment, subject: int, item: int) -> list[Share]:
    """Return what each voter group adds to an item score.

    Args:
        assessment: The assessment.
        subject: Place of the subject on the form.
        item: Place of the item on the form.

    Returns:
        The groups with a weight and a valid mark; their weighted means add up
        to the item score.
    """
    review, tally = assessment.review, assessment.tally
    rules = review.rules_by_class()[review.class_of(tally.form.subject_ids[subject])]
    marks = [
        (group, sum(tally.options(at, subject, item)))
        for at, group in enumerate(rules.voter_groups)
    ]
    present = [rules.group_weight(group) for group, number in marks if number]
    whole = sum(present, Fraction())
    if rules.empty_group is EmptyGroupPolicy.ZERO or not whole:
        whole = Fraction(1)
    values = tuple(o.value for o in rules.scale_of(rules.items[item]).options)
    return [
        Share(
            group_id=group.group_id,
            weight=rules.group_weight(group) / whole,
            marks=number,
            values=values,
        )
        for group, number in marks
        if number and group.weight
    ]


def score_figures(assessment: Assessment) -> tuple[ScoreFigures, ...]:
    """Return the figures of all subjects, those that are alike only once.

    Cells of two subjects never stand in one figure, and where the same groups
    marked the same items, what holds for one subject holds for the other.

    Args:
        assessment: The assessment.

    Returns:
        One entry per way in which scores are made up; one in all where every
        group marked every item.
    """
    review, tally = assessment.review, assessment.tally
    alike: dict[object, int] = {}
    for subject, subject_id in enumerate(tally.form.subject_ids):
        marked = [
            any(tally.options(group, subject, item))
            for group in range(len(tally.form.group_ids))
            for item in range(len(tally.form.items))
        ]
        alike.setdefault((review.class_of(subject_id), *marked), subject)
    return tuple(dict.fromkeys(_figures(assessment, s) for s in alike.values()))


def _figures(assessment: Assessment, subject: int) -> ScoreFigures:
    review = assessment.review
    subject_id = assessment.tally.form.subject_ids[subject]
    rules = review.rules_by_class()[review.class_of(subject_id)]
    shares = [
        component.weight
        for component in rules.components
        if component.kind is ComponentKind.BALLOTS
    ]
    rows = [
        (item, _terms(assessment, subject, at, item))
        for at, item in enumerate(rules.items)
    ]
    return ScoreFigures(
        total=Figure(
            "total",
            [
                *(
                    (cell, share * factor * rules.item_weight(item))
                    for share in shares
                    for item, row in rows
                    for cell, factor in row
                ),
                *measured_terms(assessment, subject_id),
            ],
        ),
        items=tuple(Figure(f"item {item.item_id}", row) for item, row in rows),
        groups=tuple(
            Figure(
                f"group {group.group_id}",
                (
                    (Cell(group.group_id, item.item_id), rules.item_weight(item))
                    for item in rules.items
                ),
            )
            for group in rules.voter_groups
        ),
    )


def _terms(
    assessment: Assessment, subject: int, at: int, item: Item
) -> tuple[tuple[Cell, Fraction], ...]:
    return tuple(
        (Cell(share.group_id, item.item_id), share.weight)
        for share in item_shares(assessment, subject, at)
    )

"""What of the ballots a total is made of, however the scheme takes it."""

from collections.abc import Iterator
from fractions import Fraction

from partybuild.analysis.disclosure._figure import Cell
from partybuild.assessment import Assessment
from partybuild.rules import (
    BallotMeasure,
    ComponentKind,
    Measure,
    RateMeasure,
    ReviewRules,
    SumMeasure,
    TrimmedMean,
    measure_operands,
)


def measured_terms(
    assessment: Assessment, subject_id: str
) -> Iterator[tuple[Cell, Fraction]]:
    """Yield the cells that measures bring into a total, with their factors.

    Points by steps or places tell less than the value they are read off; they
    count as if the value itself were printed, so the audit errs on the safe side.

    Args:
        assessment: The assessment.
        subject_id: Subject.

    Yields:
        Cells and factors; those of measures that no component takes are not
        among them.
    """
    rules = assessment.review.rules_by_class()[assessment.review.class_of(subject_id)]
    by_id = {measure.measure_id: measure for measure in rules.measures}
    for component in rules.components:
        if component.kind is ComponentKind.MEASURE:
            measure = by_id[component.measure_id]
            for cell, factor in _terms(measure, by_id, rules):
                yield cell, component.weight * factor


def drops_extremes(assessment: Assessment) -> bool:
    """Return whether a scheme of the conference takes a mean without extremes.

    Args:
        assessment: The assessment.

    Returns:
        Whether it does. Then ``max + min == n * full - (n - 2) * trimmed`` of a
        group, so that its full means must not be printed.
    """
    return any(
        isinstance(measure, BallotMeasure) and isinstance(measure.average, TrimmedMean)
        for rules in assessment.review.rules_by_class().values()
        for measure in rules.measures
    )


def _terms(
    measure: Measure, by_id: dict[str, Measure], rules: ReviewRules
) -> Iterator[tuple[Cell, Fraction]]:
    match measure:
        case BallotMeasure():
            yield from _weighted_terms(measure, rules)
        case RateMeasure(item_id=item_id):
            for group in rules.voter_groups:
                yield Cell(group.group_id, item_id), rules.group_weight(group)
        case SumMeasure(parts=parts):
            for part in parts:
                for cell, factor in _terms(by_id[part.measure_id], by_id, rules):
                    yield cell, part.weight * factor
        case _:
            for operand in dict.fromkeys(measure_operands(measure)):
                yield from _terms(by_id[operand], by_id, rules)


def _weighted_terms(
    measure: BallotMeasure, rules: ReviewRules
) -> Iterator[tuple[Cell, Fraction]]:
    for item in rules.items:
        for group in rules.voter_groups:
            if not measure.items or item.item_id in measure.items:
                factor = rules.item_weight(item) * rules.group_weight(group)
                if not measure.groups or group.group_id in measure.groups:
                    yield Cell(group.group_id, item.item_id), factor

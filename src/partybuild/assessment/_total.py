"""The total of one subject: components by weight, bonus and deduction."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from partybuild.assessment._derive import weighted
from partybuild.assessment._events import derive_events, limited
from partybuild.conference import EnteredScore
from partybuild.errors import ReviewRuleError
from partybuild.kernel import Derivation, Label, Operation, Term
from partybuild.rules import (
    Adjustment,
    AdjustmentKind,
    Component,
    ComponentKind,
    ReviewRules,
)

TOTAL_SCORE = Label(zh="总分", en="total score")


def derive_total(
    ballots: Derivation | None,
    rules: ReviewRules,
    entered: Sequence[EnteredScore],
    measures: Mapping[str, Derivation] | None = None,
) -> Derivation:
    """Compose the ballot score with entered scores, measures and adjustments.

    Args:
        ballots: Derivation of the ballot score; None where no component takes it.
        rules: Scheme.
        entered: The subject's entered scores, every component of the scheme
            among them.
        measures: The subject's measures, where components take any.

    Returns:
        The total; the ballot score itself where the scheme has nothing else.

    Raises:
        ReviewRuleError: If a component takes the ballots and there is no score.
    """
    points = {entry.entry_id: entry for entry in entered}
    parts = [
        Term(_component(component, ballots, points, measures or {}), component.weight)
        for component in rules.components
    ]
    parts += [
        Term(node, Fraction(1))
        for rule in rules.adjustments
        for node in _adjusted(rule, points)
    ]
    if len(parts) == 1 and parts[0].factor == 1:
        return parts[0].node
    return weighted(TOTAL_SCORE, parts)


def _component(
    component: Component,
    ballots: Derivation | None,
    points: Mapping[str, EnteredScore],
    measures: Mapping[str, Derivation],
) -> Derivation:
    if component.kind is ComponentKind.MEASURE:
        return measures[component.measure_id]
    if component.kind is ComponentKind.ENTERED:
        return entered_node(component.label, points[component.component_id])
    if ballots is None:
        raise ReviewRuleError(
            f"component {component.component_id!r}",
            "the score of the ballots was not derived",
            "pass it to derive_total",
        )
    return ballots


def entered_node(label: Label, entry: EnteredScore) -> Derivation:
    """Return the leaf of a value that a body handed in, with its source."""
    return Derivation(
        operation=Operation.ENTERED,
        name=label,
        value=entry.points,
        statement=Label(zh=f"来源：{entry.source.zh}", en=f"source: {entry.source.en}"),
    )


def _adjusted(
    rule: Adjustment, points: Mapping[str, EnteredScore]
) -> tuple[Derivation, ...]:
    if rule.lines:
        nodes = derive_events(rule.lines, rule.taken, points)
        if not nodes:
            return ()
        whole = weighted(rule.label, [Term(node) for node in nodes])
        held = limited(whole, rule.label, least=None, most=rule.limit)
        signed = -held.number if rule.kind is AdjustmentKind.DEDUCTION else held.number
        return (
            Derivation(
                operation=Operation.WEIGHTED_SUM,
                name=rule.label,
                value=signed,
                terms=(Term(held, Fraction(1 if signed == held.number else -1)),),
                basis=rule.basis,
            ),
        )
    if rule.adjustment_id not in points:
        return ()
    return (_whole(rule, points[rule.adjustment_id]),)


def _whole(rule: Adjustment, entry: EnteredScore) -> Derivation:
    points = entry.points if rule.limit is None else min(entry.points, rule.limit)
    limited_to = points != entry.points
    signed = -points if rule.kind is AdjustmentKind.DEDUCTION else points
    zh = f"来源：{entry.source.zh}" + (f"；上限 {rule.limit}" if limited_to else "")
    en = f"source: {entry.source.en}" + (
        f"; limited to {rule.limit}" if limited_to else ""
    )
    return Derivation(
        operation=Operation.ENTERED,
        name=rule.label,
        value=signed,
        statement=Label(zh=zh, en=en),
        basis=rule.basis,
    )

"""Components, sums and adjustments: units, limits, and parts without effect."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from partybuild.kernel import Basis, Finding, exact_text
from partybuild.rules._ballot_check import Distribution, OverallAgrees
from partybuild.rules._ballot_policy import Base
from partybuild.rules._composition import (
    Adjustment,
    AdjustmentKind,
    ComponentKind,
    Composition,
)
from partybuild.rules._condition import Compared, Placed, plain_conditions
from partybuild.rules._conversion import StepMeasure, SumMeasure
from partybuild.rules._event_line import EventLine
from partybuild.rules._lint._report import Case, found, percent
from partybuild.rules._lint._scheme import limit_of
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)
from partybuild.rules._measures import measure_operands
from partybuild.rules._other_grading import ConditionGrading, RankGrading
from partybuild.rules._review_rules import ReviewRules

Weighed = tuple[str, Fraction]
"""Measure and weight; the empty code stands for what is no measure."""


def lint_parts(case: Case) -> Iterator[Finding]:
    """Find parts that do not fit together, or do nothing.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    yield from _sums(case)
    for adjustment in case.rules.adjustments:
        yield from _adjusted(adjustment)
    for measure in case.rules.measures:
        if isinstance(measure, EventMeasure):
            yield from _lines(f"measures.{measure.measure_id}", measure.lines, None)
    yield from _unweighed(case.rules)
    yield from _unused(case.rules)
    yield from _unlimited(case.rules)
    yield from _kinds(case.rules)


def _sums(case: Case) -> Iterator[Finding]:
    rules = case.rules
    parts = [(c.measure_id, c.weight) for c in rules.components]
    weighted = rules.composition is Composition.WEIGHTED
    yield from _one_sum(case, "components", None, parts, weighted=weighted)
    for measure in rules.measures:
        subject = f"measures.{measure.measure_id}"
        if isinstance(measure, SumMeasure):
            terms = [(part.measure_id, part.weight) for part in measure.parts]
            declared = measure.weight_total is not None
            yield from _one_sum(case, subject, measure.basis, terms, weighted=declared)
        elif isinstance(measure, StepMeasure):
            for at, step in enumerate(measure.steps, start=1):
                asked = [
                    c.measure_id
                    for c in plain_conditions(step.when)
                    if isinstance(c, Compared | Placed)
                ]
                yield from _bases(rules, f"{subject}.steps.{at}", step.basis, asked)
    if isinstance(rules.grading, ConditionGrading):
        for at, one in enumerate(rules.grading.cases, start=1):
            asked = [
                c.measure_id
                for c in plain_conditions(one.when)
                if isinstance(c, Compared | Placed)
            ]
            yield from _bases(rules, f"grading.cases.{at}", one.basis, asked)


def _one_sum(
    case: Case,
    subject: str,
    basis: Basis | None,
    parts: Sequence[Weighed],
    *,
    weighted: bool,
) -> Iterator[Finding]:
    asked = [measure_id for measure_id, weight in parts if measure_id and weight]
    yield from _bases(case.rules, subject, basis, asked)
    total = sum((weight for _, weight in parts), Fraction())
    if weighted:
        yield from _units(case, subject, basis, parts)
    elif len(parts) > 1 and all(0 < weight < 1 for _, weight in parts) and total != 1:
        text = percent(total)
        yield found(
            32,
            subject,
            (f"合计 {text}", f"sum {text}"),
            basis,
            facts={"total": exact_text(total)},
        )


def _units(
    case: Case, subject: str, basis: Basis | None, parts: Sequence[Weighed]
) -> Iterator[Finding]:
    scheme = case.schemes[0]
    rates = {m.measure_id for m in case.rules.measures if isinstance(m, RateMeasure)}
    shares = [code for code, weight in parts if code in rates and weight]
    points = [
        code
        for code, weight in parts
        if weight
        and code not in rates
        and (not code or (high := scheme.reach(code)[1]) is None or high > 1)
    ]
    if shares and points:
        name = case.name(shares[0])
        yield found(
            23,
            subject,
            (f"“{name.zh}”", name.en),
            basis,
            facts={"shares": ", ".join(shares)},
        )


def _bases(
    rules: ReviewRules, subject: str, basis: Basis | None, asked: Sequence[str]
) -> Iterator[Finding]:
    bases: dict[Base, str] = {}
    for measure in rules.measures:
        if measure.measure_id in asked and isinstance(
            measure, RateMeasure | BallotMeasure
        ):
            bases.setdefault(measure.base, measure.measure_id)
    if len(bases) > 1:
        facts = {measure: base.value for base, measure in bases.items()}
        told = "、".join(f"{m}（{base}）" for m, base in facts.items())
        en = ", ".join(f"{m} ({base})" for m, base in facts.items())
        yield found(24, subject, (told, en), basis, facts=facts)


def _adjusted(rule: Adjustment) -> Iterator[Finding]:
    subject = f"adjustments.{rule.adjustment_id}"
    if rule.kind is AdjustmentKind.BONUS and limit_of(rule) is None:
        yield found(25, subject, (f"“{rule.label.zh}”", rule.label.en), rule.basis)
    if rule.limit == 0:
        yield found(31, subject, (f"“{rule.label.zh}”", rule.label.en), rule.basis)
        return
    yield from _lines(subject, rule.lines, rule.limit)


def _lines(
    subject: str, lines: Sequence[EventLine], limit: Fraction | None
) -> Iterator[Finding]:
    for line in lines:
        one = line.each if line.each is not None else line.least
        limits = [] if limit is None else [limit]
        limits += [] if line.most is None or line.each is None else [line.most]
        if one is not None and any(one > most for most in limits):
            points, most = exact_text(one), exact_text(min(limits))
            yield found(
                26,
                f"{subject}.{line.line_id}",
                (
                    f"“{line.label.zh}”{points} 分，上限 {most} 分",
                    f"{line.label.en}, {points} points, limit {most}",
                ),
                line.basis,
                facts={"points": points, "limit": most},
            )


def _used_measures(rules: ReviewRules) -> set[str]:
    used = {c.measure_id for c in rules.components}
    used |= {key for quota in rules.quotas for key in quota.tie_keys}
    whens = [cap.when for cap in rules.caps] + [e.when for e in rules.eligibility]
    whens += [consequence.when for consequence in rules.consequences]
    whens += [judgment.when for judgment in rules.judgments]
    if isinstance(rules.grading, ConditionGrading):
        whens += [one.when for one in rules.grading.cases]
    if isinstance(rules.grading, RankGrading):
        used.add(rules.grading.measure_id)
    used |= {
        condition.measure_id
        for when in whens
        for condition in plain_conditions(when)
        if isinstance(condition, Compared | Placed)
    }
    return used | {o for measure in rules.measures for o in measure_operands(measure)}


def _unused(rules: ReviewRules) -> Iterator[Finding]:
    used = _used_measures(rules)
    for measure in rules.measures:
        if measure.measure_id not in used:
            yield found(
                34,
                f"measures.{measure.measure_id}",
                (f"“{measure.label.zh}”", measure.label.en),
                measure.basis,
            )


def _unweighed(rules: ReviewRules) -> Iterator[Finding]:
    asked = {m.item_id for m in rules.measures if isinstance(m, RateMeasure)}
    for check in rules.ballot_checks:
        if isinstance(check, OverallAgrees):
            asked |= {check.overall, *check.items}
        elif isinstance(check, Distribution):
            asked.add(check.item_id)
    for item in rules.items:
        weights = [item.weight, *(w.weight for w in item.class_weights)]
        if not any(weights) and item.item_id not in asked:
            yield found(
                31,
                f"items.{item.item_id}",
                (f"“{item.label.zh}”", item.label.en),
                item.basis,
            )
    for group in rules.voter_groups:
        weights = [group.weight, *(w.weight for w in group.class_weights)]
        if not any(weights) and not any(
            isinstance(m, RateMeasure) and m.pooled for m in rules.measures
        ):
            yield found(
                31,
                f"voter_groups.{group.group_id}",
                (f"“{group.label.zh}”", group.label.en),
                group.basis,
            )
    for part in rules.components:
        if not part.weight and len(rules.components) > 1:
            yield found(
                31,
                f"components.{part.component_id}",
                (f"“{part.label.zh}”", part.label.en),
                part.basis,
            )


def _unlimited(rules: ReviewRules) -> Iterator[Finding]:
    for part in rules.components:
        if part.kind is ComponentKind.ENTERED and part.weight:
            subject, name = f"components.{part.component_id}", part.label
            yield found(35, subject, (f"“{name.zh}”", name.en), part.basis)
    for measure in rules.measures:
        if isinstance(measure, EnteredMeasure) and measure.most is None:
            subject, name = f"measures.{measure.measure_id}", measure.label
            yield found(35, subject, (f"“{name.zh}”", name.en), measure.basis)


def _kinds(rules: ReviewRules) -> Iterator[Finding]:
    groups: dict[str, list[str]] = {}
    for group in rules.voter_groups:
        for kind in dict.fromkeys(group.kinds):
            groups.setdefault(kind, []).append(group.group_id)
    for kind, found_in in sorted(groups.items()):
        if len(found_in) > 1:
            ids = ", ".join(found_in)
            yield found(
                56,
                "voter_groups",
                (f"“{kind}”（{ids}）", f"{kind} ({ids})"),
                facts={"kind": kind, "groups": ids},
            )

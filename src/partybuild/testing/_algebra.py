"""Strategies for schemes that use the whole review-rule algebra."""

from fractions import Fraction

import attrs
from hypothesis import strategies as st

from partybuild.rules import (
    TOTAL,
    Adjustment,
    Cap,
    ClassWeight,
    Component,
    ConditionGrading,
    Consequence,
    Eligibility,
    EnteredMeasure,
    EventMeasure,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    GradingRule,
    GroupSet,
    InClass,
    Measure,
    Quota,
    QuotaBase,
    QuotaRounding,
    QuotaScope,
    RankGrading,
    ReviewRules,
    SubjectClass,
    Taken,
    TiePolicy,
    Ungraded,
    UnitCeiling,
    UnitGraded,
)
from partybuild.testing._algebra_measures import (
    BOOLS,
    CLASSES,
    POINTS,
    SHARES,
    UNIT_GRADES,
    converted_measures,
    event_lines,
    handed_in_measures,
    measures_from_ballots,
    named,
    some_conditions,
)
from partybuild.testing._schemes import rules
from partybuild.testing._values import exact_numbers
from partybuild.testing.plain import OWN, plain_grading


@st.composite
def _other_gradings(
    draw: st.DrawFn, measures: list[str], caps: list[str]
) -> GradingRule:
    grades = [Grade(grade_id=f"grade-{at}", label=named(f"g{at}")) for at in range(3)]
    match draw(st.sampled_from(["bands", "cases", "places", "none"])):
        case "bands":
            return plain_grading([80, 60])
        case "none":
            return Ungraded(basis=OWN)
        case "places":
            share = draw(st.sampled_from([Fraction(1, 5), Fraction(1, 3)]))
            rest = draw(st.integers(0, 2))
            return RankGrading(
                grades=[
                    GradeShare(
                        grade_id=grade.grade_id,
                        label=grade.label,
                        share=None if at == rest else share,
                        rounding=draw(st.sampled_from(QuotaRounding)),
                    )
                    for at, grade in enumerate(grades)
                ],
                measure_id=draw(st.sampled_from(measures)),
                basis=OWN,
            )
        case _:
            return ConditionGrading(
                grades=grades,
                cases=[
                    GradeCase(
                        grade_id=f"grade-{at}",
                        when=draw(some_conditions(measures, caps)),
                        basis=OWN,
                    )
                    for at in range(2)
                ],
                otherwise="grade-2",
                basis=OWN,
            )


@st.composite
def _other_quotas(
    draw: st.DrawFn, grade_ids: tuple[str, ...], measures: list[str]
) -> tuple[Quota, ...]:
    if len(grade_ids) < 2 or draw(BOOLS):
        return ()
    by_unit = draw(BOOLS)
    ties = draw(st.sampled_from([t for t in TiePolicy if t is not TiePolicy.DECISION]))
    keys = ties is TiePolicy.KEYS
    if keys and not measures:
        ties, keys = TiePolicy.EXCLUDE, False
    ceiling = draw(SHARES)
    return (
        Quota(
            quota_id="quota",
            grade_id=draw(st.sampled_from(grade_ids[:-1])),
            ceiling=ceiling,
            heads=draw(st.none() | st.integers(0, 3)),
            rounding=draw(st.sampled_from(QuotaRounding)),
            scope=QuotaScope.UNIT if by_unit else QuotaScope.ALL,
            base=draw(st.sampled_from(QuotaBase)),
            by_unit_grade=[
                UnitCeiling(unit_grade=grade, ceiling=draw(SHARES), basis=OWN)
                for grade in UNIT_GRADES
            ]
            if by_unit and draw(BOOLS)
            else (),
            with_approval=draw(st.none() | st.just(Fraction(1))),
            held_down_take_place=draw(BOOLS),
            ties=ties,
            tie_keys=[draw(st.sampled_from(measures))] if keys else (),
            basis=OWN,
        ),
    )


@st.composite
def algebraic_rules(draw: st.DrawFn) -> ReviewRules:
    """Generate schemes that use every part of the review-rule algebra.

    They have up to six measures of every kind, components that take some of them,
    grades by bands, conditions or places or none, caps by facts and conditions,
    quotas by unit, eligibility and consequences.

    Args:
        draw: Hypothesis' own.

    Returns:
        The scheme; its ballots are those of `rules`.
    """
    scheme = draw(rules(positive=True))
    caps = ["veto"]
    measures: list[Measure] = [
        draw(measures_from_ballots(f"b{at}", scheme))
        for at in range(draw(st.integers(1, 2)))
    ]
    measures += [
        draw(handed_in_measures(f"h{at}")) for at in range(draw(st.integers(1, 2)))
    ]
    full = [m.measure_id for m in measures if isinstance(m, EventMeasure)]
    # A table of events may take everything; a required value above 0 may not.
    positive = [
        m.measure_id
        for m in measures
        if isinstance(m, EnteredMeasure) and m.required and m.measure_id not in full
    ]
    for at in range(draw(st.integers(0, 2))):
        before = [measure.measure_id for measure in measures]
        measures.append(draw(converted_measures(f"c{at}", before, positive, caps)))
    ids = [measure.measure_id for measure in measures]
    asked = [*ids, TOTAL]
    grading = draw(_other_gradings(asked, caps))
    return attrs.evolve(
        draw(_with_classes(scheme)),
        measures=draw(st.permutations(measures)),
        components=draw(_components(ids)),
        composition="added",
        adjustments=draw(_adjustments()),
        grading=grading,
        quotas=draw(_other_quotas(grading.grade_ids, ids)),
        caps=[
            Cap(
                cap_id="veto",
                label=named("veto"),
                grade_id=grading.grade_ids[-1],
                when=draw(st.just([]) | some_conditions(asked, caps)),
                basis=OWN,
            )
        ],
        eligibility=[
            Eligibility(
                rule_id="too-new",
                label=named("too-new"),
                when=[InClass(classes=["deputy"]), UnitGraded(grades=["一般"])],
                basis=OWN,
            )
        ]
        if draw(BOOLS)
        else (),
        consequences=[
            Consequence(
                consequence_id="talk",
                label=named("talk"),
                action="talk",
                when=[
                    *draw(some_conditions(asked, caps)),
                    Graded(grades=[grading.grade_ids[-1]]),
                ],
                basis=OWN,
            )
        ],
    )


@st.composite
def _with_classes(draw: st.DrawFn, scheme: ReviewRules) -> ReviewRules:
    classes = [SubjectClass(class_id=one, label=named(one)) for one in CLASSES]
    if not draw(BOOLS):
        return attrs.evolve(scheme, subject_classes=classes)
    first = scheme.voter_groups[0]
    inside = GroupSet(
        set_id="within",
        label=named("within"),
        weight=first.weight,
        total=4,
        basis=OWN,
    )
    # For heads the first group stands as it did; the set takes its place.
    groups = [
        attrs.evolve(first, weight=4, within="within"),
        *scheme.voter_groups[1:],
    ]
    items = scheme.items
    if len(items) > 1:
        one, other = items[0], items[1]
        swapped = {one.item_id: other.weight, other.item_id: one.weight}
        items = tuple(
            attrs.evolve(
                item,
                class_weights=[
                    ClassWeight(
                        class_id="deputy", weight=swapped[item.item_id], basis=OWN
                    )
                ],
            )
            if item.item_id in swapped
            else item
            for item in items
        )
    return attrs.evolve(
        scheme,
        subject_classes=classes,
        items=items,
        voter_groups=groups,
        group_sets=[inside],
    )


@st.composite
def _components(draw: st.DrawFn, measures: list[str]) -> list[Component]:
    found = [
        Component(
            component_id=f"part-{measure}",
            label=named(measure),
            kind="measure",
            measure_id=measure,
            weight=draw(exact_numbers(0, 2)),
            basis=OWN,
        )
        for measure in draw(
            st.lists(st.sampled_from(measures), min_size=1, max_size=2, unique=True)
        )
    ]
    others = draw(st.lists(st.sampled_from(["ballots", "entered"]), unique=True))
    return found + [
        Component(
            component_id=kind,
            label=named(kind),
            kind=kind,
            weight=draw(exact_numbers(0, 2)),
            basis=OWN,
        )
        for kind in others
    ]


@st.composite
def _adjustments(draw: st.DrawFn) -> list[Adjustment]:
    return [
        Adjustment(
            adjustment_id=kind,
            label=named(kind),
            kind=kind,
            limit=draw(st.none() | POINTS),
            lines=draw(st.just([]) | event_lines(kind)),
            taken=draw(st.sampled_from(Taken)),
            basis=OWN,
        )
        for kind in draw(st.lists(st.sampled_from(["bonus", "deduction"]), unique=True))
    ]

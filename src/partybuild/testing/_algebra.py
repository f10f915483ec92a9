"""Strategies for schemes that use the whole review-rule algebra."""

from fractions import Fraction

import attrs
from hypothesis import strategies as st

from partybuild.kernel import Label
from partybuild.rules import (
    TOTAL,
    Adjustment,
    AnyOf,
    Average,
    BallotMeasure,
    Base,
    Cap,
    ClassWeight,
    Compared,
    Comparison,
    Component,
    Condition,
    ConditionGrading,
    Consequence,
    Eligibility,
    End,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    GradingRule,
    GroupSet,
    InClass,
    Measure,
    MedianMark,
    Part,
    Placed,
    PlainMean,
    Quota,
    QuotaBase,
    QuotaRounding,
    QuotaScope,
    RankGrading,
    RankMeasure,
    RateMeasure,
    Recorded,
    RelativeMeasure,
    ReviewRules,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    Taken,
    TiePolicy,
    TrimmedMean,
    Ungraded,
    UnitCeiling,
    UnitGraded,
)
from partybuild.testing._schemes import rules
from partybuild.testing._values import exact_numbers
from partybuild.testing.plain import OWN, plain_grading

UNIT_GRADES = ("优秀", "良好", "一般")
"""Grades that units hold in the schemes made here."""

CLASSES = ("head", "deputy")
"""Subject classes of the schemes made here."""

_AVERAGES: tuple[Average, ...] = (
    PlainMean(),
    MedianMark(),
    TrimmedMean(each=1, least_raters=3, too_few="plain_mean"),
    TrimmedMean(share="1/5", split_marks=True, least_raters=2, too_few="plain_mean"),
)
_POINTS = exact_numbers(0, 100)
_SHARES = st.integers(0, 10).map(lambda part: Fraction(part, 10))
_BOOLS = st.booleans()


def _named(code: str) -> Label:
    return Label(zh=f"指标{code}", en=f"measure {code}")


@st.composite
def _conditions(
    draw: st.DrawFn, measures: list[str], caps: list[str], *, deep: bool = True
) -> Condition:
    kinds = ["unit", "class", *(["compared", "placed"] if measures else [])]
    kinds += ["recorded"] if caps else []
    kinds += ["any"] if deep else []
    match draw(st.sampled_from(kinds)):
        case "compared":
            return Compared(
                measure_id=draw(st.sampled_from(measures)),
                comparison=draw(st.sampled_from(Comparison)),
                threshold=draw(_POINTS),
            )
        case "placed":
            return Placed(
                measure_id=draw(st.sampled_from(measures)),
                end=draw(st.sampled_from(End)),
                share=draw(_SHARES),
            )
        case "unit":
            return UnitGraded(grades=[draw(st.sampled_from(UNIT_GRADES))])
        case "class":
            return InClass(classes=[draw(st.sampled_from(CLASSES))])
        case "recorded":
            return Recorded(cap_id=draw(st.sampled_from(caps)))
        case _:
            inner = _conditions(measures, caps, deep=False)
            return AnyOf(conditions=draw(st.lists(inner, min_size=1, max_size=2)))


def _some_conditions(
    measures: list[str], caps: list[str]
) -> st.SearchStrategy[list[Condition]]:
    return st.lists(_conditions(measures, caps), min_size=1, max_size=2)


@st.composite
def _lines(draw: st.DrawFn, code: str) -> list[EventLine]:
    found: list[EventLine] = []
    for at in range(draw(st.integers(1, 2))):
        by_number = draw(_BOOLS)
        found.append(
            EventLine(
                line_id=f"{code}-{at}",
                label=_named(f"{code}-{at}"),
                each=draw(_POINTS) if by_number else None,
                least=None if by_number else 0,
                most=draw(st.none() | _POINTS) if by_number else 100,
                basis=OWN,
            )
        )
    return found


@st.composite
def _from_ballots(draw: st.DrawFn, code: str, scheme: ReviewRules) -> Measure:
    weighted = [item.item_id for item in scheme.items if item.weight]
    if draw(_BOOLS):
        average = draw(st.sampled_from(_AVERAGES))
        plain = isinstance(average, PlainMean)
        bases = [Base.VALID_MARKS, *([Base.RETURNED, Base.ISSUED] if plain else [])]
        return BallotMeasure(
            measure_id=code,
            label=_named(code),
            items=draw(st.just(()) | st.just((weighted[0],))),
            average=average,
            base=draw(st.sampled_from(bases)),
            basis=OWN,
        )
    item = draw(st.sampled_from(scheme.items))
    options = [option.option_id for option in scheme.options_of(item)]
    return RateMeasure(
        measure_id=code,
        label=_named(code),
        item_id=item.item_id,
        options=options[:1],
        less=draw(st.just(()) | st.just(options[-1:])),
        base=draw(st.sampled_from([Base.VALID_MARKS, Base.VALID_BALLOTS])),
        pooled=draw(_BOOLS),
        basis=OWN,
    )


@st.composite
def _handed_in(draw: st.DrawFn, code: str) -> Measure:
    if draw(_BOOLS):
        required = draw(_BOOLS)
        return EnteredMeasure(
            measure_id=code, label=_named(code), required=required, basis=OWN
        )
    return EventMeasure(
        measure_id=code,
        label=_named(code),
        full=draw(_POINTS.map(lambda points: points + 1)),
        lines=draw(_lines(code)),
        taken=draw(st.sampled_from(Taken)),
        basis=OWN,
    )


@st.composite
def _converted(
    draw: st.DrawFn, code: str, before: list[str], positive: list[str], caps: list[str]
) -> Measure:
    of = draw(st.sampled_from(before))
    kinds = ["steps", "rank", "sum", *(["relative"] if positive else [])]
    match draw(st.sampled_from(kinds)):
        case "steps":
            return StepMeasure(
                measure_id=code,
                label=_named(code),
                steps=[
                    Step(
                        when=draw(_some_conditions(before, caps)),
                        points=draw(_POINTS),
                        basis=OWN,
                    )
                    for _ in range(draw(st.integers(1, 2)))
                ],
                otherwise=draw(_POINTS),
                basis=OWN,
            )
        case "rank":
            return RankMeasure(
                measure_id=code,
                label=_named(code),
                of=of,
                full=draw(_POINTS),
                less=draw(exact_numbers(0, 5)),
                basis=OWN,
            )
        case "relative":
            return RelativeMeasure(
                measure_id=code,
                label=_named(code),
                of=draw(st.sampled_from(positive)),
                full=draw(_POINTS),
                basis=OWN,
            )
        case _:
            least, most = sorted([draw(_POINTS), draw(_POINTS)])
            return SumMeasure(
                measure_id=code,
                label=_named(code),
                parts=[
                    Part(measure_id=of, weight=draw(exact_numbers(-2, 2)), basis=OWN)
                ],
                least=draw(st.none() | st.just(least)),
                most=draw(st.none() | st.just(most)),
                basis=OWN,
            )


@st.composite
def _other_gradings(
    draw: st.DrawFn, measures: list[str], caps: list[str]
) -> GradingRule:
    grades = [Grade(grade_id=f"grade-{at}", label=_named(f"g{at}")) for at in range(3)]
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
                        when=draw(_some_conditions(measures, caps)),
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
    if len(grade_ids) < 2 or draw(_BOOLS):
        return ()
    by_unit = draw(_BOOLS)
    ties = draw(st.sampled_from(TiePolicy))
    keys = ties is TiePolicy.KEYS
    if keys and not measures:
        ties, keys = TiePolicy.EXCLUDE, False
    ceiling = draw(_SHARES)
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
                UnitCeiling(unit_grade=grade, ceiling=draw(_SHARES), basis=OWN)
                for grade in UNIT_GRADES
            ]
            if by_unit and draw(_BOOLS)
            else (),
            with_approval=draw(st.none() | st.just(Fraction(1))),
            held_down_take_place=draw(_BOOLS),
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
        draw(_from_ballots(f"b{at}", scheme)) for at in range(draw(st.integers(1, 2)))
    ]
    measures += [draw(_handed_in(f"h{at}")) for at in range(draw(st.integers(1, 2)))]
    full = [m.measure_id for m in measures if isinstance(m, EventMeasure)]
    # A table of events may take everything; a required value above 0 may not.
    positive = [
        m.measure_id
        for m in measures
        if isinstance(m, EnteredMeasure) and m.required and m.measure_id not in full
    ]
    for at in range(draw(st.integers(0, 2))):
        before = [measure.measure_id for measure in measures]
        measures.append(draw(_converted(f"c{at}", before, positive, caps)))
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
                label=_named("veto"),
                grade_id=grading.grade_ids[-1],
                when=draw(st.just([]) | _some_conditions(asked, caps)),
                basis=OWN,
            )
        ],
        eligibility=[
            Eligibility(
                rule_id="too-new",
                label=_named("too-new"),
                when=[InClass(classes=["deputy"]), UnitGraded(grades=["一般"])],
                basis=OWN,
            )
        ]
        if draw(_BOOLS)
        else (),
        consequences=[
            Consequence(
                consequence_id="talk",
                label=_named("talk"),
                action="talk",
                when=[
                    *draw(_some_conditions(asked, caps)),
                    Graded(grades=[grading.grade_ids[-1]]),
                ],
                basis=OWN,
            )
        ],
    )


@st.composite
def _with_classes(draw: st.DrawFn, scheme: ReviewRules) -> ReviewRules:
    classes = [SubjectClass(class_id=one, label=_named(one)) for one in CLASSES]
    if not draw(_BOOLS):
        return attrs.evolve(scheme, subject_classes=classes)
    first = scheme.voter_groups[0]
    inside = GroupSet(
        set_id="within",
        label=_named("within"),
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
            label=_named(measure),
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
            label=_named(kind),
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
            label=_named(kind),
            kind=kind,
            limit=draw(st.none() | _POINTS),
            lines=draw(st.just([]) | _lines(kind)),
            taken=draw(st.sampled_from(Taken)),
            basis=OWN,
        )
        for kind in draw(st.lists(st.sampled_from(["bonus", "deduction"]), unique=True))
    ]

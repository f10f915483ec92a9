"""Strategies for measures and conditions of every kind."""

from fractions import Fraction

from hypothesis import strategies as st

from partybuild.kernel import Label
from partybuild.rules import (
    AnyOf,
    Average,
    BallotMeasure,
    Base,
    Compared,
    Comparison,
    Condition,
    End,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    InClass,
    Measure,
    MedianMark,
    Part,
    Placed,
    PlainMean,
    RankMeasure,
    RateMeasure,
    Recorded,
    RelativeMeasure,
    ReviewRules,
    Step,
    StepMeasure,
    SumMeasure,
    Taken,
    TrimmedMean,
    UnitGraded,
)
from partybuild.testing._values import exact_numbers
from partybuild.testing.plain import OWN

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
POINTS = exact_numbers(0, 100)
SHARES = st.integers(0, 10).map(lambda part: Fraction(part, 10))
BOOLS = st.booleans()


def named(code: str) -> Label:
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
                threshold=draw(POINTS),
            )
        case "placed":
            return Placed(
                measure_id=draw(st.sampled_from(measures)),
                end=draw(st.sampled_from(End)),
                share=draw(SHARES),
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


def some_conditions(
    measures: list[str], caps: list[str]
) -> st.SearchStrategy[list[Condition]]:
    return st.lists(_conditions(measures, caps), min_size=1, max_size=2)


@st.composite
def event_lines(draw: st.DrawFn, code: str) -> list[EventLine]:
    found: list[EventLine] = []
    for at in range(draw(st.integers(1, 2))):
        by_number = draw(BOOLS)
        found.append(
            EventLine(
                line_id=f"{code}-{at}",
                label=named(f"{code}-{at}"),
                each=draw(POINTS) if by_number else None,
                least=None if by_number else 0,
                most=draw(st.none() | POINTS) if by_number else 100,
                basis=OWN,
            )
        )
    return found


@st.composite
def measures_from_ballots(draw: st.DrawFn, code: str, scheme: ReviewRules) -> Measure:
    weighted = [item.item_id for item in scheme.items if item.weight]
    if draw(BOOLS):
        average = draw(st.sampled_from(_AVERAGES))
        plain = isinstance(average, PlainMean)
        bases = [Base.VALID_MARKS, *([Base.RETURNED, Base.ISSUED] if plain else [])]
        return BallotMeasure(
            measure_id=code,
            label=named(code),
            items=draw(st.just(()) | st.just((weighted[0],))),
            average=average,
            base=draw(st.sampled_from(bases)),
            basis=OWN,
        )
    item = draw(st.sampled_from(scheme.items))
    options = [option.option_id for option in scheme.options_of(item)]
    return RateMeasure(
        measure_id=code,
        label=named(code),
        item_id=item.item_id,
        options=options[:1],
        less=draw(st.just(()) | st.just(options[-1:])),
        base=draw(st.sampled_from([Base.VALID_MARKS, Base.VALID_BALLOTS])),
        pooled=draw(BOOLS),
        basis=OWN,
    )


@st.composite
def handed_in_measures(draw: st.DrawFn, code: str) -> Measure:
    if draw(BOOLS):
        required = draw(BOOLS)
        return EnteredMeasure(
            measure_id=code, label=named(code), required=required, basis=OWN
        )
    return EventMeasure(
        measure_id=code,
        label=named(code),
        full=draw(POINTS.map(lambda points: points + 1)),
        lines=draw(event_lines(code)),
        taken=draw(st.sampled_from(Taken)),
        basis=OWN,
    )


@st.composite
def converted_measures(
    draw: st.DrawFn, code: str, before: list[str], positive: list[str], caps: list[str]
) -> Measure:
    of = draw(st.sampled_from(before))
    kinds = ["steps", "rank", "sum", *(["relative"] if positive else [])]
    match draw(st.sampled_from(kinds)):
        case "steps":
            return StepMeasure(
                measure_id=code,
                label=named(code),
                steps=[
                    Step(
                        when=draw(some_conditions(before, caps)),
                        points=draw(POINTS),
                        basis=OWN,
                    )
                    for _ in range(draw(st.integers(1, 2)))
                ],
                otherwise=draw(POINTS),
                basis=OWN,
            )
        case "rank":
            return RankMeasure(
                measure_id=code,
                label=named(code),
                of=of,
                full=draw(POINTS),
                less=draw(exact_numbers(0, 5)),
                basis=OWN,
            )
        case "relative":
            return RelativeMeasure(
                measure_id=code,
                label=named(code),
                of=draw(st.sampled_from(positive)),
                full=draw(POINTS),
                basis=OWN,
            )
        case _:
            least, most = sorted([draw(POINTS), draw(POINTS)])
            return SumMeasure(
                measure_id=code,
                label=named(code),
                parts=[
                    Part(measure_id=of, weight=draw(exact_numbers(-2, 2)), basis=OWN)
                ],
                least=draw(st.none() | st.just(least)),
                most=draw(st.none() | st.just(most)),
                basis=OWN,
            )

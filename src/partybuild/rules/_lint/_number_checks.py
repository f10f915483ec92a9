"""Values and their bounds: what no vote can reach, and what means nothing."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from partybuild.kernel import Finding, ThresholdValue, exact_text
from partybuild.rules._average import TrimmedMean
from partybuild.rules._ballot_policy import EmptyGroupPolicy
from partybuild.rules._composition import ComponentKind
from partybuild.rules._conversion import RelativeMeasure
from partybuild.rules._grading import Grading
from partybuild.rules._lint._ballots import measured_weights
from partybuild.rules._lint._pieces import reach
from partybuild.rules._lint._report import Case, found, percent
from partybuild.rules._measure import BallotMeasure, EnteredMeasure, RateMeasure
from partybuild.rules._measures import Measure


def lint_numbers(case: Case) -> Iterator[Finding]:
    """Find values whose bounds nobody may have meant.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    yield from _measures(case)
    yield from _ballot_score(case)
    yield from _standard(case)
    yield from _edges(case)


def _measures(case: Case) -> Iterator[Finding]:
    for measure in case.rules.measures:
        subject = f"measures.{measure.measure_id}"
        name = (f"“{measure.label.zh}”", measure.label.en)
        if _baseless(case, measure):
            yield found(28, subject, name, measure.basis)
            continue
        yield from _ends(case, measure, subject, name)
        match measure:
            case RateMeasure():
                yield from _repeated(measure, subject, name)
            case BallotMeasure(average=TrimmedMean() as average):
                yield from _trimmed(measure, average, subject, name)
            case EnteredMeasure(required=False, least=Fraction() as least) if least > 0:
                facts = {"least": exact_text(least)}
                yield found(27, subject, name, measure.basis, facts)
            case _:
                pass


def _baseless(case: Case, measure: Measure) -> bool:
    if isinstance(measure, BallotMeasure):
        return not all(_weighed(case, measure))
    if isinstance(measure, RelativeMeasure):
        tops = [scheme.reach(measure.of)[1] for scheme in case.schemes]
        return all(top is not None and top <= 0 for top in tops)
    return False


def _ends(
    case: Case, measure: Measure, subject: str, name: tuple[str, str]
) -> Iterator[Finding]:
    ends = [scheme.reach(measure.measure_id) for scheme in case.schemes]
    lows, highs = [low for low, _ in ends], [high for _, high in ends]
    if len({*lows, *highs}) == 1 and lows[0] is not None:
        value = exact_text(lows[0])
        told = (f"{name[0]}总是 {value}", f"{name[1]} is always {value}")
        yield found(22, subject, told, measure.basis, {"value": value})
    elif isinstance(measure, BallotMeasure):
        yield from _bounded(subject, name, lows, measure)


def _weighed(case: Case, measure: BallotMeasure) -> Iterator[bool]:
    for scheme in case.schemes:
        groups = [
            group
            for group in scheme.rules.voter_groups
            if (not measure.groups or group.group_id in measure.groups)
            and scheme.rules.group_weight(group)
        ]
        yield bool(groups) and bool(measured_weights(scheme.rules, measure))


def _bounded(
    subject: str,
    name: tuple[str, str],
    lows: Sequence[Fraction | None],
    measure: BallotMeasure,
) -> Iterator[Finding]:
    least = [low for low in lows if low is not None]
    if len(least) == len(lows) and min(least) > 0:
        low = exact_text(min(least))
        yield found(
            20,
            subject,
            (f"{name[0]}不低于 {low}", f"{name[1]} is at least {low}"),
            measure.basis,
            facts={"least": low},
        )


def _repeated(
    measure: RateMeasure, subject: str, name: tuple[str, str]
) -> Iterator[Finding]:
    options = [*measure.options, *measure.less]
    twice = sorted({option for option in options if options.count(option) > 1})
    if twice:
        yield found(
            30, subject, name, measure.basis, facts={"options": ", ".join(twice)}
        )


def _trimmed(
    measure: BallotMeasure, average: TrimmedMean, subject: str, name: tuple[str, str]
) -> Iterator[Finding]:
    raters = max(average.least_raters, 1)
    nothing = list(range(raters, 2 * average.each + 1))
    few = [
        n
        for n in range(raters, max(raters, 4 * average.each) + 1)
        if 2 * dropped_marks(average, n) > n - 2 * dropped_marks(average, n)
    ]
    share = 4 * average.share > 1
    for number, heads in ((54, nothing), (55, few)):
        if heads or (number == 55 and share):
            told = f"{heads[0]}" if heads else f"{raters}"
            yield found(
                number,
                subject,
                (f"{name[0]}，{told} 人时", f"{name[1]}, of {told} marks"),
                measure.basis,
                facts={"raters": ", ".join(map(str, heads)) or f"{raters}, …"},
            )
            return


def dropped_marks(average: TrimmedMean, marks: int) -> Fraction:
    """Return how many marks are dropped at each end."""
    cut = Fraction(average.each) or average.share * marks
    return cut if average.split_marks else Fraction(cut.__floor__())


def _ballot_score(case: Case) -> Iterator[Finding]:
    used = [c for c in case.rules.components if c.kind is ComponentKind.BALLOTS]
    if not used:
        return
    subject, name = f"components.{used[0].component_id}", used[0].label
    ends = [
        reach(scheme.unknowns, scheme.ballots)
        for scheme in case.schemes
        if scheme.ballots is not None
    ]
    lows = [low for low, _ in ends if low is not None]
    if lows and min(lows) > 0:
        low = exact_text(min(lows))
        yield found(
            20,
            subject,
            (f"“{name.zh}”不低于 {low}", f"{name.en} is at least {low}"),
            used[0].basis,
            facts={"least": low},
        )
    rules = case.schemes[0].rules
    weighted = [g for g in rules.voter_groups if rules.group_weight(g)]
    if rules.empty_group is not EmptyGroupPolicy.ZERO or len(weighted) < 2:
        return
    heaviest = max(weighted, key=lambda g: (rules.group_weight(g), g.group_id))
    left = 1 - rules.group_weight(heaviest)
    yield found(
        21,
        "empty_group",
        (
            f"“{heaviest.label.zh}”没有有效票时最多得满分的 {percent(left)}",
            f"without {heaviest.label.en} at most {percent(left)} of full marks",
        ),
        heaviest.basis,
        facts={"group": heaviest.group_id, "most": percent(left)},
    )


def _standard(case: Case) -> Iterator[Finding]:
    standard, items = case.rules.standard, case.rules.items
    if standard is None or not items:
        return
    scales = [case.rules.scale_of(item) for item in items]
    low = min(scale.bottom for scale in scales)
    high = max(scale.top for scale in scales)
    if not low < standard <= high:
        text = exact_text(standard)
        yield found(
            29,
            "standard",
            (f"合格线 {text}", f"standard {text}"),
            facts={"least": exact_text(low), "most": exact_text(high)},
        )


def _edges(case: Case) -> Iterator[Finding]:
    rounding, grading = case.rules.rounding, case.rules.grading
    if rounding.thresholds is ThresholdValue.EXACT or not isinstance(grading, Grading):
        return
    for edge in grading.edges:
        if rounding.apply(edge) != edge:
            text = exact_text(edge)
            yield found(
                33,
                "grading",
                (f"分数线 {text}", f"edge {text}"),
                grading.basis,
                facts={"places": str(rounding.places)},
            )

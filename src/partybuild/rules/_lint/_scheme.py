"""A scheme for one subject class, told in unknowns."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import prod

import attrs

from partybuild.rules._composition import Adjustment, AdjustmentKind, ComponentKind
from partybuild.rules._condition import Condition, End, Placed, plain_conditions
from partybuild.rules._conversion import (
    RankMeasure,
    RelativeMeasure,
    StepMeasure,
)
from partybuild.rules._event_line import EventLine, Taken
from partybuild.rules._lint._asked import Asked, first_matches
from partybuild.rules._lint._ballots import ballot_pieces, rate_pieces, score_pieces
from partybuild.rules._lint._better import link_of
from partybuild.rules._lint._form import Form
from partybuild.rules._lint._pieces import Piece, Pieces, reach, summed, whole, within
from partybuild.rules._lint._region import MOST_REGIONS
from partybuild.rules._lint._unknowns import Link, Lone, Unknowns, place_name
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)
from partybuild.rules._measures import TOTAL, Measure
from partybuild.rules._other_grading import ConditionGrading
from partybuild.rules._review_rules import ReviewRules

# A sum of more pieces is told by the bounds and directions of its parts.
_MOST_PIECES = 16


@attrs.frozen
class Scheme:
    """A scheme for one subject class, told in unknowns.

    Attributes:
        rules: The scheme, as it weighs the class.
        class_id: Subject class; empty where there is none.
        unknowns: The unknowns.
        pieces: Measure to its value; the total is one of them.
        links: Measure to how it moves when a ballot becomes better.
        ballots: The ballots' score; None where nothing is marked.
    """

    rules: ReviewRules
    class_id: str
    unknowns: Unknowns
    pieces: dict[str, Pieces] = attrs.field(hash=False)
    links: dict[str, Link] = attrs.field(hash=False)
    ballots: Pieces | None

    @property
    def asked(self) -> Asked:
        """What conditions can be asked about."""
        grade_ids = self.rules.grading.grade_ids
        return Asked(self.unknowns, self.pieces, self.class_id, grade_ids)

    def reach(self, measure_id: str) -> tuple[Fraction | None, Fraction | None]:
        """Return the least and the greatest value of a measure."""
        return reach(self.unknowns, self.pieces[measure_id])


def told(rules: ReviewRules, class_id: str) -> Scheme:
    """Tell a scheme in unknowns.

    Args:
        rules: The scheme.
        class_id: Subject class; empty where there is none.

    Returns:
        The scheme for that class.
    """
    rules = rules.for_class(class_id)
    unknowns = Unknowns()
    ballots = score_pieces(unknowns, rules) if rules.items else None
    scheme = Scheme(rules, class_id, unknowns, {}, {}, ballots)
    for measure in rules.measures:
        _place_unknowns(scheme, _conditions_of(measure))
        _keep(scheme, measure.measure_id, _measured(scheme, measure))
    _keep(scheme, TOTAL, _total(scheme))
    conditions = [c for cap in rules.caps for c in cap.when]
    conditions += [c for rule in rules.eligibility for c in rule.when]
    conditions += [c for judgment in rules.judgments for c in judgment.when]
    conditions += [c for rule in rules.consequences for c in rule.when]
    if isinstance(rules.grading, ConditionGrading):
        conditions += [c for case in rules.grading.cases for c in case.when]
    _place_unknowns(scheme, conditions)
    return scheme


def _keep(scheme: Scheme, measure_id: str, pieces: Pieces | None) -> None:
    found = pieces or whole(
        scheme.unknowns.add(
            f"value|{measure_id}", Lone(None, None, Link.FREE, opaque=True)
        )
    )
    scheme.pieces[measure_id] = found
    scheme.links[measure_id] = link_of(scheme.unknowns, found)


def _conditions_of(measure: Measure) -> list[Condition]:
    if not isinstance(measure, StepMeasure):
        return []
    return [condition for step in measure.steps for condition in step.when]


def _place_unknowns(scheme: Scheme, conditions: Iterable[Condition]) -> None:
    for condition in plain_conditions(conditions):
        if isinstance(condition, Placed):
            link = scheme.links[condition.measure_id]
            # Whoever rises has fewer before him and more behind.
            near = link.reversed if condition.end is End.TOP else link
            name = place_name(condition.end.value, condition.measure_id)
            scheme.unknowns.add(name, Lone(Fraction(), Fraction(1), near, opaque=True))


def _measured(scheme: Scheme, measure: Measure) -> Pieces | None:
    unknowns, code = scheme.unknowns, measure.measure_id
    match measure:
        case BallotMeasure():
            return ballot_pieces(unknowns, scheme.rules, measure)
        case RateMeasure():
            return rate_pieces(unknowns, scheme.rules, measure)
        case EnteredMeasure(least=least, most=most, required=required):
            # Nothing below 0 can be handed in.
            low = max(least or Fraction(), Fraction()) if required else Fraction()
            return whole(unknowns.add(code, Lone(low, most, Link.SAME)))
        case EventMeasure(full=full, floor=floor):
            lost = most_points(measure.lines, measure.taken)
            low = floor if lost is None else max(floor, full - lost)
            return whole(unknowns.add(code, Lone(low, full, Link.SAME)))
        case StepMeasure():
            return _by_steps(scheme, measure)
        case RankMeasure():
            return whole(unknowns.add(code, _by_rank(scheme, measure)))
        case RelativeMeasure():
            return whole(unknowns.add(code, _relative(scheme, measure)))
        case _:
            parts = [(scheme.pieces[p.measure_id], p.weight) for p in measure.parts]
            found = _summed(scheme, parts)
            return within(unknowns, found, measure.least, measure.most)


def _by_steps(scheme: Scheme, measure: StepMeasure) -> Pieces | None:
    cases, rest = first_matches(scheme.asked, [step.when for step in measure.steps])
    found = [
        Piece(region, Form({}, step.points))
        for step, case in zip(measure.steps, cases, strict=True)
        for region in case.left
    ]
    found += [Piece(region, Form({}, measure.otherwise)) for region in rest]
    return tuple(found) if len(found) <= MOST_REGIONS else None


def _by_rank(scheme: Scheme, measure: RankMeasure) -> Lone:
    high = max(measure.floor, measure.full)
    low = measure.floor if measure.less else high
    link = scheme.links[measure.of] if measure.less else Link.SAME
    return Lone(min(low, high), high, link, opaque=True)


def _relative(scheme: Scheme, measure: RelativeMeasure) -> Lone:
    low, high = scheme.reach(measure.of)
    link = scheme.links[measure.of]
    least: Fraction | None = None
    if low is not None and low >= 0:
        least = low / high if high else Fraction()
    ends = [None if least is None else least * measure.full, measure.full]
    if measure.full < 0:
        ends, link = ends[::-1], link.reversed
    return Lone(ends[0], ends[1], link, opaque=True)


def most_points(lines: Iterable[EventLine], taken: Taken) -> Fraction | None:
    """Return the most points that a table of events can come to.

    Args:
        lines: Its lines.
        taken: Which of them count.

    Returns:
        The points; None where there is no limit.
    """
    mosts: list[Fraction] = []
    for line in lines:
        if line.most is None and line.each != 0:
            return None
        mosts.append(line.most or Fraction())
    if taken is Taken.HIGHEST:
        return max(mosts, default=Fraction())
    return sum(mosts, Fraction())


def limit_of(adjustment: Adjustment) -> Fraction | None:
    """Return the most points of an adjustment; None where there is no limit."""
    found = (
        most_points(adjustment.lines, adjustment.taken) if adjustment.lines else None
    )
    known = [limit for limit in (found, adjustment.limit) if limit is not None]
    return min(known, default=None)


def _total(scheme: Scheme) -> Pieces:
    unknowns = scheme.unknowns
    parts: list[tuple[Pieces, Fraction]] = []
    for component in scheme.rules.components:
        if component.kind is ComponentKind.MEASURE:
            value = scheme.pieces[component.measure_id]
        elif component.kind is ComponentKind.ENTERED:
            free = Lone(Fraction(), None, Link.SAME)
            value = whole(unknowns.add(f"part|{component.component_id}", free))
        else:
            value = scheme.ballots or whole(Form())
        parts.append((value, component.weight))
    for rule in scheme.rules.adjustments:
        sign = Fraction(-1 if rule.kind is AdjustmentKind.DEDUCTION else 1)
        points = Lone(Fraction(), limit_of(rule), Link.SAME)
        parts.append((whole(unknowns.add(f"part|{rule.adjustment_id}", points)), sign))
    return _summed(scheme, parts)


def _summed(scheme: Scheme, parts: Sequence[tuple[Pieces, Fraction]]) -> Pieces:
    if prod(len(pieces) for pieces, _ in parts) > _MOST_PIECES:
        parts = [(_collapsed(scheme, pieces), weight) for pieces, weight in parts]
    return summed(scheme.unknowns, parts)


def _collapsed(scheme: Scheme, pieces: Pieces) -> Pieces:
    """Return a value as one unknown, of which only bounds and direction are told."""
    if len(pieces) == 1:
        return pieces
    code = next(m for m, known in scheme.pieces.items() if known is pieces)
    low, high = scheme.reach(code)
    lone = Lone(low, high, scheme.links[code], opaque=True)
    return whole(scheme.unknowns.add(f"value|{code}", lone))

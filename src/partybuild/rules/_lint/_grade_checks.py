"""Every grade can be reached, and every cap holds something down."""

from collections.abc import Iterator
from fractions import Fraction

from partybuild.kernel import Finding, RoundingMode, ThresholdValue
from partybuild.rules._grading import Grading
from partybuild.rules._lint._asked import first_matches
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._pieces import Piece, Pieces
from partybuild.rules._lint._quota_checks import always_empty, may_bite
from partybuild.rules._lint._region import WHOLE, Region, joined
from partybuild.rules._lint._report import Case, found, shown
from partybuild.rules._lint._scheme import Scheme
from partybuild.rules._lint._space import values_in
from partybuild.rules._measures import TOTAL
from partybuild.rules._other_grading import ConditionGrading, RankGrading
from partybuild.rules._review_rules import ReviewRules


def grade_pieces(scheme: Scheme) -> Pieces:
    """Return the place of the grade before quotas, 0 for the best, as minus it.

    Grades by place, of which the first subject gets the best, begin at 0.
    """
    found = earned_pieces(scheme)
    for cap in scheme.rules.caps:
        if cap.when:
            held = Fraction(-scheme.rules.grading.place(cap.grade_id))
            within = scheme.asked.where(cap.when)
            outside = scheme.asked.elsewhere(cap.when)
            found = tuple(
                Piece(region, Form({}, min(piece.form.constant, limit)))
                for piece in found
                for limit, regions in ((held, within), (Fraction(), outside))
                for region in scheme.asked.both([piece.region], regions)
            )
    return found


def earned_pieces(scheme: Scheme) -> Pieces:
    """Return the place of the grade before caps and quotas, as minus it."""
    grading = scheme.rules.grading
    if isinstance(grading, Grading):
        return tuple(
            Piece(region, Form({}, Fraction(-place)))
            for place, region in _banded(scheme, grading)
        )
    if isinstance(grading, ConditionGrading):
        cases, rest = first_matches(scheme.asked, [c.when for c in grading.cases])
        places = [grading.place(case.grade_id) for case in grading.cases]
        decided = [*zip(places, [case.left for case in cases], strict=True)]
        decided.append((grading.place(grading.otherwise), rest))
        return tuple(
            Piece(region, Form({}, Fraction(-place)))
            for place, regions in decided
            for region in regions
        )
    return (Piece(WHOLE, Form()),)


def _banded(scheme: Scheme, grading: Grading) -> Iterator[tuple[int, Region]]:
    for place, band in enumerate(grading.bands):
        for piece in scheme.pieces[TOTAL]:
            bounds: list[Bound] = []
            if band.lower is not None:
                bounds.append(_reaches(scheme.rules, piece.form, band.lower))
            if band.upper is not None:
                above = _reaches(scheme.rules, piece.form, band.upper)
                bounds.append(Bound(above.form.negative(), not above.strict))
            region = joined(piece.region, Region(tuple(bounds)))
            if region is not None and values_in(scheme.unknowns, region) is not None:
                yield place, region


def _reaches(rules: ReviewRules, form: Form, edge: Fraction) -> Bound:
    """Return where what thresholds look at is at least the edge."""
    rounding = rules.rounding
    if rounding.thresholds is ThresholdValue.EXACT:
        return Bound(form.less(edge))
    unit = Fraction(1, 10**rounding.places)
    steps = -((-edge / unit).__floor__())
    if rounding.mode is RoundingMode.DOWN:
        if steps > 0:
            return Bound(form.less(steps * unit))
        return Bound(form.less((steps - 1) * unit), strict=True)
    included = steps > 0
    if rounding.mode is RoundingMode.HALF_EVEN:
        included = steps % 2 == 0
    return Bound(form.less((steps - Fraction(1, 2)) * unit), strict=not included)


def lint_grades(case: Case) -> Iterator[Finding]:
    """Find grades out of reach, and caps without effect.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    grading = case.rules.grading
    worst = len(grading.grade_ids) - 1
    for cap in case.rules.caps:
        if worst and grading.place(cap.grade_id) == 0:
            yield found(
                6,
                f"caps.{cap.cap_id}",
                (
                    f"“{cap.label.zh}”限定到最好的一等",
                    f"{cap.label.en} caps to the best",
                ),
                cap.basis,
            )
    reached = _reached(case)
    for place, band in enumerate(grading.in_order()):
        if place in reached:
            continue
        lows_highs = [scheme.reach(TOTAL) for scheme in case.schemes]
        lows = [low for low, _ in lows_highs if low is not None]
        highs = [high for _, high in lows_highs if high is not None]
        unbounded = len(highs) < len(case.schemes)
        yield found(
            1,
            f"grading.{band.grade_id}",
            (f"等次“{band.label.zh}”", f"grade {band.label.en}"),
            getattr(grading, "basis", None),
            facts={
                "lower": shown(band.lower),
                "upper": shown(band.upper),
                "total_from": shown(min(lows, default=None)),
                "total_to": shown(None if unbounded else max(highs)),
            },
        )


def _reached(case: Case) -> set[int]:
    """Return the places of grades that somebody can get."""
    grading, rules = case.rules.grading, case.rules
    earned = _earned(case)
    for judgment in rules.judgments:
        if any(scheme.asked.where(judgment.when) for scheme in case.schemes):
            earned |= {grading.place(grade_id) for grade_id in judgment.grades}
    for cap in rules.caps:
        # A cap with conditions was asked above; facts may be recorded of anybody.
        limit = grading.place(cap.grade_id)
        ever = not cap.when or any(s.asked.where(cap.when) for s in case.schemes)
        if ever and any(place < limit for place in earned):
            earned.add(limit)
    for quota in sorted(rules.quotas, key=lambda q: grading.place(q.grade_id)):
        limit = grading.place(quota.grade_id)
        if any(place <= limit for place in earned) and may_bite(quota):
            earned.add(limit + 1)
        if always_empty(quota):
            earned = {place for place in earned if place > limit}
    return earned


def _earned(case: Case) -> set[int]:
    """Return the places of grades that votes and conditions can give."""
    grading = case.rules.grading
    if not isinstance(grading, RankGrading):
        pieces = [p for scheme in case.schemes for p in grade_pieces(scheme)]
        return {int(-piece.form.constant) for piece in pieces}
    earned = {
        at
        for at, grade in enumerate(grading.grades)
        if grade.share is None or grade.share > 0
    }
    for cap in case.rules.caps:
        limit = grading.place(cap.grade_id)
        if cap.when and not any(s.asked.elsewhere(cap.when) for s in case.schemes):
            earned = {max(place, limit) for place in earned}
    return earned

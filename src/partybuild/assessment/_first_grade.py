"""The grade that score, conditions or place give, before caps and quotas."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.assessment._conditions import holds, told
from partybuild.assessment._known import Known
from partybuild.kernel import Basis, Label, Record
from partybuild.rules import (
    TOTAL,
    ConditionGrading,
    End,
    GradeBand,
    Grading,
    RankGrading,
    ReviewRules,
    Ungraded,
)


@attrs.frozen(kw_only=True)
class FirstGrade(Record):
    """A grade before caps and quotas.

    Attributes:
        band: The grade, with its edges where scores decide.
        why: Sentence that says how it came about; None where a band decided.
        basis: Article or decision it rests on.
    """

    band: GradeBand
    why: Label | None
    basis: Basis


def first_grades(
    rules: ReviewRules, subjects: Iterable[str], known: Known
) -> dict[str, FirstGrade]:
    """Return every subject's grade before caps and quotas.

    Args:
        rules: Scheme.
        subjects: Subjects who are assessed together.
        known: Values, the total among them.

    Returns:
        Subject to grade.

    Raises:
        MissingEntryError: If a condition asks for a unit's grade that is not
            recorded.
    """
    grading = rules.grading
    match grading:
        case Grading():
            return {
                s: FirstGrade(
                    band=grading.band_of(rules.rounding.graded(known.value(TOTAL, s))),
                    why=None,
                    basis=grading.basis,
                )
                for s in subjects
            }
        case ConditionGrading():
            return {s: _by_conditions(grading, s, known) for s in subjects}
        case RankGrading():
            seats = _seats(grading, len(known.values[grading.measure_id]))
            return {s: _by_place(grading, seats, s, known) for s in subjects}
        case Ungraded():
            band = grading.in_order()[0]
            why = Label(zh="本办法不定等次", en="the scheme gives no grades")
            return {
                s: FirstGrade(band=band, why=why, basis=grading.basis) for s in subjects
            }


def _by_conditions(grading: ConditionGrading, subject: str, known: Known) -> FirstGrade:
    for case in grading.cases:
        if holds(case.when, subject, known):
            return FirstGrade(
                band=grading.get(case.grade_id),
                why=told(case.when, subject, known),
                basis=case.basis,
            )
    return FirstGrade(
        band=grading.get(grading.otherwise),
        why=Label(zh="不符合以上各等次的条件", en="no other case holds"),
        basis=grading.basis,
    )


def _seats(grading: RankGrading, assessed: int) -> Mapping[int, int]:
    """Return for each grade but the rest the places up to it, from its own end."""
    seats: dict[int, int] = {}
    filled = 0
    for at in range(grading.rest):
        filled += grading.grades[at].places(assessed)
        seats[at] = filled
    filled = 0
    for at in range(len(grading.grades) - 1, grading.rest, -1):
        filled += grading.grades[at].places(assessed)
        seats[at] = filled
    return seats


def _by_place(
    grading: RankGrading, seats: Mapping[int, int], subject: str, known: Known
) -> FirstGrade:
    from_top, heads = known.within(grading.measure_id, subject, End.TOP)
    from_bottom, _ = known.within(grading.measure_id, subject, End.BOTTOM)
    top = [at for at in range(grading.rest) if from_top <= seats[at]]
    bottom = [
        at
        for at in range(len(grading.grades) - 1, grading.rest, -1)
        if from_bottom <= seats[at]
    ]
    at = (top or bottom or [grading.rest])[0]
    # Who ties stands, from the top, as low as the last of them.
    place = heads - from_bottom + 1
    return FirstGrade(
        band=grading.in_order()[at],
        why=Label(zh=f"{heads} 人中第 {place} 名", en=f"place {place} of {heads}"),
        basis=grading.basis,
    )

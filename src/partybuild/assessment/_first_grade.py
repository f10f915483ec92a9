"""The grade that score, conditions or place give, before caps and quotas."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.assessment._conditions import holds, told
from partybuild.assessment._known import Known
from partybuild.conference import Decision, DecisionKind
from partybuild.kernel import Basis, ForReviewBody, Label, Record, day_text
from partybuild.rules import (
    TOTAL,
    UNDECIDED,
    ConditionGrading,
    End,
    GradeBand,
    Grading,
    Judgment,
    RankGrading,
    ReviewRules,
)


@attrs.frozen(kw_only=True)
class FirstGrade(ForReviewBody, Record):
    """A grade before caps and quotas.

    Attributes:
        band: The grade, with its edges where scores decide.
        why: Sentence that says how it came about; None where a band decided.
        basis: Article or decision it rests on.
        possible: Grades that are still possible, where a body has to choose and has
            not; empty otherwise.
        judgment: Case that leaves the choice to the body; None where none does.
        decision: What the body decided; None where it did not.
    """

    band: GradeBand
    why: Label | None
    basis: Basis
    possible: tuple[str, ...] = ()
    judgment: Judgment | None = None
    decision: Decision | None = None


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
        MissingDecisionError: If a condition asks for a fact that nobody has answered
            for.
        MissingEntryError: If a condition asks for a unit's grade that is not
            recorded.
    """
    judged: dict[str, FirstGrade] = {}
    if rules.judgments:
        for subject in subjects:
            if (found := _judged(rules, subject, known)) is not None:
                judged[subject] = found
    rest = [subject for subject in subjects if subject not in judged]
    return _by_scheme(rules, rest, known) | judged


def _judged(rules: ReviewRules, subject: str, known: Known) -> FirstGrade | None:
    for judgment in rules.judgments:
        if not holds(judgment.when, subject, known):
            continue
        name = judgment.label
        decision = known.decision(DecisionKind.JUDGMENT, judgment.judgment_id, subject)
        if decision is None:
            return FirstGrade(
                band=UNDECIDED,
                possible=judgment.grades,
                judgment=judgment,
                why=Label(
                    zh=f"由会议{name.zh}确定，尚无决定记录",
                    en=f"left to the body ({name.en}); no decision is recorded",
                ),
                basis=judgment.basis,
            )
        return FirstGrade(
            band=rules.grading.get(decision.outcome),
            judgment=judgment,
            decision=decision,
            why=decision_sentence(decision),
            basis=judgment.basis,
        )
    return None


def decision_sentence(decision: Decision) -> Label:
    """Return who decided, when, on which article and why."""
    day, article = decision.decided_on, decision.article
    return Label(
        zh=f"{decision.decided_by.zh}于{day_text(day, 'zh')}依据{article}决定："
        f"{decision.reason.zh}",
        en=f"decided by {decision.decided_by.en} on {day_text(day, 'en')} under "
        f"{article}: {decision.reason.en}",
    )


def _by_scheme(
    rules: ReviewRules, subjects: Iterable[str], known: Known
) -> dict[str, FirstGrade]:
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
        case _:
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

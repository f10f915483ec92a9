"""What an assessment knows of its subjects, for conditions to be asked of it."""

from partybuild.assessment._assessment import Assessment
from partybuild.assessment._known import Known
from partybuild.kernel import Label
from partybuild.rules import TOTAL

_TOTAL = Label(zh="总分", en="total score")


def known_of(assessment: Assessment) -> Known:
    """Return what an assessment knows of its subjects, for conditions to be asked.

    Args:
        assessment: The assessment.

    Returns:
        Values, classes, units, facts and grades.
    """
    review, standings = assessment.review, assessment.standings
    units = {unit.unit_id: unit.grade for unit in review.units}
    known = Known(
        classes={record.post_id: record.class_id for record in review.subjects},
        unit_grades={r.post_id: units.get(r.unit_id, "") for r in review.subjects},
        recorded={
            s.subject_id: frozenset(
                fact.cap_id
                for fact in review.cap_facts
                if fact.post_id == s.subject_id
                and fact.counts_on(review.conference.held_on)
            )
            for s in standings
        },
        decisions={decision.place: decision for decision in review.decisions},
    ).with_values(TOTAL, _TOTAL, {s.subject_id: s.score for s in standings})
    for measure in assessment.rules.measures:
        code = measure.measure_id
        values = {s.subject_id: s.measure(code).value for s in standings}
        known = known.with_values(code, measure.label, values)
    return known.with_grades(
        {s.subject_id: s.grade_id for s in standings},
        {b.grade_id: b.label for b in assessment.rules.grading.in_order()},
    )

"""Why conditions do not hold for a subject, in words."""

from collections.abc import Iterable

from partybuild.assessment._assessment import Assessment
from partybuild.assessment._conditions import holds
from partybuild.assessment._known import Known
from partybuild.kernel import Label, exact_text, number_text
from partybuild.rules import (
    TOTAL,
    AnyOf,
    Compared,
    Condition,
    End,
    Graded,
    InClass,
    Placed,
    Recorded,
    UnitGraded,
)

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


def unmet(conditions: Iterable[Condition], subject: str, known: Known) -> Label:
    """Tell which of some conditions do not hold for a subject.

    Args:
        conditions: Conditions that do not all hold.
        subject: Subject.
        known: What `known_of` gives.

    Returns:
        One clause per condition that fails; empty texts where none does.
    """
    failing = [c for c in conditions if not holds([c], subject, known)]
    clauses = [_unmet(condition, subject, known) for condition in failing]
    return Label(
        zh="，".join(clause.zh for clause in clauses),
        en=" and ".join(clause.en for clause in clauses),
    )


def _unmet(condition: Condition, subject: str, known: Known) -> Label:
    match condition:
        case Compared(measure_id=code, comparison=comparison, threshold=threshold):
            name, limit = known.labels[code], exact_text(threshold)
            value = known.value(code, subject)
            gap = number_text(abs(value - threshold))
            return Label(
                zh=f"“{name.zh}”须{comparison.label.zh}{limit}，实为"
                f"{number_text(value)}，相差{gap}",
                en=f"{name.en} must be {comparison.label.en} {limit} and is "
                f"{number_text(value)}, {gap} away",
            )
        case Placed(measure_id=code, end=end, share=share):
            near, heads = known.within(code, subject, end)
            name, part = known.labels[code], exact_text(share * 100)
            zh, en = ("前", "first") if end is End.TOP else ("后", "last")
            return Label(
                zh=f"“{name.zh}”须在{zh}{part}%之内，实为{heads}人中第{near}位",
                en=f"{name.en} must be in the {en} {part}% and is {near} of {heads}",
            )
        case UnitGraded(grades=grades):
            found, wanted = known.unit_grade(subject), "、".join(grades)
            return Label(
                zh=f"所在单位须为“{wanted}”，实为“{found}”",
                en=f"the unit must be graded {', '.join(grades)} and is {found}",
            )
        case Recorded(cap_id=cap_id):
            return Label(
                zh=f"没有记录在案的情形（{cap_id}）",
                en=f"no fact is on record ({cap_id})",
            )
        case Graded(grades=grades):
            names = [known.grade_labels[grade_id] for grade_id in grades]
            return Label(
                zh=f"等次须为“{'、'.join(name.zh for name in names)}”",
                en=f"the grade must be {', '.join(name.en for name in names)}",
            )
        case InClass(classes=classes):
            return Label(
                zh=f"不属于类别 {'、'.join(classes)}",
                en=f"not in class {', '.join(classes)}",
            )
        case AnyOf(conditions=conditions):
            clauses = [_unmet(one, subject, known) for one in conditions]
            return Label(
                zh="以下各项均不符合：" + "；".join(one.zh for one in clauses),
                en="none of these holds: " + "; ".join(one.en for one in clauses),
            )

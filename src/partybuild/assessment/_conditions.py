"""Conditions asked of one subject, and the sentence that tells the answer."""

from collections.abc import Iterable

from partybuild.assessment._known import Known
from partybuild.kernel import Label, exact_text
from partybuild.kernel import number_text as shown
from partybuild.rules import (
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


def holds(conditions: Iterable[Condition], subject: str, known: Known) -> bool:
    """Return whether all of some conditions hold for a subject.

    Args:
        conditions: The conditions; none holds.
        subject: Subject.
        known: Values and facts.

    Returns:
        Whether they hold.

    Raises:
        MissingDecisionError: If a fact is asked for that nobody has answered for.
        MissingEntryError: If a unit's grade is asked for and not recorded.
    """
    return all(_holds(condition, subject, known) for condition in conditions)


def _holds(condition: Condition, subject: str, known: Known) -> bool:
    match condition:
        case Compared(measure_id=measure, comparison=comparison, threshold=threshold):
            return comparison.holds(known.value(measure, subject), threshold)
        case Placed(measure_id=measure, end=end, share=share):
            near, heads = known.within(measure, subject, end)
            return near <= share * heads
        case UnitGraded(grades=grades):
            return known.unit_grade(subject) in grades
        case Recorded(cap_id=cap_id):
            return known.has_fact(cap_id, subject)
        case Graded(grades=grades):
            return known.grades[subject] in grades
        case InClass(classes=classes):
            return known.classes.get(subject, "") in classes
        case AnyOf(conditions=conditions):
            return any(_holds(one, subject, known) for one in conditions)


def told(conditions: Iterable[Condition], subject: str, known: Known) -> Label:
    """Tell why conditions hold for a subject.

    Args:
        conditions: Conditions that hold for the subject.
        subject: Subject.
        known: Values and facts.

    Returns:
        One clause per condition; of alternatives, those that hold.
    """
    clauses = [_told(condition, subject, known) for condition in conditions]
    return Label(
        zh="，".join(clause.zh for clause in clauses),
        en=" and ".join(clause.en for clause in clauses),
    )


def _told(condition: Condition, subject: str, known: Known) -> Label:
    match condition:
        case Compared(measure_id=measure, comparison=comparison, threshold=threshold):
            name, value = known.labels[measure], shown(known.value(measure, subject))
            limit = exact_text(threshold)
            return Label(
                zh=f"“{name.zh}”{value} {comparison.label.zh} {limit}",
                en=f"{name.en} {value} is {comparison.label.en} {limit}",
            )
        case Placed(measure_id=measure, end=end, share=share):
            near, heads = known.within(measure, subject, end)
            name, part = known.labels[measure], exact_text(share * 100)
            zh, en = ("前", "first") if end is End.TOP else ("后", "last")
            return Label(
                zh=f"“{name.zh}”在{zh} {part}%之内（{heads} 人中第 {near} 位以内）",
                en=f"within the {en} {part}% by {name.en} ({near} of {heads})",
            )
        case UnitGraded():
            grade = known.unit_grade(subject)
            return Label(zh=f"所在单位为“{grade}”", en=f"the unit is graded {grade!r}")
        case Recorded(cap_id=cap_id):
            return Label(
                zh=f"有记录在案的情形（{cap_id}）", en=f"a fact is on record ({cap_id})"
            )
        case Graded():
            name = known.grade_labels[known.grades[subject]]
            return Label(zh=f"等次为“{name.zh}”", en=f"the grade is {name.en}")
        case InClass():
            found = known.classes.get(subject, "")
            return Label(zh=f"属于类别 {found}", en=f"in class {found}")
        case AnyOf(conditions=conditions):
            hold = [one for one in conditions if _holds(one, subject, known)]
            clauses = [_told(one, subject, known) for one in hold]
            return Label(
                zh="；".join(clause.zh for clause in clauses),
                en="; ".join(clause.en for clause in clauses),
            )

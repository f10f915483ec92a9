"""Conditions asked of one subject, and the words why they hold or do not."""

from collections.abc import Iterable

from partybuild.assessment._known import Known
from partybuild.kernel import Label, exact_text
from partybuild.kernel import number_text as shown
from partybuild.rules import (
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
        case _:
            return any(_holds(one, subject, known) for one in condition.conditions)


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
    return _together(clauses)


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
        case _:
            hold = [one for one in condition.conditions if _holds(one, subject, known)]
            clauses = [_told(one, subject, known) for one in hold]
            return Label(
                zh="；".join(clause.zh for clause in clauses),
                en="; ".join(clause.en for clause in clauses),
            )


def unmet(conditions: Iterable[Condition], subject: str, known: Known) -> Label:
    """Tell which of some conditions do not hold for a subject.

    Args:
        conditions: Conditions that do not all hold.
        subject: Subject.
        known: What `known_of` gives.

    Returns:
        One clause per condition that fails; where none does, that all hold.
    """
    failing = [c for c in conditions if not holds([c], subject, known)]
    if not failing:
        return Label(zh="各项条件均符合", en="every condition holds")
    clauses = [_unmet(condition, subject, known) for condition in failing]
    return _together(clauses)


def _unmet(condition: Condition, subject: str, known: Known) -> Label:
    match condition:
        case Compared(measure_id=code, comparison=comparison, threshold=threshold):
            name, limit = known.labels[code], exact_text(threshold)
            value = known.value(code, subject)
            gap = shown(abs(value - threshold))
            return Label(
                zh=f"“{name.zh}”须{comparison.label.zh}{limit}，实为"
                f"{shown(value)}，相差{gap}",
                en=f"{name.en} must be {comparison.label.en} {limit} and is "
                f"{shown(value)}, {gap} away",
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
        case _:
            clauses = [_unmet(one, subject, known) for one in condition.conditions]
            return Label(
                zh="以下各项均不符合：" + "；".join(one.zh for one in clauses),
                en="none of these holds: " + "; ".join(one.en for one in clauses),
            )


def _together(clauses: Iterable[Label]) -> Label:
    listed = tuple(clauses)
    return Label(
        zh="，".join(clause.zh for clause in listed),
        en=" and ".join(clause.en for clause in listed),
    )

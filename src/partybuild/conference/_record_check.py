"""What is handed in belongs to subjects and rules that there are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from partybuild.conference._entry import CapFact, EnteredScore
from partybuild.conference._subject_record import Approval, SubjectRecord, UnitRecord
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.rules import EnteredMeasure, EventMeasure, ReviewRules


def refuse_unfit_records(
    rules: ReviewRules,
    subject_ids: tuple[str, ...],
    *,
    entered: Sequence[EnteredScore],
    cap_facts: Sequence[CapFact],
    subjects: Sequence[SubjectRecord],
    units: Sequence[UnitRecord],
    approvals: Sequence[Approval],
) -> None:
    """Refuse entries, facts and records that nothing asks for, and doubles.

    Args:
        rules: Scheme of the day.
        subject_ids: Subjects of the conference.
        entered: Scores and points.
        cap_facts: Facts that hold grades down.
        subjects: Class and unit of subjects.
        units: Grades and heads of units.
        approvals: Decisions that widen quotas.

    Raises:
        DuplicateIdError: If something is handed in twice.
        UnknownIdError: If a subject, a rule or a unit is unknown; if weights
            depend on the class of a subject and none is recorded.
        ValueRangeError: If a value, a number of events or points of an event lie
            outside what the rules allow.
    """
    entries = rules.entry_ids
    _refuse_unknown("component or adjustment", (e.entry_id for e in entered), entries)
    _refuse_unknown("subject", (e.post_id for e in entered), subject_ids)
    seen: set[tuple[str, str]] = set()
    for entry in entered:
        if (entry.post_id, entry.entry_id) in seen:
            raise DuplicateIdError(f"{entry.entry_id!r} entry", entry.post_id)
        seen.add((entry.post_id, entry.entry_id))
    _refuse_out_of_range(rules, entered)
    caps = tuple(cap.cap_id for cap in rules.caps)
    _refuse_unknown("cap", (fact.cap_id for fact in cap_facts), caps)
    _refuse_unknown("subject", (fact.post_id for fact in cap_facts), subject_ids)
    _refuse_unfit_subjects(rules, subject_ids, subjects, units)
    unit_ids = tuple(unit.unit_id for unit in units)
    quotas = tuple(quota.quota_id for quota in rules.quotas)
    _refuse_unknown("quota", (a.quota_id for a in approvals), quotas)
    _refuse_unknown("unit", (a.unit_id for a in approvals if a.unit_id), unit_ids)
    _refuse_doubles("approval", [f"{a.quota_id} {a.unit_id}" for a in approvals])


def _refuse_out_of_range(rules: ReviewRules, entered: Sequence[EnteredScore]) -> None:
    values = {m.measure_id: m for m in rules.measures if isinstance(m, EnteredMeasure)}
    lines = {line.line_id: line for rule in rules.adjustments for line in rule.lines}
    for measure in rules.measures:
        if isinstance(measure, EventMeasure):
            lines |= {line.line_id: line for line in measure.lines}
    for entry in entered:
        if entry.entry_id in lines:
            lines[entry.entry_id].points(entry.points)
        elif (asked := values.get(entry.entry_id)) is not None:
            least, most = asked.least, asked.most
            low = least is not None and entry.points < least
            if low or (most is not None and entry.points > most):
                what = f"{entry.entry_id!r} of {entry.post_id!r}"
                limits = (
                    f"{least} to {most}"
                    if least is not None and most is not None
                    else f"at least {least}"
                    if most is None
                    else f"at most {most}"
                )
                raise ValueRangeError(what, entry.points, limits)


def _refuse_unfit_subjects(
    rules: ReviewRules,
    subject_ids: tuple[str, ...],
    subjects: Sequence[SubjectRecord],
    units: Sequence[UnitRecord],
) -> None:
    _refuse_doubles("record of subject", [record.post_id for record in subjects])
    _refuse_doubles("unit", [unit.unit_id for unit in units])
    _refuse_unknown("subject", (record.post_id for record in subjects), subject_ids)
    unit_ids = tuple(unit.unit_id for unit in units)
    _refuse_unknown("unit", (r.unit_id for r in subjects if r.unit_id), unit_ids)
    classes = {record.post_id: record.class_id for record in subjects}
    known = tuple(c.class_id for c in rules.subject_classes)
    _refuse_unknown("subject class", filter(None, classes.values()), known)
    if rules.varied:
        _refuse_unknown(
            "subject class", (classes.get(s, "") for s in subject_ids), known
        )


def _refuse_unknown(what: str, found: Iterable[str], known: tuple[str, ...]) -> None:
    fit = set(known)
    for identifier in found:
        if identifier not in fit:
            raise UnknownIdError(what, identifier, known)


def _refuse_doubles(what: str, ids: Sequence[str]) -> None:
    for identifier, number in Counter(ids).items():
        if number > 1:
            raise DuplicateIdError(what, identifier)

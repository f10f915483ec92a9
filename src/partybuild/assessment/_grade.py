"""Grades: by band, condition or place, then caps, then quotas."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.assessment._first_grade import FirstGrade, first_grades
from partybuild.assessment._known import Known
from partybuild.assessment._quota_result import Merit, QuotaResult, admit
from partybuild.assessment._quota_scope import Units, heads_of, scopes
from partybuild.kernel import Label, Record
from partybuild.rules import TOTAL, Cap, GradingRule, Quota, ReviewRules


@attrs.frozen(kw_only=True)
class GradeResult(Record):
    """How one subject came by the grade.

    Attributes:
        subject_id: Subject.
        first: Grade before caps and quotas, with its reason.
        caps: Caps that held it down; empty where none did.
        quotas: Quotas that held it down, with their decision.
        grade_id: Grade in the end.
    """

    subject_id: str
    first: FirstGrade
    caps: tuple[Cap, ...]
    quotas: tuple[QuotaResult, ...]
    grade_id: str

    @property
    def band_grade_id(self) -> str:
        """Grade before caps and quotas."""
        return self.first.band.grade_id


def grade(
    rules: ReviewRules,
    scores: Mapping[str, Fraction],
    caps: Mapping[str, Sequence[Cap]],
    *,
    known: Known | None = None,
    units: Units | None = None,
) -> tuple[tuple[GradeResult, ...], tuple[QuotaResult, ...]]:
    """Grade all subjects of one conference.

    Caps come before quotas, so a subject held down by a fact takes no place,
    unless the quota says that it does.

    Args:
        rules: Scheme.
        scores: Subject to exact score.
        caps: Subject to the caps that concern it.
        known: Values of measures and facts, where the scheme looks at any.
        units: Units of the subjects, where a quota looks at them.

    Returns:
        A result per subject, sorted by subject id, and one per quota and unit.

    Raises:
        MissingEntryError: If the scheme asks for the grade or the heads of a unit,
            and none is recorded.

    Source:
        The scheme's grading, caps and quotas, each with its own basis.
    """
    grading = rules.grading
    subjects = sorted(scores)
    facts = known or Known()
    if TOTAL not in facts.values:
        facts = facts.with_values(TOTAL, Label(zh="总分", en="total"), scores)
    first = first_grades(rules, subjects, facts)
    earned = {s: grading.place(first[s].band.grade_id) for s in subjects}
    held = {s: _holding(grading, earned[s], caps.get(s, ())) for s in subjects}
    capped = {
        s: max([earned[s]] + [grading.place(c.grade_id) for c in held[s]])
        for s in subjects
    }
    places = dict(capped)
    decided: list[QuotaResult] = []
    lowered: dict[str, list[QuotaResult]] = {subject: [] for subject in subjects}
    for quota in sorted(
        rules.quotas, key=lambda q: (grading.place(q.grade_id), q.quota_id)
    ):
        merits = {s: _merit(quota, s, facts) for s in subjects}
        limit = grading.place(quota.grade_id)
        for unit_id, members in scopes(quota, subjects, units or Units()):
            result = _decide(
                quota,
                unit_id,
                members,
                units or Units(),
                eligible={s: merits[s] for s in members if places[s] <= limit},
                in_the_way={
                    s: merits[s]
                    for s in members
                    if quota.held_down_take_place and earned[s] <= limit < capped[s]
                },
            )
            decided.append(result)
            admitted = set(result.admitted)
            for subject in result.eligible:
                if subject not in admitted:
                    places[subject] = limit + 1
                    lowered[subject].append(result)
    results = tuple(
        GradeResult(
            subject_id=subject,
            first=first[subject],
            caps=held[subject],
            quotas=tuple(lowered[subject]),
            grade_id=grading.grade_ids[places[subject]],
        )
        for subject in subjects
    )
    return results, tuple(decided)


def _holding(grading: GradingRule, place: int, caps: Sequence[Cap]) -> tuple[Cap, ...]:
    holding = {cap.cap_id: cap for cap in caps if grading.place(cap.grade_id) > place}
    return tuple(holding[cap_id] for cap_id in sorted(holding))


def _merit(quota: Quota, subject: str, known: Known) -> Merit:
    return tuple(known.value(m, subject) for m in (TOTAL, *quota.tie_keys))


def _decide(
    quota: Quota,
    unit_id: str,
    members: Sequence[str],
    units: Units,
    *,
    eligible: Mapping[str, Merit],
    in_the_way: Mapping[str, Merit],
) -> QuotaResult:
    heads = heads_of(quota, unit_id, members, units)
    unit_grade = units.grades.get(unit_id, "")
    approved = (quota.quota_id, unit_id) in units.approved
    return admit(
        quota,
        unit_id=unit_id,
        share=quota.ceiling_of(unit_grade, approved=approved),
        assessed=heads,
        places=quota.places(heads, unit_grade, approved=approved),
        eligible=eligible,
        in_the_way=in_the_way,
    )

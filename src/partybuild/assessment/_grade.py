"""Grades: by band, condition or place, then caps, then quotas."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.assessment._first_grade import FirstGrade, first_grades
from partybuild.assessment._known import Known
from partybuild.assessment._quota_result import Merit, QuotaResult, Runners, admit
from partybuild.assessment._quota_scope import Units, heads_of, scopes
from partybuild.kernel import ForReviewBody, Label, Record
from partybuild.rules import TOTAL, UNDECIDED, Cap, GradingRule, Quota, ReviewRules


@attrs.frozen(kw_only=True)
class GradeResult(ForReviewBody, Record):
    """How one subject came by the grade.

    Attributes:
        subject_id: Subject.
        first: Grade before caps and quotas, with its reason.
        caps: Caps that held it down, or ruled out the better of the grades that are
            possible; empty where none did.
        quotas: Quotas that held it down, or may, with their decision.
        possible: Grades in the end that are possible, best first: one, unless a
            decision is missing.
        waiting: Caps that could lower it and of which no answer is recorded.
    """

    subject_id: str
    first: FirstGrade
    caps: tuple[Cap, ...]
    quotas: tuple[QuotaResult, ...]
    possible: tuple[str, ...]
    waiting: tuple[Cap, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether no missing decision leaves the grade open."""
        return len(self.possible) == 1

    @property
    def grade_id(self) -> str:
        """Grade in the end; "undecided" as long as several are possible."""
        return self.possible[0] if self.decided else UNDECIDED.grade_id

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
    earned = {s: possible_places(grading, first[s]) for s in subjects}
    held = {s: _holding(grading, min(earned[s]), caps.get(s, ())) for s in subjects}
    waiting = {s: _waiting(rules, min(earned[s]), s, facts) for s in subjects}
    capped = {
        s: _capped(grading, earned[s], caps.get(s, ()), waiting[s]) for s in subjects
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
            heads = heads_of(quota, unit_id, members, units or Units())
            unit_grade = (units or Units()).grades.get(unit_id, "")
            approved = (quota.quota_id, unit_id) in (units or Units()).approved
            result = admit(
                quota,
                unit_id=unit_id,
                share=quota.ceiling_of(unit_grade, approved=approved),
                assessed=heads,
                places=quota.places(heads, unit_grade, approved=approved),
                runners=_runners(quota, limit, members, merits, places, earned, capped),
                decisions=facts.decisions,
            )
            decided.append(result)
            for subject in _without_place(result):
                open_place = subject in result.undecided
                places[subject] = after_quota(
                    places[subject], limit, open_place=open_place
                )
                lowered[subject].append(result)
    results = tuple(
        GradeResult(
            subject_id=subject,
            first=first[subject],
            caps=held[subject],
            waiting=waiting[subject],
            quotas=tuple(lowered[subject]),
            possible=tuple(grading.grade_ids[at] for at in sorted(places[subject])),
        )
        for subject in subjects
    )
    return results, tuple(decided)


Places = frozenset[int]
"""Places of the grades that are possible: one, unless a decision is missing."""


def possible_places(grading: GradingRule, first: FirstGrade) -> Places:
    """Return the places of the grades that are possible before caps and quotas."""
    possible = first.possible or (first.band.grade_id,)
    return frozenset(grading.place(grade_id) for grade_id in possible)


def _holding(grading: GradingRule, best: int, caps: Sequence[Cap]) -> tuple[Cap, ...]:
    """Return the caps that rule out a grade that was earned, or may be."""
    holding = {cap.cap_id: cap for cap in caps if grading.place(cap.grade_id) > best}
    return tuple(holding[cap_id] for cap_id in sorted(holding))


def _waiting(
    rules: ReviewRules, best: int, subject: str, known: Known
) -> tuple[Cap, ...]:
    """Return the caps without an answer that could still lower the grade."""
    unanswered = known.unanswered.get(subject, frozenset())
    return tuple(
        cap
        for cap in rules.caps
        if cap.cap_id in unanswered and rules.grading.place(cap.grade_id) > best
    )


def _capped(
    grading: GradingRule, earned: Places, caps: Sequence[Cap], waiting: Sequence[Cap]
) -> Places:
    for cap in caps:
        earned = no_better(grading, earned, cap)
    for cap in waiting:
        earned |= no_better(grading, earned, cap)
    return earned


def no_better(grading: GradingRule, places: Places, cap: Cap) -> Places:
    """Return the places that a cap leaves."""
    limit = grading.place(cap.grade_id)
    return frozenset(max(place, limit) for place in places)


def _runners(
    quota: Quota,
    limit: int,
    members: Sequence[str],
    merits: Mapping[str, Merit],
    places: Mapping[str, Places],
    earned: Mapping[str, Places],
    capped: Mapping[str, Places],
) -> Runners:
    sure: dict[str, Merit] = {}
    perhaps: dict[str, Merit] = {}
    in_the_way: list[Merit] = []
    perhaps_in_the_way: list[Merit] = []
    for subject in members:
        now = places[subject]
        if max(now) <= limit:
            sure[subject] = merits[subject]
            continue
        if min(now) <= limit:
            perhaps[subject] = merits[subject]
        if quota.held_down_take_place and min(earned[subject]) <= limit:
            blocked = min(capped[subject]) > limit
            if blocked and max(earned[subject]) <= limit:
                in_the_way.append(merits[subject])
            elif max(capped[subject]) > limit and subject not in perhaps:
                perhaps_in_the_way.append(merits[subject])
    return Runners(
        sure=sure,
        perhaps=perhaps,
        in_the_way=in_the_way,
        perhaps_in_the_way=perhaps_in_the_way,
    )


def _without_place(result: QuotaResult) -> tuple[str, ...]:
    safe = {*result.admitted, *result.assured}
    return tuple(subject for subject in result.eligible if subject not in safe)


def after_quota(places: Places, limit: int, *, open_place: bool) -> Places:
    """Return the places of a subject who takes none of a quota's, or perhaps none.

    Args:
        places: Places that were possible before.
        limit: Place of the grade that the quota limits.
        open_place: Whether a missing decision may still give the subject one.

    Returns:
        The places that are possible.
    """
    excluded = frozenset(max(place, limit + 1) for place in places)
    return places | excluded if open_place else excluded


def _merit(quota: Quota, subject: str, known: Known) -> Merit:
    return tuple(known.value(m, subject) for m in (TOTAL, *quota.tie_keys))

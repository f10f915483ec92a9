"""Grades from scores: bands, then caps by facts, then quotas."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.rules import Cap, Grading, Quota, ReviewRules


@attrs.frozen(kw_only=True)
class QuotaResult:
    """How one quota decided.

    Attributes:
        quota: The quota.
        assessed: Heads it is a share of.
        places: Places it leaves.
        eligible: Subjects whose score and facts allow the grade, sorted.
        admitted: Those who keep it, sorted.
        tied: Those excluded because they tie across the boundary, sorted.
    """

    quota: Quota
    assessed: int
    places: int
    eligible: tuple[str, ...]
    admitted: tuple[str, ...]
    tied: tuple[str, ...]


@attrs.frozen(kw_only=True)
class GradeResult:
    """How one subject came by the grade.

    Attributes:
        subject_id: Subject.
        band_grade_id: Grade that the score alone earns.
        caps: Caps that held it down; empty where none did.
        quotas: Quotas that held it down, with their decision.
        grade_id: Grade in the end.
    """

    subject_id: str
    band_grade_id: str
    caps: tuple[Cap, ...]
    quotas: tuple[QuotaResult, ...]
    grade_id: str


def grade(
    rules: ReviewRules,
    scores: Mapping[str, Fraction],
    caps: Mapping[str, Sequence[Cap]],
) -> tuple[tuple[GradeResult, ...], tuple[QuotaResult, ...]]:
    """Grade all subjects of one conference.

    Caps come before quotas, so a subject held down by a fact takes no place.

    Args:
        rules: Scheme.
        scores: Subject to exact score.
        caps: Subject to the caps whose facts count.

    Returns:
        A result per subject, sorted by subject id, and one per quota.

    Source:
        The scheme's bands, caps and quotas, each with its own basis.
    """
    grading = rules.grading
    subjects = sorted(scores)
    bands = {s: grading.band_of(rules.rounding.graded(scores[s])) for s in subjects}
    places = {s: grading.place(bands[s].grade_id) for s in subjects}
    held: dict[str, tuple[Cap, ...]] = {}
    for subject in subjects:
        held[subject] = _holding(grading, places[subject], caps.get(subject, ()))
        places[subject] = max(
            [places[subject]] + [grading.place(c.grade_id) for c in held[subject]]
        )
    decided: list[QuotaResult] = []
    lowered: dict[str, list[QuotaResult]] = {subject: [] for subject in subjects}
    for quota in sorted(
        rules.quotas, key=lambda q: (grading.place(q.grade_id), q.quota_id)
    ):
        limit = grading.place(quota.grade_id)
        eligible = [s for s in subjects if places[s] <= limit]
        result = _admit(quota, len(subjects), {s: scores[s] for s in eligible})
        decided.append(result)
        for subject in eligible:
            if subject not in result.admitted:
                places[subject] = limit + 1
                lowered[subject].append(result)
    results = tuple(
        GradeResult(
            subject_id=subject,
            band_grade_id=bands[subject].grade_id,
            caps=held[subject],
            quotas=tuple(lowered[subject]),
            grade_id=grading.grade_ids[places[subject]],
        )
        for subject in subjects
    )
    return results, tuple(decided)


def _holding(grading: Grading, place: int, caps: Sequence[Cap]) -> tuple[Cap, ...]:
    holding = {cap.cap_id: cap for cap in caps if grading.place(cap.grade_id) > place}
    return tuple(holding[cap_id] for cap_id in sorted(holding))


def _admit(
    quota: Quota, assessed: int, eligible: Mapping[str, Fraction]
) -> QuotaResult:
    places = quota.places(assessed)
    admitted: list[str] = []
    tied: list[str] = []
    for subject, score in eligible.items():
        above = sum(other > score for other in eligible.values())
        level = sum(other == score for other in eligible.values())
        if above + level <= places:
            admitted.append(subject)
        elif above < places:
            tied.append(subject)
    return QuotaResult(
        quota=quota,
        assessed=assessed,
        places=places,
        eligible=tuple(sorted(eligible)),
        admitted=tuple(sorted(admitted)),
        tied=tuple(sorted(tied)),
    )


def competition_ranks(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """Return for each subject 1 plus the number of strictly greater scores.

    Args:
        scores: Subject to exact score.

    Returns:
        Subject to rank; equal scores share a rank.
    """
    ordered = sorted(scores.values(), reverse=True)
    first: dict[Fraction, int] = {}
    for place, score in enumerate(ordered, start=1):
        first.setdefault(score, place)
    return {subject: first[score] for subject, score in scores.items()}

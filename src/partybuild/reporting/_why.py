"""Why one secretary has this score and this grade, without any group's figures."""

from collections.abc import Iterator

from partybuild.assessment import Assessment, QuotaResult, Standing
from partybuild.kernel import (
    Derivation,
    Label,
    Lang,
    Operation,
    Term,
    clauses,
    exact_text,
)
from partybuild.reporting._model import Reason
from partybuild.reporting._words import (
    basis_text,
    day,
    ended,
    percent,
    say,
    score_range,
)
from partybuild.rules import Cap, ConditionGrading, RankGrading, Ungraded


def held_down(assessment: Assessment, standing: Standing, lang: Lang) -> str:
    """Return what held a grade below the one of the score, in a few words."""
    result = standing.result
    if not result.decided:
        grades = [
            assessment.rules.grading.get(grade_id).label.text(lang)
            for grade_id in result.possible
        ]
        names = say(lang, "、", ", ").join(grades)
        return say(lang, f"待会议决定，可能为：{names}", f"to be decided: {names}")
    band = assessment.rules.grading.get(result.band_grade_id).label.text(lang)
    caps = [cap.label.text(lang) for cap in result.caps]
    quotas = [_quota_name(q, standing, lang) for q in result.quotas]
    if not caps and not quotas:
        return _first(assessment, standing, lang)
    causes = clauses(lang, [*caps, *quotas])
    if result.first.why is not None:
        return say(lang, f"初定为“{band}”；{causes}", f"{band} at first; {causes}")
    return say(lang, f"按得分为“{band}”；{causes}", f"{band} by score; {causes}")


def _first(assessment: Assessment, standing: Standing, lang: Lang) -> str:
    first, grading = standing.result.first, assessment.rules.grading
    if first.judgment is not None:
        return first.judgment.label.text(lang)
    if isinstance(grading, RankGrading):
        return say(lang, "按名次定等", "by place")
    if isinstance(grading, ConditionGrading):
        return say(lang, "按条件定等", "by conditions")
    if isinstance(grading, Ungraded):
        return say(lang, "不定等次", "not graded")
    return say(lang, "按得分定等", "by score")


def _quota_name(decided: QuotaResult, standing: Standing, lang: Lang) -> str:
    if standing.subject_id in decided.tied:
        return say(lang, "同分跨越名额界限", "tied across the quota")
    return say(lang, "等次比例限制", "grade quota")


def why(assessment: Assessment, standing: Standing, lang: Lang) -> Reason:
    """Return how one secretary came by score, rank and grade."""
    grade = standing.grade.text(lang)
    statement = say(
        lang,
        f"{standing.name.zh}：{standing.printed}分，第{standing.rank}名，等次“{grade}”",
        f"{standing.name.en}: {standing.printed} points, rank {standing.rank}, "
        f"grade “{grade}”",
    )
    steps = [*_score(assessment, standing, lang), _band(assessment, standing, lang)]
    steps += [
        cap_reason(assessment, standing, cap, lang) for cap in standing.result.caps
    ]
    steps += [
        _quota(assessment, standing, decided, lang)
        for decided in standing.result.quotas
    ]
    return Reason(ended(lang, statement), [ended(lang, step) for step in steps])


def _score(assessment: Assessment, standing: Standing, lang: Lang) -> Iterator[str]:
    entered = assessment.review.entered
    if standing.subject_id not in {entry.post_id for entry in entered}:
        # Then the total is the ballot score, and the next step down is what
        # single voter groups gave: that stays with the review body.
        return
    total = standing.derivation
    while isinstance(total.value, Label):
        total = total.terms[0].node
    # What is handed in whole has no terms: it is the total itself.
    parts: list[str] = []
    for term in total.terms or (Term(node=total),):
        node = term.node
        given = node.operation is Operation.ENTERED
        rounding = assessment.rules.rounding
        points = exact_text(node.number) if given else rounding.text(node.number)
        factor = term.factor
        share = "" if factor is None or factor == 1 else f"×{percent(factor)}"
        parts.append(f"{node.name.text(lang)} {points}{share}{_source(node, lang)}")
    text = say(lang, "、", ", ").join(parts)
    yield say(lang, f"总分由以下各项相加：{text}", f"The total adds up {text}")


def _source(node: Derivation, lang: Lang) -> str:
    if node.statement is None:
        return ""
    return say(lang, f"（{node.statement.zh}）", f" ({node.statement.en})")


def _band(assessment: Assessment, standing: Standing, lang: Lang) -> str:
    first = standing.result.first
    band, basis = first.band, basis_text(lang, first.basis)
    name = band.label.text(lang)
    if isinstance(assessment.rules.grading, ConditionGrading) and not first.judgment:
        # What measures of the ballots are worth stays with the review body.
        return say(
            lang,
            f"符合“{name}”等次的条件。依据：{basis}",
            f"The conditions of “{name}” hold. Basis: {basis}",
        )
    if first.why is not None:
        return say(
            lang,
            f"初定等次为“{name}”：{first.why.zh}。依据：{basis}",
            f"The grade before caps and quotas is “{name}”: {first.why.en}. Basis: "
            f"{basis}",
        )
    return say(
        lang,
        f"得分{standing.printed}分，在“{band.label.zh}”的分数段内（"
        f"{score_range(lang, band)}）。依据：{basis}",
        f"The score of {standing.printed} lies in the band of “{band.label.en}” "
        f"({score_range(lang, band)}). Basis: {basis}",
    )


def cap_reason(assessment: Assessment, standing: Standing, cap: Cap, lang: Lang) -> str:
    """Return the fact behind a cap, with who found it, when and on which basis."""
    review = assessment.review
    facts = [
        fact
        for fact in review.cap_facts
        if (fact.post_id, fact.cap_id) == (standing.subject_id, cap.cap_id)
        and fact.counts_on(review.conference.held_on)
    ]
    told = say(lang, "；", "; ").join(
        say(
            lang,
            f"{fact.decided_by.zh}于{day(lang, fact.decided_on)}认定“"
            f"{fact.reason.zh.rstrip('。')}”",
            f"{fact.decided_by.en} found on {day(lang, fact.decided_on)}: "
            f"{fact.reason.en.rstrip('.')}",
        )
        for fact in facts
    )
    if not facts:
        told = say(lang, "符合规定的情形", "its conditions hold")
    limit = assessment.rules.grading.get(cap.grade_id).label
    basis = basis_text(lang, cap.basis)
    return say(
        lang,
        f"{cap.label.zh}：{told}。等次不高于“{limit.zh}”，得分不变。依据：{basis}",
        f"{cap.label.en}: {told}. No grade above “{limit.en}”; the score is "
        f"unchanged. Basis: {basis}",
    )


def _quota(
    assessment: Assessment, standing: Standing, decided: QuotaResult, lang: Lang
) -> str:
    quota = decided.quota
    limit = assessment.rules.grading.get(quota.grade_id).label
    basis = basis_text(lang, quota.basis)
    places, eligible = decided.places, len(decided.eligible)
    text = say(
        lang,
        f"等次比例：“{limit.zh}”名额{places}个，符合条件{eligible}人",
        f"Grade quota: {places} places with “{limit.en}” for {eligible} eligible",
    )
    if standing.subject_id in decided.tied:
        tied = len(decided.tied)
        text += say(
            lang,
            f"，其中{tied}人同分跨越名额界限，均未列入，请会议研究",
            f"; {tied} tie across the boundary, none is admitted, the body must decide",
        )
    elif standing.subject_id in decided.undecided:
        text += say(
            lang,
            "，能否列入取决于尚未记录的决定",
            "; whether a place is left depends on a decision not yet recorded",
        )
    elif standing.subject_id in {d.post_id for d in decided.decisions}:
        text += say(
            lang, "，同分，会议决定不列入", "; tied, and the body gave no place"
        )
    else:
        text += say(lang, "，按得分未列入", "; the score did not reach a place")
    return text + say(lang, f"。依据：{basis}", f". Basis: {basis}")

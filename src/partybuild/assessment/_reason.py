"""Why a grade is what it is: band, caps and quotas as steps of a derivation."""

from fractions import Fraction

from partybuild.assessment._conditions import told
from partybuild.assessment._first_grade import decision_sentence
from partybuild.assessment._grade import (
    GradeResult,
    Places,
    after_quota,
    no_better,
    possible_places,
)
from partybuild.assessment._known import Known
from partybuild.assessment._quota_result import QuotaResult
from partybuild.conference import CapFact, Review
from partybuild.kernel import Derivation, Label, Operation, Term, exact_text
from partybuild.rules import (
    UNDECIDED,
    Cap,
    GradeBand,
    Grading,
    GradingRule,
    ReviewRules,
)


def derive_grade(
    review: Review,
    rules: ReviewRules,
    result: GradeResult,
    total: Derivation,
    known: Known,
) -> Derivation:
    """Derive a grade from the total, through band, caps and quotas.

    Args:
        review: The review, for the facts behind the caps.
        rules: Scheme.
        result: The decision.
        total: Derivation of the score.
        known: Values and facts, for the conditions of grades and caps.

    Returns:
        The last step; its terms lead back to the counts.
    """
    grading = rules.grading
    first, band = result.first, result.first.band
    operation = Operation.GRADE
    if first.judgment is not None:
        name, why = first.judgment.label, first.why or band.label
        operation = Operation.DECISION
    elif isinstance(grading, Grading):
        name = Label(zh="按分数所在等次", en="grade by score")
        why = _band_sentence(rules, band, total.number)
    else:
        name = Label(zh="初定等次", en="grade before caps and quotas")
        why = first.why or band.label
    step = Derivation(
        operation=operation,
        name=name,
        value=band.label,
        terms=(Term(total),),
        basis=first.basis,
        statement=why,
    )
    places = possible_places(grading, first)
    for cap in result.caps:
        places = no_better(grading, places, cap)
        facts = [
            fact
            for fact in review.cap_facts
            if (fact.post_id, fact.cap_id) == (result.subject_id, cap.cap_id)
            and fact.counts_on(review.conference.held_on)
        ]
        step = Derivation(
            operation=Operation.CAP,
            name=cap.label,
            value=_label(grading, places),
            terms=(Term(step),),
            basis=cap.basis,
            statement=_cap_sentence(
                grading.get(cap.grade_id), facts, cap, result.subject_id, known
            ),
        )
    for cap in result.waiting:
        places |= no_better(grading, places, cap)
        step = Derivation(
            operation=Operation.DECISION,
            name=cap.label,
            value=_label(grading, places),
            terms=(Term(step),),
            basis=cap.basis,
            statement=Label(
                zh="是否存在该情形尚无记录，等次待定",
                en="whether the fact exists is not recorded; the grade is undecided",
            ),
        )
    for decided in result.quotas:
        places = after_quota(
            places,
            grading.place(decided.quota.grade_id),
            open_place=result.subject_id in decided.undecided,
        )
        step = Derivation(
            operation=Operation.QUOTA,
            name=Label(zh="等次比例", en="grade quota"),
            value=_label(grading, places),
            terms=(Term(step),),
            basis=decided.quota.basis,
            statement=_quota_sentence(
                grading.get(decided.quota.grade_id), decided, result.subject_id
            ),
        )
    return step


def _label(grading: GradingRule, places: Places) -> Label:
    if len(places) > 1:
        return UNDECIDED.label
    return grading.bands[min(places)].label


def _band_sentence(rules: ReviewRules, band: GradeBand, score: Fraction) -> Label:
    graded = rules.rounding.text_beside(score, rules.grading.edges)
    low = "" if band.lower is None else exact_text(band.lower)
    high = "" if band.upper is None else exact_text(band.upper)
    if not low:
        return Label(zh=f"{graded} 低于 {high}", en=f"{graded} is below {high}")
    if not high:
        return Label(zh=f"{graded} 不低于 {low}", en=f"{graded} is at least {low}")
    return Label(
        zh=f"{graded} 不低于 {low}、低于 {high}",
        en=f"{graded} is at least {low} and below {high}",
    )


def _cap_sentence(
    limit: GradeBand, facts: list[CapFact], cap: Cap, subject: str, known: Known
) -> Label:
    if not facts:
        because = told(cap.when, subject, known)
        return Label(
            zh=f"{because.zh}；等次不高于“{limit.label.zh}”，得分不变",
            en=f"{because.en}; no grade above {limit.label.en}, the score is unchanged",
        )
    zh = "；".join(
        f"{f.decided_by.zh}于 {f.decided_on.isoformat()} 认定：{f.reason.zh}"
        for f in facts
    )
    en = "; ".join(
        f"{f.decided_by.en} on {f.decided_on.isoformat()}: {f.reason.en}" for f in facts
    )
    return Label(
        zh=f"{zh}；等次不高于“{limit.label.zh}”，得分不变",
        en=f"{en}; no grade above {limit.label.en}, the score is unchanged",
    )


def _quota_sentence(limit: GradeBand, decided: QuotaResult, subject: str) -> Label:
    share = exact_text(decided.share * 100)
    unit, heads = decided.unit_id, decided.quota.base.label
    zh = (
        f"“{limit.label.zh}”不超过 {share}%，{heads.zh} {decided.assessed} 人，"
        f"名额 {decided.places} 个，符合条件 {len(decided.eligible)} 人"
    )
    en = (
        f"{limit.label.en} is limited to {share}% of {decided.assessed} {heads.en}: "
        f"{decided.places} places for {len(decided.eligible)} eligible"
    )
    if unit:
        zh, en = f"{unit}：{zh}", f"{unit}: {en}"
    own = next((d for d in decided.decisions if d.post_id == subject), None)
    if own is not None:
        vote = decision_sentence(own)
        zh += f"；同分，{vote.zh}"
        en += f"; a tie, {vote.en}"
    elif subject in decided.undecided:
        zh += "；同分或者名次取决于尚未作出的决定，等次待定"
        en += "; who takes the last places depends on a decision not yet recorded"
    elif decided.decisions:
        zh += "；同分，会议已确定列入的人选"
        en += "; a tie, and the body has chosen others"
    if subject in decided.tied:
        tied = len(decided.tied)
        zh += f"；{tied} 人同分跨越名额界限，均不列入，请会议研究"
        en += (
            f"; {tied} tie across the boundary, none is admitted, the body must decide"
        )
    return Label(zh=zh, en=en)

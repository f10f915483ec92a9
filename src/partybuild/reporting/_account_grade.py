"""Why this grade and not the next: bands, conditions, places, caps and quotas."""

from partybuild.assessment import (
    Assessment,
    QuotaResult,
    Standing,
)
from partybuild.kernel import Derivation, Label, exact_text, number_text
from partybuild.rules import (
    QuotaRounding,
)


def grade_steps(assessment: Assessment, standing: Standing) -> list[Label]:
    """Return the steps from the total to the grade, with facts and articles.

    Args:
        assessment: The assessment.
        standing: Whose grade.

    Returns:
        One sentence per step, in order: first grade, caps, quotas.
    """
    steps: list[Derivation] = []
    node = standing.derivation
    while isinstance(node.value, Label):
        steps.append(node)
        node = node.terms[0].node
    lines = [Label(zh=s.explain("zh", 0), en=s.explain("en", 0)) for s in steps[::-1]]
    articles = [
        fact.article
        for fact in assessment.review.cap_facts
        if fact.post_id == standing.subject_id and fact.article
    ]
    lines += [
        Label(zh=f"该情形的认定依据：{one}", en=f"the finding rests on {one}")
        for one in articles
    ]
    return lines


ROUNDED = {
    QuotaRounding.FLOOR: Label(zh="只舍不入", en="rounded down"),
    QuotaRounding.HALF_UP: Label(zh="四舍五入", en="rounded half up"),
    QuotaRounding.CEILING: Label(zh="只入不舍", en="rounded up"),
}
"""How a share becomes places, in words."""


def quota_lines(assessment: Assessment, standing: Standing) -> list[Label]:
    """Return where the boundary of every quota lies that concerns a subject.

    Args:
        assessment: The assessment.
        standing: The subject.

    Returns:
        One sentence per quota that the subject's score and facts allow.
    """
    return [
        _boundary(assessment, decided, standing)
        for decided in assessment.quotas
        if standing.subject_id in decided.eligible
    ]


def _boundary(
    assessment: Assessment, decided: QuotaResult, standing: Standing
) -> Label:
    quota = decided.quota
    grade = assessment.rules.grading.get(quota.grade_id).label
    share, rounded = exact_text(decided.share * 100), ROUNDED[quota.rounding]
    exact_places = number_text(decided.share * decided.assessed)
    base = quota.base.label
    zh = (
        f"“{grade.zh}”名额：{base.zh}人数{decided.assessed}×{share}%，即{exact_places}，"
        f"{rounded.zh}为{decided.places}个，符合条件{len(decided.eligible)}人"
    )
    en = (
        f"places with “{grade.en}”: {decided.assessed} {base.en} × {share}% = "
        f"{exact_places}, {rounded.en} to {decided.places}, for "
        f"{len(decided.eligible)} eligible"
    )
    if quota.heads is not None:
        zh += f"（不超过{quota.heads}人）"
        en += f" (at most {quota.heads})"
    inside = [s for s in assessment.standings if s.subject_id in decided.admitted]
    outside = [
        s
        for s in assessment.standings
        if s.subject_id in set(decided.eligible) - set(decided.admitted)
    ]
    if inside:
        last = inside[-1]
        zh += f"；列入的最后一名为{last.name.zh}（{last.printed}分）"
        en += f"; the last admitted is {last.name.en} ({last.printed})"
    if outside:
        next_one = outside[0]
        zh += f"，未列入的第一名为{next_one.name.zh}（{next_one.printed}分）"
        en += f", the first not admitted is {next_one.name.en} ({next_one.printed})"
    if standing.subject_id in decided.admitted:
        return Label(zh=f"{zh}；本人列入", en=f"{en}; this secretary is admitted")
    if inside and standing.subject_id not in decided.undecided:
        gap = number_text(inside[-1].score - standing.score)
        zh += f"；本人与列入的最后一名相差{gap}分"
        en += f"; this secretary is {gap} points behind the last admitted"
    return Label(zh=zh, en=en)


def missing_lines(assessment: Assessment, standing: Standing) -> list[Label]:
    """Return what the body still has to decide, where the grade is open.

    Args:
        assessment: The assessment.
        standing: The subject.

    Returns:
        The questions; those about others where the grade waits for them alone.
    """
    if standing.result.decided:
        return []
    own = [m for m in assessment.missing if m.subject_id == standing.subject_id]
    labels = [assessment.rules.grading.get(g).label for g in standing.result.possible]
    lines = [
        Label(
            zh=f"等次待定，可能为：{'、'.join(label.zh for label in labels)}",
            en=f"the grade is open: {', '.join(label.en for label in labels)}",
        )
    ]
    for one in own or assessment.missing:
        whom = assessment.review.post(one.subject_id).title
        lines.append(
            Label(
                zh=f"{whom.zh}：{one.question.zh}（{one.basis.text('zh')}）",
                en=f"{whom.en}: {one.question.en} ({one.basis.text('en')})",
            )
        )
    return lines


def following(standing: Standing) -> list[Label]:
    """Return what follows for a subject, and what may follow.

    Args:
        standing: The subject.

    Returns:
        One sentence each, with reason and basis.
    """
    lines: list[Label] = []
    for one in standing.consequences:
        rule, because = one.consequence, one.because
        zh = f"{rule.label.zh}（{because.zh}；依据：{rule.basis.text('zh')}）"
        en = f"{rule.label.en} ({because.en}; basis: {rule.basis.text('en')})"
        if rule.within_months is not None:
            zh += f"，{rule.within_months}个月内"
            en += f", within {rule.within_months} months"
        lines.append(Label(zh=zh, en=en))
    lines += [
        Label(
            zh=f"{rule.label.zh}：取决于尚未作出的决定",
            en=f"{rule.label.en}: depends on a decision not yet made",
        )
        for rule in standing.open_consequences
    ]
    return lines

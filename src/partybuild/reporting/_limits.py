"""What a grade needs, and what holds it down."""

from partybuild.assessment import Assessment
from partybuild.kernel import Lang
from partybuild.reporting._model import Block, Paragraph, Table
from partybuild.reporting._words import (
    basis_text,
    ended,
    percent,
    say,
    score_range,
)
from partybuild.rules import QuotaRounding, TiePolicy

_PLACES = {
    QuotaRounding.FLOOR: ("只舍不入", "rounded down"),
    QuotaRounding.HALF_UP: ("四舍五入", "rounded half up"),
    QuotaRounding.CEILING: ("只入不舍", "rounded up"),
}

_TIES = {
    TiePolicy.EXCLUDE: (
        "同分跨越名额界限的均不列入",
        "Those who tie across the boundary are not admitted",
    ),
    TiePolicy.INCLUDE: (
        "同分跨越名额界限的均列入",
        "Those who tie across the boundary are all admitted",
    ),
    TiePolicy.KEYS: (
        "同分的依次比较规定的各项，仍相同的均不列入",
        "Ties are broken by the measures named; who is still level is not admitted",
    ),
    TiePolicy.DECISION: (
        "同分跨越名额界限的由会议决定",
        "The body decides between those who tie across the boundary",
    ),
}


def bands_table(assessment: Assessment, lang: Lang) -> Table:
    """Return the scores that each grade needs."""
    grading = assessment.rules.grading
    basis = basis_text(lang, grading.basis)
    return Table(
        caption=say(lang, "等次和分数段", "Grades and their scores"),
        columns=(say(lang, "等次", "grade"), say(lang, "得分", "score")),
        rows=[(b.label.text(lang), score_range(lang, b)) for b in grading.bands],
        note=ended(lang, say(lang, f"依据：{basis}", f"Basis: {basis}")),
    )


def limit_paragraphs(assessment: Assessment, lang: Lang) -> list[Block]:
    """Return a paragraph on each quota and each cap of the rules."""
    rules = assessment.rules
    found: list[Block] = []
    for judgment in rules.judgments:
        grades = [rules.grading.get(g).label.text(lang) for g in judgment.grades]
        names, basis = (
            say(lang, "、", ", ").join(grades),
            basis_text(lang, judgment.basis),
        )
        text = say(
            lang,
            f"{judgment.label.zh}：由会议在“{names}”中确定等次，作出记录。依据：{basis}",
            f"{judgment.label.en}: the body settles the grade ({names}) and puts it "
            f"on record. Basis: {basis}",
        )
        found.append(Paragraph(ended(lang, text)))
    for decided in assessment.quotas:
        quota = decided.quota
        label = rules.grading.get(quota.grade_id).label.text(lang)
        rounding, basis = _PLACES[quota.rounding], basis_text(lang, quota.basis)
        text = say(
            lang,
            f"等次比例：“{label}”不超过参评人数的{percent(quota.ceiling)}（名额{rounding[0]}）。"
            f"参评{decided.assessed}人，名额{decided.places}个；{_TIES[quota.ties][0]}。"
            f"依据：{basis}",
            f"Quota: “{label}” for at most {percent(quota.ceiling)} of those "
            f"assessed ({rounding[1]}), which is {decided.places} places for "
            f"{decided.assessed}. {_TIES[quota.ties][1]}. "
            f"Basis: {basis}",
        )
        found.append(Paragraph(ended(lang, text)))
    for cap in rules.caps:
        label = rules.grading.get(cap.grade_id).label.text(lang)
        basis = basis_text(lang, cap.basis)
        text = say(
            lang,
            f"等次限定：有“{cap.label.zh}”情形的，等次不高于“{label}”，得分不变。依据：{basis}",
            f"Cap: {cap.label.en} leaves no grade above “{label}”; the score is "
            f"unchanged. Basis: {basis}",
        )
        found.append(Paragraph(ended(lang, text)))
    return found

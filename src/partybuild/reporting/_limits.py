"""What a grade needs, and what holds it down."""

from partybuild.assessment import Assessment, QuotaResult
from partybuild.kernel import Basis, Label, Lang, clauses, listed
from partybuild.reporting._model import Block, Paragraph, Table
from partybuild.reporting._words import (
    basis_text,
    ended,
    percent,
    say,
    score_range,
)
from partybuild.rules import (
    ConditionGrading,
    GradeShare,
    Grading,
    QuotaBase,
    QuotaRounding,
    RankGrading,
    ReviewRules,
    TiePolicy,
    Ungraded,
    rule_statements,
)

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


def grading_block(assessment: Assessment, lang: Lang) -> Block:
    """Return what each grade needs: a score, a place, or what a case asks for."""
    rules = assessment.rules
    grading, bases = rules.grading, [rules.grading.basis]
    match grading:
        case Ungraded():
            text = say(lang, "本办法不定等次。", "The scheme gives scores, no grades. ")
            return Paragraph(text + _based(lang, bases))
        case Grading():
            caption = say(lang, "等次和分数段", "Grades and their scores")
            needs = say(lang, "得分", "score")
            rows = [(b.label.text(lang), score_range(lang, b)) for b in grading.bands]
        case RankGrading():
            caption = say(lang, "等次和名额", "Grades and their places")
            needs = say(lang, "所占比例", "share")
            rows = [(g.label.text(lang), _share(g, lang)) for g in grading.grades]
        case _:
            caption = say(lang, "等次和条件", "Grades and their conditions")
            needs = say(lang, "条件（先符合的先适用）", "conditions, the first decides")
            rows = _cases(rules, grading, lang)
            bases += [case.basis for case in grading.cases]
    return Table(
        caption=caption,
        columns=(say(lang, "等次", "grade"), needs),
        rows=rows,
        note=_based(lang, bases),
    )


def _based(lang: Lang, bases: list[Basis]) -> str:
    text = clauses(lang, dict.fromkeys(basis_text(lang, basis) for basis in bases))
    return ended(lang, say(lang, f"依据：{text}", f"Basis: {text}"))


def _share(grade: GradeShare, lang: Lang) -> str:
    if grade.share is None:
        return say(lang, "其余", "the rest")
    zh, en = _PLACES[grade.rounding]
    share = percent(grade.share)
    return say(lang, f"{share}（名额{zh}）", f"{share} ({en})")


def _cases(
    rules: ReviewRules, grading: ConditionGrading, lang: Lang
) -> list[tuple[str, str]]:
    said = {s.path: s.said for s in rule_statements(rules).statements if s.said}
    other = Label(zh="其他情形", en="otherwise")
    asked = [
        (case.grade_id, said.get(f"grading.cases[{at}].when", other))
        for at, case in enumerate(grading.cases)
    ]
    return [
        (grading.get(grade_id).label.text(lang), words.text(lang))
        for grade_id, words in (*asked, (grading.otherwise, other))
    ]


def limit_paragraphs(assessment: Assessment, lang: Lang) -> list[Block]:
    """Return a paragraph on each judgment, each quota and each cap of the rules."""
    rules = assessment.rules
    found: list[str] = []
    for judgment in rules.judgments:
        grades = [rules.grading.get(g).label.text(lang) for g in judgment.grades]
        names, basis = listed(lang, grades), basis_text(lang, judgment.basis)
        found.append(
            say(
                lang,
                f"{judgment.label.zh}：由会议在“{names}”中确定等次，作出记录。"
                f"依据：{basis}",
                f"{judgment.label.en}: the body settles the grade ({names}) and puts "
                f"it on record. Basis: {basis}",
            )
        )
    found += [_quota(assessment, decided, lang) for decided in assessment.quotas]
    for cap in rules.caps:
        label = rules.grading.get(cap.grade_id).label.text(lang)
        basis = basis_text(lang, cap.basis)
        found.append(
            say(
                lang,
                f"等次限定：有“{cap.label.zh}”情形的，等次不高于“{label}”，得分不变。"
                f"依据：{basis}",
                f"Cap: {cap.label.en} leaves no grade above “{label}”; the score is "
                f"unchanged. Basis: {basis}",
            )
        )
    return [Paragraph(ended(lang, text)) for text in found]


def _quota(assessment: Assessment, decided: QuotaResult, lang: Lang) -> str:
    quota = decided.quota
    label = assessment.rules.grading.get(quota.grade_id).label.text(lang)
    rounding, basis = _PLACES[quota.rounding], basis_text(lang, quota.basis)
    heads = quota.base.label
    all_of_them = (
        "the heads on record" if quota.base is QuotaBase.HEADCOUNT else "those assessed"
    )
    unit = _unit(assessment, decided.unit_id, lang)
    most = "" if quota.heads is None else str(quota.heads)
    return say(
        lang,
        f"等次比例{unit}：“{label}”不超过{heads.zh}人数的{percent(decided.share)}"
        f"（名额{rounding[0]}{most and f'，不超过{most}个'}）。"
        f"{heads.zh}{decided.assessed}人，名额{decided.places}个；{_TIES[quota.ties][0]}。"
        f"依据：{basis}",
        f"Quota{unit}: “{label}” for at most {percent(decided.share)} of {all_of_them} "
        f"({rounding[1]}{most and f', at most {most}'}); places for "
        f"{decided.assessed} {heads.en}: {decided.places}. {_TIES[quota.ties][1]}. "
        f"Basis: {basis}",
    )


def _unit(assessment: Assessment, unit_id: str, lang: Lang) -> str:
    if not unit_id:
        return ""
    review = assessment.review
    tree = review.tree.at(review.conference.held_on)
    name = tree.get(unit_id).name.text(lang) if unit_id in tree else unit_id
    return say(lang, f"（{name}）", f" ({name})")

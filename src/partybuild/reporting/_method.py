"""How the result is reckoned, with the basis of every number."""

from fractions import Fraction

from partybuild.assessment import Assessment
from partybuild.kernel import Lang, RoundingMode, ThresholdValue, exact_text
from partybuild.reporting._model import Block, Paragraph, Section, Table
from partybuild.reporting._words import basis_text, day, listed, say
from partybuild.rules import GradeBand

_MODES = {
    RoundingMode.HALF_UP: ("四舍五入", "half away from zero"),
    RoundingMode.HALF_EVEN: ("四舍六入五成双", "half to even"),
    RoundingMode.DOWN: ("只舍不入", "cut off"),
}


def method_section(assessment: Assessment, lang: Lang) -> Section:
    """Return the section on the rules applied."""
    version, rules = assessment.review.version, assessment.rules
    mode = _MODES[rules.rounding.mode]
    exact = rules.rounding.thresholds is ThresholdValue.EXACT
    opening = say(
        lang,
        f"测评按《{assessment.review.rulebook.title.zh}》（{version.version} 版，"
        f"{day(lang, version.period.first)}起施行）计算。先在每类参评主体内按有效选项"
        "求各项目平均分，再按项目权重、主体权重加权；空白、废票、弃权、不了解均不计入"
        f"基数，也不作零分。得分保留 {rules.rounding.places} 位小数（{mode[0]}），"
        f"等次依据{'未修约的精确值' if exact else '修约后的数值'}确定。",
        f"The result follows {assessment.review.rulebook.title.en}, version "
        f"{version.version}, in force from {day(lang, version.period.first)}. Marks "
        "are averaged over the valid marks of an item inside each voter group, then "
        "weighted by item and by group; blank, spoilt, abstained and don't-know marks "
        "are left out of the base and are never a zero. Scores are printed to "
        f"{rules.rounding.places} places ({mode[1]}); grades look at the "
        f"{'exact' if exact else 'rounded'} score.",
    )
    blocks: list[Block] = [
        Paragraph(opening),
        _groups(assessment, lang),
        _items(assessment, lang),
        *_scales(assessment, lang),
        _bands(assessment, lang),
        *_limits(assessment, lang),
    ]
    return Section(title=say(lang, "计算办法及依据", "Method and basis"), blocks=blocks)


def percent(share: Fraction) -> str:
    """Return a share as an exact percentage."""
    return f"{exact_text(share * 100)}%"


def _groups(assessment: Assessment, lang: Lang) -> Table:
    rules = assessment.rules
    return Table(
        caption=say(lang, "参评主体及权重", "Voter groups and weights"),
        columns=_weight_columns(lang, say(lang, "参评主体", "voter group")),
        rows=[
            (
                group.label.text(lang),
                percent(rules.group_weight(group)),
                basis_text(lang, group.basis),
            )
            for group in rules.voter_groups
        ],
    )


def _items(assessment: Assessment, lang: Lang) -> Table:
    rules = assessment.rules
    return Table(
        caption=say(lang, "测评项目及权重", "Items and weights"),
        columns=_weight_columns(lang, say(lang, "测评项目", "item")),
        rows=[
            (
                item.label.text(lang),
                percent(rules.item_weight(item)),
                basis_text(lang, item.basis),
            )
            for item in rules.items
        ],
    )


def _weight_columns(lang: Lang, first: str) -> tuple[str, str, str]:
    return first, say(lang, "权重", "weight"), say(lang, "依据", "basis")


def _scales(assessment: Assessment, lang: Lang) -> list[Paragraph]:
    sentences: list[Paragraph] = []
    for scale in assessment.rules.scales:
        options = listed(
            lang,
            [f"{o.label.text(lang)} {exact_text(o.value)}" for o in scale.options],
        )
        basis = basis_text(lang, scale.basis)
        text = say(lang, f"选项分值：{options}（{basis}）。", f"{options} ({basis}).")
        sentences.append(Paragraph(say(lang, text, f"Option values: {text}")))
    return sentences


def _bands(assessment: Assessment, lang: Lang) -> Table:
    grading = assessment.rules.grading
    basis = basis_text(lang, grading.basis)
    return Table(
        caption=say(lang, "等次标准", "Grade bands"),
        columns=(say(lang, "等次", "grade"), say(lang, "得分", "score")),
        rows=[(b.label.text(lang), _range(lang, b)) for b in grading.bands],
        note=say(lang, f"依据：{basis}。", f"Basis: {basis}."),
    )


def _range(lang: Lang, band: GradeBand) -> str:
    low = "" if band.lower is None else exact_text(band.lower)
    high = "" if band.upper is None else exact_text(band.upper)
    if not high:
        return say(lang, f"{low} 分以上（含 {low} 分）", f"{low} and above")
    if not low:
        return say(lang, f"不满 {high} 分", f"below {high}")
    return say(lang, f"{low} 分以上（含）、不满 {high} 分", f"{low} to below {high}")


def _limits(assessment: Assessment, lang: Lang) -> list[Paragraph]:
    rules = assessment.rules
    found: list[Paragraph] = []
    for decided in assessment.quotas:
        quota = decided.quota
        label = rules.grading.get(quota.grade_id).label.text(lang)
        basis = basis_text(lang, quota.basis)
        text = say(
            lang,
            f"等次比例：“{label}”不超过参评人数的 {percent(quota.ceiling)}，参评 "
            f"{decided.assessed} 人，名额 {decided.places} 个，同分跨越名额界限的均不"
            f"列入（{basis}）。",
            f"Quota: {label} for at most {percent(quota.ceiling)} of those assessed, "
            f"{decided.places} places for {decided.assessed}; those who tie across "
            f"the boundary are not admitted ({basis}).",
        )
        found.append(Paragraph(text))
    for cap in rules.caps:
        label = rules.grading.get(cap.grade_id).label.text(lang)
        basis = basis_text(lang, cap.basis)
        text = say(
            lang,
            f"等次限定：有“{cap.label.zh}”情形的，等次不高于“{label}”，得分不变（{basis}）。",
            f"Cap: {cap.label.en} leaves no grade above {label}; the score is "
            f"unchanged ({basis}).",
        )
        found.append(Paragraph(text))
    return found

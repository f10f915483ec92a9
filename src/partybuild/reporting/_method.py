"""How the result is reckoned, with the basis of every number."""

from partybuild.assessment import Assessment
from partybuild.kernel import (
    Basis,
    Label,
    Lang,
    RoundingMode,
    ThresholdValue,
    exact_text,
    labeled,
    listed,
)
from partybuild.reporting._limits import grading_block, limit_paragraphs
from partybuild.reporting._model import Block, Paragraph, Section, Table
from partybuild.reporting._words import basis_text, day, ended, percent, say
from partybuild.rules import ComponentKind, EmptyGroupPolicy

_MODES = {
    RoundingMode.HALF_UP: ("四舍五入", "half away from zero"),
    RoundingMode.HALF_EVEN: ("四舍六入五成双", "half to even"),
    RoundingMode.DOWN: ("只舍不入", "cut off"),
}
_EMPTY_GROUPS = {
    EmptyGroupPolicy.ERROR: ("不予计算", "leaves the score without a result"),
    EmptyGroupPolicy.RENORMALIZE: (
        "其权重由其他主体按比例分担",
        "hands its weight to the other groups in proportion",
    ),
    EmptyGroupPolicy.ZERO: (
        "该项不计，其他主体权重不变",
        "leaves the other weights as they are",
    ),
}


def method_section(assessment: Assessment, lang: Lang) -> Section:
    """Return the section on the rules applied."""
    return Section(
        title=say(lang, "计分办法及依据", "Method and basis"),
        blocks=[
            Section(
                title=say(lang, "计分规则", "How scores are reckoned"),
                blocks=[*_rules(assessment, lang), *_scales(assessment, lang)],
            ),
            Section(
                title=say(lang, "权重", "Weights"),
                blocks=[
                    *_ballot_weights(assessment, lang),
                    *_composition(assessment, lang),
                ],
            ),
            Section(
                title=say(lang, "等次标准", "Grades"),
                blocks=[
                    grading_block(assessment, lang),
                    *limit_paragraphs(assessment, lang),
                ],
            ),
        ],
    )


def _rules(assessment: Assessment, lang: Lang) -> list[Block]:
    review, rules = assessment.review, assessment.rules
    version = review.version
    first, held = day(lang, version.period.first), day(lang, review.conference.held_on)
    mode = _MODES[rules.rounding.mode]
    exact = rules.rounding.thresholds is ThresholdValue.EXACT
    empty = _EMPTY_GROUPS[rules.empty_group]
    marks = say(
        lang,
        "先求每类参评主体对每个项目的平均分，再按项目权重和主体权重加权。未填、"
        "废票、弃权和不了解均不计入基数，也不作零分。某类主体没有有效选项的，"
        f"{empty[0]}。",
        "The marks of an item are averaged inside each voter group, then "
        "weighted by item and by group. Blank, spoilt, abstained and "
        "don't-know marks are left out of the base and are never a zero. A "
        f"group without a valid mark {empty[1]}.",
    )
    return [
        Paragraph(text)
        for text in (
            say(
                lang,
                f"按《{review.rulebook.title.zh}》计分。会议于{held}召开，适用{first}起"
                f"施行的{version.version}版。依据：{basis_text(lang, version.basis)}。",
                f"Scores follow {review.rulebook.title.en}. For a conference held on "
                f"{held} version {version.version} applies, in force from {first}. "
                f"Basis: {basis_text(lang, version.basis)}.",
            ),
            *([marks] if rules.items else ()),
            say(
                lang,
                f"得分保留{rules.rounding.places}位小数（{mode[0]}），只在最后修约一次；"
                f"等次按{'未修约的精确值' if exact else '修约后的数值'}确定；"
                "得分相同的名次并列。",
                f"Scores are printed to {rules.rounding.places} places ({mode[1]}), "
                f"rounded once at the end; grades look at the "
                f"{'exact' if exact else 'rounded'} score; equal scores share a rank.",
            ),
        )
    ]


def _scales(assessment: Assessment, lang: Lang) -> list[Block]:
    sentences: list[Block] = []
    for scale in assessment.rules.scales:
        options = listed(
            lang,
            [
                say(
                    lang,
                    f"“{o.label.zh}”{exact_text(o.value)}分",
                    f"{o.label.en} {exact_text(o.value)}",
                )
                for o in scale.options
            ],
        )
        basis = basis_text(lang, scale.basis)
        text = say(
            lang,
            f"选项分值：{options}。依据：{basis}",
            f"Option values: {options}. Basis: {basis}",
        )
        sentences.append(Paragraph(ended(lang, text)))
    return sentences


def _ballot_weights(assessment: Assessment, lang: Lang) -> list[Block]:
    if not assessment.rules.items:  # a scheme without ballots
        return []
    return [_groups(assessment, lang), _items(assessment, lang)]


def _groups(assessment: Assessment, lang: Lang) -> Table:
    rules = assessment.rules
    return _weights(
        lang,
        Label(zh="参评主体及权重", en="Voter groups and weights"),
        Label(zh="参评主体", en="voter group"),
        [
            (g.label, percent(rules.group_weight(g)), g.basis)
            for g in rules.voter_groups
        ],
    )


def _items(assessment: Assessment, lang: Lang) -> Table:
    rules = assessment.rules
    return _weights(
        lang,
        Label(zh="测评项目及权重", en="Items and weights"),
        Label(zh="测评项目", en="item"),
        [(i.label, percent(rules.item_weight(i)), i.basis) for i in rules.items],
    )


def _composition(assessment: Assessment, lang: Lang) -> list[Block]:
    rules = assessment.rules
    if rules.items and len(rules.components) + len(rules.adjustments) == 1:
        return []
    rows = [(part.label, percent(part.weight), part.basis) for part in rules.components]
    for rule in rules.adjustments:
        limit = "" if rule.limit is None else exact_text(rule.limit)
        points = say(
            lang,
            f"计分，上限{limit}分" if limit else "按分计入",
            f"points, at most {limit}" if limit else "points",
        )
        rows.append((rule.label, points, rule.basis))
    table = _weights(
        lang,
        Label(zh="总分构成", en="Parts of the total"),
        Label(zh="组成部分", en="part"),
        rows,
    )
    entered = any(c.kind is ComponentKind.ENTERED for c in rules.components)
    if not entered:
        return [table]
    text = say(
        lang,
        "测评以外的得分由有关单位提供，来源见附件。",
        "Scores from outside the ballots were handed in; the annex names their source.",
    )
    return [table, Paragraph(text)]


def _weights(
    lang: Lang, caption: Label, first: Label, rows: list[tuple[Label, str, Basis]]
) -> Table:
    bases = {basis_text(lang, basis) for _, _, basis in rows}
    weight, name = say(lang, "权重", "weight"), say(lang, "依据", "basis")
    if len(bases) == 1:
        # One basis for all is said once, below the table.
        return Table(
            caption=caption.text(lang),
            columns=(first.text(lang), weight),
            rows=[(label.text(lang), share) for label, share, _ in rows],
            note=ended(lang, labeled(lang, name, bases.pop())),
        )
    return Table(
        caption=caption.text(lang),
        columns=(first.text(lang), weight, name),
        rows=[
            (label.text(lang), share, basis_text(lang, basis))
            for label, share, basis in rows
        ],
    )

"""Weak areas: common ones first, then those of each secretary."""

from partybuild.analysis import COMPLETE_BALLOTS
from partybuild.analysis.published import ClearedWeakArea, ClearedWeakAreas
from partybuild.assessment import Assessment
from partybuild.kernel import Lang
from partybuild.reporting._model import Block, Paragraph, Reason, Section, Table
from partybuild.reporting._words import ended, say

_MOST_PRINTED = 3


def weak_areas_section(
    assessment: Assessment,
    weak_areas: ClearedWeakAreas,
    lang: Lang,
) -> Section:
    """Return the section on weak areas.

    Args:
        assessment: The assessment, for the order of the secretaries.
        weak_areas: Its weak areas, as they may be printed.
        lang: "zh" or "en".

    Returns:
        The section.
    """
    title = say(lang, "薄弱环节", "Weak areas")
    texts = [finding.message.text(lang) for finding in weak_areas.findings]
    blocks: list[Block] = [Paragraph(ended(lang, text)) for text in texts]
    if not weak_areas.areas:
        none = say(lang, "没有发现薄弱环节。", "No weak area was found.")
        return Section(title=title, blocks=blocks or [Paragraph(none)])
    told = weak_areas.told
    common = weak_areas.of("")
    if common:
        blocks.append(
            Section(
                title=say(lang, "共性短板", "Common to all"),
                blocks=[_reason(area, lang) for area in common],
            )
        )
    own, rest = _split(assessment, weak_areas)
    if own:
        blocks.append(
            Section(
                title=say(lang, "述职人的薄弱环节", "Of single secretaries"),
                blocks=[
                    *(_reason(area, lang) for area in own),
                    *_further(rest, lang, told=told),
                ],
            )
        )
    blocks.append(
        Section(
            title=say(lang, "判断方法", "How they are judged"),
            blocks=[Paragraph(_method(lang, told=told))],
        )
    )
    return Section(title=title, blocks=blocks)


def _split(
    assessment: Assessment, weak_areas: ClearedWeakAreas
) -> tuple[list[ClearedWeakArea], list[ClearedWeakArea]]:
    own: list[ClearedWeakArea] = []
    rest: list[ClearedWeakArea] = []
    for standing in assessment.standings:
        areas = weak_areas.of(standing.subject_id)
        own += areas[:_MOST_PRINTED]
        rest += areas[_MOST_PRINTED:]
    return own, rest


def _reason(area: ClearedWeakArea, lang: Lang) -> Reason:
    steps = [] if area.reason is None else [ended(lang, area.reason.text(lang))]
    steps += [ended(lang, one.sentence(lang)) for one in area.evidence]
    return Reason(ended(lang, area.title.text(lang)), steps)


def _further(areas: list[ClearedWeakArea], lang: Lang, *, told: bool) -> list[Table]:
    if not areas:
        return []
    columns = [say(lang, "环节", "area")]
    if told:
        columns.append(say(lang, "说明", "reason"))
    return [
        Table(
            caption=say(lang, "其他薄弱环节", "Further weak areas"),
            columns=columns,
            rows=[
                (area.title.text(lang),)
                if area.reason is None
                else (area.title.text(lang), ended(lang, area.reason.text(lang)))
                for area in areas
            ],
        )
    ]


def _method(lang: Lang, *, told: bool) -> str:
    text = say(
        lang,
        "“共性短板”指该项目在全体述职人中普遍偏低；“个人短板”指本人该项目的得分，明显低于"
        "按本人其他项目和其他述职人推算的水平；“低于标准”指项目得分低于规定的标准，“稳固”"
        "表示考虑到票数仍然低于标准，“临界”表示改变少数几张票即可能达到标准；“兼有”指低于本人其他项目，但"
        "分不清是共性还是个人所致；“下滑”指与上年相比，比其他述职人多降。点评、责任传导链、"
        "整改台账和上年情况列在其后，供核对，不参与判断。判断薄弱环节不改变任何得分和等次。",
        "Common means that an item is low for all. Local means that an item is lower "
        "than the same secretary's other items and the other secretaries explain. "
        "Below standard compares with the standard of the rules: firm holds in view of "
        "the number of ballots, borderline could turn with a few ballots. Mixed means "
        "low among the same secretary's items, whether common or local is not clear. "
        "Falling means a fall since last year beyond that of the others. Comments, the "
        "duty chain, rectification and last year stand below, to compare; they have no "
        "part in the judgment. Naming weak areas changes no score and no grade.",
    )
    if told:
        space = say(lang, "", " ")
        return f"{text}{space}{COMPLETE_BALLOTS.text(lang)}"
    return text + say(
        lang,
        "为避免推算出个别人的选择，有关数值从略。",
        " The figures are left out so that no single voter's choice can be worked out.",
    )

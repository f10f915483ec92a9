"""Standings, item scores and weak areas, as far as they may be published."""

from fractions import Fraction

from partybuild.analysis import ClearedItem, ClearedScores, WeakArea, WeakAreas
from partybuild.assessment import COLUMNS, Assessment
from partybuild.kernel import Lang, Rounding, exact_text
from partybuild.reporting._model import (
    MOST_SHADE,
    Block,
    Cell,
    Paragraph,
    Reason,
    Section,
    Table,
)
from partybuild.reporting._words import ended, listed, say
from partybuild.rules import Scale

_MOST_PRINTED = 3


def standings_section(
    assessment: Assessment, cleared: ClearedScores, lang: Lang
) -> Section:
    """Return the section with ranks, scores and grades."""
    grades = assessment.rules.grading.bands
    counted = [
        (
            band.label.text(lang),
            sum(s.grade_id == band.grade_id for s in assessment.standings),
        )
        for band in grades
    ]
    summary = listed(
        lang, [say(lang, f"{g} {n} 人", f"{g} {n}") for g, n in counted if n]
    )
    table = Table(
        caption=say(lang, "得分、名次和等次", "Scores, ranks and grades"),
        columns=[column.text(lang) for column in COLUMNS],
        rows=assessment.rows(lang),
        row_headed=False,
    )
    text = say(lang, f"等次结果：{summary}。", f"Grades: {summary}.")
    return Section(
        title=say(lang, "测评结果", "Results"),
        blocks=[Paragraph(text), table, *_item_tables(assessment, cleared, lang)],
    )


def _item_tables(
    assessment: Assessment, cleared: ClearedScores, lang: Lang
) -> list[Block]:
    if cleared.rounding is None:
        text = say(
            lang,
            "为保护无记名投票，项目得分不予公布：由其可以推算出少数人的选择。",
            "To protect the secret ballot item scores are not published: they would "
            "tell what a few voters gave.",
        )
        return [Paragraph(text)]
    rules = assessment.rules
    rows: list[list[Cell | str]] = []
    for standing in assessment.standings:
        row: list[Cell | str] = [standing.name.text(lang)]
        for item, score in zip(
            rules.items, cleared.items_of(standing.subject_id), strict=True
        ):
            row.append(_item_cell(rules.scale_of(item), score))
        rows.append(row)
    return [
        Table(
            caption=say(lang, "各项目得分", "Item scores"),
            columns=[
                say(lang, "述职人", "secretary"),
                *(item.label.text(lang) for item in rules.items),
            ],
            rows=rows,
            note=_item_note(rules.standard, cleared.rounding, lang),
        )
    ]


def _item_note(standard: Fraction | None, rounding: Rounding, lang: Lang) -> str:
    notes: list[str] = []
    if standard is not None:
        shown = exact_text(standard)
        notes.append(
            say(
                lang,
                f"加“*”的低于标准 {shown} 分；底色越深，得分越低",
                f"* marks scores below the standard of {shown}; darker means lower",
            )
        )
    if not rounding.places:
        notes.append(
            say(
                lang,
                "为避免推算出少数人的选择，项目得分只取整数",
                "item scores are whole numbers, lest they tell what a few voters gave",
            )
        )
    return ended(lang, say(lang, "；", "; ").join(notes)) if notes else ""


def _item_cell(scale: Scale, score: ClearedItem) -> Cell:
    lost = (scale.top - score.shown) / (scale.top - scale.bottom)
    # Marks bunch near the top; the shades cover the upper half of the scale.
    shade = min(int(lost * 2 * (MOST_SHADE + 1)), MOST_SHADE)
    return Cell(f"{score.text}*" if score.below else score.text, shade)


def weak_areas_section(
    weak_areas: WeakAreas, cleared: ClearedScores, lang: Lang
) -> Section:
    """Return the section on weak areas, with reasons as far as scores are printed."""
    title = say(lang, "薄弱环节", "Weak areas")
    if weak_areas.findings:
        texts = [finding.message.text(lang) for finding in weak_areas.findings]
        return Section(
            title=title,
            blocks=[Paragraph(t + say(lang, "。", ".")) for t in texts],
        )
    if not weak_areas.areas:
        text = say(lang, "没有发现薄弱环节。", "No weak area was found.")
        return Section(title=title, blocks=[Paragraph(text)])
    if not cleared.rounding or not cleared.rounding.places:
        # The reasons state item scores to one place.
        names = listed(lang, [area.title(lang) for area in weak_areas])
        return Section(title=title, blocks=[Paragraph(ended(lang, names))])
    printed, rest = _split(weak_areas)
    blocks: list[Block] = [
        Reason(ended(lang, area.title(lang)), [ended(lang, area.reason(lang))])
        for area in printed
    ]
    if rest:
        blocks.append(
            Table(
                caption=say(lang, "其他薄弱环节", "Further weak areas"),
                columns=(say(lang, "环节", "area"), say(lang, "说明", "reason")),
                rows=[(area.title(lang), area.reason(lang)) for area in rest],
            )
        )
    method = say(
        lang,
        "“共性短板”是全体普遍偏低，“个人短板”是本人明显低于其他项目和其他人所能解释的程度；"
        "统计判断不改变任何得分和等次。",
        "A common weak area is low for all; a local one is lower than the same "
        "secretary's other items and the other secretaries explain. The statistics "
        "change no score and no grade.",
    )
    return Section(title=title, blocks=[*blocks, Paragraph(method)])


def _split(weak_areas: WeakAreas) -> tuple[list[WeakArea], list[WeakArea]]:
    printed: list[WeakArea] = []
    rest: list[WeakArea] = []
    seen: dict[str, int] = {}
    for area in weak_areas:
        seen[area.subject_id] = seen.get(area.subject_id, 0) + 1
        few = area.subject_id == "" or seen[area.subject_id] <= _MOST_PRINTED
        (printed if few else rest).append(area)
    return printed, rest

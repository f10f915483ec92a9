"""Standings, item scores and weak areas, as far as they may be published."""

from fractions import Fraction

from partybuild.analysis import MEANS_FROM, WeakArea, WeakAreas, mean_text
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

_ONE_PLACE = Rounding(places=1)
_MOST_PRINTED = 3


def standings_section(assessment: Assessment, lang: Lang) -> Section:
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
        blocks=[Paragraph(text), table, *_item_tables(assessment, lang)],
    )


def _item_tables(assessment: Assessment, lang: Lang) -> list[Block]:
    # Only weighted figures over all groups are printed, and only where so many
    # voted that none of them can be read off.
    if sum(assessment.tally.ballots) < MEANS_FROM:
        text = say(
            lang,
            f"有效票不足 {MEANS_FROM} 张，项目得分不予公布。",
            f"Fewer than {MEANS_FROM} valid ballots: item scores are not published.",
        )
        return [Paragraph(text)]
    rules = assessment.rules
    rows: list[list[Cell | str]] = []
    for standing in assessment.standings:
        row: list[Cell | str] = [standing.name.text(lang)]
        for item, score in zip(rules.items, standing.items, strict=True):
            row.append(_item_cell(rules.scale_of(item), rules.standard, score.score))
        rows.append(row)
    note = ""
    if rules.standard is not None:
        standard = exact_text(rules.standard)
        note = say(
            lang,
            f"加“*”的低于标准 {standard} 分；底色越深，得分越低。",
            f"* marks scores below the standard of {standard}; darker means lower.",
        )
    return [
        Table(
            caption=say(lang, "各项目得分", "Item scores"),
            columns=[
                say(lang, "述职人", "secretary"),
                *(item.label.text(lang) for item in rules.items),
            ],
            rows=rows,
            note=note,
        )
    ]


def _item_cell(scale: Scale, standard: Fraction | None, score: Fraction) -> Cell:
    text = mean_text(score, worst=scale.bottom, step=scale.step, rounding=_ONE_PLACE)
    below = standard is not None and score < standard
    if below and standard is not None and _ONE_PLACE.apply(score) >= standard:
        text = _ONE_PLACE.text_beside(score, [standard])
    lost = (scale.top - score) / (scale.top - scale.bottom)
    # Marks bunch near the top; the shades cover the upper half of the scale.
    shade = min(int(lost * 2 * (MOST_SHADE + 1)), MOST_SHADE)
    return Cell(f"{text}*" if below else text, shade)


def weak_areas_section(weak_areas: WeakAreas, lang: Lang) -> Section:
    """Return the section on weak areas."""
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

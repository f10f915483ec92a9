"""Ballots, standings and item scores, as far as they may be published."""

from fractions import Fraction

from partybuild.analysis import ClearedItem, ClearedScores
from partybuild.assessment import COLUMNS, Assessment
from partybuild.kernel import Lang, Rounding, exact_text
from partybuild.reporting._ballots import ballots_table
from partybuild.reporting._facts import grade_counts
from partybuild.reporting._model import (
    MOST_SHADE,
    Block,
    Cell,
    Paragraph,
    Section,
    Table,
)
from partybuild.reporting._why import held_down
from partybuild.reporting._words import say
from partybuild.rules import Scale


def results_section(
    assessment: Assessment, cleared: ClearedScores, lang: Lang
) -> Section:
    """Return the section with ballots, ranks, scores, grades and item scores.

    Args:
        assessment: The assessment.
        cleared: The item scores as they may be printed.
        lang: "zh" or "en".

    Returns:
        The section.
    """
    parts = [
        Section(
            title=say(lang, "得分、名次和等次", "Scores, ranks and grades"),
            blocks=_standings(assessment, lang),
        )
    ]
    if assessment.rules.items:
        parts = [
            Section(
                title=say(lang, "测评票", "Ballots"),
                blocks=[ballots_table(assessment, lang)],
            ),
            *parts,
            Section(
                title=say(lang, "各项目得分", "Item scores"),
                blocks=[_item_scores(assessment, cleared, lang)],
            ),
        ]
    return Section(title=say(lang, "测评结果", "Results"), blocks=parts)


def _standings(assessment: Assessment, lang: Lang) -> list[Block]:
    counts = grade_counts(assessment, lang)
    table = Table(
        caption=say(lang, "述职人得分、名次和等次", "Standings of the secretaries"),
        columns=[*(c.text(lang) for c in COLUMNS), say(lang, "说明", "why")],
        rows=[
            (*row, held_down(assessment, standing, lang))
            for row, standing in zip(
                assessment.rows(lang), assessment.standings, strict=True
            )
        ],
        row_headed=False,
    )
    text = say(
        lang,
        f"等次结果：{counts}。等次由来见附件。",
        f"Grades: {counts}. The annex says how each came about.",
    )
    return [Paragraph(text), table]


def _item_scores(assessment: Assessment, cleared: ClearedScores, lang: Lang) -> Block:
    if cleared.rounding is None:
        return Paragraph(items_refusal(lang))
    rules = assessment.rules
    rows: list[list[Cell | str]] = []
    for standing in assessment.standings:
        row: list[Cell | str] = [standing.name.text(lang)]
        scores = cleared.items_of(standing.subject_id)
        for item, score in zip(rules.items, scores, strict=True):
            row.append(item_cell(rules.scale_of(item), score))
        rows.append(row)
    return Table(
        caption=say(lang, "述职人各项目得分", "Item scores of the secretaries"),
        columns=[
            say(lang, "述职人", "secretary"),
            *(item.label.text(lang) for item in rules.items),
        ],
        rows=rows,
        note=items_note(rules.standard, cleared.rounding, lang),
    )


def items_refusal(lang: Lang) -> str:
    """Return why no item score is printed."""
    return say(
        lang,
        "为保护无记名投票，项目得分不予公布：由其可以推算出少数人的选择。",
        "To protect the secret ballot item scores are not published: they would "
        "tell what a few voters gave.",
    )


def items_note(standard: Fraction | None, rounding: Rounding, lang: Lang) -> str:
    """Return what shades and stars of item scores mean."""
    note = say(lang, "底色越深，得分越低。", "The darker, the lower the score.")
    if standard is not None:
        shown = exact_text(standard)
        note += say(
            lang,
            f"加“*”的低于标准{shown}分。",
            f" * marks scores below the standard of {shown}.",
        )
    if not rounding.places:
        note += say(
            lang,
            "为避免推算出个别人的选择，得分只取整数。",
            " Scores are whole numbers so that nobody's choice can be worked out.",
        )
    return note


def item_cell(scale: Scale, score: ClearedItem) -> Cell:
    """Return an item score with its shade, and a star below the standard."""
    lost = (scale.top - score.shown) / (scale.top - scale.bottom)
    # Marks bunch near the top; the shades cover the upper half of the scale.
    shade = min(int(lost * 2 * (MOST_SHADE + 1)), MOST_SHADE)
    return Cell(f"{score.text}*" if score.below else score.text, shade)

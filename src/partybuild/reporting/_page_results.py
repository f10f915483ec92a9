"""Standings and item scores for the screen, with the reason under every number."""

from fractions import Fraction

from partybuild.analysis import ClearedInterval, ClearedItem, ClearedScores, item_shares
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import Lang, clauses, listed
from partybuild.reporting._facts import grade_counts
from partybuild.reporting._model import Paragraph, Reason
from partybuild.reporting._page_model import (
    PageBlock,
    ScoreBoard,
    ScoreCell,
    SpanBand,
    SpanChart,
    SpanLine,
)
from partybuild.reporting._results import item_cell, items_note, items_refusal
from partybuild.reporting._typography import tidy
from partybuild.reporting._why import why
from partybuild.reporting._words import (
    basis_text,
    ended,
    percent,
    say,
)


def standings_chart(
    assessment: Assessment,
    cleared: ClearedScores,
    intervals: tuple[ClearedInterval, ...],
    lang: Lang,
) -> SpanChart:
    """Return the standings, each with its interval and its reasons.

    Args:
        assessment: The assessment.
        cleared: The item scores as they may be printed.
        intervals: The intervals as they may be printed; none where they may not.
        lang: "zh" or "en".

    Returns:
        The chart.
    """
    spans = {interval.subject_id: interval for interval in intervals}
    counts = grade_counts(assessment, lang)
    note = say(lang, f"等次结果：{counts}。", f"Grades: {counts}. ")
    note += say(lang, "圆点为得分", "The dot is the score")
    if intervals:
        share = f"{intervals[0].level * 100:g}%"
        note += say(
            lang,
            f"，横条为换一批同类评议人时得分所在的区间（{share}）",
            f", the bar where it would lie with other voters like these ({share})",
        )
    note += say(
        lang,
        "；空心圆点表示等次受限定情形或名额影响。点击姓名一行可查看由来。",
        "; a hollow dot means that a cap or a quota holds the grade down. Open a line "
        "to see how it came about.",
    )
    return SpanChart(
        caption=say(lang, "得分、名次和等次", "Scores, ranks and grades"),
        lines=[
            _line(assessment, standing, cleared, spans.get(standing.subject_id), lang)
            for standing in assessment.standings
        ],
        bands=[
            SpanBand(label=b.label.text(lang), lower=b.lower, upper=b.upper)
            for b in assessment.rules.grading.bands
        ],
        note=tidy(lang, note),
    )


def _line(
    assessment: Assessment,
    standing: Standing,
    cleared: ClearedScores,
    interval: ClearedInterval | None,
    lang: Lang,
) -> SpanLine:
    steps = list(why(assessment, standing, lang).steps)
    if scores := cleared.items_of(standing.subject_id):
        steps.insert(0, _weighted(assessment, scores, lang))
    if interval is not None:
        steps.append(
            say(
                lang,
                f"换一批同类评议人，得分约在{interval.text.replace('–', '至')}分之间"
                f"（{interval.level * 100:g}%）。区间不改变得分和等次。",
                f"With other voters like these the score would lie within "
                f"{interval.text} ({interval.level * 100:g}%). The interval changes "
                "neither score nor grade.",
            )
        )
    return SpanLine(
        rank=str(standing.rank),
        score=standing.printed,
        grade=standing.grade.text(lang),
        value=Fraction(standing.printed),
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        held=standing.grade_id != standing.result.band_grade_id,
        why=Reason(standing.name.text(lang), [tidy(lang, step) for step in steps]),
    )


def _weighted(
    assessment: Assessment, scores: tuple[ClearedItem, ...], lang: Lang
) -> str:
    rules = assessment.rules
    parts = listed(
        lang,
        [
            f"{item.label.text(lang)} {score.text}×{percent(rules.item_weight(item))}"
            for item, score in zip(rules.items, scores, strict=True)
        ],
    )
    return ended(
        lang,
        say(
            lang,
            f"测评得分由各项目得分按权重相加：{parts}",
            f"The ballot score adds up the item scores by weight: {parts}",
        ),
    )


def items_board(
    assessment: Assessment, cleared: ClearedScores, lang: Lang
) -> PageBlock:
    """Return the item scores, each with the step that made it.

    The step names the voter groups and their weights, and no figure of any
    single group.

    Args:
        assessment: The assessment.
        cleared: The item scores as they may be printed.
        lang: "zh" or "en".

    Returns:
        The board; a paragraph that says why where there must be none.
    """
    if cleared.rounding is None:
        return Paragraph(items_refusal(lang))
    rules = assessment.rules
    rows: list[tuple[str, tuple[ScoreCell, ...]]] = []
    for standing in assessment.standings:
        cells = [
            ScoreCell(
                cell=item_cell(rules.scale_of(item), score),
                why=tidy(lang, _step(assessment, standing, at, score, lang)),
            )
            for at, (item, score) in enumerate(
                zip(rules.items, cleared.items_of(standing.subject_id), strict=True)
            )
        ]
        rows.append((standing.name.text(lang), tuple(cells)))
    return ScoreBoard(
        caption=say(lang, "各项目得分", "Item scores"),
        columns=[
            say(lang, "述职人", "secretary"),
            *(item.label.text(lang) for item in rules.items),
        ],
        rows=tuple(rows),
        note=tidy(
            lang,
            items_note(rules.standard, cleared.rounding, lang)
            + say(lang, "点击分数可查看由来。", " Open a score to see its source."),
        ),
    )


def _step(
    assessment: Assessment,
    standing: Standing,
    at: int,
    score: ClearedItem,
    lang: Lang,
) -> str:
    rules = assessment.rules
    item, groups = rules.items[at], {g.group_id: g for g in rules.voter_groups}
    subject = assessment.tally.form.subject_ids.index(standing.subject_id)
    shares = item_shares(assessment, subject, at)
    parts = " + ".join(
        f"{percent(share.weight)}×[{groups[share.group_id].label.text(lang)}]"
        for share in shares
    )
    bases = [groups[share.group_id].basis for share in shares]
    texts = [basis_text(lang, b) for b in (*bases, rules.scale_of(item).basis)]
    basis = clauses(lang, dict.fromkeys(texts))
    who, what = standing.name.text(lang), item.label.text(lang)
    text = say(
        lang,
        f"{who}，{what}：{score.text} = {parts}，方括号为该类主体的平均分，不予公布。"
        f"依据：{basis}",
        f"{who}, {what}: {score.text} = {parts}; in brackets the mean of that group, "
        f"which is not published. Basis: {basis}",
    )
    return ended(lang, text)

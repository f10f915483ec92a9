"""The score summary table (汇总表)."""

from collections.abc import Collection, Iterator
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.excel._book import Book, Page, name_width
from partybuild.adapters.excel._text import unlike
from partybuild.adapters.excel._words import (
    BAND_BELOW,
    BAND_BETWEEN,
    BAND_FROM,
    BY_SCORE,
    COARSE_ITEMS,
    ENTITLED,
    GRADE,
    GROUP,
    GROUP_SCORE,
    HIDDEN,
    ISSUED,
    KIND,
    MODE,
    NO_ITEMS,
    NO_SCORE,
    NOTE,
    ON_SITE,
    ORGANIZATION,
    PASSED,
    PRESENT,
    RANK,
    REASON,
    REASONS,
    REGISTER,
    RETURNED,
    SCORE,
    SUBJECT,
    SUMMARY,
    VALID,
    VETO,
    VOID,
    WRITTEN,
)
from partybuild.analysis import DEFAULT_DISCLOSURE, ClearedScores, Disclosure
from partybuild.analysis.disclosure import printed_group, summary_roundings
from partybuild.assessment import Assessment, Standing
from partybuild.conference import ReportMode
from partybuild.kernel import (
    Derivation,
    Label,
    Lang,
    Operation,
    clauses,
    exact_text,
    labeled,
    listed,
)

_HOLDING = {Operation.CAP, Operation.QUOTA}
_HEAD_ROW = 3
_REASON_WIDTH = 90


def summary_workbook(
    assessment: Assessment,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> bytes:
    """Return the score summary table of one conference.

    It shows printed scores, ranks, grades with their reasons and item scores.
    Scores by voter group are shown as far as the disclosure gate lets them
    pass, item scores as finely as it does; counts of marks are never shown.

    Args:
        assessment: The assessment.
        lang: Language of the table.
        disclosure: The gate.

    Returns:
        The bytes of an .xlsx file, the same for the same input.

    Raises:
        MissingExtraError: If the writing library is not installed.
    """
    conference = assessment.review.conference
    book = Book(conference.title.text(lang), lang)
    page = book.page(SUMMARY.text(lang))
    page.text(0, 0, conference.title.text(lang), "title")
    page.text(
        1, 0, f"{conference.held_on.isoformat()}  {assessment.rules.title.text(lang)}"
    )
    if conference.note is not None:
        note = labeled(lang, NOTE.text(lang), conference.note.text(lang))
        page.text(2, 0, note, "remark")
    roundings = summary_roundings(assessment.rules.rounding)
    cleared = disclosure.clear(assessment, roundings, with_groups=True)
    _write_standings(page, assessment, cleared, lang)
    page.print_on(conference.title.text(lang))
    _write_reasons(book, assessment, lang)
    _write_roll(book, assessment, lang)
    return book.content()


def write_summary(
    assessment: Assessment,
    path: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Path:
    """Write the score summary table to a file; see `summary_workbook`.

    Args:
        assessment: The assessment.
        path: File to write.
        lang: Language of the table.
        force: Whether a file of that name may be replaced.
        disclosure: The gate.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        MissingExtraError: If the writing library is not installed.
    """
    content = summary_workbook(assessment, lang=lang, disclosure=disclosure)
    return write_bytes(path, content, force=force)


def _write_standings(
    page: Page, assessment: Assessment, cleared: ClearedScores, lang: Lang
) -> None:
    rules, hidden = assessment.rules, cleared.hidden_groups
    visible = [g for g in rules.voter_groups if g.group_id not in hidden]
    printed = rules.items if cleared.rounding is not None else ()
    items = unlike([(i.item_id, i.label) for i in printed], lang)
    groups = unlike([(g.group_id, g.label) for g in visible], lang)
    heads = (
        *(label.text(lang) for label in (RANK, SUBJECT, SCORE, GRADE)),
        *items,
        *(f"{group} {GROUP_SCORE.text(lang)}" for group in groups),
    )
    names = [standing.name.text(lang) for standing in assessment.standings]
    widths = [6, name_width(names), 9, 9, *[12] * (len(items) + len(groups))]
    page.heads(_HEAD_ROW, heads, widths)
    row = _HEAD_ROW
    for row, standing in enumerate(assessment.standings, start=_HEAD_ROW + 1):
        page.number(row, 0, standing.rank, "cell_center")
        page.text(row, 1, standing.name.text(lang), "cell_wrap")
        page.text(row, 2, standing.printed, "cell_right")
        page.text(row, 3, standing.grade.text(lang), "cell_center")
        scores = [
            *(item.text for item in cleared.items_of(standing.subject_id)),
            *_group_texts(assessment, standing, hidden, lang),
        ]
        for column, score in enumerate(scores, start=4):
            page.text(row, column, score, "cell_right")
    page.texts_are_meant(_HEAD_ROW + 1, 2, max(row, _HEAD_ROW + 1), len(heads) - 1)
    remarks = [PASSED.text(lang)]
    if cleared.rounding is None:
        remarks.append(NO_ITEMS.text(lang))
    elif cleared.rounding != rules.rounding:
        remarks.append(COARSE_ITEMS.text(lang).format(cleared.rounding.places))
    if hidden:
        held = [g.label for g in rules.voter_groups if g.group_id in hidden]
        kept_back = listed(lang, (label.text(lang) for label in held))
        remarks.append(HIDDEN.text(lang).format(kept_back))
    for line, remark in enumerate(remarks, start=row + 2):
        page.text(line, 0, remark, "plain")


def _group_texts(
    assessment: Assessment, standing: Standing, hidden: Collection[str], lang: Lang
) -> Iterator[str]:
    for group in standing.groups:
        if group.group_id in hidden:
            continue
        if group.score is None:
            yield NO_SCORE.text(lang)
        else:
            yield printed_group(assessment, assessment.rules, group).text


def _write_reasons(book: Book, assessment: Assessment, lang: Lang) -> None:
    page = book.page(REASONS.text(lang))
    review = assessment.review
    tree = review.tree.at(review.conference.held_on)
    modes = {report.post_id: report.mode for report in review.conference.reports}
    names = [standing.name.text(lang) for standing in assessment.standings]
    labels = (RANK, SUBJECT, ORGANIZATION, KIND, MODE, BY_SCORE, VETO, GRADE, REASON)
    heads = [label.text(lang) for label in labels]
    page.heads(0, heads, [6, name_width(names), 24, 16, 12, 12, 20, 9, _REASON_WIDTH])
    for row, standing in enumerate(assessment.standings, start=1):
        reason = clauses(lang, _reasons(assessment, standing, lang))
        place = tree.get(review.post(standing.subject_id).organization_id)
        band = assessment.rules.grading.get(standing.result.band_grade_id)
        mode = ON_SITE if modes[standing.subject_id] is ReportMode.ON_SITE else WRITTEN
        caps = clauses(lang, (cap.label.text(lang) for cap in standing.result.caps))
        page.number(row, 0, standing.rank, "cell_center")
        for column, text in enumerate(
            (
                standing.name.text(lang),
                place.name.text(lang),
                place.kind.label.text(lang),
                mode.text(lang),
                band.label.text(lang),
                caps or NO_SCORE.text(lang),
                standing.grade.text(lang),
                reason,
            ),
            start=1,
        ):
            page.text(row, column, text, "cell_wrap")
        page.height(row, reason, _REASON_WIDTH)
    page.print_on(assessment.review.conference.title.text(lang))


def _reasons(assessment: Assessment, standing: Standing, lang: Lang) -> Iterator[str]:
    """Return why the grade is what it is, from the band to the quotas.

    The score stands there as printed: an exact fraction would tell those who
    can reckon how a small voter group voted.
    """
    grading = assessment.rules.grading
    band = grading.get(standing.result.band_grade_id)
    low = "" if band.lower is None else exact_text(band.lower)
    high = "" if band.upper is None else exact_text(band.upper)
    kind = BAND_BETWEEN if low and high else BAND_FROM if low else BAND_BELOW
    yield kind.text(lang).format(
        score=standing.printed, low=low, high=high, grade=band.label.text(lang)
    )
    steps: list[Derivation] = []
    step = standing.derivation
    while step.operation in _HOLDING:
        steps.append(step)
        step = step.terms[0].node
    for step in reversed(steps):
        if step.statement is not None:
            yield step.statement.text(lang)


def _write_roll(book: Book, assessment: Assessment, lang: Lang) -> None:
    page = book.page(REGISTER.text(lang))
    labels: tuple[Label, ...] = (
        GROUP,
        ENTITLED,
        PRESENT,
        ISSUED,
        RETURNED,
        VOID,
        VALID,
    )
    names = [group.label.text(lang) for group in assessment.rules.voter_groups]
    heads = [label.text(lang) for label in labels]
    page.heads(0, heads, [name_width(names), *[11] * 6])
    for row, group in enumerate(assessment.rules.voter_groups, start=1):
        roll = assessment.review.roll_call.of(group.group_id)
        page.text(row, 0, group.label.text(lang), "cell_wrap")
        for column, count in enumerate(
            (
                roll.entitled,
                roll.present,
                roll.issued,
                roll.returned,
                roll.void,
                roll.valid,
            ),
            start=1,
        ):
            if count is None:
                page.blank(row, column, "cell_center")
            else:
                page.number(row, column, count, "cell_center")
    page.print_on(assessment.review.conference.title.text(lang))

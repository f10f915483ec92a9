"""The feedback letter to one secretary."""

from datetime import date

from partybuild.analysis import DEFAULT_DISCLOSURE, ClearedScores, Disclosure, WeakAreas
from partybuild.analysis.published import ClearedWeakArea, clear_weak_areas
from partybuild.assessment import Assessment, Standing
from partybuild.conference import Conference, Feedback
from partybuild.errors import UnknownIdError, ValueRangeError
from partybuild.kernel import Lang, exact_text, headed
from partybuild.reporting._model import Block, Paragraph, Reason, Report, Section, Table
from partybuild.reporting._said import comment_parts
from partybuild.reporting._typography import tidied
from partybuild.reporting._why import cap_reason, held_down
from partybuild.reporting._words import day, ended, say


def build_letter(
    assessment: Assessment,
    feedback: Feedback,
    weak_areas: WeakAreas,
    *,
    file_by: date | None = None,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Report:
    """Return the letter that feeds opinion and grade back to one secretary.

    Only what concerns that secretary is in it: no name, score or rank of another,
    and no figure of a single voter group. Item scores pass the gate of the whole
    conference, so that letters laid side by side tell no more than its report.

    Args:
        assessment: The assessment.
        feedback: Opinion and grade, who feeds them back and when.
        weak_areas: Weak areas of the conference.
        file_by: Last day to file the rectification list; None asks for none.
        lang: "zh" or "en".
        disclosure: The gate that item scores pass before they are printed.

    Returns:
        A report with an addressee, for an adapter to draw.

    Raises:
        UnknownIdError: If the feedback is for a post that did not report.
        ValueRangeError: If the feedback tells a grade that was not assessed, or
            the list is to be filed before the letter.

    Source:
        Parts as recommended for feedback letters: heading, addressee, opinion,
        grade, problems, requirements, date.
    """
    conference = assessment.review.conference
    standing = _standing(assessment, feedback)
    if file_by is not None and file_by < feedback.given_on:
        raise ValueRangeError(
            "file_by", file_by.isoformat(), f"a day from {feedback.given_on} on"
        )
    sections = [
        Section(
            title=say(lang, "综合评价意见", "Opinion"),
            blocks=[Paragraph(ended(lang, feedback.opinion.text(lang)))],
        ),
        Section(
            title=say(lang, "考核等次", "Grade"),
            blocks=grade_blocks(assessment, standing, lang),
        ),
        *comment_sections(conference, standing, lang),
        *ballot_sections(assessment, standing, weak_areas, disclosure, lang),
        *requirement_sections(conference, standing, file_by, lang),
    ]
    title = say(
        lang,
        f"关于{conference.year}年度抓基层党建工作述职评议考核情况的反馈",
        f"Feedback on the {conference.year} review of Party-building work",
    )
    opening = say(
        lang,
        f"{day(lang, conference.held_on)}召开的{conference.title.zh}上，"
        "你就抓基层党建工作进行了述职。现将有关意见和等次反馈如下。",
        "You reported on your Party-building work at the conference held on "
        f"{day(lang, conference.held_on)} ({conference.title.en}). Opinion and grade "
        "are as follows.",
    )
    letter = Report(
        lang=lang,
        title=title,
        notice="" if conference.note is None else conference.note.text(lang),
        addressee=headed(lang, capital(standing.name.text(lang))),
        opening=opening,
        host=feedback.given_by.text(lang),
        dated=day(lang, feedback.given_on),
        sections=sections,
    )
    return tidied(letter)


def capital(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def _standing(assessment: Assessment, feedback: Feedback) -> Standing:
    known = assessment.review.conference.subject_ids
    if feedback.post_id not in known:
        raise UnknownIdError("subject", feedback.post_id, known)
    standing = assessment.standing(feedback.post_id)
    if not standing.result.decided:
        raise ValueRangeError(
            f"grade of {feedback.post_id!r}",
            "undecided",
            "a grade: record the decision that it waits for before feeding it back",
        )
    if feedback.grade_id != standing.grade_id:
        raise ValueRangeError(
            f"grade fed back to {feedback.post_id!r}",
            feedback.grade_id,
            f"the grade assessed, {standing.grade_id!r}",
        )
    return standing


def grade_blocks(assessment: Assessment, standing: Standing, lang: Lang) -> list[Block]:
    """Return the grade of one secretary, and what held it down."""
    why = held_down(assessment, standing, lang)
    text = say(
        lang,
        f"考核等次为“{standing.grade.zh}”，得分{standing.printed}分（{why}）",
        f"The grade is “{standing.grade.en}”, the score {standing.printed} ({why})",
    )
    blocks: list[Block] = [Paragraph(ended(lang, text))]
    for cap in standing.result.caps:
        reason = cap_reason(assessment, standing, cap, lang)
        blocks.append(Paragraph(ended(lang, reason)))
    return blocks


def comment_sections(
    conference: Conference, standing: Standing, lang: Lang
) -> list[Section]:
    """Return the section on the comment on one secretary, if there was one."""
    parts = [
        Paragraph(text)
        for comment in conference.comments
        if comment.post_id == standing.subject_id
        for text in comment_parts(lang, comment)
    ]
    title = say(lang, "会议点评", "Comment at the conference")
    return [Section(title=title, blocks=parts)] if parts else []


def ballot_sections(
    assessment: Assessment,
    standing: Standing,
    weak_areas: WeakAreas,
    disclosure: Disclosure,
    lang: Lang,
) -> list[Section]:
    """Return what the ballots show of one secretary, as far as it may be told."""
    if not assessment.rules.items:  # a scheme without ballots
        return []
    cleared = disclosure.clear(assessment)
    weak = clear_weak_areas(assessment, weak_areas, disclosure, cleared=cleared)
    own, shared = weak.of(standing.subject_id), weak.of("")
    blocks: list[Block] = [_items(assessment, standing, cleared, lang)]
    blocks += [_reason(area, lang) for area in own]
    if not own and not weak_areas.findings:
        text = say(
            lang,
            "测评没有发现你个人的薄弱环节。",
            "The ballots show no weak area of your own.",
        )
        blocks.append(Paragraph(text))
    blocks += [_reason(area, lang) for area in shared]
    title = say(lang, "测评反映的情况", "What the ballots show")
    return [Section(title=title, blocks=blocks)]


def _items(
    assessment: Assessment, standing: Standing, cleared: ClearedScores, lang: Lang
) -> Block:
    scores = cleared.items_of(standing.subject_id)
    if not scores:
        text = say(
            lang,
            "为保护无记名投票，项目得分不予反馈。",
            "To protect the secret ballot item scores are not told.",
        )
        return Paragraph(text)
    standard = assessment.rules.standard
    limit = "" if standard is None else exact_text(standard)
    return Table(
        caption=say(lang, "各项目得分", "Item scores"),
        columns=(
            say(lang, "项目", "item"),
            say(lang, "得分", "score"),
            say(lang, "说明", "remark"),
        ),
        rows=[
            (
                item.label.text(lang),
                score.text,
                say(lang, f"低于标准{limit}分", f"below the standard of {limit}")
                if score.below
                else "—",
            )
            for item, score in zip(assessment.rules.items, scores, strict=True)
        ],
    )


def _reason(area: ClearedWeakArea, lang: Lang) -> Reason:
    kinds = say(lang, "、", ", ").join(kind.label.text(lang) for kind in area.kinds)
    statement = say(lang, f"{area.item.zh}（{kinds}）", f"{area.item.en} ({kinds})")
    steps = [] if area.reason is None else [ended(lang, area.reason.text(lang))]
    return Reason(ended(lang, statement), steps)


def requirement_sections(
    conference: Conference, standing: Standing, file_by: date | None, lang: Lang
) -> list[Section]:
    """Return the section on what is required of one secretary."""
    mine = [
        one
        for one in conference.requirements
        if one.is_addressed_to(standing.subject_id)
    ]
    gap = say(lang, "", " ")
    texts: list[str] = []
    for number, one in enumerate(mine, 1):
        text = capital(one.text.text(lang).rstrip("。."))
        if one.deadline is not None:
            until = day(lang, one.deadline)
            text += say(lang, f"（{until}前完成）", f" (by {until})")
        texts.append(f"{number}.{gap}{text}")
    if file_by is not None:
        until = day(lang, file_by)
        texts.append(
            say(
                lang,
                f"请对照以上问题列出整改清单，明确责任人、整改措施和完成时限，于{until}前"
                "报送",
                "List these problems with the person responsible, the measure and the "
                f"deadline of each, and file the list by {until}",
            )
        )
    title = say(lang, "工作要求", "Requirements")
    blocks = [Paragraph(ended(lang, text)) for text in texts]
    return [Section(title=title, blocks=blocks)] if blocks else []

"""The report on one secretary, for the secretary and the review body."""

from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, WeakAreas
from partybuild.assessment import Assessment, Standing
from partybuild.conference import ReportMode
from partybuild.errors import UnknownIdError
from partybuild.kernel import Lang
from partybuild.reporting._letter import (
    ballot_sections,
    capital,
    comment_sections,
    grade_blocks,
    requirement_sections,
)
from partybuild.reporting._model import Block, Paragraph, Report, Section
from partybuild.reporting._typography import tidied
from partybuild.reporting._why import why
from partybuild.reporting._words import day, ended, say


def build_individual_report(
    assessment: Assessment,
    post_id: str,
    weak_areas: WeakAreas,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Report:
    """Return the report on one secretary: score, rank, grade, weak areas, comment.

    No other secretary is named in it and no figure of a single voter group. Item
    scores pass the gate of the whole conference, so that the reports on all, laid
    side by side, tell no more than the report of the conference.

    Args:
        assessment: The assessment.
        post_id: Post of the secretary.
        weak_areas: Weak areas of the conference.
        lang: "zh" or "en".
        disclosure: The gate that item scores pass before they are printed.

    Returns:
        The report, for an adapter to draw.

    Raises:
        UnknownIdError: If the holder of the post did not report.
    """
    conference = assessment.review.conference
    if post_id not in conference.subject_ids:
        raise UnknownIdError("subject", post_id, conference.subject_ids)
    standing = assessment.standing(post_id)
    tree = assessment.review.tree.at(conference.held_on)
    name = capital(standing.name.text(lang))
    report = Report(
        lang=lang,
        title=say(
            lang,
            f"{name}{conference.year}年度抓基层党建工作述职评议考核情况",
            f"{name}: review of Party-building work, {conference.year}",
        ),
        notice="" if conference.note is None else conference.note.text(lang),
        host=tree.get(conference.host_id).name.text(lang),
        dated=day(lang, conference.held_on),
        sections=[
            Section(
                title=say(lang, "述职情况", "Duty report"),
                blocks=[Paragraph(_reported(assessment, standing, lang))],
            ),
            Section(
                title=say(lang, "得分、名次和等次", "Score, rank and grade"),
                blocks=_result(assessment, standing, lang),
            ),
            *ballot_sections(assessment, standing, weak_areas, disclosure, lang),
            *comment_sections(conference, standing, lang),
            *requirement_sections(conference, standing, None, lang),
        ],
        annex=[
            Section(
                title=say(lang, "得分和等次由来", "How score and grade came about"),
                blocks=[why(assessment, standing, lang)],
            )
        ],
    )
    return tidied(report)


def _reported(assessment: Assessment, standing: Standing, lang: Lang) -> str:
    review = assessment.review
    conference = review.conference
    post = review.post(standing.subject_id)
    place = review.tree.at(conference.held_on).get(post.organization_id).name.text(lang)
    held = day(lang, conference.held_on)
    (report,) = (r for r in conference.reports if r.post_id == standing.subject_id)
    on_site = report.mode is ReportMode.ON_SITE
    mode = say(
        lang,
        "现场述职" if on_site else "书面述职",
        "on site" if on_site else "in writing",
    )
    text = say(
        lang,
        f"{held}，{standing.name.zh}（所在党组织：{place}）在{conference.title.zh}上{mode}",
        f"On {held} the {standing.name.en} ({place}) reported {mode} at the conference "
        f"({conference.title.en})",
    )
    return ended(lang, text)


def _result(assessment: Assessment, standing: Standing, lang: Lang) -> list[Block]:
    assessed = len(assessment.standings)
    text = say(
        lang,
        f"得分{standing.printed}分，在{assessed}名述职人中列第{standing.rank}名",
        f"The score is {standing.printed}, rank {standing.rank} of {assessed}",
    )
    grades = grade_blocks(assessment, standing, lang)
    return [Paragraph(ended(lang, text)), *grades]

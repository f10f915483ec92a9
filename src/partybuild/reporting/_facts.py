"""The conference itself: who met, when, and in which order."""

from partybuild.assessment import Assessment
from partybuild.conference import ReportMode
from partybuild.kernel import Lang, clauses, listed
from partybuild.reporting._model import Block, Paragraph, Section, Table
from partybuild.reporting._words import day, ended, say
from partybuild.rules import UNDECIDED


def grade_counts(assessment: Assessment, lang: Lang) -> str:
    """Return how many have each grade, best first, without empty grades."""
    counted = [
        (
            band.label.text(lang),
            sum(s.grade_id == band.grade_id for s in assessment.standings),
        )
        for band in (*assessment.rules.grading.bands, UNDECIDED)
    ]
    return listed(lang, [say(lang, f"“{g}”{n}人", f"{g} {n}") for g, n in counted if n])


def conference_section(assessment: Assessment, lang: Lang) -> Section:
    """Return the section on the course of the conference."""
    review = assessment.review
    conference = review.conference
    host = review.tree.at(conference.held_on).get(conference.host_id).name.text(lang)
    held = day(lang, conference.held_on)
    opening = say(
        lang,
        f"{held}，{host}召开{conference.year}年度党组织书记抓基层党建工作述职评议"
        f"考核会。会议由{conference.chair.zh}主持。",
        f"On {held} {host} held the review conference for {conference.year}, at which "
        "the secretaries of Party organizations reported on Party-building work at "
        f"the primary level. The {conference.chair.en} presided.",
    )
    if conference.guidance is not None:
        opening += say(
            lang,
            f"{conference.guidance.zh}到会指导。",
            f" The {conference.guidance.en} gave guidance.",
        )
    blocks: list[Block] = [Paragraph(opening), Paragraph(_reports(assessment, lang))]
    if conference.agenda:
        items = clauses(lang, [i.title.text(lang) for i in conference.agenda])
        text = say(lang, f"会议议程：{items}", f"Agenda: {items}")
        blocks.append(Paragraph(ended(lang, text)))
    if conference.attendance:
        blocks.append(_attendance(assessment, lang))
    return Section(title=say(lang, "会议情况", "The conference"), blocks=blocks)


def _reports(assessment: Assessment, lang: Lang) -> str:
    conference = assessment.review.conference
    reporters = len(conference.reports)
    on_site = sum(r.mode is ReportMode.ON_SITE for r in conference.reports)
    written = reporters - on_site
    modes = say(
        lang,
        f"其中现场述职{on_site}人、书面述职{written}人",
        f"{on_site} on site and {written} in writing",
    )
    if not written:
        modes = say(lang, "均为现场述职", "all of them on site")
    if not on_site:
        modes = say(lang, "均为书面述职", "all of them in writing")
    text = say(
        lang,
        f"述职{reporters}人，{modes}。",
        f"Secretaries who reported: {reporters} ({modes}).",
    )
    if not conference.comments:
        return text
    return text + say(
        lang,
        f"{conference.commenter.zh}逐一点评。",
        f" The {conference.commenter.en} commented on each one.",
    )


def _attendance(assessment: Assessment, lang: Lang) -> Table:
    conference, groups = assessment.review.conference, assessment.rules.voter_groups
    none = say(lang, "不参加测评", "no ballot")
    rows = [
        (
            kind.label.text(lang),
            str(kind.present),
            next((g.label.text(lang) for g in groups if kind.kind_id in g.kinds), none),
        )
        for kind in conference.attendance
    ]
    rows.append((say(lang, "合计", "total"), str(conference.present), "—"))
    return Table(
        caption=say(lang, "参会人员", "Those present"),
        columns=(
            say(lang, "类别", "kind"),
            say(lang, "人数", "number"),
            say(lang, "参评主体", "voter group"),
        ),
        rows=rows,
    )

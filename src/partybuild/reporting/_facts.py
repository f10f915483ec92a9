"""The conference itself: who met, when, in which order, and who voted."""

from fractions import Fraction

from partybuild.assessment import Assessment
from partybuild.conference import ReportMode
from partybuild.kernel import Lang, Rounding
from partybuild.reporting._model import Block, Paragraph, Section, Table
from partybuild.reporting._words import day, ended, say

_RATE = Rounding(places=2)


def conference_section(assessment: Assessment, lang: Lang) -> Section:
    """Return the section on the course of the conference."""
    review = assessment.review
    conference = review.conference
    host = review.tree.get(conference.host_id).name.text(lang)
    on_site = sum(r.mode is ReportMode.ON_SITE for r in conference.reports)
    written = len(conference.reports) - on_site
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
    reports = say(
        lang,
        f"述职 {len(conference.reports)} 人，其中现场述职 {on_site} 人、"
        f"书面述职 {written} 人。{conference.commenter.zh}逐一点评。",
        f"{len(conference.reports)} secretaries reported, {on_site} on site and "
        f"{written} in writing. The {conference.commenter.en} commented on each one.",
    )
    blocks: list[Block] = [Paragraph(opening), Paragraph(reports)]
    if conference.agenda:
        items = say(lang, "；", "; ").join(
            i.title.text(lang) for i in conference.agenda
        )
        text = say(lang, f"会议议程：{items}", f"Agenda: {items}")
        blocks.append(Paragraph(ended(lang, text)))
    if conference.attendance:
        blocks.append(_attendance(assessment, lang))
    blocks.append(_roll_call(assessment, lang))
    return Section(title=say(lang, "会议情况", "The conference"), blocks=blocks)


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
    rows.append((say(lang, "合计", "total"), str(conference.present), ""))
    return Table(
        caption=say(lang, "参会人员", "Those present"),
        columns=(
            say(lang, "类别", "kind"),
            say(lang, "人数", "number"),
            say(lang, "参评主体", "voter group"),
        ),
        rows=rows,
    )


def _roll_call(assessment: Assessment, lang: Lang) -> Table:
    review = assessment.review
    rows: list[tuple[str, ...]] = []
    for group in assessment.rules.voter_groups:
        roll = review.roll_call.of(group.group_id)
        counts = (roll.entitled, roll.present, roll.issued, roll.returned, roll.void)
        rows.append(
            (
                group.label.text(lang),
                *("—" if count is None else str(count) for count in counts),
                str(roll.valid),
            )
        )
    rolls = review.roll_call.groups
    issued, returned = sum(r.issued for r in rolls), sum(r.returned for r in rolls)
    valid = sum(r.valid for r in rolls)
    note = ""
    if issued:
        rate = _RATE.percent_text(Fraction(returned, issued))
        note = say(
            lang,
            f"共发出测评票 {issued} 张，收回 {returned} 张，有效票 {valid} 张；"
            f"收回率 {rate}（以发出票数为基数）。",
            f"{issued} ballots were issued, {returned} returned, {valid} are valid; "
            f"the return rate is {rate} of the ballots issued.",
        )
    return Table(
        caption=say(lang, "测评票清点", "Roll call of the ballots"),
        columns=(
            say(lang, "参评主体", "voter group"),
            say(lang, "应到", "entitled"),
            say(lang, "实到", "present"),
            say(lang, "发出", "issued"),
            say(lang, "收回", "returned"),
            say(lang, "作废", "void"),
            say(lang, "有效", "valid"),
        ),
        rows=rows,
        note=note,
    )

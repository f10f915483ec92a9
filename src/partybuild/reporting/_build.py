"""The report of one conference."""

from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, WeakAreas
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import Assessment
from partybuild.kernel import Finding, Label, Lang, labeled
from partybuild.reporting._facts import conference_section
from partybuild.reporting._method import method_section
from partybuild.reporting._model import Block, Paragraph, Report, Section
from partybuild.reporting._results import results_section
from partybuild.reporting._said import said_sections
from partybuild.reporting._typography import tidied
from partybuild.reporting._weakness import weak_areas_section
from partybuild.reporting._why import why
from partybuild.reporting._words import day, ended, say


def build_report(
    assessment: Assessment,
    weak_areas: WeakAreas,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Report:
    """Return what the report of a conference says.

    Only figures over all voter groups are in it: what one group gave, and how
    its marks were spread, stays with the review body. Item scores are printed
    no finer than leaves every small group's mean open.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        lang: "zh" or "en".
        disclosure: The gate that item scores pass before they are printed.

    Returns:
        The report, for an adapter to draw.

    Source:
        Contents follow the documents of a yearly round: course, method,
        results, comments, requirements.
    """
    review = assessment.review
    conference = review.conference
    cleared = disclosure.clear(assessment)
    weak = clear_weak_areas(assessment, weak_areas, disclosure, cleared=cleared)
    report = Report(
        lang=lang,
        title=conference.title.text(lang) + say(lang, "情况报告", ": report"),
        notice="" if conference.note is None else conference.note.text(lang),
        host=review.tree.at(conference.held_on).get(conference.host_id).name.text(lang),
        dated=day(lang, conference.held_on),
        sections=[
            conference_section(assessment, lang),
            method_section(assessment, lang),
            results_section(assessment, cleared, lang),
            weak_areas_section(assessment, weak, lang),
            *said_sections(assessment, lang),
            remarks_section(assessment, disclosure, lang),
        ],
        annex=[_reasons_section(assessment, lang)],
    )
    return tidied(report)


def remarks_section(
    assessment: Assessment, disclosure: Disclosure, lang: Lang
) -> Section:
    """Return what the review body should know, and how voters are protected."""
    blocks: list[Block] = [
        Paragraph(ended(lang, _told(assessment, finding, lang)))
        for finding in assessment.findings
    ]
    means, counts = disclosure.means_from, disclosure.distributions_from
    text = say(
        lang,
        "为保护无记名投票，本报告只公布全部参评主体加权后的数据，不公布任何一类主体的得分"
        f"和票数分布。公布一类主体的平均分，至少须有{means}张有效票；公布票数分布，至少须有"
        f"{counts}张有效票；可以由其他数据推算的，同样不予公布；接近满分或最低分的项目得分，"
        "只给出界限。",
        "To protect the secret ballot this report prints weighted figures over all "
        "voter groups only, and neither the scores nor the vote counts of any one "
        f"group. A group's mean would need {means} valid ballots, a distribution "
        f"{counts}; what could be worked out from other figures is withheld too, and "
        "item scores near either end of the scale are printed as bounds.",
    )
    if not assessment.rules.items:
        text = say(
            lang,
            "本办法没有民主测评，得分由有关单位提供。",
            "The scheme has no ballots; what it counts was handed in.",
        )
    blocks.append(Paragraph(text))
    return Section(title=say(lang, "需要说明的事项", "Remarks"), blocks=blocks)


def _told(assessment: Assessment, finding: Finding, lang: Lang) -> str:
    names: dict[str, Label] = {s.subject_id: s.name for s in assessment.standings}
    names |= {g.group_id: g.label for g in assessment.rules.voter_groups}
    message = finding.message.text(lang)
    if finding.subject not in names:
        return message
    return labeled(lang, names[finding.subject].text(lang), message)


def _reasons_section(assessment: Assessment, lang: Lang) -> Section:
    return Section(
        title=say(lang, "得分和等次由来", "How each score and grade came about"),
        blocks=[why(assessment, s, lang) for s in assessment.standings],
    )

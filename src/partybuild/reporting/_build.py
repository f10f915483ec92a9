"""The report of one conference."""

from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, WeakAreas
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import Derivation, Label, Lang, Operation
from partybuild.reporting._facts import conference_section
from partybuild.reporting._method import method_section
from partybuild.reporting._model import Block, Paragraph, Reason, Report, Section
from partybuild.reporting._results import standings_section, weak_areas_section
from partybuild.reporting._said import said_sections
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
    its marks were spread, stays with the review body.

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
    return Report(
        lang=lang,
        title=conference.title.text(lang) + say(lang, "情况报告", ": report"),
        notice="" if conference.note is None else conference.note.text(lang),
        host=review.tree.get(conference.host_id).name.text(lang),
        dated=day(lang, conference.held_on),
        sections=[
            conference_section(assessment, lang),
            method_section(assessment, lang),
            standings_section(assessment, cleared, lang),
            weak_areas_section(weak_areas, cleared, lang),
            *said_sections(assessment, lang),
            _remarks_section(assessment, disclosure, lang),
        ],
        annex=[_reasons_section(assessment, lang)],
    )


def _remarks_section(
    assessment: Assessment, disclosure: Disclosure, lang: Lang
) -> Section:
    blocks: list[Block] = [
        Paragraph(
            ended(lang, f"{_about(assessment, f.subject, lang)}{f.message.text(lang)}")
        )
        for f in assessment.findings
    ]
    means, counts = disclosure.means_from, disclosure.distributions_from
    text = say(
        lang,
        "为保护无记名投票，本报告只公布全部参评主体加权后的数据，不公布任何一类"
        f"主体的得分和票数分布（平均分至少 {means} 张有效票、票数分布至少 {counts} "
        "张有效票方可考虑公布）；接近满分或最低分的项目得分只给出界限。",
        "To protect the secret ballot this report prints weighted figures over all "
        "voter groups only, and neither the scores nor the vote counts of any one "
        f"group (a mean would need {means} valid ballots, a distribution {counts}); "
        "item scores near either end of the scale are printed as bounds.",
    )
    blocks.append(Paragraph(text))
    return Section(title=say(lang, "需要说明的事项", "Remarks"), blocks=blocks)


def _about(assessment: Assessment, subject: str, lang: Lang) -> str:
    names: dict[str, Label] = {s.subject_id: s.name for s in assessment.standings}
    names |= {g.group_id: g.label for g in assessment.rules.voter_groups}
    colon = say(lang, "：", ": ")
    return names[subject].text(lang) + colon if subject in names else ""


def _reasons_section(assessment: Assessment, lang: Lang) -> Section:
    return Section(
        title=say(lang, "等次由来", "How each grade came about"),
        blocks=[_reason(standing, lang) for standing in assessment.standings],
    )


def _reason(standing: Standing, lang: Lang) -> Reason:
    statement = say(
        lang,
        f"{standing.name.zh}：第 {standing.rank} 名，{standing.printed} 分，"
        f"等次“{standing.grade.zh}”",
        f"{standing.name.en}: rank {standing.rank}, {standing.printed} points, "
        f"grade {standing.grade.en}",
    )
    steps = reversed(_grade_steps(standing.derivation, lang))
    return Reason(ended(lang, statement), [ended(lang, step) for step in steps])


def _grade_steps(step: Derivation, lang: Lang) -> list[str]:
    # Below the grade come the figures of single voter groups: they stay inside.
    if step.operation not in {Operation.GRADE, Operation.CAP, Operation.QUOTA}:
        return []
    value = step.value.text(lang) if isinstance(step.value, Label) else ""
    name, colon = step.name.text(lang), say(lang, "：", ": ")
    line = f"{name}{colon}{value}"
    if step.statement is not None:
        line += say(lang, f"（{step.statement.zh}）", f" ({step.statement.en})")
    if step.basis is not None:
        line += say(lang, "。依据：", ". Basis: ") + step.basis.text(lang)
    below = [text for term in step.terms for text in _grade_steps(term.node, lang)]
    return [line, *below]

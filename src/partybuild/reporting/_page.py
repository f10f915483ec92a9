"""The page of one conference: what a report says, the results first."""

import attrs

from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, WeakAreas
from partybuild.analysis.published import clear_intervals, clear_weak_areas
from partybuild.assessment import Assessment
from partybuild.duties import WORK_AREAS, TransmissionTrace
from partybuild.errors import ValueRangeError
from partybuild.kernel import Lang, Summary, Tabular, cell_text
from partybuild.reporting._ballots import ballots_table
from partybuild.reporting._build import remarks_section
from partybuild.reporting._facts import conference_section
from partybuild.reporting._method import method_section
from partybuild.reporting._model import Section, Table
from partybuild.reporting._page_duties import transmission_part
from partybuild.reporting._page_model import Page, PagePart, PageSheet
from partybuild.reporting._page_results import items_board, standings_chart
from partybuild.reporting._said import said_sections
from partybuild.reporting._typography import tidied_section, tidy
from partybuild.reporting._weakness import weak_areas_section
from partybuild.reporting._words import day, say


def build_page(
    assessment: Assessment,
    weak_areas: WeakAreas,
    *,
    langs: tuple[Lang, ...] = ("zh", "en"),
    trace: TransmissionTrace | None = None,
    ledger: Tabular | Summary | None = None,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> Page:
    """Return what the page of a conference shows.

    It holds what the report holds, and nothing that the report keeps back. The
    reason of every number stands beside it, to be folded.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        langs: Languages of the page; the first one shows, readers may switch.
        trace: Duties on their way down; None leaves the part out.
        ledger: Status of the rectification ledger, as a table or as a result that
            has one; None leaves the part out.
        disclosure: The gate that item scores and intervals pass.

    Returns:
        The page, for an adapter to draw.

    Raises:
        UnknownIdError: If the review's tree lacks an organization of the trace.
        ValueRangeError: If no language is given, or one twice.
    """
    if not langs or len(set(langs)) < len(langs):
        raise ValueRangeError("langs", repr(langs), "one or two different languages")
    table = ledger.summary() if isinstance(ledger, Tabular) else ledger
    return Page(
        sheets=[
            _sheet(assessment, weak_areas, (trace, table), disclosure, lang)
            for lang in langs
        ]
    )


def _sheet(
    assessment: Assessment,
    weak_areas: WeakAreas,
    more: tuple[TransmissionTrace | None, Summary | None],
    disclosure: Disclosure,
    lang: Lang,
) -> PageSheet:
    (trace, ledger), review = more, assessment.review
    conference = review.conference
    cleared = disclosure.clear(assessment)
    intervals = clear_intervals(assessment, disclosure, cleared=cleared)
    weak = clear_weak_areas(assessment, weak_areas, disclosure, cleared=cleared)
    by_ballots = bool(assessment.rules.items)
    board = PagePart(
        title=say(lang, "各项目得分", "Item scores"),
        blocks=[items_board(assessment, cleared, lang)],
    )
    first = [
        PagePart(
            title=say(lang, "测评结果", "Results"),
            blocks=[standings_chart(assessment, cleared, intervals, lang)],
        ),
        *([board] if by_ballots else ()),
        attrs.evolve(
            _part(weak_areas_section(assessment, weak, lang), lang),
            unfolded=True,
        ),
    ]
    if trace is not None:
        tree = review.tree.at(trace.on)
        # What the office asked about bears the office's own name.
        areas = {area.area_id: area.label for area in WORK_AREAS}
        areas |= {item.area: item.label for item in assessment.rules.items}
        first.append(transmission_part(trace, tree, areas, lang))
    if ledger is not None:
        first.append(_ledger_part(ledger, lang))
    ballots = Section(
        title=say(lang, "测评票", "Ballots"), blocks=[ballots_table(assessment, lang)]
    )
    rest = [
        *said_sections(assessment, lang),
        conference_section(assessment, lang),
        *([ballots] if by_ballots else ()),
        method_section(assessment, lang),
        remarks_section(assessment, disclosure, lang),
    ]
    note = "" if conference.note is None else conference.note.text(lang)
    return PageSheet(
        lang=lang,
        title=tidy(
            lang, conference.title.text(lang) + say(lang, "情况报告", ": report")
        ),
        notice=tidy(lang, note),
        host=review.tree.at(conference.held_on).get(conference.host_id).name.text(lang),
        dated=day(lang, conference.held_on),
        parts=[*first, *(_part(section, lang) for section in rest)],
    )


def _part(section: Section, lang: Lang) -> PagePart:
    tidied = tidied_section(section, lang)
    return PagePart(title=tidied.title, blocks=tidied.blocks)


def _ledger_part(ledger: Summary, lang: Lang) -> PagePart:
    table = Table(
        caption=tidy(lang, ledger.caption.text(lang)),
        columns=[column.text(lang) for column in ledger.columns[: ledger.shown]],
        rows=[
            [tidy(lang, cell_text(cell, lang)) for cell in row[: ledger.shown]]
            for row in ledger.rows
        ],
        row_headed=False,
    )
    title = say(lang, "整改台账", "Rectification ledger")
    return PagePart(title=title, blocks=[table])

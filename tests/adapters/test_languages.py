"""No untranslated word: pages, reports, workbooks and pictures, in both languages."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from matplotlib.text import Text

import partybuild as pb
from partybuild.adapters import excel, plot
from partybuild.adapters.html import html_text, page_text
from partybuild.analysis import find_trend, stability
from partybuild.datasets import load_example_duties, load_example_ledger
from partybuild.duties import trace_transmission
from partybuild.reporting import build_individual_report, build_page, build_report

YEARS = (2021, 2022)
ON = date(2021, 12, 31)
FOREIGN = {
    "zh": re.compile("[A-Za-z]"),
    # Characters, and the punctuation that goes with them.
    "en": re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"),
}
# Read aloud or shown by a browser, besides what stands between the tags.
SPOKEN = {"alt", "aria-label", "placeholder", "summary", "title"}
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def _shown(page):
    found = [*page.values(*SPOKEN), *filter(None, map(str.strip, page.texts))]
    assert found
    return found


def _drawn(ax):
    """Every text of a picture: titles, axes, ticks, legends, notes."""
    texts = [text.get_text() for text in ax.figure.findobj(Text)]
    assert any(texts)
    return [text for text in texts if text.strip()]


def _foreign(lang, texts, ids=()):
    return [text for text in texts if FOREIGN[lang].search(text) and text not in ids]


@pytest.fixture(scope="module", params=YEARS)
def year(request):
    """Return the assessment of each year of the example, and its weak areas."""
    assessment = pb.assess(pb.load_example(f"long-march-street-{request.param}"))
    held_on = assessment.review.conference.held_on
    return assessment, pb.find_weak_areas(assessment, on=held_on)


@pytest.fixture(scope="module")
def trace():
    """Return the duties of the first year, followed down the tree."""
    review = pb.load_example("long-march-street-2021")
    book = load_example_duties("long-march-street-2021")
    return trace_transmission(book.duties, book.records, review.tree, ON), review.tree


@LANGS
def test_a_page_speaks_one_language(year, trace, lang, read_html):
    """Every part of it; a ledger knows organizations and problems by their ids."""
    assessment, weak = year
    ledger = load_example_ledger("long-march-street-2021")
    ids = {entry.problem.problem_id for entry in ledger}
    ids |= {entry.problem.organization_id for entry in ledger}

    page = build_page(assessment, weak, langs=(lang,), trace=trace[0], ledger=ledger)

    assert _foreign(lang, _shown(read_html(page_text(page))), ids) == []


@LANGS
def test_reports_and_accounts_speak_one_language(year, lang, read_html):
    """The report, and of the first and the last secretary all that is told them."""
    assessment, weak = year
    told = _shown(read_html(html_text(build_report(assessment, weak, lang=lang))))
    for standing in (assessment.standings[0], assessment.standings[-1]):
        own = build_individual_report(assessment, standing.subject_id, weak, lang=lang)
        told += _shown(read_html(html_text(own)))
        for public in (True, False):
            account = pb.explain_result(assessment, standing.subject_id, public=public)
            told += _shown(read_html(html_text(account.report(lang))))
            told += _shown(read_html(account.summary().html(lang)))

    assert _foreign(lang, told) == []


def _cells(data):
    """Every text that a person sees in a workbook, with the names of the sheets."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    assert sheets
    for sheet in sheets:
        yield sheet.title
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "s":
                yield cell.value


@LANGS
def test_workbooks_speak_one_language(year, lang):
    """Forms to print and to fill in, and the summary.

    A form has codes, and a letter for each voter group.
    """
    assessment, _ = year
    form = excel.PrintedForm.of(assessment.review)
    books = [
        excel.ballot_workbook(form, lang=lang),
        excel.count_sheet_workbook(form, lang=lang),
        excel.paper_workbook(form, lang=lang),
        excel.summary_workbook(assessment, lang=lang),
    ]
    codes = re.compile(f"{re.escape(form.form_id)}|\\b(?:[0-9a-f]{{12}}|[A-D])\\b")

    texts = [codes.sub("", text) for book in books for text in _cells(book)]

    assert _foreign(lang, texts) == []


@LANGS
@pytest.mark.filterwarnings("ignore::partybuild.adapters.plot.MissingFontWarning")
def test_pictures_speak_one_language(year, lang):
    """Scores, weak areas and margins."""
    assessment, weak = year
    axes = [
        plot.heat_map(assessment, lang=lang),
        plot.standings(assessment, lang=lang),
        plot.weak_areas(weak, assessment, lang=lang),
        plot.margins(stability(assessment), lang=lang),
    ]

    assert _foreign(lang, [text for ax in axes for text in _drawn(ax)]) == []


@LANGS
@pytest.mark.filterwarnings("ignore::partybuild.adapters.plot.MissingFontWarning")
def test_pictures_of_duties_and_years_speak_one_language(trace, lang):
    """Every duty that was followed; the change from year to year."""
    found, tree = trace
    axes = [
        plot.transmission(one, tree.at(ON), lang=lang) for one in found.transmissions
    ]
    before, after = (
        pb.assess(pb.load_example(f"long-march-street-{one}")) for one in YEARS
    )
    axes.append(plot.trend(find_trend(before, after), before, after, lang=lang))

    assert _foreign(lang, [text for ax in axes for text in _drawn(ax)]) == []


def test_the_scan_finds_what_is_foreign(read_html):
    """Also in what is only read aloud."""
    assert _foreign("zh", ["好 good", "好", "〔2022〕1号"]) == ["好 good"]
    assert _foreign("en", ["good（好）", "（good）", "96.04"]) == [
        "good（好）",
        "（good）",
    ]
    assert _foreign("zh", ["street"], {"street"}) == []
    html = "<p title='why'>为何<style>a{}</style></p><img alt='x'>"
    assert _foreign("zh", _shown(read_html(html))) == ["why", "x"]

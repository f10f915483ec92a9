"""The report on one secretary, charts in Word, and the words of both languages."""

import re
import sys
import warnings
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest

import partybuild as pb
from partybuild.adapters import _charts, excel, plot, word
from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure
from partybuild.errors import MissingExtraError, UnknownIdError
from partybuild.kernel import Label
from partybuild.reporting import build_report

WHO = "b4-secretary"
GATE = DEFAULT_DISCLOSURE.remembering()


@pytest.fixture(scope="module")
def assessment():
    """Return the assessment of the example."""
    return pb.assess(pb.load_example("long-march-street-2021"))


@pytest.fixture(scope="module")
def weak(assessment):
    """Return its weak areas."""
    return pb.find_weak_areas(assessment, on=assessment.review.conference.held_on)


def _text(report):
    document = docx.Document(BytesIO(word.word_bytes(report)))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_on_one_names_nobody_else(assessment, weak, lang):
    """Score, rank, grade, own weak areas and comment; no other secretary."""
    report = pb.build_individual_report(
        assessment, WHO, weak, lang=lang, disclosure=GATE
    )
    text = _text(report).lower()

    own = assessment.standing(WHO)
    assert own.printed in text
    assert own.grade.text(lang) in text
    for other in assessment.standings:
        assert (other.name.text(lang).lower() in text) == (other is own)
    for group in assessment.rules.voter_groups:
        assert group.label.text(lang).lower() not in text.replace("\n", " ")


def test_a_report_on_one_passes_the_gate(assessment, weak):
    """A gate that lets no item score pass leaves none in it."""
    gate = Disclosure(means_from=1_000, distributions_from=1_000)
    report = pb.build_individual_report(assessment, WHO, weak, disclosure=gate)

    cleared = GATE.clear(assessment).items_of(WHO)
    text = _text(report)
    assert all(f"{item.text}\n" not in text for item in cleared)
    assert "项目得分不予反馈" in text


def test_a_report_needs_someone_who_reported(assessment, weak):
    """The error names those who did."""
    with pytest.raises(UnknownIdError, match="nobody"):
        pb.build_individual_report(assessment, "nobody", weak)


def test_a_word_report_shows_charts(assessment, weak, tmp_path):
    """Two, with a text for screen readers; the same bytes every time; or none."""
    path = pb.write_report(assessment, tmp_path / "a.docx", weak_areas=weak)
    document = docx.Document(path)

    assert len(document.inline_shapes) == 2
    captions = [p.text for p in document.paragraphs if p.text.startswith("图")]
    assert captions == ["图1  得分、区间和等次", "图2  各项目得分"]
    again = pb.write_report(assessment, tmp_path / "b.docx", weak_areas=weak)
    assert path.read_bytes() == again.read_bytes()
    plain = pb.write_report(
        assessment, tmp_path / "c.docx", weak_areas=weak, charts=False
    )
    assert not docx.Document(plain).inline_shapes


def test_charts_need_matplotlib_a_font_and_the_gate(assessment, monkeypatch):
    """Without them the report has none, or fewer."""
    gate = Disclosure(means_from=1_000, distributions_from=1_000)
    assert len(_charts.report_pictures(assessment, "zh", gate)) == 1

    def no_font(*_, **__):
        warnings.warn("none", plot.MissingFontWarning, stacklevel=1)

    monkeypatch.setattr(plot, "standings", no_font)
    assert _charts.report_pictures(assessment, "zh", DEFAULT_DISCLOSURE) == ()

    class Missing:
        def __getattr__(self, name):
            raise MissingExtraError("drawing pictures", "plot")

    monkeypatch.setitem(sys.modules, "partybuild.adapters", Missing())
    assert _charts.report_pictures(assessment, "zh", DEFAULT_DISCLOSURE) == ()


# Codes of forms and rules, and units, are written in Latin letters.
ALLOWED = {"mm", "long", "march", "street", "a", "b", "c", "d"}
LATIN = re.compile("[A-Za-z]{1,}")
HAN = re.compile("[\u3400-\u9fff，。；：、（）“”《》〔〕]")


def _reports(assessment, weak, lang):
    feedback = pb.Feedback(
        post_id=WHO,
        given_on=date(2022, 1, 28),
        grade_id=assessment.standing(WHO).grade_id,
        opinion=Label(zh="学习教育效果不够理想", en="study has little effect"),
        given_by=Label(zh="街道党工委", en="the working committee"),
    )
    due = date(2022, 2, 25)
    letter = pb.build_letter(assessment, feedback, weak, file_by=due, lang=lang)
    yield _text(build_report(assessment, weak, lang=lang, disclosure=GATE))
    yield _text(
        pb.build_individual_report(assessment, WHO, weak, lang=lang, disclosure=GATE)
    )
    yield _text(letter)


def _workbooks(assessment, lang):
    review = assessment.review
    for data in (
        excel.summary_workbook(assessment, lang=lang),
        excel.paper_workbook(review, lang=lang),
        excel.count_sheet_workbook(review, lang=lang),
    ):
        book = openpyxl.load_workbook(BytesIO(data), data_only=True)
        for sheet in book:
            if sheet.sheet_state == "visible":
                yield sheet.title
                for row in sheet.iter_rows():
                    yield from (c.value for c in row if isinstance(c.value, str))


def test_chinese_texts_hold_no_word_of_another_language(assessment, weak):
    """Nothing is left untranslated; codes apart."""
    codes = {assessment.review.conference.conference_id}
    for text in [*_reports(assessment, weak, "zh"), *_workbooks(assessment, "zh")]:
        for code in codes:
            text = text.replace(code, "")  # noqa: PLW2901
        text = re.sub("[0-9a-f]{12}", "", text)  # noqa: PLW2901
        left = {w.lower() for w in LATIN.findall(text)} - ALLOWED
        assert not left, text


def test_english_texts_hold_no_chinese(assessment, weak):
    """Nothing is left in Chinese; quotation marks of English apart."""
    for text in [*_reports(assessment, weak, "en"), *_workbooks(assessment, "en")]:
        left = set(HAN.findall(text)) - {"“", "”"}
        assert not left, text


def test_chinese_punctuation_is_full_width(assessment, weak):
    """No half-width comma, semicolon, colon or bracket beside a character."""
    wrong = re.compile("[\u3400-\u9fff][,;:?!()]|[,;:?!()][\u3400-\u9fff]")
    for text in _reports(assessment, weak, "zh"):
        assert not wrong.search(text), wrong.search(text)

"""The report as a web page and as a Word document."""

import re
from io import BytesIO
from zipfile import ZipFile

import attrs
import docx
import pytest
from docx.oxml.ns import qn

from partybuild.adapters.html import html_text
from partybuild.adapters.word import WordStyle, word_bytes
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.datasets import load_example
from partybuild.reporting import Paragraph, Reason, Report, Section, Table, build_report

EVIL = [
    '=HYPERLINK("http://example.invalid","x")',
    "<script>alert(1)</script>",
    "{{7*7}}",
    "a\x00b\x1bc\ufffe\ud800",
    "長" * 100_000,
    "&amp; \"quoted\" 'single' <b>",
]


@pytest.fixture(scope="module")
def report():
    """Return the report of the example."""
    assessment = assess(load_example("long-march-street-2021"))
    held_on = assessment.review.conference.held_on
    return build_report(assessment, find_weak_areas(assessment, on=held_on))


def _evil_report():
    blocks = []
    for text in EVIL:
        blocks += [
            Paragraph(text),
            Reason(text, [text]),
            Table(caption=text, columns=[text, text], rows=[(text, text)], note=text),
        ]
    section = Section(title=EVIL[1], blocks=blocks)
    return Report(
        lang="zh",
        title=EVIL[1],
        notice=EVIL[2],
        host=EVIL[0],
        dated=EVIL[3],
        sections=[section],
        annex=[section],
    )


def test_page_is_well_formed_and_loads_nothing(report, read_html):
    """One file: no script, no image, no link to elsewhere."""
    page = read_html(html_text(report))

    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    links = page.values("href", "src")
    assert links
    assert all(link.startswith("#") for link in links)


def test_page_is_accessible(report, read_html):
    """Language, one main heading, captions and scopes for every table."""
    page = read_html(html_text(report))

    assert ("lang", "zh-CN") in page.attributes
    assert page.tags.count("h1") == 1
    assert page.tags.count("caption") == page.tags.count("table")
    headings = page.tags.count("th")
    assert len(page.values("scope")) == headings


def test_every_anchor_of_the_page_exists(report, read_html):
    """The contents lead somewhere."""
    page = read_html(html_text(report))
    ids = {*page.values("id")}

    assert {link[1:] for link in page.values("href")} <= ids
    named = page.values("aria-labelledby")
    assert len(named) == page.tags.count("h2") > 0
    assert set(named) <= ids


def test_foreign_text_comes_out_harmless_on_the_page(read_html):
    """Markup is escaped, control characters are shown, long texts are cut."""
    text = html_text(_evil_report())
    page = read_html(text)

    assert "script" not in page.tags
    assert "b" not in page.tags
    assert "&lt;script&gt;" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe]", text)
    assert "長" * 20_001 not in text
    text.encode()


def _opened(report, style=None):
    return docx.Document(BytesIO(word_bytes(report, style)))


def test_word_page_follows_the_standard(report):
    """A4 with a type area of 156 by 225 mm."""
    page = _opened(report).sections[0]

    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (round(page.left_margin.mm), round(page.right_margin.mm)) == (28, 26)
    assert (round(page.top_margin.mm), round(page.bottom_margin.mm)) == (37, 35)


def test_word_fonts_hold_for_chinese_characters(report):
    """`font.name` alone would leave them in the template's font."""
    document = _opened(report)
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    fonts = {
        node.get(qn("w:eastAsia"))
        for run in runs
        for node in run.font.element.iter(qn("w:rFonts"))
    }

    assert fonts == {"方正小标宋简体", "黑体", "楷体", "仿宋"}


def test_word_headings_are_numbered_in_chinese(report):
    """First level: 一、 and so on."""
    document = _opened(report)
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]

    assert headings[0] == "一、会议情况"
    assert headings[-1] == report.annex[-1].title
    texts = [p.text for p in document.paragraphs]
    assert texts[texts.index(headings[-1]) - 1] == "附件"
    assert f"附件：{headings[-1]}" in texts
    assert len(headings) == len(report.sections) + len(report.annex)


def _blocks(section):
    for block in section.blocks:
        yield block
        if isinstance(block, Section):
            yield from _blocks(block)


def test_word_numbers_headings_on_two_levels(report):
    """一、 for the parts, （一） for theirs, as official documents do."""
    first, second = (
        [p.text for p in _opened(report).paragraphs if p.style.name == f"Heading {n}"]
        for n in (1, 2)
    )

    assert first[1] == f"二、{report.sections[1].title}"
    assert second[:3] == ["（一）计分规则", "（二）权重", "（三）等次标准"]


def test_html_keeps_headings_in_their_order(report):
    """No level is left out, so that a screen reader can jump."""
    text = html_text(report)

    assert "<section><h3>计分规则</h3>" in text
    assert text.index("<h2") < text.index("<h3>")


def test_word_holds_every_text_of_the_report(report):
    """Nothing is lost on the way into the document."""
    document = _opened(report)
    text = "\n".join(p.text for p in document.paragraphs)
    cells = {c.text for t in document.tables for row in t.rows for c in row.cells}

    for section in (*report.sections, *report.annex):
        for block in _blocks(section):
            if isinstance(block, Section):
                assert block.title in text
            elif isinstance(block, Paragraph):
                assert block.text in text
            elif isinstance(block, Reason):
                assert all(part in text for part in (block.statement, *block.steps))
            else:
                assert {cell.text for row in block.rows for cell in row} <= cells


def test_word_bytes_are_the_same_every_time(report):
    """No time of making is in the file."""
    one = word_bytes(report)

    assert one == word_bytes(report)
    with ZipFile(BytesIO(one)) as packed:
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_foreign_text_comes_out_harmless_in_word():
    """What XML cannot hold is replaced; the document opens."""
    document = _opened(_evil_report())
    text = "\n".join(p.text for p in document.paragraphs)

    assert "<script>alert(1)</script>" in text
    assert "\x00" not in text
    assert "a\ufffdb\ufffdc" in text


def test_local_style_is_a_parameter(report):
    """An office with other margins states them."""
    style = WordStyle(top=35, bottom=33, left=27, right=27, body_font="宋体")
    document = _opened(report, style)

    assert round(document.sections[0].top_margin.mm) == 35
    assert attrs.evolve(style, top="35.5").top.denominator == 2

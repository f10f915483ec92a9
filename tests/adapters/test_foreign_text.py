"""Names and comments of strangers, all the way to the page, pictures and notebooks."""

import re
import warnings
from datetime import date
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import openpyxl
import pytest

import partybuild as pb
from partybuild.adapters import excel, plot, records, word
from partybuild.adapters.cli import main
from partybuild.adapters.html import page_text
from partybuild.analysis import stability
from partybuild.conference import Remark
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.kernel import Label
from partybuild.organization import OrganizationTree
from partybuild.reporting import build_page, build_report

REVIEW = pb.load_example("long-march-street-2021")
BOOK = load_example_duties("long-march-street-2021")
ON = date(2021, 12, 31)

FOREIGN = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "template": "{{7*7}}",
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "math": "$x^2$ $\\frac{",
    "control": "a\x01b\x1b[31mc\ufffe",
    "long": "党" * 100_000,
}


def _assert_harmless(page):
    assert not {"script", "img", "iframe"} & {*page.tags}
    assert not [name for name, _ in page.attributes if name.startswith("on")]


def _named(text):
    """The example with one secretary, organization, comment and title of that name."""
    label = Label.same(text)
    posts = [
        attrs.evolve(p, title=label) if p.organization_id == "b5" else p
        for p in REVIEW.posts
    ]
    nodes = [
        attrs.evolve(n, organization=attrs.evolve(n.organization, name=label))
        if n.organization.organization_id == "b5"
        else n
        for n in REVIEW.tree.at(ON).nodes
    ]
    conference = attrs.evolve(
        REVIEW.conference, title=label, problems=[Remark(text=label)]
    )
    return attrs.evolve(
        REVIEW, posts=posts, conference=conference, tree=OrganizationTree(nodes)
    )


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_foreign_text_is_harmless_in_every_place(text, read_html):
    """One file without markup of strangers; pictures and tables that draw."""
    review = _named(text)
    assessment = pb.assess(review)
    weak = pb.find_weak_areas(assessment, on=ON)
    trace = trace_transmission(BOOK.duties, BOOK.records, review.tree, ON)

    page = page_text(build_page(assessment, weak, trace=trace))
    _assert_harmless(read_html(page))
    assert not re.search("[\x00-\x08\x0b-\x1f\ufffe]", page)
    assert len(page) < 5_000_000
    for result in (assessment, weak, trace, review, stability(assessment)):
        _assert_harmless(read_html(result._repr_html_()))
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", repr(result))
        assert len(result._repr_html_()) < 100_000
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ax in (
            plot.heat_map(assessment),
            plot.standings(assessment),
            plot.weak_areas(weak, assessment),
            plot.transmission(trace.transmissions[0], review.tree.at(ON)),
        ):
            ax.figure.draw_without_rendering()
            assert ax.get_tightbbox().width < 20 * ax.figure.dpi


@pytest.fixture(name="hostile", scope="module")
def _hostile():
    """Return the example with a foreign text in each of its names and comments."""
    texts = [Label.same(text) for text in FOREIGN.values()]
    posts = [
        attrs.evolve(post, title=texts[at % len(texts)])
        for at, post in enumerate(REVIEW.posts)
    ]
    remarks = [Remark(text=text) for text in texts]
    first, *others = REVIEW.conference.comments
    comments = [attrs.evolve(first, problems=remarks), *others]
    conference = attrs.evolve(
        REVIEW.conference, title=texts[3], problems=remarks, comments=comments
    )
    assessment = pb.assess(attrs.evolve(REVIEW, posts=posts, conference=conference))
    return assessment, pb.find_weak_areas(assessment, on=ON)


def test_foreign_text_is_harmless_in_word(hostile):
    """The only field is the page number, and no link or script leads anywhere."""
    assessment, weak = hostile
    who = assessment.standings[0].subject_id
    for report in (
        build_report(assessment, weak),
        pb.build_individual_report(assessment, who, weak),
    ):
        with ZipFile(BytesIO(word.word_bytes(report))) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    root = ET.fromstring(archive.read(name))  # noqa: S314 - our own file
                    fields = [
                        n.text for n in root.iter() if n.tag.endswith("instrText")
                    ]
                    assert set(fields) <= {"PAGE"}
                    modes = {n.get("TargetMode") for n in root.iter()}
                    assert modes == {None}


def test_foreign_text_is_harmless_in_workbooks(hostile):
    """Every formula is one of the library's own, and nothing is a link."""
    assessment, _ = hostile
    form = excel.PrintedForm.of(assessment.review)
    for data in (
        excel.summary_workbook(assessment),
        excel.ballot_workbook(form),
        excel.count_sheet_workbook(form),
        excel.paper_workbook(form),
    ):
        book = openpyxl.load_workbook(BytesIO(data))
        for cell in (c for sheet in book for row in sheet.iter_rows() for c in row):
            assert cell.hyperlink is None
            if cell.data_type == "f":
                assert re.match(r"=(SUM\(|IF\(|[A-Z]+\d+-[A-Z]+\d+)", cell.value)
                assert "HYPERLINK" not in cell.value


def test_foreign_text_is_harmless_in_drawings_and_documents(hostile, tmp_path):
    """SVG is markup too; JSON gives back what went in."""
    assessment, weak = hostile
    for ax in (plot.standings(assessment), plot.weak_areas(weak, assessment)):
        svg = plot.picture_bytes(ax, ".svg")
        root = ET.fromstring(svg)  # noqa: S314 - our own file
        assert not [n for n in root.iter() if n.tag.endswith(("}script", "}a"))]
        names = {name for n in root.iter() for name in n.attrib}
        assert not [name for name in names if name.startswith("on")]
    path = records.write_review(assessment.review, tmp_path / "review.json")
    assert records.read_review(path) == assessment.review


def test_foreign_text_is_harmless_on_a_terminal(hostile, tmp_path, capsys):
    """No control character reaches the terminal."""
    assessment, _ = hostile
    path = records.write_review(assessment.review, tmp_path / "review.json")
    assert main(["review", str(path)]) == 0
    shown = capsys.readouterr()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", shown.out + shown.err)

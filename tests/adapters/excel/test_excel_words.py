"""What the workbooks print is text, whatever it looks like."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from partybuild.adapters import excel
from partybuild.adapters.excel._lookup import cell_word
from partybuild.assessment import assess
from partybuild.errors import FileExistsAlreadyError, UnknownIdError
from partybuild.kernel import Label
from partybuild.testing.awkward import AWKWARD_TEXTS

MARKED = {"leaders": [["好", "差"] * 2], "staff": [["一般", "好"] * 2]}
DANGEROUS = (
    *AWKWARD_TEXTS,
    '=HYPERLINK("http://example.org","x")',
    "+1",
    "@x",
    "-2+3",
    "\x01\x0b\ufffe好",
    "_x0041_",
    "字" * 100_000,
    "𠮷" * 40_000,
)


def _named(review, title):
    posts = [attrs.evolve(review.posts[0], title=Label.same(title)), *review.posts[1:]]
    note = attrs.evolve(review.conference, note=Label.same(title))
    return attrs.evolve(review, posts=posts, conference=note)


def _sheets(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return {n: book.get_sheet_by_name(n).to_python() for n in book.sheet_names}


def _formulas(data):
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(n) for n in archive.namelist() if "worksheets/sheet" in n]
        links = [n for n in archive.namelist() if "worksheets/_rels" in n]
    found = [f for part in parts for f in re.findall(rb"<f>(.*?)</f>", part)]
    return found, links


@pytest.mark.parametrize("text", DANGEROUS, ids=range(len(DANGEROUS)))
def test_a_name_that_looks_like_a_formula_stays_text(tmp_path, books, text):
    """No formula but our own, no link, and the review reads back the same."""
    review = _named(books.small_review(rows=MARKED), text)
    for content in (
        excel.ballot_workbook(review),
        excel.count_sheet_workbook(review),
        excel.summary_workbook(assess(review)),
    ):
        formulas, links = _formulas(content)
        assert all(re.match(rb"E\d+-F\d+$|SUM\(|IF\(", f) for f in formulas)
        assert not links
        assert (
            max(
                len(cell.encode("utf-16-le")) // 2
                for rows in _sheets(content).values()
                for row in rows
                for cell in row
                if isinstance(cell, str)
            )
            <= 32_767
        )
    path = tmp_path / "ballots.xlsx"
    path.write_bytes(excel.ballot_workbook(review))
    assert excel.read_review(path) == review


def test_a_text_beyond_the_limit_of_a_cell_is_cut_with_a_mark(books):
    """A reader sees that something is missing."""
    review = _named(books.small_review(), "字" * 40_000)
    [note] = [
        row[1]
        for row in _sheets(excel.ballot_workbook(review))["说明"]
        if row[0] == "提示"
    ]
    assert len(note) == 32_767
    assert note.endswith("字……（后文已截断）")


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.sampled_from("xy"))
def test_every_group_has_a_sheet_that_office_programs_take(books, names, padding):
    """Sheet names are short, allowed and unlike, whatever the groups are called."""
    review = books.small_review()
    groups = {
        f"g{at}": Label.same(padding * 30 + name) for at, name in enumerate(names)
    }
    printed = excel.PrintedForm.of(review)
    form = attrs.evolve(printed.form, group_ids=tuple(groups))
    printed = attrs.evolve(printed, form=form, groups=groups)
    found = list(_sheets(excel.ballot_workbook(printed)))
    assert len({name.lower() for name in found}) == len(groups) + 5
    assert all(len(name.encode("utf-16-le")) <= 62 for name in found)
    assert not any(set(name) & set("[]:*?/\\'") for name in found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_template_says_what_it_is_and_offers_the_options(books, lang):
    """The form's code, the note and the words to choose from."""
    review = _named(books.small_review(), "虚构数据")
    sheets = _sheets(excel.ballot_workbook(review, lang=lang))
    notes, options = (
        next(iter(sheets.values())),
        sheets[{"zh": "选项"}.get(lang, "Options")],
    )
    printed = excel.PrintedForm.of(review)
    said = {cell for row in notes for cell in row}
    assert {printed.check_code, "test-2021", "虚构数据"} <= said
    missing = {"zh": ["废", "弃权", "不了解", "回避"]}.get(
        lang, ["spoilt", "abstained", "don't know", "recused"]
    )
    assert [row[0] for row in options] == ["i0", "好", "较好", "一般", "差", *missing]


def test_marks_are_checked_by_the_program_and_the_rest_is_locked(books):
    """Entry cells have a drop-down list and are open; the sheet is protected."""
    with ZipFile(BytesIO(excel.ballot_workbook(books.small_review()))) as archive:
        sheet = archive.read("xl/worksheets/sheet4.xml").decode()
    assert "<sheetProtection" in sheet
    assert 'sqref="C2:C3"' in sheet
    assert "<formula1>'选项'!$A$2:$A$9</formula1>" in sheet


def test_a_form_alone_gives_a_template_with_room(tmp_path, books):
    """Subjects and groups then go by their ids."""
    form = books.small_review().form
    path = excel.write_ballots(form, tmp_path / "a.xlsx", papers={"staff": 3})
    sheets = _sheets(path.read_bytes())
    assert [row[0] for row in sheets["测评·staff"][1:]] == [1, 1, 2, 2, 3, 3]
    assert sheets["测评·leaders"][2] == [1, "p2", "", ""]
    path = excel.write_count_sheet(form, tmp_path / "b.xlsx")
    assert _sheets(path.read_bytes())["计票·staff"][1][:3] == ["p1", "项目0", ""]


def test_a_file_that_exists_is_not_overwritten(tmp_path, books):
    """Only with force, for every writer."""
    review = books.small_review(rows=MARKED)
    for write, value in (
        (excel.write_ballots, review),
        (excel.write_count_sheet, review),
        (excel.write_summary, assess(review)),
    ):
        path = tmp_path / "out.xlsx"
        path.write_bytes(b"old")
        with pytest.raises(FileExistsAlreadyError):
            write(value, path)
        assert path.read_bytes() == b"old"
        write(value, path, force=True)
        assert path.read_bytes()[:2] == b"PK"


def test_a_form_without_a_name_for_a_group_is_refused(books):
    """Every subject and group of the form needs a name."""
    printed = excel.PrintedForm.of(books.small_review())
    with pytest.raises(UnknownIdError, match="name of a voter group"):
        attrs.evolve(printed, groups={"leaders": Label.same("甲")})


def test_the_files_do_not_tell_the_time(books):
    """The day in the properties is fixed, so that equal input gives equal bytes."""
    with ZipFile(BytesIO(excel.ballot_workbook(books.small_review()))) as archive:
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
        days = {info.date_time for info in archive.infolist()}
    assert str(datetime.now().year) not in str(days)  # noqa: DTZ005 - this very year


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (10**400, "1" + "0" * 400),
        (3.0, "3"),
        (2.5, "2.5"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (True, None),
        (None, ""),
        (" 好 ", "好"),
    ],
)
def test_cells_of_any_kind_are_words_or_none(value, word):
    """A whole number may lie beyond every float."""
    assert cell_word(value) == word

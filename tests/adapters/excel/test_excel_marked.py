"""Marked-up copies, and two count sheets of one vote."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from partybuild.adapters import excel
from partybuild.adapters.excel import _comments as _comments_module
from partybuild.adapters.excel._comments import _places, commented
from partybuild.errors import FileExistsAlreadyError, InputError, Mistake

DATA = Path(__file__).parents[1] / "data" / "libreoffice"


def _refused(path, books):
    with pytest.raises(InputError) as caught:
        excel.read_review(path, books.small_review())
    return caught.value.mistakes


@pytest.fixture(name="bad")
def _bad(tmp_path, books):
    content = books.sheets()
    content["测评·领导班子"][1][2] = "很好"
    content["登记"][1][4] = 9
    path = tmp_path / "bad.xlsx"
    path.write_bytes(books.workbook(content))
    return path


def _comments(data):
    book = openpyxl.load_workbook(BytesIO(data))
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def test_every_mistake_is_a_comment_at_its_cell(bad, books):
    """And every other part of the file is what it was."""
    mistakes = _refused(bad, books)
    copy = excel.marked_copy(bad, mistakes)

    assert _comments(copy) == {m.place: m.message for m in mistakes}
    with ZipFile(bad) as old, ZipFile(BytesIO(copy)) as new:
        for name in old.namelist():
            before, after = old.read(name), new.read(name)
            if name.startswith("xl/worksheets/sheet"):
                at = after.find(b"<legacyDrawing")
                end = after.find(b"/>", at) + 2
                after = after[:at] + after[end:] if at >= 0 else after
            if name != "[Content_Types].xml":
                assert after == before


def test_a_marked_copy_reads_like_the_original(tmp_path, bad, books):
    """Comments are no cells; marking twice adds to the comments."""
    mistakes = _refused(bad, books)
    copy = excel.write_marked_copy(bad, mistakes, tmp_path / "copy.xlsx")

    assert _refused(copy, books) == mistakes
    twice = _comments(excel.marked_copy(copy, [*mistakes, Mistake("登记!A1", "新")]))
    assert twice["登记!A1"] == "新"
    assert all(twice[m.place].count(m.message) == 2 for m in mistakes)
    with pytest.raises(FileExistsAlreadyError):
        excel.write_marked_copy(bad, mistakes, copy)


def test_the_librarys_own_workbook_keeps_lists_and_locks(tmp_path, books):
    """A comment goes in between what the sheet has already."""
    path = excel.write_ballots(books.small_review(), tmp_path / "ballots.xlsx")
    places = ["file", "登记", "登记!B2:C3", "测评·领导班子!C2", "none!A1"]
    copy = excel.marked_copy(path, [Mistake(place, "<错误>&\x00") for place in places])

    found = _comments(copy)
    assert set(found) == {"说明!A1", "登记!A1", "登记!B2", "测评·领导班子!C2"}
    assert found["登记!B2"] == "<错误>& "
    book = openpyxl.load_workbook(BytesIO(copy))
    assert book["测评·领导班子"].data_validations.dataValidation
    assert book["测评·领导班子"].protection.sheet
    (tmp_path / "copy.xlsx").write_bytes(copy)
    assert excel.read_review(tmp_path / "copy.xlsx") == books.small_review()


@pytest.mark.parametrize("name", ["ballots.xlsx", "ballots.ods", "ballots.xls"])
def test_files_of_other_programs_are_marked_too(name):
    """Of .ods and .xls files the values are copied into a new workbook."""
    path = DATA / name
    copy = excel.marked_copy(path, [Mistake("测评·领导班子!C2", "错")])

    assert _comments(copy) == {"测评·领导班子!C2": "错"}
    sheet = openpyxl.load_workbook(BytesIO(copy))["测评·领导班子"]
    assert [c.value for c in sheet[2]][:4] == [1, "p1", "好", "差"]


def test_a_folder_of_csv_files_is_marked_as_one_workbook(tmp_path):
    """One sheet for each file; a formula stays a text."""
    (tmp_path / "登记.csv").write_text(
        '参评主体,"=1+1"\n领导班子,3\n', encoding="utf-8"
    )
    copy = excel.marked_copy(tmp_path, [Mistake("登记!B1", "错")])

    book = openpyxl.load_workbook(BytesIO(copy))
    assert book["登记"]["B1"].value == "=1+1"
    assert book["登记"]["B1"].data_type == "s"
    assert _comments(copy) == {"登记!B1": "错"}


@pytest.mark.parametrize("said", ["NaN", "INF", "-INF", "1e309"])
def test_what_no_workbook_takes_for_a_number_is_copied_as_text(tmp_path, said):
    """Files of other programs hold such cells; the other numbers stay numbers."""
    path = tmp_path / "numbers.ods"
    cell = '<table:table-cell office:value-type="float" office:value="{}"/>'
    with ZipFile(DATA / "counts.ods") as known, ZipFile(path, "w") as made:
        for name in known.namelist():
            part = known.read(name).decode("utf-8", "surrogateescape")
            if name == "content.xml":
                start = part.index("<table:table-cell")
                row = part.index("</table:table-row>", start)
                cells = cell.format(said) + cell.format("2.5")
                part = part[:start] + cells + part[row:]
            made.writestr(name, part.encode("utf-8", "surrogateescape"))
    copy = excel.marked_copy(path, [])

    first = openpyxl.load_workbook(BytesIO(copy)).worksheets[0]
    assert [cell.data_type for cell in first[1]][:2] == ["s", "n"]
    assert float(first["A1"].value) == pytest.approx(float(said), nan_ok=True)
    assert first["B1"].value == 2.5


def test_sheets_whose_names_no_workbook_can_hold_are_marked_under_others(tmp_path):
    """Files may have longer names with other characters; no sheet or note is lost."""
    long = "街道党工委书记抓基层党建工作述职评议考核民主测评票数登记表第一页"
    names = [long, f"{long}续", "登[记]", "登_记_", "'登记'"]
    for name in names:
        (tmp_path / f"{name}.csv").write_text(f"1,{name}\n", encoding="utf-8")
    copy = excel.marked_copy(tmp_path, [Mistake(f"{n}!B1", n) for n in names])

    sheets = openpyxl.load_workbook(BytesIO(copy)).worksheets
    assert {sheet["B1"].value: sheet["B1"].comment.text for sheet in sheets} == {
        name: name for name in names
    }
    assert {sheet.title for sheet in sheets} == {
        long[:31],
        f"{long[:29]}~2",
        "登_记_",
        "登_记_~2",
        "_登记_",
    }


def test_the_place_of_comments_in_a_sheet_is_where_the_standard_puts_it():
    """Before tables and extensions of the sheet, not those of a rule in it."""
    xml = b"<x:worksheet><x:cf><extLst/></x:cf><tableParts/><extLst/></x:worksheet>"

    assert _places(xml).at == xml.index(b"<tableParts")
    assert _places(xml).prefix == "x:"
    assert commented(b"no zip", {}) is None


def _counted(tmp_path, books, name, change):
    content = books.count_sheets()
    change(content)
    path = tmp_path / name
    path.write_bytes(books.workbook(content))
    return path


def test_two_count_sheets_that_agree_are_scored(tmp_path, books):
    """Lines may stand in another order."""
    one = _counted(tmp_path, books, "1.xlsx", lambda content: None)
    two = _counted(
        tmp_path,
        books,
        "2.xlsx",
        lambda content: content["计票·机关干部"].append(
            content["计票·机关干部"].pop(1)
        ),
    )
    review = books.small_review()

    assert excel.compare_counts(one, two, excel.PrintedForm.of(review)).agrees
    assert excel.read_review(one, review, second=two) == excel.read_review(one, review)


def test_two_count_sheets_that_differ_are_refused_cell_by_cell(tmp_path, books):
    """Before anyone asks whether the lines add up; both cells are named."""

    def change(content):
        content["计票·领导班子"][1][2:4] = [0, 1]
        content["登记"][1][1] = 4

    one = _counted(tmp_path, books, "1.xlsx", lambda content: None)
    two = _counted(tmp_path, books, "2.xlsx", change)
    review = books.small_review()

    found = excel.compare_counts(one, two, excel.PrintedForm.of(review))
    assert [(d.cell, d.count, d.other_count) for d in found.differences] == [
        ("登记!B2", 3, 4),
        ("计票·领导班子!C2", 1, 0),
        ("计票·领导班子!D2", 0, 1),
    ]
    assert found.differences[1].what.zh == "领导班子，p1，项目0，好"
    with pytest.raises(InputError, match="count again until both") as caught:
        excel.read_review(one, review, second=two)
    assert caught.value.mistakes[0].place == "登记!B2"
    assert "0 in 2.xlsx, 计票·领导班子!C2" in caught.value.mistakes[1].message
    assert _comments(excel.marked_copy(one, caught.value.mistakes)).keys() == {
        d.cell for d in found.differences
    }


def test_what_only_one_of_two_count_sheets_holds_is_a_difference(tmp_path, books):
    """A record that leaves out who was entitled differs from one that tells."""

    def change(content):
        content["登记"] = [[row[0], *row[3:]] for row in content["登记"]]

    one = _counted(tmp_path, books, "1.xlsx", lambda content: None)
    two = _counted(tmp_path, books, "2.xlsx", change)
    printed = excel.PrintedForm.of(books.small_review())
    comparison = excel.compare_counts(one, two, printed)

    assert {d.other_count for d in comparison.differences} == {None}
    with pytest.raises(InputError, match="3 here, nothing in"):
        comparison.refuse()


def test_count_sheets_with_lines_missing_are_not_compared(tmp_path, books):
    """Nor are ballots a second count."""
    one = _counted(tmp_path, books, "1.xlsx", lambda content: None)
    two = _counted(
        tmp_path, books, "2.xlsx", lambda content: content["计票·领导班子"].pop()
    )
    review = books.small_review()
    with pytest.raises(InputError, match="there is no row for"):
        excel.compare_counts(one, two, excel.PrintedForm.of(review))
    ballots = excel.write_ballots(review, tmp_path / "ballots.xlsx")
    with pytest.raises(InputError, match="only count sheets are counted twice"):
        excel.read_review(ballots, second=one)


@pytest.mark.parametrize("damage", ["junk", "lost types", "too large"])
def test_of_a_damaged_workbook_the_values_are_copied(
    tmp_path, bad, books, damage, monkeypatch
):
    """The library that read the cells looks at fewer parts than a copy keeps."""
    mistakes = _refused(bad, books)
    with ZipFile(bad) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if damage == "junk":
        sheets = [name for name in parts if name.startswith("xl/worksheets/sheet")]
        parts |= {name: parts[name] + b"<x/>" for name in sheets}
    elif damage == "lost types":
        del parts["[Content_Types].xml"]
    else:
        monkeypatch.setattr(_comments_module, "MOST_PART_BYTES", 10)
    path = tmp_path / "damaged.xlsx"
    with ZipFile(path, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    copy = excel.marked_copy(path, mistakes)

    assert _comments(copy) == {m.place: m.message for m in mistakes}

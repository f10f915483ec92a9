"""A workbook that is refused comes back with comments at its faulty cells."""

import openpyxl
import pytest

from partybuild.adapters.cli import main
from partybuild.datasets import example_path

EXAMPLE = "long-march-street-2021"
DAY = ["--on", "2023-01-10"]


def _comments(path):
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def _sheet(path, start):
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    return next(name for name in names if name.startswith(start))


def _basis(path):
    column = openpyxl.load_workbook(path)["填报"]["A"]
    return f"B{next(cell.row for cell in column if cell.value == '填报依据')}"


def _change(path, sheet, cell, value):
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)
    return path.read_bytes()


@pytest.fixture(name="ballots")
def _ballots(tmp_path):
    path = tmp_path / "ballots.xlsx"
    path.write_bytes(example_path(EXAMPLE, "ballots.xlsx").read_bytes())
    _change(path, _sheet(path, "测评·"), "D5", "很好")
    return path


def test_a_copy_is_offered_in_both_languages(ballots, tmp_path, capsys):
    """Nothing is written that was not asked for."""
    command = ["review", "--example", "--ballots", str(ballots)]
    for lang, words in (("zh", "加了批注的副本"), ("en", "a comment at every faulty")):
        assert main([*command, "--lang", lang]) == 2
        told = capsys.readouterr().err
        assert words in told
        assert "--marked" in told
    assert list(tmp_path.iterdir()) == [ballots]


@pytest.mark.parametrize("command", ["review", "form", "explain"])
def test_the_copy_says_at_the_cell_what_the_error_says(
    command, ballots, tmp_path, capsys
):
    """The workbook itself stays as it is."""
    before, marked = ballots.read_bytes(), tmp_path / "marked.xlsx"
    more = {"form": ["--out", str(tmp_path / "f.xlsx")], "explain": ["--subject", "x"]}
    words = [command, "--example", "--ballots", str(ballots), *more.get(command, [])]

    assert main([*words, "--marked", str(marked)]) == 2
    told = capsys.readouterr().err
    assert str(marked) in told
    ((place, message),) = _comments(marked).items()
    assert place.endswith("!D5")
    assert f"{place}: {message}" in told
    assert ballots.read_bytes() == before
    assert not (tmp_path / "f.xlsx").exists()


def test_no_file_is_replaced_not_even_with_force(ballots, tmp_path, capsys):
    """The mistakes are told all the same, and that there is no copy."""
    before = ballots.read_bytes()
    out = ["--out", str(tmp_path / "out"), "--force"]
    command = ["review", "--example", "--ballots", str(ballots), *out]

    assert main([*command, "--marked", str(ballots)]) == 2
    told = capsys.readouterr().err
    assert "!D5: " in told
    assert "未写入带批注的副本" in told
    assert "exists already" in told
    assert ballots.read_bytes() == before


def test_the_second_count_sheet_is_marked_where_it_is_at_fault(tmp_path, capsys):
    """The copy is of the file that the error is about; two of a name are no guess."""
    first, second = tmp_path / "counts.xlsx", tmp_path / "second.xlsx"
    for path in (first, second):
        path.write_bytes(example_path(EXAMPLE, "counts.xlsx").read_bytes())
    sheet = _sheet(second, "计票·")
    _change(second, sheet, "D5", "viele")
    marked = tmp_path / "marked.xlsx"
    command = ["review", "--example", "--ballots", str(first), "--second"]

    assert main([*command, str(second), "--marked", str(marked)]) == 2
    assert "second.xlsx" in capsys.readouterr().err
    assert list(_comments(marked)) == [f"{sheet}!D5"]

    twin = tmp_path / "other" / "counts.xlsx"
    twin.parent.mkdir()
    second.rename(twin)
    assert main([*command, str(twin), "--marked", str(tmp_path / "x.xlsx")]) == 2
    assert "两个文件都叫 counts.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "x.xlsx").exists()


def test_what_is_no_faulty_cell_gets_no_offer(tmp_path, capsys):
    """A JSON file, and a file that is no workbook at all."""
    broken, text = tmp_path / "broken.xlsx", tmp_path / "review.json"
    broken.write_bytes(b"no workbook")
    text.write_text("{}")
    for words in (["--example", "--ballots", str(broken)], [str(text)]):
        assert main(["review", *words, "--marked", str(tmp_path / "m.xlsx")]) == 2
        assert "批注" not in capsys.readouterr().err
    assert not (tmp_path / "m.xlsx").exists()


def test_a_ledger_comes_back_with_its_mistakes_and_its_conflicts(tmp_path, capsys):
    """What is refused, and what does not go together with what others wrote."""
    ledger, book = tmp_path / "ledger.json", tmp_path / "ledger.xlsx"
    ledger.write_bytes(example_path(EXAMPLE, "ledger.json").read_bytes())
    assert main(["ledger", "export", str(ledger), *DAY, "--out", str(book)]) == 0
    take = ["ledger", "import", str(ledger), str(book), "--by", "helper", *DAY]
    heading = {
        cell.value: cell.column_letter
        for row in openpyxl.load_workbook(book)["整改台账"].iter_rows()
        for cell in row
    }
    row = next(
        cell.row
        for cell in openpyxl.load_workbook(book)["整改台账"][heading["问题编号"]]
        if cell.value == "2021-c2-1"
    )
    due = f"{heading['完成时限']}{row}"

    _change(book, "整改台账", due, "someday")
    marked = tmp_path / "mistakes.xlsx"
    assert main([*take, "--marked", str(marked)]) == 2
    assert list(_comments(marked)) == [f"整改台账!{due}"]

    # Two copies went out; what both say of one deadline cannot both hold.
    book.unlink()
    assert main(["ledger", "export", str(ledger), *DAY, "--out", str(book)]) == 0
    late = tmp_path / "late.xlsx"
    late.write_bytes(book.read_bytes())
    for path, day in ((book, "2023-03-31"), (late, "2023-04-30")):
        _change(path, "整改台账", due, day)
        _change(path, "填报", _basis(path), "示例街道整改办法（虚构）")
        _change(path, "整改台账", f"{heading['说明']}{row}", "示例")
    assert main(take) == 0
    taken, marked = ledger.read_bytes(), tmp_path / "conflicts.xlsx"
    capsys.readouterr()
    take[3] = str(late)
    assert main([*take, "--marked", str(marked)]) == 1
    told = capsys.readouterr()
    assert str(marked) in told.err
    assert "2023-04-30" in told.out
    assert "2023-03-31" in _comments(marked)[f"整改台账!{due}"]
    assert ledger.read_bytes() == taken

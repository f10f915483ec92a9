"""Count sheets that people filled in, well or badly."""

from hashlib import sha256

import openpyxl
import pytest

from partybuild.adapters import excel
from partybuild.conference import count
from partybuild.errors import InputError

LEADERS, STAFF = "计票·领导班子", "计票·机关干部"


@pytest.fixture(name="read")
def _read(tmp_path, books):
    def read(content):
        path = tmp_path / "counts.xlsx"
        path.write_bytes(books.workbook(content))
        return excel.read_review(path, books.small_review())

    return read


def test_a_count_sheet_made_by_hand_is_read(read, books):
    """The counts are those of the ballots; nothing but counts is claimed."""
    review = read(books.count_sheets())
    assert review.counted == count(books.small_review().box)
    assert review.box is None


@pytest.mark.parametrize(
    ("row", "column", "value", "place", "message"),
    [
        (1, 2, 1.5, "C2", "1.5 is no count; expected a whole number"),
        (1, 2, 2, "A2", "3 marks counted, but 登记!A3 leaves 2 valid ballots"),
        (1, 2, ("formula", "=1+0", 1), "C2", "a formula stands where a count is due"),
        (1, 0, "p3", "A2", "'p3' is no subject of the form; expected one of p1、p2"),
        (1, 1, "项目9", "B2", "'项目9' is no item of the form; expected one of 项目0"),
        (1, 1, "项目1", "B3", "this subject and item stand in row 2 already"),
        (0, 2, "优", "C1", "unknown column '优'; expected 述职人、测评项目、好"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    read, books, row, column, value, place, message
):
    """Sheet and cell, what was found, what was expected."""
    content = books.count_sheets()
    content[STAFF][row][column] = value
    with pytest.raises(InputError) as caught:
        read(content)
    mistakes = [str(mistake) for mistake in caught.value.mistakes]
    assert any(
        mistake.startswith(f"{STAFF}!{place}: {message}") for mistake in mistakes
    )


def test_a_missing_line_is_named(read, books):
    """Every subject and item needs its line."""
    content = books.count_sheets()
    del content[LEADERS][3]
    with pytest.raises(InputError, match=f"{LEADERS}: there is no row for p2, 项目0"):
        read(content)


def test_an_option_that_an_item_does_not_have_must_stay_empty(tmp_path, books):
    """Items may have fewer options than the widest one."""
    rules = books.mixed_rules()
    review = books.review_of(rules)
    path = tmp_path / "counts.xlsx"
    path.write_bytes(excel.count_sheet_workbook(review))
    assert excel.read_review(path).counted == count(review.box)
    content = {
        "登记": [["参评主体", "发出", "收回", "作废"], ["g", 1, 1, 0]],
        "计票·g": [
            [
                "述职人",
                "测评项目",
                "好／是",
                "一般／否",
                "差",
                "空白",
                "废",
                "弃权",
                "不了解",
                "回避",
            ],
            ["p1", "项目0", 1],
            ["p1", "项目1", 0, 0, 1],
        ],
    }
    path.write_bytes(books.workbook(content))
    with pytest.raises(InputError, match="计票·g!E3: item '项目1' has no such option"):
        excel.read_review(path, review)


def test_a_workbook_must_hold_ballots_or_counts(read, books):
    """Neither, or both, is not guessed."""
    with pytest.raises(
        InputError, match=r"expected sheets of ballots .* found only 登"
    ):
        read({"登记": books.sheets()["登记"]})
    with pytest.raises(InputError, match="found both"):
        read(books.sheets() | books.count_sheets())


def test_a_damaged_hidden_sheet_is_named_with_the_remedy(tmp_path, books):
    """The review can still be given by hand, and then nothing is missing."""
    path = tmp_path / "counts.xlsx"
    content = books.count_sheets()
    for rows in (
        [["review", "1/1", "0" * 64, "|{}|"]],
        [["review", "1/1", sha256(b"no JSON").hexdigest(), "|no JSON|"]],
        [["form", "1/1", sha256(b"[]").hexdigest(), "|[]|"]],
    ):
        path.write_bytes(books.workbook(content | {"评议文件": rows}))
        with pytest.raises(InputError, match="评议文件!A1: the review in this hidden"):
            excel.read_review(path)
        review = excel.read_review(path, books.small_review())
        assert review.counted == count(books.small_review().box)
    path.write_bytes(books.workbook(content))
    with pytest.raises(InputError, match="the workbook has no sheet '评议文件'"):
        excel.read_review(path)


def test_an_empty_line_is_neither_right_nor_wrong(tmp_path, books):
    """The check says something only once something was counted."""
    review = books.small_review()
    empty, filled = tmp_path / "empty.xlsx", tmp_path / "filled.xlsx"
    excel.write_count_sheet(excel.PrintedForm.of(review), empty)
    excel.write_count_sheet(review, filled)
    checks = {}
    for path in (empty, filled):
        sheet = openpyxl.load_workbook(path, data_only=True)[LEADERS]
        at = next(cell.column for cell in sheet[1] if cell.value == "核对") - 1
        checks[path] = {row[at].value or "" for row in sheet.iter_rows(min_row=2)}
    assert checks == {empty: {""}, filled: {"相符"}}

"""The limits of a workbook, made small so that the tests stay small."""

import warnings
from io import BytesIO
from zipfile import ZipFile

import attrs
import pytest

from partybuild.adapters import excel
from partybuild.adapters.excel import _package, _scan
from partybuild.conference import BallotBox, GroupRoll, RollCall
from partybuild.errors import InputError
from partybuild.kernel import Label


@pytest.fixture(name="refusal")
def _refusal(tmp_path, books):
    def refusal(data):
        path = tmp_path / "ballots.xlsx"
        path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            excel.read_review(path, books.small_review())
        return str(caught.value)

    return refusal


@pytest.mark.parametrize(
    ("limit", "value", "message"),
    [
        ("MOST_FILE_BYTES", 1_000, "larger than 1,000 bytes; split it"),
        ("MOST_PART_BYTES", 1_000, "unpacked it is larger than 1,000 bytes"),
        ("MOST_PARTS", 3, "it has more than 3 parts"),
        ("MOST_CELLS", 4, "all sheets over more than 4 cells"),
        ("MOST_TEXT", 10, "are too long to read"),
        ("MOST_STRINGS", 3, "it has more than 3 texts; split it"),
        ("MOST_MERGED", 0, "has too many merged cells; unmerge them"),
        ("MOST_DIRECTORY_BYTES", 10, "the workbook is damaged"),
    ],
)
def test_every_limit_is_kept(monkeypatch, refusal, books, limit, value, message):
    """What is beyond a limit is refused, with the limit."""
    content = books.sheets()
    content["登记"].append([("merged", "合计", 3)])
    monkeypatch.setattr(_package, limit, value)
    assert message in refusal(books.workbook(content))


def test_a_large_sheet_is_measured_in_pieces(monkeypatch, tmp_path, books):
    """Pieces overlap, so that no cell is cut in two."""
    review = books.small_review()
    path = excel.write_ballots(review, tmp_path / "ballots.xlsx", papers={"staff": 40})
    monkeypatch.setattr(_scan, "_SLICE", 300)
    assert excel.read_review(path) == review


def test_an_archive_with_two_parts_of_one_name_is_refused(refusal, books):
    """Which of the two counts would be a guess."""
    data = BytesIO(books.workbook(books.sheets()))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ZipFile(data, "a") as archive:
            archive.writestr("xl/workbook.xml", "<a/>")
    assert "the workbook is damaged" in refusal(data.getvalue())


@pytest.mark.parametrize(
    "address", ["B" + "9" * 200, "B99999999995", "ABCDEFGH1", "1B", "B2:C3", " B2"]
)
def test_a_cell_where_no_cell_can_be_is_refused(refusal, books, address):
    """Its number would run over in the library, which then wants all memory."""
    with ZipFile(BytesIO(books.workbook(books.sheets()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name, part in parts.items() if b'<c r="B2"' in part)
    parts[name] = parts[name].replace(b'<c r="B2"', f'<c r="{address}"'.encode())

    with pytest.raises(ValueError, match=address):
        _scan.scan(parts[name], 100, 100)
    assert "the workbook is damaged" in refusal(_package.packed(parts))


def test_an_archive_with_a_password_is_refused(refusal, books):
    """The flag in the directory tells."""
    data = bytearray(books.workbook(books.sheets()))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "it is encrypted; save it without a password" in refusal(bytes(data))


def test_a_record_without_headings_is_named(refusal, books):
    """The row of headings is looked for, and its absence said."""
    content = books.sheets()
    content["登记"].pop(0)
    assert "登记!A1: no row of headings with '参评主体'" in refusal(
        books.workbook(content)
    )


def test_true_is_no_count(refusal, books):
    """Excel's TRUE is not the number 1."""
    content = books.sheets()
    content["登记"][1][3] = True
    assert "登记!D2: TRUE (true/false) is no count" in refusal(books.workbook(content))


def test_a_name_that_two_share_must_be_told_apart(tmp_path, books):
    """The error offers the names that can be told apart."""
    review = books.small_review()
    posts = [attrs.evolve(post, title=Label.same("书记")) for post in review.posts]
    review = attrs.evolve(review, posts=posts)
    content = books.sheets()
    content["测评·领导班子"][1][1] = "书记"
    path = tmp_path / "ballots.xlsx"
    path.write_bytes(books.workbook(content))
    with pytest.raises(InputError, match=r"'书记' names more than one; write one of"):
        excel.read_review(path, review)
    content["测评·领导班子"][1][1] = "书记 [p1]"
    path.write_bytes(books.workbook(content))
    assert excel.read_review(path, review).box == review.box


def test_a_review_without_ballots_gives_empty_templates(tmp_path, books):
    """Nothing but the names is filled in, and the record is open."""
    review = books.small_review()
    roll = [GroupRoll(group_id=g, issued=0, returned=0) for g in review.form.group_ids]
    review = attrs.evolve(
        review,
        box=BallotBox.from_bytes(review.form, {}),
        roll_call=RollCall(roll),
    )
    for path in (
        excel.write_ballots(review, tmp_path / "a.xlsx", papers={"staff": 2}),
        excel.write_count_sheet(review, tmp_path / "b.xlsx"),
    ):
        with pytest.raises(InputError) as caught:
            excel.read_review(path)
        # Two counts of two groups are still to be written; 作废 says 0 already.
        assert len(caught.value.mistakes) == 4
        assert "收回 is empty" in str(caught.value)

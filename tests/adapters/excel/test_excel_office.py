"""Workbooks of other programs and formats: LibreOffice, .ods, .xls and .csv."""

from struct import pack

import attrs
import openpyxl
import pytest

from partybuild.adapters import excel
from partybuild.adapters.excel import _csv, _ods, _xls
from partybuild.conference import count
from partybuild.errors import InputError, MissingExtraError

KINDS = ("xlsx", "ods", "xls")


@pytest.fixture(name="saved")
def _saved(request):
    return request.path.parents[1] / "data" / "libreoffice"


@pytest.mark.parametrize("kind", KINDS)
def test_what_libreoffice_saved_reads_back_identically(saved, books, kind):
    """Ballots, record and the review carried in the hidden sheet."""
    review = books.small_review()

    assert excel.read_review(saved / f"ballots.{kind}") == review
    assert excel.read_review(saved / f"ballots.{kind}", review) == review


@pytest.mark.parametrize("kind", KINDS)
def test_counts_that_libreoffice_saved_read_back_identically(saved, books, kind):
    """Counts and record."""
    review = books.small_review()
    counted = attrs.evolve(review, box=None, counted=count(review.box))

    assert excel.read_review(saved / f"counts.{kind}") == counted


def test_what_openpyxl_saved_reads_back_identically(tmp_path, books):
    """It shares no text between cells, and leaves that part out."""
    path, review = tmp_path / "ballots.xlsx", books.small_review()
    excel.write_ballots(review, path)
    openpyxl.load_workbook(path).save(path)

    assert excel.read_review(path) == review


def _write_csv(folder, content, encoding, separator=",", prefix=""):
    folder.mkdir(exist_ok=True)
    for name, rows in content.items():
        lines = [separator.join(map(str, row)) for row in rows]
        text = "\r\n".join(lines)
        (folder / f"{prefix}{name}.csv").write_bytes(text.encode(encoding))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("separator", "prefix"), [(",", ""), (";", "b-"), ("\t", "")])
def test_a_folder_of_csv_files_is_a_workbook(
    tmp_path, books, encoding, separator, prefix
):
    """As Excel, WPS and LibreOffice save them, in either encoding."""
    folder = _write_csv(tmp_path / "c", books.sheets(), encoding, separator, prefix)
    review = books.small_review()

    found = excel.read_review(folder, review)
    assert found == excel.read_review(_xlsx(tmp_path, books), review)


def _xlsx(folder, books):
    path = folder / "ballots.xlsx"
    path.write_bytes(books.workbook(books.sheets()))
    return path


def test_mistakes_in_csv_files_are_told_by_sheet_and_cell(tmp_path, books):
    """A sheet is a file, a cell the place in it."""
    content = books.sheets()
    content["测评·领导班子"][1][2] = "很好"
    folder = _write_csv(tmp_path / "c", content, "utf-8")

    with pytest.raises(InputError) as caught:
        excel.read_review(folder, books.small_review())
    assert [m.place for m in caught.value.mistakes] == ["测评·领导班子!C2"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\0", "no .csv text in UTF-8 or GB 18030"),
        (b"a,b\xff\xff\xff", "neither in UTF-8 nor in GB 18030"),
        (b"a," + b"b" * 200_000, "line 1 is no line of a .csv table"),
        (b"\n".join([b"," * 999] * 10), "reaches over more than"),
        (b"\n".join([b"a"] * 9_001), "more than 9,000 cells"),
    ],
)
def test_a_csv_file_that_is_no_table_is_refused(
    monkeypatch, tmp_path, books, data, message
):
    """Bytes, endless fields and endless tables."""
    monkeypatch.setattr(_csv, "MOST_CELLS", 9_000)
    if "reaches" in message:
        data += b"\n" + b"," * 2_000
        monkeypatch.setattr(_csv, "MOST_CELLS", 15_000)
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(InputError, match=message):
        excel.read_ballots(tmp_path / "a.csv", books.small_review().form)


def test_csv_files_that_are_too_large_together_are_refused(
    monkeypatch, tmp_path, books
):
    """And so is a folder without any."""
    form = books.small_review().form
    folder = _write_csv(tmp_path / "c", books.sheets(), "utf-8")
    monkeypatch.setattr(_csv, "MOST_FILE_BYTES", 100)
    with pytest.raises(InputError, match="too large; split them"):
        excel.read_ballots(folder, form)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"holds 0 \.csv files"):
        excel.read_ballots(tmp_path / "empty", form)


TABLE = (
    '<o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
    '<t:table t:name="登记">{}</t:table></o:d>'
)
CELL = '<t:table-cell o:value-type="string"{}>{}</t:table-cell>'
ROW = "<t:table-row{}>{}</t:table-row>"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            ROW.format(' t:number-rows-repeated="1048576"', CELL.format("", "x") * 3),
            "more than 3,000,000 cells",
        ),
        (
            ROW.format(
                "", CELL.format(' t:number-columns-repeated="16384"', "长" * 90_000)
            ),
            "too long to read",
        ),
        (ROW.format(' t:number-rows-repeated="9999999"', ""), "reaches too far"),
        (ROW.format(' t:number-rows-repeated="-1"', ""), "are repeated '-1' times"),
        (
            ROW.format("", CELL.format("", "<t:table></t:table>")),
            "a table stands inside a cell",
        ),
        (
            ROW.format(
                ' t:number-rows-repeated="200001"', CELL.format(' t:formula="x"', "")
            ),
            "too many formulas",
        ),
    ],
)
def test_an_ods_file_that_unpacks_to_too_much_is_refused(rows, message):
    """Cells that say they are repeated a million times are not built."""
    with pytest.raises(InputError, match=message):
        _ods.scan_ods("a.ods", TABLE.format(rows).encode())


def test_formulas_and_merged_cells_of_an_ods_file_are_known():
    """The reading library tells neither."""
    cell = CELL.format(' t:formula="of:=1" t:number-columns-spanned="2"', "1")
    rows = ROW.format("", "") + ROW.format("", "<t:table-cell/>" + cell)

    extents, merged = _ods.scan_ods("a.ods", TABLE.format(rows).encode())
    assert extents["登记"].formulas == {"B2"}
    assert (extents["登记"].rows, extents["登记"].columns) == (2, 2)
    assert merged["登记"] == ((1, 1, 1, 2),)


def _entry(name):
    """Return how the directory of an .xls file names a stream."""
    return name.encode("utf-16-le").ljust(64, b"\0") + bytes([2 * len(name) + 2, 0])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({_entry("Workbook"): _entry("EncryptedPackage")}, "it is encrypted"),
        ({_entry("Workbook"): _entry("Book")}, "no workbook of Excel 97 or later"),
        (
            {_entry("\x05SummaryInformation"): _entry("_VBA_PROJECT_CUR")},
            "it holds macros",
        ),
    ],
)
def test_an_xls_file_that_is_not_to_be_opened_is_refused(
    saved, tmp_path, books, changes, message
):
    """Encrypted, with macros, or of the last century."""
    data = (saved / "ballots.xls").read_bytes()
    for old, new in changes.items():
        assert old in data
        data = data.replace(old, new)
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(InputError, match=message):
        excel.read_review(tmp_path / "a.xls", books.small_review())


def _record(kind, body):
    return kind.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def _edges(form, *edges):
    """Return what a sheet states of its rows and columns."""
    return _record(0x200, pack(form, *edges) + b"\0\0")


BOF = _record(0x809, b"\0" * 16)
SHEET = _record(0x85, b"\0\0\0\0\0\0\x01\0a")


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (BOF + _record(0x2F, b"\0\0"), "it is encrypted"),
        (_record(0x85, b"\0\0\0\0\0\x01\x01\0a"), "it holds macros"),
        (BOF + _record(0x203, b"\xff\xff\xff\0" + b"\0" * 10), "more than 3,000,000"),
        (BOF + _record(0xBE, b"\xff\xff\0\0\0\0\xff\0"), "more than 3,000,000"),
        (_record(0xFC, b"\0\0\0\0\xff\xff\xff\xff"), "the workbook is damaged"),
        (BOF + _edges("<IIHH", 117440512, 2, 0, 4), "the workbook is damaged"),
        (BOF + _edges("<IIHH", 0, 8, 3, 3), "the workbook is damaged"),
        (BOF + _edges("<IIHH", 0, 1_000_000, 0, 4), "more than 3,000,000"),
        (BOF + _edges("<HHHH", 0, 65_535, 0, 256), "more than 3,000,000"),
    ],
)
def test_records_of_an_xls_file_are_looked_through(stream, message):
    """Before anything builds a table of what they claim."""
    with pytest.raises(InputError, match=message):
        _xls.record_extents("a.xls", stream)


def test_formulas_of_an_xls_file_are_known():
    """Sheets are told apart by where they begin."""
    sheet = BOF + SHEET + _edges("<IIHH", 0, 3, 0, 2) + _edges("<IIHH", 0, 0, 0, 0)
    stream = sheet + _record(0x06, b"\x02\0\x01\0" + b"\0" * 16)

    found = _xls.record_extents("a.xls", stream + _record(0x0A, b""))
    assert found["a"].formulas == {"B3"}


@pytest.mark.parametrize("field", [68, 76, 48, 60])
def test_an_xls_file_whose_chains_run_in_circles_is_refused(
    saved, tmp_path, books, field
):
    """A sector that leads to itself would be read for ever."""
    data = bytearray((saved / "ballots.xls").read_bytes())
    fat = 512 * (int.from_bytes(data[76:80], "little") + 1)
    if field == 68:  # the list of tables of sectors
        data[68:72], data[512 * 3 - 4 : 512 * 3] = b"\1\0\0\0", b"\1\0\0\0"
    elif field == 76:  # a chain of sectors
        data[fat + 8 : fat + 12] = b"\2\0\0\0"
    else:
        data[field : field + 4] = b"\xf0\xff\xff\x0f"
    (tmp_path / "a.xls").write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        excel.read_review(tmp_path / "a.xls", books.small_review())


def test_an_xls_file_needs_its_library(monkeypatch, saved):
    """The error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "olefile", None)
    with pytest.raises(MissingExtraError, match=r"partybuild\[excel\]"):
        excel.read_review(saved / "ballots.xls")

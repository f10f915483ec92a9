"""Files that are no workbook, or one that must not be opened."""

import zlib
from io import BytesIO
from time import perf_counter
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters import excel
from partybuild.errors import InputError, MissingExtraError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CELL = '<c r="{}" t="str"><v>x</v></c>'


@pytest.fixture(name="refusal")
def _refusal(tmp_path, books):
    def refusal(data):
        path = tmp_path / "ballots.xlsx"
        path.write_bytes(data)
        with pytest.raises(InputError) as caught:
            excel.read_ballots(path, books.small_review().form)
        return str(caught.value)

    return refusal


def _changed(data, changes):
    """Return a workbook in which parts were replaced, added or removed."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        names = [*old.namelist(), *(set(changes) - set(old.namelist()))]
        for name in names:
            part = old.read(name) if name in old.namelist() else b""
            change = changes.get(name, part)
            if change is not None:
                new.writestr(name, change(part) if callable(change) else change)
    return buffer.getvalue()


@pytest.fixture(name="good", scope="module")
def _good(books):
    return books.workbook(books.sheets())


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is no workbook, whatever its name says; expected .xlsx, .ods"),
        ("票号,述职人\n1,p1\n".encode(), "it is no workbook"),
        (_OLE + b"\0" * 600, "the workbook is damaged"),
        (_OLE, "the workbook is damaged"),
        (b"PK\x03\x04 and no more", "the workbook is damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(refusal, data, message):
    """The first bytes tell, whatever the name says."""
    assert message in refusal(data)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"xl/vbaProject.bin": b"x"}, "it holds macros, which are never run"),
        (
            {"[Content_Types].xml": lambda part: part + b"<!-- macroEnabled -->"},
            "it is a macro workbook; save it as .xlsx",
        ),
        ({"xl/workbook.xml": None}, "it is a zip archive but no .xlsx or .ods"),
        ({"mimetype": b"x"}, "it is an OpenDocument file but no spreadsheet"),
        ({"Basic/script-lc.xml": b"x"}, "it holds macros, which are never run"),
        (
            {"META-INF/manifest.xml": b"<m:encryption-data/>"},
            "it is encrypted; save it without a password",
        ),
        ({"xl/_rels/workbook.xml.rels": b"<a>"}, "the workbook is damaged"),
        ({"xl/worksheets/sheet1.xml": None}, "the workbook is damaged"),
        ({"xl/worksheets/sheet2.xml": lambda p: p[: len(p) // 2]}, "damaged"),
        (
            {"xl/workbook.xml": lambda p: p.decode().encode("utf-16")},
            "is not in UTF-8; save it again",
        ),
        (
            {"xl/sharedStrings.xml": lambda p: b'<!DOCTYPE a [<!ENTITY b "c">]>' + p},
            "declares entities",
        ),
        (
            {f"xl/more{n}.xml": b"" for n in range(1000)},
            "it has more than 1000 parts",
        ),
    ],
)
def test_a_workbook_that_is_not_to_be_opened_is_refused(
    refusal, good, changes, message
):
    """Macros, entities and broken parts are refused with what to do."""
    assert message in refusal(_changed(good, changes))


def _sheet(*cells):
    return "<worksheet><sheetData>{}</sheetData></worksheet>".format(
        "".join(cells)
    ).encode()


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(_sheet(_CELL.format("XFD1048576")), id="one far cell"),
        pytest.param(
            _sheet('<row r="1048576">', "<c><v>1</v></c>" * 9000, "</row>"),
            id="cells without an address",
        ),
        pytest.param(
            _sheet("<c a='>' r='XFD1048576' t='str'><v>x</v></c>"), id="odd markup"
        ),
        pytest.param(
            _sheet("<row r='1048576'>", "<c r='XFD1048576'><v>1</v></c></row>"),
            id="other quotes",
        ),
        pytest.param(
            _sheet('<x:c xmlns:x="y" r="XFD1048576"><x:v>1</x:v></x:c>'),
            id="another prefix",
        ),
    ],
)
def test_a_cell_far_out_does_not_fill_the_memory(refusal, good, part):
    """The table from A1 to that cell is never built."""
    begun = perf_counter()
    message = refusal(_changed(good, {"xl/worksheets/sheet2.xml": part}))
    assert "delete what is not needed" in message
    assert perf_counter() - begun < 5


def test_a_zip_bomb_is_refused_before_it_is_unpacked(refusal, good):
    """The directory of the archive is enough to tell."""
    begun = perf_counter()
    bomb = _changed(good, {"xl/worksheets/sheet2.xml": b" " * 200_000_000})
    made = perf_counter()
    assert "unpacked it is larger than" in refusal(bomb)
    assert perf_counter() - made < max(1, made - begun)


def test_an_archive_that_lies_about_its_sizes_is_refused(refusal, good):
    """No more is unpacked than the directory says, and the rest is damage."""
    honest = b" " * 1_000_000
    bomb = _changed(good, {"xl/worksheets/sheet2.xml": honest})
    size, checksum = len(honest).to_bytes(4, "little"), zlib.crc32(honest)
    lie = bomb.replace(size, (10).to_bytes(4, "little")).replace(
        checksum.to_bytes(4, "little"), zlib.crc32(b" " * 10).to_bytes(4, "little")
    )
    assert lie != bomb
    assert "damaged" in refusal(lie)


@pytest.mark.parametrize("index", ["0", "+0", " 00 ", "&#48;"])
def test_long_texts_that_are_repeated_are_refused(refusal, good, index):
    """A text kept once and shown in many cells would fill the memory."""
    cells = (f'<c r="A{n}" t="s"><v>{index}</v></c>' for n in range(1, 6_001))
    strings = f"<sst><si><t>{'好' * 30_000}</t></si></sst>".encode()
    changes = {
        "xl/sharedStrings.xml": strings,
        "xl/worksheets/sheet2.xml": _sheet(*cells),
    }
    assert "are too long to read" in refusal(_changed(good, changes))


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ('<c r="A1" r="XFD1048576"><v>1</v></c>', "the workbook is damaged"),
        ('<c r="A1" s=">" r="XFD1048576"><v>1</v></c>', "the workbook is damaged"),
        ('<c r="A1" t="s"><v>1<!-- -->1</v></c>', "holds comments; save it again"),
        ("<c r='A1'><v>1</c>", "the workbook is damaged"),
    ],
)
def test_markup_that_means_two_things_is_refused(refusal, good, cell, message):
    """What was measured must be what the reading library sees."""
    assert message in refusal(
        _changed(good, {"xl/worksheets/sheet2.xml": _sheet(cell)})
    )


def test_a_file_that_is_not_there_is_an_input_error(tmp_path, books):
    """The path is wrong, and the error says so."""
    with pytest.raises(InputError, match=r"none\.xlsx.*\n.*check the path"):
        excel.read_ballots(tmp_path / "none.xlsx", books.small_review().form)


@given(st.data())
def test_no_damage_lets_a_foreign_error_out(tmp_path_factory, books, data):
    """A flipped byte is refused or harmless, and never a traceback of a library."""
    whole = bytearray(excel.ballot_workbook(books.small_review()))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(
            st.integers(0, 255)
        )
    cut = data.draw(st.integers(len(whole) // 2, len(whole)))
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(whole[:cut])
    try:
        review = excel.read_review(path)
    except InputError:
        return
    assert review.box.form == books.small_review().form


@given(st.data())
def test_no_damaged_sheet_lets_a_foreign_error_out(tmp_path_factory, books, data):
    """The same inside a sheet, where no checksum of the archive protects it."""
    name = data.draw(
        st.sampled_from(
            ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
        )
    )
    good = books.workbook(books.sheets())
    with ZipFile(BytesIO(good)) as archive:
        part = bytearray(archive.read(name))
    for _ in range(data.draw(st.integers(1, 4))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(_changed(good, {name: bytes(part)}))
    try:
        box, _ = excel.read_ballots(path, books.small_review().form)
    except InputError:
        return
    assert box.sizes


@pytest.mark.parametrize(
    ("package", "call"),
    [
        ("python_calamine", lambda r: excel.read_review("x.xlsx", r)),
        ("xlsxwriter", excel.ballot_workbook),
    ],
)
def test_a_missing_package_is_named(monkeypatch, books, package, call):
    """The error says what to install."""
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(MissingExtraError, match=r"partybuild\[excel\]"):
        call(books.small_review())

"""The outer shell of a workbook file, opened with care.

A workbook is a zip archive that somebody sent. Its parts are unpacked here
within fixed limits and packed again without compression, so that the reading
library sees no byte that was not weighed before.
"""

import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from struct import error as struct_error
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import attrs

from partybuild.adapters.excel._limits import (
    MOST_CELLS,
    MOST_DIRECTORY_BYTES,
    MOST_FILE_BYTES,
    MOST_MERGED,
    MOST_PART_BYTES,
    MOST_PARTS,
    MOST_STRINGS,
    MOST_TEXT,
)
from partybuild.adapters.excel._ods import Area, scan_ods
from partybuild.adapters.excel._refused import damaged, refused
from partybuild.adapters.excel._scan import Extent, scan, shared_lengths, text_size
from partybuild.errors import InputError

_MACROS = re.compile(r"vbaproject|^Basic/|^Scripts/", re.IGNORECASE)
_UNREAD = ("xl/drawings/", "xl/charts/", "customXml/", "docProps/", "Configurations2/")
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@attrs.frozen
class Package:
    """A workbook file that was weighed and found harmless.

    Attributes:
        source: Name of the file, for errors.
        data: The workbook, packed again without compression.
        extents: Sheet name to what the sheet holds.
        merged: Sheet name to merged ranges, where the reading library cannot
            tell: first row, first column, last row, last column.
    """

    source: str
    data: bytes
    extents: dict[str, Extent]
    merged: Mapping[str, tuple[Area, ...]]


def file_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file that somebody sent, unless there are too many.

    Args:
        path: The file.

    Returns:
        All its bytes.

    Raises:
        InputError: If the file cannot be read, or is too large.
    """
    source = Path(path).name
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(MOST_FILE_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise refused(source, f"{reason}; check the path") from error
    if len(data) > MOST_FILE_BYTES:
        raise refused(source, f"larger than {MOST_FILE_BYTES:,} bytes; split it")
    return data


def open_package(source: str, data: bytes) -> Package:
    """Open a workbook file, within limits of time and memory.

    Args:
        source: Name of the file, for errors.
        data: The bytes of an .xlsx or .ods file.

    Returns:
        Its parts.

    Raises:
        InputError: If the file is no workbook, is encrypted, holds macros, or
            is too large.
    """
    if not data.startswith(b"PK"):
        raise refused(
            source,
            "it is no workbook, whatever its name says; expected .xlsx, .ods, .xls, "
            "or .csv files",
        )
    try:
        parts = unpacked(source, data)
        refuse_bad_parts(source, parts)
        if "content.xml" in parts:
            found = scan_ods(source, parts["content.xml"])
            return Package(source, packed(parts), *found)
        extents = _extents(source, parts)
    except (
        BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        LookupError,
        ValueError,
        zlib.error,
        struct_error,
        expat.ExpatError,
        ET.ParseError,
    ) as error:
        if isinstance(error, InputError):
            raise
        raise damaged(source) from error
    return Package(source, packed(parts), extents, {})


def unpacked(source: str, data: bytes) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        if len(members) > MOST_PARTS:
            raise refused(source, f"it has more than {MOST_PARTS} parts")
        if any(_MACROS.search(member.filename) for member in members):
            raise refused(
                source, "it holds macros, which are never run; save it as .xlsx"
            )
        if any(member.flag_bits & 1 for member in members):
            raise refused(source, "it is encrypted; save it without a password")
        wanted = [m for m in members if _wanted(m.filename)]
        if sum(member.file_size for member in wanted) > MOST_PART_BYTES:
            raise refused(
                source,
                f"unpacked it is larger than {MOST_PART_BYTES:,} bytes; "
                "delete empty rows and columns, or split it",
            )
        for member in wanted:
            if member.filename in parts or member.compress_type not in {
                ZIP_STORED,
                ZIP_DEFLATED,
            }:
                raise damaged(source)
            # The stream ends at the size that was weighed, whatever follows.
            with archive.open(member) as stream:
                parts[member.filename] = stream.read()
    return parts


def _wanted(name: str) -> bool:
    if name == "mimetype":
        return True
    return name.endswith((".xml", ".rels")) and not name.startswith(_UNREAD)


def refuse_bad_parts(source: str, parts: dict[str, bytes]) -> None:
    kind = parts.get("mimetype", b"")
    if kind and not kind.startswith(_ODS):
        raise refused(source, "it is an OpenDocument file but no spreadsheet (.ods)")
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise refused(source, "it is encrypted; save it without a password")
    if not (kind and "content.xml" in parts) and "xl/workbook.xml" not in parts:
        raise refused(source, "it is a zip archive but no .xlsx or .ods workbook")
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise refused(source, "it is a macro workbook; save it as .xlsx")
    for name, part in parts.items():
        if b"\0" in part[:1000] or part[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            raise refused(source, f"part {name} is not in UTF-8; save it again")
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise refused(
                source,
                f"part {name} declares entities, as no office program writes them",
            )
        if b"<!" in part and (
            b"sheetData" in part or name.endswith(("Strings.xml", "content.xml"))
        ):
            # A comment can split a number in two, and hide what it means.
            raise refused(source, f"part {name} holds comments; save it again")


def _extents(source: str, parts: dict[str, bytes]) -> dict[str, Extent]:
    strings = parts.get("xl/sharedStrings.xml", b"")
    if strings.count(b"<si") + strings.count(b":si") > MOST_STRINGS:
        raise refused(source, f"it has more than {MOST_STRINGS:,} texts; split it")
    lengths = shared_lengths(strings)
    measured: dict[str, Extent] = {}
    cells, texts = 0, 0
    for name, part in parts.items():
        if b"sheetData" not in part:
            continue
        if part.count(b"mergeCell") > MOST_MERGED:
            raise refused(source, f"{name} has too many merged cells; unmerge them")
        extent = scan(part, MOST_CELLS // 2, MOST_CELLS)
        cells += extent.cells
        if cells > MOST_CELLS:
            raise refused(
                source,
                f"{name} reaches over {extent.rows:,} rows and {extent.columns:,} "
                f"columns, all sheets over more than {MOST_CELLS:,} cells; "
                "delete what is not needed",
            )
        texts += text_size(part, lengths)
        if texts > MOST_TEXT:
            raise refused(source, f"the texts in {name} are too long to read")
        measured[name] = extent
    return {
        sheet: measured.get(name, Extent(0, 0, frozenset()))
        for sheet, name in sheet_parts(parts).items()
    }


def sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        if len(parts[name]) > MOST_DIRECTORY_BYTES:
            raise ValueError(name)
    relations = ET.fromstring(parts["xl/_rels/workbook.xml.rels"])  # noqa: S314 - parts that declare entities were refused
    targets = {node.get("Id", ""): node.get("Target", "") for node in relations}
    workbook = ET.fromstring(parts["xl/workbook.xml"])  # noqa: S314 - as above
    found: dict[str, str] = {}
    for node in workbook.iter():
        if node.tag in {f"{_MAIN}sheet", f"{_STRICT}sheet"}:
            key = node.get(_RELATION) or node.get(_STRICT_RELATION) or ""
            target = targets.get(key, "")
            absolute = target.startswith("/")
            found[node.get("name", "")] = (
                target.removeprefix("/") if absolute else f"xl/{target}"
            )
    return found


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(ZipInfo(name), part)
    return buffer.getvalue()

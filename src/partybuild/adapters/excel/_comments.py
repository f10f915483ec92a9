"""Comments put into an .xlsx file whose every other part stays as it is."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from posixpath import basename, dirname, join, normpath, relpath
from xml.etree import ElementTree as ET
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import attrs

from partybuild.adapters.excel._limits import MOST_PART_BYTES
from partybuild.adapters.excel._package import sheet_parts
from partybuild.adapters.excel._text import address

_AUTHOR = "partybuild"
_TYPES = "[Content_Types].xml"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may only follow the place of a drawing of comments in a sheet.
_LATER = {
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
}
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    f'<v:shape {_NAMESPACES} id="_x0000_s{{number}}" type="#_x0000_t202" '
    'style="position:absolute;width:260pt;height:80pt;z-index:1;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:path o:connecttype="none"/><v:textbox><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 2, {right}, 15, {bottom}, 4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_FIRST_SHAPE = 900_000

Cells = Mapping[tuple[int, int], str]


def commented(data: bytes, notes: Mapping[str, Cells]) -> bytes | None:
    """Return an .xlsx file with comments at cells.

    Args:
        data: The bytes of the file, which was weighed and found harmless.
        notes: Sheet name to places of cells, counted from 0, and their comments.

    Returns:
        The new file; None where it is a workbook of another kind, is damaged, or
        unpacked too large.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        return _commented(data, notes)
    except (
        BadZipFile,
        EOFError,
        ET.ParseError,
        LookupError,
        OSError,
        RuntimeError,
        TypeError,
        ValueError,
        expat.ExpatError,
        zlib.error,
    ):
        # What read the cells looks at fewer parts, and is content with less.
        return None


def _commented(data: bytes, notes: Mapping[str, Cells]) -> bytes | None:
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > MOST_PART_BYTES:
            return None
        parts = {member.filename: archive.read(member) for member in members}
    if "xl/workbook.xml" not in parts:
        return None
    sheets = sheet_parts(parts)
    for name, cells in notes.items():
        if cells and sheets.get(name) in parts:
            _Sheet(parts, sheets[name]).comment(cells)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        known = {member.filename: member for member in members}
        for name, part in parts.items():
            info = ZipInfo(name)
            if name in known:
                info.date_time = known[name].date_time
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, part)
    return buffer.getvalue()


@attrs.define
class _Places:
    """Where in a sheet's XML a drawing of comments is named, or would be."""

    at: int
    prefix: str
    relation: str | None = None


@attrs.frozen
class _Sheet:
    """One sheet of a workbook, and what it refers to."""

    parts: dict[str, bytes]
    part: str

    @property
    def _strict(self) -> bool:
        return _STRICT_MAIN.encode() in self.parts[self.part][:2_000]

    @property
    def _relations(self) -> str:
        return join(dirname(self.part), "_rels", f"{basename(self.part)}.rels")

    def comment(self, cells: Cells) -> None:
        """Put comments at cells."""
        places = _places(self.parts[self.part])
        comments = self._target("comments", None)
        if comments is None:
            comments = self._new("xl/comments{}.xml", "comments")[0]
            _declare(self.parts, comments, _COMMENTS)
        drawing = None
        if places.relation is not None:
            drawing = self._target("vmlDrawing", places.relation)
        if drawing is None:
            drawing, relation = self._new("xl/drawings/vmlDrawing{}.vml", "vmlDrawing")
            _declare(self.parts, drawing, _VML)
            self._name_drawing(places, relation)
        added = self._write(comments, cells)
        self._draw(drawing, added)

    def _target(self, kind: str, relation: str | None) -> str | None:
        for node in ET.fromstring(self.parts.get(self._relations, b"<a/>")):  # noqa: S314 - parts that declare entities were refused
            of_kind = node.get("Type", "").endswith(f"/{kind}")
            if of_kind and relation in {None, node.get("Id")}:
                target = node.get("Target", "")
                if target.startswith("/"):
                    return target[1:]
                return normpath(join(dirname(self.part), target))
        return None

    def _new(self, pattern: str, kind: str) -> tuple[str, str]:
        number = 1
        while pattern.format(number) in self.parts:
            number += 1
        part = pattern.format(number)
        self.parts[part] = b""
        relations = self.parts.get(self._relations)
        if relations is None:
            relations = f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        relation = f"rIdNote{kind}{number}"
        office = _STRICT_OFFICE if self._strict else _OFFICE
        target = relpath(part, dirname(self.part))
        self.parts[self._relations] = _before_end(
            relations,
            f'<Relationship xmlns="{_PACKAGE}" Id="{relation}" '
            f'Type="{office}/{kind}" Target={quoteattr(target)}/>',
        )
        return part, relation

    def _name_drawing(self, places: _Places, relation: str) -> None:
        office = _STRICT_OFFICE if self._strict else _OFFICE
        tag = f"{places.prefix}legacyDrawing"
        element = f'<{tag} xmlns:note="{office}" note:id="{relation}"/>'
        xml = self.parts[self.part]
        self.parts[self.part] = xml[: places.at] + element.encode() + xml[places.at :]

    def _write(self, part: str, cells: Cells) -> list[tuple[int, int]]:
        main = _STRICT_MAIN if self._strict else _MAIN
        old = self.parts[part]
        tag = f"{{{main}}}"
        root = ET.fromstring(old) if old else ET.Element(f"{tag}comments")  # noqa: S314 - as above
        _plain(root, tag)
        authors = _child(root, f"{tag}authors")
        author = str(len(authors))
        ET.SubElement(authors, f"{tag}author").text = _AUTHOR
        heap = _child(root, f"{tag}commentList")
        known = {node.get("ref", ""): node for node in heap}
        added: list[tuple[int, int]] = []
        for (row, column), text in cells.items():
            node = known.get(address(row, column))
            if node is None:
                added.append((row, column))
                node = ET.SubElement(
                    heap,
                    f"{tag}comment",
                    {"ref": address(row, column), "authorId": author},
                )
            run = ET.SubElement(_child(node, f"{tag}text"), f"{tag}r")
            ET.SubElement(run, f"{tag}t").text = text
        ET.register_namespace("", main)
        self.parts[part] = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
        return added

    def _draw(self, part: str, cells: list[tuple[int, int]]) -> None:
        old = self.parts[part] or f"<xml {_NAMESPACES}>{_SHAPE_TYPE}</xml>".encode()
        shapes = "".join(
            _SHAPE.format(
                number=_FIRST_SHAPE + number,
                row=row,
                column=column,
                left=column + 1,
                right=column + 5,
                top=row,
                bottom=row + 5,
            )
            for number, (row, column) in enumerate(cells)
        )
        self.parts[part] = _before_end(old, shapes)


def _plain(root: ET.Element, tag: str) -> None:
    # Marks of other namespaces name prefixes that a rewritten part lacks.
    for node in root.iter():
        for name in [name for name in node.attrib if name.startswith("{")]:
            if not name.startswith((tag, "{http://www.w3.org/XML/1998/")):
                del node.attrib[name]


def _child(node: ET.Element, tag: str) -> ET.Element:
    found = node.find(tag)
    return ET.SubElement(node, tag) if found is None else found


def _before_end(xml: bytes, more: str) -> bytes:
    text = xml.decode("utf-8")
    end = text.rstrip()
    if end.endswith("/>"):
        # An empty root element in its short form.
        start = end.rindex("<")
        name = end[start + 1 :].split(None, 1)[0].rstrip("/>")
        return f"{end[:-2]}>{more}</{name}>".encode()
    at = text.rindex("</")
    return (text[:at] + more + text[at:]).encode()


def _declare(parts: dict[str, bytes], part: str, kind: str) -> None:
    parts[_TYPES] = _before_end(
        parts[_TYPES],
        f'<Override xmlns="{_CONTENT}" PartName="/{escape(part)}" '
        f'ContentType="{kind}"/>',
    )


def _places(xml: bytes) -> _Places:
    found = _Places(len(xml), "")
    depth, settled = 0, False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, settled
        depth += 1
        prefix, _, tag = name.rpartition(":")
        if depth == 1:
            found.prefix = f"{prefix}:" if prefix else ""
        elif depth == 2 and tag == "legacyDrawing":
            ids = [v for k, v in attributes.items() if k.rpartition(":")[2] == "id"]
            found.relation = next(iter(ids), None)
        elif depth == 2 and tag in _LATER and not settled:
            settled = True
            found.at = parser.CurrentByteIndex

    def end(_: str) -> None:
        nonlocal depth, settled
        depth -= 1
        if not depth and not settled:
            settled = True
            found.at = parser.CurrentByteIndex

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(xml, True)  # noqa: FBT003 - the last piece, says expat
    return found

"""Whole files that other programs wrote: workbooks of all kinds, templates of Word."""

import zipfile
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any
from zlib import crc32

from _choices import POOL, Choices, Target, refusing, spliced
from _folder import FOLDER
from _small import REVIEW

from partybuild.adapters import excel, word
from partybuild.errors import InputError, Mistake
from partybuild.reporting import Paragraph, Report, Section
from partybuild.testing._ledgers import day, ledger, life

SAVED = Path(__file__).parent.parent.parent / "tests/adapters/data/libreoffice"
Parts = dict[str, bytes]


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@lru_cache(maxsize=256)
def _entry(name: str, part: bytes) -> tuple[bytes, bytes]:
    """Return a part as it stands in a package, and what the directory says of it."""
    called, size = name.encode(), len(part)
    said = pack("<HHHHHIIIHH", 20, 0, 0, 0, 33, crc32(part), size, size, len(called), 0)
    there = b"PK\x03\x04" + said + called + part
    return there, b"PK\x01\x02\x14\x00" + said + bytes(10)


def _packed(parts: Parts) -> bytes:
    """Return a package without compression; zipfile would take most of the time."""
    there, directory, at = [], [], 0
    for name, part in parts.items():
        entry, said = _entry(name, part)
        there.append(entry)
        directory.append(said + pack("<I", at) + name.encode())
        at += len(entry)
    listed = b"".join(directory)
    count = len(parts)
    end = pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), at, 0)
    return b"".join((*there, listed, end))


def _changed(known: Parts, choices: Choices, end: bytes) -> bytes:
    """Return a package with changed, lost or doubled parts, or one that is cut."""
    parts = dict(known)
    names = sorted(parts)
    for _ in range(1 + choices.below(4)):
        name = choices.one(names)
        action = choices.below(8)
        if action == 0:
            parts.pop(name, None)
        elif action == 1:
            parts[name] = parts.get(choices.one(names), b"")
        elif action < 5:
            parts[name] = spliced(parts.get(name, b""), choices)
        else:
            # A text inside gives way to another.
            pieces = parts.get(name, b"").split(end)
            at = choices.below(max(1, len(pieces) - 1))
            text = str(choices.one(POOL)).encode("utf-8", "replace")
            pieces[at] = pieces[at][: pieces[at].rfind(b">") + 1] + text
            parts[name] = end.join(pieces)
    content = _packed(parts)
    if choices.below(12) == 11:
        content = spliced(content, choices)
    return content


def _packages(
    read: Any,  # noqa: ANN401 - any reader of a path
    suffix: str,
    end: bytes,
    *contents: bytes,
) -> Target:
    known = [_parts(content) for content in contents]
    path = FOLDER / f"file.{suffix}"

    def _read(choices: Choices) -> object:
        path.write_bytes(_changed(choices.one(known), choices, end))
        return read(path)

    return refusing(_read)


def _workbook() -> Target:
    books = excel.ballot_workbook(REVIEW), excel.count_sheet_workbook(REVIEW)
    return _packages(excel.read_review, "xlsx", b"</t>", *books)


def _ods() -> Target:
    names = ("ballots.ods", "counts.ods")
    books = [(SAVED / name).read_bytes() for name in names]
    return _packages(
        lambda path: excel.read_review(path, REVIEW), "ods", b"</text:p>", *books
    )


def _xls() -> Target:
    known = [(SAVED / name).read_bytes() for name in ("ballots.xls", "counts.xls")]
    path = FOLDER / "file.xls"

    def _read(choices: Choices) -> object:
        path.write_bytes(spliced(choices.one(known), choices))
        return excel.read_review(path, REVIEW)

    return refusing(_read)


def _ledger_workbook() -> Target:
    now = ledger(*life())
    book = excel.ledger_workbook(now, on=day(90))
    return _packages(
        lambda path: excel.read_ledger_workbook(path, now), "xlsx", b"</t>", book
    )


def _marked() -> Target:
    """Return a target that marks in a copy what was wrong with a workbook."""

    def _mark(path: Path) -> object:
        try:
            return excel.read_review(path)
        except InputError as refused:
            stray = (Mistake("测评·g!ZZ9999999", "x"), Mistake("!A0", "\x00"))
            return excel.marked_copy(path, (*refused.mistakes, *stray))

    books = excel.ballot_workbook(REVIEW), excel.count_sheet_workbook(REVIEW)
    return _packages(_mark, "xlsx", b"</t>", *books)


def _template() -> Target:
    import docx

    document = docx.Document()
    for text in ("{{标题}}", "收文：{{收文}} {{别的}}", "{{正文}}", "{{附件}}"):
        document.add_paragraph(text)
    saved = BytesIO()
    document.save(saved)
    report = Report(
        lang="zh",
        title="情况报告",
        notice="",
        host="街道党工委",
        dated="2022年1月28日",
        sections=[Section(title="一", blocks=[Paragraph("正文。")])],
        addressee="某书记：",
    )
    return _packages(
        lambda path: word.filled_template(path, report, values={"别的": "值"}),
        "docx",
        b"</w:t>",
        saved.getvalue(),
    )


MAKERS = {
    "ledger-workbook": _ledger_workbook,
    "marked": _marked,
    "ods": _ods,
    "template": _template,
    "workbook": _workbook,
    "xls": _xls,
}

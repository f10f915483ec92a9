"""Whole files that other programs wrote: workbooks of all kinds, templates of Word."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from _choices import POOL, Choices, Target, refusing, spliced
from _folder import FOLDER
from _opened import new_sheets, opening
from _packing import packed
from _seen import Seen
from _small import REVIEW

from partybuild.adapters import excel, word
from partybuild.adapters.excel import _marked as _marking
from partybuild.adapters.excel import _read, _read_ledger
from partybuild.adapters.excel._open import open_workbook
from partybuild.conference import Review
from partybuild.errors import InputError, Mistake
from partybuild.reporting import Paragraph, Report, Section
from partybuild.testing._ledgers import day, ledger, life

SAVED = Path(__file__).parent.parent.parent / "tests/adapters/data/libreoffice"
Parts = dict[str, bytes]


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


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
    content = packed(parts)
    if choices.below(12) == 11:
        content = spliced(content, choices)
    return content


def _new_files(
    read: Any,  # noqa: ANN401 - any reader of a path
    suffix: str,
    made: Callable[[Choices], bytes],
) -> Target:
    """Return a target that reads each file once in a run."""
    path, seen = FOLDER / f"file.{suffix}", Seen("files")

    def _read(choices: Choices) -> object:
        content = made(choices)
        if not seen.new(content):
            return None
        path.write_bytes(content)
        return read(path)

    return refusing(_read)


def _packages(
    read: Any,  # noqa: ANN401 - any reader of a path
    suffix: str,
    end: bytes,
    *contents: bytes,
) -> Target:
    known = [_parts(content) for content in contents]
    return _new_files(
        read, suffix, lambda choices: _changed(choices.one(known), choices, end)
    )


def _review(known: Review | None) -> Callable[[Path], object]:
    return new_sheets(_read, lambda path: excel.read_review(path, known))


def _workbook() -> Target:
    books = excel.ballot_workbook(REVIEW), excel.count_sheet_workbook(REVIEW)
    return _packages(_review(None), "xlsx", b"</t>", *books)


def _ods() -> Target:
    names = ("ballots.ods", "counts.ods")
    books = [(SAVED / name).read_bytes() for name in names]
    return _packages(_review(REVIEW), "ods", b"</text:p>", *books)


def _xls() -> Target:
    known = [(SAVED / name).read_bytes() for name in ("ballots.xls", "counts.xls")]
    return _new_files(
        _review(REVIEW),
        "xls",
        lambda choices: spliced(choices.one(known), choices),
    )


def _ledger_workbook() -> Target:
    now = ledger(*life())
    book = excel.ledger_workbook(now, on=day(90))
    read = new_sheets(_read_ledger, lambda path: excel.read_ledger_workbook(path, now))
    return _packages(read, "xlsx", b"</t>", book)


def _marked() -> Target:
    """Return a target that marks in a copy what was wrong with a workbook."""
    stray = (Mistake("测评·g!ZZ9999999", "x"), Mistake("!A0", "\x00"))

    def _mark(path: Path) -> object:
        book = open_workbook(path)
        try:
            with opening(_read, book):
                return excel.read_review(path)
        except InputError as refused:
            with opening(_marking, book):
                return excel.marked_copy(path, (*refused.mistakes, *stray))

    books = excel.ballot_workbook(REVIEW), excel.count_sheet_workbook(REVIEW)
    return _packages(_mark, "xlsx", b"</t>", *books)


def _template() -> Target:
    import docx

    document = docx.Document()
    for text in ("{{标题}}", "收文：{{收文}} {{别的}}", "{{正文}}", "{{附件}}"):
        document.add_paragraph(text)
    # Styles that nothing uses are nine tenths of the file.
    for style in list(document.styles):
        if style.name not in {"Normal", "Heading 1", "Heading 2", "Table Grid"}:
            style.delete()
    document.styles.element.remove(document.styles.element.latentStyles)
    for owner in (document.part, document.part.package):
        for relation in list(owner.rels.values()):
            if relation.reltype.endswith(("WithEffects", "thumbnail", "theme")):
                del owner.rels[relation.rId]
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

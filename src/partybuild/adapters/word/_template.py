"""A user's own .docx template, its placeholders filled from a report.

A placeholder is a name between double braces, such as {{标题}}. It is looked up and
replaced once; there is no language in it that could compute anything, and what is
put in is never looked at again.
"""

# python-docx types neither its XML elements nor what it calls private.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any

from partybuild.adapters._files import write_bytes
from partybuild.adapters._optional import optional
from partybuild.adapters._safe_text import safe_text
from partybuild.adapters.word._document import without_times
from partybuild.adapters.word._style import WordStyle
from partybuild.adapters.word._template_file import refused, template_bytes
from partybuild.errors import PartyBuildError
from partybuild.reporting import Report

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]{0,200}?)\s*\}\}")
_LINES = re.compile(r"[\r\n\t]+")
_TEXTS = {
    "title": ("标题", "title"),
    "notice": ("提示", "notice"),
    "addressee": ("收文", "addressee"),
    "opening": ("首段", "opening"),
    "host": ("署名", "host"),
    "dated": ("日期", "date"),
}
_BODY = ("正文", "body")
_ANNEX = ("附件", "annex")


def template_names() -> tuple[str, ...]:
    """Return the names that a template may hold, Chinese and English in turn."""
    pairs = (*_TEXTS.values(), _BODY, _ANNEX)
    return tuple(name for pair in pairs for name in pair)


def filled_template(
    template: str | Path,
    report: Report,
    *,
    values: Mapping[str, str] | None = None,
    style: WordStyle | None = None,
) -> bytes:
    """Return a user's own template with its placeholders filled from a report.

    Placeholders stand in the text, in tables, in headers and footers, also where
    Word has split them. {{正文}} (body) and {{附件}} (annex) stand alone in a
    paragraph of the text and are replaced by the parts of the report.

    Args:
        template: The .docx file; it is not changed.
        report: The report, or a letter.
        values: Other names of the user's own, and what they stand for.
        style: Fonts and sizes of the parts; None takes those of GB/T 9704.

    Returns:
        The document.

    Raises:
        InputError: If the template is no .docx file that can be used safely, or
            holds placeholders that are not known; each is named, with the nearest
            known name.
        MissingExtraError: If python-docx is not installed.
    """
    docx = optional("filling a Word template", "word", "docx")
    from partybuild.adapters.word._drawing import Drawing

    source = Path(template).name
    data = template_bytes(template)
    known = {
        name: getattr(report, field)
        for field, names in _TEXTS.items()
        for name in names
    }
    known |= values or {}
    with _damage_told(source):
        document = docx.Document(BytesIO(data))
        drawing = Drawing(document, report.lang, style or WordStyle())
        blocks: dict[str, Callable[[], None]] = {
            **dict.fromkeys(_BODY, lambda: drawing.sections(report.sections)),
            **dict.fromkeys(_ANNEX, lambda: drawing.annexes(report.annex)),
        }
        paragraphs = list(_paragraphs(document))
        _refuse_unknown(source, paragraphs, (*known, *blocks))
        _fill_blocks(source, document.element.body, paragraphs, blocks)
        for paragraph in paragraphs:
            _fill_texts(paragraph, known)
        raw = BytesIO()
        document.save(raw)
    return without_times(raw.getvalue())


@contextmanager
def _damage_told(source: str) -> Generator[None]:
    """Tell of a damaged template: python-docx takes parts for what their types say."""
    try:
        yield
    except PartyBuildError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError, SyntaxError) as error:
        raise refused(source, "it is damaged; open it in Word and save it") from error


def write_filled_template(
    template: str | Path,
    report: Report,
    path: str | Path,
    *,
    values: Mapping[str, str] | None = None,
    style: WordStyle | None = None,
    force: bool = False,
) -> Path:
    """Write a filled template to a file; see `filled_template`.

    Args:
        template: The .docx file; it is not changed.
        report: The report, or a letter.
        path: File to write.
        values: Other names of the user's own, and what they stand for.
        style: Fonts and sizes of the parts; None takes those of GB/T 9704.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
        InputError: If the template cannot be used.
        MissingExtraError: If python-docx is not installed.
    """
    content = filled_template(template, report, values=values, style=style)
    return write_bytes(path, content, force=force)


def _paragraphs(document: Any) -> Iterator[Any]:  # noqa: ANN401 - see the head
    from docx.oxml.ns import qn

    for part in sorted(document.part.package.iter_parts(), key=lambda p: p.partname):
        root = getattr(part, "element", None)
        if root is not None:
            yield from root.iter(qn("w:p"))


def _texts(paragraph: Any) -> list[Any]:  # noqa: ANN401 - see the head
    from docx.oxml.ns import qn

    # A paragraph may hold a text box with paragraphs of its own.
    return [
        text
        for text in paragraph.iter(qn("w:t"))
        if next(text.iterancestors(qn("w:p"))) is paragraph
    ]


def _whole(paragraph: Any) -> str:  # noqa: ANN401 - see the head
    return "".join(text.text or "" for text in _texts(paragraph))


def _refuse_unknown(source: str, paragraphs: list[Any], known: tuple[str, ...]) -> None:
    found = dict.fromkeys(
        name
        for paragraph in paragraphs
        for name in _PLACEHOLDER.findall(_whole(paragraph))
        if name not in known
    )
    messages: list[str] = []
    for name in found:
        near = get_close_matches(name, known, n=1, cutoff=0.4)
        advice = f"did you mean {{{{{near[0]}}}}}?" if near else "known names: "
        if not near:
            advice += "、".join(known)
        messages.append(f"{{{{{safe_text(name)}}}}} is no placeholder; {advice}")
    if messages:
        raise refused(source, *messages)


def _fill_blocks(
    source: str,
    body: Any,  # noqa: ANN401 - see the head
    paragraphs: list[Any],
    blocks: Mapping[str, Callable[[], None]],
) -> None:
    for paragraph in paragraphs:
        text = _whole(paragraph).strip()
        names = [name for name in _PLACEHOLDER.findall(text) if name in blocks]
        if not names:
            continue
        if paragraph.getparent() is not body or not _PLACEHOLDER.fullmatch(text):
            message = f"{{{{{names[0]}}}}} must stand alone in a paragraph of the text"
            raise refused(source, message)
        before = set(body)
        blocks[names[0]]()
        for element in [element for element in body if element not in before]:
            paragraph.addprevious(element)
        body.remove(paragraph)


def _fill_texts(paragraph: Any, known: Mapping[str, str]) -> None:  # noqa: ANN401 - see the head
    nodes = _texts(paragraph)
    whole = "".join(node.text or "" for node in nodes)
    for match in reversed(list(_PLACEHOLDER.finditer(whole))):
        if match[1] not in known:
            continue
        value = _LINES.sub(" ", safe_text(known[match[1]]))
        start, at = match.start(), 0
        for node in nodes:
            text = node.text or ""
            low, high = max(start, at) - at, min(match.end(), at + len(text)) - at
            if low < high:
                node.text = text[:low] + value + text[high:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                value = ""
            at += len(text)

"""Drawing a page for the screen: both languages in one file, no network, no script."""

from collections.abc import Iterator
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.html._blocks import block_lines, text_of
from partybuild.adapters.html._charts import board_lines, span_lines, tree_lines
from partybuild.adapters.html._head import CONTENTS, LANGUAGES, head_lines
from partybuild.kernel import Lang
from partybuild.reporting import (
    DutyTree,
    Page,
    PageBlock,
    PageSheet,
    ScoreBoard,
    SpanChart,
)

_NAMES: dict[Lang, str] = {"zh": "中文", "en": "English"}
_SKIP: dict[Lang, str] = {"zh": "跳到正文", "en": "Skip to the contents"}


def page_text(page: Page) -> str:
    """Return a page as the text of one file.

    Args:
        page: The page.

    Returns:
        A complete HTML document that loads nothing and runs nothing.
    """
    return "\n".join(_lines(page)) + "\n"


def write_page(page: Page, path: str | Path, *, force: bool = False) -> Path:
    """Write a page as one file.

    Args:
        page: The page.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    return write_bytes(path, page_text(page).encode(), force=force)


def _lines(page: Page) -> Iterator[str]:
    first = page.sheets[0]
    yield from head_lines(first.lang, first.title)
    if len(page.sheets) > 1:
        # The chosen button shows its sheet: a switch that needs no script.
        for number, sheet in enumerate(page.sheets):
            checked = " checked" if number == 0 else ""
            lang, name = sheet.lang, _NAMES[sheet.lang]
            yield (
                f'<input type="radio" name="lang" id="to-{lang}"{checked}>'
                f'<label for="to-{lang}" lang="{LANGUAGES[lang]}">{name}</label>'
            )
    for sheet in page.sheets:
        yield from _sheet(sheet, alone=len(page.sheets) == 1)
    yield "</body></html>"


def _sheet(sheet: PageSheet, *, alone: bool) -> Iterator[str]:
    lang = sheet.lang
    kind = "" if alone else f' class="sheet {lang}"'
    yield f'<div{kind} lang="{LANGUAGES[lang]}">'
    yield f'<a class="skip" href="#{lang}-main">{_SKIP[lang]}</a>'
    yield f"<header><h1>{text_of(sheet.title)}</h1>"
    yield f'<p class="signed">{text_of(sheet.host)}<br>{text_of(sheet.dated)}</p>'
    if sheet.notice:
        yield f'<p class="notice">{text_of(sheet.notice)}</p>'
    yield f'</header><nav aria-label="{CONTENTS[lang]}"><ul>'
    for number, part in enumerate(sheet.parts):
        yield f'<li><a href="#{lang}-{number}">{text_of(part.title)}</a></li>'
    yield f'</ul></nav><main id="{lang}-main">'
    for number, part in enumerate(sheet.parts):
        yield f'<section aria-labelledby="{lang}-{number}">'
        yield f'<h2 id="{lang}-{number}">{text_of(part.title)}</h2>'
        for block in part.blocks:
            yield from _block(block, lang, unfolded=part.unfolded)
        yield "</section>"
    yield "</main></div>"


def _block(block: PageBlock, lang: Lang, *, unfolded: bool) -> Iterator[str]:
    match block:
        case SpanChart():
            yield from span_lines(block, lang)
        case ScoreBoard():
            yield from board_lines(block, lang)
        case DutyTree():
            yield from tree_lines(block)
        case _:
            yield from block_lines(block, unfolded=unfolded)

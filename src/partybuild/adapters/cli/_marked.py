"""A refused workbook handed back: a copy with comments at the faulty cells."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from partybuild.adapters._read import WORKBOOKS
from partybuild.adapters.cli._output import tell_error
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Label, Lang

_OFFERED = Label(
    zh="加上 --marked 文件.xlsx，可另存一份在出错单元格加了批注的副本（原文件不变）",
    en="with --marked FILE.XLSX you get a copy with a comment at every faulty cell "
    "(the file itself stays as it is)",
)
_WRITTEN = Label(
    zh="已写入在出错单元格加了批注的副本：{}",
    en="a copy with a comment at every faulty cell was written to {}",
)
_NOT_WRITTEN = Label(zh="未写入带批注的副本：{}", en="no marked-up copy: {}")
_SAME_NAME = Label(
    zh="有两个文件都叫 {}，请改名后再试",
    en="two files are called {}; rename one and try again",
)
_INPUTS = ("review", "ballots", "second", "workbook")


def add_marked(parser: argparse.ArgumentParser) -> None:
    """Add the way to get a refused workbook back with its mistakes in it.

    Args:
        parser: A command that reads filled workbooks.
    """
    parser.add_argument(
        "--marked",
        metavar="FILE.XLSX",
        help="where a workbook is refused: write a copy of it with a comment at "
        "every faulty cell",
    )


def tell_refusal(refused: PartyBuildError, options: argparse.Namespace) -> None:
    """Tell why a command was refused, and write or offer a marked-up copy.

    Args:
        refused: Why.
        options: Parsed arguments.
    """
    tell_error(str(refused))
    if isinstance(refused, InputError):
        tell_marked(refused.source, refused.mistakes, options)


def tell_marked(
    source: str, mistakes: Sequence[Mistake], options: argparse.Namespace
) -> None:
    """Write the marked-up copy that was asked for, or offer one.

    Args:
        source: Name of the workbook that is at fault.
        mistakes: What is wrong with it.
        options: Parsed arguments.
    """
    if hasattr(options, "marked") and any(m.place != "file" for m in mistakes):
        tell_error(_told(source, mistakes, options))


def _told(source: str, mistakes: Sequence[Mistake], options: argparse.Namespace) -> str:
    paths = [path for path in _workbooks(options) if path.name == source]
    if not paths:
        return ""
    lang: Lang = options.lang
    if options.marked is None:
        return _OFFERED.text(lang)
    if len(paths) > 1:
        told = _SAME_NAME.text(lang).format(source)
        return _NOT_WRITTEN.text(lang).format(told)
    from partybuild.adapters import excel

    try:
        # Even --force is not meant for the only copy of what somebody typed.
        path = excel.write_marked_copy(paths[0], mistakes, options.marked)
    except PartyBuildError as error:
        return _NOT_WRITTEN.text(lang).format(error)
    return _WRITTEN.text(lang).format(path)


def _workbooks(options: argparse.Namespace) -> Iterator[Path]:
    found = dict.fromkeys(getattr(options, name, None) for name in _INPUTS)
    for text in filter(None, found):
        path = Path(text)
        if path.is_dir() or path.suffix.lower() in WORKBOOKS:
            yield path

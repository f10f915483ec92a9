"""``partybuild rules`` and ``partybuild lint``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from partybuild.adapters._whole import whole_text
from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import (
    findings_text,
    put,
    summary_document,
    summary_text,
)
from partybuild.adapters.cli._table import clean
from partybuild.adapters.rulebooks import (
    open_parameters,
    read_rulebook,
    rulebook_title,
    rulebook_toml,
    unstated_bases,
)
from partybuild.errors import UnknownIdError, UsageError
from partybuild.kernel import (
    Document,
    Label,
    Lang,
    Severity,
    Summary,
    exact_text,
    headed,
    to_document,
)
from partybuild.rules import (
    Parameter,
    Rulebook,
    RulebookVersion,
    diff_rules,
    lint,
    rule_statements,
)


def rulebook_of(name: str, fills: str | None = None) -> Rulebook:
    """Return a rulebook by the name of a bundled one, or from a TOML file.

    Args:
        name: Name or path.
        fills: File of a document that fills in what the rulebook leaves open.

    Returns:
        The rulebook.

    Raises:
        UsageError: If there is neither a bundled rulebook nor a file of that name.
    """
    path = _path_of(name)
    return read_rulebook(path) if fills is None else read_rulebook(fills, above=[path])


def _path_of(name: str) -> Path:
    from partybuild.datasets import rulebook_names, rulebook_path

    if Path(name).exists():
        return Path(name)
    if name not in rulebook_names():
        raise UsageError(
            f"there is no file {name!r} and no bundled rulebook of that name; "
            "`partybuild rules list` names the bundled ones"
        )
    return rulebook_path(name)


def _left_open(options: argparse.Namespace) -> tuple[Parameter, ...]:
    # Without a document that fills them in, the numbers left open are what to show.
    path = _path_of(options.rulebook)
    return () if options.fills else open_parameters(path)


def run_list(options: argparse.Namespace) -> ExitCode:
    """List the bundled rulebooks, with how many numbers they leave open.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    from partybuild.datasets import rulebook_names, rulebook_parameters

    lang: Lang = options.lang
    books = [
        (name, rulebook_title(_path_of(name)), len(rulebook_parameters(name)))
        for name in rulebook_names()
    ]
    left = "（留有 {} 项待定）" if lang == "zh" else " ({} numbers left open)"
    lines = [
        f"{name}  {clean(title.text(lang))}{left.format(count) if count else ''}"
        for name, title, count in books
    ]
    document: Document = [
        {"rulebook_id": name, "title": to_document(title), "left_open": count}
        for name, title, count in books
    ]
    put(options, "\n".join(lines), document)
    return ExitCode.DONE


def run_show(options: argparse.Namespace) -> ExitCode:
    """Print a rulebook as TOML; one that leaves numbers open as it is written.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    if left := _left_open(options):
        text = whole_text(_path_of(options.rulebook))
        put(options, text.rstrip("\n"), {"left_open": to_document(left)})
        return ExitCode.DONE
    book = rulebook_of(options.rulebook, options.fills)
    put(options, rulebook_toml(book).rstrip("\n"), to_document(book))
    return ExitCode.DONE


def run_explain_rules(options: argparse.Namespace) -> ExitCode:
    """Print all that a rulebook says, or which numbers it leaves open.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    lang: Lang = options.lang
    if left := _left_open(options):
        summary = _summary_of(_open_title(options), left)
        put(options, summary_text(summary, lang), [summary_document(summary)])
        return ExitCode.DONE
    book = rulebook_of(options.rulebook, options.fills)
    statements = [rule_statements(version.rules) for version in book.versions]
    summaries = [book.summary(), *(stated.summary() for stated in statements)]
    texts = [summary_text(summaries[0], lang)]
    if left := open_parameters(_path_of(options.rulebook)):
        summaries.append(_summary_of(_FILLED, left))
        texts.append(summary_text(summaries[-1], lang))
    for version, stated in zip(book.versions, statements, strict=True):
        lines = map(clean, stated.text_lines(lang))
        texts.append("\n".join([_version_head(version, lang), *lines]))
    put(options, "\n\n".join(texts), [summary_document(s) for s in summaries])
    return ExitCode.DONE


def _version_head(version: RulebookVersion, lang: Lang) -> str:
    title = clean(version.rules.title.text(lang))
    return f"== {version.version} {title} =="


_FILLED = Label(
    zh="上级文件留待规定、已由下级文件填入的数值",
    en="numbers that the document above left open, filled in by the one below",
)


def _open_title(options: argparse.Namespace) -> Label:
    title = rulebook_title(_path_of(options.rulebook))
    return Label(
        zh=f"{title.zh}：待下级规定的数值（用 --with 文件 填入）",
        en=f"{title.en}: numbers left open, to be filled in with --with FILE",
    )


def _summary_of(caption: Label, left: Sequence[Parameter]) -> Summary:
    return Summary(
        caption=caption,
        columns=(
            Label(zh="数值", en="number"),
            Label(zh="范围", en="range"),
            Label(zh="由谁填入", en="filled in by"),
            Label(zh="依据", en="basis"),
            Label(zh="编号", en="id"),
        ),
        rows=[
            (
                one.label,
                _range_of(one),
                "、".join(one.filled_by),
                Label(zh=one.basis.text("zh"), en=one.basis.text("en")),
                one.parameter_id,
            )
            for one in left
        ],
        shown=5,
    )


def _range_of(one: Parameter) -> Label:
    least = "" if one.least is None else f"不低于{exact_text(one.least)}"
    most = "" if one.most is None else f"不高于{exact_text(one.most)}"
    zh = "，".join(filter(None, [least, most])) or "不限"
    return Label(zh=zh, en=one.range_text)


def run_lint(options: argparse.Namespace) -> ExitCode:
    """Prove properties of rulebooks and print what does not hold.

    Args:
        options: Parsed arguments.

    Returns:
        1 where something more than a remark was found.
    """
    lang: Lang = options.lang
    found = [
        (
            name,
            (
                *lint(rulebook_of(name, options.fills)),
                *unstated_bases(_path_of(name)),
            ),
        )
        for name in options.rulebooks
    ]
    silent = "没有发现问题" if lang == "zh" else "nothing was found"
    text = "\n".join(
        f"{headed(lang, name)}\n{findings_text(findings, lang)}"
        if findings
        else f"{headed(lang, name)} {silent}"
        for name, findings in found
    )
    put(options, text, {name: to_document(findings) for name, findings in found})
    worse = any(
        finding.severity is not Severity.INFO
        for _, findings in found
        for finding in findings
    )
    return ExitCode.CONTRADICTED if worse else ExitCode.DONE


def run_diff(options: argparse.Namespace) -> ExitCode:
    """Print in words what changed from one rulebook, or version, to another.

    Args:
        options: Parsed arguments.

    Returns:
        1 where they differ.
    """
    lang: Lang = options.lang
    old = rulebook_of(options.rulebook)
    new = old if options.other is None else rulebook_of(options.other)
    if options.versions is None:
        changes = diff_rules(old, new)
    else:
        before, after = options.versions
        changes = diff_rules(_version_of(old, before), _version_of(new, after))
    same = "两者相同" if lang == "zh" else "the two are the same"
    lines = [clean(change.text(lang)) for change in changes]
    put(options, "\n".join(lines) or same, to_document(changes.changes))
    return ExitCode.CONTRADICTED if lines else ExitCode.DONE


def _version_of(book: Rulebook, name: str) -> RulebookVersion:
    for version in book.versions:
        if version.version == name:
            return version
    known = tuple(version.version for version in book.versions)
    raise UnknownIdError("version", name, known)

"""``partybuild rules`` and ``partybuild lint``."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import (
    findings_text,
    put,
    summary_document,
    summary_text,
)
from partybuild.adapters.cli._table import clean
from partybuild.adapters.rulebooks import read_rulebook, rulebook_toml
from partybuild.errors import InputError, UsageError
from partybuild.kernel import Document, Label, Lang, Severity, to_document
from partybuild.rules import Rulebook, lint

_OPEN = Label(
    zh="有待下级规定的数值，须与补充规定一并使用",
    en="leaves numbers open; use it with a document that fills them in",
)


def rulebook_of(name: str) -> Rulebook:
    """Return a rulebook by the name of a bundled one, or from a TOML file.

    Args:
        name: Name or path.

    Returns:
        The rulebook.

    Raises:
        UsageError: If there is neither a bundled rulebook nor a file of that name.
    """
    from partybuild.datasets import load_rulebook, rulebook_names

    if not Path(name).exists() and name in rulebook_names():
        return load_rulebook(name)
    if not Path(name).exists():
        raise UsageError(
            f"there is no file {name!r} and no bundled rulebook of that name; "
            "`partybuild rules list` names the bundled ones"
        )
    return read_rulebook(name)


def run_list(options: argparse.Namespace) -> ExitCode:
    """List the bundled rulebooks.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    from partybuild.datasets import load_rulebook, rulebook_names

    lang: Lang = options.lang
    titles: dict[str, Label] = {}
    for name in rulebook_names():
        try:
            titles[name] = load_rulebook(name).title
        except InputError:
            # A document that leaves numbers open is whole only with one that fills
            # them in.
            titles[name] = _OPEN
    put(
        options,
        "\n".join(f"{name}  {clean(t.text(lang))}" for name, t in titles.items()),
        [{"rulebook_id": n, "title": to_document(t)} for n, t in titles.items()],
    )
    return ExitCode.DONE


def run_show(options: argparse.Namespace) -> ExitCode:
    """Print a rulebook as TOML.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    book = rulebook_of(options.rulebook)
    put(options, rulebook_toml(book).rstrip("\n"), to_document(book))
    return ExitCode.DONE


def run_explain_rules(options: argparse.Namespace) -> ExitCode:
    """Print what a rulebook says, as tables.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    lang: Lang = options.lang
    book = rulebook_of(options.rulebook)
    summaries = [book.summary(), *(v.rules.summary() for v in book.versions)]
    texts = [summary_text(summary, lang) for summary in summaries]
    for version in book.versions:
        grading = version.rules.grading
        names = [band.label.text(lang) for band in grading.in_order()]
        words = ("等次", "grades") if lang == "zh" else ("grades", "grades")
        texts.append(f"{version.version} {words[0]}: {' > '.join(map(clean, names))}")
    put(options, "\n\n".join(texts), [summary_document(s) for s in summaries])
    return ExitCode.DONE


def run_lint(options: argparse.Namespace) -> ExitCode:
    """Prove properties of rulebooks and print what does not hold.

    Args:
        options: Parsed arguments.

    Returns:
        1 where something more than a remark was found.
    """
    lang: Lang = options.lang
    found = [(name, lint(rulebook_of(name))) for name in options.rulebooks]
    silent = "没有发现问题" if lang == "zh" else "nothing was found"
    text = "\n".join(
        f"{name}:\n{findings_text(findings, lang)}" if findings else f"{name}: {silent}"
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
    """Print what differs between two rulebooks.

    Args:
        options: Parsed arguments.

    Returns:
        1 where they differ.
    """
    lang: Lang = options.lang
    old, new = (
        dict(_leaves(to_document(rulebook_of(name)), ""))
        for name in (options.rulebook, options.other)
    )
    lines: list[str] = []
    for path in dict.fromkeys([*old, *new]):
        before, after = old.get(path), new.get(path)
        if before != after:
            nothing = "无" if lang == "zh" else "nothing"
            lines.append(
                clean(
                    f"{path}: {nothing if before is None else before} → "
                    f"{nothing if after is None else after}"
                )
            )
    same = "两者相同" if lang == "zh" else "the two are the same"
    document: Document = [
        {"path": path, "before": old.get(path), "after": new.get(path)}
        for path in dict.fromkeys([*old, *new])
        if old.get(path) != new.get(path)
    ]
    put(options, "\n".join(lines) or same, document)
    return ExitCode.CONTRADICTED if lines else ExitCode.DONE


def _leaves(document: Document, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(document, dict):
        for key, part in document.items():
            yield from _leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(document, list):
        for at, part in enumerate(document):
            yield from _leaves(part, f"{path}[{_name(part, at)}]")
    else:
        yield path, str(document)


def _name(part: Document, at: int) -> str:
    # An id says more than a place in a list, and stays when the order changes.
    if isinstance(part, dict):
        ids: Sequence[str] = [
            str(value) for key, value in part.items() if key.endswith("_id")
        ]
        if ids:
            return ids[0]
        if "version" in part:
            return str(part["version"])
    return str(at)

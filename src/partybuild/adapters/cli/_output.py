"""What a command prints: text for people, JSON for scripts, progress for who waits."""

import argparse
import json
import sys
from collections.abc import Sequence

from partybuild.adapters.cli._table import clean, table
from partybuild.kernel import (
    Document,
    Finding,
    Label,
    Lang,
    Summary,
    labeled,
    to_document,
)


def put(options: argparse.Namespace, text: str, document: Document) -> None:
    """Print a result, as text or with ``--json`` as one JSON document.

    Args:
        options: Parsed arguments.
        text: What people read.
        document: What scripts read.
    """
    if options.json:
        text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.write(f"{text}\n")


def progress(zh: str, en: str, options: argparse.Namespace) -> None:
    """Tell somebody who waits at a terminal what is being done.

    Args:
        zh: What is being done, in Chinese.
        en: The same in English.
        options: Parsed arguments.
    """
    if sys.stderr.isatty():
        text = zh if options.lang == "zh" else en
        sys.stderr.write(f"partybuild: {text}...\n")
        sys.stderr.flush()


def tell_error(text: str) -> None:
    """Tell what went wrong on standard error; nothing where the text is empty."""
    if text:
        sys.stderr.write(f"partybuild: {text}\n")


def summary_text(summary: Summary, lang: Lang) -> str:
    """Return a result's own table, as far as it is shown."""
    head = [column.text(lang) for column in summary.columns[: summary.shown]]
    rows = [[_cell(v, lang) for v in row[: summary.shown]] for row in summary.rows]
    return f"{clean(summary.caption.text(lang))}\n{table(head, rows)}"


def _cell(value: object, lang: Lang) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        words = ("是", "否") if lang == "zh" else ("yes", "no")
        return words[0] if value else words[1]
    return value.text(lang) if isinstance(value, Label) else str(value)


def summary_document(summary: Summary) -> Document:
    """Return a result's own table as a list of objects."""
    names = [column.en for column in summary.columns]
    return [
        dict(zip(names, map(to_document, row), strict=True)) for row in summary.rows
    ]


def finding_text(finding: Finding, about: str, lang: Lang) -> str:
    """Return the code of a finding, what it is about, and what it says."""
    named = f"{finding.code} {about}" if about else finding.code
    return labeled(lang, named, finding.message.text(lang))


def findings_text(findings: Sequence[Finding], lang: Lang) -> str:
    """Return findings, one a line."""
    return "\n".join(
        clean(f"{one.severity.value} {finding_text(one, one.subject, lang)}")
        for one in findings
    )

"""``partybuild ledger``."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._ledger_text import (
    names_for,
    shown_ledger,
    shown_overdue,
    shown_rates,
    shown_steps,
)
from partybuild.adapters.cli._marked import tell_marked
from partybuild.adapters.cli._output import put, summary_document, summary_text
from partybuild.adapters.records import read_ledger, update_ledger, write_ledger
from partybuild.errors import Mistake, UsageError
from partybuild.kernel import Label, Lang, Summary
from partybuild.ledgers import RectificationLedger, ledger_rates, merge_ledgers

if TYPE_CHECKING:
    from partybuild.adapters.excel import CellConflict

_CONFLICT = Label(
    zh="{}（制表时为“{}”，台账现为“{}”）",
    en="{} (it said {!r} when the workbook was written; the ledger now says {!r})",
)


def ledger_day(text: str) -> date:
    """Return a day from the command line.

    Args:
        text: The day, such as 2022-01-25.

    Returns:
        The day.

    Raises:
        ArgumentTypeError: If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day; write it like 2022-01-25"
        ) from None


def _ledger(options: argparse.Namespace) -> RectificationLedger:
    if (options.ledger is None) == (options.example is None):
        raise UsageError("name either a LEDGER file or --example, and not both")
    if options.example is not None:
        from partybuild.datasets import load_example_ledger

        return load_example_ledger(options.example)
    return read_ledger(options.ledger)


def _table(
    options: argparse.Namespace, summary: Summary, shown: Summary | None = None
) -> ExitCode:
    """Print a table: *shown* for people, with names; *summary* for scripts."""
    lang: Lang = options.lang
    text = summary_text(summary if shown is None else shown, lang)
    put(options, text, summary_document(summary))
    return ExitCode.DONE


def run_ledger_show(options: argparse.Namespace) -> ExitCode:
    """Print the lines of a ledger.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    ledger = _ledger(options)
    return _table(options, ledger.summary(), shown_ledger(ledger, names_for(options)))


def run_ledger_overdue(options: argparse.Namespace) -> ExitCode:
    """Print what is overdue on a day, the longest overdue first.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    lang: Lang = options.lang
    late = _ledger(options).overdue(options.on)
    text = "没有逾期" if lang == "zh" else "nothing is overdue"
    if late:
        text = summary_text(shown_overdue(late, names_for(options), options.on), lang)
    put(options, text, [summary_document(entry.summary()) for entry in late])
    return ExitCode.DONE


def run_ledger_rates(options: argparse.Namespace) -> ExitCode:
    """Print how rectification goes.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    rates = ledger_rates(_ledger(options), on=options.on)
    return _table(options, rates.summary(), shown_rates(rates, names_for(options)))


def run_ledger_export(options: argparse.Namespace) -> ExitCode:
    """Write the workbook of a ledger, to be filled in.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    from partybuild.adapters import excel

    path = excel.write_ledger_workbook(
        _ledger(options),
        options.out,
        on=options.on,
        names=names_for(options),
        lang=options.lang,
        force=options.force,
    )
    put(options, str(path), {"written": [str(path)]})
    return ExitCode.DONE


def run_ledger_import(options: argparse.Namespace) -> ExitCode:
    """Take the edits of a filled workbook into a ledger file.

    Args:
        options: Parsed arguments.

    Returns:
        1 where edits do not go together with the ledger; nothing is written then.
    """
    from partybuild.adapters import excel

    edits = excel.read_ledger_workbook(
        options.workbook, read_ledger(options.ledger), by=options.by, on=options.on
    )
    if edits.conflicts:
        _table(options, edits.summary())
        mistakes = [_mistake(one, options.lang) for one in edits.conflicts]
        tell_marked(Path(options.workbook).name, mistakes, options)
        return ExitCode.CONTRADICTED

    def _edited(now: RectificationLedger) -> RectificationLedger:
        again = excel.read_ledger_workbook(
            options.workbook, now, by=options.by, on=options.on
        )
        return again.agreed()

    update_ledger(options.ledger, _edited)
    return _table(options, edits.summary(), shown_steps(edits))


def _mistake(one: "CellConflict", lang: Lang) -> Mistake:
    message = _CONFLICT.text(lang).format(one.reason.text(lang), one.before, one.now)
    return Mistake(one.place, message)


def run_ledger_merge(options: argparse.Namespace) -> ExitCode:
    """Bring two copies of a ledger together.

    Args:
        options: Parsed arguments.

    Returns:
        1 where they do not go together; nothing is written then.
    """
    merged = merge_ledgers(
        read_ledger(options.base),
        read_ledger(options.mine),
        read_ledger(options.theirs),
    )
    if merged.conflicts:
        _table(options, merged.summary())
        return ExitCode.CONTRADICTED
    path = write_ledger(merged.ledger, options.out, force=options.force)
    put(options, str(path), {"written": [str(path)]})
    return ExitCode.DONE

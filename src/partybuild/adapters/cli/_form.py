"""``partybuild form``."""

import argparse

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import progress, put
from partybuild.adapters.cli._source import review_of
from partybuild.errors import UsageError


def run_form(options: argparse.Namespace) -> ExitCode:
    """Write the workbook that is filled in after a vote.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    from partybuild.adapters import excel

    review = review_of(options)
    progress("正在制表", "writing the workbook", options)
    if options.kind == "counts":
        path = excel.write_count_sheet(
            review, options.out, lang=options.lang, force=options.force
        )
    else:
        path = excel.write_ballots(
            review,
            options.out,
            papers=_papers(options.papers),
            lang=options.lang,
            force=options.force,
        )
    put(options, str(path), {"written": [str(path)]})
    return ExitCode.DONE


def _papers(texts: list[str] | None) -> dict[str, int] | None:
    if not texts:
        return None
    found: dict[str, int] = {}
    for text in texts:
        group, sign, number = text.partition("=")
        if not sign or not number.isdecimal():
            raise UsageError(
                f"--papers {text!r}: write GROUP=NUMBER, such as leaders=12"
            )
        found[group] = int(number)
    return found

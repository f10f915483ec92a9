"""``partybuild form``."""

import argparse
from typing import TYPE_CHECKING

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import progress, put
from partybuild.adapters.cli._source import review_of
from partybuild.conference import Review
from partybuild.errors import UnknownIdError, UsageError

if TYPE_CHECKING:
    from partybuild.adapters.excel import PrintedForm


def run_form(options: argparse.Namespace) -> ExitCode:
    """Write the workbook that is filled in after a vote.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.

    Raises:
        UsageError: If room for papers is asked for where none is kept, or an order
            where the marks held are written.
    """
    from partybuild.adapters import excel

    if options.papers and options.kind != "ballots":
        raise UsageError("--papers is for --kind ballots: only they have a line each")
    if options.order is not None and options.filled:
        raise UsageError("--order is for empty forms; leave out --filled")
    review = review_of(options)
    papers = _papers(options.papers, review, filled=options.filled)
    # Old marks must never reach the tellers: a form is empty unless asked otherwise.
    form = _ordered(excel.PrintedForm.of(review), options.order)
    source = review if options.filled else form
    progress("正在制表", "writing the workbook", options)
    if options.kind == "paper":
        path = excel.write_paper(
            form,
            options.out,
            lang=options.lang,
            force=options.force,
        )
    elif options.kind == "counts":
        path = excel.write_count_sheet(
            source, options.out, lang=options.lang, force=options.force
        )
    else:
        path = excel.write_ballots(
            source, options.out, papers=papers, lang=options.lang, force=options.force
        )
    put(options, str(path), {"written": [str(path)]})
    return ExitCode.DONE


def _ordered(form: "PrintedForm", order: str | None) -> "PrintedForm":
    if order is None or order == "reporting":
        return form
    if order == "strokes":
        return form.in_stroke_order()
    return form.ordered(part.strip() for part in order.split(","))


def _papers(
    texts: list[str] | None, review: Review, *, filled: bool
) -> dict[str, int] | None:
    if not texts:
        return None
    found: dict[str, int] = {}
    for text in texts:
        group, sign, number = text.partition("=")
        if not sign or not number.isdecimal():
            raise UsageError(
                f"--papers {text!r}: write GROUP=NUMBER, such as leaders=12"
            )
        if group not in review.form.group_ids:
            raise UnknownIdError("voter group", group, review.form.group_ids)
        held = 0 if review.box is None else len(review.box.ballots(group))
        if filled and int(number) < held:
            raise UsageError(
                f"--papers {text!r}: the review holds {held} ballots of {group!r}; "
                "ask for that many or more"
            )
        found[group] = int(number)
    return found

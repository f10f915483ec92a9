"""Arguments of the command line, and what each command calls."""

import argparse
import sys
from collections.abc import Sequence

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._explain import run_explain
from partybuild.adapters.cli._review import run_review
from partybuild.adapters.cli._verify import run_verify
from partybuild.errors import PartyBuildError
from partybuild.kernel import VERSION

_EPILOG = """\
examples:
  partybuild review --example                   the example conference, on the screen
  partybuild review --example --out out         the same, with report and receipt
  partybuild review review.json --out out       a conference of your own
  partybuild review review.json --ballots ballots.xlsx
  partybuild explain --example --subject c1-secretary
  partybuild verify out/receipt.json

exit codes: 0 done, 1 a receipt does not hold, 2 refused (nothing was written)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Words after the program's name; None takes them from the shell.

    Returns:
        The exit code.
    """
    options = _parser().parse_args(arguments)
    try:
        code: ExitCode = options.run(options)
    except PartyBuildError as refused:
        sys.stderr.write(f"partybuild: {refused}\n")
        return ExitCode.REFUSED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        return ExitCode.REFUSED
    except OSError as failed:
        sys.stderr.write(f"partybuild: {failed.filename}: {failed.strerror}\n")
        return ExitCode.REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="partybuild",
        description=(
            "Exact, explained assessment of Party-building review conferences "
            "(述职评议考核)."
        ),
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_review(
        commands.add_parser(
            "review",
            help="assess a conference, print the result, write the reports",
            description="Assess one conference and print standings and weak areas.",
        )
    )
    _add_explain(
        commands.add_parser(
            "explain",
            help="write out how one secretary's grade came about",
            description=(
                "Write out one result down to the counts of each voter group. "
                "The text is for the review body, not for publication."
            ),
        )
    )
    _add_verify(
        commands.add_parser(
            "verify",
            help="recompute a receipt independently",
            description="Recompute every result of a receipt with a separate module.",
        )
    )
    return parser


def _add_review(command: argparse.ArgumentParser) -> None:
    _add_input(command)
    command.add_argument(
        "--out",
        metavar="DIR",
        help="folder for assessment.json, receipt.json, report.docx, report.html "
        "and summary.xlsx; without it nothing is written",
    )
    command.add_argument(
        "--force", action="store_true", help="replace files that exist in DIR"
    )
    command.set_defaults(run=run_review)


def _add_explain(command: argparse.ArgumentParser) -> None:
    _add_input(command)
    command.add_argument("--subject", required=True, metavar="POST_ID")
    command.add_argument("--depth", type=int, help="levels to write; default: all")
    command.set_defaults(run=run_explain)


def _add_verify(command: argparse.ArgumentParser) -> None:
    command.add_argument("receipt", metavar="RECEIPT.JSON")
    command.set_defaults(run=run_verify)


def _add_input(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "review",
        nargs="?",
        metavar="FILE",
        help="review.json, or a workbook made by partybuild",
    )
    command.add_argument(
        "--example",
        nargs="?",
        const="long-march-street-2021",
        metavar="NAME",
        help="take a bundled example (its marks are invented) instead of FILE",
    )
    command.add_argument(
        "--ballots",
        metavar="FILE.XLSX",
        help="take the ballots or counts from a filled workbook",
    )
    command.add_argument("--lang", choices=("zh", "en"), default="zh")

"""Arguments of the command line, and the help that teaches them."""

import argparse

from partybuild.adapters.cli._command import Commands, add_force, command
from partybuild.adapters.cli._example import run_example
from partybuild.adapters.cli._explain import run_explain
from partybuild.adapters.cli._form import run_form
from partybuild.adapters.cli._marked import add_marked
from partybuild.adapters.cli._parser_ledger import add_ledger
from partybuild.adapters.cli._review import run_review
from partybuild.adapters.cli._rules import (
    run_diff,
    run_explain_rules,
    run_lint,
    run_list,
    run_show,
)
from partybuild.adapters.cli._verify import run_verify
from partybuild.kernel import VERSION

_EPILOG = """\
a first round, with the bundled example (its marks are invented):
  partybuild review --example                       on the screen
  partybuild review --example --out out             with reports and receipt
  partybuild explain --example --subject g4-secretary
  partybuild verify out/receipt.json

a conference of your own:
  partybuild example --out work                     files to start from
  partybuild lint rules.toml                        check the rules before the vote
  partybuild form work/review.json --kind counts --out counts.xlsx
  partybuild review work/review.json --ballots counts.xlsx --out out

`partybuild COMMAND --help` has more examples. 每个命令加 --help 查看用法和示例。

exit codes:
  0    done
  1    a receipt does not hold, the linter found something, rulebooks differ,
       or copies of a ledger do not go together
  2    refused: the command or the data is wrong; nothing was written but the
       marked-up copy that --marked asks for
  130  interrupted
"""


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
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
    _add_review(commands)
    _add_explain(commands)
    _add_lint(commands)
    _add_verify(commands)
    _add_form(commands)
    add_ledger(commands)
    _add_rules(commands)
    _add_example(commands)
    return parser


def _add_review(commands: Commands) -> None:
    parser = command(
        commands,
        "review",
        "assess a conference, print the result, write the reports (考核一次会议)",
        "review --example",
        "review --example --out out",
        "review review.json --ballots counts.xlsx --second counts2.xlsx --out out",
        "review review.json --ballots counts.xlsx --marked counts-marked.xlsx",
        "review review.json --json",
    )
    _add_input(parser)
    parser.add_argument(
        "--out",
        metavar="DIR",
        help="folder for assessment.json, receipt.json, report.docx, report.html "
        "and summary.xlsx; without it nothing is written",
    )
    add_force(parser)
    parser.add_argument(
        "--review-body",
        action="store_true",
        help="exact scores and whole reasons, on the screen, in --json and in "
        "assessment.json; not for publication",
    )
    parser.set_defaults(run=run_review)


def _add_explain(commands: Commands) -> None:
    parser = command(
        commands,
        "explain",
        "account of one secretary's result on one page (说明一人的考核结果); it "
        "holds counts per voter group and is for the review body",
        "explain --example --subject g4-secretary",
        "explain --example --subject g4-secretary --lang en --public",
        "explain review.json --subject c1-secretary --full --depth 2",
    )
    _add_input(parser)
    parser.add_argument("--subject", required=True, metavar="POST_ID")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--public", action="store_true", help="only what may be published")
    how.add_argument(
        "--full", action="store_true", help="every step down to every count"
    )
    parser.add_argument(
        "--depth", type=int, metavar="N", help="with --full: levels to write"
    )
    parser.set_defaults(run=run_explain)


def _add_lint(commands: Commands) -> None:
    _lint_arguments(
        command(
            commands,
            "lint",
            "prove properties of rulebooks before any vote (检查办法)",
            "lint rules.toml",
            "lint long-march-street-review --lang en",
        )
    )


def _lint_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rulebooks",
        nargs="+",
        metavar="RULEBOOK",
        help="TOML file, or the name of a bundled rulebook",
    )
    _add_fills(parser)
    parser.set_defaults(run=run_lint)


def _add_fills(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--with",
        dest="fills",
        metavar="FILE.TOML",
        help="document that fills in the numbers which the rulebook leaves open",
    )


def _add_verify(commands: Commands) -> None:
    parser = command(
        commands,
        "verify",
        "recompute a receipt with a separate module (核验回执)",
        "verify out/receipt.json",
        "verify out/receipt.json --json",
    )
    parser.add_argument("receipt", metavar="RECEIPT.JSON")
    parser.set_defaults(run=run_verify)


def _add_form(commands: Commands) -> None:
    parser = command(
        commands,
        "form",
        "write the workbook of ballots or counts to fill in (制作测评票、计票表)",
        "form --example --kind ballots --papers leaders=9 --out ballots.xlsx",
        "form review.json --kind counts --out counts.xlsx",
        "form --example --kind paper --order strokes --out paper.xlsx",
    )
    _add_input(parser)
    kinds = ("ballots", "counts", "paper")
    parser.add_argument("--kind", choices=kinds, default="ballots")
    parser.add_argument("--filled", action="store_true", help="with the marks held")
    parser.add_argument("--out", required=True, metavar="FILE.XLSX")
    parser.add_argument(
        "--papers",
        action="append",
        metavar="GROUP=NUMBER",
        help="ballots there is room for; once per voter group",
    )
    parser.add_argument(
        "--order",
        metavar="ORDER",
        help="order of the subjects: reporting (as it is without it), strokes "
        "(按姓氏笔画为序), or their ids, separated by commas",
    )
    add_force(parser)
    parser.set_defaults(run=run_form)


def _add_rules(commands: Commands) -> None:
    parser = commands.add_parser(
        "rules",
        help="list, show, explain, lint and compare rulebooks (查看办法)",
        description="List, show, explain, lint and compare rulebooks.",
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    command(
        actions, "list", "name the bundled rulebooks (列出自带办法)", "rules list"
    ).set_defaults(run=run_list)
    for name, text, run in (
        ("show", "print a rulebook as TOML (显示原文)", run_show),
        ("explain", "tell all that it states, in words (说明)", run_explain_rules),
    ):
        action = command(actions, name, text, f"rules {name} long-march-street-review")
        action.add_argument("rulebook", metavar="RULEBOOK")
        _add_fills(action)
        action.set_defaults(run=run)
    _lint_arguments(
        command(
            actions,
            "lint",
            "prove properties of rulebooks (检查)",
            "rules lint rules.toml",
        )
    )
    diff = command(
        actions,
        "diff",
        "what changed, in words, between two rulebooks or versions (比较办法)",
        "rules diff a05-trading-group a05-trading-group-b",
        "rules diff long-march-street-review --versions 2019 2021",
    )
    diff.add_argument("rulebook", metavar="OLD")
    diff.add_argument("other", nargs="?", metavar="NEW")
    diff.add_argument(
        "--versions",
        nargs=2,
        metavar=("OLD", "NEW"),
        help="versions to compare, of one rulebook or of both",
    )
    diff.set_defaults(run=run_diff)


def _add_example(commands: Commands) -> None:
    parser = command(
        commands,
        "example",
        "name the bundled examples, or copy one to start from (复制示例)",
        "example",
        "example --out work",
    )
    parser.add_argument("--name", default="long-march-street-2021", metavar="NAME")
    parser.add_argument("--out", metavar="DIR", help="folder to copy the files to")
    add_force(parser)
    parser.set_defaults(run=run_example)


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "review",
        nargs="?",
        metavar="FILE",
        help="review.json, or a workbook made by partybuild",
    )
    parser.add_argument(
        "--example",
        nargs="?",
        const="long-march-street-2021",
        metavar="NAME",
        help="take a bundled example (its marks are invented) instead of FILE",
    )
    parser.add_argument(
        "--ballots",
        metavar="FILE.XLSX",
        help="take the ballots or counts from a filled workbook",
    )
    parser.add_argument(
        "--second",
        metavar="FILE.XLSX",
        help="count sheet of a second teller; refused where it differs",
    )
    add_marked(parser)

"""Arguments of ``partybuild ledger``."""

import argparse
from typing import Any

from partybuild.adapters.cli._ledger import (
    ledger_day,
    run_ledger_export,
    run_ledger_import,
    run_ledger_merge,
    run_ledger_overdue,
    run_ledger_rates,
    run_ledger_show,
)


def _action(
    actions: Any,  # noqa: ANN401 - argparse gives sub-commands no public name
    name: str,
    text: str,
    *examples: str,
) -> argparse.ArgumentParser:
    shown = "".join(f"\n  partybuild ledger {example}" for example in examples)
    parser: argparse.ArgumentParser = actions.add_parser(
        name,
        help=text,
        description=text,
        epilog=f"examples:{shown}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="language of the output"
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON for scripts, not text"
    )
    return parser


def add_ledger(
    commands: Any,  # noqa: ANN401 - argparse gives sub-commands no public name
) -> None:
    """Add ``partybuild ledger`` with its actions.

    Args:
        commands: Where it is added.
    """
    parser = commands.add_parser(
        "ledger",
        help="show, export, import and merge rectification ledgers (整改台账)",
        description="Show, export, import and merge rectification ledgers.",
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    for name, text, run, dated in (
        ("show", "print the lines of a ledger (查看)", run_ledger_show, False),
        ("overdue", "print what is overdue on a day (逾期)", run_ledger_overdue, True),
        ("rates", "print how rectification goes (进度)", run_ledger_rates, True),
        ("export", "write a workbook to fill in (导出)", run_ledger_export, True),
    ):
        day = " --on 2022-09-30" if dated else ""
        out = " --out ledger.xlsx" if name == "export" else ""
        action = _action(
            actions,
            name,
            text,
            f"{name} ledger.json{day}{out}",
            f"{name} --example{day}{out}",
        )
        action.add_argument("ledger", nargs="?", metavar="LEDGER")
        action.add_argument(
            "--example",
            nargs="?",
            const="long-march-street-2021",
            metavar="NAME",
            help="take the ledger of a bundled example (invented)",
        )
        if dated:
            action.add_argument("--on", required=True, type=ledger_day, metavar="DAY")
        if name == "export":
            _add_out(action, "FILE.XLSX")
        action.set_defaults(run=run)
    taken = _action(
        actions,
        "import",
        "take a filled workbook into a ledger file (导入)",
        "import ledger.json ledger.xlsx",
    )
    taken.add_argument("ledger", metavar="LEDGER")
    taken.add_argument("workbook", metavar="FILE.XLSX")
    taken.add_argument("--by", metavar="POST_ID", help="who filled it in")
    taken.add_argument("--on", type=ledger_day, metavar="DAY", help="when")
    taken.set_defaults(run=run_ledger_import)
    merge = _action(
        actions,
        "merge",
        "bring two copies together (合并)",
        "merge base.json mine.json theirs.json --out ledger.json",
    )
    for name in ("base", "mine", "theirs"):
        merge.add_argument(name, metavar=name.upper())
    _add_out(merge, "LEDGER")
    merge.set_defaults(run=run_ledger_merge)


def _add_out(parser: argparse.ArgumentParser, metavar: str) -> None:
    parser.add_argument("--out", required=True, metavar=metavar)
    parser.add_argument("--force", action="store_true", help="replace files that exist")

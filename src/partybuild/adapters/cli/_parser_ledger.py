"""Arguments of ``partybuild ledger``."""

import argparse

from partybuild.adapters.cli._command import Commands, add_force, command
from partybuild.adapters.cli._ledger import (
    ledger_day,
    run_ledger_export,
    run_ledger_import,
    run_ledger_merge,
    run_ledger_overdue,
    run_ledger_rates,
    run_ledger_show,
)
from partybuild.adapters.cli._marked import add_marked


def add_ledger(commands: Commands) -> None:
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
        action = command(
            actions,
            name,
            text,
            f"ledger {name} ledger.json{day}{out}",
            f"ledger {name} --example{day}{out}",
        )
        action.add_argument("ledger", nargs="?", metavar="LEDGER")
        action.add_argument(
            "--example",
            nargs="?",
            const="long-march-street-2021",
            metavar="NAME",
            help="take the ledger of a bundled example (invented)",
        )
        action.add_argument(
            "--review",
            metavar="FILE",
            help="review whose names of posts and organizations are printed instead "
            "of their ids",
        )
        if dated:
            action.add_argument("--on", required=True, type=ledger_day, metavar="DAY")
        if name == "export":
            _add_out(action, "FILE.XLSX")
        action.set_defaults(run=run)
    taken = command(
        actions,
        "import",
        "take a filled workbook into a ledger file (导入)",
        "ledger import ledger.json ledger.xlsx",
    )
    taken.add_argument("ledger", metavar="LEDGER")
    taken.add_argument("workbook", metavar="FILE.XLSX")
    taken.add_argument("--by", metavar="POST_ID", help="who filled it in")
    taken.add_argument("--on", type=ledger_day, metavar="DAY", help="when")
    add_marked(taken)
    taken.set_defaults(run=run_ledger_import)
    merge = command(
        actions,
        "merge",
        "bring two copies together (合并)",
        "ledger merge base.json mine.json theirs.json --out ledger.json",
    )
    for name in ("base", "mine", "theirs"):
        merge.add_argument(name, metavar=name.upper())
    _add_out(merge, "LEDGER")
    merge.set_defaults(run=run_ledger_merge)


def _add_out(parser: argparse.ArgumentParser, metavar: str) -> None:
    parser.add_argument("--out", required=True, metavar=metavar)
    add_force(parser)

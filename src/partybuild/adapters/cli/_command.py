"""What every command of the command line takes."""

import argparse
from typing import Any

Commands = Any
"""What `argparse` makes of sub-commands; it has no public name."""


def command(
    commands: Commands, name: str, text: str, *examples: str
) -> argparse.ArgumentParser:
    """Add one command, with examples in its help.

    Args:
        commands: Where it is added.
        name: Its name.
        text: What it does, in both languages.
        examples: Commands to try.

    Returns:
        Its parser, which knows --lang and --json.
    """
    shown = "".join(f"\n  partybuild {example}" for example in examples)
    parser: argparse.ArgumentParser = commands.add_parser(
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


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the one way to replace a file."""
    parser.add_argument("--force", action="store_true", help="replace files that exist")

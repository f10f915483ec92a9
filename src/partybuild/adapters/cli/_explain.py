"""``partybuild explain``."""

import argparse
import sys

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._source import review_of
from partybuild.assessment import assess


def run_explain(options: argparse.Namespace) -> ExitCode:
    """Write out one subject's result.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.
    """
    standing = assess(review_of(options)).standing(options.subject)
    text = standing.explain(options.lang, options.depth)
    sys.stdout.write(f"{standing.name.text(options.lang)}\n{text}\n")
    return ExitCode.DONE

"""``partybuild verify``."""

import argparse
import sys
from pathlib import Path

from partybuild.adapters.cli._exit import ExitCode
from partybuild.assessment import verify_receipt
from partybuild.errors import InputError, Mistake


def run_verify(options: argparse.Namespace) -> ExitCode:
    """Recompute a receipt and say what contradicts.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.

    Raises:
        InputError: If the file is no text.
    """
    path = Path(options.receipt)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        mistake = Mistake("the file", "it is not UTF-8 text, so it is no receipt")
        raise InputError(path.name, (mistake,)) from None
    problems = verify_receipt(text)
    for problem in problems:
        sys.stdout.write(f"{path}: {problem}\n")
    if problems:
        return ExitCode.CONTRADICTED
    sys.stdout.write(f"{path}: the receipt holds\n")
    return ExitCode.DONE

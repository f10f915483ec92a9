"""``partybuild verify``."""

import argparse
from pathlib import Path

from partybuild.adapters._whole import whole_bytes
from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import put
from partybuild.adapters.cli._table import clean
from partybuild.assessment import verify_receipt
from partybuild.errors import InputError, Mistake


def run_verify(options: argparse.Namespace) -> ExitCode:
    """Recompute a receipt and say what contradicts.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.

    Raises:
        InputError: If the file is no text, or too large.
    """
    path = Path(options.receipt)
    try:
        text = whole_bytes(path).decode()
    except UnicodeDecodeError:
        mistake = Mistake("the file", "it is not UTF-8 text, so it is no receipt")
        raise InputError(path.name, (mistake,)) from None
    problems = verify_receipt(text)
    holds = "the receipt holds"
    if options.lang == "zh" and not problems:
        holds = "回执经核验无误 (the receipt holds)"
    put(
        options,
        "\n".join(f"{path}: {clean(line)}" for line in problems or (holds,)),
        {"holds": not problems, "problems": list(problems)},
    )
    return ExitCode.CONTRADICTED if problems else ExitCode.DONE

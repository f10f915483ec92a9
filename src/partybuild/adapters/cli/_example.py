"""``partybuild example``."""

import argparse
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._output import put
from partybuild.errors import FileExistsAlreadyError

_FILES = ("review.json", "ballots.xlsx", "counts.xlsx", "ledger.json")


def run_example(options: argparse.Namespace) -> ExitCode:
    """List the bundled examples, or copy one to a folder.

    Args:
        options: Parsed arguments.

    Returns:
        The exit code.

    Raises:
        FileExistsAlreadyError: If a file exists and ``--force`` is not given.
    """
    from partybuild.datasets import EXAMPLES, example_path

    if options.out is None:
        put(options, "\n".join(EXAMPLES), list(EXAMPLES))
        return ExitCode.DONE
    target = Path(options.out)
    folder = example_path(options.name, "review.json").parent
    sources = [folder / file for file in _FILES if (folder / file).exists()]
    for source in sources:
        if (target / source.name).exists() and not options.force:
            raise FileExistsAlreadyError(str(target / source.name))
    written = [
        str(write_bytes(target / s.name, s.read_bytes(), force=options.force))
        for s in sources
    ]
    put(options, "\n".join(written), {"written": list(written)})
    return ExitCode.DONE

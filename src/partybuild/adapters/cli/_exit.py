"""Exit codes of the command line."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell gets to know."""

    DONE = 0
    CONTRADICTED = 1
    """A receipt does not hold, a linter found something, two rulebooks differ, or
    two copies of a ledger do not go together."""
    REFUSED = 2
    """The command or the data handed in was refused; nothing was written but the
    marked-up copy that was asked for."""
    INTERRUPTED = 130
    """Somebody pressed Ctrl-C; what was being written was not kept."""

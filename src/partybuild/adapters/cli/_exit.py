"""Exit codes of the command line."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell gets to know."""

    DONE = 0
    CONTRADICTED = 1
    """A receipt does not hold."""
    REFUSED = 2
    """The command or the data handed in was refused; nothing was written."""

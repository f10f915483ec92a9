"""The command line, ``partybuild COMMAND``; each has examples in its ``--help``."""

from partybuild.adapters.cli._main import main

__all__ = ["main"]

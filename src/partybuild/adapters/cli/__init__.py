"""The command line: ``partybuild review | explain | verify | example``."""

from partybuild.adapters.cli._main import main

__all__ = ["main"]

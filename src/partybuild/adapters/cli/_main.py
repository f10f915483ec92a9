"""The command line: what the shell says, and what the shell is told."""

import sys
from collections.abc import Sequence

from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._marked import tell_refusal
from partybuild.adapters.cli._output import tell_error
from partybuild.adapters.cli._parser import command_parser
from partybuild.errors import PartyBuildError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Words after the program's name; None takes them from the shell.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        # A console that knows no Chinese shows escapes, and not a traceback.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    options = command_parser().parse_args(arguments)
    try:
        code: ExitCode = options.run(options)
        sys.stdout.flush()
    except PartyBuildError as refused:
        tell_refusal(refused, options)
        return ExitCode.REFUSED
    except BrokenPipeError:
        # Whoever read the output has gone; there is nobody left to tell.
        return ExitCode.REFUSED
    except OSError as failed:
        tell_error(f"{failed.filename}: {failed.strerror}")
        return ExitCode.REFUSED
    except KeyboardInterrupt:
        tell_error("interrupted / 已中断")
        return ExitCode.INTERRUPTED
    return code

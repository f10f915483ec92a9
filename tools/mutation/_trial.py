"""One mutant, one process: the tests that run its line, until one fails."""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from enum import Enum

import pytest
from _pytest.runner import runtestprotocol

MEMORY = 2 << 30


class Outcome(Enum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"
    """Killed too: a loop without an end, or ten times the usual time."""
    UNREACHED = "unreached"
    """Survived too: no test runs the line."""


_CODES = {0: Outcome.SURVIVED, 1: Outcome.KILLED, 2: Outcome.TIMEOUT}


def failed(item: pytest.Item, after: pytest.Item | None) -> bool:
    """Run one test, and say whether it failed."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    return any(r.failed for r in runtestprotocol(item, nextitem=after, log=False))


def run_until_one_fails(
    tests: Sequence[pytest.Item], usual: Sequence[float], most: float
) -> int | None:
    """Run tests, each within ten times its time, and no longer than *most* together.

    Args:
        tests: The tests, the most promising first.
        usual: Seconds that each takes without a change.
        most: Seconds of the processor for all of them.

    Returns:
        Index of the test that failed; None where none did.
    """
    begun = time.process_time()
    for at, test in enumerate(tests):
        signal.setitimer(signal.ITIMER_VIRTUAL, 10 * usual[at] + 1.5)
        if failed(test, tests[at + 1] if at + 1 < len(tests) else None):
            return at
        if time.process_time() - begun > most:
            break
    return None


def trial(attempt: Callable[[], int | None], wall: float) -> tuple[Outcome, int | None]:
    """Attempt something in a process of its own.

    Args:
        attempt: Returns the index of the test that failed, or None.
        wall: Seconds after which it is ended, whatever it waits for.

    Returns:
        The outcome, and what the attempt returned.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _in_child(attempt, writing, wall)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status in (-signal.SIGVTALRM, -signal.SIGALRM):
        return Outcome.TIMEOUT, None
    return _CODES.get(status, Outcome.KILLED), int(text) if text else None


def _in_child(attempt: Callable[[], int | None], writing: int, wall: float) -> None:
    code = 1
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
        signal.alarm(int(wall))
        with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123
            pages = int(sizes.read().split()[0])
        limit = pages * resource.getpagesize() + MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        found = attempt()
        code = 0 if found is None else 1
        if found is not None:
            os.write(writing, str(found).encode())
    finally:
        os._exit(code)

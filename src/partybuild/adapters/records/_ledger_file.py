"""A ledger file that several people write: nobody's steps are lost."""

from collections.abc import Callable
from pathlib import Path

from partybuild.adapters._lock import only_writer
from partybuild.adapters.records._ledger import read_ledger, write_ledger
from partybuild.ledgers import LedgerStep, RectificationLedger, merge_ledgers


def update_ledger(
    path: str | Path,
    change: Callable[[RectificationLedger], RectificationLedger],
    *,
    wait: float = 30,
) -> RectificationLedger:
    """Read a ledger file, change the ledger and write it back, alone.

    Args:
        path: The file, as `write_ledger` writes it.
        change: Returns the changed ledger; what it raises leaves the file as it was.
        wait: Seconds to wait for another who is writing it.

    Returns:
        The ledger as it is in the file now.

    Raises:
        FileBusyError: If another writes it for longer than that.
        FileNotWrittenError: If the system does not let it be written; the file is
            as it was.
        InputError: If the file cannot be read or anything in it is wrong.
    """
    with only_writer(path, wait=wait):
        before = read_ledger(path)
        after = change(before)
        if after != before:
            write_ledger(after, path, force=True)
        return after


def record_in_ledger(
    path: str | Path, *steps: LedgerStep, wait: float = 30
) -> RectificationLedger:
    """Add steps to a ledger file.

    Args:
        path: The file.
        steps: Steps, added to whatever the file holds by then.
        wait: Seconds to wait for another who is writing it.

    Returns:
        The ledger as it is in the file now.

    Raises:
        FileBusyError: If another writes it for longer than that.
        FileNotWrittenError: If the system does not let it be written.
        InputError: If the file cannot be read or anything in it is wrong.
        LedgerStepError: If the rules forbid a step; none of them is taken.
    """
    return update_ledger(path, lambda ledger: ledger.record(*steps), wait=wait)


def save_ledger(
    ledger: RectificationLedger,
    path: str | Path,
    *,
    base: RectificationLedger,
    wait: float = 30,
) -> RectificationLedger:
    """Write a ledger back that was read some time ago.

    Where others wrote the file since, both go together as `merge_ledgers` says.

    Args:
        ledger: The changed ledger.
        path: The file that it was read from.
        base: The ledger as it was read.
        wait: Seconds to wait for another who is writing it.

    Returns:
        The ledger as it is in the file now, with what others added.

    Raises:
        FileBusyError: If another writes it for longer than that.
        FileNotWrittenError: If the system does not let it be written.
        InputError: If the file cannot be read or anything in it is wrong.
        LedgerConflictError: If the two do not go together; the file is as the others
            left it.
        ValueRangeError: If the file holds another ledger.
    """
    return update_ledger(
        path, lambda there: merge_ledgers(base, ledger, there).agreed(), wait=wait
    )

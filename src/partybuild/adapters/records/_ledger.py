"""Ledgers as documents: the log, problem by problem."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import gc
import json
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from partybuild.adapters._files import write_bytes
from partybuild.adapters._whole import lines_of_file
from partybuild.adapters.records._json import parse_json, read_json
from partybuild.adapters.records._ledger_lines import (
    LEDGER_FORMAT,
    LEDGER_VERSION,
    Head,
    histories,
    step_document,
)
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Basis, Document, to_document
from partybuild.ledgers import LedgerEntry, RectificationLedger

_LINES = ".jsonl"


def ledger_document(ledger: RectificationLedger) -> dict[str, Document]:
    """Return a ledger as plain JSON data.

    Args:
        ledger: The ledger.

    Returns:
        The document; `ledger_from_document` gives an equal ledger back.
    """
    head, numbers = _head(ledger)
    return {**head, "problems": [_history(entry, numbers) for entry in ledger]}


def _head(
    ledger: RectificationLedger,
) -> tuple[dict[str, Document], dict[Basis, int]]:
    bases = sorted({step.basis for step in ledger.steps}, key=repr)
    head: dict[str, Document] = {
        "format": LEDGER_FORMAT,
        "version": LEDGER_VERSION,
        "ledger_id": ledger.ledger_id,
        "title": to_document(ledger.title),
        "bases": to_document(tuple(bases)),
    }
    if ledger.note is not None:
        head["note"] = to_document(ledger.note)
    return head, {basis: number for number, basis in enumerate(bases)}


def _history(entry: LedgerEntry, numbers: dict[Basis, int]) -> Document:
    return [step_document(step, numbers[step.basis]) for step in entry.steps]


def ledger_from_document(
    document: object, source: str = "ledger"
) -> RectificationLedger:
    """Return the ledger that a document states.

    Args:
        document: Data as JSON gives it.
        source: What it was read from, for the errors.

    Returns:
        The ledger.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its path.
    """
    head: Any = document
    problems: Any = []
    if isinstance(document, dict):
        head = {key: part for key, part in document.items() if key != "problems"}
        problems = document.get("problems", [])
    read = Head.of(head, source)
    if not isinstance(problems, list):
        raise InputError(source, (Mistake("$.problems", "expected a list"),))
    rows = ((f"$.problems[{at}]", row) for at, row in enumerate(problems))
    return _ledger(read, rows, source)


@contextmanager
def _only_allocating() -> Generator[None]:
    """Pause the collector of garbage: it would walk all that was read, ever again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ledger(
    head: Head, rows: Iterable[tuple[str, Any]], source: str
) -> RectificationLedger:
    with _only_allocating():
        entries = list(histories(head.bases, rows, source))
    try:
        return RectificationLedger(
            ledger_id=head.ledger_id, title=head.title, note=head.note, entries=entries
        )
    except PartyBuildError as error:
        raise InputError(source, (Mistake("$", str(error)),)) from error


def write_ledger(
    ledger: RectificationLedger, path: str | Path, *, force: bool = False
) -> Path:
    """Write a ledger: one document, or a line for each problem.

    Args:
        ledger: The ledger.
        path: File to write; the suffix .jsonl writes a line for each problem, after
            one for the ledger, which is the way for large ledgers.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    if Path(path).suffix.lower() != _LINES:
        text = json.dumps(
            ledger_document(ledger), ensure_ascii=False, sort_keys=True, indent=1
        )
        return write_bytes(path, f"{text}\n".encode(), force=force)
    head, numbers = _head(ledger)
    lines = (_line(_history(entry, numbers)) for entry in ledger)
    return write_bytes(path, "".join([_line(head), *lines]).encode(), force=force)


def _line(document: Document) -> str:
    text = json.dumps(
        document, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return f"{text}\n"


def read_ledger(path: str | Path) -> RectificationLedger:
    """Read a ledger.

    Args:
        path: A file as `write_ledger` writes it: .json, or .jsonl.

    Returns:
        The ledger.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its JSON path, after its line where lines count.
    """
    if Path(path).suffix.lower() != _LINES:
        data, source = read_json(path)
        return ledger_from_document(data, source)
    source = Path(path).name
    lines = _lines(path, source)
    first = next(lines, None)
    return _ledger(Head.of(first and first[1], source), lines, source)


def _lines(path: str | Path, source: str) -> Iterator[tuple[str, Any]]:
    """Yield place and data of each line, one line at a time in memory."""
    for number, text in enumerate(lines_of_file(path), 1):
        if text.strip():
            data = parse_json(text.strip(), f"{source}, line {number}")
            yield f"line {number}: $", data

"""The histories inside a ledger document, read strictly and not slowly."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import attrs
from cattrs import Converter

from partybuild.adapters.records._converter import (
    did_you_mean,
    document_converter,
    mistakes_of,
    new_converter,
)
from partybuild.adapters.records._migrations import current_document
from partybuild.errors import InputError, Mistake, PartyBuildError
from partybuild.kernel import Basis, Document, Label, document_id, to_document
from partybuild.ledgers import LedgerEntry, LedgerStep

LEDGER_FORMAT = "partybuild-ledger"
"""What the document of a ledger says it is."""
LEDGER_VERSION = 1
"""Version of the format of that document."""
# Nobody mends more from one list.
_MOST_LISTED = 1_000
# Written once for all steps of a line, or of the ledger.
_SHARED = {"problem_id", "basis"}


@attrs.frozen(kw_only=True)
class Head:
    """What a ledger document says besides its problems.

    Attributes:
        format: What kind of document it is.
        version: Version of the format.
        ledger_id: Id of the ledger.
        title: Name of the ledger.
        note: What a reader must know.
        bases: Bases that the steps name by their numbers, from 0.
    """

    format: str
    version: int
    ledger_id: str = attrs.field(validator=document_id)
    title: Label
    note: Label | None = None
    bases: tuple[Basis, ...] = ()

    @classmethod
    def of(cls, data: object, source: str) -> "Head":
        """Return the head that a document states.

        Args:
            data: The document without its problems.
            source: What it was read from, for the errors.

        Returns:
            The head.

        Raises:
            InputError: If anything is wrong with it.
        """
        head = current_document(data, LEDGER_FORMAT, LEDGER_VERSION, source)
        try:
            return document_converter().structure(head, cls)
        except Exception as error:
            raise InputError(source, tuple(mistakes_of(error))) from error


def step_document(step: LedgerStep, basis: int) -> Document:
    """Return a step as it stands in the line of its problem.

    Args:
        step: The step.
        basis: Number of its basis.

    Returns:
        The document.
    """
    whole = to_document(step)
    parts = whole if isinstance(whole, dict) else {}
    kept = {key: part for key, part in parts.items() if key not in _SHARED}
    return {**kept, "basis": basis}


@cache
def _converter() -> Converter:
    """Return a converter that takes bases as they are: they were read before."""
    converter = new_converter()
    converter.register_structure_hook_func(
        lambda kind: kind == Basis, lambda value, _: value
    )
    return converter


def histories(
    bases: tuple[Basis, ...], rows: Iterable[tuple[str, Any]], source: str
) -> Iterator[LedgerEntry]:
    """Yield the entries that the lines of a document state.

    Args:
        bases: Bases of the steps.
        rows: Path and data of each problem's steps.
        source: What they were read from, for the error.

    Yields:
        One entry per line.

    Raises:
        InputError: After the last line, if anything is wrong; the first thousand
            mistakes are listed with their paths.
    """
    converter, mistakes = _converter(), list[Mistake]()
    for path, row in rows:
        try:
            yield LedgerEntry(
                converter.structure(s, LedgerStep) for s in _filled(bases, row)
            )
        except Exception:  # noqa: BLE001 - looked at again, step by step
            mistakes.extend(_mistakes(bases, path, row))
            if len(mistakes) >= _MOST_LISTED:
                break
    if mistakes:
        raise InputError(source, tuple(mistakes[:_MOST_LISTED]))


def _filled(bases: tuple[Basis, ...], row: Any) -> Iterator[Any]:  # noqa: ANN401
    problem_id = row[0]["problem"]["problem_id"]
    for data in row:
        number = data["basis"]
        if "problem_id" in data or type(number) is not int or number < 0:
            raise KeyError
        yield {**data, "problem_id": problem_id, "basis": bases[number]}


def _mistakes(bases: tuple[Basis, ...], path: str, row: Any) -> Iterator[Mistake]:  # noqa: ANN401
    if not isinstance(row, list) or not row:
        yield Mistake(path, "expected a list of steps")
        return
    problem = row[0].get("problem") if isinstance(row[0], dict) else None
    problem_id = problem.get("problem_id") if isinstance(problem, dict) else None
    if type(problem_id) is not str:
        yield Mistake(f"{path}[0]", "the first step opens a problem with its id")
        return
    steps: list[LedgerStep | None] = []
    for at, data in enumerate(row):
        place = f"{path}[{at}]"
        found = list(_step_mistakes(bases, place, data))
        yield from found
        step = None
        if not found:
            filled = {**data, "problem_id": problem_id, "basis": bases[data["basis"]]}
            try:
                step = _converter().structure(filled, LedgerStep)
            except Exception as error:  # noqa: BLE001 - all are mistakes of the document
                yield from mistakes_of(error, place)
        steps.append(step)
    entry: LedgerEntry | None = None
    for at, step in enumerate(steps):
        if step is None:
            return
        try:
            entry = LedgerEntry([step]) if entry is None else entry.record(step)
        except PartyBuildError as error:
            yield Mistake(f"{path}[{at}]", str(error))
            return


def _step_mistakes(
    bases: tuple[Basis, ...],
    place: str,
    data: Any,  # noqa: ANN401 - whatever the file holds
) -> Iterator[Mistake]:
    if not isinstance(data, dict):
        yield Mistake(place, "expected an object")
        return
    if "problem_id" in data:
        hint = did_you_mean("problem_id", ["problem"])
        yield Mistake(f"{place}.problem_id", f"unknown field{hint}")
    number = data.get("basis")
    if type(number) is not int or not 0 <= number < len(bases):
        message = f"found {number!r}; expected the number of one of {len(bases)} bases"
        yield Mistake(f"{place}.basis", message)

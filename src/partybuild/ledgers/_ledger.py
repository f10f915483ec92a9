"""The rectification ledger: lines, and the log that they follow from."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

import attrs

from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import Label, Summary, Tabular, document_id
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._step import LedgerStep

_MOST_NAMED = 20


def _entries(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    return tuple(sorted(entries, key=_id))


def _id(entry: LedgerEntry) -> str:
    return entry.problem_id


@attrs.frozen(kw_only=True, repr=False)
class RectificationLedger(Tabular):
    """A rectification ledger (整改台账); every change gives another ledger.

    Attributes:
        ledger_id: Stable id.
        title: Name of the ledger.
        entries: Its lines, by the id of the problem.
        note: What a reader must know, such as that it is invented.
    """

    ledger_id: str = attrs.field(validator=document_id)
    title: Label
    entries: tuple[LedgerEntry, ...] = attrs.field(default=(), converter=_entries)
    note: Label | None = None
    _by_id: dict[str, LedgerEntry] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse two lines about one problem."""
        for one, other in pairwise(self.entries):
            if one.problem_id == other.problem_id:
                raise DuplicateIdError("problem", one.problem_id)
        # attrs' own way to fill a field of a frozen value.
        by_id = {entry.problem_id: entry for entry in self.entries}
        object.__setattr__(self, "_by_id", by_id)

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.entries)

    def __iter__(self) -> Iterator[LedgerEntry]:
        """Iterate over the lines."""
        return iter(self.entries)

    def __contains__(self, problem_id: object) -> bool:
        """Return whether a problem has a line."""
        return problem_id in self._by_id

    def entry(self, problem_id: str) -> LedgerEntry:
        """Return the line of a problem.

        Args:
            problem_id: Id of the problem.

        Returns:
            The line.

        Raises:
            UnknownIdError: If there is no such problem.
        """
        found = self._by_id.get(problem_id)
        if found is None:
            raise UnknownIdError("problem", problem_id, self._some_ids())
        return found

    def _some_ids(self) -> tuple[str, ...]:
        ids = tuple(self._by_id)
        more = len(ids) - _MOST_NAMED
        return ids if more <= 0 else (*ids[:_MOST_NAMED], f"and {more} more")

    @property
    def steps(self) -> tuple[LedgerStep, ...]:
        """The log: the steps of all lines, line by line."""
        return tuple(step for entry in self.entries for step in entry.steps)

    @classmethod
    def replay(
        cls,
        steps: Iterable[LedgerStep],
        *,
        ledger_id: str,
        title: Label,
        note: Label | None = None,
    ) -> "RectificationLedger":
        """Return the ledger that a log gives.

        Args:
            steps: The log. The steps about one problem stand in their order; how
                those about several problems are mixed does not matter.
            ledger_id: Stable id of the ledger.
            title: Name of the ledger.
            note: What a reader must know.

        Returns:
            The ledger.

        Raises:
            LedgerStepError: If the rules forbid a step.
        """
        logs: dict[str, list[LedgerStep]] = {}
        for step in steps:
            logs.setdefault(step.problem_id, []).append(step)
        return cls(
            ledger_id=ledger_id,
            title=title,
            note=note,
            entries=[LedgerEntry(log) for log in logs.values()],
        )

    def record(self, *steps: LedgerStep) -> "RectificationLedger":
        """Return the ledger with more steps; this one stays as it is.

        Args:
            steps: Steps; the first about a new problem opens it.

        Returns:
            The ledger.

        Raises:
            LedgerStepError: If the rules forbid a step; none of them is taken.
            UnknownIdError: If a step is about a problem that is not in the ledger.
        """
        changed: dict[str, list[LedgerStep]] = {}
        for step in steps:
            changed.setdefault(step.problem_id, []).append(step)
        entries = dict(self._by_id)
        for problem_id, more in changed.items():
            before = entries.get(problem_id)
            if before is None and more[0].problem is None:
                raise UnknownIdError("problem", problem_id, self._some_ids())
            old = () if before is None else before.steps
            entries[problem_id] = LedgerEntry((*old, *more))
        return attrs.evolve(self, entries=tuple(entries.values()))

    def at(self, on: date) -> "RectificationLedger":
        """Return the ledger as it stood at the end of a day."""
        then = (entry.at(on) for entry in self.entries)
        return attrs.evolve(self, entries=tuple(e for e in then if e is not None))

    def open_entries(self) -> tuple[LedgerEntry, ...]:
        """Return the lines on which something is still due."""
        return tuple(entry for entry in self.entries if entry.is_open)

    def overdue(self, on: date) -> tuple[LedgerEntry, ...]:
        """Return the lines that are overdue on a day, the longest overdue first.

        Args:
            on: The day; steps after it are not looked at.

        Returns:
            The lines, as they stood on the day.
        """
        then = (entry.at(on) for entry in self.entries)
        late = [e for e in then if e is not None and e.is_overdue(on)]
        late.sort(key=lambda e: (e.next_due or on, e.problem_id))
        return tuple(late)

    def summary(self) -> Summary:
        """Return each line with its owner, deadline and state."""
        rows = [
            (
                entry.problem_id,
                entry.problem.text,
                entry.problem.organization_id,
                "" if entry.deadline is None else entry.deadline.isoformat(),
                entry.state.label,
                entry.problem.area,
                entry.reopened,
                entry.opened_on.isoformat(),
                "" if entry.closed_on is None else entry.closed_on.isoformat(),
            )
            for entry in self.entries
        ]
        return Summary(caption=self.title, columns=_COLUMNS, rows=rows, shown=5)


_COLUMNS = (
    Label(zh="编号", en="problem"),
    Label(zh="问题", en="text"),
    Label(zh="党组织", en="organization"),
    Label(zh="完成时限", en="deadline"),
    Label(zh="状态", en="state"),
    Label(zh="问题类别", en="area"),
    Label(zh="重新立项次数", en="times reopened"),
    Label(zh="立项日期", en="opened on"),
    Label(zh="销号日期", en="closed on"),
)

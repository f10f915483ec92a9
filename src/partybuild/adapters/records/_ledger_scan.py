"""A look through a large ledger file, line by line: what is overdue, how it goes.

Lines that `write_ledger` wrote keep the rules of the ledger; they are not checked
again here, which takes a fraction of the time of `read_ledger` and no memory.
"""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from partybuild.adapters._whole import lines_of_file
from partybuild.adapters.records._json import parse_json
from partybuild.adapters.records._ledger_lines import Head
from partybuild.duties import Coverage
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Label, Record, Summary, Tabular
from partybuild.ledgers import LedgerRate, LedgerRates

_UNFOLLOWED = (LookupError, TypeError, AttributeError, ValueError, RecursionError)
_OPEN = frozenset({"opened", "in_progress", "done"})
_STATES = {
    "start": "in_progress",
    "finish": "done",
    "return": "in_progress",
    "close": "closed",
    "cancel": "canceled",
}


@attrs.frozen
class OverdueLine(Record):
    """A line of a ledger that is overdue.

    Attributes:
        problem_id: Its problem.
        text: What is wrong.
        organization_id: Organization that it is a problem of.
        area: Code of its area.
        due: The day that counted.
    """

    problem_id: str
    text: Label
    organization_id: str
    area: str
    due: date


@attrs.frozen(kw_only=True, repr=False)
class LedgerScan(Tabular):
    """What a look through a ledger file shows.

    Attributes:
        ledger_id: Id of the ledger.
        title: Its name.
        lines: Lines that were there on the day.
        overdue: Overdue lines, the longest overdue first.
        rates: How rectification goes, as `partybuild.ledgers.ledger_rates` counts it.
    """

    ledger_id: str
    title: Label
    lines: int
    overdue: tuple[OverdueLine, ...]
    rates: LedgerRates

    def summary(self) -> Summary:
        """Return the overdue lines."""
        on = self.rates.on
        return Summary(
            caption=Label(
                zh=f"{self.title.zh}：{self.lines} 个问题，逾期",
                en=f"{self.title.en}: {self.lines} problems, overdue",
            ),
            columns=(
                Label(zh="编号", en="problem"),
                Label(zh="问题", en="text"),
                Label(zh="党组织", en="organization"),
                Label(zh="应完成", en="due"),
                Label(zh="逾期天数", en="days overdue"),
                Label(zh="问题类别", en="area"),
            ),
            rows=[
                (
                    one.problem_id,
                    one.text,
                    one.organization_id,
                    one.due.isoformat(),
                    (on - one.due).days,
                    one.area,
                )
                for one in self.overdue
            ],
            shown=5,
        )


@attrs.frozen
class _Kind:
    """What rates count of a line; lines of one kind are counted together."""

    closed: bool
    still: bool
    late: bool
    missed: bool
    in_time: bool
    ever: bool
    undone: bool
    back: bool

    @classmethod
    def rate(cls, code: str, kinds: Iterable[tuple["_Kind", int]]) -> LedgerRate:
        total: Counter[str] = Counter()
        for kind, times in kinds:
            total["lines"] += times
            for name in _NAMES:
                total[name] += times * getattr(kind, name)
        return LedgerRate(
            code=code,
            closed=Coverage(total["closed"], total["lines"]),
            on_time=Coverage(total["in_time"], total["in_time"] + total["missed"]),
            overdue=Coverage(total["late"], total["still"]),
            reopened=Coverage(total["undone"], total["ever"]),
            recurring=Coverage(total["back"], total["lines"]),
        )


_NAMES = tuple(field.name for field in attrs.fields(_Kind))


class _Line:
    """One line followed step by step; days stay text, which sorts as days do."""

    def __init__(self, steps: list[Any], on: str) -> None:
        self.problem: dict[str, Any] = steps[0]["problem"]
        self.plan_by: str | None = steps[0].get("due_on")
        self.deadline: str | None = None
        self.goals: list[Any] = []
        self.reached: list[Any] = []
        self.planned = self.renewed = False
        self.missed = self.ever = self.undone = False
        self.state = "opened"
        for step in steps[1:]:
            if step["on"] > on:
                break
            self._take(step)

    def _take(self, step: dict[str, Any]) -> None:
        due, kind = self.deadline, step["kind"]
        if due is not None and due < step["on"] and self.state in _OPEN:
            self.missed = True
        if kind in _STATES:
            self.state = _STATES[kind]
            self.ever |= kind == "close"
        elif kind == "progress":
            if "goal" in step:
                self.reached.append(self.goals[step["goal"] - 1])
        elif kind == "plan":
            plan = step["rectification"]
            if not self.planned or self.renewed:
                self.deadline = plan["due_on"]
            self.goals = plan.get("goals", [])
            self.planned, self.renewed = True, False
        elif kind == "amend":
            self.problem = step["problem"]
        elif kind == "revise":
            self.deadline = step["due_on"]
        else:
            self._reopen(step)

    def _reopen(self, step: dict[str, Any]) -> None:
        self.undone |= self.state == "closed"
        self.state = "in_progress" if self.planned else "opened"
        if "due_on" in step:
            if self.planned:
                self.deadline = step["due_on"]
            else:
                self.plan_by = step["due_on"]
        self.renewed = self.planned

    def kind(self, today: str, *, still: bool, late: bool) -> tuple[bool, ...]:
        """Return the values of a `_Kind`."""
        closed = self.state == "closed"
        passed = still and self.deadline is not None and self.deadline < today
        back = bool(self.problem.get("recurs"))
        return (
            *(closed, still, late, self.missed or passed),
            *(closed and not self.missed, self.ever, self.undone, back),
        )

    @property
    def next_due(self) -> str | None:
        if self.deadline is None:
            return self.plan_by
        if not self.goals:
            return self.deadline
        left: list[str] = [g["due_on"] for g in self.goals if g not in self.reached]
        return min([*left, self.deadline])


def scan_ledger(path: str | Path, *, on: date) -> LedgerScan:
    """Look through a ledger file without keeping it: overdue lines and rates.

    For ledgers of hundreds of thousands of problems. Of a line that cannot be
    followed only the place is told; `read_ledger` says what is wrong with it.

    Args:
        path: A .jsonl file as `write_ledger` writes it.
        on: Day; steps after it are not looked at.

    Returns:
        The same overdue lines and rates as the ledger itself would give.

    Raises:
        InputError: If the file cannot be read or a line cannot be followed.
    """
    source = Path(path).name
    lines = lines_of_file(path)
    head = Head.of(parse_json(next(lines, "null"), source), source)
    return _scanned(head, lines, source, on)


def _scanned(head: Head, lines: Iterable[str], source: str, on: date) -> LedgerScan:
    today, load = on.isoformat(), json.loads
    counted: Counter[tuple[str, str, tuple[bool, ...]]] = Counter()
    found: list[OverdueLine] = []
    seen = 0
    for number, text in enumerate(lines, 2):
        try:
            steps = load(text)
            if steps[0]["on"] > today:
                continue
            seen += 1
            line = _Line(steps, today)
            if line.state == "canceled":
                continue
            still, due = line.state in _OPEN, line.next_due
            late = still and due is not None and due < today
            if late and due is not None:
                found.append(_overdue(line, due))
            problem = line.problem
            kind = line.kind(today, still=still, late=late)
            counted[problem["organization_id"], problem.get("area", ""), kind] += 1
        except _UNFOLLOWED as wrong:
            message = "the line cannot be followed; read_ledger says what is wrong"
            raise InputError(source, (Mistake(f"line {number}", message),)) from wrong
    found.sort(key=lambda one: (one.due, one.problem_id))
    return LedgerScan(
        ledger_id=head.ledger_id,
        title=head.title,
        lines=seen,
        overdue=tuple(found),
        rates=_rates(on, counted),
    )


def _rates(
    on: date, counted: Counter[tuple[str, str, tuple[bool, ...]]]
) -> LedgerRates:
    total: list[tuple[_Kind, int]] = []
    areas: dict[str, list[tuple[_Kind, int]]] = defaultdict(list)
    places: dict[str, list[tuple[_Kind, int]]] = defaultdict(list)
    for (place, area, kind), times in counted.items():
        one = (_Kind(*kind), times)
        total.append(one)
        places[place].append(one)
        if area:
            areas[area].append(one)
    return LedgerRates(
        on=on,
        total=_Kind.rate("", total),
        by_area=tuple(_Kind.rate(one, areas[one]) for one in sorted(areas)),
        by_organization=tuple(_Kind.rate(one, places[one]) for one in sorted(places)),
    )


def _overdue(line: _Line, due: str) -> OverdueLine:
    problem = line.problem
    return OverdueLine(
        problem["problem_id"],
        Label(zh=problem["text"]["zh"], en=problem["text"]["en"]),
        problem["organization_id"],
        problem.get("area", ""),
        date.fromisoformat(due),
    )

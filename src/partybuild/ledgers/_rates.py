"""How rectification goes: closed on time, reopened, back again."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.duties import Coverage
from partybuild.kernel import Label, Plain, Record, Summary, Tabular
from partybuild.ledgers._account import LedgerState
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._step import StepKind


@attrs.frozen(kw_only=True)
class LedgerRate(Record):
    """How rectification goes in some lines of a ledger; canceled ones are left out.

    Attributes:
        code: Code of the area, or id of the organization; empty for all.
        closed: Closed ones, of all.
        on_time: Closed ones that never missed a deadline, of those that are closed
            or have missed one.
        overdue: Overdue ones, of those that are open.
        reopened: Those reopened after they had been closed, of all ever closed.
        recurring: Those that link to an earlier problem, of all.
    """

    code: str
    closed: Coverage
    on_time: Coverage
    overdue: Coverage
    reopened: Coverage
    recurring: Coverage

    @classmethod
    def of(cls, code: str, entries: Iterable[LedgerEntry], on: date) -> "LedgerRate":
        """Count some lines as they stand on a day.

        Args:
            code: What they have in common.
            entries: The lines, none with a step after that day.
            on: The day.

        Returns:
            The counts.
        """
        lines = [e for e in entries if e.state is not LedgerState.CANCELED]
        closed = [e for e in lines if e.state is LedgerState.CLOSED]
        still = [e for e in lines if e.is_open]
        late = [e for e in still if e.is_overdue(on)]
        missed = [
            e
            for e in lines
            if e.missed is not None
            or (e.is_open and e.deadline is not None and e.deadline < on)
        ]
        in_time = [e for e in closed if e.missed is None]
        ever = [e for e in lines if e.was_closed]
        back = [e for e in lines if e.problem.recurs]
        return cls(
            code=code,
            closed=Coverage(len(closed), len(lines)),
            on_time=Coverage(len(in_time), len(in_time) + len(missed)),
            overdue=Coverage(len(late), len(still)),
            reopened=Coverage(sum(map(_came_undone, ever)), len(ever)),
            recurring=Coverage(len(back), len(lines)),
        )

    @property
    def is_clean(self) -> bool:
        """Whether all that came due was closed on time, and nothing came back."""
        due, undone = self.on_time, self.reopened.count + self.recurring.count
        return 0 < due.of == due.count and not undone and not self.overdue.count


def _came_undone(entry: LedgerEntry) -> bool:
    closed = False
    for step in entry.steps:
        if closed and step.kind is StepKind.REOPEN:
            return True
        closed = step.kind is StepKind.CLOSE
    return False


@attrs.frozen(kw_only=True, repr=False)
class LedgerRates(Tabular):
    """How rectification goes, in all, by area and by organization.

    Attributes:
        on: Day of which they hold.
        total: All lines.
        by_area: By code of the area, sorted; lines without one count in `total`.
        by_organization: By organization, sorted.
    """

    on: date
    total: LedgerRate
    by_area: tuple[LedgerRate, ...]
    by_organization: tuple[LedgerRate, ...]

    def summary(self) -> Summary:
        """Return the counts, all lines first, then areas, then organizations."""
        groups = [
            (Label(zh="全部", en="all"), [self.total]),
            (Label(zh="问题类别", en="area"), self.by_area),
            (Label(zh="党组织", en="organization"), self.by_organization),
        ]
        rows: list[tuple[Plain, ...]] = [
            (
                name,
                rate.code,
                str(rate.closed),
                str(rate.on_time),
                str(rate.overdue),
                str(rate.reopened),
                str(rate.recurring),
                rate.on_time.share,
                rate.reopened.share,
                rate.recurring.share,
            )
            for name, rates in groups
            for rate in rates
        ]
        return Summary(
            caption=Label(zh="整改情况", en="how rectification goes"),
            columns=_COLUMNS,
            rows=rows,
            shown=7,
        )


_COLUMNS = (
    Label(zh="范围", en="of"),
    Label(zh="编号", en="code"),
    Label(zh="已销号", en="closed"),
    Label(zh="按期销号", en="closed on time"),
    Label(zh="逾期", en="overdue"),
    Label(zh="重新立项", en="reopened"),
    Label(zh="重复发生", en="recurring"),
    Label(zh="按期销号率", en="share closed on time"),
    Label(zh="重新立项率", en="share reopened"),
    Label(zh="重复发生率", en="share recurring"),
)


def ledger_rates(ledger: RectificationLedger, *, on: date) -> LedgerRates:
    """Count how rectification goes.

    Args:
        ledger: The ledger.
        on: Day; steps after it are not looked at.

    Returns:
        Counts with what they are counts of, in all, by area and by organization.
    """
    every = ledger.at(on)
    lines = [e for e in every if e.state is not LedgerState.CANCELED]
    areas: dict[str, list[LedgerEntry]] = defaultdict(list)
    places: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in lines:
        if entry.problem.area:
            areas[entry.problem.area].append(entry)
        places[entry.problem.organization_id].append(entry)
    return LedgerRates(
        on=on,
        total=LedgerRate.of("", lines, on),
        by_area=tuple(LedgerRate.of(a, areas[a], on) for a in sorted(areas)),
        by_organization=tuple(LedgerRate.of(p, places[p], on) for p in sorted(places)),
    )

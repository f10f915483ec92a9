"""Problems that are back: this year's items and the earlier ones they link to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import attrs

from partybuild.kernel import (
    Finding,
    Label,
    Record,
    Severity,
    Summary,
    Tabular,
    sorted_findings,
)
from partybuild.ledgers._account import LedgerState
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger


@attrs.frozen(kw_only=True)
class Recurrence(Record):
    """One problem and one earlier problem that is back in it.

    Attributes:
        problem_id: The problem.
        text: What is wrong.
        area: Code of its area.
        organization_id: Organization that it is a problem of.
        earlier_id: The earlier problem.
        earlier_state: How the earlier one stands in its ledger.
        closed_on: Day on which the earlier one was closed; None where it is not.
        times: So many times it came back, one after the other, as far as the
            ledgers go: 1 where the earlier one was itself new.
    """

    problem_id: str
    text: Label
    area: str
    organization_id: str
    earlier_id: str
    earlier_state: LedgerState
    closed_on: date | None
    times: int


@attrs.frozen(kw_only=True, repr=False)
class Recurrences(Tabular):
    """All links of a ledger to earlier ledgers.

    Attributes:
        links: One per problem and earlier problem, by both ids.
        findings: PB-LEDGER-05 (a linked problem is in no earlier ledger) and 06 (it
            was opened on the same day or later, so that it cannot be back), sorted.
    """

    links: tuple[Recurrence, ...]
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Recurrence]:
        """Iterate over the links."""
        return iter(self.links)

    def __len__(self) -> int:
        """Return how many links there are."""
        return len(self.links)

    def summary(self) -> Summary:
        """Return each problem with the earlier one."""
        return Summary(
            caption=Label(zh="重复发生的问题", en="problems that are back"),
            columns=(
                Label(zh="编号", en="problem"),
                Label(zh="问题", en="text"),
                Label(zh="原编号", en="earlier problem"),
                Label(zh="原状态", en="its state"),
                Label(zh="重复次数", en="times"),
                Label(zh="问题类别", en="area"),
                Label(zh="党组织", en="organization"),
                Label(zh="原销号日期", en="closed on"),
            ),
            rows=[
                (
                    one.problem_id,
                    one.text,
                    one.earlier_id,
                    one.earlier_state.label,
                    one.times,
                    one.area,
                    one.organization_id,
                    "" if one.closed_on is None else one.closed_on.isoformat(),
                )
                for one in self.links
            ],
            shown=5,
        )


def recurrences(
    ledger: RectificationLedger, earlier: Iterable[RectificationLedger]
) -> Recurrences:
    """Follow the links of a ledger's problems to the ledgers of earlier years.

    Only what a person linked counts: likeness alone is no recurrence.

    Args:
        ledger: The ledger.
        earlier: Ledgers of earlier years. A problem that was carried over stands
            in several of them; it is looked up where its history is longest.

    Returns:
        The links, with findings on those that lead nowhere.
    """
    known: dict[str, LedgerEntry] = {}
    for one in earlier:
        for entry in one:
            there = known.get(entry.problem_id)
            if there is None or len(there.steps) < len(entry.steps):
                known[entry.problem_id] = entry
    links: list[Recurrence] = []
    findings: list[Finding] = []
    for entry in ledger:
        for earlier_id in entry.problem.recurs:
            before = known.get(earlier_id)
            if before is None:
                findings.append(_unknown(entry, earlier_id))
            elif before.opened_on >= entry.opened_on:
                findings.append(_reversed(entry, before))
            else:
                times = 1 + _times(before, known)
                links.append(_link(entry, before, times))
    return Recurrences(links=tuple(links), findings=sorted_findings(findings))


def _times(entry: LedgerEntry, known: Mapping[str, LedgerEntry]) -> int:
    """Return how often a problem was back itself; the days only ever go down."""
    before = [known[one] for one in entry.problem.recurs if one in known]
    earlier = [one for one in before if one.opened_on < entry.opened_on]
    return max((1 + _times(one, known) for one in earlier), default=0)


def _link(entry: LedgerEntry, before: LedgerEntry, times: int) -> Recurrence:
    problem = entry.problem
    return Recurrence(
        problem_id=problem.problem_id,
        text=problem.text,
        area=problem.area,
        organization_id=problem.organization_id,
        earlier_id=before.problem_id,
        earlier_state=before.state,
        closed_on=before.closed_on,
        times=times,
    )


def _unknown(entry: LedgerEntry, earlier_id: str) -> Finding:
    message = Label(
        zh=f"关联的问题 {earlier_id} 不在以往台账中",
        en=f"the linked problem {earlier_id} is in no earlier ledger",
    )
    return Finding(
        code="PB-LEDGER-05",
        severity=Severity.WARNING,
        subject=entry.problem_id,
        message=message,
        evidence=(("problem", earlier_id),),
    )


def _reversed(entry: LedgerEntry, before: LedgerEntry) -> Finding:
    message = Label(
        zh=f"关联的问题 {before.problem_id} 立项于 {before.opened_on}，不早于本问题",
        en=f"the linked problem {before.problem_id} was opened on "
        f"{before.opened_on}, not before this one",
    )
    return Finding(
        code="PB-LEDGER-06",
        severity=Severity.ERROR,
        subject=entry.problem_id,
        message=message,
        evidence=(("problem", before.problem_id),),
    )

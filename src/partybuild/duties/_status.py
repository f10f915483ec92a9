"""Whether a duty is done, on time, late, missing or not yet due."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.duties._duty import Duty
from partybuild.duties._record import DutyRecord, RecordKind
from partybuild.duties._recurrence import Expectation, expectations
from partybuild.kernel import Label, Plain, Record, Summary, Tabular


class DutyState(Enum):
    """How a duty stands, the worst first."""

    MISSING = "missing"
    LATE = "late"
    NOT_YET_DUE = "not_yet_due"
    ON_TIME = "on_time"
    DONE = "done"
    """Done, where no day was set."""

    @property
    def label(self) -> Label:
        """Name of the state."""
        return _LABELS[self]


_LABELS = {
    DutyState.MISSING: Label(zh="未落实", en="missing"),
    DutyState.LATE: Label(zh="逾期落实", en="late"),
    DutyState.NOT_YET_DUE: Label(zh="未到期", en="not yet due"),
    DutyState.ON_TIME: Label(zh="按时落实", en="on time"),
    DutyState.DONE: Label(zh="已落实", en="done"),
}


@attrs.frozen(kw_only=True)
class Occurrence(Record):
    """One thing that was expected, and what became of it.

    Attributes:
        state: How it stands.
        expectation: What was expected, by when; None where no day was set.
        record: Record that answers it.
    """

    state: DutyState
    expectation: Expectation | None = None
    record: DutyRecord | None = None


@attrs.frozen(kw_only=True, repr=False)
class DutyStatus(Tabular):
    """How one duty stands on a day.

    Attributes:
        duty_id: The duty.
        on: The day.
        occurrences: Everything expected so far, in order.
        surplus: Records that answer nothing expected, by id.
    """

    duty_id: str
    on: date
    occurrences: tuple[Occurrence, ...]
    surplus: tuple[str, ...] = ()

    @property
    def state(self) -> DutyState:
        """The worst state of all that was expected; not yet due where nothing was."""
        states = {one.state for one in self.occurrences}
        settled = states - {DutyState.NOT_YET_DUE}
        for state in DutyState:
            if state in settled:
                return state
        return DutyState.NOT_YET_DUE

    def count(self, state: DutyState) -> int:
        """Return how many of the things expected stand so."""
        return sum(one.state is state for one in self.occurrences)

    @property
    def due(self) -> int:
        """How many things were due by the day, or were done before."""
        return len(self.occurrences) - self.count(DutyState.NOT_YET_DUE)

    def summary(self) -> Summary:
        """Return what was expected, by when, and what became of it."""
        rows: list[tuple[Plain, ...]] = []
        for one in self.occurrences:
            due = None if one.expectation is None else one.expectation.due_on
            done = None if one.record is None else one.record.on
            rows.append(
                (
                    "" if due is None else due.isoformat(),
                    "" if done is None else done.isoformat(),
                    one.state.label,
                )
            )
        return Summary(
            caption=Label(
                zh=f"{self.duty_id}（截至 {self.on}）",
                en=f"{self.duty_id} on {self.on}",
            ),
            columns=(
                Label(zh="期限", en="due on"),
                Label(zh="完成", en="done on"),
                Label(zh="状态", en="state"),
            ),
            rows=rows,
            shown=3,
        )


def duty_status(duty: Duty, records: Iterable[DutyRecord], on: date) -> DutyStatus:
    """Return how a duty stands on a day.

    A record answers the window it lies in, or the one of the due day that it names;
    in each window the earliest records count first. Nothing that happened after the
    day is looked at.

    Args:
        duty: The duty of an organization.
        records: Records, of other duties too.
        on: The day; what is due on it is not missing before it is over.

    Returns:
        The status.
    """
    done = sorted(
        (
            record
            for record in records
            if record.duty_id == duty.duty_id
            and record.kind is RecordKind.DONE
            and record.on <= on
        ),
        key=lambda record: (record.on, record.record_id),
    )
    expected = _expected(duty, on)
    if expected is None:
        state = DutyState.DONE if done else DutyState.NOT_YET_DUE
        first = done[0] if done else None
        occurrences = [Occurrence(state=state, record=first)]
        return DutyStatus(
            duty_id=duty.duty_id,
            on=on,
            occurrences=tuple(occurrences),
            surplus=tuple(record.record_id for record in done[1:]),
        )
    left = list(done)
    found: list[Occurrence] = []
    for expectation in expected:
        record = next((r for r in left if _answers(r, expectation)), None)
        if record is not None:
            left.remove(record)
        found.append(
            Occurrence(
                state=_state(expectation, record, on),
                expectation=expectation,
                record=record,
            )
        )
    return DutyStatus(
        duty_id=duty.duty_id,
        on=on,
        occurrences=tuple(found),
        surplus=tuple(record.record_id for record in left),
    )


def _expected(duty: Duty, on: date) -> tuple[Expectation, ...] | None:
    if duty.recurrence is not None and duty.period is not None:
        return expectations(duty.recurrence, duty.period, on)
    if duty.deadline is not None:
        return (Expectation(duty.deadline),)
    return None


def _answers(record: DutyRecord, expectation: Expectation) -> bool:
    window = expectation.window
    return window is None or (record.answers or record.on) in window


def _state(expectation: Expectation, record: DutyRecord | None, on: date) -> DutyState:
    if record is not None:
        return DutyState.ON_TIME if record.on <= expectation.due_on else DutyState.LATE
    return DutyState.MISSING if expectation.due_on < on else DutyState.NOT_YET_DUE

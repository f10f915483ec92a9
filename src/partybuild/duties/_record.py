"""What was done about a duty, when, and what shows it."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.kernel import Label, Record


class RecordKind(Enum):
    """What was done."""

    ASSIGNED = "assigned"
    """下达: it was handed to the organization."""
    ACKNOWLEDGED = "acknowledged"
    """认领: the organization took it on."""
    DONE = "done"
    """落实: it was done, once."""

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _LABELS[self]


_LABELS = {
    RecordKind.ASSIGNED: Label(zh="已下达", en="assigned"),
    RecordKind.ACKNOWLEDGED: Label(zh="已认领", en="acknowledged"),
    RecordKind.DONE: Label(zh="已落实", en="done"),
}


def _evidence(evidence: Iterable[str]) -> tuple[str, ...]:
    return tuple(evidence)


@attrs.frozen(kw_only=True)
class DutyRecord(Record):
    """One entry: what was done about one duty on one day.

    Attributes:
        record_id: Stable id.
        duty_id: Duty it is about.
        kind: What was done.
        on: Day.
        answers: Due day that it answers, where it was done after it.
        evidence: References to what shows it: minutes, photographs, file numbers.
    """

    record_id: str
    duty_id: str
    kind: RecordKind = attrs.field(converter=RecordKind)
    on: date
    answers: date | None = None
    evidence: tuple[str, ...] = attrs.field(default=(), converter=_evidence)

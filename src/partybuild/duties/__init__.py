"""Responsibility duties, what was done about them, and how they are handed down."""

from partybuild.duties._area import (
    WORK_AREAS,
    WorkArea,
)
from partybuild.duties._book import (
    DutyBook,
)
from partybuild.duties._catalog import (
    DUTY_CATALOG,
    MEETING_DUTY_IDS,
)
from partybuild.duties._check import (
    check_duties,
)
from partybuild.duties._coverage import (
    Coverage,
)
from partybuild.duties._duty import (
    Duty,
)
from partybuild.duties._duty_list import (
    DutyList,
    duty_list,
    duty_lists,
)
from partybuild.duties._level import (
    ResponsibilityLevel,
)
from partybuild.duties._link import (
    BreakKind,
    TransmissionChain,
    TransmissionLink,
)
from partybuild.duties._record import (
    DutyRecord,
    RecordKind,
)
from partybuild.duties._recurrence import (
    Expectation,
    Frequency,
    PartWindow,
    Recurrence,
    expectations,
)
from partybuild.duties._status import (
    DutyState,
    DutyStatus,
    Occurrence,
    duty_status,
)
from partybuild.duties._trace import (
    trace_transmission,
)
from partybuild.duties._transmission import (
    Transmission,
    TransmissionLevel,
    TransmissionTrace,
)
from partybuild.duties._weakness import (
    WEAKNESSES,
    Weakness,
)
from partybuild.duties._working_days import (
    WorkingCalendar,
    WorkingDeadline,
    working_deadline,
)

__all__ = [
    "DUTY_CATALOG",
    "MEETING_DUTY_IDS",
    "WEAKNESSES",
    "WORK_AREAS",
    "BreakKind",
    "Coverage",
    "Duty",
    "DutyBook",
    "DutyList",
    "DutyRecord",
    "DutyState",
    "DutyStatus",
    "Expectation",
    "Frequency",
    "Occurrence",
    "PartWindow",
    "RecordKind",
    "Recurrence",
    "ResponsibilityLevel",
    "Transmission",
    "TransmissionChain",
    "TransmissionLevel",
    "TransmissionLink",
    "TransmissionTrace",
    "Weakness",
    "WorkArea",
    "WorkingCalendar",
    "WorkingDeadline",
    "check_duties",
    "duty_list",
    "duty_lists",
    "duty_status",
    "expectations",
    "trace_transmission",
    "working_deadline",
]

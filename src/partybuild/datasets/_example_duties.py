"""Duties and records of the example conference; all of it is invented.

Three duties are handed down from the street to its twelve communities for 2021. Two
chains break, as planted: the duty list is never taken on by b5, and studying Party
building is never assigned to g2. Beside them one area of work is lost on the way to
c3, and g4 holds one meeting late.
"""

from collections.abc import Iterator
from datetime import date

from partybuild.duties import (
    Duty,
    DutyBook,
    DutyRecord,
    RecordKind,
    Recurrence,
    ResponsibilityLevel,
)
from partybuild.errors import UnknownIdError
from partybuild.kernel import Label, OwnDecision, Period

_YEAR = Period(date(2021, 1, 1), date(2021, 12, 31))
_BELOW = tuple(
    f"{letter}{number}"
    for letter, most in (("b", 5), ("c", 3), ("g", 4))
    for number in range(1, most + 1)
)
_BASIS = OwnDecision(
    decision=Label(
        zh="长征路街道党工委2021年党建责任清单（虚构）",
        en="duty list for 2021 of the Long March Street working committee (invented)",
    )
)
_TOP = (
    Duty(
        duty_id="list",
        title=Label(
            zh="把党建责任清单落实到岗位", en="bring the duty list down to each post"
        ),
        level=ResponsibilityLevel.FIRST,
        areas=("responsibility", "transmission"),
        organization_id="street",
        post_id="street-secretary",
        period=_YEAR,
        deadline=date(2021, 3, 31),
        hand_down=True,
        basis=_BASIS,
    ),
    Duty(
        duty_id="study",
        title=Label(zh="每半年研究一次党建工作", en="study Party building half-yearly"),
        level=ResponsibilityLevel.FIRST,
        areas=("fusion", "leadership"),
        organization_id="street",
        post_id="street-secretary",
        period=_YEAR,
        recurrence=Recurrence(frequency="half_yearly"),
        hand_down=True,
        basis=_BASIS,
    ),
    Duty(
        duty_id="meeting",
        title=Label(zh="每季度召开一次党员大会", en="a general meeting each quarter"),
        level=ResponsibilityLevel.FIRST,
        areas=("organizing", "role"),
        organization_id="street",
        post_id="street-secretary",
        period=_YEAR,
        recurrence=Recurrence(frequency="quarterly"),
        hand_down=True,
        basis=_BASIS,
    ),
)
_NEVER_ASSIGNED = {("study", "g2")}
_NEVER_TAKEN_ON = {("list", "b5")}
_LOST = {("study", "c3"): ("leadership",)}
_DONE_ON = {
    "list": (date(2021, 3, 20),),
    "study": (date(2021, 6, 10), date(2021, 12, 8)),
    "meeting": (
        date(2021, 3, 12),
        date(2021, 6, 18),
        date(2021, 9, 17),
        date(2021, 12, 17),
    ),
}
_LATE = {("meeting", "g4", date(2021, 6, 18)): date(2021, 7, 9)}


def _handed_on(top: Duty, organization_id: str) -> Duty:
    return Duty(
        duty_id=f"{top.duty_id}@{organization_id}",
        title=top.title,
        level=top.level,
        areas=_LOST.get((top.duty_id, organization_id), top.areas),
        organization_id=organization_id,
        post_id=f"{organization_id}-secretary",
        period=top.period,
        recurrence=top.recurrence,
        deadline=top.deadline,
        derived_from=top.duty_id,
        basis=_BASIS,
    )


def _records(top: Duty, organization_id: str) -> Iterator[DutyRecord]:
    duty_id = f"{top.duty_id}@{organization_id}"
    yield DutyRecord(
        record_id=f"{duty_id}-assigned",
        duty_id=duty_id,
        kind=RecordKind.ASSIGNED,
        on=date(2021, 1, 15),
    )
    if (top.duty_id, organization_id) in _NEVER_TAKEN_ON:
        return
    yield DutyRecord(
        record_id=f"{duty_id}-acknowledged",
        duty_id=duty_id,
        kind=RecordKind.ACKNOWLEDGED,
        on=date(2021, 1, 22),
    )
    for number, usual in enumerate(_DONE_ON[top.duty_id], 1):
        late = _LATE.get((top.duty_id, organization_id, usual))
        yield DutyRecord(
            record_id=f"{duty_id}-{number}",
            duty_id=duty_id,
            kind=RecordKind.DONE,
            on=late or usual,
            answers=usual if late else None,
            evidence=[f"会议记录 {duty_id}-{number}"],
        )


def load_example_duties(name: str) -> DutyBook:
    """Return the duties and records of an example conference; they are invented.

    Args:
        name: Name of the example.

    Returns:
        Duties handed down from the street, and what was done about them in 2021.

    Raises:
        UnknownIdError: If there is no such example.

    Examples:
        >>> len(load_example_duties("long-march-street-2021").duties)
        38
    """
    if name != "long-march-street-2021":
        raise UnknownIdError("example", name, ("long-march-street-2021",))
    pairs = [
        (top, below)
        for top in _TOP
        for below in _BELOW
        if (top.duty_id, below) not in _NEVER_ASSIGNED
    ]
    return DutyBook(
        [*_TOP, *(_handed_on(top, below) for top, below in pairs)],
        [record for top, below in pairs for record in _records(top, below)],
    )

"""The record of one review conference: who, when, in which order, what was said."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.conference._comment import (
    Comment,
    Remark,
    Requirement,
    requirements_of,
)
from partybuild.conference._duty_report import DutyReport
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Record, document_id
from partybuild.rules import VoterGroup


class AgendaKind(Enum):
    """Kinds of business of a review conference."""

    CONVEYING = "conveying"
    """传达上级述职评议考核会精神."""
    REPORTS = "reports"
    """述职."""
    COMMENTS = "comments"
    """点评."""
    ASSESSMENT = "assessment"
    """民主测评."""
    SUMMING_UP = "summing_up"
    """总结讲话."""
    REQUIREMENTS = "requirements"
    """提出要求."""
    OTHER = "other"


@attrs.frozen(kw_only=True)
class AgendaItem(Record):
    """One item of business; the agenda lists them in order.

    Attributes:
        kind: Kind of business.
        title: Words of the agenda.
    """

    kind: AgendaKind = attrs.field(converter=AgendaKind)
    title: Label


def _heads(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a count of heads")


@attrs.frozen(kw_only=True)
class Attendance(Record):
    """How many of one kind were present; a voter group names the kinds it takes.

    Attributes:
        kind_id: Stable code of the kind, such as "street-leadership".
        label: Name of the kind.
        present: Heads.
    """

    kind_id: str
    label: Label
    present: int = attrs.field(validator=_heads)


def _agenda(agenda: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    return tuple(agenda)


def _attendance(attendance: Iterable[Attendance]) -> tuple[Attendance, ...]:
    return tuple(attendance)


def _reports(reports: Iterable[DutyReport]) -> tuple[DutyReport, ...]:
    return tuple(reports)


def _remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(remarks)


def _comments(comments: Iterable[Comment]) -> tuple[Comment, ...]:
    return tuple(comments)


@attrs.frozen(kw_only=True, repr=False)
class Conference(Record):
    """The record of one review conference (述职评议考核会).

    Attributes:
        conference_id: Stable code.
        title: Name of the conference.
        host_id: Id of the organization that held it.
        held_on: Day of the conference; it chooses the version of the rules.
        year: Year under review.
        chair: Post that chaired.
        commenter: Post that commented on the reports.
        guidance: Body that guided, where one did.
        agenda: Items of business, in order.
        attendance: Kinds of those present, with their numbers.
        reports: Duty reports; one per subject.
        comments: Comments, one per report.
        strengths: Strengths named of all.
        problems: Problems named of all.
        requirements: What is required of the secretaries, in order; a `Remark` is
            taken as a requirement of all.
        note: What a reader must know about the data, such as that it is invented.
    """

    conference_id: str = attrs.field(validator=document_id)
    title: Label
    host_id: str
    held_on: date
    year: int
    chair: Label
    commenter: Label
    guidance: Label | None = None
    agenda: tuple[AgendaItem, ...] = attrs.field(default=(), converter=_agenda)
    attendance: tuple[Attendance, ...] = attrs.field(default=(), converter=_attendance)
    reports: tuple[DutyReport, ...] = attrs.field(converter=_reports)
    comments: tuple[Comment, ...] = attrs.field(default=(), converter=_comments)
    strengths: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)
    problems: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)
    requirements: tuple[Requirement, ...] = attrs.field(
        default=(), converter=requirements_of
    )
    note: Label | None = None

    @property
    def subject_ids(self) -> tuple[str, ...]:
        """Posts whose holders reported, sorted."""
        return tuple(sorted(report.post_id for report in self.reports))

    @property
    def present(self) -> int:
        """All present, of every kind."""
        return sum(kind.present for kind in self.attendance)

    def present_in(self, group: VoterGroup) -> int:
        """Return how many of those present belong to a voter group."""
        return sum(k.present for k in self.attendance if k.kind_id in group.kinds)

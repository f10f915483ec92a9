"""One conference: its record, ballot form, ballot box, roll call and tally."""

from partybuild.conference._agenda import (
    AgendaItem,
    AgendaKind,
    Attendance,
    Conference,
)
from partybuild.conference._ballot_box import BallotBox, refused_word
from partybuild.conference._comment import Comment, Remark, Requirement
from partybuild.conference._conference_check import check_conference
from partybuild.conference._conference_duties import conference_duties
from partybuild.conference._count import count, tally
from partybuild.conference._decision import (
    ABSENT,
    ADMITTED,
    DECLINED,
    Decision,
    DecisionKind,
)
from partybuild.conference._duty_report import (
    DutyReport,
    LastYearAnswer,
    ReportMode,
    ReportSection,
)
from partybuild.conference._entry import CapFact, EnteredScore
from partybuild.conference._feedback import Feedback
from partybuild.conference._form import BallotForm, FormItem
from partybuild.conference._levels import Contrasts, Moments
from partybuild.conference._mark import NO_CHOICES, NoChoice
from partybuild.conference._review import Review
from partybuild.conference._roll_call import GroupRoll, RollCall
from partybuild.conference._screening import (
    Screening,
    failed_ballots,
    screen_ballots,
)
from partybuild.conference._subject_record import Approval, SubjectRecord, UnitRecord
from partybuild.conference._tally import Tally

__all__ = [
    "ABSENT",
    "ADMITTED",
    "DECLINED",
    "NO_CHOICES",
    "AgendaItem",
    "AgendaKind",
    "Approval",
    "Attendance",
    "BallotBox",
    "BallotForm",
    "CapFact",
    "Comment",
    "Conference",
    "Contrasts",
    "Decision",
    "DecisionKind",
    "DutyReport",
    "EnteredScore",
    "Feedback",
    "FormItem",
    "GroupRoll",
    "LastYearAnswer",
    "Moments",
    "NoChoice",
    "Remark",
    "ReportMode",
    "ReportSection",
    "Requirement",
    "Review",
    "RollCall",
    "Screening",
    "SubjectRecord",
    "Tally",
    "UnitRecord",
    "check_conference",
    "conference_duties",
    "count",
    "failed_ballots",
    "refused_word",
    "screen_ballots",
    "tally",
]

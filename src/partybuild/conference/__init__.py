"""One conference: its record, ballot form, ballot box, roll call and tally."""

from partybuild.conference._agenda import (
    AgendaItem,
    AgendaKind,
    Attendance,
    Comment,
    Conference,
    DutyReport,
    Remark,
    ReportMode,
)
from partybuild.conference._ballot_box import BallotBox, refused_word
from partybuild.conference._count import count, tally
from partybuild.conference._entry import CapFact, EnteredScore
from partybuild.conference._form import BallotForm, FormItem
from partybuild.conference._levels import Contrasts, Moments
from partybuild.conference._mark import NO_CHOICES, NoChoice
from partybuild.conference._review import Review
from partybuild.conference._roll_call import GroupRoll, RollCall
from partybuild.conference._tally import Tally

__all__ = [
    "NO_CHOICES",
    "AgendaItem",
    "AgendaKind",
    "Attendance",
    "BallotBox",
    "BallotForm",
    "CapFact",
    "Comment",
    "Conference",
    "Contrasts",
    "DutyReport",
    "EnteredScore",
    "FormItem",
    "GroupRoll",
    "Moments",
    "NoChoice",
    "Remark",
    "ReportMode",
    "Review",
    "RollCall",
    "Tally",
    "count",
    "refused_word",
    "tally",
]

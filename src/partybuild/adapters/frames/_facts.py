"""What a frame does not say: the day, entered scores, facts, decisions."""

from collections.abc import Iterable, Mapping
from datetime import date

import attrs

from partybuild.conference import (
    Approval,
    CapFact,
    Decision,
    EnteredScore,
    RollCall,
    SubjectRecord,
    UnitRecord,
)
from partybuild.kernel import OMITTED

RollCalls = tuple[tuple[str, RollCall], ...]


def _entries(entries: Iterable[EnteredScore]) -> tuple[EnteredScore, ...]:
    return tuple(entries)


def _facts(facts: Iterable[CapFact]) -> tuple[CapFact, ...]:
    return tuple(facts)


def _subjects(records: Iterable[SubjectRecord]) -> tuple[SubjectRecord, ...]:
    return tuple(records)


def _units(units: Iterable[UnitRecord]) -> tuple[UnitRecord, ...]:
    return tuple(units)


def _approvals(approvals: Iterable[Approval]) -> tuple[Approval, ...]:
    return tuple(approvals)


def _decisions(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    return tuple(decisions)


def _roll_calls(
    roll_calls: Mapping[str, RollCall] | Iterable[tuple[str, RollCall]],
) -> RollCalls:
    return tuple(sorted(dict(roll_calls).items()))


@attrs.frozen(kw_only=True)
class FrameFacts:
    """What beside the marks goes into the results of a frame.

    Entries and facts name subjects; subjects of two conferences that share a
    name share them too.

    Attributes:
        on: Day of the conferences, against which facts expire.
        entered: Scores and points given by bodies; `read_entries` takes them from a
            frame.
        cap_facts: Facts that hold grades down.
        subjects: Class and unit of subjects, where the rules ask for them.
        units: Grades and heads of units, where the rules ask for them.
        approvals: Decisions of higher bodies that widen quotas.
        decisions: Decisions of a body where the rules leave it to a body.
        roll_calls: Conference (empty text where the frame names none) to its roll
            call, where measures look at ballots issued or at those entitled;
            without one every returned ballot is an issued one.
        screened: Whether ballots that fail a check of the scheme were taken out
            before the marks came into the frame, as `screen_ballots` does.
    """

    on: date
    entered: tuple[EnteredScore, ...] = attrs.field(default=(), converter=_entries)
    cap_facts: tuple[CapFact, ...] = attrs.field(default=(), converter=_facts)
    subjects: tuple[SubjectRecord, ...] = attrs.field(
        default=(), converter=_subjects, metadata=OMITTED
    )
    units: tuple[UnitRecord, ...] = attrs.field(
        default=(), converter=_units, metadata=OMITTED
    )
    approvals: tuple[Approval, ...] = attrs.field(
        default=(), converter=_approvals, metadata=OMITTED
    )
    decisions: tuple[Decision, ...] = attrs.field(
        default=(), converter=_decisions, metadata=OMITTED
    )
    roll_calls: RollCalls = attrs.field(
        default=(), converter=_roll_calls, metadata=OMITTED
    )
    screened: bool = attrs.field(default=False, metadata=OMITTED)

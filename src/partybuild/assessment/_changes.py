"""Changes that one may try out on an assessment, for training."""

from fractions import Fraction
from typing import TypeAlias

import attrs

from partybuild.conference import CapFact, Decision, EnteredScore
from partybuild.errors import ValueRangeError
from partybuild.kernel import Record, exact


def _some(_: object, __: object, value: int) -> None:
    if type(value) is not int or value == 0:
        raise ValueRangeError("number of votes", repr(value), "a whole number, not 0")


@attrs.frozen(kw_only=True)
class MoreVotes(Record):
    """More or fewer votes for an option of one item of one subject.

    Votes that are added come on ballots that mark nothing else; votes that are taken
    away leave a blank. With `instead_of` voters change their mind, and the number of
    ballots stays.

    Attributes:
        subject_id: Subject.
        group_id: Voter group.
        item_id: Item.
        option_id: Option that gains the votes, or loses them.
        number: Votes; below 0 they are taken away.
        instead_of: Option that the same voters had chosen; empty: none.
    """

    subject_id: str
    group_id: str
    item_id: str
    option_id: str
    number: int = attrs.field(default=1, validator=_some)
    instead_of: str = ""


@attrs.frozen(kw_only=True)
class OtherItemWeight(Record):
    """Another weight for an item; the others keep their proportions.

    Attributes:
        item_id: Item.
        weight: Its share of all items, such as "30%".
    """

    item_id: str
    weight: Fraction = attrs.field(converter=exact)


@attrs.frozen(kw_only=True)
class OtherGroupWeight(Record):
    """Another weight for a voter group; the others keep their proportions.

    Attributes:
        group_id: Voter group.
        weight: Its share of all groups, such as "30%".
    """

    group_id: str
    weight: Fraction = attrs.field(converter=exact)


@attrs.frozen(kw_only=True)
class OtherEdge(Record):
    """Another least score for a grade.

    Attributes:
        grade_id: Grade.
        lower: Least score that earns it.
    """

    grade_id: str
    lower: Fraction = attrs.field(converter=exact)


@attrs.frozen(kw_only=True)
class OtherCeiling(Record):
    """Another ceiling for a quota.

    Attributes:
        quota_id: Quota.
        ceiling: Largest share.
    """

    quota_id: str
    ceiling: Fraction = attrs.field(converter=exact)


@attrs.frozen(kw_only=True)
class LiftedCap(Record):
    """A cap that no longer holds anybody, or one subject, down.

    Attributes:
        cap_id: Cap.
        subject_id: Subject whose facts do not count; empty: the cap is left out of
            the rules.
    """

    cap_id: str
    subject_id: str = ""


@attrs.frozen(kw_only=True)
class NewFact(Record):
    """A fact that holds a grade down.

    Attributes:
        fact: The fact.
    """

    fact: CapFact


@attrs.frozen(kw_only=True)
class NewDecision(Record):
    """A decision of a body, in place of another on the same question.

    Attributes:
        decision: The decision.
    """

    decision: Decision


@attrs.frozen(kw_only=True)
class NewEntry(Record):
    """A score or points handed in, in place of others for the same subject.

    Attributes:
        entry: What is handed in.
    """

    entry: EnteredScore


Change: TypeAlias = (
    MoreVotes
    | OtherItemWeight
    | OtherGroupWeight
    | OtherEdge
    | OtherCeiling
    | LiftedCap
    | NewFact
    | NewDecision
    | NewEntry
)
"""Everything that can be tried out."""

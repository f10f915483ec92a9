"""What the scheme needs to know of subjects and their units, beside points."""

from datetime import date

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Record


@attrs.frozen(kw_only=True)
class SubjectRecord(Record):
    """To which class of subjects and to which unit one subject belongs.

    Attributes:
        post_id: Subject.
        class_id: Subject class of the rules; empty where they know none.
        unit_id: Unit whose grade or heads the rules look at; empty: none.
    """

    post_id: str
    class_id: str = ""
    unit_id: str = ""


def _heads(unit: "UnitRecord", _: object, value: int | None) -> None:
    if value is not None and (type(value) is not int or value < 0):
        raise ValueRangeError(f"heads of {unit.unit_id!r}", repr(value), "at least 0")


@attrs.frozen(kw_only=True)
class UnitRecord(Record):
    """What is on record of one unit.

    Attributes:
        unit_id: Unit, such as the id of an organization.
        grade: Grade of the unit in its own appraisal, in the words of the rules;
            empty where none is recorded.
        heads: Heads of the unit; None where not recorded.
        source: Body and document it comes from.
    """

    unit_id: str
    grade: str = ""
    heads: int | None = attrs.field(default=None, validator=_heads)
    source: Label


@attrs.frozen(kw_only=True)
class Approval(Record):
    """The decision of a higher body that widens a quota.

    Attributes:
        quota_id: Quota of the rules.
        unit_id: Unit it was given to; empty where the quota is one for all.
        decided_on: Day of the decision.
        decided_by: Body that decided.
        reason: Why.
    """

    quota_id: str
    unit_id: str = ""
    decided_on: date
    decided_by: Label
    reason: Label

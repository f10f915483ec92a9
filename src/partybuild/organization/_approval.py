"""What a higher-level organization allowed although a rule says otherwise."""

from datetime import date
from enum import Enum

import attrs

from partybuild.kernel import Label, Record


class ApprovalKind(Enum):
    """What was allowed."""

    FEWER_MEMBERS = "fewer_members"
    """A general branch or committee with fewer members than the band."""
    MORE_MEMBERS = "more_members"
    """A branch or general branch with more members than the band."""
    COMMITTEE_SIZE = "committee_size"
    """A committee of another size."""
    MORE_WORKPLACES = "more_workplaces"
    """A joint branch for more workplaces."""
    ELECTION_SHIFT = "election_shift"
    """An election before or after the end of the term."""


@attrs.frozen(kw_only=True)
class Approval(Record):
    """One recorded exception.

    Attributes:
        kind: What was allowed.
        granted_on: Day of the approval.
        granted_by: Body that approved.
        document: Number of the document, where there is one.
        until: Last day it holds; for an election, the day it was shifted to.
    """

    kind: ApprovalKind = attrs.field(converter=ApprovalKind)
    granted_on: date
    granted_by: Label
    document: str = ""
    until: date | None = None

    def holds_on(self, on: date) -> bool:
        """Return whether the approval holds on a day."""
        return self.granted_on <= on and (self.until is None or on <= self.until)

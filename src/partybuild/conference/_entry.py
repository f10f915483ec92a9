"""What reaches an assessment from outside the ballots: scores, points and facts."""

from datetime import date
from fractions import Fraction

import attrs

from partybuild.errors import PeriodOrderError, ValueRangeError
from partybuild.kernel import Label, Record, exact


def _not_negative(
    entry: "EnteredScore", _: "attrs.Attribute[Fraction]", value: Fraction
) -> None:
    if value < 0:
        raise ValueRangeError(
            f"{entry.entry_id!r} of {entry.post_id!r}", value, "at least 0 points"
        )


@attrs.frozen(kw_only=True)
class EnteredScore(Record):
    """Points that a body gave one subject, with their source.

    Attributes:
        post_id: Subject.
        entry_id: Component or adjustment of the rules it fills.
        points: Points, at least 0; deductions are entered as positive points.
        source: Body and document the points come from.
    """

    post_id: str
    entry_id: str
    points: Fraction = attrs.field(converter=exact, validator=_not_negative)
    source: Label


def _after(fact: "CapFact", _: object, value: date | None) -> None:
    if value is not None and value < fact.decided_on:
        raise PeriodOrderError(fact.decided_on, value)


@attrs.frozen(kw_only=True)
class CapFact(Record):
    """A recorded fact that holds one subject's grade down (一票否决).

    Attributes:
        post_id: Subject.
        cap_id: Cap of the rules.
        decided_on: Day of the decision.
        decided_by: Body that decided.
        reason: The fact.
        expires_on: Last day on which the fact counts; None: no end.
        article: Article, minute or document that the decision rests on.
    """

    post_id: str
    cap_id: str
    decided_on: date
    decided_by: Label
    reason: Label
    expires_on: date | None = attrs.field(default=None, validator=_after)
    article: str = ""

    def counts_on(self, on: date) -> bool:
        """Return whether the fact counts on a day."""
        return self.decided_on <= on and (
            self.expires_on is None or on <= self.expires_on
        )

"""Intervals of totals as they may be printed beside the standings."""

from fractions import Fraction

import attrs

from partybuild.analysis._comonotone import comonotone_sums
from partybuild.analysis._composites import composite_refusal, composite_sums
from partybuild.analysis._score_interval import interval_refusal, score_interval
from partybuild.analysis.disclosure import DEFAULT_DISCLOSURE, ClearedScores, Disclosure
from partybuild.assessment import Assessment
from partybuild.kernel import Record, Rounding, RoundingMode

_DOWN = Rounding(places=1, mode=RoundingMode.DOWN)
_TENTH = Fraction(1, 10)


@attrs.frozen(kw_only=True)
class ClearedInterval(Record):
    """The interval of one total, to be printed or drawn as it stands.

    Attributes:
        subject_id: Subject.
        low: Lower limit, rounded down to a tenth of a point.
        high: Upper limit, rounded up to a tenth of a point.
        level: Coverage aimed at.
    """

    subject_id: str
    low: Fraction
    high: Fraction
    level: float

    @property
    def text(self) -> str:
        """Both limits with a dash between them."""
        return f"{_DOWN.text(self.low)}–{_DOWN.text(self.high)}"


def clear_intervals(
    assessment: Assessment,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    *,
    level: float = 0.95,
    cleared: ClearedScores | None = None,
) -> tuple[ClearedInterval, ...]:
    """Return the intervals of the totals, as far as they may be printed.

    The width of an interval tells how far the ballots lie apart. They are all
    left out where one voter group with a weight has fewer ballots than its mean
    would need, where nothing but the standings may be printed, or where a
    group's ballots agree to a point: then a narrow interval would state every
    vote.

    Args:
        assessment: The assessment.
        disclosure: The gate.
        level: Coverage aimed at, above 0 and below 1.
        cleared: What the gate has cleared already; None asks it.

    Returns:
        One interval per subject, in the order of the standings; none where they
        must not be printed, or where none can be given.

    Raises:
        ValueRangeError: If *level* is out of its range.

    Source:
        The interval is the half-phantom one of `score_interval`; what holds it
        back is our own rule, on the side of the voters.
    """
    if interval_refusal(assessment) is not None or not spread_may_be_told(
        assessment, disclosure, cleared
    ):
        return ()
    found = [
        (
            standing.subject_id,
            score_interval(assessment, standing.subject_id, level=level),
        )
        for standing in assessment.standings
    ]
    return tuple(
        ClearedInterval(
            subject_id=subject_id,
            low=_outward(interval.low, -1),
            high=_outward(interval.high, 1),
            level=level,
        )
        for subject_id, interval in found
        if interval is not None
    )


def _outward(limit: float, sign: int) -> Fraction:
    """Return the tenth at or beyond a limit."""
    return sign * (-(-sign * Fraction(limit) // _TENTH)) * _TENTH


def spread_may_be_told(
    assessment: Assessment, disclosure: Disclosure, cleared: ClearedScores | None
) -> bool:
    """Return whether numbers that follow from the spread of ballots may be told.

    Args:
        assessment: The assessment.
        disclosure: The gate.
        cleared: What the gate has cleared already; None asks it.

    Returns:
        Whether every voter group with a weight has ballots enough and no group's
        ballots agree.
    """
    cleared = disclosure.clear(assessment) if cleared is None else cleared
    if cleared.rounding is None or cleared.exposed:
        return False
    from_counts = composite_refusal(assessment) is not None
    sums = comonotone_sums if from_counts else composite_sums
    for subject in range(len(assessment.tally.form.subject_ids)):
        for group in sums(assessment, subject):
            agreed = group.squares * group.ballots == group.total**2
            if agreed or group.ballots < disclosure.means_from:
                return False
    return True

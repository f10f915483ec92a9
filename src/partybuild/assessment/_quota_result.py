"""Who keeps a grade whose places are limited."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.kernel import Record
from partybuild.rules import Quota, TiePolicy

Merit = tuple[Fraction, ...]
"""Total, then the tie keys: what the order of merit compares."""


@attrs.frozen(kw_only=True)
class QuotaResult(Record):
    """How one quota decided.

    Attributes:
        quota: The quota.
        unit_id: Unit within which it was taken; empty: all together.
        share: The share that was applied.
        assessed: Heads it is a share of.
        places: Places it leaves.
        eligible: Subjects whose score and facts allow the grade, sorted.
        admitted: Those who keep it, sorted.
        tied: Those excluded because they tie across the boundary, sorted.
    """

    quota: Quota
    unit_id: str = ""
    share: Fraction
    assessed: int
    places: int
    eligible: tuple[str, ...]
    admitted: tuple[str, ...]
    tied: tuple[str, ...]


def admit(
    quota: Quota,
    *,
    unit_id: str,
    share: Fraction,
    assessed: int,
    places: int,
    eligible: Mapping[str, Merit],
    in_the_way: Mapping[str, Merit],
) -> QuotaResult:
    """Admit the first by merit.

    Args:
        quota: The quota.
        unit_id: Unit within which it is taken; empty: all together.
        share: The share that applies.
        assessed: Heads it is a share of.
        places: Places.
        eligible: Subjects whose score and facts allow the grade, with their merit.
        in_the_way: Subjects who take a place though a fact holds them down.

    Returns:
        The decision.
    """
    merits = sorted([*eligible.values(), *in_the_way.values()])
    admitted: list[str] = []
    tied: list[str] = []
    for subject, merit in eligible.items():
        above = len(merits) - bisect_right(merits, merit)
        level = len(merits) - above - bisect_left(merits, merit)
        if above + level <= places:
            admitted.append(subject)
        elif above < places:
            included = quota.ties is TiePolicy.INCLUDE
            (admitted if included else tied).append(subject)
    return QuotaResult(
        quota=quota,
        unit_id=unit_id,
        share=share,
        assessed=assessed,
        places=places,
        eligible=tuple(sorted(eligible)),
        admitted=tuple(sorted(admitted)),
        tied=tuple(sorted(tied)),
    )

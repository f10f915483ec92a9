"""Who keeps a grade whose places are limited."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.conference import ADMITTED, Decision, DecisionKind
from partybuild.errors import ValueRangeError
from partybuild.kernel import Record
from partybuild.rules import Quota, TiePolicy

Merit = tuple[Fraction, ...]
"""Total, then the tie keys: what the order of merit compares."""

Decisions = Mapping[tuple[str, str, str], Decision]
"""What bodies decided, by kind, rule and subject."""


@attrs.frozen(kw_only=True)
class QuotaResult(Record):
    """How one quota decided.

    Attributes:
        quota: The quota.
        unit_id: Unit within which it was taken; empty: all together.
        share: The share that was applied.
        assessed: Heads it is a share of.
        places: Places it leaves.
        eligible: Subjects whose score and facts allow the grade, or may allow it
            once a missing decision is made, sorted.
        admitted: Those who keep it, sorted.
        tied: Those excluded because they tie across the boundary, sorted.
        assured: Those who keep it if a missing decision allows it them, sorted.
        undecided: Those to whom a missing decision leaves a place open, sorted.
        waiting_at_tie: Those of them who wait for the body to decide a tie, sorted.
        decisions: What the body decided about a tie, by subject.
    """

    quota: Quota
    unit_id: str = ""
    share: Fraction
    assessed: int
    places: int
    eligible: tuple[str, ...]
    admitted: tuple[str, ...]
    tied: tuple[str, ...]
    assured: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    waiting_at_tie: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()


@attrs.frozen(kw_only=True)
class Runners:
    """Who asks for the places of a quota.

    Attributes:
        sure: Subjects whom score and facts allow the grade, with their merit.
        perhaps: Subjects whom a missing decision may allow it.
        in_the_way: Merits of those who take a place though a fact holds them down.
        perhaps_in_the_way: Merits of those of whom a missing decision leaves it open
            whether they do.
    """

    sure: Mapping[str, Merit]
    perhaps: Mapping[str, Merit] = attrs.field(factory=dict[str, Merit])
    in_the_way: Sequence[Merit] = ()
    perhaps_in_the_way: Sequence[Merit] = ()


def admit(
    quota: Quota,
    *,
    unit_id: str,
    share: Fraction,
    assessed: int,
    places: int,
    runners: Runners,
    decisions: Decisions,
) -> QuotaResult:
    """Admit the first by merit.

    Args:
        quota: The quota.
        unit_id: Unit within which it is taken; empty: all together.
        share: The share that applies.
        assessed: Heads it is a share of.
        places: Places.
        runners: Who asks for them.
        decisions: What bodies decided, for ties.

    Returns:
        The decision. A subject is admitted, or not, only if that holds whatever the
        missing decisions will be.
    """
    fewest = sorted([*runners.sure.values(), *runners.in_the_way])
    most = sorted([*fewest, *runners.perhaps.values(), *runners.perhaps_in_the_way])
    admitted: list[str] = []
    tied: list[str] = []
    assured: list[str] = []
    undecided: list[str] = []
    level: list[str] = []
    for subject, merit in (*runners.sure.items(), *runners.perhaps.items()):
        sure = subject in runners.sure
        surely = _fits(most, merit, places, quota, own=0)
        possibly = _fits(fewest, merit, places, quota, own=int(not sure))
        above = len(fewest) - bisect_right(fewest, merit)
        by_vote = quota.ties is TiePolicy.DECISION and above < places
        if surely:
            (admitted if sure else assured).append(subject)
        elif possibly or (by_vote and len(most) > len(fewest)):
            undecided.append(subject)
        elif by_vote:
            level.append(subject)
        elif above < places:
            tied.append(subject)
    settled: tuple[Decision, ...] = ()
    waiting: list[str] = []
    if level:
        # Who is level shares one merit, so the places that are left are the same.
        above = len(fewest) - bisect_right(fewest, runners.sure[level[0]])
        settled = _votes(quota, level, decisions)
        chosen, waiting = _voted(quota, level, places - above, settled)
        admitted += chosen
        undecided += waiting
    return QuotaResult(
        quota=quota,
        unit_id=unit_id,
        share=share,
        assessed=assessed,
        places=places,
        eligible=tuple(sorted([*runners.sure, *runners.perhaps])),
        admitted=tuple(sorted(admitted)),
        tied=tuple(sorted(tied)),
        assured=tuple(sorted(assured)),
        undecided=tuple(sorted(undecided)),
        waiting_at_tie=tuple(sorted(waiting)),
        decisions=settled,
    )


def _fits(
    merits: Sequence[Merit], merit: Merit, places: int, quota: Quota, *, own: int
) -> bool:
    above = len(merits) - bisect_right(merits, merit)
    if quota.ties is TiePolicy.INCLUDE:
        return above < places
    level = len(merits) - above - bisect_left(merits, merit) + own
    return above + level <= places


def _votes(
    quota: Quota, level: Sequence[str], decisions: Decisions
) -> tuple[Decision, ...]:
    tie = DecisionKind.TIE.value
    found = [decisions.get((tie, quota.quota_id, subject)) for subject in sorted(level)]
    return tuple(decision for decision in found if decision is not None)


def _voted(
    quota: Quota, level: Sequence[str], left: int, votes: Sequence[Decision]
) -> tuple[list[str], list[str]]:
    chosen = [d.post_id for d in votes if d.outcome == ADMITTED]
    if len(chosen) > left:
        raise ValueRangeError(
            f"number of subjects admitted at the tie of quota {quota.quota_id!r}",
            len(chosen),
            f"at most {left}, the places that are left",
        )
    voted = {decision.post_id for decision in votes}
    # With the last place given, nothing is left that could be open.
    waiting = [s for s in level if s not in voted] if len(chosen) < left else []
    return chosen, waiting

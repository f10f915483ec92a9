"""The electorate of each voter group, and what its absentees could do."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.analysis._composites import ballot_score
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._plain_scheme import refuse_other_schemes
from partybuild.assessment import Assessment, ScoreTable
from partybuild.conference import Tally
from partybuild.errors import MissingLevelError, UnknownIdError, ValueRangeError
from partybuild.kernel import ForReviewBody, Record


def electorate(
    assessment: Assessment, entitled: Mapping[str, int] | None = None
) -> tuple[int, ...] | None:
    """Return how many voters each group has, in the order of the form.

    Args:
        assessment: The assessment.
        entitled: Voter group to its electorate (应到); None takes the roll call.

    Returns:
        The numbers; None where the roll call does not hold all of them.

    Raises:
        UnknownIdError: If *entitled* lacks a group.
        ValueRangeError: If a group has more ballots than voters.
    """
    tally, found = assessment.tally, list[int]()
    for group_id, ballots in zip(tally.form.group_ids, tally.ballots, strict=True):
        if entitled is None:
            heads = assessment.review.roll_call.of(group_id).entitled
            if heads is None:
                return None
        elif group_id in entitled:
            heads = entitled[group_id]
        else:
            raise UnknownIdError("electorate", group_id, tuple(entitled))
        if heads < ballots:
            raise ValueRangeError(
                f"the electorate of group {group_id!r}",
                heads,
                f"at least its {ballots} valid ballots",
            )
        found.append(heads)
    return tuple(found)


@attrs.frozen(kw_only=True)
class AbsenteeBounds(ForReviewBody, Record):
    """Where a total would lie if everybody had voted, whatever they had marked.

    Attributes:
        subject_id: Subject.
        low: Exact total if every absentee had given the worst marks.
        high: Exact total if every absentee had given the best marks.
        absent: Voters whose ballots are not among the valid ones.
    """

    subject_id: str
    low: Fraction
    high: Fraction
    absent: int


def absentee_bounds(
    assessment: Assessment, *, entitled: Mapping[str, int] | None = None
) -> tuple[AbsenteeBounds, ...]:
    """Return the assumption-free bounds of every total under full turnout.

    Args:
        assessment: The assessment.
        entitled: Voter group to its electorate (应到); None takes the roll call.

    Returns:
        Bounds, in the order of the form. Points that no ballot decides stay.

    Raises:
        MissingLevelError: If the roll call does not say how many were entitled.
        ReviewRuleError: If the scheme is none of weighted totals.
        UnknownIdError: If *entitled* lacks a group.
        ValueRangeError: If a group has more ballots than voters.

    Source:
        Horowitz and Manski: worst and best completion of what is missing.
    """
    refuse_other_schemes(assessment, "a bound for absentees")
    heads = electorate(assessment, entitled)
    if heads is None:
        raise MissingLevelError(
            "a bound for absentees",
            "the number entitled in the roll call",
            "enter it for every voter group, or pass entitled=",
        )
    table, tally = ScoreTable.of(assessment.rules), assessment.tally
    worst = table.scores(_completed(tally, heads, best=False))
    best = table.scores(_completed(tally, heads, best=True))
    share = ballot_share(assessment.rules)
    found: list[AbsenteeBounds] = []
    for at, subject in enumerate(tally.form.subject_ids):
        standing = assessment.standing(subject)
        fixed = standing.score - share * ballot_score(assessment, standing)
        found.append(
            AbsenteeBounds(
                subject_id=subject,
                low=fixed + share * worst[at],
                high=fixed + share * best[at],
                absent=sum(heads) - sum(tally.ballots),
            )
        )
    return tuple(found)


def _completed(tally: Tally, heads: tuple[int, ...], *, best: bool) -> Tally:
    """Return the counts once every absentee has marked the same end."""
    form, columns = tally.form, tally.columns
    counts: list[tuple[int, ...]] = []
    for vector, ballots, all_heads in zip(
        tally.counts, tally.ballots, heads, strict=True
    ):
        filled = list(vector)
        for line in range(form.width):
            options = len(form.items[line % len(form.items)].options)
            filled[line * columns + (0 if best else options - 1)] += all_heads - ballots
        counts.append(tuple(filled))
    return Tally(form=form, ballots=heads, counts=tuple(counts))

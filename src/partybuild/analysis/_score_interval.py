"""The interval of a total, for voters like these or for the electorate."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.analysis._comonotone import comonotone_refusal, comonotone_sums
from partybuild.analysis._composites import (
    LEAST_BALLOTS,
    ballot_score,
    composite_refusal,
    composite_span,
    composite_sums,
)
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._electorate import electorate
from partybuild.analysis._half_phantom import (
    GroupSums,
    interval_moments,
    moment_limit,
)
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.assessment import Assessment
from partybuild.errors import MissingLevelError
from partybuild.kernel import ForReviewBody, Label, Lang, Record


@attrs.frozen(kw_only=True)
class ScoreInterval(ForReviewBody, Record):
    """Where a total would lie with other voters, or with all of them.

    Attributes:
        subject_id: Subject.
        level: Coverage aimed at.
        score: Exact total.
        low: Lower limit, in points; never above the score.
        high: Upper limit, in points; never below the score.
        of_electorate: Whether only the absentees are unknown; otherwise the
            voters stand for all voters like these.
        from_counts: Whether counts alone gave it, which makes it wider.
    """

    subject_id: str
    level: float
    score: Fraction
    low: float
    high: float
    of_electorate: bool
    from_counts: bool

    def sentence(self, lang: Lang = "zh") -> str:
        """Return the interval in one sentence."""
        ends = f"{self.low:.1f}", f"{self.high:.1f}"
        percent = f"{self.level * 100:g}%"
        if lang == "zh":
            whom = "若全体应到人员投票" if self.of_electorate else "换一批同类评议人"
            note = "（仅据计票表，偏宽）" if self.from_counts else ""
            return f"{whom}，总分约在 {ends[0]} 至 {ends[1]} 分之间（{percent}）{note}"
        whom = (
            "if all entitled had voted"
            if self.of_electorate
            else "with other voters like these"
        )
        note = " (from counts alone, on the wide side)" if self.from_counts else ""
        return (
            f"{whom}, the total lies between {ends[0]} and {ends[1]} ({percent}){note}"
        )


def interval_refusal(assessment: Assessment) -> Label | None:
    """Return why no interval of a total is given; None where it can be.

    Args:
        assessment: The assessment.

    Returns:
        The reason, with what is needed.
    """
    if (refused := plain_refusal(assessment)) is not None:
        return refused
    ballots = sum(assessment.tally.ballots)
    if ballots < LEAST_BALLOTS:
        return Label(
            zh=f"有效票 {ballots} 张，不给得分区间；至少需要 {LEAST_BALLOTS} 张",
            en=f"{ballots} valid ballots: no interval of a score is given; it needs at "
            f"least {LEAST_BALLOTS}",
        )
    if composite_refusal(assessment) is None:
        return None
    return comonotone_refusal(assessment)


def score_interval(
    assessment: Assessment,
    subject_id: str,
    *,
    level: float = 0.95,
    of_electorate: bool = False,
    entitled: Mapping[str, int] | None = None,
) -> ScoreInterval | None:
    """Return the half-phantom interval of one total.

    Each voter group is given half a phantom ballot, one option below its mean
    for the lower limit and one above for the upper one. Means come from all
    marks. Spreads come from complete ballots, or, where only counts are at
    hand, from the widest ballots that have these counts.

    Args:
        assessment: The assessment.
        subject_id: Subject.
        level: Coverage aimed at, above 0 and below 1.
        of_electorate: Whether only the absentees are unknown.
        entitled: Voter group to its electorate (应到); None takes the roll call.

    Returns:
        The interval; None where `interval_refusal` says why there is none.

    Raises:
        MissingLevelError: If the electorate is asked for and not recorded.
        UnknownIdError: If there is no such subject, or *entitled* lacks a group.
        ValueRangeError: If *level* is out of its range, or a group has more
            ballots than voters.

    Source:
        The rule is the library's own, justified by simulation and not by a
        theorem. It assumes that voters do not confer.
    """
    standing = assessment.standing(subject_id)
    if interval_refusal(assessment) is not None:
        return None
    subject = assessment.tally.form.subject_ids.index(subject_id)
    from_counts = composite_refusal(assessment) is not None
    sums = comonotone_sums if from_counts else composite_sums
    groups = sums(assessment, subject)
    if of_electorate:
        groups = _with_electorate(assessment, groups, electorate(assessment, entitled))
    span, share = composite_span(assessment), ballot_share(assessment.rules)
    ballots = ballot_score(assessment, standing)
    # Incomplete ballots have a say in the score, but hold no composite.
    shift = ballots - sum((g.weight * g.total / g.ballots for g in groups), Fraction())
    limits: list[float] = []
    for upper in (False, True):
        mean, variance = interval_moments(groups, span, upper=upper)
        limit = moment_limit(mean + shift, variance, span, upper=upper, level=level)
        limits.append(float(standing.score) + float(share) * (limit - float(ballots)))
    exact_score = float(standing.score)
    return ScoreInterval(
        subject_id=subject_id,
        level=level,
        score=standing.score,
        low=min(limits[0], exact_score),
        high=max(limits[1], exact_score),
        of_electorate=of_electorate,
        from_counts=from_counts,
    )


def _with_electorate(
    assessment: Assessment, groups: list[GroupSums], heads: tuple[int, ...] | None
) -> list[GroupSums]:
    if heads is None:
        raise MissingLevelError(
            "an interval for the electorate",
            "the number entitled in the roll call",
            "enter it for every voter group, or pass entitled=",
        )
    voted = [
        n - ballots
        for group, n, ballots in zip(
            assessment.rules.voter_groups, heads, assessment.tally.ballots, strict=True
        )
        if group.weight and ballots
    ]
    # A ballot that left a line blank was there: only absentees are unknown.
    return [
        attrs.evolve(group, entitled=group.ballots + absent)
        for group, absent in zip(groups, voted, strict=True)
    ]
